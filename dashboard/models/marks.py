"""The rows that figures draw: pairs, directions, moments, series over years, and timelines."""

from dataclasses import dataclass
from typing import Literal

from dashboard.models.text import Source


@dataclass(frozen=True, kw_only=True)
class ArmValue:
    """The value of an arm. The mark `type_id` may be `comparison`.

    `interval` and `people` are None when the source gives none.
    """

    name: str
    type_id: str
    value: float
    qualifier: str | None = None
    interval: tuple[float, float] | None = None
    people: int | None = None


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A treated arm and its comparison arm, with values in one unit; a row of a comparison chart.

    `id` is that of its mark (see `MarkDetails`). `difference` is our own calculation, in words; `signed` is the same as
    a number with its sign.
    """

    block: str
    row: str
    treated: ArmValue
    comparison: ArmValue
    difference: str
    signed: str = ""
    unit: str
    decimals: int = 0
    id: str = ""


@dataclass(frozen=True, kw_only=True)
class Direction:
    """A finding on one outcome without a size. `marks` are type ids, or `together`; `ids` are those of their details."""

    block: str
    row: str
    side: Literal["unfavourable", "same", "favourable", "other"]
    marks: tuple[str, ...]
    test: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A count at one moment. `at` is an ISO date, the first day of the period in the source; `when` is in words."""

    at: str
    when: str
    value: float
    text: str
    id: str = ""


@dataclass(frozen=True, kw_only=True)
class EventMark:
    """An event on one date that is drawn as a line in a chart over time."""

    at: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Statistic:
    """An official figure of one year. `joins` says that a line may connect it to the year before."""

    year: int
    value: float
    text: str
    kind: Literal["counted", "modelled", "provisional"]
    joins: bool
    id: str = ""


@dataclass(frozen=True, kw_only=True)
class PlaceSeries:
    """The official figures of one place. `own` marks the place in focus, `country` the country, `other` the rest."""

    name: str
    role: Literal["own", "country", "other"]
    points: tuple[Statistic, ...]


@dataclass(frozen=True, kw_only=True)
class Facet:
    """One panel of a trend: its title, its series, and the years without a figure for its own place."""

    title: str
    series: tuple[PlaceSeries, ...]
    missing: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Period:
    """A period in years; the middle of 2020 is 2020.0, where the figure of a year is drawn.

    `end` may be unknown.
    """

    start: float
    end: float | None
    text: str


@dataclass(frozen=True, kw_only=True)
class Dot:
    """A row of a dot plot. Without a `value` its `text` says what is not known: its size, or (`missing`) all of it.

    `mark` is the id of a type, the kind of a statistic or the kind of a comparison. `note` stands at the end of the row.
    """

    label: str
    text: str
    mark: str
    value: float | None = None
    interval: tuple[float, float] | None = None
    block: str = ""
    note: str = ""
    missing: bool = False
    id: str = ""


@dataclass(frozen=True, kw_only=True)
class SizeMark:
    """A size of a trial: people in each group, and the difference in percentage points that they can show.

    `has` is true for the people that a reader has, false for the difference that is wanted.
    """

    id: str
    people: int
    difference: float
    text: tuple[str, ...]
    has: bool


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """An event in a trial or nationally. `at` is an ISO date; `when` is as exact as the source; `kind` is one word or empty."""

    at: str
    when: str
    text: str
    source: Source
    kind: str = ""


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


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A row of a forest plot: an effect with its interval, in places on the axis.

    `role` is the kind of comparison, `type_id` the approach. A `derived` interval is our calculation. A `nested` row is a part
    of the row above it.
    """

    block: str
    label: str
    detail: str
    role: str
    type_id: str
    value: float
    low: float
    high: float
    text: str
    range_text: str
    derived: bool = False
    nested: bool = False
    id: str = ""


@dataclass(frozen=True, kw_only=True)
class Unsized:
    """A row of a forest plot without a size: it has no place on the axis. `missing` says that nothing is known."""

    label: str
    text: str
    missing: bool


@dataclass(frozen=True, kw_only=True)
class ForestAxis:
    """The axis of a forest plot: its ends, the place of no difference, its ticks with texts, and a word at each end."""

    low: float
    high: float
    null: float
    ticks: tuple[tuple[float, str], ...]
    words: tuple[str, str]
    title: str
