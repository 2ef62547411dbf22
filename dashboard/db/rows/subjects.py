"""Rows about what the dashboard compares: themes, types, indicators, municipalities and experiments, in one language.

Dates are as exact as the source: `2018`, `2018-02` or `2018-02-01`. `participants` counts people.
"""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class ThemeRow:
    """A theme; `short` is for the head of a narrow column."""

    id: str
    label: str
    definition: str
    short: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MunicipalityRow:
    """A municipality; its name is the same in both languages. Its point is for a dot on a map (WGS84)."""

    id: str
    name: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class TypeRow:
    """A type of experiment that was tried; `slug` is its name in addresses."""

    id: str
    label: str
    definition: str
    slug: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ExperimentTypeRow:
    """A type of experiment or of comparison group; `tried` says which are treatments."""

    id: str
    label: str
    definition: str
    tried: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorRow:
    """What is measured. `unit` and `decimals` hold for all its values; `better` is up, down or none."""

    id: str
    theme: str
    label: str
    question: str
    definition: str
    unit: str
    decimals: int
    better: str
    caution: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ExperimentRow:
    """One study in one municipality; `type_ids` are the types of its treatment arms."""

    id: str
    municipality_id: str
    municipality: str
    short: str
    name: str
    start: str
    end: str | None
    status: str
    design: str
    participants: int | None
    participants_qualifier: str | None
    population: str
    summary: str
    scheme: str
    evaluator: str | None
    source_id: str
    locator: str
    type_ids: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ArmRow:
    """A group of an experiment; `role` is treatment or the kind of comparison group."""

    id: str
    experiment_id: str
    type_id: str
    role: str
    label: str
    participants: int | None
    participants_qualifier: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DesignFactRow:
    """A fact on how an experiment was set up, in a unit of its own; not `preferred` is a claim, a conflict or replaced."""

    id: str
    experiment_id: str
    kind: str
    label: str
    value: float | None
    qualifier: str | None
    unit: str | None
    date: str | None
    preferred: bool
    source_id: str
    locator: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CostRow:
    """An amount that a trial cost or set aside; without a `value` a statement about money.

    `status` is planned, realised, not_stated, claimed or no_amount; not `preferred` is a claim or too uncertain to use.
    """

    id: str
    experiment_id: str
    municipality_id: str
    municipality: str
    short: str
    status: str
    label: str
    value: float | None
    qualifier: str | None
    unit: str | None
    date: str | None
    preferred: bool
    several_cities: bool
    source_id: str
    locator: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EventRow:
    """Something that happened in an experiment, or nationally when it has none; `day` is the first day it can mean."""

    id: str
    experiment_id: str | None
    day: dt.date
    date: str
    kind: str
    label: str
    source_id: str
    # The table of events has no place in the source.
    locator: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionRow:
    """A question that a councillor could ask, and why; about one type, or about none."""

    id: str
    focus: str
    theme: str
    type_id: str | None
    question: str
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TermRow:
    """A term with its explanation; `forms` are other words for it, divided by |."""

    id: str
    term: str
    explanation: str
    forms: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class LessonRow:
    """A lesson for a municipality that starts itself: what the source says, and a `tip` of ours that is not in the source.

    Empty `type_ids` and `readers` mean all. `valid_on` is the date on which a rule of law held. `transfer` is the question
    of transfer that it says something about.
    """

    id: str
    phase: str
    type_ids: tuple[str, ...]
    readers: tuple[str, ...]
    kind: str
    title: str
    text: str
    tip: str | None
    who_says: str
    municipality_id: str | None
    municipality: str | None
    source_id: str
    locator: str
    valid_on: str | None
    to_check: bool
    transfer: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ChecklistRow:
    """What a municipality settles before it starts, and the lessons that help."""

    id: str
    phase: str
    question: str
    lesson_ids: tuple[str, ...]
