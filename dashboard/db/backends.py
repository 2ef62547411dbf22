"""How a database is opened, by its address: a DuckDB file, a folder of Parquet files, or PostgreSQL.

Each kind has a `key`, which changes when the data are replaced, and `open`, which gives a connection to the data of a key.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Protocol

import duckdb

from dashboard.config import QUERIES, database_bounds, is_postgres
from dashboard.db import replicas
from dashboard.errors import StoreError

Connection = duckdb.DuckDBPyConnection
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    **database_bounds(),
    # The first rows of many are looked for in the columns that decide, and then fetched: up to this many rows (DuckDB: 50).
    "late_materialization_max_rows": 1000,
    "enable_external_access": False,
    "lock_configuration": True,
}


# A copy of this size takes tens of milliseconds.
_MOST_TO_COPY = 64_000_000


class Kind(Protocol):
    """One kind of address."""

    name: str
    look_again_after: float
    """Seconds for which a key holds without looking."""

    def key(self) -> Hashable | None:
        """What changes when the data are replaced; None when there are none."""

    def open(self) -> Connection:
        """A connection to the data as they are now."""


class DuckFile:
    """A DuckDB file that may be replaced while it is read.

    DuckDB keeps one instance for a path in a process, so a file that was replaced would go on giving its old rows as long as
    any connection is open. Each version is therefore opened under a name of its own. A copy also survives that somebody writes
    over the file in place, as `cp` and `scp` do; a file too large to copy is linked, and must be replaced by a rename.
    """

    # A look at the file costs microseconds, but not for each of the many queries of one page.
    look_again_after = 0.2

    def __init__(self, path: Path) -> None:
        self.path, self.name = path, path.name
        self._opened_itself = False

    def key(self) -> Hashable | None:
        """Inode, time and size."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def open(self) -> Connection:
        """Open the file under a name that no other version has; the name is gone as soon as the file is open.

        Raises StoreError for a file that is not whole, and when nothing can be written and an older version is open.
        """
        with self.path.open("rb") as source:
            size = os.fstat(source.fileno()).st_size
        name = f".{self.path.name}.{os.getpid()}.{abs(hash(self.key()))}"
        for put, place in self._ways(size):
            try:
                own = place() / name
                own.unlink(missing_ok=True)
                put(self.path, own)
            except OSError:
                continue
            try:
                return _whole(duckdb.connect(str(own), read_only=True, config=_SETTINGS), size=own.stat().st_size)
            finally:
                own.unlink(missing_ok=True)
        # Nothing can be written anywhere. The file itself serves for one version, as DuckDB would give its rows for the next too.
        if self._opened_itself:
            raise StoreError("no folder for a copy of the new data can be written", reason="no_room")
        connection = _whole(duckdb.connect(str(self.path), read_only=True, config=_SETTINGS), size=size)
        self._opened_itself = True
        return connection

    def _ways(self, size: int) -> tuple[tuple[Callable[[Path, Path], object], Callable[[], Path]], ...]:
        """How a file gets a name of its own, and in which folder, the best way first."""

        def beside() -> Path:
            return self.path.parent

        copy, link = shutil.copyfile, os.link
        if size > _MOST_TO_COPY:
            return (link, beside), (copy, _temporary)
        return (copy, _temporary), (copy, beside), (link, beside), (copy, lambda: Path("/dev/shm"))


def _temporary() -> Path:
    return Path(tempfile.gettempdir())


def _whole(connection: Connection, *, size: int) -> Connection:
    """The connection, if the file has all the blocks that its head promises: the end of a copy may be missing."""
    promised = connection.execute((QUERIES / "opening" / "blocks.sql").read_text(encoding="utf-8")).fetchall()[0][0]
    if size < promised:
        connection.close()
        raise StoreError(f"{size} bytes (expected at least {promised})", reason="cut_short")
    return connection


class ParquetFolder:
    """A folder of Parquet files, or a link to one. To replace the data, replace the link: files are read while they are used."""

    look_again_after = 0.2

    def __init__(self, folder: Path) -> None:
        self.folder, self.name = folder, folder.name

    def key(self) -> Hashable | None:
        """Where the folder is, and the times and sizes of its files."""
        place = self.folder.resolve()
        try:
            files = [(path.name, path.stat()) for path in sorted(place.glob("*.parquet"))]
        except OSError:
            return None
        return (place, *((name, found.st_mtime_ns, found.st_size) for name, found in files)) if files else None

    def open(self) -> Connection:
        """The files as the tables of a database in memory."""
        return replicas.from_parquet(self.folder)


class Postgres:
    """Tables in PostgreSQL, copied to a file of our own that is gone when the process is."""

    look_again_after = 15.0

    def __init__(self, address: str) -> None:
        self.address, self.name = address, "PostgreSQL"

    def key(self) -> Hashable | None:
        """The version that is written there; None when the server cannot be reached, so that the copy goes on to serve."""
        try:
            return replicas.version_in_postgres(self.address)
        except StoreError:
            return None

    def open(self) -> Connection:
        """A copy of the tables, opened."""
        with tempfile.TemporaryDirectory(prefix="tables-") as folder:
            path = Path(folder) / "copy.duckdb"
            replicas.from_postgres(self.address, path)
            return DuckFile(path).open()


def kind_of(address: str | Path) -> Kind:
    """How an address is to be opened. Raises StoreError for one that is none of the three kinds."""
    text = str(address)
    if is_postgres(text):
        return Postgres(text)
    if re.match(r"[a-z][a-z0-9+.-]+:", text):
        scheme = text.partition(":")[0]
        raise StoreError(
            f"cannot open {scheme}: (expected a DuckDB file, a folder of Parquet files, or postgres://...)"
        )
    path = Path(text)
    return ParquetFolder(path) if path.is_dir() or text.endswith(os.sep) else DuckFile(path)
