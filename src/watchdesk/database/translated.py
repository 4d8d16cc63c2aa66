"""Statements as they are written once, in PostgreSQL's words."""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS = re.compile(
    r"""
      (?P<kept> '(?:[^']|'')*' | "[^"]*" | ::\w+ )
    | json_each\( \s* (?P<listed> \? | :[a-z_]+ ) \s* \) (?: \s+ (?P<alias> [a-z] ) \b )?
    | (?P<order> \bCROSS\ JOIN\b )
    | (?P<value> \? )
    | : (?P<name> [a-z_]+ )
    | (?P<found> \binstr\( )
    | (?P<percent> % )
    """,
    re.VERBOSE,
)
_MADE = re.compile(r'\s*(CREATE|ALTER) TABLE "?(\w+)"?')
_NUMBERED = re.compile(r"(\w+) INTEGER PRIMARY KEY")
_TYPES = {"INTEGER": "BIGINT", "TEXT": 'TEXT COLLATE "C"', "BLOB": "BYTEA"}
_TYPE = re.compile(rf"\b({'|'.join(_TYPES)})\b(?! *\()")
_ADDRESSED = {
    "sighting": (r",\s*PRIMARY KEY \(uri, capture\)", "md5(uri), capture", "uri"),
    "refusal": (r",\s*PRIMARY KEY \(uri, code, reason\)", "md5(uri), code, md5(reason)", "uri"),
    "site": (r"(?<=name TEXT NOT NULL) UNIQUE", "md5(name)", "name"),
}
"""Tables whose rows are told apart by texts that are longer, now and then, than PostgreSQL's
ordered indexes take."""


_INSTEAD = {
    'CREATE INDEX fetch_uri ON "fetch" (uri, seq)': (
        'CREATE INDEX fetch_uri ON "fetch" USING hash (uri)'
    )
}


@lru_cache(maxsize=1024)
def translated(statement: str) -> str:
    """A statement that asks for rows or adds them, as psycopg takes it."""
    return _WORDS.sub(_word, _INSTEAD.get(statement, statement))


def _word(found: re.Match[str]) -> str:
    told = found.groupdict()
    if told["kept"]:
        return told["kept"].replace("%", "%%")
    if told["listed"]:
        alias = told["alias"] or "each"
        return f"unnest({_bound(told['listed'])}) WITH ORDINALITY AS {alias}(value, id)"
    if told["order"]:
        return "JOIN"  # the planner knows better
    if told["found"]:
        return "strpos("
    if told["percent"]:
        return "%%"
    return "%s" if told["value"] else f"%({told['name']})s"


def _bound(value: str) -> str:
    return "%s" if value == "?" else f"%({value[1:]})s"


def is_making(statement: str) -> bool:
    """Whether a statement makes a table or adds a column."""
    return _MADE.match(statement) is not None


def making(statement: str, schema: str) -> list[str]:
    """The statements that make a table of PostgreSQL's.

    Numbers that count up are given by the largest there is, as SQLite gives them: whoever adds
    rows holds the ledger's lock, so that no number comes before one that was seen earlier.
    """
    head = _MADE.match(statement)
    assert head is not None
    table = head[2]
    out = []
    body = statement.replace("WITHOUT ROWID", "")
    if table in _ADDRESSED and head[1] == "CREATE":
        key, columns, asked = _ADDRESSED[table]
        body = re.sub(key, "", body)
        out.append(f"CREATE UNIQUE INDEX {table}_key ON {table} ({columns})")
        out.append(f"CREATE INDEX {table}_{asked} ON {table} USING hash ({asked})")
    if numbered := _NUMBERED.search(body):
        column = numbered[1]
        out.append(
            f"CREATE FUNCTION {schema}.next_{table}() RETURNS BIGINT LANGUAGE sql AS "  # noqa: S608 — our own names
            f"'SELECT coalesce(max({column}), 0) + 1 FROM {schema}.\"{table}\"'"
        )
        out.append(
            f'ALTER TABLE "{table}" ALTER COLUMN {column} SET DEFAULT {schema}.next_{table}()'
        )
    return [_TYPE.sub(lambda word: _TYPES[word[1]], body), *out]
