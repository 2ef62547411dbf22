"""The brief, a factsheet: what one or two pages say about a municipality, an approach or everything, as a document.

The page gathers all that a brief could say, `page_layout.fit` chooses from it what two pages hold, and `build` makes blocks
of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboard.exports import blocks
from dashboard.exports.document import Document, Section, lower_first, number_sources, numbers_of
from dashboard.i18n.catalogue import t
from dashboard.models.chart import Statement
from dashboard.models.text import Note, Source, Strength


@dataclass(frozen=True, kw_only=True)
class Result:
    """A result or a cost in words: whose it is, what was found, how strong the comparison is, and where it is published."""

    whose: str
    text: str
    sources: tuple[Source, ...]
    strength: Strength | None = None


@dataclass(frozen=True, kw_only=True)
class Brief:
    """What a brief says, each list in order of preference; its results are the same in every language and layout.

    `word_whole` says what the words of the table are about where its title names one approach. `place` is the reader's own
    municipality beside those with trials.
    """

    lang: str
    stamp: blocks.Stamp
    link: str
    title: str
    headline: str
    reader: str
    lead: tuple[str, ...]
    themes: tuple[str, ...]
    experiments: tuple[blocks.EvidenceRow, ...]
    results: tuple[Result, ...]
    national: tuple[Result, ...]
    statements: tuple[Statement, ...]
    charts: tuple[blocks.ChartBlock, ...]
    costs: tuple[Result, ...]
    unknown: tuple[Note, ...]
    questions: tuple[Note, ...]
    place: blocks.FactTable | None = None
    elsewhere: tuple[Note, ...] = ()
    word_whole: str = ""

    @property
    def said(self) -> tuple[Result, ...]:
        """The results on the first page: three, of which one is national where there is one."""
        return (*self.results[: _MOST_SAID - bool(self.national)], *self.national[:1])

    @property
    def more(self) -> tuple[tuple[str, tuple[Result, ...]], ...]:
        """The other results, by the key of their title; none where the municipality of the reader takes their place."""
        found = (("found", self.results), ("national", self.national)) if self.place is None else ()
        left = ((name, tuple(one for one in some if one not in self.said)) for name, some in found)
        return tuple(one for one in left if one[1])


# The most results and questions on the first page.
_MOST_SAID, _MOST_ASKED = 3, 2


def _marks(rows: Iterable[blocks.EvidenceRow]) -> list[str]:
    """Return the marks of a table that need an explanation, as text keys, when they are drawn."""
    cells = [cell for row in rows for cell in row.cells]
    levels = [cell.strength.level for cell in cells if cell.strength]
    drawn = {
        "key_steps": any(levels),
        "key_dashed_steps": None in levels,
        "key_ring": any(cell.icon.startswith("direction") for cell in cells),
        "key_striped": any(cell.unknown for cell in cells),
        "key_asterisk": any(cell.word.endswith("*") for cell in cells),
    }
    return [name for name, is_drawn in drawn.items() if is_drawn]


def build(brief: Brief) -> Document:
    """Build the document of a brief, on one page as yet: what to say and ask first, then what it rests on."""
    used = [source for one in (*brief.said, *brief.costs) for source in one.sources]
    used += [source for block in brief.charts for source in block.chart.sources]
    used += [row.source for row in brief.experiments if row.source]
    references = number_sources(
        [*used, *(source for one in (*brief.results, *brief.national) for source in one.sources)]
    )

    def text(key: str, **values: str) -> str:
        return t(f"brief.{key}", brief.lang, **values)

    def bullets(results: Iterable[Result]) -> tuple[blocks.Bullet, ...]:
        return tuple(
            blocks.Bullet(
                lead=one.whose,
                text=f": {one.text}" if one.whose else one.text,
                refs=numbers_of(one.sources, references),
            )
            for one in results
        )

    top = [blocks.Text(text=brief.title, style="kicker"), blocks.Text(text=brief.headline, style="title")]
    top += [blocks.Text(text=brief.reader, style="reader")] if brief.reader else []
    top += [blocks.Text(text=sentence, style="lead") for sentence in brief.lead]
    sections = [Section(name="top", blocks=tuple(top))]
    for number, chart in enumerate(brief.charts):
        block = replace(chart, refs=numbers_of(chart.chart.sources, references))
        sections.append(Section(name=f"chart-{number}", blocks=(block,)))
    asked = (blocks.Bullet(lead=note.head, text=f" {note.text}") for note in brief.questions[:_MOST_ASKED])
    refused = (
        blocks.Bullet(lead=text("quoted", text=one.text), text=f" {one.why}") for one in brief.statements[:_MOST_ASKED]
    )
    said = (
        (text("say"), bullets(brief.said)),
        (text("ask"), tuple(asked)),
        (text("costs"), bullets(brief.costs)),
    )
    more = (
        (text("not_say"), tuple(refused)),
        *((text(name), bullets(some)) for name, some in brief.more),
    )
    # What to say, to ask and to pay stands together, so that it is on the first page.
    for name, columns in (("say", said), ("not_say", more[:2]), ("more", more[2:])):
        shown = tuple(one for one in columns if one[1])
        sections += [Section(name=name, blocks=(blocks.BulletColumns(columns=shown),))] if shown else []
    if brief.place:
        sections.append(Section(name="place", title=brief.place.title, blocks=(brief.place,)))
    evidence = blocks.EvidenceTable(
        title=text("tried"),
        heads=(text("experiment"), *brief.themes),
        rows=tuple(
            replace(row, refs=numbers_of([row.source] if row.source else [], references)) for row in brief.experiments
        ),
        key=" ".join(filter(None, [brief.word_whole, *map(text, _marks(brief.experiments))])),
        key_words=text("key_words"),
    )
    sections.append(Section(name="tried", blocks=(evidence,)))
    lists = {"unknown": brief.unknown, "elsewhere": brief.elsewhere, "questions": brief.questions[_MOST_ASKED:]}
    for name, notes in lists.items():
        if notes:
            listed = blocks.NoteList(notes=notes, columns=2)
            sections.append(Section(name=name, title=text(name), blocks=(listed,)))
    before, _, after = text("again", link="\n").partition("\n")
    ending: list[blocks.Block] = [blocks.ReferenceList(items=references, columns=2)] if references else []
    ending.append(blocks.Text(text=text("more"), style="small"))
    ending.append(blocks.Address(before=before, link=brief.link, after=after))
    sections.append(Section(name="ending", title=text("sources") if references else "", blocks=tuple(ending)))
    return Document(
        layout="brief",
        lang=brief.lang,
        stamp=brief.stamp,
        link=brief.link,
        title=brief.title,
        description=" ".join([brief.headline, *brief.lead]),
        header=text("kind", version=lower_first(brief.stamp.text)),
        footer=text("not_added"),
        sections=tuple(sections),
    )
