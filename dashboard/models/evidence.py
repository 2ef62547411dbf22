"""The evidence map: cells, what is behind them, what is not drawn and what is missing."""

from __future__ import annotations

from dataclasses import dataclass, field

from dashboard.models.chart import Hundred, SayingGroup
from dashboard.models.kinds import State, Verdict
from dashboard.models.text import Link, Note, Source, Strength, Table, TypeLabel


@dataclass(frozen=True, kw_only=True)
class MapCell:
    """A cell of the evidence map: one experiment on one theme."""

    id: str
    theme: str
    state: State
    verdict: Verdict | None
    word: str
    detail: str
    strength: Strength | None
    count: str
    href: str
    open: bool = False


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One result in words, as it stands in an opened cell or a list. `state` is set where its sign is that of a state."""

    text: str
    verdict: Verdict | None
    word: str
    marks: tuple[TypeLabel, ...]
    strength: Strength
    test: str
    source: Source
    head: str = ""
    state: State | None = None


@dataclass(frozen=True, kw_only=True)
class Panel:
    """What is behind a cell of the map: numbers, results, what is missing, what is only claimed."""

    title: str
    answer: str
    table: Table | None
    findings: tuple[Finding, ...]
    notes: tuple[Note, ...]
    claims: tuple[Finding, ...]
    strength: Strength | None
    sources: tuple[Source, ...]
    more_href: str
    close_href: str
    sayings: tuple[SayingGroup, ...] = ()
    hundreds: tuple[Hundred, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MapRow:
    """An experiment in the map, with its cells in the order of the themes; `href` is the page of its municipality."""

    experiment_id: str
    municipality: str
    name: str
    types: tuple[TypeLabel, ...]
    cells: tuple[MapCell, ...]
    panel: Panel | None = None
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class MapGroup:
    """Experiments that tried the same type, under its name."""

    title: str
    text: str
    rows: tuple[MapRow, ...]


@dataclass(frozen=True, kw_only=True)
class Undrawn:
    """A number that exists but is on no chart, with the reason."""

    head: str
    value: str
    why: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Missing:
    """A chosen combination without a result: what is missing, why, and what does exist."""

    title: str
    state: State
    word: str
    texts: tuple[str, ...]
    links: tuple[Link, ...] = field(default=())
