"""The content of one cell of the evidence map: answer, numbers, results, gaps and claims."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.db import queries
from dashboard.db.rows.evidence import CellRow, GapRow
from dashboard.db.rows.results import NOT_USED, FindingRow, NumberRow, PairRow
from dashboard.db.rows.subjects import ExperimentRow, ThemeRow
from dashboard.labels import labels
from dashboard.labels.pairs import cell, differ_in_arms, difference, frequencies, label
from dashboard.models.chart import StatementGroup
from dashboard.models.context import Scope
from dashboard.models.evidence import Panel
from dashboard.models.text import Group, Note, Table, heads
from dashboard.statements.from_rows import of_rows
from dashboard.web.pages.context import MOST_IN_A_CELL, PageContext
from dashboard.web.pages.evidence.cell_signs import strength_of
from dashboard.web.pages.evidence.cell_words import result_sentence, unclear
from dashboard.web.pages.evidence.findings import finding, interim_of, number


@dataclass(frozen=True, kw_only=True)
class CellRows:
    """The rows on a theme, by how they are shown. `alone` are numbers without a comparison arm."""

    scope: Scope
    gap: GapRow | None
    pairs: list[PairRow]
    measured: list[FindingRow]
    alone: list[NumberRow]
    series: list[NumberRow]
    controls: list[FindingRow]
    claims: list[FindingRow]
    interim_numbers: list[NumberRow]
    interim_findings: list[FindingRow]
    old_numbers: list[NumberRow]
    old_findings: list[FindingRow]


def cell_scope(experiment: ExperimentRow, theme: ThemeRow) -> Scope:
    """Return the scope of a cell, up to its limit."""
    return Scope(most=MOST_IN_A_CELL, experiment=experiment.id, theme=theme.id)


def cell_rows(scope: Scope, context: PageContext, *, type_id: str = "") -> CellRows:
    """Return the rows in a scope, numbers and findings only of one approach where there is a `type_id`."""
    numbers = [row for row in queries.unpaired_numbers(scope, context) if type_id in ("", row.type_id)]
    findings = [row for row in queries.findings(scope, context) if type_id in ("", row.type_id)]
    return CellRows(
        scope=scope,
        gap=next(iter(queries.gaps(scope, context)), None),
        pairs=[row for row in queries.pairs(scope, context) if row.preferred],
        measured=[row for row in findings if row.counts],
        alone=[row for row in numbers if row.reason not in (*NOT_USED, "series")],
        series=[row for row in numbers if row.reason == "series"],
        controls=[row for row in findings if row.about == "comparison_arm" and row.preferred],
        claims=[row for row in findings if row.basis == "claim"],
        interim_numbers=[row for row in numbers if row.reason == "interim"],
        interim_findings=[row for row in findings if row.interim],
        old_numbers=[row for row in numbers if row.reason in ("superseded", "doubtful")],
        old_findings=[row for row in findings if row.basis == "measured" and not row.preferred and not row.interim],
    )


def cut_notice(cell: CellRow, scope: Scope, context: PageContext) -> str:
    """Return a notice that a cell has more results than are shown; empty when all are."""
    return context.t("bounds.cell", total=context.number(cell.results)) if queries.is_cut(scope, context) else ""


def _pairs_table(rows: Sequence[PairRow], context: PageContext) -> Table | None:
    if not rows:
        return None
    several, first, lang = differ_in_arms(rows), rows[0], context.lang
    caption = context.t("evidence.pairs_caption_several")
    if not several:
        comparison_arm = labels.lower_first(first.comparison_arm)
        caption = context.t("evidence.pairs_caption", arm=first.arm, comparison_arm=comparison_arm)
    groups = [
        Group(title=title, rows=tuple(
            (label(row, lang, arms=several), cell(row, lang, side="treated"), cell(row, lang, side="comparison"),
             difference(row, lang))
            for row in grouped
        ))
        for title, grouped in groupby(rows, key=lambda row: row.indicator)
    ]  # fmt: skip
    keys = ("with_and_without.head.group", "evidence.with", "evidence.without", "with_and_without.head.difference")
    return Table(caption=caption, heads=heads(*map(context.t, keys), numeric=range(1, 4)), groups=tuple(groups))


def answer(cell: CellRow, gap: GapRow | None, context: PageContext) -> str:
    """Return by fixed rules what the strongest comparison shows, and whether weaker ones differ."""
    if not cell.results:
        return gap.text if gap else context.t("evidence.answer.not_found")
    has_side = cell.state in ("better", "worse", "direction")
    if cell.state == "direction" and cell.verdict == "unclear":
        parts = [unclear(cell, context)]
    else:
        parts = [result_sentence([cell], context) if has_side else context.t(f"evidence.answer.{cell.state}")]
    if cell.weaker_disagree:
        parts.append(context.t("evidence.weaker_disagree"))
    return " ".join(parts)


def _notes(cell: CellRow, rows: CellRows, context: PageContext) -> list[Note]:
    """Return notes on gaps, missing intervals, the comparison arm itself, and superseded results."""
    notes: list[tuple[str, list[str]]] = []
    if rows.gap and cell.results:
        notes.append(("evidence.missing", [rows.gap.text]))
    if rows.gap:
        notes.append(("evidence.searched", [labels.stop(context.date(rows.gap.searched_on))]))
    if rows.pairs and not any(row.low is not None for row in rows.pairs):
        sentences = dict.fromkeys(row.note for row in rows.pairs if row.note)
        notes.append(("chart.range_head", [context.t("with_and_without.range_why"), *sentences]))
    if rows.controls:
        notes.append(("evidence.control_too", [row.text for row in rows.controls]))
    if rows.old_numbers or rows.old_findings:
        old = []
        for row in rows.old_numbers:
            value = labels.value(row, context.lang)
            old.append(context.t("evidence.old_number", indicator=row.indicator, value=value, why=row.note or ""))
        notes.append(("evidence.superseded", [*old, *(finding.text for finding in rows.old_findings)]))
    return [Note(head=context.t(head), text=" ".join(texts)) for head, texts in notes]


def _statements(rows: CellRows, context: PageContext) -> tuple[StatementGroup, ...]:
    """Return statements on the results; without results, on the gap and the claims."""
    findings, numbers = [*rows.measured, *rows.controls], [*rows.alone, *rows.series]
    if rows.pairs or findings or numbers:
        return of_rows(context, pairs=rows.pairs, findings=findings, numbers=numbers)
    return of_rows(context, findings=rows.claims, gaps=[rows.gap] if rows.gap else [])


def panel(cell: CellRow, experiment: ExperimentRow, theme: ThemeRow, context: PageContext, *, part: int = 1) -> Panel:
    """Return the panel of a cell, with its sources. Its close link leads to that part of the map."""
    rows = cell_rows(cell_scope(experiment, theme), context)
    more = cut_notice(cell, rows.scope, context)
    cited: list[labels.Cited] = [*rows.pairs, *rows.old_numbers, *rows.old_findings, *rows.controls]
    title = context.t(
        "evidence.title",
        municipality=experiment.municipality,
        experiment=experiment.short,
        theme=labels.lower_first(theme.label),
    )
    compare = context.link("compare", theme=theme.id, municipalities=(experiment.municipality_id,))
    return Panel(
        title=title,
        answer=answer(cell, rows.gap, context),
        table=_pairs_table(rows.pairs, context),
        findings=(*(finding(row, context) for row in rows.measured), *(number(row, context) for row in rows.alone)),
        notes=(*([Note(head=context.t("bounds.more"), text=more)] if more else []), *_notes(cell, rows, context)),
        claims=tuple(finding(row, context) for row in rows.claims),
        strength=strength_of(cell, context),
        sources=labels.sources(cited, context),
        more_href=compare if rows.pairs or rows.measured or rows.series else "",
        size_href=context.link("trial_size") if cell.state in ("same", "mixed") else "",
        close_href=context.address(open="", page=part, anchor=f"cell-{experiment.id}.{theme.id}"),
        statements=_statements(rows, context),
        interim=interim_of(rows.interim_numbers, rows.interim_findings, context),
        frequencies=frequencies(rows.pairs, context.lang),
    )
