"""How a process gives memory back that it no longer uses.

glibc keeps what was freed: an arena for each thread, and holes in each. A worker that made some documents held three times
what it used. Other C libraries have no such settings, and are left as they are.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from functools import lru_cache
from typing import Any

# Names and numbers of malloc.h.
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
# A block from this size on is asked from the system and goes back to it as soon as it is freed.
_LARGE = 256 * 1024


@lru_cache(maxsize=1)
def _glibc() -> Any:
    """The C library of this process if it is glibc, or None."""
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "gnu_get_libc_version") else None


def keep_small() -> None:
    """Use one arena, since Python runs one thread at a time anyway, and keep no large blocks. To be said before threads start."""
    library = _glibc()
    if library:
        library.mallopt(_ARENA_MAX, 1)
        library.mallopt(_MMAP_THRESHOLD, _LARGE)
        library.mallopt(_TRIM_THRESHOLD, _LARGE)


def settle() -> None:
    """Look no more through what is there for good: what was imported, and what a start has made. Said once, after a start."""
    gc.collect()
    gc.freeze()


def give_back() -> None:
    """Give back what was freed, holes too. It takes some milliseconds, so it is for after a file and not for after a page."""
    # The parts of a document point at each other, and would stay until Python happens to look.
    gc.collect()
    library = _glibc()
    if library:
        library.malloc_trim(0)
