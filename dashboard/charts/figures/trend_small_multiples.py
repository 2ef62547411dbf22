"""Small multiples: one panel for each place over the same years, with the country beside it. Nothing is joined over a gap."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.figures.base import LABEL, MIN_WIDTH, SMALL, FigureBuilder, Margin
from dashboard.charts.figures.labels import Box
from dashboard.charts.figures.trend_panel import Panel, footnotes
from dashboard.charts.figures.trend_parts import ValueAxis, YearAxis
from dashboard.models.kinds import Figure, Form, Lang
from dashboard.models.marks import Facet, Stretch
from dashboard.svg import text_metrics
from dashboard.svg.plot_area import PlotArea

_COLUMNS: dict[Form, int] = {"wide": 3, "narrow": 2}
# px: the height of a plot area, what stands above it (a title, and a bar with its text) and below it, and the right margin.
_PLOT: dict[Form, int] = {"wide": 126, "narrow": 112}
_TITLE, _BAR, _YEARS = 28, 18, 34
_RIGHT = 16


def trend_many(
    facets: Sequence[Facet],
    *,
    shared: bool,
    unit: str,
    fall: Stretch | None = None,
    foot: Sequence[str] = (),
    lang: Lang,
    form: Form,
) -> Figure:
    """Return a figure with a panel for each facet. With `shared` all have one value axis, where that can be read.

    `fall` is marked above every panel, `foot` are texts below the figure. Raises ValueError without facets.
    """
    if not facets:
        raise ValueError("small multiples got no facets (expected at least one)")
    scales = _value_axes(facets, shared=shared, unit=unit, lang=lang)
    left = max(scale.text_width for scale in scales)
    columns = min(_COLUMNS[form], len(facets))
    # A row whose panels share an axis has its ticks once, on the left.
    repeat = any(scales[number] is not scales[number // columns * columns] for number in range(len(facets)))
    gap = left + 10.0 if repeat else 26.0
    head = _TITLE + (_BAR if fall else 0)
    pitch = _PLOT[form] + head + _YEARS
    high = _PLOT[form] + (-(-len(facets) // columns) - 1) * pitch
    paper = Box(left, head, MIN_WIDTH[form] - _RIGHT, head + high)
    width = (paper.right - left - (columns - 1) * gap) / columns
    years = YearAxis(facets)
    builder, axes, country_named = FigureBuilder(), [], False
    for number, (facet, values) in enumerate(zip(facets, scales, strict=True)):
        row, column = divmod(number, columns)
        x, y = left + column * (width + gap), head + row * pitch
        area = Box(x, y, x + width, y + _PLOT[form])
        panel = Panel(
            builder, years=years, values=values, area=PlotArea(*area, x=years.span, y=values.span, paper=paper),
            bounds=area._replace(top=y - (4 if fall else _TITLE), right=area.right + (6 if repeat else _RIGHT)),
            number=number + 1,
        )  # fmt: skip
        panel.draw(facet)
        title_end = x + text_metrics.width(facet.title, size=LABEL, bold=True)
        panel.labels.add_box(Box(x, y - _TITLE, title_end, y - 3))
        builder.add_text(
            text_metrics.markup(facet.title, bold=True), x=years.span[0], y=values.high, refs=panel.refs,
            dy=-head + _TITLE / 2 - 1, token="chart-value", size=LABEL,
        )  # fmt: skip
        if fall:
            panel.add_bar(fall, [fall.text], up=5, width=3)
        country_named |= _write_labels(panel, facet, name_country=not country_named)
        x_share, y_share = panel.domains()
        across = years.plotly(width=width, form=form, domain=x_share, anchor=panel.axes[1])
        up = values.plotly(domain=y_share, anchor=panel.axes[0], showticklabels=repeat or not column)
        axes.append((across, up))
    bottom = footnotes(builder, foot, left=left, form=form)
    return builder.build(height=paper.bottom + bottom, margin=Margin(head, _RIGHT, bottom, round(left)), axes=axes)


def _write_labels(panel: Panel, facet: Facet, *, name_country: bool) -> bool:
    """Write the newest value of the place and, with `name_country`, the name of the country where both cover nothing.

    Return whether the country was named. What is not written stands in the table and in another panel.
    """
    place, *others = facet.courses
    if place.spots:
        panel.write_beside(place.spots[-1], place.spots[-1].text, size=LABEL, bold=True)
    if not name_country:
        return False
    marks = [(spot, other.name) for other in others for spot in reversed(other.spots)]
    return any(panel.write_beside(spot, name, size=SMALL) for spot, name in marks)


def _value_axes(facets: Sequence[Facet], *, shared: bool, unit: str, lang: Lang) -> list[ValueAxis]:
    """Return an axis for each facet. Numbers of people in the country never share an axis with those of a municipality."""

    def of(*chosen: Facet) -> ValueAxis:
        figures = [spot.value for facet in chosen for course in facet.courses for spot in course.spots]
        return ValueAxis(figures, unit=unit, lang=lang)

    alone = [not shared or (unit == "persons" and facet.courses[0].role == "country") for facet in facets]
    together = [facet for facet, single in zip(facets, alone, strict=True) if not single]
    common = of(*together) if together else None
    return [of(facet) if single or common is None else common for facet, single in zip(facets, alone, strict=True)]
