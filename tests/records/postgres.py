"""A PostgreSQL server of our own: in a temporary folder, on a Unix socket, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier

_ROOT = 0
_SERVER_USER = "postgres"


@dataclass(frozen=True)
class Server:
    """A running server."""

    socket: Path
    _numbers: Iterator[int] = field(default_factory=count)

    def fresh(self) -> str:
        """The URL of an empty schema with a user of its own: ten times as quick as a database."""
        name = f"test_{next(self._numbers)}"
        user = Identifier(name)
        address = f"host={self.socket} user={_SERVER_USER} dbname=postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(SQL("CREATE ROLE {} SUPERUSER LOGIN").format(user))
            connection.execute(SQL("CREATE SCHEMA AUTHORIZATION {}").format(user))
        return f"postgresql://{name}@/postgres?host={self.socket}"


def programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl`; None if PostgreSQL is not installed."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    prefixes = (Path("/usr"), Path("/usr/local"), Path("/opt"))
    found = [home for prefix in prefixes for home in prefix.glob("lib/postgresql/*/bin")]
    whole = [home for home in (*found, *_configured()) if (home / "initdb").exists()]
    return max(whole, key=_release, default=None)


@contextmanager
def server(home: Path) -> Iterator[Server]:
    """A server made from the programs in `home`; stopped and removed after the block."""
    folder = Path(tempfile.mkdtemp(prefix="weal-pg-"))
    data = folder / "data"
    try:
        if _user():
            shutil.chown(folder, _SERVER_USER)
        _run(home / "initdb", "-D", data, "-U", _SERVER_USER, "-A", "trust", "-E", "UTF8", "-N")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=40"
        _run(home / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield Server(folder)
        finally:
            _run(home / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _configured() -> tuple[Path, ...]:
    if not shutil.which("pg_config"):
        return ()
    answer = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=True)
    return (Path(answer.stdout.strip()),)


def _release(home: Path) -> tuple[int, ...]:
    """(15,) for `.../postgresql/15/bin`: 9.6 comes before 15."""
    return tuple(int(part) for part in home.parent.name.split(".") if part.isdigit())


def _user() -> str | None:
    """`initdb` refuses to run as root: then it runs as the user that its package made."""
    return _SERVER_USER if os.geteuid() == _ROOT else None


def _run(*words: str | Path) -> None:
    # A server that inherited a pipe would keep it open: its output goes to a file instead.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            [str(word) for word in words],
            stdout=said,
            stderr=said,
            cwd="/",
            check=False,
            user=_user(),
            group=_user(),
            extra_groups=[] if _user() else None,
        )
        if done.returncode:
            said.seek(0)
            raise RuntimeError(said.read().decode(errors="replace"))
