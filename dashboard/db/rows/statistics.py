"""Rows of official statistics on whole municipalities and the country; never an effect of an experiment."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class StatisticRow:
    """A figure of one place in one year, in the unit of its indicator; `municipality` is None for the country.

    `joins`: the year before is there within the same boundary, so that a line may lead from it.
    """

    indicator_id: str
    theme: str
    unit: str
    decimals: int
    municipality_id: str
    municipality: str | None
    year: int
    value: float
    modelled: bool
    provisional: bool
    joins: bool
    note: str | None
    source_id: str
    # The table of statistics has no place in the source.
    locator: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class LatestStatisticRow:
    """The newest figure of a municipality on a subject, with that of the country in the same year or None."""

    indicator_id: str
    theme: str
    label: str
    caution: str | None
    unit: str
    decimals: int
    year: int
    value: float
    modelled: bool
    provisional: bool
    note: str | None
    source_id: str
    netherlands: float | None
    netherlands_provisional: bool | None
    netherlands_source_id: str | None
