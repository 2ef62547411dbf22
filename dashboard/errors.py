"""The errors that this project raises. Each says what was found and what was expected."""

from collections.abc import Sequence


class DashboardError(Exception):
    """The base class of the errors below."""


class DataError(DashboardError):
    """The tables in data/ cannot be built; `problems` has one line for each problem."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class SettingsError(DataError):
    """The settings in the environment are wrong; `problems` has one line for each."""


class QueryError(DashboardError):
    """A query does not exist or was called with other parameters than it takes."""


class TextError(DashboardError):
    """A text is missing, exists in one language only, or was filled with the wrong slots."""


class DatabaseError(DashboardError):
    """There is no database that can be read. `reason` is a word for why, one of those in dashboard/db/rejection.py."""

    def __init__(self, message: str, *, reason: str = "unreadable") -> None:
        self.reason = reason
        super().__init__(message)


class QueryLimitError(DatabaseError):
    """A query exceeded its time or memory limit."""


class StorageError(DashboardError):
    """A temporary file cannot be written, mostly because the disk is full."""


class EditError(DashboardError):
    """Changes to the tables cannot be planned or written."""
