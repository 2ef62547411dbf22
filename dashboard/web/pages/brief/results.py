"""The results that a brief gives, by one rule that no language and no layout changes."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby, zip_longest
from typing import TypeVar

from dashboard.db import queries
from dashboard.db.rows.results import NOT_USED, FindingRow, NumberRow, PairRow
from dashboard.exports.brief import Result
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.statements.from_rows import of_rows
from dashboard.web.pages.brief.scope import BriefScope
from dashboard.web.pages.evidence import national
from dashboard.web.pages.evidence.answers import RANDOMISED_LEVEL
from dashboard.web.pages.evidence.findings import FAIR

Item = TypeVar("Item")
Candidate = tuple[PairRow | FindingRow, list[PairRow]]
MOST_RESULTS, MOST_NATIONAL = 3, 2
# Results of these sides take turns, so that a brief shows favourable results and others.
_SIDES = ("favourable", "same", "unfavourable")


def pairs_of(brief: BriefScope) -> list[PairRow]:
    """Return the preferred numbers beside their comparison arm within the scope."""
    rows = queries.pairs(brief.query(), brief.context)
    return [row for row in rows if row.preferred and row.theme in brief.themes]


def findings_of(brief: BriefScope) -> list[FindingRow]:
    """Return the findings of experiments within the scope."""
    rows = queries.findings(brief.query(), brief.context)
    return [row for row in rows if row.counts and row.experiment_id and row.theme in brief.themes]


def is_about(row: PairRow | FindingRow | NumberRow, brief: BriefScope) -> bool:
    """Return whether a result is about the approach of the brief alone; without an approach every result is."""
    return not brief.type or row.type_id == brief.type


def _candidates(brief: BriefScope) -> list[Candidate]:
    """Return each result once; several groups of one outcome are one result with all its pairs."""
    grouped = groupby(pairs_of(brief), key=lambda row: (row.group_key, row.experiment_id, row.type_id))
    sized = [list(rows) for _, rows in grouped]
    return [*((rows[0], rows) for rows in sized), *((row, list[PairRow]()) for row in findings_of(brief))]


def by_turns(columns: Iterable[Iterable[Item]]) -> list[Item]:
    """Return the first item of each column, then the second of each, and so on."""
    return [item for line in zip_longest(*columns) for item in line if item]


def ranked(brief: BriefScope) -> list[Candidate]:
    """Return the results in order of preference.

    Results on the approach alone come before those on several together; then the first result of each experiment and side
    before the second; then the fairest comparison; sides of the same rank take turns.
    """
    seen = Counter[tuple[str | None, str]]()
    ranks: dict[tuple[bool, int, int], dict[str, list[Candidate]]] = {}
    for one in sorted(_candidates(brief), key=lambda one: -(one[0].level or 0)):
        row = one[0]
        side = row.verdict if row.verdict in _SIDES else "other"
        rank = (not is_about(row, brief), seen[row.experiment_id, side] + (side == "other"), -(row.level or 0))
        seen[row.experiment_id, side] += 1
        ranks.setdefault(rank, {}).setdefault(side, []).append(one)
    result: list[Candidate] = []
    for _, sides in sorted(ranks.items(), key=lambda one: one[0]):
        columns = [sides.get(side, []) for side in (*_SIDES, "other")]
        result += by_turns(columns)
    return result


def _result(one: Candidate, brief: BriefScope) -> Result:
    """Return a result with the sentence that one may use of it, which has its limits."""
    row, sized = one
    context = brief.context
    whose = labels.whose(row, context.lang)
    if row.experiment_id and not is_about(row, brief) and isinstance(row, FindingRow):
        # Such a result says nothing about one of the approaches.
        whose = f"{whose}, {labels.lower_first(labels.approach(row, context.lang))}"
    # The name of the trial stands before the sentence.
    groups = of_rows(context, pairs=sized, findings=[row] if isinstance(row, FindingRow) else [], is_named=False)
    comparison = row.comparison_kind if isinstance(row, PairRow) else row.comparison
    return Result(
        whose=whose,
        text=next(statement.text for group in groups for statement in group.statements if statement.allowed),
        strength=labels.strength(row.level, comparison, context.lang),
        sources=labels.sources(sized or [row], context),
    )


def results_of(brief: BriefScope) -> tuple[Result, ...]:
    """Return the preferred results, the fairest comparison first."""
    chosen = ranked(brief)[:MOST_RESULTS]
    chosen.sort(key=lambda one: (not is_about(one[0], brief), -(one[0].level or 0)))
    return tuple(_result(one, brief) for one in chosen)


def national_of(brief: BriefScope) -> tuple[Result, ...]:
    """Return results of several municipalities on the approaches of the scope: an unfavourable one, and one that differs."""
    types = tuple(sorted({brief.type} if brief.type else {id for row in brief.experiments for id in row.type_ids}))
    rows = [row for row in national.findings(brief.context, types=types) if row.theme in brief.themes]
    rows.sort(
        key=lambda row: (
            brief.type not in ("", *row.types),
            row.verdict != "unfavourable",
            row.test != "not_significant",
        )
    )
    other = [row for row in rows[1:] if row.verdict != rows[0].verdict]
    chosen = [*rows[:1], *(other or rows[1:])][:MOST_NATIONAL]
    return tuple(_result((row, []), brief) for row in chosen)


def counted(brief: BriefScope) -> list[PairRow | FindingRow | NumberRow]:
    """Return the results that a brief counts, as the map does: on a type those of that type alone."""
    numbers = [
        row
        for row in queries.unpaired_numbers(brief.query(), brief.context)
        if row.reason not in (*NOT_USED, "series") and row.theme in brief.themes
    ]
    every: list[PairRow | FindingRow | NumberRow] = [*pairs_of(brief), *findings_of(brief), *numbers]
    return [row for row in every if is_about(row, brief)]


def count_of_type(brief: BriefScope) -> str:
    """Return how many results there are on an approach alone, and how fair their comparisons are.

    Their sides are not counted: results of other outcomes and comparisons do not weigh the same.
    """
    context, rows = brief.context, counted(brief)
    if not rows:
        return context.t("brief.of_type.none")
    places = formats.listing(sorted({row.municipality or "" for row in rows}), context.lang)
    sentences = [context.count("brief.of_type", len(rows), places=places)]
    levels = Counter(row.level for row in rows)
    fair = {"by_lot": levels[RANDOMISED_LEVEL], "matched": levels[FAIR]}
    sentences += [context.t(f"brief.of_type.{how}", n=context.number(n)) for how, n in fair.items() if n]
    return " ".join(sentences if any(fair.values()) else [*sentences, context.t("brief.of_type.unfair")])
