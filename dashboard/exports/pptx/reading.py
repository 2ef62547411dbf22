"""What stands beside and below a chart on a slide: how to read it, how strong it is, and its sources."""

from dashboard.exports.blocks import ChartBlock
from dashboard.exports.chart_set import split_sentences
from dashboard.exports.pptx import charts
from dashboard.exports.pptx.deck import EDGE, ROOM, Slide, text_height
from dashboard.i18n.catalogue import t
from dashboard.i18n.formats import level_text
from dashboard.models.chart import Chart

# The width of a chart, and of the column beside it; the size of the letters there.
CHART, _BESIDE, SMALL = 8.15, 3.5, 10.5
# The line above the foot of a chart's slide, and the column at its right.
FOOT, RIGHT = 6.62, {"x": 10.2, "wide": 2.533, "right": True}


def add_reading(slide: Slide, block: ChartBlock, lang: str, *, top: float) -> None:
    """Add what is needed to read the chart beside it, in whole sentences as far as there is room; the notes have all."""
    chart, strength, note = block.chart, block.chart.strength, block.note
    level = level_text(strength.level, lang=lang)
    if len(note) > 260:
        note = t("set.note_in_notes", lang)
    texts = [
        (t("set.note", lang), note),
        (level[:1].upper() + level[1:], f"{strength.name[:1].upper()}{strength.name[1:]}. {strength.why}"),
        (t("with_and_without.head.difference", lang), _differences(chart, lang)),
        (t("trend.axis_head", lang), axis_text(chart, lang)),
        *reading_texts(chart, lang),
    ]
    heads: set[str] = set()
    for head, text in texts:
        if not text or head in heads:
            continue
        heads.add(head)
        room = FOOT - 0.15 - top - 0.2
        while text and text_height(text, size=SMALL, room=_BESIDE) > room:
            shorter = split_sentences(text, room=len(text) - 2)[0]
            text = shorter if len(shorter) < len(text) else ""
        if text:
            tall = 0.2 + text_height(text, size=SMALL, room=_BESIDE)
            lines = [[(head, True)], [(text, False)]]
            slide.text(lines, x=EDGE + CHART + 0.48, y=top, wide=_BESIDE, high=tall, size=SMALL)
            top += tall + 0.14


def reading_texts(chart: Chart, lang: str) -> list[tuple[str, str]]:
    """Return how to read the native chart or table, which is not drawn as on the page; then what else to mind."""
    others = [(note.head, note.text) for note in chart.reading[1:] if note.head != t("trend.axis_head", lang)]
    return [(chart.reading[0].head, t(f"set.reading.{charts.form_of(chart)}", lang)), *others]


def _differences(chart: Chart, lang: str) -> str:
    """Return the differences in words, as on the page: a label, never a bar; and that no range was found where none was."""
    if not chart.pairs:
        return ""
    rows = [t("set.difference", lang, row=pair.row or pair.block, value=pair.difference) for pair in chart.pairs]
    is_ranged = any(arm.interval for arm in chart.pairs[0].arms)
    return "; ".join(rows) + ("." if is_ranged else f". {t('set.no_range', lang)}")


def axis_text(chart: Chart, lang: str) -> str:
    """Return what a native trend shows otherwise than the page."""
    if not chart.series:
        return ""
    left_out = [place_series.name for place_series in chart.series if place_series not in charts.shown_series(chart)]
    texts = [t("set.whole", lang), *(t("set.no_country", lang, place=name) for name in left_out)]
    return " ".join([*texts, *([t("trend.axis_cut", lang)] if charts.year_ticks(chart)[0] > 0 else [])])


def add_foot(slide: Slide, block: ChartBlock, lang: str) -> None:
    """Add where it comes from, the data version, and the way to the same chart."""
    sources = block.sources
    head = t("source.one" if len(sources) == 1 else "source.many", lang)
    text, left = "", len(sources)
    for source in sources:
        longer = f"{text} {source}".strip()
        ending = t("set.source_more", lang, n=left - 1) if left > 1 else ""
        if text and text_height(f"{head} {longer} {ending}", size=9, room=ROOM - 2.9) > 0.66:
            break
        text, left = longer, left - 1
    ending = t("set.source_more", lang, n=left) if left else ""
    runs = [(f"{head} ", True), (f"{text} {ending}".strip(), False)]
    slide.text([runs], y=FOOT + 0.09, wide=ROOM - 2.9, high=0.68, size=9, token="ink-soft")
    slide.text(f"{block.stamp.text}.", y=FOOT + 0.09, high=0.2, size=9, token="ink-soft", **RIGHT)
    slide.text(t("set.see", lang), y=FOOT + 0.28, high=0.2, size=9, token="link", link=block.link, **RIGHT)
