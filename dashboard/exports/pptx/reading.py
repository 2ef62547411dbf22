"""What stands beside and below a chart on a slide, and what the speaker has: how to read it, how strong it is, its sources."""

from __future__ import annotations

from typing import Any

from dashboard.exports.chart_set import split_sentences
from dashboard.exports.document import ChartBlock, Cover, Document
from dashboard.exports.office import Runs
from dashboard.exports.pptx import charts
from dashboard.exports.pptx import parts as parts
from dashboard.exports.pptx.parts import CHART, EDGE, FOOT, ROOM, SMALL
from dashboard.i18n.catalogue import t
from dashboard.labels.strength import level_text
from dashboard.models.chart import Chart
from dashboard.models.text import Note

# The column beside the chart, in inches.
_BESIDE = 3.5
_X = EDGE + CHART + 0.48


def beside(page: Any, block: ChartBlock, lang: str, *, top: float) -> None:
    """What is needed to read the chart, as much as there is room for, in whole sentences; the speaker has all of it."""
    chart = block.chart
    name = chart.strength.name
    told: list[tuple[str, str]] = [(_strong(chart, lang), f"{name[:1].upper()}{name[1:]}. {chart.strength.why}")]
    if chart.pairs:
        told.append((t("with_and_without.head.difference", lang), _differences(chart, lang)))
    if chart.courses:
        told.append((t("trend.axis_head", lang), _axis(chart, lang)))
    if block.note:
        note = block.note if len(block.note) <= 260 else t("set.note_in_notes", lang)
        told.insert(0, (t("set.note", lang), note))
    told += _reading(chart, lang)
    y, said = top, set[str]()
    for head, text in told:
        if not text or head in said:
            continue
        said.add(head)
        room = FOOT - 0.15 - y - 0.2
        while text and parts.high(text, size=SMALL, room=_BESIDE) > room:
            shorter = split_sentences(text, room=len(text) - 2)[0]
            text = shorter if len(shorter) < len(text) else ""
        if not text:
            continue
        tall = 0.2 + parts.high(text, size=SMALL, room=_BESIDE)
        lines: list[Runs] = [[(head, True)], [(text, False)]]
        parts.words(page, lines, x=_X, y=y, wide=_BESIDE, high=tall, size=SMALL)
        y += tall + 0.14


def _reading(chart: Chart, lang: str) -> list[tuple[str, str]]:
    """How to read the native chart or table, which is not drawn as on the page; then what else to mind."""
    form = "pairs" if chart.pairs else "moments" if chart.moments else "courses" if chart.courses else "directions"
    others = [(note.head, note.text) for note in chart.reading[1:] if note.head != t("trend.axis_head", lang)]
    return [(chart.reading[0].head, t(f"set.reading.{form}", lang)), *others]


def _strong(chart: Chart, lang: str) -> str:
    level = level_text(chart.strength.level, lang=lang)
    return level[:1].upper() + level[1:]


def _differences(chart: Chart, lang: str) -> str:
    """The differences in words, as on the page: a label, never a bar; and that no range was found where none was."""
    rows = [t("set.difference", lang, row=pair.row or pair.block, value=pair.difference) for pair in chart.pairs]
    bounds = (chart.pairs[0].treated_low, chart.pairs[0].comparison_low)
    ranged = any(bound is not None for bound in bounds)
    return "; ".join(rows) + ("." if ranged else f". {t('set.no_range', lang)}")


def _axis(chart: Chart, lang: str) -> str:
    left = [course.name for course in chart.courses if course not in charts.shown_courses(chart)]
    texts = [t("set.whole", lang), *(t("set.no_country", lang, place=name) for name in left)]
    if charts.year_ticks(chart)[0] > 0:
        texts.append(t("trend.axis_cut", lang))
    return " ".join(texts)


def foot(page: Any, block: ChartBlock, lang: str) -> None:
    """Where it comes from, the data version, and the way to the same chart."""
    sources = block.sources
    one = t("source.one" if len(sources) == 1 else "source.many", lang)
    text, left = "", len(sources)
    for source in sources:
        longer = f"{text} {source}".strip()
        ending = t("set.source_more", lang, n=left - 1) if left > 1 else ""
        if text and parts.high(f"{one} {longer} {ending}", size=9, room=ROOM - 2.9) > 0.66:
            break
        text, left = longer, left - 1
    ending = t("set.source_more", lang, n=left) if left else ""
    told: list[Runs] = [[(f"{one} ", True), (f"{text} {ending}".strip(), False)]]
    parts.words(page, told, x=EDGE, y=FOOT + 0.09, wide=ROOM - 2.9, high=0.68, size=9, token="ink-soft")
    version: list[Runs] = [[(f"{block.stamp.text}.", False)]]
    parts.words(page, version, x=10.2, y=FOOT + 0.09, wide=2.533, high=0.2, size=9, token="ink-soft", right=True)
    see: list[Runs] = [[(t("set.see", lang), False)]]
    parts.words(
        page, see, x=10.2, y=FOOT + 0.28, wide=2.533, high=0.2, size=9, token="link", right=True, link=block.link
    )


def notes(block: ChartBlock, document: Document) -> list[str]:
    """All that belongs to the chart: what it says, what to mind, the reader's own note, and where it comes from."""
    lang, cover = document.lang, next(document.blocks(Cover))
    found = [f"{t('set.note', lang)}: {block.note}"] if block.note else []
    found += [
        block.chart.question,
        block.chart.sentence,
        block.chart.subtitle,
        t("set.filters", lang, chosen=block.filters),
    ]
    found += [f"{head}: {text}" for head, text in _reading(block.chart, lang)]
    if block.chart.courses:
        found.append(_axis(block.chart, lang))
    found += [block.strength, block.chart.calculation, t("set.sources", lang) + ":", *block.sources]
    return [*found, f"{block.stamp.text} ({block.stamp.data_version}). {cover.made}. {block.link}"]


def remarks(document: Document) -> list[Note]:
    """Return what to mind with the charts, each once and with its charts: their reading help but how to read them.

    What a reading help says of panels does not hold for one native chart; each slide says what holds for its own.
    """
    lang = document.lang
    charts: dict[tuple[str, str], list[str]] = {}
    for block in document.charts:
        for note in block.chart.reading[1:]:
            if note.head != t("trend.axis_head", lang):
                charts.setdefault((note.head, note.text), []).append(str(block.number))
    return [
        Note(head=f"{head} ({t('set.used_in', lang, numbers=', '.join(numbers))})", text=text)
        for (head, text), numbers in charts.items()
    ]
