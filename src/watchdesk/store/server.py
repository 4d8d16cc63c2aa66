"""How a server is reached, and what to do when it is not."""

from __future__ import annotations

import re
from typing import Any, NoReturn

import psycopg
from psycopg.conninfo import conninfo_to_dict

from watchdesk.database.postgres import adapt
from watchdesk.errors import LedgerError

SCHEMA, INDEX_SCHEMA = "watchdesk", "watchdesk_reuse"
OLDEST = 130000
"""Version of the oldest server that will do."""
_CONNECT_SECONDS = 10
_QUICK = {
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "random_page_cost": "1.1",
    "work_mem": "16MB",
    "cursor_tuple_fraction": "1.0",
}
"""Many read at once, each a little and by index, from discs that do not turn; what is read row by
row is read to the end."""
_KEPT = "what was committed is kept"
_CURES: tuple[tuple[str, str, str, str], ...] = (
    (
        "28P01",
        r"password authentication failed|no password supplied|authentication failed",
        "W309",
        "Set PGPASSWORD, or write the password into ~/.pgpass or a service; never into watch.toml",
    ),
    (
        "28000",
        r'role ".*" does not exist|no pg_hba.conf entry|role ".*" is not permitted',
        "W309",
        "Ask who runs the server to let this user in, or name another in the address",
    ),
    ("3D000", r'database ".*" does not exist', "W310", "Make it with `createdb {database}`"),
    (
        "42501",
        r"permission denied",
        "W311",
        "Ask who runs the server: GRANT CREATE ON DATABASE {database} TO the user makes a ledger",
    ),
    ("25006", r"read-only transaction", "W311", "Name the server that takes writes, not a copy"),
    ("55P03", r"lock timeout", "W304", "Wait for it or stop it, and run it again; " + _KEPT),
    ("57014", r"statement timeout", "W312", "Ask for less, such as a shorter period"),
    ("53100", r"No space left", "W305", f"Free some space and run it again; {_KEPT}"),
    (
        "53300",
        r"too many clients|remaining connection slots",
        "W308",
        "Raise max_connections, or let fewer processes read at once",
    ),
)
"""What a server says, by code or by words where it let nobody in; our code, and the cure."""
_SAID = {
    "W304": "another process has been writing for too long",
    "W305": "the server's disk is full",
    "W309": "the server does not let this user in",
    "W310": "there is no such database",
    "W311": "the server does not allow it",
    "W312": "the server took too long to answer, and was stopped",
}
_LOST = re.compile(r"^(08|57P)")


def parts_of(url: str) -> dict[str, Any]:
    """What a ledger's address says. Raises ``LedgerError`` W313 when it is none, or holds a
    password; it is not repeated then."""
    cure = "Write it as postgresql://user@host:5432/database; the password goes into PGPASSWORD"
    try:
        parts = conninfo_to_dict(url)
    except psycopg.Error as error:
        where = without_password(url)
        raise LedgerError("W313", where, "is no address of a ledger", cure) from error
    if parts.get("password"):
        cure = "Take it out; it goes into PGPASSWORD, ~/.pgpass or a service"
        raise LedgerError("W313", without_password(url), "holds a password", cure)
    return dict(parts)


def without_password(url: str) -> str:
    """An address to be shown."""
    shown = re.sub(r"(//[^:/@?]*):[^/?]*@", r"\1@", url)
    return re.sub(r"(password=)[^&\s]*", r"\1…", shown, flags=re.IGNORECASE)


def connect(url: str, parts: dict[str, Any], settings: dict[str, str]) -> psycopg.Connection[Any]:
    """A connection on which every statement lasts by itself; ``settings``: of the server's.

    Raises ``LedgerError`` when there is no such server, or it lets nobody in.
    """
    options = {"application_name": "watchdesk", "connect_timeout": _CONNECT_SECONDS, **parts}
    try:
        connection = psycopg.connect(**{**options, "client_encoding": "UTF8"}, autocommit=True)
        adapt(connection)
        settings = {"search_path": f"{SCHEMA}, {INDEX_SCHEMA}", **_QUICK, **settings}
        chosen = ", ".join("set_config(%s, %s, false)" for _ in settings)
        pairs = [word for pair in settings.items() for word in pair]
        connection.execute(f"SELECT {chosen}".encode(), pairs)
    except psycopg.Error as error:
        fail(url, error, opening=True)
    return connection


def fail(url: str, error: psycopg.Error, *, opening: bool = False) -> NoReturn:
    """Raise the ``LedgerError`` for what a server said."""
    where = without_password(url)
    said = " ".join(str(error).split("\n")[0].split())
    database = re.sub(r"[?].*", "", where).rpartition("/")[2] or "the database"
    for state, words, code, cure in _CURES:
        if error.sqlstate == state or (error.sqlstate is None and re.search(words, str(error))):
            reason = _SAID.get(code, said)
            told = f"{reason} ({_short(said)})" if code in ("W309", "W311") else reason
            raise LedgerError(code, where, told, cure.format(database=database)) from error
    lost = isinstance(error, psycopg.OperationalError) and (
        error.sqlstate is None or _LOST.match(error.sqlstate)
    )
    if lost:
        reason = "no server answers there" if opening else "the server was lost"
        cure = f"Start it, or check host and port; {_KEPT}"
        raise LedgerError("W308", where, f"{reason} ({_short(said)})", cure) from error
    cure = "Restore it from a copy, or ingest again into a new database"
    what = f"cannot be used as a ledger ({_short(said)})"
    raise LedgerError("W303", where, what, cure) from error


def _short(said: str) -> str:
    said = re.sub(r"^(connection failed|connection is bad): ?", "", said).removeprefix("FATAL: ")
    return said[:200]
