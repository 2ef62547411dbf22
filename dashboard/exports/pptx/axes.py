"""What native charts share: their frame and legend, the value axis, marks and labels."""

from collections.abc import Sequence
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.util import Inches, Pt

from dashboard.exports.office import TEXT_FONT
from dashboard.exports.pptx.deck import rgb

_SIZE = 16
# Where a chart stands on a slide: x, y, width and height in inches.
Place = tuple[float, float, float, float]


def add(page: Any, kind: XL_CHART_TYPE, data: Any, place: Place) -> Any:
    """Add a chart with its legend on top; return its frame."""
    frame = page.shapes.add_chart(kind, *(Inches(part) for part in place), data)
    chart = frame.chart
    chart.font.size, chart.font.name, chart.font.color.rgb = Pt(_SIZE), TEXT_FONT, rgb("ink-soft")
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.legend.font.size, chart.legend.font.color.rgb = Pt(_SIZE), rgb("ink")
    return frame


def set_axes(chart: Any, *, ticks: Sequence[float], number_format: str) -> None:
    """Set the value axis to these ticks, with soft gridlines."""
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = ticks[0], ticks[-1], ticks[1] - ticks[0]
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = rgb("chart-grid")
    axis.major_gridlines.format.line.width = Pt(0.75)
    axis.format.line.fill.background()
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = number_format, False
    chart.category_axis.format.line.color.rgb = rgb("chart-zero")


def number_format(unit: str, decimals: int) -> str:
    """Return how a spreadsheet writes a value of a unit: with its decimals, and a percent sign where it is a share."""
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    return f'{digits}"%"' if unit == "percent" else digits


def fill(format: Any, token: str) -> None:
    """Fill a bar or a marker."""
    format.fill.solid()
    format.fill.fore_color.rgb = rgb(token)


def style(series: Any, *, token: str, mark: str, size: int, width: float = 0) -> None:
    """Style the marks of a series, and the line that joins them; without a width there is none."""
    series.smooth = False
    series.marker.style, series.marker.size = getattr(XL_MARKER_STYLE, mark), size
    fill(series.marker.format, token)
    series.marker.format.line.color.rgb = rgb(token)
    if width:
        series.format.line.color.rgb, series.format.line.width = rgb(token), Pt(width)
    else:
        series.format.line.fill.background()


def label(point: Any, text: str, *, size: float, above: bool = False) -> None:
    """Set the label of a point."""
    frame = point.data_label.text_frame
    frame.text = text
    font = frame.paragraphs[0].runs[0].font
    font.size, font.bold, font.name, font.color.rgb = Pt(size), True, TEXT_FONT, rgb("ink")
    if above:
        point.data_label.position = XL_LABEL_POSITION.ABOVE
