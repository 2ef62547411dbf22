"""Rows of figures: pairs, directions, moments, courses over years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A treated arm beside its comparison arm, both with a number in one unit; one row of a with-and-without chart.

    `difference` is our own calculation, already in words. `low` and `high` are None where no interval was found.
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
    """What was found on one outcome in one experiment, without a size. `marks` are type ids, or `together`."""

    block: str
    row: str
    side: Literal["unfavourable", "same", "favourable", "other"]
    marks: tuple[str, ...]
    test: str


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A count at one moment. `at` is an ISO date (the first day of the period the source gives); `when` is in words."""

    at: str
    when: str
    value: float
    text: str


@dataclass(frozen=True, kw_only=True)
class EventMark:
    """Something that happened at one date and is worth a line in a chart over time."""

    at: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Spot:
    """An official figure of one year. `joins` says that a line may lead to it from the year before."""

    year: int
    value: float
    text: str
    kind: Literal["counted", "modelled", "provisional"]
    joins: bool


@dataclass(frozen=True, kw_only=True)
class Course:
    """The official figures of one place. `own` is whom a panel is about, `country` the country, `other` the rest."""

    name: str
    role: Literal["own", "country", "other"]
    spots: tuple[Spot, ...]


@dataclass(frozen=True, kw_only=True)
class Facet:
    """One panel of a trend: its title, what is drawn in it, and the years for which its own place has no figure."""

    title: str
    courses: tuple[Course, ...]
    missing: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Something that lasted, in years: the middle of 2020 is 2020.0, as the figure of a year stands there.

    `end` may be unknown.
    """

    start: float
    end: float | None
    text: str
