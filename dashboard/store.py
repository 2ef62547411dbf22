"""The one door to DuckDB. Opens the built file read-only, follows it when it is replaced, and runs one statement at a time.

DuckDB keeps one instance for a path in a process, so a file that was replaced would go on giving its old rows as long as any
connection is open. Each version is therefore opened through a name of its own: a hard link, or a copy where links fail.
"""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from dashboard.config import DATABASE, QUERIES
from dashboard.errors import StoreError

# A look at the file costs microseconds, but not for each of the many queries of one page.
_LOOK_AGAIN_AFTER = 0.2
_serials = itertools.count(1)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a statement gave: the names of its columns and its rows."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


class Store:
    """A database file that may be replaced while it is read. Safe to use from many threads."""

    def __init__(self, path: Path = DATABASE) -> None:
        self.path = path
        # No other store of this process ever has it, as its address in memory may be taken again.
        self.serial = next(_serials)
        self._lock = threading.Lock()
        self._local = threading.local()
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._key: tuple[int, int, int] | None = None
        self._looked = 0.0
        self.generation = 0

    def _file_key(self) -> tuple[int, int, int] | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def _open(self, key: tuple[int, int, int]) -> duckdb.DuckDBPyConnection:
        """Open the file under a name that no other version has; the name is gone as soon as the file is open."""
        name = f".{self.path.name}.{os.getpid()}.{key[0]}.{key[1]}"
        link = self.path.with_name(name)
        try:
            link.unlink(missing_ok=True)
            os.link(self.path, link)
        except OSError:
            link = Path(tempfile.gettempdir()) / name
            shutil.copyfile(self.path, link)
        try:
            settings: dict[str, str | bool | int | float | list[str]] = {
                "threads": 1,
                "enable_external_access": False,
                "lock_configuration": True,
            }
            return duckdb.connect(str(link), read_only=True, config=settings)
        finally:
            link.unlink(missing_ok=True)

    def refresh(self) -> None:
        """Look whether the file was replaced, and open the new one. A new file that cannot be read is left alone."""
        now = time.monotonic()
        if self._connection is not None and now - self._looked < _LOOK_AGAIN_AFTER:
            return
        self._looked = now
        key = self._file_key()
        if key is None or key == self._key:
            if self._connection is None:
                raise StoreError(f"no database at {self.path.name} (expected the file that dashboard.build writes)")
            return
        with self._lock:
            if key == self._key:
                return
            try:
                connection = self._open(key)
                connection.execute((QUERIES / "version.sql").read_text(encoding="utf-8")).fetchall()
            except (duckdb.Error, OSError) as error:
                if self._connection is None:
                    raise StoreError(f"{self.path.name} cannot be read: {error}") from error
                return
            self._connection, self._key = connection, key
            self.generation += 1

    def close(self) -> None:
        """Let go of the file. Whoever asks again opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection, self._key, self._looked = None, None, 0.0

    def ask(self, statement: str, parameters: Mapping[str, Any]) -> Answer:
        """Run one statement with named parameters. Raises StoreError when there is no readable database."""
        self.refresh()
        connection = self._connection
        if getattr(self._local, "connection", None) is not connection:
            assert connection is not None
            self._local.connection, self._local.cursor = connection, connection.cursor()
        cursor = self._local.cursor
        cursor.execute(statement, dict(parameters))
        return Answer(columns=tuple(column[0] for column in cursor.description), rows=cursor.fetchall())


_store = Store()
_aside: ContextVar[Store | None] = ContextVar("aside", default=None)


def use(path: Path) -> Store:
    """Read another database from now on; for tests and tools."""
    global _store
    _store = Store(path)
    return _store


@contextmanager
def reading(path: Path) -> Iterator[Store]:
    """Read another database in this thread alone, for as long as the block lasts; others keep reading what they read."""
    store = Store(path)
    token = _aside.set(store)
    try:
        yield store
    finally:
        _aside.reset(token)
        store.close()


def current() -> Store:
    """The store that pages read from."""
    return _aside.get() or _store
