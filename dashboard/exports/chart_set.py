"""The nouns of a meeting set: the charts that a reader collected, each with a note, ready for any kind of document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboard.exports.chart_document import Item, Stamp
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.models.text import Note, Source, Table

# What steers the direction of text around it: in a note it could turn the words of a document.
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One chart of a set. `text` is its item in the address, `chosen` its filters in words, `refs` its sources by number."""

    number: int
    text: str
    item: Item
    chosen: str
    refs: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A set in one language. `link` is its whole address, pinned; `gone` are items without a chart; `title` is the reader's."""

    lang: str
    stamp: Stamp
    link: str
    made: dt.date
    title: str
    entries: tuple[Entry, ...]
    gone: tuple[str, ...]
    unknown: tuple[Note, ...]
    sources: tuple[Source, ...]

    @property
    def heading(self) -> str:
        """What stands on the first page: the reader's name of the meeting, or what it is."""
        return self.title or t("set.heading", self.lang)

    @property
    def many(self) -> str:
        """`3 grafieken`."""
        number = len(self.entries)
        return t("set.one", self.lang) if number == 1 else t("set.many", self.lang, n=number)

    @property
    def made_text(self) -> str:
        """`Gemaakt op 21 november 2026`."""
        return t("set.made", self.lang, date=formats.date(self.made.isoformat(), self.lang))

    def mind(self, *, but: tuple[str, ...] = ()) -> tuple[Note, ...]:
        """What to mind, each once and with its charts: all of their reading help but how to read them and heads in `but`."""
        found: dict[tuple[str, str], list[int]] = {}
        for entry in self.entries:
            for note in entry.item.chart.reading[1:]:
                if note.head not in but:
                    found.setdefault((note.head, note.text), []).append(entry.number)
        return tuple(
            Note(head=f"{head} ({t('set.used_in', self.lang, numbers=', '.join(map(str, numbers)))})", text=text)
            for (head, text), numbers in found.items()
        )


def clean(text: str) -> str:
    """A reader's text without what documents cannot hold or what would turn the words around it; lines stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "ignore").decode("utf-8")
    kept = (one for one in text if one not in _TURNING and (one in "\n\t" or one.isprintable() or one in "\u200d\xa0"))
    return "".join(kept).replace("\t", " ")


def cut(text: str, *, most: int, lang: str) -> str:
    """A note that is not too long; one that was says so at its end."""
    made = clean(text).strip()
    return made if len(made) <= most else f"{made[:most].rstrip()}… {t('set.note_cut', lang)}"


def numbered(entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], tuple[Source, ...]]:
    """The entries with the numbers of their sources, and the sources, each once with all places that were used."""
    sources: dict[str, Source] = {}
    made = list(entries)
    for entry in made:
        for source in entry.item.chart.sources:
            before = sources.get(source.id)
            places = dict.fromkeys((before.locators if before else ()) + source.locators)
            sources[source.id] = replace(source, locators=tuple(places))
    numbers = {id: place for place, id in enumerate(sources, start=1)}
    found = tuple(
        replace(entry, refs=tuple(sorted({numbers[source.id] for source in entry.item.chart.sources})))
        for entry in made
    )
    return found, tuple(sources.values())


def used_in(meeting: Meeting, number: int) -> str:
    """In which charts a source is used: `1, 3`."""
    return ", ".join(str(entry.number) for entry in meeting.entries if number in entry.refs)


def sentences(text: str, *, room: int) -> tuple[str, str]:
    """A text in two: as many whole sentences as stand in about so many letters, at least one; and the rest."""
    first, rest = "", text
    while rest:
        ends = [place for mark in (". ", "! ", "? ") if (place := rest.find(mark)) >= 0]
        place = min(ends) + 1 if ends else len(rest)
        if first and len(first) + place + 1 > room:
            break
        first, rest = f"{first} {rest[:place]}".strip(), rest[place:].strip()
    return first, rest


def counted(meeting: Meeting, n: int) -> str:
    """`Grafiek 2 van 5`."""
    return t("set.of", meeting.lang, n=n, total=len(meeting.entries))


def shares(table: Table) -> list[float]:
    """How much of the width each column of a table gets: more for more words, and none too little to read."""
    rows = [row for group in table.groups for row in group.rows]
    columns = [[head.label, *(row[place] for row in rows)] for place, head in enumerate(table.heads)]
    wanted = [max(7.0, max(map(len, column)) ** 0.62 * 2.2) for column in columns]
    return [want / sum(wanted) for want in wanted]
