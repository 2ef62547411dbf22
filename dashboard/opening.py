"""How a database is opened, by its address: a DuckDB file, a folder of Parquet files, or PostgreSQL.

Each kind has a `key`, which changes when the data are replaced, and `open`, which gives a connection to the data of a key.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Hashable
from pathlib import Path
from typing import Protocol

import duckdb

from dashboard import elsewhere
from dashboard.config import is_postgres
from dashboard.errors import StoreError

Connection = duckdb.DuckDBPyConnection
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "enable_external_access": False,
    "lock_configuration": True,
}


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
    any connection is open. Each version is therefore opened under a name of its own: a hard link, or a copy where links fail.
    """

    # A look at the file costs microseconds, but not for each of the many queries of one page.
    look_again_after = 0.2

    def __init__(self, path: Path) -> None:
        self.path, self.name = path, path.name

    def key(self) -> Hashable | None:
        """Inode, time and size."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def open(self) -> Connection:
        """Open the file under a name that no other version has; the name is gone as soon as the file is open."""
        key = self.key()
        name = f".{self.path.name}.{os.getpid()}.{abs(hash(key))}"
        link = self.path.with_name(name)
        try:
            link.unlink(missing_ok=True)
            os.link(self.path, link)
        except OSError:
            link = Path(tempfile.gettempdir()) / name
            shutil.copyfile(self.path, link)
        try:
            return duckdb.connect(str(link), read_only=True, config=_SETTINGS)
        finally:
            link.unlink(missing_ok=True)


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
        return elsewhere.from_parquet(self.folder)


class Postgres:
    """Tables in PostgreSQL, copied to a file of our own that is gone when the process is."""

    look_again_after = 15.0

    def __init__(self, address: str) -> None:
        self.address, self.name = address, "PostgreSQL"

    def key(self) -> Hashable | None:
        """The version that is written there; None when the server cannot be reached, so that the copy goes on to serve."""
        try:
            return elsewhere.version_in_postgres(self.address)
        except StoreError:
            return None

    def open(self) -> Connection:
        """A copy of the tables, opened."""
        with tempfile.TemporaryDirectory(prefix="tables-") as folder:
            path = Path(folder) / "copy.duckdb"
            elsewhere.from_postgres(self.address, path)
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
