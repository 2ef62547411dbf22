"""How long one question to the database may take. One that takes longer is stopped, so that it holds no thread of the server."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from dashboard.config import question_seconds

_LOOK_EVERY = 0.2


class Stoppable(Protocol):
    """What can be told from another thread to stop."""

    def interrupt(self) -> None:
        """Stop what is being done now; nothing when that is nothing."""


class Patience:
    """Stops what takes longer than `seconds`. One thread looks now and then: a timer each would cost as much as a question."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._lock = threading.Lock()
        self._numbers = itertools.count()
        self._running: dict[int, tuple[float, Stoppable]] = {}
        self._looking: threading.Thread | None = None

    @contextmanager
    def within(self, one: Stoppable) -> Iterator[None]:
        """Do something with `one`, and have it stopped when that takes too long."""
        number = next(self._numbers)
        with self._lock:
            self._running[number] = (time.monotonic() + self.seconds, one)
            if self._looking is None or not self._looking.is_alive():
                self._looking = threading.Thread(target=self._look, name="patience", daemon=True)
                self._looking.start()
        try:
            yield
        finally:
            # Under the lock, so that nothing that comes after it is stopped in its place.
            with self._lock:
                del self._running[number]

    def _look(self) -> None:
        while True:
            time.sleep(_LOOK_EVERY)
            now = time.monotonic()
            with self._lock:
                for until, one in self._running.values():
                    if until < now:
                        one.interrupt()


patience = Patience(question_seconds())
