"""The slides of a set: a cover, one for each chart with how to read it and its sources, and lists of texts at the end."""

import io
from collections.abc import Sequence
from typing import Any

from pptx.util import Inches

from dashboard.exports import chart_picture, png
from dashboard.exports.blocks import ChartBlock, Cover, ReferenceList
from dashboard.exports.chart_set import split_sentences
from dashboard.exports.document import Document
from dashboard.exports.office import HEAD_FONT, Runs, is_link
from dashboard.exports.pptx import charts, directions, reading
from dashboard.exports.pptx.deck import EDGE, ROOM, Slide, describe, row_height, text_height, title_size
from dashboard.exports.pptx.reading import FINE, FOOT, RIGHT, TEXT
from dashboard.i18n.catalogue import t

_TITLE, _HIGHEST = 26.0, 1.2
# The rest of the sentence and the limit below the title.
_REST = 0.6


def add_all(deck: Any, document: Document) -> None:
    """Add the slides of a set to a presentation."""
    lang = document.lang
    _add_cover(deck, document)
    for block in document.charts:
        _add_chart(deck, block, document)
    for title, notes in document.note_lists:
        items = [[*([(f"{note.head}. ", True)] if note.head else []), (note.text, False)] for note in notes]
        _add_list(deck, title, items, document)
    references = document.blocks(ReferenceList)[0].items
    sources = [[(f"{one.number}. {one.text} {one.used} ", False), (one.source.url, False)] for one in references]
    _add_list(deck, t("set.sources", lang), sources, document, links=[one.source.url for one in references], size=FINE)


def _version(block: ChartBlock | Document) -> str:
    return f"{block.stamp.text} ({block.stamp.data_version})"


def _add_cover(deck: Any, document: Document) -> None:
    """Add the cover: title, what the set is, its data version, the day it was made, and its address."""
    lang, link, cover = document.lang, document.link, document.blocks(Cover)[0]
    slide = Slide(deck, cover.heading, y=2.0, size=40, most=1.9)
    slide.text([[(t("site.name", lang), True)]], y=0.5, wide=8, high=0.4, size=16, font=HEAD_FONT)
    kind = f"{cover.kind}, {cover.count}" if cover.name else cover.count
    lines = [[(kind, False)], [(f"{document.stamp.text}. {cover.made}.", False)]]
    slide.text(lines, y=slide.end + 0.25, high=0.9, size=18, token="ink-soft", after=4)
    slide.rule(y=5.6, token="rule")
    slide.text(document.footer, y=5.75, high=0.4, size=TEXT)
    is_short = is_link(link)
    address = t("set.see" if is_short else "set.link_in_notes", lang)
    slide.text(address, y=6.2, high=0.4, size=TEXT, token="link" if is_short else "ink-soft", link=link)
    questions = (f"{block.number}. {block.chart.question}" for block in document.charts)
    slide.notes([t("set.again", lang, link=link), f"{_version(document)}. {cover.made}.", *questions])


def _add_picture(slide: Slide, block: ChartBlock, *, top: float) -> None:
    """Add the chart as a picture, because no native chart has intervals beside rows without a size."""
    drawing = io.BytesIO(png.png(chart_picture.svg(block)))
    room = FOOT - 0.12 - top
    picture = slide.page.shapes.add_picture(drawing, Inches(EDGE), Inches(top), height=Inches(room))
    if picture.width > Inches(ROOM):
        picture.height = round(picture.height * Inches(ROOM) / picture.width)
        picture.width = Inches(ROOM)
    describe(picture, name=block.chart.question, description=block.chart.description)


def _add_chart(deck: Any, block: ChartBlock, document: Document) -> None:
    """Add the slide of a chart; of directions, which have no size, as many slides as their table needs."""
    chart, lang = block.chart, document.lang
    if charts.can_draw(chart):
        slide, top = _add_chart_slide(deck, block, document, title=_split(block)[0])
        charts.draw(slide.page, chart, place=(EDGE - 0.1, top, ROOM, FOOT - 0.1 - top), lang=lang)
        return
    if not chart.directions:
        slide, top = _add_chart_slide(deck, block, document, title=_split(block)[0])
        _add_picture(slide, block, top=top)
        return
    widths, head = directions.widths_of(chart, room=ROOM), directions.heads(chart, lang)
    title = _split(block)[0]
    room = FOOT - 0.1 - _top(block, t("set.more", lang, title=title, n=9, total=9))[1]
    room -= row_height(head, widths, size=TEXT)
    pages = directions.paged(directions.rows_of(chart), widths=widths, room=room, size=TEXT)
    for number, rows in enumerate(pages, start=1):
        name = t("set.more", lang, title=title, n=number, total=len(pages)) if number > 1 else title
        slide, top = _add_chart_slide(deck, block, document, title=name)
        table = slide.table([head, *rows], y=top, widths=widths, size=TEXT)
        describe(table, name=chart.question, description=chart.description)


def _split(block: ChartBlock) -> tuple[str, str]:
    """Return the sentence of a chart as a title, and what does not fit in one."""
    first, rest = split_sentences(block.chart.sentence, room=150)
    return first, " ".join(text for text in (rest, block.chart.subtitle) if text)


def _top(block: ChartBlock, title: str) -> tuple[float, float]:
    """Return where the rest of the sentence begins below the title, and where the chart begins below that and its limit."""
    below = 0.72 + title_size(title, size=_TITLE, most=_HIGHEST)[1] + 0.08
    return below, below + sum(text_height(text, size=TEXT) for text in _below(block)) + 0.15


def _below(block: ChartBlock) -> tuple[str, str]:
    """Return what stands between title and chart: the rest of the sentence, and how fair the comparison is."""
    # A table of directions says the rest itself.
    rest = "" if block.chart.directions else reading.fitting(_split(block)[1], most=_REST)
    return rest, " ".join(reading.limit(block.chart, block.lang))


def _add_chart_slide(deck: Any, block: ChartBlock, document: Document, *, title: str) -> tuple[Slide, float]:
    """Add a slide with everything but its chart; return it and the height at which the chart begins."""
    lang, chart = document.lang, block.chart
    below, top = _top(block, title)
    slide = Slide(deck, title, y=0.72, size=_TITLE, most=_HIGHEST)
    kicker = slide.text(chart.question, y=0.3, wide=9.6, high=0.35, size=TEXT, token="ink-soft")
    kicker.name = t("set.part.question", lang)
    slide.text(block.place, y=0.3, high=0.35, size=TEXT, token="ink-soft", **RIGHT)
    rest, _ = _below(block)
    head, why = reading.limit(chart, lang)
    lines = [*([[(rest, False)]] if rest else []), [(f"{head} ", True), (why, False)]]
    slide.text(lines, y=below, high=top - below, size=TEXT)
    slide.rule(y=FOOT, token="rule-firm")
    reading.add_foot(slide, block, lang)
    note = f"{t('set.note', lang)}: {block.note}" if block.note else ""
    filters, sources = t("set.filters", lang, chosen=block.filters), t("set.sources", lang) + ":"
    slide.notes([
        note, chart.question, chart.sentence, chart.subtitle, filters, *reading.spoken(block, lang),
        block.strength, chart.calculation, sources, *block.sources,
        f"{_version(block)}. {document.blocks(Cover)[0].made}. {block.link}",
    ])  # fmt: skip
    return slide, top


def _add_list(
    deck: Any, title: str, items: Sequence[Runs], document: Document, *, links: Sequence[str] = (), size: int = TEXT
) -> None:
    """Add items over as many slides as they need, in two columns that are read one after the other."""
    lang, wide = document.lang, (ROOM - 0.5) / 2
    columns: list[list[tuple[int, float]]] = [[]]
    used = 0.0
    for number, runs in enumerate(items):
        tall = text_height("".join(text for text, _ in runs), size=size, room=wide, bold=runs[0][1]) + 0.12
        if columns[-1] and used + tall > 5.25:
            columns.append([])
            used = 0.0
        columns[-1].append((number, tall))
        used += tall
    total = -(-len(columns) // 2)
    for first in range(0, len(columns), 2):
        name = t("set.more", lang, title=title, n=first // 2 + 1, total=total) if total > 1 else title
        slide = Slide(deck, name, y=0.6, size=_TITLE, most=0.6)
        for place, column in enumerate(columns[first : first + 2]):
            x, y = EDGE + place * (wide + 0.5), 1.5
            for number, tall in column:
                link = links[number] if links else ""
                slide.text([items[number]], x=x, y=y, wide=wide, high=tall, size=size, link=link)
                y += tall
        slide.text(f"{t('site.name', lang)}. {document.stamp.text}.", y=7.0, high=0.3, size=FINE, token="ink-soft")
