"""The nouns of a brief: what stands on its two pages, in words that are already in the reader's language.

A `Draft` has all there is to say; `fitting.fit` chooses from it what two pages hold, which is a `Paper`.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.exports.chart_document import Item, Stamp
from dashboard.models.chart import Saying
from dashboard.models.text import Note, Source, Strength


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What is known of one experiment on one theme: a sign, its word, for whom it holds, and against what."""

    sign: str
    word: str
    detail: str = ""
    strength: Strength | None = None
    unknown: bool = False


@dataclass(frozen=True, kw_only=True)
class Tried:
    """One experiment: where, its name, what was tried, when and with how many people, and a cell for each theme."""

    place: str
    name: str
    facts: tuple[str, ...]
    cells: tuple[Cell, ...]
    source: Source


@dataclass(frozen=True, kw_only=True)
class Result:
    """One result in words: whose it is, what was found, how strong the comparison is, and where it stands."""

    whose: str
    text: str
    strength: Strength
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class Sure:
    """One kind of comparison among the results, and how many results have it."""

    strength: Strength
    count: str


@dataclass(frozen=True, kw_only=True)
class Draft:
    """All that could stand in a brief, each list in the order in which it is wanted."""

    lang: str
    stamp: Stamp
    link: str
    title: str
    reader: str
    lead: tuple[str, ...]
    themes: tuple[str, ...]
    tried: tuple[Tried, ...]
    sure: tuple[Sure, ...]
    results: tuple[Result, ...]
    sayings: tuple[Saying, ...]
    charts: tuple[Item, ...]
    unknown: tuple[Note, ...]
    questions: tuple[Note, ...]


@dataclass(frozen=True, kw_only=True)
class Line:
    """An experiment as it stands in the table of the brief, with the number of its source."""

    tried: Tried
    ref: int


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A result as it stands in the brief: `refs` are the numbers of its sources in the list."""

    result: Result
    refs: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A chart as it stands in the brief, with the numbers of its sources."""

    item: Item
    refs: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What two pages hold. `left_out` says what there is besides, and where; `second` is the part that opens page two."""

    lang: str
    stamp: Stamp
    link: str
    title: str
    reader: str
    lead: tuple[str, ...]
    themes: tuple[str, ...]
    tried: tuple[Line, ...]
    sure: tuple[Sure, ...]
    results: tuple[Shown, ...]
    sayings: tuple[Saying, ...]
    charts: tuple[Drawn, ...]
    unknown: tuple[Note, ...]
    questions: tuple[Note, ...]
    sources: tuple[Source, ...]
    left_out: str
    second: str = ""
