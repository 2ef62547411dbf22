"""People with the approach beside the comparison arm, for results where both have a number.

Hollow is the comparison, filled is measured with the approach. Values start at zero and stand beside their marks; the
difference is written, never drawn. Where no source gives an interval, the picture itself says that none was found.
"""

from collections.abc import Sequence
from itertools import groupby

from dashboard.charts.figures.base import LABEL, LINE_HEIGHT, MIN_WIDTH, SMALL, VALUE, Margin, axis
from dashboard.charts.figures.comparison_blocks import EDGE, LABEL_COLUMN, Drawing, draw_narrow, draw_wide
from dashboard.charts.figures.pair_row import Scale, value_text
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.models.kinds import Figure, Form, Lang
from dashboard.models.marks import Pair
from dashboard.svg import text_metrics

# px
_AXIS_HEIGHT = 26
_BLOCK_GAP = 22


def with_and_without(rows: Sequence[Pair], *, lang: Lang, form: Form) -> Figure:
    """Return a figure with a row for each pair, in the order given, under a heading for each block.

    All pairs are in one unit and not below zero. Raises ValueError for others, and without rows.
    """
    units = {(pair.unit, pair.decimals) for pair in rows}
    if len({unit for unit, _ in units}) != 1:
        raise ValueError(f"a comparison got the units {sorted(units)} (expected rows in exactly one unit)")
    if min(arm.value for pair in rows for arm in pair.arms) < 0:
        raise ValueError("a comparison got a value below zero (expected shares, counts or scores from zero)")
    ticks = _ticks(rows)
    drawing = _start(rows, ticks[-1], lang=lang, form=form)
    draw = draw_wide if form == "wide" else draw_narrow
    block, arms = "", ("", "", "")
    # Rows of other arms begin a new block, so that no row stands under names that are not its own.
    for (heading, *names), pairs in groupby(rows, key=_block):
        if drawing.grids:
            drawing.y += _BLOCK_GAP
        named = tuple(names) == arms
        draw(drawing, heading if heading != block else "", list(pairs), named=named)
        block, arms = heading, (names[0], names[1], names[2])
    return _finish(drawing, rows, ticks, form)


def _block(pair: Pair) -> tuple[str, str, str, str]:
    """Return what the rows of one block have in common: heading, arms and approach."""
    return pair.block, pair.treated.name, pair.comparison.name, pair.treated.type_id


def _ticks(pairs: Sequence[Pair]) -> list[float]:
    """Return the ticks of the value axis, up to the highest value or bound."""
    highest = max(max(arm.value, arm.interval[1] if arm.interval else 0) for pair in pairs for arm in pair.arms)
    unit = pairs[0].unit
    return text_metrics.nice_ticks(highest, ceiling=100 if unit == "percent" else None, whole=unit == "persons")


def _start(pairs: Sequence[Pair], highest: float, *, lang: Lang, form: Form) -> Drawing:
    """Return an empty drawing, with margins for labels, differences and values at the end of the axis."""
    texts = [value_text(pair, arm, lang) for pair in pairs for arm in pair.arms]
    left, right = EDGE, round(text_metrics.widest(texts, size=VALUE, bold=True)) + 16
    start, end = 0, MIN_WIDTH[form]
    if form == "wide":
        differences = text_metrics.widest([pair.difference for pair in pairs], size=LABEL, bold=True)
        column = max(round(differences), 60) + 12
        left, right = LABEL_COLUMN + 10, column + right
        start, end = left - 34, end - column
    scale = Scale(zero=left, unit=(MIN_WIDTH[form] - left - right) / highest, start=start, end=end)
    return Drawing(lang=lang, left=left, right=right, scale=scale)


def _finish(drawing: Drawing, pairs: Sequence[Pair], ticks: Sequence[float], form: Form) -> Figure:
    """Add gridlines behind each block, the value axis, and what is known about intervals."""
    builder, lang, height = drawing.builder, drawing.lang, round(drawing.y)
    for top, bottom in drawing.grids:
        for tick in ticks:
            x, token = tick / ticks[-1], "chart-grid" if tick else "chart-zero"
            builder.add_rule((x, 1 - top / height), (x, 1 - bottom / height), token=token)
    known = [any(arm.interval for arm in pair.arms) for pair in pairs]
    keys = ["no_range"] if not any(known) else ["range"] if all(known) else ["range", "range_missing"]
    below = form == "narrow" or any(known)
    room = MIN_WIDTH[form] - 4 if below else drawing.left - 30
    lines = [line for key in keys for line in text_metrics.wrap(t(f"figure.{key}", lang), room=room, size=SMALL)]
    dy = (_AXIS_HEIGHT if below else 3) + len(lines) * LINE_HEIGHT / 2
    builder.add_text(text_metrics.markup(lines), x=0, y=0, refs="paper paper", dx=-drawing.left, dy=dy)
    bottom = _AXIS_HEIGHT + len(lines) * LINE_HEIGHT if below else max(_AXIS_HEIGHT, len(lines) * LINE_HEIGHT + 4)
    decimals = text_metrics.tick_decimals(ticks)
    texts = [(tick, formats.short(tick, pairs[0].unit, lang, decimals)) for tick in ticks]
    axes = (axis(span=(0, ticks[-1]), ticks=texts), axis(span=(height, 0)))
    return builder.build(height=height + bottom, margin=Margin(0, drawing.right, bottom, drawing.left), axes=[axes])
