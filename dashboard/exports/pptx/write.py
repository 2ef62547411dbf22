"""The set as slides: a chart a slide, native and editable, its sentence as the title, sources and caveats with the speaker.

Directions have no size, so they stand in a native table.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from dashboard.exports.chart_set import split_sentences
from dashboard.exports.concurrency import bounded
from dashboard.exports.document import ChartBlock, Cover, Document, Notes
from dashboard.exports.office import HEAD_FONT, Runs
from dashboard.exports.pptx import charts, directions, reading
from dashboard.exports.pptx import parts as parts
from dashboard.exports.pptx.parts import CHART, EDGE, FOOT, ROOM, SMALL
from dashboard.i18n.catalogue import t
from dashboard.models.text import Note

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_TITLE, _HIGHEST = 24.0, 1.1


def write(document: Document) -> bytes:
    """Write the set as .pptx. Raises TooLarge when it is larger than any file that is offered."""
    lang = document.lang
    deck = parts.start(document)
    _front(deck, document)
    for block in document.charts:
        _entry(deck, block, document)
    notes = [note for block in document.blocks(Notes) for note in block.notes]
    _listed(deck, t("set.unknown", lang), [_runs(note) for note in notes], document)
    _listed(deck, t("set.mind", lang), [_runs(note) for note in reading.remarks(document)], document)
    sources: list[Runs] = [
        [(f"{one.number}. {one.text} {one.used} ", False), (one.source.url, False)] for one in document.references
    ]
    links = [one.source.url for one in document.references]
    _listed(deck, t("set.sources", lang), sources, document, links=links)
    parts.speak(deck, lang)
    body = io.BytesIO()
    deck.save(body)
    return bounded(body.getvalue())


def _front(deck: Any, document: Document) -> None:
    """Title, what the set is, its data version, the day it was made, and its address."""
    lang = document.lang
    page, y = parts.slide(deck, document.title, y=2.0, size=40, most=1.9)
    parts.words(page, [[(t("site.name", lang), True)]], x=EDGE, y=0.5, wide=8, high=0.4, size=16, font=HEAD_FONT)
    cover = next(document.blocks(Cover))
    told = f"{cover.kind}, {cover.count}" if cover.name else cover.count
    lines: list[Runs] = [[(told, False)], [(f"{document.stamp.text}. {cover.made}.", False)]]
    parts.words(page, lines, x=EDGE, y=y + 0.25, wide=ROOM, high=0.9, size=18, token="ink-soft", after=4)
    parts.rule(page, y=5.75, wide=ROOM, thick=0.012, token="rule")
    below: list[Runs] = [[(document.footer, False)]]
    parts.words(page, below, x=EDGE, y=5.9, wide=ROOM, high=0.3, size=13)
    address = document.link if len(document.link) < 230 else f"{document.link[:200]}…"
    parts.words(
        page, [[(address, False)]], x=EDGE, y=6.3, wide=ROOM, high=0.8, size=10, token="link", link=document.link
    )
    parts.notes(
        page,
        [
            t("set.again", lang, link=document.link),
            f"{document.stamp.text} ({document.stamp.data_version}). {cover.made}.",
            *(f"{block.number}. {block.chart.question}" for block in document.charts),
        ],
    )


def _entry(deck: Any, block: ChartBlock, document: Document) -> None:
    chart = block.chart
    if charts.can_draw(chart):
        page, top = _slide(deck, block, document)
        place = (EDGE - 0.1, top, CHART, FOOT - 0.12 - top)
        charts.draw(page, chart, place=place, lang=document.lang)
        return
    rows, head = directions.rows_of(chart, document.lang), directions.heads(chart, document.lang)
    widths, top = directions.widths_of(chart), _top(block, document.lang, part=(9, 9))
    room = FOOT - 0.1 - top - parts.row_high(head, widths, size=SMALL)
    pages = directions.paged(rows, widths=widths, room=room)
    for number, own in enumerate(pages, start=1):
        page, top = _slide(deck, block, document, part=(number, len(pages)))
        frame = parts.table(page, [head, *own], x=EDGE, y=top, widths=widths, size=SMALL)
        named = frame._element.xpath(".//p:cNvPr")[0]
        named.set("descr", chart.description)
        named.set("name", chart.question)


def _said(block: ChartBlock) -> tuple[str, str]:
    """The sentence of a chart as a title, and what does not fit in one."""
    first, rest = split_sentences(block.chart.sentence, room=150)
    return first, " ".join(text for text in (rest, block.chart.subtitle) if text)


def _top(block: ChartBlock, lang: str, *, part: tuple[int, int] = (1, 1)) -> float:
    """Where the chart begins: below its sentence and the rest of what it says."""
    title, rest = _title(block, lang, part), _said(block)[1]
    y = 0.72 + parts.head_high(title, size=parts.fitting(title, size=_TITLE, most=_HIGHEST))
    return y + 0.1 + parts.high(rest, size=12.5, room=ROOM) + 0.18


def _title(block: ChartBlock, lang: str, part: tuple[int, int]) -> str:
    """The sentence, and which part of the table this is where it takes several slides."""
    first = _said(block)[0]
    return t("set.more", lang, title=first, n=part[0], total=part[1]) if part[0] > 1 else first


def _slide(deck: Any, block: ChartBlock, document: Document, *, part: tuple[int, int] = (1, 1)) -> tuple[Any, float]:
    """A slide with everything but its chart; gives it and the height at which the chart begins."""
    lang, chart = document.lang, block.chart
    rest = _said(block)[1]
    page, y = parts.slide(deck, _title(block, lang, part), y=0.72, size=_TITLE, most=_HIGHEST)
    kicker = parts.words(
        page, [[(chart.question, False)]], x=EDGE, y=0.34, wide=9.6, high=0.3, size=12, token="ink-soft"
    )
    kicker.name = t("set.told.question", lang)
    place = block.place
    parts.words(page, [[(place, False)]], x=10.2, y=0.34, wide=2.533, high=0.3, size=12, token="ink-soft", right=True)
    parts.words(page, [[(rest, False)]], x=EDGE, y=y + 0.1, wide=ROOM, high=0.3, size=12.5)
    top = _top(block, lang, part=part)
    reading.beside(page, block, lang, top=top)
    parts.rule(page, y=FOOT, wide=ROOM, thick=0.012, token="rule-firm")
    reading.foot(page, block, lang)
    parts.notes(page, reading.notes(block, document))
    return page, top


def _runs(note: Note) -> Runs:
    return [(f"{note.head}. ", True), (note.text, False)] if note.head else [(note.text, False)]


def _listed(deck: Any, title: str, items: Sequence[Runs], document: Document, *, links: Sequence[str] = ()) -> None:
    """Items over as many slides as they need, in two columns that are read one after the other."""
    wide, low, size = (ROOM - 0.5) / 2, 6.85, 11.5
    columns: list[list[tuple[int, float]]] = [[]]
    used = 0.0
    for number, runs in enumerate(items):
        tall = parts.high("".join(text for text, _ in runs), size=size, room=wide, bold=runs[0][1]) + 0.12
        if columns[-1] and used + tall > low - 1.6:
            columns.append([])
            used = 0.0
        columns[-1].append((number, tall))
        used += tall
    total = -(-len(columns) // 2)
    for first in range(0, len(columns), 2):
        name = t("set.more", document.lang, title=title, n=first // 2 + 1, total=total) if total > 1 else title
        page, _ = parts.slide(deck, name, y=0.6, size=26, most=0.6)
        for at, column in enumerate(columns[first : first + 2]):
            y = 1.5
            for number, tall in column:
                link = links[number] if links else ""
                parts.words(
                    page, [items[number]], x=EDGE + at * (wide + 0.5), y=y, wide=wide, high=tall, size=size, link=link
                )
                y += tall
        version: list[Runs] = [[(f"{t('site.name', document.lang)}. {document.stamp.text}.", False)]]
        parts.words(page, version, x=EDGE, y=7.0, wide=ROOM, high=0.25, size=9, token="ink-soft")
