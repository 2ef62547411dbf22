"""The set as a document that can be edited: a heading, a picture and its figures for each chart, notes, gaps and sources."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

from dashboard.charts.figures.base import WIDTH
from dashboard.exports import docx_parts as parts
from dashboard.exports.brief_pdf import mark_svg
from dashboard.exports.chart_document import Item, source_text
from dashboard.exports.chart_set import Entry, Meeting, counted, shares, used_in
from dashboard.exports.concurrency import bounded
from dashboard.exports.png import png
from dashboard.i18n.catalogue import t

if TYPE_CHECKING:
    from docx.document import Document

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ZOOM = 1.8
# The px around a drawing.
_EDGE = 10


def set_docx(meeting: Meeting) -> bytes:
    """The set as .docx. Raises TooLarge when it would be larger than any file we give."""
    lang = meeting.lang
    document = parts.start(
        title=meeting.heading,
        lang=lang,
        author=t("site.name", lang),
        subject=meeting.stamp.text,
        made=dt.datetime.combine(meeting.stamp.released, dt.time()),
    )
    head = f"{t('site.name', lang)}\t{t('set.heading', lang)}, {meeting.stamp.text}"
    parts.frame(document, head=head, foot=t("set.not_added", lang), lang=lang)
    document.add_heading(meeting.heading, 1)
    parts.line(
        document, (f"{t('set.heading', lang)}, {meeting.many}. {meeting.stamp.text}. {meeting.made_text}.", False)
    )
    for entry in meeting.entries:
        parts.line(document, (f"{entry.number}. {entry.item.chart.question}", False))
    _again(document, meeting)
    for entry in meeting.entries:
        _entry(document, entry, meeting)
    document.add_heading(t("set.unknown", lang), 2).paragraph_format.page_break_before = True
    for note in meeting.unknown:
        parts.line(document, (f"{note.head}. ", True), (note.text, False), style="List Bullet")
    if not meeting.unknown:
        parts.line(document, (t("set.unknown_none", lang), False))
    document.add_heading(t("set.sources", lang), 2)
    for number, source in enumerate(meeting.sources, start=1):
        used = t("set.used_in", lang, numbers=used_in(meeting, number))
        parts.small(document, f"{number}. {source_text(source)} ({used}) ", link=source.url)
    body = io.BytesIO()
    document.save(body)
    return bounded(body.getvalue())


def _again(document: Document, meeting: Meeting) -> None:
    before, _, after = t("set.again", meeting.lang, link="\n").partition("\n")
    parts.small(document, before, link=meeting.link, after=after)


def _framed(item: Item) -> str:
    """The drawing with a little room around it: words may stand over its edge."""
    wide, high = WIDTH["wide"], item.height()
    inner = item.svg().replace("<svg ", f'<svg x="{_EDGE}" y="0" width="{wide}" height="{high}" overflow="visible" ', 1)
    size = f'width="{wide + 2 * _EDGE}" height="{high}" viewBox="0 0 {wide + 2 * _EDGE} {high}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{inner}</svg>'


def _entry(document: Document, entry: Entry, meeting: Meeting) -> None:
    lang, item, chart = meeting.lang, entry.item, entry.item.chart
    heading = document.add_heading(chart.question, 2)
    heading.paragraph_format.page_break_before = True
    parts.small(document, f"{counted(meeting, entry.number)}. {t('set.filters', lang, chosen=entry.chosen)}.")
    parts.line(document, (chart.sentence, True))
    if chart.subtitle:
        parts.line(document, (chart.subtitle, False), with_next=True)
    parts.picture(document, png(_framed(item), zoom=_ZOOM), alt=chart.description, title=chart.question, lang=lang)
    if chart.marks:
        drawn = [
            (mark_svg(label.id).replace("<svg ", '<svg width="20" height="20" ', 1), label.name)
            for label in chart.marks
        ]
        parts.marks(document, [(png(svg, zoom=4), name) for svg, name in drawn])
    if entry.note:
        document.add_heading(t("set.note", lang), 3)
        for text in entry.note.split("\n"):
            parts.line(document, (text, False))
    for note in chart.reading:
        parts.line(document, (f"{note.head}: ", True), (note.text, False))
    parts.line(document, (item.strength, False))
    document.add_heading(t("set.figures_table", lang), 3)
    rows = []
    for group in chart.table.groups:
        if group.title:
            rows.append([[(group.title, True)], *[[("", False)] for _ in chart.table.heads[1:]]])
        rows += [[[(cell, False)] for cell in row] for row in group.rows]
    parts.table(document, heads=[head.label for head in chart.table.heads], rows=rows, shares=shares(chart.table))
    refs = " ".join(f"[{ref}]" for ref in entry.refs)
    told = [text for text in (chart.calculation, f"{t('set.sources', lang)}: {refs}.", f"{item.stamp.text}. ") if text]
    parts.small(document, " ".join(told), link=item.link)
