"""Limit how many exports run at once, so that readers of pages never wait for someone's download."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from dashboard.config import settings

# An export takes a tenth of a second, so a short wait often suffices.
_WAIT_SECONDS = 1.5
RETRY_AFTER = 3
MOST_BYTES = 20_000_000


class Busy(Exception):
    """Every export slot is taken."""


class TooLarge(Exception):
    """A file is larger than a reader should have to fetch."""


class Limiter:
    """A number of export slots. One request may wait for a slot; others are refused at once.

    A worker has four threads. Two that export and one that waits leave one for pages.
    """

    def __init__(self, slots: int, *, wait_seconds: float = _WAIT_SECONDS) -> None:
        self._slots, self._queue = threading.BoundedSemaphore(slots), threading.BoundedSemaphore(1)
        self._wait_seconds = wait_seconds

    @contextmanager
    def slot(self) -> Iterator[None]:
        """Hold a slot for as long as an export takes. Raises Busy when there is none."""
        if not self._slots.acquire(blocking=False) and not self._wait():
            raise Busy("every export slot is taken")
        try:
            yield
        finally:
            self._slots.release()

    def _wait(self) -> bool:
        if not self._queue.acquire(blocking=False):
            return False
        try:
            return self._slots.acquire(timeout=self._wait_seconds)
        finally:
            self._queue.release()


limiter = Limiter(settings().export_workers)


def bounded(body: bytes) -> bytes:
    """Return the file unchanged. Raises TooLarge if it has more than `MOST_BYTES`."""
    if len(body) > MOST_BYTES:
        raise TooLarge(f"a file of {len(body)} bytes (expected at most {MOST_BYTES})")
    return body
