"""Data that were not taken over: since when, and why, in words that tell an outsider nothing of paths or statements."""

from __future__ import annotations

import datetime as dt
import errno
from collections.abc import Hashable
from dataclasses import dataclass

import duckdb

from dashboard.errors import StoreError

# Each has a sentence below `refusal` in data/texts/interface.toml.
REASONS = ("not_there", "locked", "cut_short", "not_permitted", "no_room", "other_tables", "unreadable")
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EMFILE, errno.ENFILE)
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 60.0


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """What was refused: its key, one of REASONS, when that was first (UTC), how often it was tried; `detail` is for the log."""

    key: Hashable | None
    reason: str
    since: dt.datetime
    times: int
    detail: str

    @classmethod
    def of(cls, key: Hashable | None, *, reason: str, detail: str, before: Refusal | None) -> Refusal:
        """One more refusal, after another one or none. Since the first of them no newer data were read."""
        again = before is not None and before.key == key
        return cls(
            key=key,
            reason=reason,
            since=before.since if before else dt.datetime.now(dt.UTC),
            times=before.times + 1 if before and again else 1,
            detail=detail,
        )


def again_after(times: int) -> float:
    """Seconds until data that were refused so often are tried again: a lock goes away, a broken file hardly ever."""
    return float(min(_FIRST_PAUSE * 2 ** (min(times, 20) - 1), _LONGEST_PAUSE))


def reason_for(error: Exception) -> str:
    """Which of REASONS an error is."""
    if isinstance(error, StoreError):
        return error.reason
    if isinstance(error, OSError):
        if error.errno in _NO_ROOM:
            return "no_room"
        return {errno.EACCES: "not_permitted", errno.EPERM: "not_permitted", errno.ENOENT: "not_there"}.get(
            error.errno or 0, "unreadable"
        )
    if isinstance(error, duckdb.IOException):
        said = str(error)
        if "Could not set lock" in said:
            return "locked"
        if "Could not read enough bytes" in said:
            return "cut_short"
        return "not_permitted" if "Permission denied" in said else "unreadable"
    return "other_tables" if isinstance(error, duckdb.CatalogException | duckdb.BinderException) else "unreadable"
