"""A bounded cache of answers, for one version of the data."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable

from dashboard.web.http.compression import Ready

# Of each process. A page is about 25 kB packed.
_MOST_BYTES = 10_000_000
_MOST_NAMES = 4_000


class Cache:
    """Answers by key, the least used one dropped when there are too many bytes; short names lead to keys. Thread-safe."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most = most_bytes
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, tuple[Ready, int]] = OrderedDict()
        self._names: OrderedDict[Hashable, tuple[Ready, Hashable]] = OrderedDict()
        self._version: Hashable = None
        self.bytes = 0

    def at(self, version: Hashable) -> None:
        """Forget everything when the data are of another version than before."""
        if version != self._version:
            with self._lock:
                self._version = version
                self._kept.clear()
                self._names.clear()
                self.bytes = 0

    def named(self, name: Hashable, *, version: Hashable) -> Ready | None:
        """The answer that was given to exactly this request before, from this version of the data."""
        found = self._names.get(name)
        return found[0] if found and found[1] == version else None

    def get(self, key: Hashable, *, version: Hashable) -> Ready | None:
        """The answer for a key, from this version of the data."""
        with self._lock:
            found = self._kept.get(key) if version == self._version else None
            if found:
                self._kept.move_to_end(key)
            return found[0] if found else None

    def name(self, name: Hashable, answer: Ready, *, version: Hashable) -> None:
        """Remember which request led to an answer. A slow one may end when the data are newer already: it is not kept."""
        with self._lock:
            if version != self._version:
                return
            self._names[name] = (answer, version)
            while len(self._names) > _MOST_NAMES:
                self._names.popitem(last=False)

    def keep(self, key: Hashable, answer: Ready, *, version: Hashable) -> None:
        """Keep an answer that was made from this version of the data."""
        with self._lock:
            if version != self._version or key in self._kept:
                return
            self._kept[key] = (answer, answer.size)
            self.bytes += answer.size
            dropped = set()
            while self.bytes > self._most and self._kept:
                _, (old, size) = self._kept.popitem(last=False)
                self.bytes -= size
                dropped.add(id(old))
            if dropped:
                # A name must not hold what was dropped.
                self._names = OrderedDict((n, a) for n, a in self._names.items() if id(a[0]) not in dropped)
