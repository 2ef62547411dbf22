"""Rows about results: pairs, findings and numbers, in one language.

Values are in the unit of their indicator, intervals are those of the source, and dates are as exact as the source:
`2018`, `2018-02` or `2018-02-01`. `level` is 1 to 5 on the Maryland Scientific Methods Scale, None when not rated.
"""

import datetime as dt
from dataclasses import dataclass

from dashboard.models.kinds import Verdict

NOT_USED = ("interim", "superseded", "doubtful")
"""The reasons of numbers that no statement uses: counted before the trial ended, replaced, or uncertain."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CitedPairRow:
    """A number of a treated arm beside that of its comparison arm, as the source gives them."""

    source_id: str
    group_key: str
    indicator_id: str
    indicator: str
    municipality: str
    short: str
    treated_id: str
    comparison_id: str
    arm: str
    comparison_arm: str
    subgroup: str | None
    start: str | None
    end: str | None
    unit: str
    decimals: int
    treated: float
    comparison_value: float
    qualifier: str | None
    comparison_qualifier: str | None
    locator: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PairRow(CitedPairRow):
    """The same with its comparison; rows with one `group_key` may share an axis.

    `difference` is treated minus comparison, our own calculation; `n` counts people. Without a `population` the source
    does not say of whom a share is. `comparison_kind` is `not_comparable` for groups that were not made comparable.
    """

    theme: str
    better: str
    verdict: Verdict
    may_be_chance: bool
    experiment_id: str
    municipality_id: str
    type_id: str
    comparison: str
    comparison_kind: str
    level: int | None
    comparable: bool
    timing: str
    population: str | None
    difference: float
    low: float | None
    high: float | None
    comparison_low: float | None
    comparison_high: float | None
    n: int | None
    comparison_n: int | None
    preferred: bool
    note: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class FormerKeyRow:
    """Another key under which a reader may know a group of pairs."""

    former: str
    group_key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CitedFindingRow:
    """A published result without a usable number, or a claim (`basis`); without an experiment it is of several cities."""

    source_id: str
    id: str
    experiment_id: str | None
    municipality_id: str | None
    municipality: str | None
    short: str | None
    theme: str
    indicator_id: str
    indicator: str
    arm: str | None
    comparison_group: str
    test: str
    basis: str
    counts: bool
    preferred: bool
    text: str
    locator: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FindingRow(CitedFindingRow):
    """The same with whom it is about and what it was compared with; `counts` is true for a result of an approach.

    `effect` is the verdict on the approach: `no_effect` when the source says that a side shows no effect of it.
    `partly` and not `shows_effect` are limits that only the text has; `several_cities` is true for a source that says it of
    two or three municipalities together. `types` are the approaches that a result of several municipalities names.
    """

    arm_id: str | None
    type_id: str | None
    comparison_arm: str | None
    about: str
    comparison: str
    level: int | None
    verdict: Verdict
    effect: str
    direction: str
    start: str | None
    end: str | None
    interim: bool
    partly: bool
    shows_effect: bool
    several_cities: bool
    types: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CitedNumberRow:
    """A number without a place beside a comparison arm; `reason` says why it has none.

    A suppressed number has no value.
    """

    source_id: str
    id: str
    reason: str
    experiment_id: str
    municipality_id: str
    municipality: str
    short: str
    indicator_id: str
    indicator: str
    arm_id: str | None
    arm: str | None
    subgroup: str | None
    start: str | None
    end: str | None
    unit: str
    decimals: int
    value: float | None
    qualifier: str | None
    locator: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NumberRow(CitedNumberRow):
    """The same with its comparison; `day` is the first day that `end` can mean, `n` counts people."""

    theme: str
    definition: str
    caution: str | None
    better: str
    type_id: str | None
    comparison: str | None
    level: int | None
    timing: str
    day: dt.date | None
    low: float | None
    high: float | None
    n: int | None
    base: str | None
    preferred: bool
    note: str | None
