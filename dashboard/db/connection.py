"""Run queries, read-only, and follow the data when they are replaced. Only this package knows DuckDB."""

import itertools
import logging
import threading
import time
from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import duckdb

from dashboard.config import QUERIES, settings
from dashboard.db.backends import Backend, Connection, backend_for
from dashboard.db.rejection import Rejection, retry_seconds
from dashboard.errors import DatabaseError, QueryError, QueryLimitError

_CHECK_SECONDS = 0.2


class Interruptible(Protocol):
    """What another thread can interrupt."""

    def interrupt(self) -> None:
        """Stop the query that runs now, if there is one."""


class QueryTimeout:
    """Interrupts queries. One thread checks all of them: a timer for each would cost as much as a query.

    `seconds` is how long a query may take; None stands for the setting.
    """

    def __init__(self, seconds: float | None = None) -> None:
        self.seconds = seconds
        self._lock = threading.Lock()
        self._numbers = itertools.count()
        self._running: dict[int, tuple[float, Interruptible]] = {}
        self._thread: threading.Thread | None = None

    @contextmanager
    def limit(self, cursor: Interruptible) -> Iterator[None]:
        """Interrupt the cursor when the block takes too long."""
        seconds = settings().query_seconds if self.seconds is None else self.seconds
        number = next(self._numbers)
        with self._lock:
            self._running[number] = (time.monotonic() + seconds, cursor)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._check, name="query timeout", daemon=True)
                self._thread.start()
        try:
            yield
        finally:
            # Under the lock, so that the next query of this cursor is not interrupted instead.
            with self._lock:
                del self._running[number]

    def _check(self) -> None:
        while True:
            time.sleep(_CHECK_SECONDS)
            now = time.monotonic()
            with self._lock:
                for end, cursor in self._running.values():
                    if end < now:
                        cursor.interrupt()


timeout = QueryTimeout()


_serials = itertools.count(1)
_log = logging.getLogger("dashboard.db")
# New data are tried with these before anyone reads them: their stamp, and the number of rows of each table.
_FIRST_QUERIES = ("version", "row_counts")


@dataclass(frozen=True, kw_only=True)
class Result:
    """The names of the columns of a result, and its rows."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


class Database:
    """A database that may be replaced while it is read. Many threads may use it.

    Without an address it is the one of the settings. `serial` and `generation` together name one version of the data in
    this process; `rejected` says why newer data are not read, and is None when the newest are.
    """

    def __init__(self, address: Path | str | None = None) -> None:
        self.address = address
        # An id() would be used again for another database.
        self.serial = next(_serials)
        self.generation = 0
        self.rejected: Rejection | None = None
        self._lock = threading.Lock()
        self._local = threading.local()
        self._connection: Connection | None = None
        self._key: Hashable | None = None
        self._checked = self._retry_at = float("-inf")
        self._backend_: Backend | None = None

    @property
    def _backend(self) -> Backend:
        self._backend_ = self._backend_ or backend_for(self.address or settings().database)
        return self._backend_

    def refresh(self) -> None:
        """Open the data again if they were replaced. New data that cannot be read are left alone.

        Raises DatabaseError when there are none at all.
        """
        if self._connection is None:
            self._lock.acquire()
        # One thread opens new data; the others go on with those that they have.
        elif time.monotonic() - self._checked < self._backend.check_seconds or not self._lock.acquire(blocking=False):
            return
        try:
            # Without data every request checks, which may take seconds where a server does not answer.
            pause = self._backend.check_seconds / (10 if self._connection is None else 1)
            if time.monotonic() - self._checked >= pause:
                self._check()
                self._checked = time.monotonic()
            if self._connection is None:
                raise DatabaseError(self._missing())
        finally:
            self._lock.release()

    def _check(self) -> None:
        key = self._backend.key()
        if key is not None and key == self._key:
            self.rejected = None
            return
        if self.rejected is not None and self.rejected.key == key and time.monotonic() < self._retry_at:
            return
        try:
            if key is None:
                raise DatabaseError("there is nothing", reason="not_there")
            connection = self._backend.open()
            for name in _FIRST_QUERIES:
                connection.execute((QUERIES / f"{name}.sql").read_text(encoding="utf-8")).fetchall()
        except (duckdb.Error, OSError, QueryError, DatabaseError) as error:
            self._reject(key, error)
            return
        self._connection, self._key, self.rejected = connection, key, None
        self.generation += 1

    def _reject(self, key: Hashable | None, error: Exception) -> None:
        """Remember what was rejected. The same data are tried again after a growing pause, other data at once."""
        previous = self.rejected
        self.rejected = Rejection.after(previous, key=key, error=error)
        self._retry_at = time.monotonic() + retry_seconds(self.rejected.times)
        if previous is None or (previous.key, previous.reason) != (key, self.rejected.reason):
            detail = f"{self._backend.name}: {self.rejected.reason}: {error}"
            extra = {"event": "data_refused", "detail": detail}
            _log.warning("data were refused; those from before are read on, if there are any", extra=extra)

    def _missing(self) -> str:
        if self.rejected is None or self.rejected.key is None:
            return f"no database at {self._backend.name} (expected what `python -m dashboard build` writes)"
        return f"{self._backend.name} cannot be read: {self.rejected.detail}"

    def close(self) -> None:
        """Close the data. The next query opens them again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection, self._key, self._checked, self.rejected = None, None, float("-inf"), None

    def execute(self, statement: str, parameters: Mapping[str, Any]) -> Result:
        """Run one statement with named parameters.

        Raises DatabaseError when there is no readable database, and QueryLimitError for what takes too long or too much
        memory.
        """
        self.refresh()
        return self._execute(self._connection, statement, parameters)

    def _execute(self, connection: Connection | None, statement: str, parameters: Mapping[str, Any]) -> Result:
        if getattr(self._local, "connection", None) is not connection:
            assert connection is not None
            self._local.connection, self._local.cursor = connection, connection.cursor()
        cursor = self._local.cursor
        try:
            with timeout.limit(cursor):
                cursor.execute(statement, dict(parameters))
                return Result(columns=tuple(column[0] for column in cursor.description), rows=cursor.fetchall())
        except (duckdb.InterruptException, duckdb.OutOfMemoryException) as error:
            raise QueryLimitError(f"a query took too much: {error}") from error
        except duckdb.IOException as error:
            raise DatabaseError(f"{self._backend.name} cannot be read any more: {error}") from error


class _Pinned(Database):
    """The data of a database as they were at one moment."""

    def __init__(self, database: Database) -> None:
        self.address, self.serial, self.generation = database.address, database.serial, database.generation
        self.rejected = database.rejected
        self._database, self._connection = database, database._connection

    def refresh(self) -> None:
        """Do nothing: these data stay as they are."""

    def execute(self, statement: str, parameters: Mapping[str, Any]) -> Result:
        """Run one statement on the data of that moment."""
        return self._database._execute(self._connection, statement, parameters)


_database = Database()
_pinned: ContextVar[Database | None] = ContextVar("pinned", default=None)


@contextmanager
def pinned() -> Iterator[None]:
    """Read the same version in the whole block, so that no page is half of an old and half of a new one."""
    database = current()
    try:
        database.refresh()
    except DatabaseError:
        # The first query raises it again.
        yield
        return
    token = _pinned.set(_Pinned(database))
    try:
        yield
    finally:
        _pinned.reset(token)


@contextmanager
def reading(database: Database) -> Iterator[None]:
    """Read another database in the whole block."""
    token = _pinned.set(database)
    try:
        yield
    finally:
        _pinned.reset(token)


def current() -> Database:
    """Return the database that pages read."""
    return _pinned.get() or _database
