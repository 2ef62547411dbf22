"""The registry of chart kinds. Each kind makes charts for a scope in a context."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from dashboard.charts.comparison import with_and_without
from dashboard.charts.directions import directions
from dashboard.charts.elsewhere import forests
from dashboard.charts.figures.base import highlighted
from dashboard.charts.over_time import over_time
from dashboard.charts.places import places
from dashboard.charts.trend import trend
from dashboard.charts.trial_size import trial_size
from dashboard.models.chart import Chart
from dashboard.models.context import Context, Scope


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of chart: its name, the page that shows it, and the function that makes its charts for a scope in a context.

    `about` says what its charts are about. Only `listed` kinds are in lists, sets and files of a theme: the others need the
    municipality or the numbers of a reader.
    """

    name: str
    page: str
    about: str
    make: Callable[[Scope, Context], tuple[Chart, ...]]
    listed: bool = True


_KINDS = (
    Kind(name="with_and_without", page="compare", about="experiments", make=with_and_without),
    Kind(name="directions", page="compare", about="experiments", make=directions),
    Kind(name="over_time", page="compare", about="experiments", make=over_time),
    # Statistics describe whole municipalities, and trials elsewhere are other trials: no results of the experiments.
    Kind(name="trend", page="figures", about="official_statistics", make=trend),
    Kind(name="elsewhere", page="elsewhere", about="elsewhere", make=forests),
    Kind(name="places", page="place", about="official_statistics", make=places, listed=False),
    Kind(name="trial_size", page="trial_size", about="calculation", make=trial_size, listed=False),
)
KINDS = {kind.name: kind for kind in _KINDS}
LISTED = tuple(kind for kind in _KINDS if kind.listed)


def all_for(scope: Scope, context: Context, *, page: str = "compare") -> tuple[Chart, ...]:
    """Return the charts of a page that a scope has rows for, in the order of `KINDS`."""
    return tuple(chart for kind in _KINDS if kind.page == page for chart in charts_of(kind, scope, context))


def charts_of(kind: Kind, scope: Scope, context: Context) -> tuple[Chart, ...]:
    """Return the charts of a kind that a scope has rows for, with what a reader highlights."""
    return tuple(_highlight(chart, scope) for chart in kind.make(scope, context))


def kind_of(key: str) -> Kind | None:
    """Return the kind of a chart from its key; None for a key that no chart can have."""
    return KINDS.get(key.partition(".")[0])


def _highlight(chart: Chart, scope: Scope) -> Chart:
    """Return the chart with the marks grey that are not about what a reader highlights."""
    if not scope.highlight or not chart.subjects:
        return chart
    ids = frozenset(id for id, subjects in chart.subjects.items() if scope.highlight in subjects)
    return replace(chart, draw=partial(highlighted, chart.draw, ids))


def find(key: str, scope: Scope, context: Context) -> Chart | None:
    """Return the chart with a key, or one that had it before, for a scope; None when the scope has no such chart."""
    kind = kind_of(key)
    charts = charts_of(kind, scope, context) if kind else ()
    return next((chart for chart in charts if chart.has_key(key)), None)
