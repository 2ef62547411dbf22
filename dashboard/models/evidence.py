"""The evidence map: cells, panels, and what is not drawn or missing."""

from dataclasses import dataclass, field

from dashboard.models.chart import Frequency, StatementGroup
from dashboard.models.kinds import State
from dashboard.models.text import Link, Note, Source, Strength, Table, TypeLabel


@dataclass(frozen=True, kw_only=True)
class MapCell:
    """A cell of the evidence map: one experiment on one theme; `kind` gives its tint and `sign` its icon.

    A reader sees `word` and `detail`; `sentence` is what a screen reader hears after them.
    """

    id: str
    theme: str
    kind: str
    sign: str
    word: str
    detail: str
    sentence: str
    href: str
    open: bool = False


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A result in words, for a panel or a list. `sign` is the name of its icon."""

    text: str
    sign: str
    word: str
    marks: tuple[TypeLabel, ...]
    strength: Strength
    test: str
    source: Source
    head: str = ""


@dataclass(frozen=True, kw_only=True)
class Interim:
    """What was counted or reported before a trial ended; the table has the comparison arm last."""

    table: Table | None
    texts: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class Panel:
    """The content of an opened cell: numbers, results, gaps and claims.

    `size_href` leads to the reason why a difference that was not shown may be there.
    """

    title: str
    answer: str
    findings: tuple[Finding, ...]
    strength: Strength | None
    more_href: str
    close_href: str
    size_href: str = ""
    table: Table | None = None
    notes: tuple[Note, ...] = ()
    claims: tuple[Finding, ...] = ()
    sources: tuple[Source, ...] = ()
    statements: tuple[StatementGroup, ...] = ()
    frequencies: tuple[Frequency, ...] = ()
    interim: Interim | None = None


@dataclass(frozen=True, kw_only=True)
class MapRow:
    """An experiment in the map, with its cells in the order of the themes.

    `fair` says how groups were compared; `href` is its municipality page.
    """

    experiment_id: str
    municipality: str
    name: str
    cells: tuple[MapCell, ...]
    fair: str = ""
    types: tuple[TypeLabel, ...] = ()
    panel: Panel | None = None
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class MapGroup:
    """Experiments of one type, under its name."""

    title: str
    text: str
    rows: tuple[MapRow, ...]


@dataclass(frozen=True, kw_only=True)
class Undrawn:
    """A number that is on no chart, with the reason."""

    head: str
    value: str
    why: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Missing:
    """A filter choice without results: what is missing, why, and what exists."""

    title: str
    state: State
    word: str
    texts: tuple[str, ...]
    links: tuple[Link, ...] = field(default=())
