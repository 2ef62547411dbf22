"""A forest plot: effects of trials elsewhere with their intervals on one axis, and our trials as rows without a size.

The shape of a mark is the kind of comparison, its colour the approach. A published interval is a whole line with ends, one that
we calculated a thinner, broken line. There is no summary of all rows, because nothing is pooled.
"""

from collections.abc import Sequence
from itertools import groupby

from dashboard.charts.figures.base import LABEL, LINE_HEIGHT, MIN_WIDTH, SMALL, VALUE, FigureBuilder, Margin, axis
from dashboard.i18n.catalogue import t
from dashboard.models.kinds import Figure, Form, Lang
from dashboard.models.marks import Estimate, ForestAxis, Unsized
from dashboard.style import palette
from dashboard.svg import elements

# px
_LABELS, _VALUES, _EDGE, _INDENT, _GAP = 330, 150, 16, 18, 12
_AXIS, _UNSIZED = 44, 28
# The symbol and size of each kind of comparison.
_SHAPES = {"randomised_control": ("circle", 12.0), "matched_comparison": ("square", 11.0), "review": ("diamond", 14.0)}
_INK = "chart-value"


def forest(
    rows: Sequence[Estimate],
    unsized: Sequence[Unsized],
    *,
    scale: ForestAxis,
    unsized_head: str,
    lang: Lang,
    form: Form,
) -> Figure:
    """Return a figure with a row for each effect under the name of its approach, then the rows without a size."""
    wide = form == "wide"
    left, right = (_LABELS, _VALUES) if wide else (_EDGE, _EDGE)
    room = left - 24 if wide else MIN_WIDTH[form] - 4
    drawing = _Drawing(scale=scale, left=left, right=right, room=room, wide=wide)
    drawing.key(rows, lang)
    for block, grouped in groupby(rows, key=lambda row: row.block):
        drawing.heading(block)
        for row in grouped:
            drawing.estimate(row)
    if unsized:
        drawing.y += _GAP
        drawing.heading(unsized_head)
        for item in unsized:
            drawing.unsized(item)
    return drawing.figure()


class _Drawing:
    """A forest plot that is drawn from the top down; `y` is the px that it has reached."""

    def __init__(self, *, scale: ForestAxis, left: float, right: float, room: float, wide: bool) -> None:
        self.scale, self.left, self.right, self.room, self.wide = scale, left, right, room, wide
        self.builder, self.y = FigureBuilder(), 4.0
        # The px between which gridlines run: no line runs through a text.
        self.grids: list[tuple[float, float]] = []

    def key(self, rows: Sequence[Estimate], lang: Lang) -> None:
        """Name the shapes and the kinds of lines that the rows have, in black, because colour names the approach."""
        entries: list[tuple[str, str]] = [
            (role, t(f"elsewhere.key.{role}", lang)) for role in _SHAPES if any(row.role == role for row in rows)
        ]
        if any(row.nested for row in rows):
            entries.append(("nested", t("elsewhere.key.nested", lang)))
        for derived in (False, True):
            if any(row.derived == derived for row in rows):
                name = "derived" if derived else "published"
                entries.append((name, t(f"elsewhere.key.{name}", lang)))
        for name, text in entries:
            middle = self.y + LINE_HEIGHT / 2
            x = self.scale.low + self._px(9)
            if name in ("published", "derived"):
                span = (x - self._px(9), x + self._px(9))
                self._interval("key", span, y=middle, derived=name == "derived", token=_INK)
            else:
                symbol, size = _SHAPES.get(name, ("circle", 12.0))
                self.builder.add_mark(
                    "key", symbol=symbol + ("-open" if name == "nested" else ""), size=size, token=_INK, x=x, y=middle
                )
            lines = elements.wrap(text, room=MIN_WIDTH["narrow"] - 30, size=SMALL)
            self._write(
                lines, y=middle + (len(lines) - 1) * LINE_HEIGHT / 2, size=SMALL, dx=self.left + 24, token="chart-text"
            )
            self.y += len(lines) * LINE_HEIGHT + 4
        self.y += 6

    def heading(self, text: str) -> None:
        """Write the name of a group of rows."""
        lines = elements.wrap(text, room=MIN_WIDTH["narrow"] - 4, size=LABEL, bold=True)
        self._write(lines, y=self.y + len(lines) * LINE_HEIGHT / 2, bold=True)
        self.y += len(lines) * LINE_HEIGHT + 4

    def estimate(self, row: Estimate) -> None:
        """Draw an effect: its names, its interval and mark, and its value in words."""
        indent = _INDENT if row.nested else 0
        names = elements.wrap(row.label, room=self.room - indent, size=LABEL)
        details = elements.wrap(row.detail, room=self.room - indent, size=SMALL)
        height = (len(names) + len(details)) * LINE_HEIGHT
        start = self.y
        self._write(names, y=start + len(names) * LINE_HEIGHT / 2, dx=indent)
        middle_of_details = start + (len(names) + len(details) / 2) * LINE_HEIGHT
        self._write(details, y=middle_of_details, size=SMALL, dx=indent, token="chart-text")
        if self.wide:
            height = max(height, 2 * LINE_HEIGHT)
            middle = start + height / 2
            for text, dy, bold in ((row.text, -9.0, True), (row.range_text, 9.0, False)):
                self._value(text, y=middle + dy, bold=bold)
        else:
            text = f"{row.text} ({row.range_text})"
            self._write([text], y=start + height + LINE_HEIGHT / 2, dx=indent, bold=True)
            middle = start + height + LINE_HEIGHT + 14
            height += LINE_HEIGHT + 24
        tried = palette.has_own_mark(row.type_id)
        token = palette.mark(row.type_id)[0] if tried else _INK
        self._interval("interval", (row.low, row.high), y=middle, derived=row.derived, token=token)
        symbol, size = _SHAPES[row.role]
        self.builder.add_mark(
            row.role,
            symbol=symbol + ("-open" if row.nested else ""),
            size=size,
            token=token,
            x=row.value,
            y=middle,
            id=row.id,
        )
        self.y = start + height + _GAP
        self.grids.append((start, self.y) if self.wide else (middle - 14, middle + 14))

    def unsized(self, item: Unsized) -> None:
        """Draw a row of ours: its name, and on a broken line or hatching what is known in words."""
        names = elements.wrap(item.label, room=self.room, size=LABEL)
        start, height = self.y, len(names) * LINE_HEIGHT
        self._write(names, y=start + height / 2)
        middle = start + max(height, _UNSIZED - 6) / 2 if self.wide else start + height + 13
        span = (self.scale.low, self.scale.high)
        if item.missing:
            self.builder.add_hatching("not known", [span], height=(middle - 8, middle + 8))
        else:
            line = [(span[0], middle), (span[1], middle)]
            self.builder.add_line("size not known", line, token="rule-firm", width=1.5, dash="5px,4px")
        self.builder.add_text(
            elements.markup(item.text), x=span[0], y=middle, dx=8, token="chart-value", background=True
        )
        self.y = start + (max(height, _UNSIZED - 6) if self.wide else height + 24) + 8

    def figure(self) -> Figure:
        """Return the figure, with its axis below the effects and above the rows without a size."""
        height = round(self.y) + 2
        for start, end in self.grids:
            for tick, _ in self.scale.ticks:
                is_null = abs(tick - self.scale.null) < 1e-9
                self.builder.add_rule(
                    (tick, start),
                    (tick, end),
                    refs="x y",
                    token=_INK if is_null else "chart-grid",
                    width=2 if is_null else 1,
                )
        ticks = list(self.scale.ticks)
        lines = elements.wrap(self.scale.title, room=MIN_WIDTH["narrow"] - 4, size=SMALL)
        foot = _AXIS + len(lines) * LINE_HEIGHT
        for word, x, anchor in zip(self.scale.words, (0, 1), ("left", "right"), strict=True):
            self.builder.add_text(elements.markup(word), x=x, y=0, refs="paper paper", dy=34, anchor=anchor)  # type: ignore[arg-type]
        self.builder.add_text(
            elements.markup(lines),
            x=0,
            y=0,
            refs="paper paper",
            dx=-self.left,
            dy=_AXIS + len(lines) * LINE_HEIGHT / 2,
        )
        axes = (axis(span=(self.scale.low, self.scale.high), ticks=ticks), axis(span=(height, 0)))
        return self.builder.build(height=height + foot, margin=Margin(0, self.right, foot, self.left), axes=[axes])

    def _interval(self, name: str, span: tuple[float, float], *, y: float, derived: bool, token: str) -> None:
        look = {"width": 1.5, "dash": "3px,2px"} if derived else {"width": 2.5, "dash": ""}
        self.builder.add_line(f"{name} derived" if derived else name, [(span[0], y), (span[1], y)], token=token, **look)  # type: ignore[arg-type]
        for end in span:
            self.builder.add_line(f"{name} end", [(end, y - 5), (end, y + 5)], token=token, width=1.5)

    def _px(self, px: float) -> float:
        """Return the distance on the axis of so many px, at the least width."""
        plot = MIN_WIDTH["wide" if self.wide else "narrow"] - self.left - self.right
        return px * (self.scale.high - self.scale.low) / plot

    def _write(
        self, lines: Sequence[str], *, y: float, size: int = LABEL, dx: float = 0, bold: bool = False, token: str = _INK
    ) -> None:
        text = elements.markup(lines, bold=bold)
        self.builder.add_text(
            text, x=0, y=y, refs="paper y", dx=dx - self.left, token=token, size=size, background=True
        )

    def _value(self, text: str, *, y: float, bold: bool) -> None:
        markup = elements.markup(text, bold=bold)
        size = VALUE if bold else SMALL
        self.builder.add_text(markup, x=1, y=y, refs="paper y", dx=self.right, anchor="right", token=_INK, size=size)
