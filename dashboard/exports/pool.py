"""Files are made in a process apart, so that a worker holds no library that only files need, and gives its time to pages.

It is started for the first file and ended when nobody asked for a while. It has no database: all that a file is made of comes
with the question, as plain values and nouns of ours. It reads questions until there are no more to come, so it ends with the
process that started it, however that ends.
"""

from __future__ import annotations

import logging
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any, ParamSpec

from dashboard import logging as journal
from dashboard.config import ROOT
from dashboard.exports import memory
from dashboard.exports.concurrency import Busy
from dashboard.style import palette

log = logging.getLogger("dashboard")
Given = ParamSpec("Given")

# Seconds without a question after which a process ends, and seconds that one file may take: the largest set takes ten.
_IDLE, _LONGEST = 60.0, 60.0
# How far readers of files go behind readers of pages, as in nice(2).
_BEHIND = 5


class Lost(Busy):
    """The process that made a file could not be started, ended in the middle, or took too long. The next file is made anew."""


class _Process:
    """One process that makes a file at a time."""

    def __init__(self) -> None:
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        command, settings = [sys.executable, "-m", __name__], {**os.environ, "PYTHONPATH": path}
        self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=settings)

    @property
    def lives(self) -> bool:
        """Whether it can be asked."""
        return self._child.poll() is None

    def ask(self, question: bytes, *, seconds: float) -> Any:
        """The answer to a question. Raises OSError or EOFError when it ends meanwhile, by itself or because time is over."""
        assert self._child.stdin
        assert self._child.stdout
        watch = threading.Timer(seconds, self._child.kill)
        watch.daemon = True
        watch.start()
        try:
            pickle.dump(question, self._child.stdin)
            self._child.stdin.flush()
            return pickle.load(self._child.stdout)
        finally:
            watch.cancel()

    def end(self) -> None:
        """End it, whatever it does."""
        self._child.kill()
        with suppress(OSError):
            self._child.communicate()


class Apart:
    """Processes that make files: as many as are asked at once, each kept for `idle` seconds for who comes next."""

    def __init__(self, *, idle: float = _IDLE, longest: float = _LONGEST) -> None:
        self._idle, self._longest = idle, longest
        self._lock = threading.Lock()
        self._free: list[tuple[_Process, threading.Timer]] = []

    def made(self, make: Callable[Given, bytes], *given: Given.args, **named: Given.kwargs) -> bytes:
        """What a function of `exports` makes of these values. Raises what it raises, and Lost when its process is."""
        question = pickle.dumps((make, given, named, palette.later()))
        process = None
        try:
            process = self._take() or _Process()
            well, found = process.ask(question, seconds=self._longest)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            if process:
                process.end()
            log.warning("a file was not made: %s in the process for files", type(error).__name__)
            raise Lost("the process that makes files was lost") from error
        self._keep(process)
        if not well:
            raise found
        return bytes(found)

    def _take(self) -> _Process | None:
        """A process that waits for a question, the one that was asked last."""
        while True:
            with self._lock:
                if not self._free:
                    return None
                process, until = self._free.pop()
            until.cancel()
            if process.lives:
                return process
            process.end()

    def _keep(self, process: _Process) -> None:
        until = threading.Timer(self._idle, self._over, (process,))
        until.daemon = True
        with self._lock:
            self._free.append((process, until))
        until.start()

    def _over(self, process: _Process) -> None:
        with self._lock:
            is_free = any(one is process for one, _ in self._free)
            self._free = [(one, until) for one, until in self._free if one is not process]
        if is_free:
            process.end()


made = Apart().made


# In the process apart


def _answer(question: bytes) -> tuple[bool, Any]:
    """Whether a file could be made, and the file or else why not."""
    try:
        make, given, named, types = pickle.loads(question)
        palette.tell(types)
        return True, make(*given, **named)
    except Exception as error:
        # One of a library would have the other side import that library to read it.
        known = type(error).__module__.startswith(("builtins", "dashboard."))
        told = error if known else RuntimeError(f"{type(error).__name__}: {error}")
        told.add_note("".join(traceback.format_exception(error)))
        return False, told


def _listen(questions: queue.SimpleQueue[bytes]) -> None:
    """Take questions as they come, and end at once, in the middle of a file too, when who asks them is gone."""
    with suppress(Exception):
        while True:
            questions.put(pickle.load(sys.stdin.buffer))
    os._exit(0)


def _serve() -> None:
    """Answer questions from standard input on standard output."""
    # Who started it decides when it ends: a stop of the service lets files be finished that were begun.
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_BEHIND)
    journal.configure()
    memory.keep_small()
    # What a library prints goes to the log, and not into an answer.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    questions: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(questions,), name="questions", daemon=True).start()
    while True:
        pickle.dump(_answer(questions.get()), answers)
        answers.flush()
        memory.give_back()


if __name__ == "__main__":
    _serve()
