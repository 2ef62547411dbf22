"""Small multiples: one panel for each place over the same years, with the country beside it. Nothing is joined over a gap."""

from collections.abc import Sequence

from dashboard.charts.figures.base import LABEL, MIN_WIDTH, SMALL, FigureBuilder, Margin
from dashboard.charts.figures.labels import Box, label
from dashboard.charts.figures.trend_panel import Panel, write_footnotes
from dashboard.charts.figures.trend_parts import ValueAxis, YearAxis
from dashboard.models.kinds import Figure, Form, Lang
from dashboard.models.marks import Facet, Period

_COLUMNS: dict[Form, int] = {"wide": 3, "narrow": 2}
# px: the height of a plot area, what stands above it (a title, and a bar with its text) and below it, and the right margin.
_PLOT: dict[Form, int] = {"wide": 126, "narrow": 112}
_TITLE, _BAR, _YEARS = 28, 18, 34
_RIGHT = 16


def trend_many(
    facets: Sequence[Facet], *, shared: bool, unit: str, fall: Period | None = None, foot: Sequence[str] = (), lang: Lang,
    form: Form,
) -> Figure:  # fmt: skip
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
        box = Box(x, y, x + width, y + _PLOT[form])
        bounds = box._replace(top=y - (4 if fall else _TITLE), right=box.right + (6 if repeat else _RIGHT))
        panel = Panel(builder, years, values, box=box, paper=paper, bounds=bounds, number=number + 1)
        panel.draw(facet)
        title = label([facet.title], size=LABEL, bold=True, token="chart-value")
        panel.write(title.at([("left", 0, _TITLE / 2 - 1 - head)]), x=years.span[0], y=values.high, always=True)
        if fall:
            panel.add_bar(fall, [fall.text], up=5, width=3)
        country_named |= _write_labels(panel, facet, name_country=not country_named)
        axes.append(panel.axes(form=form, has_ticks=repeat or not column))
    bottom = write_footnotes(builder, foot, left=left, form=form)
    return builder.build(height=paper.bottom + bottom, margin=Margin(head, _RIGHT, bottom, round(left)), axes=axes)


def _write_labels(panel: Panel, facet: Facet, *, name_country: bool) -> bool:
    """Write the newest value of the place and, with `name_country`, the name of the country where they cover nothing.

    Return whether the country was named. What is not written stands in the table and in another panel.
    """
    place, *others = facet.series
    for newest in place.points[-1:]:
        value = label([newest.text], size=LABEL, bold=True, token="chart-value")
        panel.write(value.around(), x=newest.year, y=newest.value)
    marks = [(point, label([other.name], size=SMALL)) for other in others for point in reversed(other.points)]
    return name_country and any(panel.write(name.around(), x=point.year, y=point.value) for point, name in marks)


def _value_axes(facets: Sequence[Facet], *, shared: bool, unit: str, lang: Lang) -> list[ValueAxis]:
    """Return an axis for each facet. Numbers of people in the country never share an axis with those of a municipality."""

    def of(*chosen: Facet) -> ValueAxis:
        figures = [point.value for facet in chosen for series in facet.series for point in series.points]
        return ValueAxis(figures, unit=unit, lang=lang)

    alone = [not shared or (unit == "persons" and facet.series[0].role == "country") for facet in facets]
    together = [facet for facet, single in zip(facets, alone, strict=True) if not single]
    common = of(*together) if together else None
    return [of(facet) if single or common is None else common for facet, single in zip(facets, alone, strict=True)]
