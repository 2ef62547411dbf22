"""The trials of an approach with their results by the fairest comparison."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.db import queries
from dashboard.db.rows.results import FindingRow, PairRow
from dashboard.db.rows.subjects import ExperimentRow
from dashboard.i18n import formats
from dashboard.models.context import Scope
from dashboard.web.pages.context import MOST_ROWS, PageContext
from dashboard.web.pages.evidence.cell_signs import is_fair


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A trial of an approach with its results: pairs that may be drawn, and findings, the fairest comparison first."""

    experiment: ExperimentRow
    pairs: tuple[PairRow, ...]
    findings: tuple[FindingRow, ...]

    @property
    def sized(self) -> bool:
        """Whether the size of a difference is known from a fair comparison."""
        return bool(self.pairs)

    @property
    def level(self) -> int:
        """The level of the fairest comparison that there is a result on; 0 without one."""
        results: tuple[PairRow | FindingRow, ...] = (*self.pairs, *self.findings)
        return max((row.level or 0 for row in results), default=0)


def fair_pairs(context: PageContext, **scope: Any) -> list[PairRow]:
    """Return the final pairs from a fair comparison, in the order of the data."""
    rows = queries.pairs(Scope(most=MOST_ROWS, **scope), context)
    return [row for row in rows if row.preferred and row.comparable and is_fair(row)]


def main_outcome(context: PageContext) -> str:
    """Return the indicator of the first pair from a fair comparison; empty without one."""
    return next((row.indicator_id for row in fair_pairs(context)), "")


def trials(type_id: str, context: PageContext) -> tuple[Trial, ...]:
    """Return the trials of an approach, those with the fairest comparison first."""
    scope = Scope(most=MOST_ROWS, types=(type_id,))
    drawn = fair_pairs(context, types=(type_id,))
    found = sorted(
        (row for row in queries.findings(scope, context) if row.type_id == type_id and row.counts),
        key=lambda row: -(row.level or 0),
    )
    result = [
        Trial(
            experiment=item,
            pairs=tuple(row for row in drawn if row.experiment_id == item.id),
            findings=tuple(row for row in found if row.experiment_id == item.id),
        )
        for item in queries.experiments(context)
        if type_id in item.type_ids
    ]
    return tuple(sorted(result, key=lambda trial: (not trial.sized, -trial.level)))


def places_text(own: Sequence[Trial], context: PageContext) -> str:
    """Return the municipalities of trials, each once."""
    return formats.listing(list(dict.fromkeys(trial.experiment.municipality for trial in own)), context.lang)
