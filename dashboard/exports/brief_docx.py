"""The brief as a document that can be edited: headings as styles, real tables, charts as pictures with words beside them."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dashboard.exports import docx_parts as parts
from dashboard.exports import height_estimates
from dashboard.exports.brief import Cell, Drawn, Paper
from dashboard.exports.chart_document import source_text
from dashboard.exports.concurrency import bounded
from dashboard.exports.png import png
from dashboard.i18n.catalogue import t
from dashboard.labels.strength import level_text
from dashboard.models.text import Note, Strength

if TYPE_CHECKING:
    from docx.document import Document

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What stands for the sign of a state where only letters go. The word beside it says the same.
_SIGNS = {"better": "▲", "worse": "▼", "same": "=", "mixed": "±", "direction-up": "△", "direction-down": "▽"}
_ZOOM = 2.4


def brief_docx(paper: Paper) -> bytes:
    """The brief as .docx. Raises TooLarge when it would be larger than any file we give."""
    document = parts.start(
        title=paper.title,
        lang=paper.lang,
        author=t("site.name", paper.lang),
        subject=paper.stamp.text,
        # The date of the data, so that the same brief gives the same file.
        made=dt.datetime.combine(paper.stamp.released, dt.time()),
    )
    kind = t("brief.kind", paper.lang, version=paper.stamp.text[:1].lower() + paper.stamp.text[1:])
    parts.frame(
        document,
        head=f"{t('site.name', paper.lang)}\t{kind}",
        foot=t("brief.not_added", paper.lang),
        lang=paper.lang,
    )
    for name, _ in height_estimates.parts(paper):
        _part(document, name, paper)
    body = io.BytesIO()
    document.save(body)
    return bounded(body.getvalue())


def _part(document: Document, name: str, paper: Paper) -> None:
    lang = paper.lang
    if name == "top":
        _top(document, paper)
    elif name == "found":
        _found(document, paper)
    elif name.startswith("chart-"):
        _chart(document, paper.charts[int(name.removeprefix("chart-"))], lang=lang)
    elif name == "sure":
        document.add_heading(t("brief.sure", lang), 2)
        for one in paper.sure:
            text = f" ({one.count}, {level_text(one.strength.level, lang=lang)}). {one.strength.why}"
            parts.line(document, (one.strength.name, True), (text, False), style="List Bullet")
    elif name in ("unknown", "questions"):
        _notes(document, t(f"brief.{name}", lang), paper.unknown if name == "unknown" else paper.questions)
    else:
        _ending(document, paper)


def _top(document: Document, paper: Paper) -> None:
    lang = paper.lang
    document.add_heading(paper.title, 1)
    if paper.reader:
        parts.small(document, paper.reader)
    for text in paper.lead:
        parts.line(document, (text, False))
    document.add_heading(t("brief.tried", lang), 2)
    rows = []
    for line in paper.tried:
        row = line.tried
        head = [
            (f"{row.place}, {row.name}", True),
            *((f"\n{fact}", False) for fact in row.facts),
            (f" [{line.ref}]", False),
        ]
        rows.append([head, *(_cell(cell, lang) for cell in row.cells)])
    parts.table(document, heads=(t("brief.experiment", lang), *paper.themes), rows=rows, first=height_estimates.FIRST)
    parts.small(document, t("brief.key_words", lang))


def _cell(cell: Cell, lang: str) -> list[tuple[str, bool]]:
    sign = _SIGNS.get(cell.sign, "?" if cell.unknown else "◇")
    runs = [(f"{sign} {cell.word}", True)]
    runs += [(f"\n{cell.detail}", False)] if cell.detail else []
    return runs + ([(f"\n{_strong(cell.strength, lang)}", False)] if cell.strength else [])


def _strong(strength: Strength, lang: str) -> str:
    return f"{level_text(strength.level, lang=lang)}: {strength.name}"


def _found(document: Document, paper: Paper) -> None:
    lang = paper.lang
    if paper.results:
        document.add_heading(t("brief.found", lang), 2)
    for one in paper.results:
        result = one.result
        tail = f" ({_strong(result.strength, lang)}){_refs(one.refs)}"
        parts.line(document, (result.whose, True), (f": {result.text}{tail}", False), style="List Bullet")
    if paper.sayings:
        document.add_heading(t("brief.not_say", lang), 2)
    for saying in paper.sayings:
        quoted = t("brief.quoted", lang, text=saying.text)
        parts.line(document, (quoted, True), (f" {saying.why}", False), style="List Bullet")


def _refs(numbers: Sequence[int]) -> str:
    return "".join(f" [{number}]" for number in numbers)


def _chart(document: Document, one: Drawn, *, lang: str) -> None:
    chart = one.item.chart
    document.add_heading(chart.question, 2)
    parts.line(document, (" ".join(text for text in (chart.sentence, chart.subtitle) if text), False), with_next=True)
    drawing = one.item.svg().replace("<svg ", f'<svg width="860" height="{one.item.height()}" ', 1)
    parts.picture(document, png(drawing, zoom=_ZOOM), alt=chart.description, title=chart.question, lang=lang)
    if chart.marks:
        parts.marks(document, [(png(_mark(label.id), zoom=4), label.name) for label in chart.marks])
    parts.small(document, height_estimates.below_chart(one))


def _mark(type_id: str) -> str:
    from dashboard.exports.brief_pdf import mark_svg

    return mark_svg(type_id).replace("<svg ", '<svg width="20" height="20" ', 1)


def _notes(document: Document, title: str, notes: Sequence[Note]) -> None:
    document.add_heading(title, 2)
    for note in notes:
        document.add_heading(note.head, 3)
        parts.line(document, (note.text, False))


def _ending(document: Document, paper: Paper) -> None:
    lang = paper.lang
    if paper.sources:
        document.add_heading(t("brief.sources", lang), 2)
    for number, source in enumerate(paper.sources, start=1):
        parts.small(document, f"{number}. {source_text(source)} ", link=source.url)
    if paper.left_out:
        parts.small(document, paper.left_out)
    before, _, after = t("brief.again", lang, link="\n").partition("\n")
    parts.small(document, before, link=paper.link, after=after)
