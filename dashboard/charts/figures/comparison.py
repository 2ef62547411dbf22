"""People with the approach beside the comparison arm, for results where both have a number.

Hollow is the comparison, filled is measured with the approach. Values start at zero and stand beside their marks; the
difference is written, never drawn. Where no source gives an interval, the picture itself says that none was found. Each pair
of arms has a block: a heading, the names of the arms, and its rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from dashboard.charts.figures.base import (
    LABEL,
    LINE_HEIGHT,
    MIN_WIDTH,
    SMALL,
    VALUE,
    WIDTH,
    FigureBuilder,
    Margin,
    axis,
    nice_ticks,
    tick_decimals,
)
from dashboard.charts.figures.pairs import PairRow, Scale, range_keys, value_text
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.models.kinds import Anchor, Figure, Form, Lang
from dashboard.models.marks import ArmValue, Pair
from dashboard.svg import elements

# px: the column of labels, the room left of a mark at zero on a narrow screen, the height of a row.
LABEL_COLUMN = 194
EDGE = 14
_ROW_HEIGHT = 42


@dataclass(kw_only=True)
class Drawing:
    """A comparison that is drawn from the top down; `y` is the px that it has reached.

    `left` and `right` are the margins in px. `grids` are the px between which gridlines run, for each group of rows.
    """

    lang: Lang
    left: float
    right: float
    scale: Scale
    builder: FigureBuilder = field(default_factory=FigureBuilder)
    y: float = 4
    grids: list[tuple[float, float]] = field(default_factory=list)

    def at_left(self, lines: str | Sequence[str], *, y: float, size: int = LABEL, bold: bool = False) -> None:
        """Write lines at the left edge of the figure, with their middle at `y` px."""
        text = elements.markup(lines, bold=bold)
        self.builder.add_text(text, x=0, y=y, refs="paper y", dx=-self.left, token="chart-value", size=size)

    def at_right(self, text: str, *, y: float, size: int = LABEL) -> None:
        """Write a bold text that ends at the right edge of the figure."""
        self.builder.add_text(
            elements.markup(text, bold=True), x=1, y=y, refs="paper y", dx=self.right, anchor="right",
            token="chart-value", size=size,
        )  # fmt: skip

    def lines(self, lines: Sequence[str], *, bold: bool = False) -> None:
        """Write lines at the left edge of the figure, from `y` down."""
        self.at_left(lines, y=self.y + len(lines) * LINE_HEIGHT / 2, bold=bold)
        self.y += len(lines) * LINE_HEIGHT


class _ArmName(NamedTuple):
    """The name of an arm above its first mark: its line from the top, and which side of it stands at the mark."""

    line: int
    text: str
    value: float
    anchor: Anchor
    token: str


def draw_wide(drawing: Drawing, heading: str, pairs: Sequence[Pair], *, named: bool) -> None:
    """Draw a block with labels on the left, differences on the right, and arms named above their first marks.

    `named` says that the arms are named above already.
    """
    rows = [PairRow(pair, drawing.scale, drawing.lang) for pair in pairs]
    first = rows[0]
    names = [] if named or first.dodged else _arm_names(drawing, first.pair)
    name_lines = len({name.line for name in names})
    # A heading ends where the names beside it begin.
    starts = [drawing.scale.px(name.value) - (_width(name.text) if name.anchor == "right" else 0) for name in names]
    room = max(LABEL_COLUMN, min([WIDTH["wide"] * 0.75, *starts]) - 14)
    lines = elements.wrap(heading, room=room, size=LABEL, bold=True) if heading else []
    is_first_block = not drawing.grids
    bottom = drawing.y + max(len(lines), name_lines, is_first_block) * LINE_HEIGHT
    if lines:
        drawing.at_left(lines, y=bottom - len(lines) * LINE_HEIGHT / 2, bold=True)
    if is_first_block:
        text, y = t("figure.difference", drawing.lang), bottom - LINE_HEIGHT / 2
        drawing.builder.add_text(text, x=1, y=y, refs="paper y", dx=drawing.right, anchor="right")
    drawing.y = top = bottom + 4
    for row in rows:
        label = elements.wrap(row.pair.row, room=LABEL_COLUMN - 30, size=LABEL)
        height = max(_ROW_HEIGHT, len(label) * LINE_HEIGHT + 16)
        y = drawing.y + height / 2
        for name in names if row is first else ():
            level = bottom - (name_lines - name.line) * LINE_HEIGHT + LINE_HEIGHT / 2
            drawing.builder.add_text(
                elements.markup(name.text), x=name.value, y=level, dx=2 if name.anchor == "right" else -2,
                anchor=name.anchor, token=name.token, background=True,
            )  # fmt: skip
            drawing.builder.add_rule((name.value, level + 9), (name.value, y - 11), token="rule-firm", refs="x y")
        row.draw(drawing.builder, y=y, named=row is first and row.dodged and not named)
        drawing.at_left(label, y=y)
        drawing.at_right(row.pair.difference, y=y)
        drawing.y += height + row.extra_height
    drawing.grids.append((top, drawing.y))


def _width(text: str) -> float:
    return elements.width(text, size=SMALL)


def _arm_names(drawing: Drawing, pair: Pair) -> list[_ArmName]:
    """Return the names of the arms, outward from their marks where that fits."""
    arms = ((pair.treated, "chart-value"), (pair.comparison, "chart-text"))
    (low, low_name, low_token), (high, high_name, high_token) = sorted(
        (arm.value, arm.name, token) for arm, token in arms
    )
    end = WIDTH["wide"] - _width(t("figure.difference", drawing.lang)) - 16
    fits_left = drawing.scale.px(low) - _width(low_name) >= drawing.left - 6
    fits_right = drawing.scale.px(high) + _width(high_name) <= end
    # Both to one side: the name of the mark further in stands one line higher, so that no line runs through a name.
    low_line, high_line = (0, 0) if fits_left and fits_right else (1, 0) if fits_left else (0, 1)
    low_anchor: Anchor = "right" if fits_left else "left"
    high_anchor: Anchor = "left" if fits_right else "right"
    return [
        _ArmName(low_line, low_name, low, low_anchor, low_token),
        _ArmName(high_line, high_name, high, high_anchor, high_token),
    ]


def draw_narrow(drawing: Drawing, heading: str, pairs: Sequence[Pair], *, named: bool) -> None:
    """Draw a block with a key of its arms above it, and each label and difference above the marks of its row.

    `named` says that the key stands above already.
    """
    room = MIN_WIDTH["narrow"] - 4
    if not named:
        _draw_key(drawing, pairs[0], room=room)
    if heading:
        drawing.lines(elements.wrap(heading, room=room, size=LABEL, bold=True), bold=True)
        drawing.y += 4
    labels = [elements.wrap(pair.row, room=room, size=LABEL) for pair in pairs]
    texts = [t("figure.difference_of", drawing.lang, value=pair.difference) for pair in pairs]
    widths = [
        elements.width(label[-1], size=LABEL) + elements.width(text, size=SMALL, bold=True)
        for label, text in zip(labels, texts, strict=True)
    ]
    for pair, text, label in zip(pairs, texts, labels, strict=True):
        drawing.lines(label)
        if max(widths) < room:
            drawing.at_right(text, y=drawing.y - LINE_HEIGHT / 2, size=SMALL)
        else:
            drawing.at_left(text, y=drawing.y + LINE_HEIGHT / 2, size=SMALL, bold=True)
            drawing.y += LINE_HEIGHT
        row = PairRow(pair, drawing.scale, drawing.lang)
        above, below = (26, 24) if row.dodged else (17, 14)
        y = drawing.y + above
        row.draw(drawing.builder, y=y)
        # Gridlines stand only behind the marks, so that no line runs through the text above them.
        end = y + below + row.extra_height
        drawing.grids.append((drawing.y + 3, end))
        drawing.y = end + 12
    drawing.y -= 8


def _draw_key(drawing: Drawing, pair: Pair, *, room: float) -> None:
    """Draw the mark and the name of both arms."""
    for name, arm, token in (
        ("key comparison", pair.comparison, "chart-text"),
        ("key treated", pair.treated, "chart-value"),
    ):
        lines = elements.wrap(arm.name, room=room - 22, size=SMALL)
        y = drawing.y + len(lines) * 9 + 1
        drawing.builder.add_type_mark(name, type_id=arm.type_id, x=0, y=y)
        drawing.builder.add_text(elements.markup(lines), x=0, y=y, refs="paper y", dx=EDGE, token=token)
        drawing.y += len(lines) * LINE_HEIGHT + 5
    drawing.y += 8


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
    arms = [arm for pair in rows for arm in (pair.treated, pair.comparison)]
    if min(arm.value for arm in arms) < 0:
        raise ValueError("a comparison got a value below zero (expected shares, counts or scores from zero)")
    ticks = _ticks(rows[0].unit, arms)
    drawing = _start(rows, ticks[-1], lang=lang, form=form)
    draw = draw_wide if form == "wide" else draw_narrow
    block, known = "", ["", "", ""]
    # Rows of other arms begin a new block, so that no row stands under names that are not its own.
    for (heading, *names), pairs in groupby(rows, key=_block):
        if drawing.grids:
            drawing.y += _BLOCK_GAP
        draw(drawing, heading if heading != block else "", list(pairs), named=names == known)
        block, known = heading, names
    return _finish(drawing, rows, ticks, form)


def _block(pair: Pair) -> tuple[str, str, str, str]:
    """Return what the rows of one block have in common: heading, arms and approach."""
    return pair.block, pair.treated.name, pair.comparison.name, pair.treated.type_id


def _ticks(unit: str, arms: Sequence[ArmValue]) -> list[float]:
    """Return the ticks of the value axis, up to the highest value or bound."""
    highest = max(max(arm.value, arm.interval[1] if arm.interval else 0) for arm in arms)
    return nice_ticks(highest, ceiling=100 if unit == "percent" else None, whole=unit == "persons")


def _start(pairs: Sequence[Pair], highest: float, *, lang: Lang, form: Form) -> Drawing:
    """Return an empty drawing, with margins for labels, differences and values at the end of the axis."""
    texts = [value_text(pair, arm, lang) for pair in pairs for arm in (pair.treated, pair.comparison)]
    left, right = EDGE, round(elements.widest(texts, size=VALUE, bold=True)) + 16
    start, end = 0, MIN_WIDTH[form]
    if form == "wide":
        differences = elements.widest([pair.difference for pair in pairs], size=LABEL, bold=True)
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
    known = [bool(pair.treated.interval or pair.comparison.interval) for pair in pairs]
    below = form == "narrow" or any(known)
    room = MIN_WIDTH[form] - 4 if below else drawing.left - 30
    lines = [
        line for key in range_keys(known) for line in elements.wrap(t(f"figure.{key}", lang), room=room, size=SMALL)
    ]
    dy = (_AXIS_HEIGHT if below else 3) + len(lines) * LINE_HEIGHT / 2
    builder.add_text(elements.markup(lines), x=0, y=0, refs="paper paper", dx=-drawing.left, dy=dy)
    bottom = _AXIS_HEIGHT + len(lines) * LINE_HEIGHT if below else max(_AXIS_HEIGHT, len(lines) * LINE_HEIGHT + 4)
    decimals = tick_decimals(ticks)
    texts = [(tick, formats.short(tick, pairs[0].unit, lang, decimals)) for tick in ticks]
    axes = (axis(span=(0, ticks[-1]), ticks=texts), axis(span=(height, 0)))
    return builder.build(height=height + bottom, margin=Margin(0, drawing.right, bottom, drawing.left), axes=[axes])
