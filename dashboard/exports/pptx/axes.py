"""What native charts share: their frame and legend, a value axis over our own ticks, and words at a point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.exports.office import TEXT_FONT
from dashboard.exports.pptx.parts import rgb

_FONT = 12


def add(page: Any, kind: str, data: Any, place: tuple[float, float, float, float]) -> Any:
    """A chart of a kind of python-pptx at a place, with its legend on top; gives its frame."""
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
    from pptx.util import Inches, Pt

    frame = page.shapes.add_chart(getattr(XL_CHART_TYPE, kind), *(Inches(part) for part in place), data)
    chart = frame.chart
    chart.font.size, chart.font.name, chart.font.color.rgb = Pt(_FONT), TEXT_FONT, rgb("ink-soft")
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.legend.font.size, chart.legend.font.color.rgb = Pt(_FONT), rgb("ink")
    return frame


def axes(chart: Any, *, low: float, ticks: Sequence[float], form: str) -> None:
    """The value axis over exactly these ticks, in quiet lines."""
    from pptx.util import Pt

    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = low, ticks[-1], ticks[1] - ticks[0]
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = rgb("chart-grid")
    axis.major_gridlines.format.line.width = Pt(0.75)
    axis.format.line.fill.background()
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = form, False
    chart.category_axis.format.line.color.rgb = rgb("chart-zero")


def number_form(unit: str, decimals: int) -> str:
    """How a spreadsheet writes a value of a unit: with its decimals, and its sign where it is a share."""
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    return f'{digits}"%"' if unit == "percent" else digits


def say_at(point: Any, text: str, *, size: float, above: bool = False) -> None:
    """Words of our own at a point."""
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    frame = point.data_label.text_frame
    frame.text = text
    font = frame.paragraphs[0].runs[0].font
    font.size, font.bold, font.name, font.color.rgb = Pt(size), True, TEXT_FONT, rgb("ink")
    if above:
        point.data_label.position = XL_LABEL_POSITION.ABOVE
