"""Describe what is wrong with the data, one thing at a time."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.errors import DataError


def one_line(place: str, problem: str, *, value: str, expected: str) -> str:
    """Return a problem as one line of text; a long value is cut."""
    # A control character must not reach a terminal.
    shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in " ".join(value.split()))
    shown = f": {shown[:77]}..." if len(shown) > 80 else f": {shown}" if shown else ""
    return f"{place}: {problem}{shown} (expected {expected})"


@dataclass(frozen=True, kw_only=True, order=True)
class Problem:
    """One thing that is wrong. `line` is the line in the file as an editor counts it; 0 means the whole file."""

    file: str
    line: int = 0
    problem: str
    value: str = ""
    expected: str

    def in_folder(self, folder: str) -> str:
        """Return the problem as one line of text, with the file as found from `folder`."""
        place = f"{folder}/{self.file}" + (f":{self.line}" if self.line else "")
        return one_line(place, self.problem, value=self.value, expected=self.expected)


class TablesRefused(DataError):
    """The tables cannot be built; `found` has the problems of which `problems` has the lines."""

    def __init__(self, found: Iterable[Problem], *, folder: str) -> None:
        self.found = tuple(sorted(set(found)))
        super().__init__([problem.in_folder(folder) for problem in self.found])
