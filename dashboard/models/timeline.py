"""The timeline of a municipality."""

from dataclasses import dataclass

from dashboard.models.text import Source


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """An event in a trial or nationally. `at` is an ISO date; `when` is as exact as the source."""

    at: str
    when: str
    text: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Track:
    """One line of a timeline. `start` and `end` are ISO dates, empty when unknown; before `sure` the start is not exact.

    `goes_on` says that the approach continued after the end; `remark` says in words what is unknown.
    """

    name: str
    mark: str
    milestones: tuple[Milestone, ...]
    start: str = ""
    sure: str = ""
    end: str = ""
    goes_on: bool = False
    remark: str = ""
