"""Open a database by its address: a DuckDB file, or PostgreSQL.

A backend has a `key`, which changes when the data are replaced, and opens a connection to the data of that key.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Protocol

import duckdb

from dashboard.config import QUERIES, is_postgresql, settings
from dashboard.db import postgres
from dashboard.errors import DatabaseError

Connection = duckdb.DuckDBPyConnection

# A copy of this size takes tens of milliseconds.
_MOST_TO_COPY = 64_000_000


class Backend(Protocol):
    """One kind of address."""

    name: str
    check_seconds: float
    """For how long a key is used without checking it again."""

    def key(self) -> Hashable | None:
        """Return what changes when the data are replaced; None when there are none."""

    def open(self) -> Connection:
        """Open the data as they are now."""


def _connect(path: Path) -> Connection:
    """Open a file read-only, within the limits of the settings."""
    limits: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "memory_limit": f"{settings().query_megabytes}MB",
        # A query that does not fit in memory is refused, because a disk may be full or slow.
        "max_temp_directory_size": "0KB",
        # The first rows of many are found by the columns of the order, then fetched: up to this many rows (DuckDB: 50).
        "late_materialization_max_rows": 1000,
        "enable_external_access": False,
        "lock_configuration": True,
    }
    connection = duckdb.connect(str(path), read_only=True, config=limits)
    query = (QUERIES / "file" / "size.sql").read_text(encoding="utf-8")
    expected, size = connection.execute(query).fetchall()[0][0], path.stat().st_size
    if size < expected:
        # The end of a copy is missing; DuckDB would notice when a query reads it.
        connection.close()
        raise DatabaseError(f"{size} bytes (expected at least {expected})", reason="cut_short")
    return connection


class DuckDBFile:
    """A DuckDB file that may be replaced while it is read.

    DuckDB keeps one instance for a path in a process, so a replaced file would go on giving its old rows as long as any
    connection is open. Each version is therefore opened under a name of its own, which is deleted as soon as the file is
    open. A copy also survives a file that is written over in place, as `cp` and `scp` do; a file that is too large to
    copy is linked, and must be replaced by a rename.
    """

    # A check costs microseconds, but not for each of the many queries of one page.
    check_seconds = 0.2

    def __init__(self, path: Path) -> None:
        self.path, self.name = path, path.name
        self._opened_in_place = False

    def key(self) -> Hashable | None:
        """Return inode, time and size."""
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns, status.st_size

    def open(self) -> Connection:
        """Open this version. Raises DatabaseError when it is not whole, or when no copy can be written anywhere."""
        with self.path.open("rb") as source:
            size = os.fstat(source.fileno()).st_size
        name = f".{self.path.name}.{os.getpid()}.{abs(hash(self.key()))}"
        for put, folder in self._copies(size):
            target = folder / name
            try:
                target.unlink(missing_ok=True)
                put(self.path, target)
            except OSError:
                continue
            try:
                return _connect(target)
            finally:
                target.unlink(missing_ok=True)
        # Without a copy the file itself serves for one version: DuckDB would give its rows for the next one too.
        if self._opened_in_place:
            raise DatabaseError("no folder for a copy of the new data can be written", reason="no_room")
        connection = _connect(self.path)
        self._opened_in_place = True
        return connection

    def _copies(self, size: int) -> tuple[tuple[Callable[[Path, Path], object], Path], ...]:
        """Return how the file gets another name, and in which folder, the best way first."""
        beside, temporary = self.path.parent, _temporary_folder()
        if size > _MOST_TO_COPY:
            return (os.link, beside), (shutil.copyfile, temporary)
        copies = [(shutil.copyfile, folder) for folder in (temporary, beside)]
        return (*copies, (os.link, beside), (shutil.copyfile, Path("/dev/shm")))


def _temporary_folder() -> Path:
    try:
        return Path(tempfile.gettempdir())
    except FileNotFoundError:
        return Path("/dev/shm")


class PostgreSQL:
    """Tables in PostgreSQL, copied to a DuckDB file that is deleted as soon as it is open."""

    check_seconds = 5.0

    def __init__(self, address: str) -> None:
        self.address, self.name = address, "PostgreSQL"

    def key(self) -> Hashable | None:
        """Return the version that was published; None when the server cannot be reached, so that the copy goes on."""
        try:
            return postgres.version(self.address)
        except DatabaseError:
            return None

    def open(self) -> Connection:
        """Copy the tables, and open the copy."""
        with tempfile.TemporaryDirectory(prefix="tables-") as folder:
            path = Path(folder) / "copy.duckdb"
            postgres.copy_to(path, self.address)
            return DuckDBFile(path).open()


def backend_for(address: str | Path) -> Backend:
    """Return the backend of an address."""
    text = str(address)
    return PostgreSQL(text) if is_postgresql(text) else DuckDBFile(Path(text))
