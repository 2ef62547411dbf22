"""The rows that figures draw: pairs, directions, moments, and courses over years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A treated arm and its comparison arm, with values in one unit; a row of a comparison chart.

    `difference` is our own calculation, in words. `low` and `high` are None when the source gives no interval.
    """

    block: str
    row: str
    type_id: str
    treated_name: str
    comparison_name: str
    treated: float
    comparison: float
    difference: str
    unit: str
    decimals: int = 0
    treated_qualifier: str | None = None
    comparison_qualifier: str | None = None
    treated_low: float | None = None
    treated_high: float | None = None
    comparison_low: float | None = None
    comparison_high: float | None = None


@dataclass(frozen=True, kw_only=True)
class Direction:
    """A finding on one outcome without a size. `marks` are type ids, or `together`."""

    block: str
    row: str
    side: Literal["unfavourable", "same", "favourable", "other"]
    marks: tuple[str, ...]
    test: str


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A count at one moment. `at` is an ISO date, the first day of the period in the source; `when` is in words."""

    at: str
    when: str
    value: float
    text: str


@dataclass(frozen=True, kw_only=True)
class EventMark:
    """An event on one date that is drawn as a line in a chart over time."""

    at: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Spot:
    """An official figure of one year. `joins` says that a line may connect it to the year before."""

    year: int
    value: float
    text: str
    kind: Literal["counted", "modelled", "provisional"]
    joins: bool


@dataclass(frozen=True, kw_only=True)
class Course:
    """The official figures of one place. `own` marks the place in focus, `country` the country, `other` the rest."""

    name: str
    role: Literal["own", "country", "other"]
    spots: tuple[Spot, ...]


@dataclass(frozen=True, kw_only=True)
class Facet:
    """One panel of a trend: its title, its courses, and the years without a figure for its own place."""

    title: str
    courses: tuple[Course, ...]
    missing: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A period in years; the middle of 2020 is 2020.0, where the figure of a year is drawn.

    `end` may be unknown.
    """

    start: float
    end: float | None
    text: str
