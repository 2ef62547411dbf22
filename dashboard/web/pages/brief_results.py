"""The results that a brief could give, in the order in which they are wanted, and how sure they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, zip_longest

from dashboard.db import queries
from dashboard.db.rows.results import FindingRow, PairRow
from dashboard.exports.brief import Result
from dashboard.i18n import formats
from dashboard.labels import labels as words
from dashboard.labels import pairs as pair_words
from dashboard.models.text import Strength
from dashboard.web.pages.brief_scope import about, experiments, scope
from dashboard.web.pages.context import PageContext

_MOST_KINDS = 4


def _pairs(context: PageContext) -> list[tuple[PairRow, Result]]:
    """Numbers beside their comparison arm; several groups of one outcome share a result."""
    labels = {row.id: row for row in queries.indicators(context)}
    lang, result = context.lang, []
    rows = [
        row for row in queries.pairs(scope(context), context) if row.preferred and row.theme in about(context).themes
    ]
    for _, grouped in groupby(rows, key=lambda row: (row.group_key, row.experiment_id, row.type_id)):
        own = list(grouped)
        first = own[0]
        parts = [
            context.t(
                "brief.pair",
                indicator=words.start_small(labels[first.indicator_id].label),
                treated=pair_words.value(first, lang, side="treated"),
                arm=words.members(first.arm, lang),
                comparison=pair_words.value(first, lang, side="comparison"),
                comparison_arm=words.members(first.comparison_arm, lang),
                group=words.start_small(pair_words.group(first, lang)),
            )
        ]
        parts += [
            context.t(
                "brief.pair_more",
                group=pair_words.group(row, lang),
                treated=formats.short(row.treated, "none", lang, row.decimals, row.qualifier),
                comparison=pair_words.value(row, lang, side="comparison"),
            )
            for row in own[1:]
        ]
        kind = first.comparison if first.comparable else "not_comparable"
        built = Result(
            whose=words.experiment(first),
            text=" ".join(parts),
            strength=words.strength(first.level, kind, lang),
            sources=words.sources(own, context),
        )
        result.append((first, built))
    return result


def _findings(context: PageContext) -> list[tuple[FindingRow, Result]]:
    lang = context.lang
    return [
        (
            row,
            Result(
                whose=words.experiment(row),
                text=row.text,
                strength=words.strength(row.level, row.comparison, lang),
                sources=words.sources([row], context),
            ),
        )
        for row in queries.findings(scope(context), context)
        if row.counts and row.experiment_id and row.theme in about(context).themes
    ]


def results_of(context: PageContext) -> tuple[Result, ...]:
    """Experiment by experiment; within one, the strongest of each theme first, then the second of each."""
    themes = about(context).themes
    places = {row.id: place for place, row in enumerate(experiments(context))}
    matches: dict[tuple[int, str], list[Result]] = {}
    rows: list[tuple[PairRow | FindingRow, Result]] = [*_pairs(context), *_findings(context)]
    own = about(context).type
    # On a type, what is said of it alone goes before what is said of approaches together.
    rows.sort(key=lambda one: (bool(own) and one[0].type_id != own, -(one[0].level or 0)))
    for row, result in rows:
        matches.setdefault((places[row.experiment_id or ""], row.theme), []).append(result)
    built: list[Result] = []
    for place in sorted(set(places.values())):
        columns = [matches.get((place, theme), []) for theme in themes]
        built.extend(one for line in zip_longest(*columns) for one in line if one)
    return tuple(built)


def strengths(results: Sequence[Result], context: PageContext) -> tuple[tuple[Strength, str], ...]:
    """Return each kind of comparison with how many results rest on it, the strongest first."""
    counted = Counter(result.strength for result in results)
    ordered = sorted(counted.items(), key=lambda one: -(one[0].level or 0))[:_MOST_KINDS]
    return tuple(
        (strength, context.t(f"brief.results.{'one' if n == 1 else 'many'}", n=formats.number(n, context.lang)))
        for strength, n in ordered
    )
