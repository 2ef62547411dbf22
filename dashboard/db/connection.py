"""The one door to DuckDB: follows the data when they are replaced, and runs one statement at a time, read-only."""

from __future__ import annotations

import itertools
import logging
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
from dashboard.db.backends import Connection, kind_of
from dashboard.db.rejected import Refusal, again_after, reason_for
from dashboard.db.timeout import patience
from dashboard.errors import CostError, QueryError, StoreError

_serials = itertools.count(1)
_log = logging.getLogger("dashboard.db.connection")
# What is asked of new data before anyone reads them: their stamp, and a number of rows of every table.
_FIRST_QUESTIONS = ("version", "row_counts")


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
        self._connection: Connection | None = None
        self._key: Hashable | None = None
        self._looked = float("-inf")
        self._again = float("-inf")
        self.generation = 0
        # What lies there and was not taken over, and why; None when the newest data are read.
        self.refused: Refusal | None = None

    def refresh(self) -> None:
        """Look whether the data were replaced, and open the new ones. New data that cannot be read are left alone.

        Raises StoreError when there are none at all.
        """
        if self._connection is None:
            self._lock.acquire()
        # One thread opens new data; the others go on with those that they have.
        elif time.monotonic() - self._looked < self._kind.look_again_after or not self._lock.acquire(blocking=False):
            return
        try:
            # Without data a look is asked for at every request, and may take seconds where a server does not answer.
            pause = self._kind.look_again_after / (10 if self._connection is None else 1)
            if time.monotonic() - self._looked >= pause:
                self._look()
                self._looked = time.monotonic()
            if self._connection is None:
                raise StoreError(self._without())
        finally:
            self._lock.release()

    def _look(self) -> None:
        key = self._kind.key()
        if key is not None and key == self._key:
            self.refused = None
            return
        known = self.refused is not None and self.refused.key == key
        if known and time.monotonic() < self._again:
            return
        try:
            if key is None:
                raise StoreError("there is nothing", reason="not_there")
            connection = self._kind.open()
            for name in _FIRST_QUESTIONS:
                connection.execute((QUERIES / f"{name}.sql").read_text(encoding="utf-8")).fetchall()
        except (duckdb.Error, OSError, QueryError, StoreError) as error:
            self._refuse(key, error)
            return
        self._connection, self._key, self.refused = connection, key, None
        self.generation += 1

    def _refuse(self, key: Hashable | None, error: Exception) -> None:
        """Remember what was refused; the same is tried again after a pause that grows, and another at once."""
        before = self.refused
        self.refused = Refusal.of(key, reason=reason_for(error), detail=str(error), before=before)
        self._again = time.monotonic() + again_after(self.refused.times)
        if before is None or (before.key, before.reason) != (key, self.refused.reason):
            said = {"event": "data_refused", "detail": f"{self._kind.name}: {self.refused.reason}: {error}"}
            _log.warning("data were refused; those from before are read on, if there are any", extra=said)

    def _without(self) -> str:
        if self.refused is None or self.refused.key is None:
            return f"no database at {self._kind.name} (expected what `python -m dashboard build` writes)"
        return f"{self._kind.name} cannot be read: {self.refused.detail}"

    def close(self) -> None:
        """Let go of the data. Whoever asks again opens them again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection, self._key, self._looked, self.refused = None, None, float("-inf"), None

    def ask(self, statement: str, parameters: Mapping[str, Any]) -> Answer:
        """Run one statement with named parameters.

        Raises StoreError when there is no readable database, and CostError for what takes too long or too much memory.
        """
        self.refresh()
        return self._asked(self._connection, statement, parameters)

    def _asked(self, connection: Connection | None, statement: str, parameters: Mapping[str, Any]) -> Answer:
        if getattr(self._local, "connection", None) is not connection:
            assert connection is not None
            self._local.connection, self._local.cursor = connection, connection.cursor()
        cursor = self._local.cursor
        try:
            with patience.within(cursor):
                cursor.execute(statement, dict(parameters))
                return Answer(columns=tuple(column[0] for column in cursor.description), rows=cursor.fetchall())
        except (duckdb.InterruptException, duckdb.OutOfMemoryException) as error:
            raise CostError(f"a question took too much: {error}") from error
        except duckdb.IOException as error:
            raise StoreError(f"{self._kind.name} cannot be read any more: {error}") from error


class _Steady(Store):
    """The data of a store as they were at one moment."""

    def __init__(self, of: Store) -> None:
        self.address, self.serial, self.generation, self.refused = of.address, of.serial, of.generation, of.refused
        self._of, self._connection = of, of._connection

    def refresh(self) -> None:
        """Nothing: these data stay as they are."""

    def ask(self, statement: str, parameters: Mapping[str, Any]) -> Answer:
        """Run one statement on the data of that moment."""
        return self._of._asked(self._connection, statement, parameters)


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


@contextmanager
def steady() -> Iterator[None]:
    """Answer all questions of this block from the same data, so that no page is half of an old and half of a new version."""
    found = current()
    try:
        found.refresh()
    except StoreError:
        # Whoever asks meets it again, and says it.
        yield
        return
    token = _aside.set(_Steady(found))
    try:
        yield
    finally:
        _aside.reset(token)


def current() -> Store:
    """The store that pages read from."""
    return _aside.get() or _store
