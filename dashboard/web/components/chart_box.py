"""The box of a chart, equally high for SVG and Plotly, so that nothing moves on hydration."""

from collections.abc import Sequence

from dashboard.models.chart import Chart
from dashboard.models.kinds import Figure
from dashboard.web.components.html import Child, Node, Plot, h

WIDE = 860
NARROW = 358

# One transparent pixel. A canvas has no size in a browser without scripts.
_CLEAR = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


def chart_plot(chart: Chart, *, id: str = "") -> Plot:
    """Return the plot of a chart. Raises ValueError when one of its figures has no height."""
    return Plot(
        id=id or chart.key,
        wide=chart.wide,
        narrow=chart.narrow,
        title=chart.question,
        description=chart.description,
        height_wide=_height(chart.wide, key=chart.key),
        height_narrow=_height(chart.narrow, key=chart.key),
    )


def _height(figure: Figure, *, key: str) -> int:
    """Return the height of a figure in pixels. Raises ValueError when its layout has none."""
    height = figure.layout.height
    if not isinstance(height, int | float) or height <= 0:
        raise ValueError(f"the figure of {key!r} has height {height!r} (expected a number of pixels in its layout)")
    return round(height)


def graph_box(plot: Plot, children: Sequence[Child], **attrs: str) -> Node:
    """Return a box as high as the form that fits the window.

    Two transparent images of one pixel wide hold it open: their size comes from attributes, so heights need no style attribute
    and no script. The chart is drawn over them.
    """
    rises = [
        h("img", cls=f"rise pic-{form}", src=_CLEAR, alt="", width=1, height=height)
        for form, height in (("wide", plot.height_wide), ("narrow", plot.height_narrow))
    ]
    return h("div", rises, list(children), cls="pic-plot", **attrs)
