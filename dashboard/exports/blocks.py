"""Blocks of a document: text, lists, tables, charts and sources, in the reader's language.

Every writer lays out each block of its documents as its format allows.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from dashboard.charts.figures.base import WIDTH
from dashboard.i18n.formats import level_text
from dashboard.models.chart import Chart
from dashboard.models.text import Note, Source, Strength
from dashboard.svg.render import render_svg


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """The data that a document shows: the date of the version, its name in the database, and both in words."""

    released: dt.date
    data_version: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Cover:
    """The first page of a set: its heading, the reader's own name for it, what it is, and when it was made."""

    heading: str
    name: str
    kind: str
    count: str
    made: str
    made_on: str


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text of the document itself: its title, for whom it is, an answer that stands out, or a small remark."""

    text: str
    style: Literal["kicker", "title", "reader", "lead", "small"]


@dataclass(frozen=True, kw_only=True)
class EvidenceCell:
    """What is known of one experiment on one theme: an icon, its word, for whom it holds, and against what."""

    icon: str
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
    source: Source | None = None
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
    """An item of a list: bold words, then others, and the sources of what it says, where it has them."""

    lead: str
    text: str
    refs: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BulletColumns:
    """Lists with a title each: one alone is wide; otherwise the others stand below each other beside the first one."""

    columns: tuple[tuple[str, tuple[Bullet, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class FactTable:
    """A small table of numbers between what it shows and how to read it; the first column is a name.

    Its sources follow the note as links by their titles, because numbered ones would take the room of the table. The note
    ends with the word before them.
    """

    title: str
    lead: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NoteList:
    """Short texts with a head each, in one column or two. A text without a head says why there are none."""

    notes: tuple[Note, ...]
    columns: int = 1


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A source with its number, and the charts that use it, as numbers and in words."""

    number: int
    source: Source
    text: str
    charts: str = ""
    used: str = ""


@dataclass(frozen=True, kw_only=True)
class ReferenceList:
    """The numbered list of sources, in one column or two."""

    items: tuple[Reference, ...]
    columns: int = 1


@dataclass(frozen=True, kw_only=True)
class Address:
    """The address of the document between the words before and after it."""

    before: str
    link: str
    after: str


@dataclass(frozen=True, kw_only=True)
class ChartBlock:
    """One chart with its address, whole and pinned to the data version, and the numbers of its sources.

    In a set it has a number, its place in words, its `item` in the address, its filters in words, and the reader's note.
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
        """How strong the comparison is: `Redelijk eerlijke vergelijking: vergelijkbare mensen. ...`."""
        strength = self.chart.strength
        level = level_text(strength.level, lang=self.lang)
        return f"{level[:1].upper()}{level[1:]}: {strength.name}. {strength.why}"

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

    @property
    def height(self) -> int:
        """The height of the picture in px, at a width of WIDTH["wide"]."""
        return round(float(self.chart.wide.layout.height))

    def svg(self) -> str:
        """Draw the figure that the page shows."""
        chart, name = self.chart, f"{self.chart.key}-wide"
        title, description = chart.question, chart.description
        return render_svg(chart.wide, width=WIDTH["wide"], title=title, description=description, id_prefix=name)


Block: TypeAlias = (
    Cover | Text | EvidenceTable | BulletColumns | FactTable | ChartBlock | NoteList | ReferenceList | Address
)


def short_strength(strength: Strength, *, lang: str) -> str:
    """Return the level and the comparison: `redelijk eerlijke vergelijking: vergelijkbare mensen`."""
    return f"{level_text(strength.level, lang=lang)}: {strength.name}"


def source_text(source: Source) -> str:
    """Return publisher, title, date, places and how much was read, without the address."""
    parts = [source.publisher, source.title, source.published, "; ".join(source.locators)]
    access = source.access[:1].upper() + source.access[1:]
    end = "" if access.endswith((".", "!", "?")) else "."
    return f"{', '.join(part for part in parts if part)}. {access}{end}"
