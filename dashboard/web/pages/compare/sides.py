"""What is set side by side: an approach, a municipality or a trial, and the rule that says what may be compared."""

from dataclasses import dataclass

from dashboard.db import queries
from dashboard.db.rows.evidence import GapRow
from dashboard.db.rows.results import FindingRow, NumberRow, PairRow
from dashboard.db.rows.subjects import CostRow, DesignFactRow, ExperimentRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.context import Scope
from dashboard.web.pages.context import PageContext


@dataclass(frozen=True, kw_only=True)
class Side:
    """What a reader set beside something else: its trials, and what was found and said of them."""

    name: str
    type_id: str
    trials: tuple[ExperimentRow, ...]
    pairs: tuple[PairRow, ...]
    findings: tuple[FindingRow, ...]
    gaps: tuple[GapRow, ...]
    costs: tuple[CostRow, ...]
    facts: tuple[DesignFactRow, ...]
    counts: tuple[NumberRow, ...]

    @property
    def strongest(self) -> PairRow | FindingRow | None:
        """The result of the fairest comparison; of an approach one that is about it alone, when there is any."""
        rows: list[PairRow | FindingRow] = [*self.pairs, *self.findings]
        alone = [row for row in rows if row.type_id == self.type_id]
        return max(alone or rows, key=lambda row: row.level or 0, default=None)


def names(context: PageContext) -> dict[str, dict[str, str]]:
    """Return what can be chosen: approaches, municipalities and trials, each by id."""
    return {
        "types": {row.id: row.label for row in queries.types(context)},
        "municipalities": {row.id: row.name for row in queries.municipalities(context)},
        "trials": {row.id: labels.experiment(row) for row in queries.experiments(context)},
    }


def chosen(context: PageContext) -> tuple[str, str]:
    """Return what is set side by side; what was not chosen is the first other one of the same kind."""
    kinds = [list(known) for known in names(context).values()]
    # An older version of the data may not have what was chosen.
    first, second = (
        id if any(id in ids for ids in kinds) else "" for id in (context.choice.first, context.choice.second)
    )
    same_kind = next((ids for ids in kinds if first in ids or second in ids), kinds[0])
    spare = (id for id in same_kind if id not in (first, second))
    first = first or next(spare, second)
    return first, second or next(spare, first)


def read_side(id: str, context: PageContext) -> Side:
    """Return everything that is known of one side."""
    known = names(context)
    kind = next(kind for kind, labelled in known.items() if id in labelled)
    scope = {
        "types": Scope(types=(id,)),
        "municipalities": Scope(municipalities=(id,)),
        "trials": Scope(experiment=id),
    }[kind]
    trials = [
        row
        for row in queries.experiments(context)
        if id == row.id or id == row.municipality_id or (kind == "types" and id in row.type_ids)
    ]
    own = {row.id for row in trials}
    found = [row for row in queries.findings(scope, context) if row.experiment_id in own]
    return Side(
        name=known[kind][id],
        type_id=id if kind == "types" else "",
        trials=tuple(trials),
        pairs=tuple(row for row in queries.pairs(scope, context) if row.preferred and row.experiment_id in own),
        findings=tuple(row for row in found if row.preferred and row.counts and not row.interim),
        gaps=tuple(row for row in queries.gaps(scope, context) if row.experiment_id in own),
        costs=tuple(row for row in queries.costs(scope, context) if row.preferred and row.experiment_id in own),
        facts=tuple(
            row
            for trial in trials
            for row in queries.design_facts(Scope(experiment=trial.id), context)
            if row.preferred
        ),
        counts=tuple(
            row
            for row in queries.unpaired_numbers(scope, context)
            if row.reason == "series" and row.unit == "persons" and row.experiment_id in own
        ),
    )


def verdict(first: Side, second: Side, context: PageContext) -> tuple[bool, list[str]]:
    """Return whether any numbers may share an axis, and why or why not, by the rule for charts."""
    keys = {row.group_key for row in first.pairs} & {row.group_key for row in second.pairs}
    both = {row.indicator_id for row in first.pairs} & {row.indicator_id for row in second.pairs}
    slots = {"first": first.name, "second": second.name}
    if keys:
        same = dict.fromkeys(labels.lower_first(row.indicator) for row in first.pairs if row.group_key in keys)
        reasons = [context.t("head_to_head.yes", outcomes=formats.listing(list(same), context.lang))]
    elif both:
        names = [labels.lower_first(row.label) for row in queries.indicators(context) if row.id in both]
        reasons = [context.t("head_to_head.differently", outcomes=formats.listing(names, context.lang))]
    elif first.pairs and second.pairs:
        reasons = [context.t("head_to_head.other_outcomes", **slots)]
    elif first.pairs or second.pairs:
        known, unknown = (first, second) if first.pairs else (second, first)
        reasons = [context.t("head_to_head.one_side", known=known.name, unknown=unknown.name)]
    else:
        reasons = [context.t("head_to_head.no_numbers")]
    best = [side.strongest for side in (first, second)]
    if best[0] and best[1] and (best[0].level, best[0].comparison) != (best[1].level, best[1].comparison):
        kinds = [labels.strength(row.level, row.comparison, context.lang).name for row in best if row]
        reasons.append(context.t("head_to_head.fairness", **slots, first_kind=kinds[0], second_kind=kinds[1]))
    if {row.id for row in first.trials} != {row.id for row in second.trials}:
        reasons.append(context.t("head_to_head.other_people"))
    return bool(keys), [*reasons, context.t("head_to_head.no_winner")]
