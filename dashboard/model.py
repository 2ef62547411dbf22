"""The nouns that the floors hand to each other. All words in them are already in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Lang = str
Form = Literal["wide", "narrow"]
Figure = dict[str, Any]

FORMS: tuple[Form, ...] = ("wide", "narrow")

State = Literal[
    "better", "worse", "same", "mixed", "direction", "not_measured", "not_published", "not_found", "not_read"
]
Verdict = Literal["favourable", "unfavourable", "same", "mixed", "unclear", "neutral"]


@dataclass(frozen=True, kw_only=True)
class Note:
    """A short text with a head of its own, beside a chart or in a notice."""

    head: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Strength:
    """How strong a comparison is. `level` is 1 to 5, or None when it cannot be rated."""

    level: int | None
    name: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Source:
    """One source as a reader sees it, with the places in it that were used. `about` is its place among the sources."""

    id: str
    title: str
    publisher: str
    published: str
    url: str
    access: str
    locators: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class Head:
    """A column of a table: its name, and whether its cells are numbers."""

    label: str
    numeric: bool = False


@dataclass(frozen=True, kw_only=True)
class Group:
    """Rows of a table under one title; without a title they stand on their own. The first cell of a row is its head."""

    rows: tuple[tuple[str, ...], ...]
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """The twin of a chart: the same rows in words and numbers."""

    caption: str
    heads: tuple[Head, ...]
    groups: tuple[Group, ...]


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
    """Something that lasted, in years: the middle of 2020 is 2020.0, as the figure of a year stands there. `end` may be unknown."""

    start: float
    end: float | None
    text: str


@dataclass(frozen=True, kw_only=True)
class Saying:
    """A sentence about a result that its evidence carries, or one that it does not, with the reason.

    `source` is where an allowed sentence rests on, in words, to copy with it.
    """

    text: str
    allowed: bool
    why: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class SayingGroup:
    """What may and may not be said about the results of one experiment, under its name."""

    title: str
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, kw_only=True)
class OutOfHundred:
    """A share in plain units, for an arm: whole people of every hundred, and whether one more is there in part."""

    name: str
    words: str
    type_id: str
    people: int
    part: bool = False


@dataclass(frozen=True, kw_only=True)
class Hundred:
    """Two arms of a hundred people beside each other: a sentence, of whom the shares are, and the two arms."""

    head: str
    sentence: str
    population: str
    arms: tuple[OutOfHundred, ...]


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Everything that belongs to one chart. It cannot be made without title, sentence, description, table and sources.

    What is drawn stands in one of `pairs`, `directions`, `moments` and `courses`, for documents that draw it themselves.
    """

    key: str
    question: str
    sentence: str
    description: str
    wide: Figure
    narrow: Figure
    reading: tuple[Note, ...]
    strength: Strength
    table: Table
    sources: tuple[Source, ...]
    calculation: str = ""
    subtitle: str = ""
    rows: tuple[dict[str, Any], ...] = ()
    marks: tuple[TypeLabel, ...] = ()
    sayings: tuple[SayingGroup, ...] = ()
    hundreds: tuple[Hundred, ...] = ()
    pairs: tuple[Pair, ...] = ()
    directions: tuple[Direction, ...] = ()
    moments: tuple[Moment, ...] = ()
    events: tuple[EventMark, ...] = ()
    courses: tuple[Course, ...] = ()

    def __post_init__(self) -> None:
        for name in ("key", "question", "sentence", "description", "sources", "reading"):
            if not getattr(self, name):
                raise ValueError(f"chart {self.key!r} has no {name} (expected one)")
        if not any(group.rows for group in self.table.groups):
            raise ValueError(f"chart {self.key!r} has an empty table (expected the rows of its figure)")


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
class TypeLabel:
    """A type of experiment with its name, to draw its mark beside it; `href` is the page about it."""

    id: str
    name: str
    href: str = ""


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
class Option:
    """One choice of a control."""

    value: str
    label: str
    selected: bool = False


@dataclass(frozen=True, kw_only=True)
class OptionGroup:
    """Choices of a control under one name; without a name they stand on their own."""

    label: str
    options: tuple[Option, ...]
    value: str = ""


@dataclass(frozen=True, kw_only=True)
class Control:
    """A control of a form. `kind` is `one` (a select), `several` (checkboxes behind a summary) or `switch` (one checkbox)."""

    name: str
    label: str
    kind: Literal["one", "several", "switch"]
    groups: tuple[OptionGroup, ...]
    summary: str = ""
    help: str = ""


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link with its words; `text` is a line below it."""

    href: str
    label: str
    text: str = ""
    current: bool = False


@dataclass(frozen=True, kw_only=True)
class Uses:
    """How a chart can be taken along: addresses of its files, and texts to copy. All addresses are those of this site.

    `pinned` is fixed to the data version; `citation` and the codes for a frame hold `pinned`, `frame` and `frame_pinned`.
    """

    png: str
    svg: str
    csv_all: str
    pinned: str
    citation: str
    frame: str
    frame_code: str
    frame_pinned: str
    frame_pinned_code: str


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


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """Something that happened in a trial or nationally. `at` is an ISO date, `when` the same as exact as it is known."""

    at: str
    when: str
    text: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Track:
    """One line of a timeline. `start` and `end` are ISO dates or empty when not known; before `sure` the start is not exact.

    `goes_on` says that the approach was kept after the end; `remark` is what is not known, in words.
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
class Timeline:
    """What happened when: one drawing for a wide window, and the same moments as a list."""

    id: str
    title: str
    description: str
    figure: Figure
    tracks: tuple[Track, ...]
    publishers: str


@dataclass(frozen=True, kw_only=True)
class ArmLine:
    """One group of an experiment: what it got, and how many people were in it."""

    type: TypeLabel
    name: str
    people: str


@dataclass(frozen=True, kw_only=True)
class Glance:
    """A theme with the word of its cell, as a link to the results."""

    theme: str
    state: State
    verdict: Verdict | None
    word: str
    detail: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Profile:
    """An experiment in short: what was tried, how it was set up, its groups, and the word on each theme."""

    id: str
    title: str
    summary: str
    facts: tuple[Note, ...]
    arms: tuple[ArmLine, ...]
    glances: tuple[Glance, ...]
    source: Source
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class SetUpFact:
    """One fact on how an experiment was set up. `remark` says why a number that is not used is not used."""

    label: str
    value: str
    when: str
    source: Source
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class SetUpGroup:
    """Facts of one kind under their name."""

    title: str
    facts: tuple[SetUpFact, ...]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A type with what it means and where it was tried."""

    label: TypeLabel
    text: str
    links: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class Trial:
    """Who tried a type: where, in which experiment, with which groups; `alone` when it tried nothing else."""

    municipality: Link
    experiment: Link
    period: str
    arms: tuple[ArmLine, ...]
    design: str
    alone: bool
