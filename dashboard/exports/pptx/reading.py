"""What stands above and below a chart on a slide, and what the speaker has: limits, how to read it, and sources."""

from dashboard.exports.blocks import ChartBlock
from dashboard.exports.chart_set import split_sentences
from dashboard.exports.pptx import charts, trends
from dashboard.exports.pptx.deck import ROOM, Slide, text_height
from dashboard.i18n.catalogue import t
from dashboard.i18n.formats import level_text
from dashboard.models.chart import Chart

# The sizes of letters: of texts, and of the lines at the foot, which name sources in full.
TEXT, FINE = 16, 12
# The line above the foot of a chart's slide, and the column at its right.
FOOT, RIGHT = 6.52, {"x": 9.9, "wide": 2.833, "right": True}


def fitting(text: str, *, most: float) -> str:
    """Return as many whole sentences of a text as are no higher than `most` inches; the notes have all."""
    while text and text_height(text, size=TEXT) > most:
        shorter = split_sentences(text, room=len(text) - 2)[0]
        text = shorter if len(shorter) < len(text) else ""
    return text


def limit(chart: Chart, lang: str) -> tuple[str, str]:
    """Return how fair the comparison is, and why: what must stand on the slide itself."""
    level = level_text(chart.strength.level, lang=lang)
    return f"{level[:1].upper()}{level[1:]}: {chart.strength.name}.", fitting(chart.strength.why, most=0.3)


def spoken(block: ChartBlock, lang: str) -> list[str]:
    """Return what the speaker needs to read the chart: differences, the axis, and the reading help."""
    chart = block.chart
    texts = [
        (t("with_and_without.head.difference", lang), _differences(chart, lang)),
        (t("trend.axis_head", lang), axis_text(chart, lang)),
        *reading_texts(chart, lang),
    ]
    return [f"{head}: {text}" for head, text in texts if text]


def reading_texts(chart: Chart, lang: str) -> list[tuple[str, str]]:
    """Return how to read the native chart or table, which is not drawn as on the page; then what else to mind."""
    others = [(note.head, note.text) for note in chart.reading[1:] if note.head != t("trend.axis_head", lang)]
    return [(chart.reading[0].head, t(f"set.reading.{charts.form_of(chart)}", lang)), *others]


def _differences(chart: Chart, lang: str) -> str:
    """Return the differences in words, as on the page: a label, never a bar; and that no range was found where none was."""
    if not chart.pairs:
        return ""
    rows = [t("set.difference", lang, row=pair.row or pair.block, value=pair.difference) for pair in chart.pairs]
    is_ranged = bool(chart.pairs[0].treated.interval or chart.pairs[0].comparison.interval)
    return "; ".join(rows) + ("." if is_ranged else f". {t('set.no_range', lang)}")


def axis_text(chart: Chart, lang: str) -> str:
    """Return what a native trend shows otherwise than the page."""
    if not chart.series:
        return ""
    left_out = [place_series.name for place_series in chart.series if place_series not in trends.shown_series(chart)]
    texts = [t("set.whole", lang), *(t("set.no_country", lang, place=name) for name in left_out)]
    return " ".join([*texts, *([t("trend.axis_cut", lang)] if trends.year_ticks(chart)[0] > 0 else [])])


def add_foot(slide: Slide, block: ChartBlock, lang: str) -> None:
    """Add where it comes from, the data version, and the way to the same chart."""
    sources = block.sources
    head = t("source.one" if len(sources) == 1 else "source.many", lang)
    text, left = "", len(sources)
    for source in sources:
        longer = f"{text} {source}".strip()
        ending = t("set.source_more", lang, n=left - 1) if left > 1 else ""
        if text and text_height(f"{head} {longer} {ending}", size=FINE, room=ROOM - 3.1) > 0.66:
            break
        text, left = longer, left - 1
    ending = t("set.source_more", lang, n=left) if left else ""
    runs = [(f"{head} ", True), (f"{text} {ending}".strip(), False)]
    slide.text([runs], y=FOOT + 0.09, wide=ROOM - 3.1, high=0.75, size=FINE, token="ink-soft")
    slide.text(f"{block.stamp.text}.", y=FOOT + 0.09, high=0.25, size=FINE, token="ink-soft", **RIGHT)
    slide.text(t("set.see", lang), y=FOOT + 0.35, high=0.25, size=FINE, token="link", link=block.link, **RIGHT)
