"""The brief: what two pages say about a municipality, an approach or everything, built into a document.

The page gathers all that a brief could say, `page_layout.fit` chooses from it what two pages hold, and `build` makes blocks
of it.
"""

from dataclasses import dataclass, replace

from dashboard.exports import blocks
from dashboard.exports.document import Document, Section, lower_first, number_sources, numbers_of
from dashboard.i18n.catalogue import t
from dashboard.models.chart import Statement
from dashboard.models.text import Note, Source, Strength


@dataclass(frozen=True, kw_only=True)
class Result:
    """One result in words: whose it is, what was found, how strong the comparison is, and where it is published."""

    whose: str
    text: str
    strength: Strength
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class Brief:
    """What a brief says, each list in order of preference; its results are the same in every language and layout."""

    lang: str
    stamp: blocks.Stamp
    link: str
    title: str
    reader: str
    lead: tuple[str, ...]
    themes: tuple[str, ...]
    experiments: tuple[blocks.EvidenceRow, ...]
    results: tuple[Result, ...]
    national: tuple[Result, ...]
    statements: tuple[Statement, ...]
    charts: tuple[blocks.ChartBlock, ...]
    unknown: tuple[Note, ...]
    questions: tuple[Note, ...]
    elsewhere: tuple[Note, ...] = ()


def build(brief: Brief) -> Document:
    """Build the document of a brief, on one page as yet."""
    used = [source for result in (*brief.results, *brief.national) for source in result.sources]
    used += [source for block in brief.charts for source in block.chart.sources]
    references = number_sources([*used, *(row.source for row in brief.experiments if row.source)])

    def text(key: str, **values: str) -> str:
        return t(f"brief.{key}", brief.lang, **values)

    evidence = blocks.EvidenceTable(
        title=text("tried"),
        heads=(text("experiment"), *brief.themes),
        rows=tuple(
            replace(row, refs=numbers_of([row.source] if row.source else [], references)) for row in brief.experiments
        ),
        key=text("key"),
        key_words=text("key_words"),
    )
    top = [blocks.Text(text=brief.title, style="title")]
    top += [blocks.Text(text=brief.reader, style="reader")] if brief.reader else []
    top += [blocks.Text(text=sentence, style="lead") for sentence in brief.lead]
    sections = [Section(name="top", blocks=tuple(top))]
    results, national = (
        tuple(
            blocks.Bullet(
                lead=one.whose, text=f": {one.text}", strength=one.strength, refs=numbers_of(one.sources, references)
            )
            for one in some
        )
        for some in (brief.results, brief.national)
    )
    refused = tuple(Note(head=text("quoted", text=one.text), text=one.why) for one in brief.statements)
    columns = tuple(one for one in ((text("found"), results), (text("national"), national)) if one[1])
    if columns:
        sections.append(Section(name="found", blocks=(blocks.BulletColumns(columns=columns),)))
    for number, chart in enumerate(brief.charts):
        block = replace(chart, refs=numbers_of(chart.chart.sources, references))
        sections.append(Section(name=f"chart-{number}", blocks=(block,)))
    lists = {"not_say": refused, "unknown": brief.unknown, "elsewhere": brief.elsewhere, "questions": brief.questions}
    for name, notes in lists.items():
        if notes:
            listed = blocks.NoteList(notes=notes, columns=2)
            sections.append(Section(name=name, title=text(name), blocks=(listed,)))
    sections.append(Section(name="tried", blocks=(evidence,)))
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
        description=" ".join(brief.lead),
        header=text("kind", version=lower_first(brief.stamp.text)),
        footer=text("not_added"),
        sections=tuple(sections),
    )
