"""What is known of a report without its PDF: its digest, and which of its pages were read on which day."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any


@dataclass(frozen=True)
class KnownReport:
    """A report that was opened: its digest, its number of pages, and on which day each page was read.

    `path` is where it was; it is empty when only a colleague opened it.
    """

    sha256: str
    path: str
    page_count: int
    pages_read: dict[int, date] = field(default_factory=dict)

    @property
    def ranges(self) -> str:
        """The pages that were read, such as `1-12, 40`."""
        return ranges(self.pages_read)


def ranges(pages: Iterable[int]) -> str:
    """Return numbers of pages as ranges: `1-12, 40`."""
    found = []
    for _, group in groupby(enumerate(sorted(set(pages))), key=lambda at: at[1] - at[0]):
        run = [page for _, page in group]
        found.append(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}")
    return ", ".join(found)


def pages_of(text: str) -> set[int]:
    """Return the pages in ranges such as `1-12, 40`."""
    ends = [part.partition("-") for part in text.replace(" ", "").split(",") if part]
    return {page for first, _, last in ends for page in range(int(first), int(last or first) + 1)}


def as_json(report: KnownReport) -> dict[str, Any]:
    """Return a report as JSON has it, without its path, which is nobody else's business."""
    pages = {str(page): day.isoformat() for page, day in sorted(report.pages_read.items())}
    return {"sha256": report.sha256, "page_count": report.page_count, "pages_read": pages}


def from_json(raw: Any, *, path: str = "") -> KnownReport:
    """Return a report that was written as JSON. Raises ValueError for anything else."""
    try:
        pages = {int(page): date.fromisoformat(day) for page, day in raw["pages_read"].items()}
        report = KnownReport(str(raw["sha256"]), path, int(raw["page_count"]), pages)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no report: {error}") from error
    if not re.fullmatch(r"[0-9a-f]{64}", report.sha256) or not all(1 <= page <= report.page_count for page in pages):
        raise ValueError("no report (expected a SHA-256, and pages that it has)")
    return report
