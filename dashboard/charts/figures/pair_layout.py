"""A with-and-without chart on its way: how far down it has come, and what all its rows share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dashboard.charts.figures.base import LABEL, LEAST, LINE, Sheet
from dashboard.charts.figures.pair_marks import Ruler
from dashboard.models.kinds import Form, Lang
from dashboard.svg import text_metrics


@dataclass
class Drawing:
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
        self.at_left(text_metrics.markup(lines, bold=bold), y=self.y + len(lines) * height / 2)
        self.y += len(lines) * height
