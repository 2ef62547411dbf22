"""Rows about trials in other places, in one language. None of them is a result of the five municipalities."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class FamilyRow:
    """A family of outcomes: one axis. `chart` is forest, one_study or list."""

    id: str
    theme: str
    label: str
    axis: str
    axis_unit: str
    better: str
    null_value: float
    axis_scale: str
    chart: str
    caution: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ElsewhereResultRow:
    """A result of a trial or review elsewhere."""

    id: str
    study_id: str
    study: str
    country: str | None
    design: str
    money_added: str | None
    duties_removed: str | None
    type_id: str
    type: str
    comparison: str
    theme: str
    indicator: str
    test: str
    follow_up_id: str
    source_id: str
    locator: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EffectRow(ElsewhereResultRow):
    """An effect with a size. `value`, `low` and `high` are as published, the others on the axis of the family.

    `off_axis` says why it is not drawn; None for one that is.
    """

    is_review: bool
    place: str
    country_name: str
    likeness: str
    arm: str
    comparison_role: str
    family: str
    value: float
    unit: str
    low: float | None
    high: float | None
    interval_level: int | None
    se: float | None
    p_value: float | None
    p_qualifier: str | None
    p_sided: str | None
    n_treated: int | None
    n_control: int | None
    n_total: int | None
    n_qualifier: str | None
    follow_up: str
    axis_value: float
    axis_low: float | None
    axis_high: float | None
    flipped: bool
    derived: bool
    formula: str | None
    nested_in: str | None
    shown: bool
    off_axis: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ElsewhereFindingRow(ElsewhereResultRow):
    """A result elsewhere without a usable size."""

    follow_up: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ElsewhereTrialRow:
    """A trial elsewhere, and in what it is like the five municipalities; `themes` are those of its results."""

    id: str
    name: str
    place: str
    country_name: str
    country: str
    type_id: str
    type: str
    design: str
    who: str
    what: str
    money_added: str
    duties_removed: str
    on_benefits: str
    likeness: str
    themes: tuple[str, ...]
    source_id: str
    locator: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerRow:
    """A question of a councillor on trials elsewhere, and its answer."""

    id: str
    type_id: str
    type: str
    theme: str
    question: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NotComparableRow:
    """A row that must not share an axis, and why; a trial has no theme."""

    row_id: str
    reason: str
    theme: str | None
    study: str
    text: str
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ElsewhereLeftOutRow:
    """What was read on trials elsewhere and not used."""

    text: str
    why: str
