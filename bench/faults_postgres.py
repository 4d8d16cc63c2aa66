"""A PostgreSQL server of our own, to be killed."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

_PORT = 54_871
_TRIES = 40
"""Of starting it, half a second apart."""
_USER = "postgres"
"""Who runs the server where we are root: PostgreSQL refuses to be run by root."""


class Cluster:
    """A new cluster in a folder, on a socket in it and nowhere else; its files are written as they
    would be for good, so that a kill tells what it would do there."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data = folder, folder / "data"
        folder.mkdir(parents=True)
        for above in (folder, *folder.parents):  # its user must come by
            with suppress(PermissionError):
                above.chmod(above.stat().st_mode | 0o011)
        if os.getuid() == 0:
            shutil.chown(folder, _USER)
        self._run("initdb", "-D", self.data, "-U", "watchdesk", "-A", "trust", "-E", "UTF8")
        self.start()

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(_bin() / program), *map(str, arguments)]
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
            check=False,
            cwd=self.folder,
            user=_USER if os.getuid() == 0 else None,
            group=pwd.getpwnam(_USER).pw_gid if os.getuid() == 0 else None,
        )
        if done.returncode:
            raise SystemExit(f"{program}: {done.stderr.strip()}")

    def start(self) -> None:
        """Start the server, after a crash or for the first time. Whoever runs it would do so, too:
        what is left of a server that was killed takes a moment to go."""
        settings = f"-k {self.folder} -p {_PORT} -c listen_addresses= -c max_connections=100"
        command = ("-w", "-D", self.data, "-l", self.folder / "log", "-o", settings)
        for _ in range(_TRIES):
            with suppress(SystemExit):
                return self._run("pg_ctl", "start", *command)
            time.sleep(0.5)
        return self._run("pg_ctl", "start", *command)

    def kill(self) -> None:
        """End the server without a warning."""
        first, *_ = (self.data / "postmaster.pid").read_text().splitlines()
        os.kill(int(first), signal.SIGKILL)

    def stop(self) -> None:
        """Stop the server."""
        with suppress(SystemExit):
            self._run("pg_ctl", "stop", "-m", "immediate", "-D", self.data)

    def new_database(self, name: str) -> str:
        """The address of a new database."""
        self._run(
            "createdb", "-h", self.folder, "-p", _PORT, "-U", "watchdesk", "-T", "template0", name
        )
        return f"postgresql://watchdesk@/{name}?host={self.folder}&port={_PORT}"

    def drop_database(self, name: str) -> None:
        """Drop a database again."""
        self._run("dropdb", "-f", "-h", self.folder, "-p", _PORT, "-U", "watchdesk", name)


def _bin() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    program = shutil.which("initdb")
    if program is None:
        raise SystemExit("PostgreSQL's server is not installed")
    return Path(program).parent
