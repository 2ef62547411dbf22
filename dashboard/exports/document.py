"""Documents as blocks in sections: what a brief and a set of charts are built into, and what each file format is written from.

All words are already in the reader's language. Everything here can be pickled, because files are written in worker
processes that have no database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, TypeVar

from dashboard.charts.figures.base import WIDTH
from dashboard.labels.strength import level_text
from dashboard.models.chart import Chart
from dashboard.models.kinds import Figure, Form
from dashboard.models.text import Note, Source, Strength
from dashboard.svg.render import still

# Characters that change the direction of the text around them.
_DIRECTION_MARKS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """The data that a document shows: the date of the version, its name in the database, and both in words."""

    released: dt.date
    data_version: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Title:
    """The title of a brief, and for whom it is."""

    text: str
    reader: str = ""


@dataclass(frozen=True, kw_only=True)
class Cover:
    """The first page of a set: what it is called, what it is, how many charts it has and when it was made.

    `name` is the reader's own title, which may be empty.
    """

    heading: str
    name: str
    kind: str
    count: str
    made: str
    made_on: str


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A text of the document itself: a `lead` stands out, a `small` one does not."""

    text: str
    style: Literal["lead", "small"] = "lead"


@dataclass(frozen=True, kw_only=True)
class EvidenceCell:
    """What is known of one experiment on one theme: an icon, its word, for whom it holds, and against what."""

    sign: str
    word: str
    detail: str = ""
    strength: Strength | None = None
    unknown: bool = False


@dataclass(frozen=True, kw_only=True)
class EvidenceRow:
    """One experiment: where, its name, what was tried, when and with how many people, and a cell for each theme."""

    place: str
    name: str
    facts: tuple[str, ...]
    cells: tuple[EvidenceCell, ...]
    source: Source
    refs: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EvidenceTable:
    """Experiments by themes. `key` explains the icons, `key_words` the letters that stand for them in a text format."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[EvidenceRow, ...]
    key: str
    key_words: str


@dataclass(frozen=True, kw_only=True)
class Bullet:
    """An item of a list: bold words, then others; the strength and the sources of what it says, where it has them."""

    lead: str
    text: str
    strength: Strength | None = None
    refs: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Bullets:
    """A list under a heading of its own."""

    title: str
    items: tuple[Bullet, ...]


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Lists beside each other; below each other where there is no room."""

    columns: tuple[Bullets, ...]


@dataclass(frozen=True, kw_only=True)
class Strengths:
    """The kinds of comparison in a document, each with the number of results that rest on it."""

    items: tuple[tuple[Strength, str], ...]


@dataclass(frozen=True, kw_only=True)
class Notes:
    """Short texts with a head each, in one column or two. A text without a head says why there are none."""

    notes: tuple[Note, ...]
    columns: int = 1


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A source with its number, and the numbers of the charts that use it in words."""

    number: int
    source: Source
    charts: str = ""
    used: str = ""

    @property
    def text(self) -> str:
        """Publisher, title, date, places and how much was read, without the address."""
        return source_text(self.source)


@dataclass(frozen=True, kw_only=True)
class References:
    """The numbered list of sources, in one column or two."""

    items: tuple[Reference, ...]
    columns: int = 1


@dataclass(frozen=True, kw_only=True)
class Address:
    """The address of the document, with the words around it."""

    before: str
    link: str
    after: str

    @classmethod
    def of(cls, sentence: str, link: str) -> Address:
        """Split a sentence in which a newline stands for the address."""
        before, _, after = sentence.partition("\n")
        return cls(before=before, link=link, after=after)


@dataclass(frozen=True, kw_only=True)
class ChartBlock:
    """One chart with its address, whole and pinned to the data version, and the numbers of its sources.

    In a set it has a number and its place in words, its `item` in the address, its filters in words, and the reader's note.
    """

    chart: Chart
    lang: str
    stamp: Stamp
    link: str
    refs: tuple[int, ...] = ()
    number: int = 0
    place: str = ""
    item: str = ""
    filters: str = ""
    note: str = ""

    @property
    def strength(self) -> str:
        """How strong the comparison is: `Bewijs 3 van 5: vergelijkbare mensen. Er is niet geloot. ...`."""
        return strength_text(self.chart.strength, lang=self.lang)

    @property
    def sources(self) -> tuple[str, ...]:
        """Each source in one line, with the place in it and how much of it was read."""
        return tuple(source_text(source) for source in self.chart.sources)

    @property
    def sentences(self) -> str:
        """The sentence of the chart and its subtitle."""
        return " ".join(text for text in (self.chart.sentence, self.chart.subtitle) if text)

    @property
    def basis(self) -> str:
        """The strength of the comparison, and a calculation of our own."""
        return " ".join(text for text in (self.strength, self.chart.calculation) if text)

    def figure(self, form: Form = "wide") -> Figure:
        """The figure of the page, in the form for a wide or a narrow sheet."""
        return self.chart.wide if form == "wide" else self.chart.narrow

    def height(self, form: Form = "wide") -> int:
        """The height of the picture in px, at a width of WIDTH[form]."""
        height: float = self.figure(form)["layout"]["height"]
        return round(height)

    def svg(self, form: Form = "wide") -> str:
        """Draw the figure that the page shows."""
        chart = self.chart
        name = f"{chart.key}-{form}"
        width = WIDTH[form]
        return still(
            self.figure(form), width=width, title=chart.question, description=chart.description, id_prefix=name
        )


Block: TypeAlias = (
    Title | Cover | Paragraph | EvidenceTable | Columns | ChartBlock | Strengths | Notes | References | Address
)
AnyBlock = TypeVar("AnyBlock", bound=Block)


@dataclass(frozen=True, kw_only=True)
class Section:
    """Blocks that stay together, under a title where they have one. `name` tells sections of one document apart."""

    name: str
    blocks: tuple[Block, ...]
    title: str = ""
    new_page: bool = False


@dataclass(frozen=True, kw_only=True)
class Document:
    """A brief or a set of charts in one language. `header` and `footer` stand on every page of a paper format."""

    layout: Literal["brief", "chart_set"]
    lang: str
    stamp: Stamp
    link: str
    title: str
    description: str
    header: str
    footer: str
    sections: tuple[Section, ...]

    def blocks(self, kind: type[AnyBlock]) -> Iterator[AnyBlock]:
        """Return the blocks of a type, in order."""
        return (block for section in self.sections for block in section.blocks if isinstance(block, kind))

    @property
    def charts(self) -> tuple[ChartBlock, ...]:
        """The charts, in order."""
        return tuple(self.blocks(ChartBlock))

    @property
    def references(self) -> tuple[Reference, ...]:
        """The sources with their numbers."""
        return tuple(reference for block in self.blocks(References) for reference in block.items)

    def section(self, name: str) -> Section:
        """Return the section with a name. Raises KeyError when there is none."""
        return {section.name: section for section in self.sections}[name]


def strength_text(strength: Strength, *, lang: str) -> str:
    """Return the level, the comparison and why, as a text."""
    return f"{_sentence(level_text(strength.level, lang=lang))[:-1]}: {strength.name}. {strength.why}"


def short_strength(strength: Strength, *, lang: str) -> str:
    """Return the level and the comparison: `bewijs 3 van 5: vergelijkbare mensen`."""
    return f"{level_text(strength.level, lang=lang)}: {strength.name}"


def source_text(source: Source) -> str:
    """Return publisher, title, date, places and how much was read, without the address."""
    parts = [source.publisher, source.title, source.published, "; ".join(source.locators)]
    return f"{', '.join(part for part in parts if part)}. {_sentence(source.access)}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def merge_sources(used: Iterable[Source]) -> tuple[Source, ...]:
    """Return each source once, in order of first use, with all places in it that were used."""
    merged: dict[str, Source] = {}
    for source in used:
        places = merged[source.id].locators if source.id in merged else ()
        merged[source.id] = replace(source, locators=tuple(dict.fromkeys(places + source.locators)))
    return tuple(merged.values())


def reference_numbers(used: Iterable[Source], sources: tuple[Source, ...]) -> tuple[int, ...]:
    """Return the numbers of the sources used, counted from 1 in the list of a document."""
    ids = {source.id for source in used}
    return tuple(number for number, source in enumerate(sources, start=1) if source.id in ids)


def lower_first(text: str) -> str:
    """Return a text that goes on a sentence: its first letter is lower case."""
    return text[:1].lower() + text[1:]


def xml_text(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return "".join(letter for letter in text if letter in "\n\t" or (letter >= " " and letter not in "\ufffe\uffff"))


def clean(text: str) -> str:
    """Return a reader's text without what files cannot hold or what turns the text around it; line breaks stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "ignore").decode("utf-8")
    kept = (c for c in text if c not in _DIRECTION_MARKS and (c in "\n\t" or c.isprintable() or c in "\u200d\xa0"))
    return "".join(kept).replace("\t", " ")
