"""The chart of the front page: every trial on the main outcome, with a size where a fair comparison gives one."""

import math
from collections.abc import Sequence

from dashboard.db import queries
from dashboard.db.rows.evidence import CellRow
from dashboard.db.rows.results import FindingRow, PairRow
from dashboard.db.rows.subjects import ExperimentRow, IndicatorRow
from dashboard.i18n import formats
from dashboard.labels import labels, pairs
from dashboard.models.context import Scope
from dashboard.web.components.dumbbell import SizeRow, WordRow, dumbbell
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.labels import UNKNOWN, publishers, sign, type_class, type_mark
from dashboard.web.pages.context import MOST_ROWS, PageContext
from dashboard.web.pages.evidence.cell_signs import is_fair, of_verdicts, sign_of, word
from dashboard.web.pages.evidence.map import ordered
from dashboard.web.pages.evidence.trials import fair_pairs, main_outcome
from dashboard.web.pages.share.basis import RANDOMISED, randomisation_text

_STEP = 10
# How much of the axis the largest number may take.
_FULL = 0.88
# The most trials in the chart of all.
_MOST = 20


def fair_trial_count(context: PageContext) -> Node:
    """Return of how many trials final figures are known from a fair comparison, as the one large number of the page."""
    fair = fair_pairs(context)
    many = len({row.experiment_id for row in fair})
    text = context.count("overview.one", many)
    if many and not any(row.comparison == RANDOMISED for row in fair):
        text = f"{text} {context.t('overview.one.no_lot')}"
    total = context.t("overview.one_of", total=context.number(len(queries.experiments(context))))
    figure = h("b", context.number(many), cls="figure-1")
    return h("p", figure, " ", h("strong", total), " ", h("span", text), cls="one-number")


def size_row(row: PairRow, label: str, note: str, context: PageContext) -> SizeRow:
    """Return a pair as a row with two marks."""
    lang = context.lang

    def plain(value: float) -> str:
        return formats.number(value, lang, formats.least_decimals(value, row.decimals))

    spoken = context.t(
        "overview.spoken",
        treated=pairs.value(row, lang, side="treated"),
        comparison=pairs.value(row, lang, side="comparison"),
        difference=pairs.difference(row, lang),
    )
    return SizeRow(
        label=label, note=note, type_id=row.type_id, treated=row.treated, comparison=row.comparison_value,
        treated_text=plain(row.treated), comparison_text=plain(row.comparison_value), difference=pairs.signed(row, lang),
        spoken=spoken,
    )  # fmt: skip


def ticks(rows: Sequence[PairRow]) -> list[float]:
    """Return ticks from zero in steps of ten; right of the largest number there is room to print it."""
    most = max((max(row.treated, row.comparison_value) for row in rows), default=_STEP)
    return [float(tick) for tick in range(0, _STEP * math.ceil(most / _FULL / _STEP) + 1, _STEP)]


def legend(type_id: str, context: PageContext, *, hatched: bool = False) -> Node:
    """Return the line with the marks of a chart."""
    parts: list[Part] = [
        h("span", type_mark(type_id), context.t("overview.with")),
        h("span", sign("mark-comparison", cls="icon mark mark-comparison"), context.t("overview.without")),
        h("span", context.t("overview.hatched")) if hatched else None,
    ]
    return h("p", parts, cls="key")


def hero(context: PageContext) -> Part:
    """Return the chart; None when no outcome has a size from a fair comparison."""
    outcome = {row.id: row for row in queries.indicators(context)}.get(main_outcome(context))
    if outcome is None:
        return None
    fair = fair_pairs(context, indicator=outcome.id)
    cells = {row.experiment_id: row for row in queries.evidence(context) if row.theme == outcome.theme}
    sized, worded = [], []
    every = ordered(context)
    if len(every) > _MOST:
        # A chart of hundreds of trials has no answer: those with a size stay.
        every = [trial for trial in every if any(row.experiment_id == trial.id for row in fair)][:_MOST]
    for trial in every:
        own = [row for row in fair if row.experiment_id == trial.id]
        place = context.t("overview.hero_label", municipality=trial.municipality, trial=trial.short)
        for row in own:
            # The mark is read without the notes, so it says whether lots were drawn.
            group = (
                f"{labels.lower_first(pairs.group(row, context.lang))}, {randomisation_text(row.comparison, context)}"
            )
            sized.append(size_row(row, place, group, context))
        if not own:
            worded.append(_worded(place, trial, cells[trial.id], outcome, context))
    scope = Scope(most=MOST_ROWS, indicator=outcome.id)
    cited: list[labels.Cited] = [*fair]
    cited += [row for row in queries.findings(scope, context) if row.counts and row.experiment_id]
    unit = context.t("overview.of_hundred") if fair[0].unit == "percent" else ""
    return h(
        "div",
        h("h2", outcome.question),
        legend(fair[0].type_id, context, hatched=True),
        dumbbell([*sized, *worded], ticks=ticks(fair), unit=unit),
        publishers(labels.sources(cited, context), lang=context.lang),
        cls=f"hero-chart {type_class(fair[0].type_id)}",
    )  # fmt: skip


def _worded(place: str, trial: ExperimentRow, cell: CellRow, outcome: IndicatorRow, context: PageContext) -> WordRow:
    """Return a trial without a size: what its strongest comparison says on the main outcome, or that nothing was found.

    Another outcome of its theme is no answer to the question of the chart.
    """
    scope = Scope(experiment=trial.id, indicator=outcome.id)
    found = _fair_findings(scope, context)
    if not found:
        unknown = cell.state in UNKNOWN
        return WordRow(
            label=place,
            note=context.t("fair.nothing") if unknown else "",
            sign=sign_of(cell) if unknown else "not-found",
            word=word(cell, context) if unknown else context.t("overview.not_on_this"),
            remark="" if unknown else _on_others(trial, outcome, context),
            unknown=True,
        )
    best = max(row.level or 0 for row in found)
    strongest = [row for row in found if row.level == best]
    comparison = strongest[0].comparison
    mark, said = of_verdicts({row.verdict for row in strongest}, comparison, context)
    limits = {
        "untested": all(row.test == "not_stated" for row in strongest),
        "several_cities": all(row.several_cities for row in strongest),
        "second_hand": all(labels.second_hand(row, context) for row in strongest),
    }
    return WordRow(
        label=place,
        note=context.t(f"fair.{comparison}"),
        sign=mark,
        word=said,
        remark=", ".join(context.t(f"evidence.{name}") for name, holds in limits.items() if holds),
    )


def _on_others(trial: ExperimentRow, outcome: IndicatorRow, context: PageContext) -> str:
    """Return which other outcomes of the theme a trial compared fairly, or that the main one was not."""
    fair = labels.nouns(_fair_findings(Scope(experiment=trial.id, theme=outcome.theme), context), context.lang)
    return context.t("overview.fairly_on", outcomes=fair) if fair else context.t("overview.not_fairly")


def _fair_findings(scope: Scope, context: PageContext) -> list[FindingRow]:
    return [row for row in queries.findings(scope, context) if row.counts and is_fair(row)]
