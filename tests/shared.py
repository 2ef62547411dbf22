"""What the processes of one test run share: each thing is made by the first that needs it."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dashboard import config
from dashboard.web.http.responses import ResponseCache, StoredResponse


@contextmanager
def one_process(lock: Path) -> Iterator[None]:
    """Let one process of the run in at a time."""
    import fcntl

    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class SharedPages(ResponseCache):
    """Every page that a process of this run rendered of the real tables, with the settings of the run."""

    def __init__(self, folder: Path, *, serial: int) -> None:
        super().__init__(most_bytes=10**9)
        folder.mkdir(exist_ok=True)
        self._folder, self._serial, self._settings = folder, serial, config.settings()

    def _file(self, key: Any) -> Path | None:
        # Pages name the day, and some tests read them on another day.
        ((serial, _), day), *rest = key
        return self._folder / hashlib.sha256(repr((day, rest)).encode()).hexdigest() if serial == self._serial else None

    def get(self, key: Hashable) -> StoredResponse | None:
        if config.settings() != self._settings:
            return None
        found, file = super().get(key), self._file(key)
        if found is None and file and file.exists():
            found = pickle.loads(file.read_bytes())
            super().put(key, found)
        return found

    def put(self, key: Hashable, response: StoredResponse) -> None:
        if config.settings() != self._settings:
            return
        super().put(key, response)
        if file := self._file(key):
            part = file.with_suffix(f".{os.getpid()}")
            part.write_bytes(pickle.dumps(response))
            part.replace(file)
