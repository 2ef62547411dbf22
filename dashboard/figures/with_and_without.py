"""With and without: people with the approach beside the comparison arm, for results where both have a number.

Hollow is the comparison, filled is measured with the approach. Values start at zero, stand beside their marks, and the
difference is written, never drawn. Where no source gives an interval, the picture itself says that none was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from dashboard import formats
from dashboard.figures import measure
from dashboard.figures.base import LABEL, LEAST, LINE, SMALL, VALUE, WIDTH, Anchor, Sheet, axis
from dashboard.figures.pair_marks import Ruler, draw_pair, foot, has_range, near, values
from dashboard.model import Figure, Form, Lang, Pair
from dashboard.texts import say

_AXIS_ROOM = 26
_LABELS = 194
_EDGE = 14
_BLOCK_GAP = 22
_WIDE_ROW = 42
# Line, name, value, side on which it lies, colour.
_Name = tuple[int, str, float, Anchor, str]


@dataclass
class _Drawing:
    """A chart on its way: how far down it has come, and what all rows share."""

    form: Form
    lang: Lang
    ticks: list[float]
    left: float
    right: float
    start: float
    end: float
    sheet: Sheet = field(default_factory=Sheet)
    y: float = 4
    grids: list[tuple[float, float]] = field(default_factory=list)

    @property
    def ruler(self) -> Ruler:
        """The value axis at the narrowest width that the form is drawn at."""
        unit = (LEAST[self.form] - self.left - self.right) / self.ticks[-1]
        return Ruler(zero=self.left, unit=unit, start=self.start, end=self.end)

    def at_left(self, text: str, *, y: float, token: str = "chart-value", size: int = LABEL) -> None:
        """Words at the left edge of the chart."""
        self.sheet.words(text, x=0, y=y, xref="paper", dx=-self.left, token=token, size=size)

    def at_right(self, text: str, *, y: float, token: str = "chart-value", size: int = LABEL) -> None:
        """Words that end at the right edge of the chart."""
        self.sheet.words(text, x=1, y=y, xref="paper", dx=self.right, anchor="right", token=token, size=size)

    def lines(self, lines: Sequence[str], *, bold: bool = False, height: float = LINE) -> None:
        """Lines of a label at the left edge, from the present place down."""
        self.at_left(measure.markup(lines, bold=bold), y=self.y + len(lines) * height / 2)
        self.y += len(lines) * height


def with_and_without(rows: Sequence[Pair], *, lang: Lang, form: Form) -> Figure:
    """A row for each pair, in the order given, under a heading where there are several blocks.

    All pairs are in one unit. Raises ValueError without rows or with more than one unit.
    """
    units = {(pair.unit, pair.decimals) for pair in rows}
    if len({unit for unit, _ in units}) != 1:
        raise ValueError(f"a with-and-without chart got the units {sorted(units)} (expected rows in exactly one unit)")
    drawing = _start(rows, lang=lang, form=form)
    draw = _wide if form == "wide" else _narrow
    named: tuple[str, ...] = ()
    blocks = [(block, list(pairs)) for block, pairs in groupby(rows, key=lambda pair: pair.block)]
    for number, (block, pairs) in enumerate(blocks):
        if number:
            drawing.y += _BLOCK_GAP
        names = (pairs[0].treated_name, pairs[0].comparison_name, pairs[0].type_id)
        draw(drawing, block if len(blocks) > 1 else "", pairs, named=names == named)
        named = (pairs[-1].treated_name, pairs[-1].comparison_name, pairs[-1].type_id)
    return _finish(drawing, rows)


def _start(rows: Sequence[Pair], *, lang: Lang, form: Form) -> _Drawing:
    bounds = [value for pair in rows for value in (pair.treated_high, pair.comparison_high) if value is not None]
    highest = max([*bounds, *(max(pair.treated, pair.comparison) for pair in rows)])
    unit = rows[0].unit
    ticks = measure.nice_ticks(highest, ceiling=100 if unit == "percent" else None, whole=unit == "persons")
    beyond = round(max(measure.widest(values(pair, lang), size=VALUE, bold=True) for pair in rows)) + 16
    if form == "narrow":
        whole = LEAST[form]
        return _Drawing(form=form, lang=lang, ticks=ticks, left=_EDGE, right=beyond, start=0, end=whole)
    words = round(measure.widest([pair.difference for pair in rows], size=LABEL, bold=True))
    left, column = _LABELS + 10, max(words, 60) + 12
    end = LEAST[form] - column
    return _Drawing(form=form, lang=lang, ticks=ticks, left=left, right=column + beyond, start=left - 34, end=end)


def _wide(drawing: _Drawing, block: str, pairs: Sequence[Pair], *, named: bool) -> None:
    first = pairs[0]
    dodged = near(first, drawing.ruler)
    places = [] if named or dodged else _places(drawing, first)
    room = _heading_room(drawing, places)
    heading = measure.wrap(block, room=room, size=LABEL, bold=True) if block else []
    first_of_all = not drawing.grids
    high = max(len(heading), len({line for line, *_ in places}), 1 if first_of_all else 0) * LINE
    bottom = drawing.y + high
    if heading:
        drawing.at_left(measure.markup(heading, bold=True), y=bottom - len(heading) * LINE / 2)
    if first_of_all:
        drawing.at_right(say("figure.difference", drawing.lang), y=bottom - LINE / 2, token="chart-text", size=SMALL)
    drawing.y = top = bottom + 4
    for pair in pairs:
        label = measure.wrap(pair.row, room=_LABELS - 30, size=LABEL)
        room = max(_WIDE_ROW, len(label) * LINE + 16)
        y = drawing.y + room / 2
        if pair is first:
            _name(drawing, places, top=bottom, y=y)
        tell = pair is first and dodged and not named
        draw_pair(drawing.sheet, pair, y=y, ruler=drawing.ruler, lang=drawing.lang, named=tell)
        drawing.at_left(measure.markup(label), y=y)
        drawing.at_right(measure.markup(pair.difference, bold=True), y=y)
        drawing.y += room + foot(pair, ruler=drawing.ruler, lang=drawing.lang)
    drawing.grids.append((top, drawing.y))


def _heading_room(drawing: _Drawing, places: Sequence[_Name]) -> float:
    """How far a heading may run before it meets the names beside it."""
    starts = [WIDTH["wide"] * 0.75]
    for _, name, value, side, _ in places:
        x = drawing.ruler.at(value)
        starts.append(x - measure.width(name, size=SMALL) if side == "right" else x)
    return max(_LABELS, min(starts) - 14)


def _places(drawing: _Drawing, pair: Pair) -> list[_Name]:
    """Where the names of the first row stand above it: line, name, value, side and colour; outward where that fits."""
    arms = [(pair.treated, pair.treated_name, "chart-value"), (pair.comparison, pair.comparison_name, "chart-text")]
    (low, low_name, low_token), (high, high_name, high_token) = sorted(arms)
    end = WIDTH["wide"] - measure.width(say("figure.difference", drawing.lang), size=SMALL) - 16
    fits_left = drawing.ruler.at(low) - measure.width(low_name, size=SMALL) >= drawing.left - 6
    fits_right = drawing.ruler.at(high) + measure.width(high_name, size=SMALL) <= end
    # Both to one side: the name of the mark further in stands one line higher, so that no leader runs through a name.
    low_line, high_line = (0, 0) if fits_left and fits_right else (1, 0) if fits_left else (0, 1)
    low_side: Anchor = "right" if fits_left else "left"
    high_side: Anchor = "left" if fits_right else "right"
    return [(low_line, low_name, low, low_side, low_token), (high_line, high_name, high, high_side, high_token)]


def _name(drawing: _Drawing, places: Sequence[_Name], *, top: float, y: float) -> None:
    """Write the names and lead each to its mark."""
    count = len({line for line, *_ in places})
    for line, name, value, side, token in places:
        level = top - (count - line) * LINE + LINE / 2
        dx = 2 if side == "right" else -2
        drawing.sheet.words(measure.markup(name), x=value, y=level, dx=dx, anchor=side, token=token, knock=True)
        drawing.sheet.rule(at=(value, level + 9), to=(value, y - 11), token="rule-firm", refs="x y")


def _narrow(drawing: _Drawing, block: str, pairs: Sequence[Pair], *, named: bool) -> None:
    whole = LEAST["narrow"] - 4
    if not named:
        for kind, type_id, name in (
            ("key comparison", "comparison", pairs[0].comparison_name),
            ("key treated", pairs[0].type_id, pairs[0].treated_name),
        ):
            lines = measure.wrap(name, room=whole - 22, size=SMALL)
            y = drawing.y + len(lines) * 9 + 1
            drawing.sheet.mark(kind, type_id=type_id, x=0, y=y)
            token = "chart-text" if type_id == "comparison" else "chart-value"
            drawing.sheet.words(measure.markup(lines), x=0, y=y, xref="paper", dx=_EDGE, token=token)
            drawing.y += len(lines) * LINE + 5
        drawing.y += 8
    if block:
        drawing.lines(measure.wrap(block, room=whole, size=LABEL, bold=True), bold=True)
        drawing.y += 4
    texts = [say("figure.difference_of", drawing.lang, value=pair.difference) for pair in pairs]
    labels = [measure.wrap(pair.row, room=whole, size=LABEL) for pair in pairs]
    taken = [measure.width(label[-1], size=LABEL) for label in labels]
    ends = [left + measure.width(text, size=SMALL, bold=True) for left, text in zip(taken, texts, strict=True)]
    beside = max(ends) < whole
    for pair, difference, label in zip(pairs, texts, labels, strict=True):
        drawing.lines(label)
        text = measure.markup(difference, bold=True)
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


def _finish(drawing: _Drawing, rows: Sequence[Pair]) -> Figure:
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
    lines = [line for key in keys for line in measure.wrap(say(f"figure.{key}", drawing.lang), room=room, size=SMALL)]
    dy = (_AXIS_ROOM if below else 3) + len(lines) * LINE / 2
    sheet.words(measure.markup(lines), x=0, y=0, xref="paper", yref="paper", dx=-drawing.left, dy=dy)
    below_axis = _AXIS_ROOM + len(lines) * LINE if below else max(_AXIS_ROOM, len(lines) * LINE + 4)
    decimals = measure.tick_decimals(drawing.ticks)
    ticks = [(tick, formats.short(tick, rows[0].unit, drawing.lang, decimals)) for tick in drawing.ticks]
    values_axis = axis(span=(0, drawing.ticks[-1]), ticks=ticks)
    margin = (0, drawing.right, below_axis, drawing.left)
    return sheet.figure(height=height + below_axis, margin=margin, x=values_axis, y=axis(span=(height, 0)))
