"""Rows about what is known: cells of the evidence map, gaps, and groups of people, in one language."""

import datetime as dt
from dataclasses import dataclass

from dashboard.models.kinds import State, Verdict


@dataclass(frozen=True, kw_only=True, slots=True)
class GapRow:
    """A theme on which an experiment has no result, or no size of its main outcome, with the reason.

    `report` is the report, with the place in it, that probably has the number.
    """

    experiment_id: str
    municipality_id: str
    municipality: str
    short: str
    theme: str
    reason: State
    text: str
    searched_on: dt.date
    report: str | None = None
    report_source_id: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SubgroupRow:
    """A group of people of whom there are numbers; `label` is None for the whole group."""

    id: str
    label: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class NotReportedRow:
    """A trial without a result for a chosen group or moment."""

    municipality: str
    short: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CellRow:
    """A cell of the evidence map: one experiment on one theme, with its state and how many results it rests on.

    Results of several municipalities together have cells with `national` as their experiment.

    `level` and `comparison` are those of its strongest comparison, on which `strongest` of its `results` rest; so are the columns
    after `strongest`. `only_outcome` is set when one outcome sets the word.
    """

    experiment_id: str
    theme: str
    state: State
    verdict: Verdict | None
    level: int | None
    comparison: str | None
    results: int
    strongest: int
    pairs: int
    sized: bool
    type_ids: tuple[str, ...]
    covers_all: bool
    weaker_disagree: bool
    second_hand: bool
    untested: bool
    may_be_chance: bool
    several_cities: bool
    partly: bool
    only_outcome: str | None
    favourable: int
    unfavourable: int
    same: int
    mixed: int
    types_for: tuple[str, ...]
    types_against: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LevelRow:
    """How many results count at a level of evidence."""

    level: int | None
    results: int
