"""The brief: what two pages say about a municipality, an approach or everything, built into a document.

The page gathers all that a brief could say, `page_layout.fit` chooses from it what two pages hold, and `build`
makes blocks of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.exports.document import (
    Address,
    Block,
    Bullet,
    Bullets,
    ChartBlock,
    Columns,
    Document,
    EvidenceRow,
    EvidenceTable,
    Notes,
    Paragraph,
    Reference,
    References,
    Section,
    Stamp,
    Strengths,
    Title,
    lower_first,
    merge_sources,
    reference_numbers,
)
from dashboard.i18n.catalogue import t
from dashboard.models.chart import Saying
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
    """What a brief says, each list in order of preference. `left_out` says what else there is."""

    lang: str
    stamp: Stamp
    link: str
    title: str
    reader: str
    lead: tuple[str, ...]
    themes: tuple[str, ...]
    experiments: tuple[EvidenceRow, ...]
    strengths: tuple[tuple[Strength, str], ...]
    results: tuple[Result, ...]
    sayings: tuple[Saying, ...]
    charts: tuple[ChartBlock, ...]
    unknown: tuple[Note, ...]
    questions: tuple[Note, ...]
    left_out: str = ""

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of results, charts and experiments, each once, in the order of their numbers."""
        used = [source for result in self.results for source in result.sources]
        used += [source for block in self.charts for source in block.chart.sources]
        return merge_sources([*used, *(row.source for row in self.experiments)])


def build(brief: Brief) -> Document:
    """Build the document of a brief, on one page as yet."""
    lang, sources = brief.lang, brief.sources

    def text(key: str, **values: str) -> str:
        return t(f"brief.{key}", lang, **values)

    evidence = EvidenceTable(
        title=text("tried"),
        heads=(text("experiment"), *brief.themes),
        rows=tuple(replace(row, refs=reference_numbers([row.source], sources)) for row in brief.experiments),
        key=text("key"),
        key_words=text("key_words"),
    )
    lead = [Paragraph(text=sentence) for sentence in brief.lead]
    sections = [Section(name="top", blocks=(Title(text=brief.title, reader=brief.reader), *lead, evidence))]
    results = tuple(
        Bullet(
            lead=one.whose, text=f": {one.text}", strength=one.strength, refs=reference_numbers(one.sources, sources)
        )
        for one in brief.results
    )
    sayings = tuple(Bullet(lead=text("quoted", text=one.text), text=f" {one.why}") for one in brief.sayings)
    lists = (Bullets(title=text("found"), items=results), Bullets(title=text("not_say"), items=sayings))
    if results or sayings:
        sections.append(Section(name="found", blocks=(Columns(columns=tuple(one for one in lists if one.items)),)))
    for number, chart in enumerate(brief.charts):
        block = replace(chart, refs=reference_numbers(chart.chart.sources, sources))
        sections.append(Section(name=f"chart-{number}", blocks=(block,)))
    if brief.strengths:
        sections.append(Section(name="sure", title=text("sure"), blocks=(Strengths(items=brief.strengths),)))
    for name, notes in (("unknown", brief.unknown), ("questions", brief.questions)):
        if notes:
            sections.append(Section(name=name, title=text(name), blocks=(Notes(notes=notes, columns=2),)))
    items = tuple(Reference(number=number, source=source) for number, source in enumerate(sources, start=1))
    ending: tuple[Block, ...] = (
        *([References(items=items, columns=2)] if items else []),
        *([Paragraph(text=brief.left_out, style="small")] if brief.left_out else []),
        Address.of(text("again", link="\n"), brief.link),
    )
    sections.append(Section(name="ending", title=text("sources") if items else "", blocks=ending))
    return Document(
        layout="brief",
        lang=lang,
        stamp=brief.stamp,
        link=brief.link,
        title=brief.title,
        description=" ".join(brief.lead),
        header=text("kind", version=lower_first(brief.stamp.text)),
        footer=text("not_added"),
        sections=tuple(sections),
    )
