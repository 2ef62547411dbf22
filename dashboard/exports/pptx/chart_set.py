"""The set as slides: a chart a slide, native and editable, its sentence as the title, sources and caveats with the speaker.

Directions have no size, so they stand in a native table.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from dashboard.exports.chart_document import source_text
from dashboard.exports.chart_set import Entry, Meeting, counted, sentences, used_in
from dashboard.exports.concurrency import bounded
from dashboard.exports.pptx import charts, directions, reading
from dashboard.exports.pptx import parts as parts
from dashboard.exports.pptx.parts import CHART, EDGE, FOOT, HEADS, ROOM, SMALL, Runs
from dashboard.i18n.catalogue import t

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_TITLE, _HIGHEST = 24.0, 1.1


def set_pptx(meeting: Meeting) -> bytes:
    """The set as .pptx. Raises TooLarge when it would be larger than any file we give."""
    lang = meeting.lang
    deck = parts.start(
        title=meeting.heading,
        lang=lang,
        author=t("site.name", lang),
        subject=meeting.stamp.text,
        made=dt.datetime.combine(meeting.stamp.released, dt.time()),
    )
    _front(deck, meeting)
    for entry in meeting.entries:
        _entry(deck, entry, meeting)
    _listed(deck, t("set.unknown", lang), _unknown(meeting), meeting)
    # What a reading help says of panels does not hold for one native chart; each slide says what holds for its own.
    mind = meeting.mind(but=(t("trend.axis_head", lang),))
    _listed(deck, t("set.mind", lang), [[(f"{note.head}. ", True), (note.text, False)] for note in mind], meeting)
    _listed(deck, t("set.sources", lang), _sources(meeting), meeting, links=[source.url for source in meeting.sources])
    parts.speak(deck, lang)
    body = io.BytesIO()
    deck.save(body)
    return bounded(body.getvalue())


def _front(deck: Any, meeting: Meeting) -> None:
    """Title, what the set is, its data version, the day it was made, and its address."""
    lang = meeting.lang
    page, y = parts.slide(deck, meeting.heading, y=2.0, size=40, most=1.9)
    parts.words(page, [[(t("site.name", lang), True)]], x=EDGE, y=0.5, wide=8, high=0.4, size=16, font=HEADS)
    kind = t("set.heading", lang) if meeting.title else ""
    told = ", ".join(part for part in (kind, meeting.many) if part)
    lines: list[Runs] = [[(told, False)], [(f"{meeting.stamp.text}. {meeting.made_text}.", False)]]
    parts.words(page, lines, x=EDGE, y=y + 0.25, wide=ROOM, high=0.9, size=18, token="ink-soft", after=4)
    parts.rule(page, y=5.75, wide=ROOM, thick=0.012, token="rule")
    below: list[Runs] = [[(t("set.not_added", lang), False)]]
    parts.words(page, below, x=EDGE, y=5.9, wide=ROOM, high=0.3, size=13)
    address = meeting.link if len(meeting.link) < 230 else f"{meeting.link[:200]}…"
    parts.words(
        page, [[(address, False)]], x=EDGE, y=6.3, wide=ROOM, high=0.8, size=10, token="link", link=meeting.link
    )
    parts.notes(
        page,
        [
            t("set.again", lang, link=meeting.link),
            f"{meeting.stamp.text} ({meeting.stamp.data_version}). {meeting.made_text}.",
            *(f"{entry.number}. {entry.item.chart.question}" for entry in meeting.entries),
        ],
    )


def _entry(deck: Any, entry: Entry, meeting: Meeting) -> None:
    chart = entry.item.chart
    if charts.can_draw(chart):
        page, top = _slide(deck, entry, meeting)
        place = (EDGE - 0.1, top, CHART, FOOT - 0.12 - top)
        charts.draw(page, chart, place=place, lang=meeting.lang)
        return
    rows, head = directions.rows_of(chart, meeting.lang), directions.heads(chart, meeting.lang)
    widths, top = directions.widths_of(chart), _top(entry, meeting.lang, part=(9, 9))
    room = FOOT - 0.1 - top - parts.row_high(head, widths, size=SMALL)
    pages = directions.paged(rows, widths=widths, room=room)
    for number, own in enumerate(pages, start=1):
        page, top = _slide(deck, entry, meeting, part=(number, len(pages)))
        frame = parts.table(page, [head, *own], x=EDGE, y=top, widths=widths, size=SMALL)
        named = frame._element.xpath(".//p:cNvPr")[0]
        named.set("descr", chart.description)
        named.set("name", chart.question)


def _said(entry: Entry) -> tuple[str, str]:
    """The sentence of a chart as a title, and what does not fit in one."""
    first, rest = sentences(entry.item.chart.sentence, room=150)
    return first, " ".join(text for text in (rest, entry.item.chart.subtitle) if text)


def _top(entry: Entry, lang: str, *, part: tuple[int, int] = (1, 1)) -> float:
    """Where the chart begins: below its sentence and the rest of what it says."""
    title, rest = _title(entry, lang, part), _said(entry)[1]
    y = 0.72 + parts.head_high(title, size=parts.fitting(title, size=_TITLE, most=_HIGHEST))
    return y + 0.1 + parts.high(rest, size=12.5, room=ROOM) + 0.18


def _title(entry: Entry, lang: str, part: tuple[int, int]) -> str:
    """The sentence, and which part of the table this is where it takes several slides."""
    first = _said(entry)[0]
    return t("set.more", lang, title=first, n=part[0], total=part[1]) if part[0] > 1 else first


def _slide(deck: Any, entry: Entry, meeting: Meeting, *, part: tuple[int, int] = (1, 1)) -> tuple[Any, float]:
    """A slide with everything but its chart; gives it and the height at which the chart begins."""
    lang, chart = meeting.lang, entry.item.chart
    rest = _said(entry)[1]
    page, y = parts.slide(deck, _title(entry, lang, part), y=0.72, size=_TITLE, most=_HIGHEST)
    kicker = parts.words(
        page, [[(chart.question, False)]], x=EDGE, y=0.34, wide=9.6, high=0.3, size=12, token="ink-soft"
    )
    kicker.name = t("set.told.question", lang)
    place = counted(meeting, entry.number)
    parts.words(page, [[(place, False)]], x=10.2, y=0.34, wide=2.533, high=0.3, size=12, token="ink-soft", right=True)
    parts.words(page, [[(rest, False)]], x=EDGE, y=y + 0.1, wide=ROOM, high=0.3, size=12.5)
    top = _top(entry, lang, part=part)
    reading.beside(page, entry, lang, top=top)
    parts.rule(page, y=FOOT, wide=ROOM, thick=0.012, token="rule-firm")
    reading.foot(page, entry, lang)
    parts.notes(page, reading.notes(entry, meeting))
    return page, top


def _unknown(meeting: Meeting) -> list[Runs]:
    if not meeting.unknown:
        return [[(t("set.unknown_none", meeting.lang), False)]]
    return [[(f"{note.head}. ", True), (note.text, False)] for note in meeting.unknown]


def _sources(meeting: Meeting) -> list[Runs]:
    found: list[Runs] = []
    for number, source in enumerate(meeting.sources, start=1):
        used = t("set.used_in", meeting.lang, numbers=used_in(meeting, number))
        found.append([(f"{number}. {source_text(source)} ({used}) ", False), (source.url, False)])
    return found


def _listed(deck: Any, title: str, items: Sequence[Runs], meeting: Meeting, *, links: Sequence[str] = ()) -> None:
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
        name = t("set.more", meeting.lang, title=title, n=first // 2 + 1, total=total) if total > 1 else title
        page, _ = parts.slide(deck, name, y=0.6, size=26, most=0.6)
        for at, column in enumerate(columns[first : first + 2]):
            y = 1.5
            for number, tall in column:
                link = links[number] if links else ""
                parts.words(
                    page, [items[number]], x=EDGE + at * (wide + 0.5), y=y, wide=wide, high=tall, size=size, link=link
                )
                y += tall
        version: list[Runs] = [[(f"{t('site.name', meeting.lang)}. {meeting.stamp.text}.", False)]]
        parts.words(page, version, x=EDGE, y=7.0, wide=ROOM, high=0.25, size=9, token="ink-soft")
