"""Documents as blocks in sections: what a brief and a set of charts are built into, and what each file format is written from.

All words are already in the reader's language. Documents can be pickled, because files are written in worker processes that
have no database.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from dashboard.exports.blocks import Block, ChartBlock, NoteList, Reference, Stamp, source_text
from dashboard.models.text import Note, Source

# Characters that change the direction of the text around them.
_DIRECTION_MARKS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
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

    layout: Literal["brief", "chart_set", "chart"]
    lang: str
    stamp: Stamp
    link: str
    title: str
    description: str
    header: str
    footer: str
    sections: tuple[Section, ...]

    def blocks(self, kind: type[AnyBlock]) -> list[AnyBlock]:
        """Return the blocks of a type, in order."""
        return [block for section in self.sections for block in section.blocks if isinstance(block, kind)]

    @property
    def note_lists(self) -> list[tuple[str, tuple[Note, ...]]]:
        """The title and the notes of each section that lists notes, in order."""
        return [
            (section.title, block.notes)
            for section in self.sections
            for block in section.blocks
            if isinstance(block, NoteList)
        ]

    @property
    def charts(self) -> list[ChartBlock]:
        """The charts, in order."""
        return self.blocks(ChartBlock)


def number_sources(used: Iterable[Source]) -> tuple[Reference, ...]:
    """Return each source once with its number, in order of first use, with all places in it that were used."""
    merged: dict[str, Source] = {}
    for source in used:
        places = merged[source.id].locators if source.id in merged else ()
        merged[source.id] = replace(source, locators=tuple(dict.fromkeys(places + source.locators)))
    return tuple(
        Reference(number=number, source=source, text=source_text(source))
        for number, source in enumerate(merged.values(), start=1)
    )


def numbers_of(used: Iterable[Source], references: Iterable[Reference]) -> tuple[int, ...]:
    """Return the numbers of the sources used in the list of a document."""
    ids = {source.id for source in used}
    return tuple(one.number for one in references if one.source.id in ids)


def lower_first(text: str) -> str:
    """Return a text that continues a sentence: its first letter is lower case."""
    return text[:1].lower() + text[1:]


def clean(text: str) -> str:
    """Return a reader's text without what files cannot hold or what turns the text around it; line breaks stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "ignore").decode("utf-8")
    kept = (c for c in text if c not in _DIRECTION_MARKS and (c in "\n\t" or c.isprintable() or c in "\u200d\xa0"))
    return "".join(kept).replace("\t", " ")
