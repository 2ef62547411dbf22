"""Effects with their intervals as a native chart: a bar from no effect to each effect, with error bars."""

from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION
from pptx.util import Pt

from dashboard.charts.figures.base import nice_step
from dashboard.exports.document import lower_first
from dashboard.exports.pptx.axes import Place, add, fill
from dashboard.exports.pptx.deck import rgb
from dashboard.exports.pptx.pairs import error_bars
from dashboard.i18n import formats
from dashboard.models.chart import Chart

# More rows than this have no room for their names at the size of a slide.
MOST_ROWS = 7
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def has_effects(chart: Chart) -> bool:
    """Return whether a chart has effects, each with an interval, that fit on one slide."""
    return 0 < len(chart.rows) <= MOST_ROWS and all(row.get("axis_low") is not None for row in chart.rows)


def draw_forest(page: Any, chart: Chart, *, place: Place, lang: str) -> Any:
    """Draw each effect on a line of its own with its name, value and interval; return the frame."""
    rows = chart.rows
    data = CategoryChartData(number_format="General")
    data.categories = [_name(row, lang) for row in rows]
    data.add_series(rows[0]["axis"], [row["axis_value"] for row in rows])
    frame = add(page, XL_CHART_TYPE.BAR_CLUSTERED, data, place)
    native = frame.chart
    native.plots[0].gap_width = 120
    _set_axes(native, rows)
    (series,) = native.plots[0].series
    series.invert_if_negative = False
    fill(series.format, "type-comparison")
    # Light enough to see the error bar on it.
    series.format.fill.fore_color.brightness = 0.5
    sides = [(row["axis_high"] - row["axis_value"], row["axis_value"] - row["axis_low"]) for row in rows]
    series._element.xpath("c:cat")[0].addprevious(error_bars(sides))
    return frame


def _name(row: Mapping[str, Any], lang: str) -> str:
    """Return the name of a row with its value and interval, which would cover each other in the chart."""
    value, low, high = (_number(row[name], lang) for name in ("axis_value", "axis_low", "axis_high"))
    return f"{row['study']}, {lower_first(row['indicator'])}: {value} ({low} – {high})"


def _number(value: float, lang: str) -> str:
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    sign = "−" if value < 0 else ""
    return sign + formats.number(abs(value), lang, formats.least_decimals(round(abs(value), digits), 0))


def _set_axes(native: Any, rows: Sequence[dict[str, Any]]) -> None:
    """Set the axis of effects, logarithmic for ratios, where bars begin at no effect; the first row is on top."""
    ends = [row[name] for row in rows for name in ("axis_low", "axis_high")]
    effects, names = native.value_axis, native.category_axis
    null = 0.0
    if "ratio" in rows[0]["unit"]:
        null = 1.0
        low, high = 0.1 if min(ends) < 1 else 1, 10 if max(ends) <= 10 else 100
        effects._element.xpath("c:scaling")[0].insert(0, etree.Element(f"{{{_CHART}}}logBase", val="10"))
    else:
        low, high = min(*ends, 0), max(*ends, 0)
        step = nice_step(high - low)
        low, high = step * (low // step), step * -(-high // step)
        effects.major_unit = step
    effects.minimum_scale, effects.maximum_scale = low, high
    effects.has_major_gridlines = True
    effects.major_gridlines.format.line.color.rgb = rgb("chart-grid")
    effects.tick_labels.number_format, effects.tick_labels.number_format_is_linked = "General", False
    names.reverse_order = True
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    effects.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    names.format.line.color.rgb, names.format.line.width = rgb("chart-zero"), Pt(1.5)
    crosses = names._element.xpath("c:crosses")[0]
    crosses.addprevious(etree.Element(f"{{{_CHART}}}crossesAt", val=str(null)))
    names._element.remove(crosses)
