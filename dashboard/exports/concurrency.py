"""How much may be made at once: a few files a process, so that readers of pages never wait for someone's download."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from dashboard.config import exports_at_once
from dashboard.exports import memory

# A file is made in a tenth of a second; who waits longer than this is better told to come back.
_PATIENCE = 1.5
# Who waits holds a thread of the four that a process has: with two at work and one waiting, one is always left for pages.
_WAITING = 1
AGAIN_AFTER = 3
MOST_BYTES = 20_000_000


class Busy(Exception):
    """All places are taken."""


class TooLarge(Exception):
    """A file grew larger than a reader should have to fetch."""


class Gate:
    """A number of places; when all are taken, a few who come wait a moment. All others are refused at once."""

    def __init__(self, places: int, *, patience: float = _PATIENCE, waiting: int = _WAITING) -> None:
        self._places, self._patience = threading.BoundedSemaphore(places), patience
        self._waiting = threading.BoundedSemaphore(waiting)

    @contextmanager
    def place(self) -> Iterator[None]:
        """Take a place for as long as a file is made. Raises Busy when there is none."""
        if not self._places.acquire(blocking=False) and not self._waited():
            raise Busy("all places for making files are taken")
        try:
            yield
        finally:
            memory.give_back()
            self._places.release()

    def _waited(self) -> bool:
        """Whether a place came free for one who may wait for it."""
        if not self._waiting.acquire(blocking=False):
            return False
        try:
            return self._places.acquire(timeout=self._patience)
        finally:
            self._waiting.release()


gate = Gate(exports_at_once())


def bounded(body: bytes) -> bytes:
    """The file, if it is not too large. Raises TooLarge."""
    if len(body) > MOST_BYTES:
        raise TooLarge(f"a file of {len(body)} bytes (expected at most {MOST_BYTES})")
    return body
