"""A real PostgreSQL for tests: in a temporary folder, on a free port of this machine, not as root."""

from __future__ import annotations

import getpass
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from tests.gunicorn_server import free_port


def programs() -> Path | None:
    """Return the folder with the programs of PostgreSQL, the newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    name = shutil.which("initdb")
    return found[-1].parent if found else Path(name).resolve().parent if name else None


def _run(*command: str) -> str:
    """Run a command as somebody else than root, as PostgreSQL refuses to run as root. Returns what it prints."""
    other = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if getpass.getuser() == "root" else []
    # A file and no pipe: a server that was started would hold a pipe open.
    with tempfile.TemporaryFile("w+") as out:
        subprocess.run([*other, *command], check=True, cwd="/", stdout=out)
        out.seek(0)
        return out.read().strip()


@dataclass(frozen=True, kw_only=True)
class PostgreSQLServer:
    """A server that can be stopped and started again."""

    folder: Path
    port: int

    def address(self, database: str = "postgres") -> str:
        """Return the address of one of its databases."""
        return f"postgresql://tables@127.0.0.1:{self.port}/{database}"

    def create(self, database: str) -> str:
        """Create an empty database, and return its address."""
        with psycopg.connect(self.address(), autocommit=True) as connection:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(database)))
        return self.address(database)

    def start(self) -> None:
        """Start the server, and wait until it accepts connections."""
        settings = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._control("-l", str(self.folder / "log"), "-w", "-o", settings, "start")

    def stop(self) -> None:
        """Stop the server at once."""
        self._control("-m", "immediate", "stop")

    def _control(self, *arguments: str) -> None:
        _run(f"{programs()}/pg_ctl", "-D", str(self.folder / "data"), *arguments)


@contextmanager
def running() -> Iterator[PostgreSQLServer]:
    """Run a new server for as long as the block lasts."""
    folder = Path(_run("mktemp", "-d"))
    _run(f"{programs()}/initdb", "-D", str(folder / "data"), "-U", "tables", "-A", "trust", "--no-sync", "-E", "UTF8")
    server = PostgreSQLServer(folder=folder, port=free_port())
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
