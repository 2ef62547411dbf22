"""Describe new data that could not be opened: since when and why, without paths or statements."""

import datetime as dt
import errno
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Self

import duckdb

from dashboard.errors import DatabaseError

# Each has a text below `refusal`.
REASONS = ("not_there", "locked", "cut_short", "not_permitted", "no_room", "other_tables", "unreadable")
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EMFILE, errno.ENFILE)
_ERRNO = {errno.EACCES: "not_permitted", errno.EPERM: "not_permitted", errno.ENOENT: "not_there"}
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 60.0


@dataclass(frozen=True, kw_only=True)
class Rejection:
    """Data that were rejected: their key, one of REASONS, and how often. `since` (UTC) is of the first rejection in a row.

    `detail` is for the log.
    """

    key: Hashable | None
    reason: str
    since: dt.datetime
    times: int
    detail: str

    @classmethod
    def after(cls, previous: Self | None, *, key: Hashable | None, error: Exception) -> Self:
        """Return the next rejection."""
        return cls(
            key=key,
            reason=reason_for(error),
            since=previous.since if previous else dt.datetime.now(dt.UTC),
            times=previous.times + 1 if previous and previous.key == key else 1,
            detail=str(error),
        )


def retry_seconds(times: int) -> float:
    """Return how long to wait before rejected data are tried again: a lock goes away, a broken file hardly ever."""
    return float(min(_FIRST_PAUSE * 2 ** (min(times, 20) - 1), _LONGEST_PAUSE))


def reason_for(error: Exception) -> str:
    """Return which of REASONS an error is."""
    if isinstance(error, DatabaseError):
        return error.reason
    if isinstance(error, OSError):
        return "no_room" if error.errno in _NO_ROOM else _ERRNO.get(error.errno or 0, "unreadable")
    if isinstance(error, duckdb.IOException):
        messages = {
            "Could not set lock": "locked",
            "Could not read enough bytes": "cut_short",
            "Permission denied": "not_permitted",
        }
        return next((reason for text, reason in messages.items() if text in str(error)), "unreadable")
    return "other_tables" if isinstance(error, duckdb.CatalogException | duckdb.BinderException) else "unreadable"
