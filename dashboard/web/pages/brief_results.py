"""The results that a brief could give, in order of preference, and how strong their comparisons are."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby, zip_longest

from dashboard.db import queries
from dashboard.db.rows.results import FindingRow, PairRow
from dashboard.exports.brief import Result
from dashboard.i18n import formats
from dashboard.labels import labels, pairs
from dashboard.models.text import Strength
from dashboard.web.pages.brief_scope import BriefScope

_MOST_KINDS = 4
_MOST_NATIONAL = 2


def pairs_of(brief: BriefScope) -> list[PairRow]:
    """Return the preferred numbers beside their comparison arm within the scope."""
    rows = queries.pairs(brief.query(), brief.context)
    return [row for row in rows if row.preferred and row.theme in brief.themes]


def findings_of(brief: BriefScope) -> list[FindingRow]:
    """Return the findings of experiments within the scope."""
    rows = queries.findings(brief.query(), brief.context)
    return [row for row in rows if row.counts and row.experiment_id and row.theme in brief.themes]


def _national(brief: BriefScope) -> Iterator[Result]:
    """Yield what studies of several municipalities found, the unfavourable first."""
    rows = [
        row
        for row in queries.findings(brief.query(), brief.context)
        if not row.experiment_id and row.preferred and row.basis == "measured" and row.theme in brief.themes
    ]
    for row in sorted(rows, key=lambda row: row.verdict != "unfavourable")[:_MOST_NATIONAL]:
        yield _result(row, brief, whose=brief.context.t("about.several_municipalities"))


def _pair_results(brief: BriefScope) -> Iterator[tuple[PairRow, Result]]:
    """Yield a result for each outcome; several groups of one outcome share it."""
    context, lang = brief.context, brief.context.lang
    indicators = {row.id: row.label for row in queries.indicators(context)}
    for _, grouped in groupby(pairs_of(brief), key=lambda row: (row.group_key, row.experiment_id, row.type_id)):
        first, *others = rows = list(grouped)
        sentences = [
            context.t(
                "brief.pair",
                indicator=labels.lower_first(indicators[first.indicator_id]),
                treated=pairs.value(first, lang, side="treated"),
                arm=labels.members(first.arm, lang),
                comparison=pairs.value(first, lang, side="comparison"),
                comparison_arm=labels.members(first.comparison_arm, lang),
                group=labels.lower_first(pairs.group(first, lang)),
            )
        ]
        for row in others:
            treated = formats.short(row.treated, "none", lang, row.decimals, row.qualifier)
            comparison = pairs.value(row, lang, side="comparison")
            group = pairs.group(row, lang)
            sentences.append(context.t("brief.pair_more", group=group, treated=treated, comparison=comparison))
        kind = first.comparison_kind
        yield (
            first,
            Result(
                whose=labels.experiment(first),
                text=" ".join(sentences),
                strength=labels.strength(first.level, kind, lang),
                sources=labels.sources(rows, context),
            ),
        )


def _finding_results(brief: BriefScope) -> Iterator[tuple[FindingRow, Result]]:
    for row in findings_of(brief):
        whose = labels.experiment(row)
        if brief.type and row.type_id is None:
            # Such a result says nothing about one of the approaches.
            whose = f"{whose}, {labels.lower_first(labels.approach(row, brief.context.lang))}"
        yield row, _result(row, brief, whose=whose)


def _result(row: FindingRow, brief: BriefScope, *, whose: str) -> Result:
    """Return a finding in the words of its row."""
    context = brief.context
    return Result(
        whose=whose,
        text=row.text,
        strength=labels.strength(row.level, row.comparison, context.lang),
        sources=labels.sources([row], context),
    )


def results_of(brief: BriefScope) -> tuple[Result, ...]:
    """Return two results of several municipalities, then those by experiment.

    Within an experiment the strongest of each theme comes first, then the second of each.
    """
    rows: list[tuple[PairRow | FindingRow, Result]] = [*_pair_results(brief), *_finding_results(brief)]
    # On a type, what is said of it alone goes before what is said of several approaches.
    rows.sort(key=lambda one: (bool(brief.type) and one[0].type_id != brief.type, -(one[0].level or 0)))
    by_cell: dict[tuple[str | None, str], list[Result]] = {}
    for row, result in rows:
        by_cell.setdefault((row.experiment_id, row.theme), []).append(result)
    results: list[Result] = list(_national(brief))
    for experiment in brief.experiments:
        columns = [by_cell.get((experiment.id, theme), []) for theme in brief.themes]
        results.extend(one for line in zip_longest(*columns) for one in line if one)
    return tuple(results)


def strengths(brief: BriefScope) -> tuple[tuple[Strength, str], ...]:
    """Return each kind of comparison with how many results have it, the fairest first; on a type, of that type alone."""
    rows: list[tuple[PairRow | FindingRow, Result]] = [*_pair_results(brief), *_finding_results(brief)]
    counted = Counter(result.strength for row, result in rows if not brief.type or row.type_id == brief.type)
    ordered = sorted(counted.items(), key=lambda one: -(one[0].level or 0))[:_MOST_KINDS]
    return tuple(
        (
            strength,
            brief.context.t(f"brief.results.{'one' if n == 1 else 'many'}", n=formats.number(n, brief.context.lang)),
        )
        for strength, n in ordered
    )
