"""Documents as Word files that can be edited: headings as styles, real tables, charts as pictures with a description."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dashboard.exports import blocks
from dashboard.exports.blocks import short_strength
from dashboard.exports.chart_set import column_shares
from dashboard.exports.document import Document
from dashboard.exports.office import Runs
from dashboard.i18n.catalogue import t

if TYPE_CHECKING:
    from dashboard.exports.docx_parts import WordFile

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What stands for the icon of a state in text. The word beside it says the same.
_SIGNS = {
    "better": "▲", "favourable": "▲", "worse": "▼", "same": "=", "mixed": "±", "direction-up": "△", "direction-down": "▽",
}  # fmt: skip


def write(document: Document) -> bytes:
    """Write the document as .docx."""
    # This imports python-docx, which takes a tenth of a second, so it waits for the first file.
    from dashboard.exports.docx_parts import WordFile

    writer = _Writer(document, WordFile(document))
    for section in document.sections:
        if section.title:
            writer.word.heading(section.title, 2, new_page=section.new_page and document.layout == "chart_set")
        for block in section.blocks:
            writer.block(block)
    return writer.word.save()


class _Writer:
    """Writes the blocks of a document to a Word file."""

    def __init__(self, document: Document, word: WordFile) -> None:
        self.document, self.lang, self.word = document, document.lang, word

    def block(self, block: blocks.Block) -> None:
        """Add a block."""
        match block:
            case blocks.Cover():
                self.word.heading(block.heading, 1)
                self.word.line((self.document.description, False))
                for chart in self.document.charts:
                    self.word.line((f"{chart.number}. {chart.chart.question}", False))
            case blocks.Text(style="title"):
                self.word.heading(block.text, 1)
            case blocks.Text(style="lead"):
                self.word.line((block.text, False))
            case blocks.Text():
                self.word.small(block.text)
            case blocks.EvidenceTable():
                self.evidence(block)
            case blocks.BulletColumns():
                for title, bullets in block.columns:
                    self.bullets(title, bullets)
            case blocks.FactTable():
                self.word.line((block.lead, False))
                rows = [[[(cell, place == 0)] for place, cell in enumerate(row)] for row in block.rows]
                self.word.table(block.heads, rows)
                self.word.small(block.note, links=[(f"{one.publisher}, {one.title}", one.url) for one in block.sources])
            case blocks.ChartBlock(number=0):
                self.short_chart(block)
            case blocks.ChartBlock():
                self.full_chart(block)
            case blocks.NoteList():
                self.notes(block)
            case blocks.ReferenceList():
                for one in block.items:
                    used = f" {one.used}" if one.used else ""
                    self.word.small(f"{one.number}. {one.text}{used} ", link=one.source.url)
            case blocks.Address():
                self.word.small(block.before, link=block.link, after=block.after)

    def bullets(self, title: str, bullets: Sequence[blocks.Bullet]) -> None:
        """Add a list under its heading."""
        self.word.heading(title, 2)
        for one in bullets:
            self.word.line((one.lead, True), (f"{one.text}{_refs(one.refs)}", False), style="List Bullet")

    def notes(self, block: blocks.NoteList) -> None:
        """Add notes, in two columns as sections with a heading, else as a list."""
        for note in block.notes:
            if block.columns == 2:
                self.word.heading(note.head, 3)
                self.word.line((note.text, False))
            elif note.head:
                self.word.line((f"{note.head}. ", True), (note.text, False), style="List Bullet")
            else:
                self.word.line((note.text, False))

    def evidence(self, block: blocks.EvidenceTable) -> None:
        """Add the table of experiments by themes, with what its signs mean."""
        self.word.heading(block.title, 2)
        rows = []
        for row in block.rows:
            facts = [(f"\n{fact}", False) for fact in row.facts]
            head = [(f"{row.place}, {row.name}", True), *facts, (_refs(row.refs), False)]
            rows.append([head, *(self.cell(cell) for cell in row.cells)])
        self.word.table(block.heads, rows)
        self.word.small(block.key_words)

    def cell(self, cell: blocks.EvidenceCell) -> Runs:
        """Return the text of a cell of the table of experiments."""
        sign = _SIGNS.get(cell.icon, "?" if cell.unknown else "◇")
        runs = [(f"{sign} {cell.word}", True)]
        if cell.detail:
            runs.append((f"\n{cell.detail}", False))
        return [*runs, *([(f"\n{short_strength(cell.strength, lang=self.lang)}", False)] if cell.strength else [])]

    def short_chart(self, block: blocks.ChartBlock) -> None:
        """Add a chart of a brief: question, sentence, picture and what it rests on."""
        self.word.heading(block.chart.question, 2)
        self.word.line((block.sentences, False), with_next=True)
        self.word.picture(block, edge=0, zoom=2.4)
        self.word.small(block.basis + _refs(block.refs))

    def full_chart(self, block: blocks.ChartBlock) -> None:
        """Add a chart of a set on a page of its own, with the reader's note, how to read it and its table."""
        lang, chart = self.lang, block.chart
        self.word.heading(chart.question, 2, new_page=True)
        self.word.small(f"{block.place}. {t('set.filters', lang, chosen=block.filters)}.")
        self.word.line((chart.sentence, True))
        if chart.subtitle:
            self.word.line((chart.subtitle, False), with_next=True)
        self.word.picture(block, edge=10, zoom=1.8)
        if block.note:
            self.word.heading(t("set.note", lang), 3)
            for text in block.note.split("\n"):
                self.word.line((text, False))
        for note in chart.reading:
            self.word.line((f"{note.head}: ", True), (note.text, False))
        self.word.line((block.strength, False))
        self.word.heading(t("set.figures_table", lang), 3)
        rows: list[Sequence[Runs]] = []
        for group in chart.table.groups:
            if group.title:
                rows.append([[(group.title, True)]])
            rows += [[[(cell, False)] for cell in row] for row in group.rows]
        self.word.table([head.label for head in chart.table.heads], rows, shares=column_shares(chart.table))
        calculation = f"{chart.calculation} " if chart.calculation else ""
        sources = f"{t('set.sources', lang)}:{_refs(block.refs)}. {block.stamp.text}. "
        self.word.small(calculation + sources, link=block.link)


def _refs(numbers: Sequence[int]) -> str:
    return "".join(f" [{number}]" for number in numbers)
