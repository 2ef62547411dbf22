"""The one door to DuckDB: follows the data when they are replaced, and runs one statement at a time, read-only."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from dashboard.config import ADDRESS, QUERIES
from dashboard.errors import QueryError, StoreError
from dashboard.opening import kind_of

_serials = itertools.count(1)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a statement gave: the names of its columns and its rows."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


class Store:
    """A database that may be replaced while it is read. Safe to use from many threads."""

    def __init__(self, address: Path | str = ADDRESS) -> None:
        self.address = address
        # No other store of this process ever has it, as its address in memory may be taken again.
        self.serial = next(_serials)
        self._kind = kind_of(address)
        self._lock = threading.Lock()
        self._local = threading.local()
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._key: Hashable | None = None
        self._looked = 0.0
        self.generation = 0

    def refresh(self) -> None:
        """Look whether the data were replaced, and open the new ones. New data that cannot be read are left alone."""
        now = time.monotonic()
        if self._connection is not None and now - self._looked < self._kind.look_again_after:
            return
        self._looked = now
        key = self._kind.key()
        if key is None or key == self._key:
            if self._connection is None:
                raise StoreError(f"no database at {self._kind.name} (expected what dashboard.build writes)")
            return
        with self._lock:
            if key == self._key:
                return
            try:
                connection = self._kind.open()
                connection.execute((QUERIES / "version.sql").read_text(encoding="utf-8")).fetchall()
            except (duckdb.Error, OSError, QueryError, StoreError) as error:
                if self._connection is None:
                    raise StoreError(f"{self._kind.name} cannot be read: {error}") from error
                return
            self._connection, self._key = connection, key
            self.generation += 1

    def close(self) -> None:
        """Let go of the data. Whoever asks again opens them again."""
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


def use(address: Path | str) -> Store:
    """Read another database from now on; for tests and tools."""
    global _store
    _store = Store(address)
    return _store


@contextmanager
def reading(address: Path | str) -> Iterator[Store]:
    """Read another database in this thread alone, for as long as the block lasts; others keep reading what they read."""
    store = Store(address)
    token = _aside.set(store)
    try:
        yield store
    finally:
        _aside.reset(token)
        store.close()


def current() -> Store:
    """The store that pages read from."""
    return _aside.get() or _store
