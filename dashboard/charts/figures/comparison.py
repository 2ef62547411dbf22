"""With and without: people with the approach beside the comparison arm, for results where both have a number.

Hollow is the comparison, filled is measured with the approach. Values start at zero, stand beside their marks, and the
difference is written, never drawn. Where no source gives an interval, the picture itself says that none was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dashboard.charts.figures.base import LABEL, LEAST, LINE, SMALL, VALUE, WIDTH, axis
from dashboard.charts.figures.pair_layout import Drawing
from dashboard.charts.figures.pair_marks import draw_pair, foot, has_range, near, values
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.models.kinds import Anchor, Figure, Form, Lang
from dashboard.models.marks import Pair
from dashboard.svg import text_metrics

_AXIS_ROOM = 26
_LABELS = 194
_EDGE = 14
_BLOCK_GAP = 22
_WIDE_ROW = 42
# Line, name, value, side on which it lies, colour.
_Name = tuple[int, str, float, Anchor, str]


def with_and_without(rows: Sequence[Pair], *, lang: Lang, form: Form) -> Figure:
    """A row for each pair, in the order given, under a heading where there are several blocks.

    All pairs are in one unit and not below zero. Raises ValueError for others, and without rows.
    """
    units = {(pair.unit, pair.decimals) for pair in rows}
    if len({unit for unit, _ in units}) != 1:
        raise ValueError(f"a with-and-without chart got the units {sorted(units)} (expected rows in exactly one unit)")
    if min(min(pair.treated, pair.comparison) for pair in rows) < 0:
        raise ValueError(
            "a with-and-without chart got a value below zero (expected shares, counts or scores from zero)"
        )
    drawing = _start(rows, lang=lang, form=form)
    draw = _wide if form == "wide" else _narrow
    several = len({pair.block for pair in rows}) > 1
    block, arms = "", ("", "", "")
    # Rows with other arms start anew, so that no row stands under names that are not its own.
    for (own, *names), group in groupby(rows, key=_belongs):
        if drawing.grids:
            drawing.y += _BLOCK_GAP
        draw(drawing, own if several and own != block else "", list(group), named=tuple(names) == arms)
        block, arms = own, (names[0], names[1], names[2])
    return _finish(drawing, rows)


def _belongs(pair: Pair) -> tuple[str, str, str, str]:
    """What rows have in common that stand in one block: heading, arms and type."""
    return pair.block, pair.treated_name, pair.comparison_name, pair.type_id


def _start(rows: Sequence[Pair], *, lang: Lang, form: Form) -> Drawing:
    bounds = [value for pair in rows for value in (pair.treated_high, pair.comparison_high) if value is not None]
    highest = max([*bounds, *(max(pair.treated, pair.comparison) for pair in rows)])
    unit = rows[0].unit
    ticks = text_metrics.nice_ticks(highest, ceiling=100 if unit == "percent" else None, whole=unit == "persons")
    beyond = round(max(text_metrics.widest(values(pair, lang), size=VALUE, bold=True) for pair in rows)) + 16
    if form == "narrow":
        whole = LEAST[form]
        return Drawing(form=form, lang=lang, ticks=ticks, left=_EDGE, right=beyond, start=0, end=whole)
    words = round(text_metrics.widest([pair.difference for pair in rows], size=LABEL, bold=True))
    left, column = _LABELS + 10, max(words, 60) + 12
    end = LEAST[form] - column
    return Drawing(form=form, lang=lang, ticks=ticks, left=left, right=column + beyond, start=left - 34, end=end)


def _wide(drawing: Drawing, block: str, pairs: Sequence[Pair], *, named: bool) -> None:
    first = pairs[0]
    dodged = near(first, drawing.ruler)
    places = [] if named or dodged else _places(drawing, first)
    room = _heading_room(drawing, places)
    heading = text_metrics.wrap(block, room=room, size=LABEL, bold=True) if block else []
    first_of_all = not drawing.grids
    high = max(len(heading), len({line for line, *_ in places}), 1 if first_of_all else 0) * LINE
    bottom = drawing.y + high
    if heading:
        drawing.at_left(text_metrics.markup(heading, bold=True), y=bottom - len(heading) * LINE / 2)
    if first_of_all:
        drawing.at_right(t("figure.difference", drawing.lang), y=bottom - LINE / 2, token="chart-text", size=SMALL)
    drawing.y = top = bottom + 4
    for pair in pairs:
        label = text_metrics.wrap(pair.row, room=_LABELS - 30, size=LABEL)
        room = max(_WIDE_ROW, len(label) * LINE + 16)
        y = drawing.y + room / 2
        if pair is first:
            _name(drawing, places, top=bottom, y=y)
        tell = pair is first and dodged and not named
        draw_pair(drawing.sheet, pair, y=y, ruler=drawing.ruler, lang=drawing.lang, named=tell)
        drawing.at_left(text_metrics.markup(label), y=y)
        drawing.at_right(text_metrics.markup(pair.difference, bold=True), y=y)
        drawing.y += room + foot(pair, ruler=drawing.ruler, lang=drawing.lang)
    drawing.grids.append((top, drawing.y))


def _heading_room(drawing: Drawing, places: Sequence[_Name]) -> float:
    """How far a heading may run before it meets the names beside it."""
    starts = [WIDTH["wide"] * 0.75]
    for _, name, value, side, _ in places:
        x = drawing.ruler.at(value)
        starts.append(x - text_metrics.width(name, size=SMALL) if side == "right" else x)
    return max(_LABELS, min(starts) - 14)


def _places(drawing: Drawing, pair: Pair) -> list[_Name]:
    """Where the names of the first row stand above it: line, name, value, side and colour; outward where that fits."""
    arms = [(pair.treated, pair.treated_name, "chart-value"), (pair.comparison, pair.comparison_name, "chart-text")]
    (low, low_name, low_token), (high, high_name, high_token) = sorted(arms)
    end = WIDTH["wide"] - text_metrics.width(t("figure.difference", drawing.lang), size=SMALL) - 16
    fits_left = drawing.ruler.at(low) - text_metrics.width(low_name, size=SMALL) >= drawing.left - 6
    fits_right = drawing.ruler.at(high) + text_metrics.width(high_name, size=SMALL) <= end
    # Both to one side: the name of the mark further in stands one line higher, so that no leader runs through a name.
    low_line, high_line = (0, 0) if fits_left and fits_right else (1, 0) if fits_left else (0, 1)
    low_side: Anchor = "right" if fits_left else "left"
    high_side: Anchor = "left" if fits_right else "right"
    return [(low_line, low_name, low, low_side, low_token), (high_line, high_name, high, high_side, high_token)]


def _name(drawing: Drawing, places: Sequence[_Name], *, top: float, y: float) -> None:
    """Write the names and lead each to its mark."""
    count = len({line for line, *_ in places})
    for line, name, value, side, token in places:
        level = top - (count - line) * LINE + LINE / 2
        dx = 2 if side == "right" else -2
        drawing.sheet.words(text_metrics.markup(name), x=value, y=level, dx=dx, anchor=side, token=token, knock=True)
        drawing.sheet.rule(at=(value, level + 9), to=(value, y - 11), token="rule-firm", refs="x y")


def _narrow(drawing: Drawing, block: str, pairs: Sequence[Pair], *, named: bool) -> None:
    whole = LEAST["narrow"] - 4
    if not named:
        for kind, type_id, name in (
            ("key comparison", "comparison", pairs[0].comparison_name),
            ("key treated", pairs[0].type_id, pairs[0].treated_name),
        ):
            lines = text_metrics.wrap(name, room=whole - 22, size=SMALL)
            y = drawing.y + len(lines) * 9 + 1
            drawing.sheet.mark(kind, type_id=type_id, x=0, y=y)
            token = "chart-text" if type_id == "comparison" else "chart-value"
            drawing.sheet.words(text_metrics.markup(lines), x=0, y=y, xref="paper", dx=_EDGE, token=token)
            drawing.y += len(lines) * LINE + 5
        drawing.y += 8
    if block:
        drawing.lines(text_metrics.wrap(block, room=whole, size=LABEL, bold=True), bold=True)
        drawing.y += 4
    texts = [t("figure.difference_of", drawing.lang, value=pair.difference) for pair in pairs]
    labels = [text_metrics.wrap(pair.row, room=whole, size=LABEL) for pair in pairs]
    taken = [text_metrics.width(label[-1], size=LABEL) for label in labels]
    ends = [left + text_metrics.width(text, size=SMALL, bold=True) for left, text in zip(taken, texts, strict=True)]
    beside = max(ends) < whole
    for pair, difference, label in zip(pairs, texts, labels, strict=True):
        drawing.lines(label)
        text = text_metrics.markup(difference, bold=True)
        if beside:
            drawing.at_right(text, y=drawing.y - LINE / 2, size=SMALL)
        else:
            drawing.at_left(text, y=drawing.y + LINE / 2, size=SMALL)
            drawing.y += LINE
        dodged = near(pair, drawing.ruler)
        y = drawing.y + (26 if dodged else 17)
        draw_pair(drawing.sheet, pair, y=y, ruler=drawing.ruler, lang=drawing.lang)
        # Gridlines stand only behind the marks, so that no line runs through the words above them.
        end = y + (24 if dodged else 14) + foot(pair, ruler=drawing.ruler, lang=drawing.lang)
        drawing.grids.append((drawing.y + 3, end))
        drawing.y = end + 12
    drawing.y -= 8


def _finish(drawing: Drawing, rows: Sequence[Pair]) -> Figure:
    """Gridlines behind each block, tick labels, and what is known about the interval."""
    sheet, height = drawing.sheet, round(drawing.y)
    for top, bottom in drawing.grids:
        for tick in drawing.ticks:
            x = tick / drawing.ticks[-1]
            at, to = (x, 1 - top / height), (x, 1 - bottom / height)
            sheet.rule(at=at, to=to, token="chart-grid" if tick else "chart-zero")
    known = [has_range(pair) for pair in rows]
    keys = ["no_range"] if not any(known) else ["range"] if all(known) else ["range", "range_missing"]
    below = drawing.form == "narrow" or any(known)
    room = LEAST[drawing.form] - 4 if below else drawing.left - 30
    lines = [
        line for key in keys for line in text_metrics.wrap(t(f"figure.{key}", drawing.lang), room=room, size=SMALL)
    ]
    dy = (_AXIS_ROOM if below else 3) + len(lines) * LINE / 2
    sheet.words(text_metrics.markup(lines), x=0, y=0, xref="paper", yref="paper", dx=-drawing.left, dy=dy)
    below_axis = _AXIS_ROOM + len(lines) * LINE if below else max(_AXIS_ROOM, len(lines) * LINE + 4)
    decimals = text_metrics.tick_decimals(drawing.ticks)
    ticks = [(tick, formats.short(tick, rows[0].unit, drawing.lang, decimals)) for tick in drawing.ticks]
    values_axis = axis(span=(0, drawing.ticks[-1]), ticks=ticks)
    margin = (0, drawing.right, below_axis, drawing.left)
    return sheet.figure(height=height + below_axis, margin=margin, x=values_axis, y=axis(span=(height, 0)))
