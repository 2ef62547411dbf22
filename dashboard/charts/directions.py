"""Direction charts: findings without a size, one chart per kind of comparison, drawn so that no size can be read."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import Any, Literal

from dashboard.charts.figures.directions import directions as figure
from dashboard.db import queries
from dashboard.db.rows.results import FindingRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import count, t
from dashboard.labels import labels
from dashboard.models.chart import Chart, MarkDetails
from dashboard.models.context import Context, Scope
from dashboard.models.filters import COMPARISONS
from dashboard.models.marks import Direction
from dashboard.models.text import Group, Head, Note, Table, TypeLabel
from dashboard.statements.from_rows import of_rows

Rows = Sequence[FindingRow]
Side = Literal["unfavourable", "same", "favourable", "other"]

SIDES: tuple[Side, ...] = ("unfavourable", "same", "favourable", "other")
_ONE_WAY = ("favourable", "unfavourable")
COUNTED = ("favourable", "unfavourable", "same", "no_effect", "neutral", "other")


def side(verdict: str) -> Side:
    """Return the box of a verdict; neutral, mixed and unclear verdicts are `other`."""
    return verdict if verdict in ("unfavourable", "same", "favourable") else "other"  # type: ignore[return-value]


def block_of(row: FindingRow, lang: str) -> str:
    """Return the trial of a finding, or that it is of several municipalities."""
    return labels.experiment(row) if row.experiment_id else t("about.several_municipalities", lang)


def counted_as(effect: str) -> str:
    """Return how an effect is counted: one that the source does not call an effect has a count of its own."""
    return effect if effect in COUNTED else "other"


def counted(item: str, number: int, comparison: str, lang: str) -> str:
    """Return a number of results on a side; what went up without another group is not said to be favourable."""
    key = f"{item}_over_time" if comparison == "over_time" and item in _ONE_WAY else item
    return count(f"directions.count.{key}", lang, number, n=formats.number(number, lang))


def _counts(own: Rows, lang: str) -> str:
    """Return the counts by side with their outcomes, such as `3 resultaten zijn gunstig (deeltijdwerk en inkomen)`."""
    parts = []
    for item in COUNTED:
        rows = [row for row in own if counted_as(row.effect) == item]
        if rows:
            number = counted(item, len(rows), rows[0].comparison, lang)
            parts.append(t("directions.named", lang, counted=number, outcome=labels.nouns(rows, lang)))
    return formats.listing(parts, lang)


def described(row: FindingRow, lang: str) -> str:
    """Return one result for a reader who does not see the chart."""
    result = labels.lower_first(labels.verdict_word(row.effect, lang))
    if row.partly and row.verdict in _ONE_WAY:
        result = t("directions.sometimes", lang, result=result)
    if not row.experiment_id:
        outcome = labels.lower_first(row.indicator)
        years = formats.years(row.start, row.end)
        return t("directions.described_national", lang, outcome=outcome, years=years, result=result)
    return t(
        "directions.described", lang, outcome=labels.lower_first(row.indicator),
        approach=labels.lower_first(labels.approach(row, lang)), result=result, experiment=block_of(row, lang),
    )  # fmt: skip


def _which(rows: Rows, limited: Sequence[bool], lang: str) -> str:
    """Return the municipalities of the limited results, unless these are all that the sentence is about."""
    own = dict.fromkeys(row.municipality or "" for row, is_limited in zip(rows, limited, strict=True) if is_limited)
    every = {row.municipality or "" for row in rows}
    return "" if every == set(own) else t("directions.which", lang, places=formats.listing(list(own), lang))


def sentence(rows: Rows, group: str, context: Context) -> str:
    """Return the counts of each trial with their limits, and how groups were formed."""
    lang = context.lang
    parts = [
        t("directions.block", lang, experiment=block, counts=_counts(list(own), lang))
        for block, own in groupby(rows, key=lambda row: block_of(row, lang))
    ]
    limits = {
        "partly": [row.partly for row in rows],
        "untested": [row.test == "not_stated" for row in rows],
        "not_tested": [row.test == "not_tested" for row in rows],
        "second_hand": [labels.second_hand(row, context) for row in rows],
    }
    parts += [
        count(f"directions.{name}", lang, sum(own), n=formats.number(sum(own), lang), which=_which(rows, own, lang))
        for name, own in limits.items()
        if any(own)
    ]
    if len(rows) > 1 and not rows[0].experiment_id:
        parts.append(t("directions.same_trials", lang))
    return " ".join([*parts, t("directions.no_size", lang), t(f"directions.sure.{group}", lang)])


def _mark_ids(rows: Rows, lang: str) -> dict[str, str]:
    """Return the id of the mark of each finding by its id; findings that share a mark share its id, that of the first."""
    first: dict[tuple[str, ...], str] = {}
    keys = {row.id: (block_of(row, lang), row.indicator, side(row.verdict), row.type_id or "together") for row in rows}
    return {id: first.setdefault(key, id) for id, key in keys.items()}


def _subjects(rows: Rows, lang: str) -> dict[str, frozenset[str]]:
    """Return the municipality and approaches that each mark is about."""
    ids, subjects = _mark_ids(rows, lang), dict[str, set[str]]()
    for row in rows:
        subjects.setdefault(ids[row.id], set()).update(filter(None, (row.municipality_id, row.type_id, *row.types)))
    return {id: frozenset(own) for id, own in subjects.items()}


def _details(rows: Rows, context: Context) -> tuple[MarkDetails, ...]:
    """Return the details of each mark; of findings that share one, all results are named and the first source."""
    lang, ids = context.lang, _mark_ids(rows, context.lang)
    result = []
    for id in dict.fromkeys(ids.values()):
        own = [row for row in rows if ids[row.id] == id]
        first = own[0]
        result.append(
            MarkDetails(
                id=id,
                place=first.municipality or t("about.several_municipalities", lang),
                group=t("mark.of_outcome", lang, outcome=first.indicator, arm=labels.approach(first, lang)),
                value=f"{' / '.join(dict.fromkeys(_result(row, lang) for row in own))}; {t('mark.no_size', lang)}",
                comparison=first.comparison_arm or "",
                people=t("mark.no_people", lang),
                fairness=labels.strength(first.level, first.comparison_group, lang).name,
                **labels.mark_source(first, context),
            )
        )
    return tuple(result)


def _result(row: FindingRow, lang: str) -> str:
    return f"{labels.verdict_word(row.effect, lang)}; {labels.test_words(row.test, lang)}"


def _figure_rows(rows: Rows, lang: str) -> list[Direction]:
    """Return a Direction for each outcome and side; arms with the same finding share a box."""
    result, ids = [], _mark_ids(rows, lang)
    for (block, outcome), grouped in groupby(rows, key=lambda row: (block_of(row, lang), row.indicator)):
        own = list(grouped)
        for item in SIDES:
            here = [row for row in own if side(row.verdict) == item]
            if here:
                tests = dict.fromkeys(labels.test_words(row.test, lang) for row in here)
                marks = {row.type_id or "together": ids[row.id] for row in here}
                result.append(
                    Direction(
                        block=block, row=outcome, side=item, marks=tuple(marks), ids=tuple(marks.values()),
                        test=" / ".join(tests),
                    )
                )  # fmt: skip
    return result


def _table(rows: Rows, context: Context, *, caption: str) -> Table:
    lang, ids = context.lang, _mark_ids(rows, context.lang)
    groups = []
    for block, grouped in groupby(rows, key=lambda row: block_of(row, lang)):
        lines, own = [], list(grouped)
        for row in own:
            matches = labels.source(row, context)
            origin = t("directions.from", lang, publisher=matches.publisher, locator=", ".join(matches.locators))
            lines.append((row.indicator, labels.approach(row, lang), _result(row, lang), f"{row.text} {origin}"))
        groups.append(Group(title=block, rows=tuple(lines), marks=tuple((ids[row.id],) for row in own)))
    heads = tuple(
        Head(label=t(f"directions.head.{name}", lang)) for name in ("outcome", "approach", "result", "in_words")
    )
    return Table(caption=caption, heads=heads, groups=tuple(groups))


_COLUMNS = """
    municipality experiment=short indicator arm comparison comparison_arm evidence_level=level result=verdict
    direction_of_indicator=direction test size start end text
"""


def _csv(row: FindingRow, context: Context) -> dict[str, Any]:
    return labels.csv_row(row, _COLUMNS, context, arm=labels.approach(row, context.lang), size="not_found")


def _chart(rows: Rows, group: str, context: Context, *, key: str, also: Rows = ()) -> Chart:
    """Return a chart; `also` are rows that are not drawn but limit what may be said of the others."""
    lang = context.lang
    shown, question = _figure_rows(rows, lang), t(f"directions.question.{key}", lang)
    level = rows[0].level if group != "unrated" else None
    return Chart(
        key=f"directions.{key}",
        question=question,
        sentence=sentence(rows, group, context),
        description=" ".join(described(row, lang) for row in rows),
        draw=partial(figure, shown, lang=lang),
        reading=(
            Note(head=t("chart.how_to_read", lang), text=t("directions.reading", lang)),
            Note(head=t("directions.do_not_add_head", lang), text=t("directions.do_not_add", lang)),
        ),
        strength=labels.strength(level, group, lang),
        table=_table(rows, context, caption=question),
        sources=labels.sources(rows, context),
        rows=tuple(_csv(row, context) for row in rows),
        types=_types(rows, context),
        statements=of_rows(context, findings=[*rows, *also]),
        directions=tuple(shown),
        marks=_details(rows, context),
        subjects=_subjects(rows, lang),
    )


def _types(rows: Rows, context: Context) -> tuple[TypeLabel, ...]:
    """Return the marks of the figure with their names; a finding without an arm has the mark of all groups."""
    types = labels.types([row.type_id for row in rows if row.type_id], context)
    if all(row.type_id for row in rows):
        return types
    return (*types, TypeLabel(id="together", name=t("directions.together_mark", context.lang)))


def directions(scope: Scope, context: Context) -> tuple[Chart, ...]:
    """Return a chart for each kind of comparison, and one for results of several municipalities."""
    rows = [row for row in queries.findings(scope, context) if row.preferred and row.basis == "measured"]
    result = []
    for group in COMPARISONS:
        own = [row for row in rows if row.comparison_group == group and row.counts]
        if own:
            also = [row for row in rows if row.comparison_group == group and row.about == "comparison_arm"]
            result.append(_chart(own, group, context, key=group, also=also))
    together = [row for row in rows if row.about == "several_municipalities"]
    for group in COMPARISONS:
        own = [row for row in together if row.comparison_group == group]
        if own:
            result.append(_chart(own, group, context, key=f"national_{group}"))
    return tuple(result)
