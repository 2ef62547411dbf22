"""Run exports in child processes, so that heavy libraries stay out of web workers and pages keep their CPU.

A child has no database: a document is made from the values that it is given. Children start with the first export and end
with their parent, after a minute without exports, or after `_LIFETIME` exports. Few exports run at once, so that readers of
pages never wait for someone's download.
"""

import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, ParamSpec

from dashboard.config import settings
from dashboard.errors import StorageError
from dashboard.logging import configure
from dashboard.style import palette

# An export takes a tenth of a second, so a short wait often suffices.
_WAIT_SECONDS = 1.5
RETRY_AFTER = 3
# Room on a disk comes when an operator makes it.
RETRY_AFTER_STORAGE = 60
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


log = logging.getLogger("dashboard")
P = ParamSpec("P")

# Seconds without an export after which children end, and seconds that one export may take: the largest takes ten.
_IDLE, _TIMEOUT = 60.0, 60
# Exports after which children are replaced. `max_tasks_per_child` deadlocks in Python 3.11 (python/cpython#115634).
_LIFETIME = 200
_NICE = 5


class ExportLost(Busy):
    """The child that ran an export could not start, ended before it was done, or took too long."""


class ExportPool:
    """A process pool that is started when needed and replaced when it breaks."""

    def __init__(self, *, idle: float = _IDLE, timeout: int = _TIMEOUT, lifetime: int = _LIFETIME) -> None:
        self._idle, self._timeout, self._lifetime = idle, timeout, lifetime
        self._lock = threading.Lock()
        self._executor: ProcessPoolExecutor | None = None
        self._timer: threading.Timer | None = None
        self._running = self._submitted = 0

    def run(self, make: Callable[P, bytes], *args: P.args, **kwargs: P.kwargs) -> bytes:
        """Return `make(*args, **kwargs)`, run in a child. Raises what it raises, TooLarge, and ExportLost."""
        try:
            # The timeout of the child comes first; this one is for a child that hangs before it begins.
            return self._submit(make, args, kwargs).result(self._timeout + 30)
        except (BrokenExecutor, OSError) as error:
            log.warning("an export was lost: %s", type(error).__name__)
            self.close()
            raise ExportLost("the process of an export was lost") from error
        finally:
            self._release()

    def close(self) -> None:
        """Let children end when they have done what was begun."""
        with self._lock:
            executor, self._executor, self._submitted = self._executor, None, 0
        if executor:
            executor.shutdown(wait=False)

    def _submit(self, make: Callable[..., bytes], args: Any, kwargs: Any) -> Future[bytes]:
        with self._lock:
            if self._timer:
                self._timer.cancel()
            self._running += 1
            self._submitted += 1
            if self._executor is None:
                context = multiprocessing.get_context("spawn")
                self._executor = ProcessPoolExecutor(settings().export_workers, context, _initialize)
            return self._executor.submit(_export, self._timeout, palette.later_types(), make, args, kwargs)

    def _release(self) -> None:
        with self._lock:
            self._running -= 1
            is_old = self._submitted >= self._lifetime
            if not self._running and not is_old:
                self._timer = threading.Timer(self._idle, self.close)
                self._timer.daemon = True
                self._timer.start()
        if is_old:
            self.close()


run = ExportPool().run


# In the child


def _initialize() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICE)
    configure()
    threading.Thread(target=_exit_with_parent, daemon=True).start()


def _exit_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent
    parent.join()
    os._exit(1)


def _export(timeout: int, types: tuple[str, ...], make: Callable[..., bytes], args: Any, kwargs: Any) -> bytes:
    if hasattr(signal, "alarm"):
        # Ends the process, also inside a library; the parent sees a broken pool.
        signal.alarm(timeout)
    palette.set_later_types(types)
    try:
        return bounded(bytes(make(*args, **kwargs)))
    except OSError as error:
        raise StorageError(f"an export cannot be written: {error}") from error
    except Exception as error:
        if type(error).__module__.startswith("dashboard."):
            raise
        # The parent would import the library of the error to read it.
        raise RuntimeError(f"{type(error).__name__}: {error}") from error
    finally:
        if hasattr(signal, "alarm"):
            signal.alarm(0)
