"""The set as slides: a chart a slide, native and editable, its sentence as the title, sources and caveats with the speaker.

Directions have no size, so they stand in a native table: a mark in the box of its side, and nothing that has a length.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from dashboard.components.symbols import spoken
from dashboard.exports import pptx_charts
from dashboard.exports import pptx_parts as parts
from dashboard.exports.gate import bounded
from dashboard.exports.item import source_text
from dashboard.exports.meeting import Entry, Meeting, counted, sentences, used_in
from dashboard.exports.pptx_parts import EDGE, HEADS, ROOM, Runs
from dashboard.model import Chart, Direction
from dashboard.texts import say

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
# The chart and the column beside it, in inches.
_CHART, _BESIDE, _FOOT = 8.15, 3.5, 6.62
_X = EDGE + _CHART + 0.48
_SIDES = ("unfavourable", "same", "favourable", "other")
# The shape of each type, as a letter that office fonts have; the name of the type stands beside it.
_SHAPES = {
    "circle": "●", "square": "■", "diamond": "◆", "triangle-up": "▲", "pentagon": "⬟", "hexagon2": "⬢", "star": "★",
    "triangle-down": "▼", "cross": "✚",
}  # fmt: skip
_SMALL = 10.5
_TITLE, _HIGHEST = 24.0, 1.1


def set_pptx(meeting: Meeting) -> bytes:
    """The set as .pptx. Raises TooLarge when it would be larger than any file we give."""
    lang = meeting.lang
    deck = parts.start(
        title=meeting.heading,
        lang=lang,
        author=say("site.name", lang),
        subject=meeting.stamp.text,
        made=dt.datetime.combine(meeting.stamp.released, dt.time()),
    )
    _front(deck, meeting)
    for entry in meeting.entries:
        _entry(deck, entry, meeting)
    _listed(deck, say("set.unknown", lang), _unknown(meeting), meeting)
    # What a reading help says of panels does not hold for one native chart; each slide says what holds for its own.
    mind = meeting.mind(but=(say("trend.axis_head", lang),))
    _listed(deck, say("set.mind", lang), [[(f"{note.head}. ", True), (note.text, False)] for note in mind], meeting)
    _listed(
        deck, say("set.sources", lang), _sources(meeting), meeting, links=[source.url for source in meeting.sources]
    )
    parts.speak(deck, lang)
    body = io.BytesIO()
    deck.save(body)
    return bounded(body.getvalue())


def _front(deck: Any, meeting: Meeting) -> None:
    """Title, what the set is, its data version, the day it was made, and its address."""
    lang = meeting.lang
    page, y = parts.slide(deck, meeting.heading, y=2.0, size=40, most=1.9)
    parts.words(page, [[(say("site.name", lang), True)]], x=EDGE, y=0.5, wide=8, high=0.4, size=16, font=HEADS)
    kind = say("set.heading", lang) if meeting.title else ""
    told = ", ".join(part for part in (kind, meeting.many) if part)
    lines: list[Runs] = [[(told, False)], [(f"{meeting.stamp.text}. {meeting.made_text}.", False)]]
    parts.words(page, lines, x=EDGE, y=y + 0.25, wide=ROOM, high=0.9, size=18, token="ink-soft", after=4)
    parts.rule(page, y=5.75, wide=ROOM, thick=0.012, token="rule")
    below: list[Runs] = [[(say("set.not_added", lang), False)]]
    parts.words(page, below, x=EDGE, y=5.9, wide=ROOM, high=0.3, size=13)
    address = meeting.link if len(meeting.link) < 230 else f"{meeting.link[:200]}…"
    parts.words(
        page, [[(address, False)]], x=EDGE, y=6.3, wide=ROOM, high=0.8, size=10, token="link", link=meeting.link
    )
    parts.notes(
        page,
        [
            say("set.again", lang, link=meeting.link),
            f"{meeting.stamp.text} ({meeting.stamp.data_version}). {meeting.made_text}.",
            *(f"{entry.number}. {entry.item.chart.question}" for entry in meeting.entries),
        ],
    )


def _entry(deck: Any, entry: Entry, meeting: Meeting) -> None:
    chart = entry.item.chart
    if pptx_charts.can_draw(chart):
        page, top = _slide(deck, entry, meeting)
        place = (EDGE - 0.1, top, _CHART, _FOOT - 0.12 - top)
        pptx_charts.draw(page, chart, place=place, lang=meeting.lang)
        return
    rows = _rows(chart, meeting.lang)
    head, widths, top = _head(chart, meeting.lang), _widths(chart), _top(entry, meeting.lang, part=(9, 9))
    room = _FOOT - 0.1 - top - parts.row_high(head, widths, size=_SMALL)
    pages = _paged(rows, widths=widths, room=room)
    for number, own in enumerate(pages, start=1):
        page, top = _slide(deck, entry, meeting, part=(number, len(pages)))
        frame = parts.table(page, [_head(chart, meeting.lang), *own], x=EDGE, y=top, widths=_widths(chart), size=_SMALL)
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
    return say("set.more", lang, title=first, n=part[0], total=part[1]) if part[0] > 1 else first


def _slide(deck: Any, entry: Entry, meeting: Meeting, *, part: tuple[int, int] = (1, 1)) -> tuple[Any, float]:
    """A slide with everything but its chart; gives it and the height at which the chart begins."""
    lang, chart = meeting.lang, entry.item.chart
    rest = _said(entry)[1]
    page, y = parts.slide(deck, _title(entry, lang, part), y=0.72, size=_TITLE, most=_HIGHEST)
    kicker = parts.words(
        page, [[(chart.question, False)]], x=EDGE, y=0.34, wide=9.6, high=0.3, size=12, token="ink-soft"
    )
    kicker.name = say("set.told.question", lang)
    place = counted(meeting, entry.number)
    parts.words(page, [[(place, False)]], x=10.2, y=0.34, wide=2.533, high=0.3, size=12, token="ink-soft", right=True)
    parts.words(page, [[(rest, False)]], x=EDGE, y=y + 0.1, wide=ROOM, high=0.3, size=12.5)
    top = _top(entry, lang, part=part)
    _beside(page, entry, lang, top=top)
    parts.rule(page, y=_FOOT, wide=ROOM, thick=0.012, token="rule-firm")
    _foot(page, entry, lang)
    parts.notes(page, _notes(entry, meeting))
    return page, top


def _beside(page: Any, entry: Entry, lang: str, *, top: float) -> None:
    """What is needed to read the chart, as much as there is room for, in whole sentences; the speaker has all of it."""
    chart = entry.item.chart
    name = chart.strength.name
    told: list[tuple[str, str]] = [(_strong(chart, lang), f"{name[:1].upper()}{name[1:]}. {chart.strength.why}")]
    if chart.pairs:
        told.append((say("with_and_without.head.difference", lang), _differences(chart, lang)))
    if chart.courses:
        told.append((say("trend.axis_head", lang), _axis(chart, lang)))
    if entry.note:
        note = entry.note if len(entry.note) <= 260 else say("set.note_in_notes", lang)
        told.insert(0, (say("set.note", lang), note))
    told += _reading(chart, lang)
    y, said = top, set[str]()
    for head, text in told:
        if not text or head in said:
            continue
        said.add(head)
        room = _FOOT - 0.15 - y - 0.2
        while text and parts.high(text, size=_SMALL, room=_BESIDE) > room:
            shorter = sentences(text, room=len(text) - 2)[0]
            text = shorter if len(shorter) < len(text) else ""
        if not text:
            continue
        tall = 0.2 + parts.high(text, size=_SMALL, room=_BESIDE)
        lines: list[Runs] = [[(head, True)], [(text, False)]]
        parts.words(page, lines, x=_X, y=y, wide=_BESIDE, high=tall, size=_SMALL)
        y += tall + 0.14


def _reading(chart: Chart, lang: str) -> list[tuple[str, str]]:
    """How to read the native chart or table, which is not drawn as on the page; then what else to mind."""
    form = "pairs" if chart.pairs else "moments" if chart.moments else "courses" if chart.courses else "directions"
    others = [(note.head, note.text) for note in chart.reading[1:] if note.head != say("trend.axis_head", lang)]
    return [(chart.reading[0].head, say(f"set.reading.{form}", lang)), *others]


def _strong(chart: Chart, lang: str) -> str:
    level = spoken(chart.strength.level, lang=lang)
    return level[:1].upper() + level[1:]


def _differences(chart: Chart, lang: str) -> str:
    """The differences in words, as on the page: a label, never a bar; and that no range was found where none was."""
    rows = [say("set.difference", lang, row=pair.row or pair.block, value=pair.difference) for pair in chart.pairs]
    bounds = (chart.pairs[0].treated_low, chart.pairs[0].comparison_low)
    ranged = any(bound is not None for bound in bounds)
    return "; ".join(rows) + ("." if ranged else f". {say('set.no_range', lang)}")


def _axis(chart: Chart, lang: str) -> str:
    left = [course.name for course in chart.courses if course not in pptx_charts.shown_courses(chart)]
    texts = [say("set.whole", lang), *(say("set.no_country", lang, place=name) for name in left)]
    if pptx_charts.year_ticks(chart)[0] > 0:
        texts.append(say("trend.axis_cut", lang))
    return " ".join(texts)


def _foot(page: Any, entry: Entry, lang: str) -> None:
    """Where it comes from, the data version, and the way to the same chart."""
    sources = entry.item.sources
    one = say("source.one" if len(sources) == 1 else "source.many", lang)
    text, left = "", len(sources)
    for source in sources:
        longer = f"{text} {source}".strip()
        ending = say("set.source_more", lang, n=left - 1) if left > 1 else ""
        if text and parts.high(f"{one} {longer} {ending}", size=9, room=ROOM - 2.9) > 0.66:
            break
        text, left = longer, left - 1
    ending = say("set.source_more", lang, n=left) if left else ""
    told: list[Runs] = [[(f"{one} ", True), (f"{text} {ending}".strip(), False)]]
    parts.words(page, told, x=EDGE, y=_FOOT + 0.09, wide=ROOM - 2.9, high=0.68, size=9, token="ink-soft")
    version: list[Runs] = [[(f"{entry.item.stamp.text}.", False)]]
    parts.words(page, version, x=10.2, y=_FOOT + 0.09, wide=2.533, high=0.2, size=9, token="ink-soft", right=True)
    see: list[Runs] = [[(say("set.see", lang), False)]]
    parts.words(
        page, see, x=10.2, y=_FOOT + 0.28, wide=2.533, high=0.2, size=9, token="link", right=True, link=entry.item.link
    )


def _notes(entry: Entry, meeting: Meeting) -> list[str]:
    """All that belongs to the chart: what it says, what to mind, the reader's own note, and where it comes from."""
    lang, item = meeting.lang, entry.item
    found = [f"{say('set.note', lang)}: {entry.note}"] if entry.note else []
    found += [
        item.chart.question,
        item.chart.sentence,
        item.chart.subtitle,
        say("set.filters", lang, chosen=entry.chosen),
    ]
    found += [f"{head}: {text}" for head, text in _reading(item.chart, lang)]
    if item.chart.courses:
        found.append(_axis(item.chart, lang))
    found += [item.strength, item.chart.calculation, say("set.sources", lang) + ":", *item.sources]
    return [*found, f"{item.stamp.text} ({item.stamp.data_version}). {meeting.made_text}. {item.link}"]


def _sides(chart: Chart) -> list[str]:
    """The boxes that the figure has: the last one only where something is in it."""
    return [side for side in _SIDES if side != "other" or any(row.side == side for row in chart.directions)]


def _widths(chart: Chart) -> list[float]:
    sides = len(_sides(chart))
    box = 1.3 if sides > 3 else 1.5
    tested = 1.15
    return [_CHART - sides * box - tested, *[box] * sides, tested]


def _head(chart: Chart, lang: str) -> list[Runs]:
    sides = [say(f"figure.side.{side}", lang).replace("\u00ad", "") for side in _sides(chart)]
    return [[(name, True)] for name in (say("set.outcome", lang), *sides, say("set.tested", lang))]


def _rows(chart: Chart, lang: str) -> list[list[Runs]]:
    """A row for each outcome under the name of its trial; every box is equally wide, and a mark is a word with its shape."""
    names = {label.id: label.name for label in chart.marks}
    found: list[list[Runs]] = []
    block = ""
    for row in chart.directions:
        if row.block != block:
            block = row.block
            found.append([[(block, True)], *[[("", False)] for _ in _sides(chart)], [("", False)]])
        boxes: list[Runs] = [[(_marks(row, names) if row.side == side else "", False)] for side in _sides(chart)]
        found.append([[(row.row, False)], *boxes, [(row.test, False)]])
    return found


def _marks(row: Direction, names: dict[str, str]) -> str:
    from dashboard.theme import mark

    return "\n".join(f"{_SHAPES.get(mark(id)[1], '●')} {names.get(id, '')}".strip() for id in row.marks)


def _paged(rows: Sequence[list[Runs]], *, widths: Sequence[float], room: float) -> list[list[list[Runs]]]:
    """The rows over as many slides as they need; the name of a trial stands above its first row on each."""
    pages: list[list[list[Runs]]] = [[]]
    used, block = 0.0, rows[0]
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        tall = _tall(row, widths)
        # A name alone at the end of a slide says nothing.
        need = tall + (_tall(following, widths) if _is_block(row) and following else 0)
        if pages[-1] and used + need > room:
            pages.append([])
            used = 0.0
            if not _is_block(row):
                pages[-1].append(block)
                used = _tall(block, widths)
        block = row if _is_block(row) else block
        pages[-1].append(row)
        used += tall
    return pages


def _is_block(row: Sequence[Runs]) -> bool:
    """Whether a row is the name of a trial."""
    return row[0][0][1]


def _tall(row: Sequence[Runs], widths: Sequence[float]) -> float:
    return parts.row_high(row, [sum(widths)] if _is_block(row) else widths, size=_SMALL)


def _unknown(meeting: Meeting) -> list[Runs]:
    if not meeting.unknown:
        return [[(say("set.unknown_none", meeting.lang), False)]]
    return [[(f"{note.head}. ", True), (note.text, False)] for note in meeting.unknown]


def _sources(meeting: Meeting) -> list[Runs]:
    found: list[Runs] = []
    for number, source in enumerate(meeting.sources, start=1):
        used = say("set.used_in", meeting.lang, numbers=used_in(meeting, number))
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
        name = say("set.more", meeting.lang, title=title, n=first // 2 + 1, total=total) if total > 1 else title
        page, _ = parts.slide(deck, name, y=0.6, size=26, most=0.6)
        for at, column in enumerate(columns[first : first + 2]):
            y = 1.5
            for number, tall in column:
                link = links[number] if links else ""
                parts.words(
                    page, [items[number]], x=EDGE + at * (wide + 0.5), y=y, wide=wide, high=tall, size=size, link=link
                )
                y += tall
        version: list[Runs] = [[(f"{say('site.name', meeting.lang)}. {meeting.stamp.text}.", False)]]
        parts.words(page, version, x=EDGE, y=7.0, wide=ROOM, high=0.25, size=9, token="ink-soft")
