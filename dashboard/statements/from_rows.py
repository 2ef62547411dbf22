"""Make statements from rows: a finding in the words of its row, a pair with both its numbers."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from dashboard.db import queries
from dashboard.db.rows.evidence import GapRow
from dashboard.db.rows.results import FindingRow, NumberRow, PairRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import known, t
from dashboard.labels import labels
from dashboard.labels.pairs import difference, group, interval, value
from dashboard.models.chart import StatementGroup
from dashboard.models.context import Context
from dashboard.models.text import Source
from dashboard.statements.evidence import Evidence, Side
from dashboard.statements.rules import together

Row = TypeVar("Row")
AnyRow = PairRow | FindingRow | NumberRow | GapRow


def of_rows(
    context: Context,
    *,
    pairs: Iterable[PairRow] = (),
    findings: Iterable[FindingRow] = (),
    numbers: Iterable[NumberRow] = (),
    gaps: Iterable[GapRow] = (),
    is_named: bool = True,
) -> tuple[StatementGroup, ...]:
    """Return the statements about pairs, findings, numbers and gaps: one group per experiment.

    Unless `is_named` is false, a finding names its trial where its municipality has more than one.
    """
    lang = context.lang
    result: dict[str, list[Evidence]] = {}
    themes = {row.id: row.label for row in queries.themes(context)}
    for gap in gaps:
        result.setdefault(gap.experiment_id, []).append(_gap(gap, lang, theme=themes[gap.theme]))
    for alike in _grouped(pairs, lambda row: (row.experiment_id, row.group_key, row.arm, row.comparison_arm)):
        result.setdefault(alike[0].experiment_id, []).append(_pair(alike, context))
    for row in findings:
        result.setdefault(row.experiment_id or "", []).append(_finding(row, context, is_named=is_named))
    for counts in _grouped(numbers, lambda row: (row.experiment_id, row.indicator_id, row.arm_id, row.reason)):
        # Of several counts only the last one is stated, with its date, and never a rise or a fall.
        result.setdefault(counts[0].experiment_id, []).append(_number(counts[-1], context))
    every: list[AnyRow] = [*gaps, *pairs, *findings, *numbers]
    titles = {row.experiment_id or "": labels.whose(row, lang) for row in every}
    built = (together(titles[key], evidence, lang) for key, evidence in result.items())
    return tuple(group for group in built if group.statements)


def _grouped(rows: Iterable[Row], key: Callable[[Row], Hashable]) -> Iterable[list[Row]]:
    """Group rows by key, in order of first appearance."""
    result: dict[Hashable, list[Row]] = {}
    for row in rows:
        result.setdefault(key(row), []).append(row)
    return result.values()


def _subject(type_id: str | None, context: Context) -> str:
    """Return what people would credit with a result: the type of approach, or the trial."""
    lang = context.lang
    if type_id is None:
        return t("statements.trial", lang)
    if known(f"statements.subject.{type_id}"):
        return t(f"statements.subject.{type_id}", lang)
    return next(
        (labels.lower_first(item.name) for item in labels.types((type_id,), context)),
        t("statements.approach", lang),
    )


def _cited(source: Source) -> str:
    return ", ".join(part for part in (source.publisher, source.title, source.published, *source.locators) if part)


def _sources(rows: Sequence[labels.Cited], context: Context) -> tuple[str, ...]:
    return tuple(_cited(source) for source in labels.sources(rows, context))


def _side(row: PairRow, lang: str) -> Side:
    return Side(
        group=group(row, lang),
        treated=value(row, lang, side="treated"),
        comparison=value(row, lang, side="comparison"),
        difference=difference(row, lang),
        value=row.treated,
        start=(row.start or "") if row.timing == "cohort" else "",
        range=interval(row, lang),
        may_be_chance=row.may_be_chance,
    )


def _pair(rows: Sequence[PairRow], context: Context) -> Evidence:
    first = rows[0]
    verdicts = {row.verdict for row in rows}
    return Evidence(
        kind="pair",
        about="treatment_arm",
        comparison=first.comparison_kind,
        verdict=verdicts.pop() if len(verdicts) == 1 else "mixed",
        place=first.municipality,
        approach=first.arm,
        subject=_subject(first.type_id, context),
        outcomes=(first.indicator,),
        indicator=first.indicator_id,
        experiment=first.experiment_id,
        sources=_sources(rows, context),
        population=first.population or "",
        is_share=first.unit == "percent",
        comparison_arm=first.comparison_arm,
        sides=tuple(_side(row, context.lang) for row in rows),
    )


def _trial_name(row: FindingRow, context: Context) -> str:
    """Return the name of the trial of a result when its municipality has more than one."""
    own = [one for one in queries.experiments(context) if one.municipality_id == row.municipality_id]
    return row.short or "" if len(own) > 1 else ""


def _finding(row: FindingRow, context: Context, *, is_named: bool) -> Evidence:
    lang = context.lang
    return Evidence(
        kind="finding",
        about=row.about,
        comparison=row.comparison,
        verdict=row.verdict,
        place=row.municipality or t("statements.several", lang),
        approach=row.arm or "",
        subject=_subject(None if row.about == "comparison_arm" else row.type_id, context),
        outcomes=(row.indicator,),
        indicator=row.indicator_id,
        comparison_arm=row.comparison_arm or "",
        experiment=row.experiment_id or "",
        sources=_sources([row], context),
        test=row.test,
        direction=row.direction,
        basis=row.basis,
        who=labels.source(row, context).publisher,
        trial=_trial_name(row, context) if is_named else "",
        second_hand=labels.second_hand(row, context),
        several_cities=row.several_cities,
        text=row.text,
    )


def _number(row: NumberRow, context: Context) -> Evidence:
    lang = context.lang
    arm = labels.members(row.arm, lang) if row.arm else row.subgroup or t("about.all_treatments", lang)
    return Evidence(
        kind="number",
        about="treatment_arm" if row.arm_id or row.comparison else "all_participants",
        comparison=row.comparison or "none",
        verdict="neutral",
        place=row.municipality,
        approach=arm,
        subject=_subject(row.type_id, context),
        outcomes=(row.indicator,),
        indicator=row.indicator_id,
        sources=_sources([row], context),
        reason=row.reason,
        value=labels.value(row, lang),
        when=formats.period(row.start, row.end, lang),
        population=row.base or "",
    )


def _gap(row: GapRow, lang: str, *, theme: str) -> Evidence:
    return Evidence(
        kind="gap",
        about="all_treatments",
        comparison="none",
        verdict="unclear",
        place=row.municipality,
        approach=t("about.all_treatments", lang),
        subject=t("statements.trial", lang),
        outcomes=(theme,),
        sources=(),
        reason=row.reason,
    )
