"""The registry of chart kinds. Each kind makes charts for a scope in a context."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from dashboard.charts.comparison import with_and_without
from dashboard.charts.directions import directions
from dashboard.charts.elsewhere import forests
from dashboard.charts.figures.highlight import highlighted
from dashboard.charts.over_time import over_time
from dashboard.charts.places import places
from dashboard.charts.trend import trend
from dashboard.charts.trial_size import trial_size
from dashboard.models.chart import Chart
from dashboard.models.context import Context, Scope


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of chart: its name, and the function that makes its charts for a scope in a context."""

    name: str
    make: Callable[[Scope, Context], tuple[Chart, ...]]


# Results of the experiments, which the Compare page shows.
CHARTS: tuple[Kind, ...] = (
    Kind(name="with_and_without", make=with_and_without),
    Kind(name="directions", make=directions),
    Kind(name="over_time", make=over_time),
)
# Official statistics are separate: they describe whole municipalities and are never a result of an experiment.
STATISTICS: tuple[Kind, ...] = (Kind(name="trend", make=trend),)

# Official statistics of a reader's municipality.
PLACES: tuple[Kind, ...] = (Kind(name="places", make=places),)
# Trials in other places, which are never a result of the five municipalities.
ELSEWHERE: tuple[Kind, ...] = (Kind(name="elsewhere", make=forests),)

# Calculations of ours for the numbers of a reader, which are no results either.
CALCULATIONS: tuple[Kind, ...] = (Kind(name="trial_size", make=trial_size),)


def all_for(scope: Scope, context: Context, kinds: Sequence[Kind] = CHARTS) -> tuple[Chart, ...]:
    """Return the charts of these kinds that a scope has rows for, in their order."""
    return tuple(highlight(chart, scope) for kind in kinds for chart in kind.make(scope, context))


def highlight(chart: Chart, scope: Scope) -> Chart:
    """Return the chart with the marks grey that are not about what a reader highlights."""
    if not scope.highlight or not chart.subjects:
        return chart
    ids = frozenset(id for id, subjects in chart.subjects.items() if scope.highlight in subjects)
    return replace(chart, draw=partial(highlighted, chart.draw, ids))


def find(key: str, scope: Scope, context: Context) -> Chart | None:
    """Return the chart with a key, or one that had it before, for a scope; None when the scope has no such chart."""
    for kind in (*CHARTS, *STATISTICS, *PLACES, *ELSEWHERE, *CALCULATIONS):
        if key.partition(".")[0] == kind.name:
            found = next((chart for chart in kind.make(scope, context) if chart.has_key(key)), None)
            return highlight(found, scope) if found else None
    return None
