"""Interrupt a query that takes longer than the settings allow, so that it holds no thread of the server."""

import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from dashboard.config import settings

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
