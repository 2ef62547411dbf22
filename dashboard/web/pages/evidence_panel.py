"""The content of one cell of the evidence map: answer, numbers, results, gaps and claims."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dashboard.charts.frequencies import hundreds
from dashboard.db import queries
from dashboard.db.rows.results import CellRow, FindingRow, GapRow, NumberRow, PairRow
from dashboard.db.rows.subjects import ExperimentRow, ThemeRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.labels import labels as words
from dashboard.labels.pairs import differ_in_arms, difference, label
from dashboard.models.chart import SayingGroup
from dashboard.models.evidence import Finding, Panel
from dashboard.models.kinds import State
from dashboard.models.scope import Scope
from dashboard.models.text import Group, Head, Note, Table
from dashboard.statements.from_rows import of_rows
from dashboard.web.pages.context import MOST_IN_A_CELL, PageContext
from dashboard.web.pages.row_limit import cut


def _state(row: FindingRow) -> State | None:
    """Return the state of a finding; better and worse require a fair comparison and a test, as in the map."""
    shown = (row.level or 0) >= 3 and row.test == "significant"
    return {"favourable": "better", "unfavourable": "worse"}.get(row.verdict) if shown else None  # type: ignore[return-value]


def finding(row: FindingRow, context: PageContext) -> Finding:
    """Return a finding row as a result in words."""
    return Finding(
        head=row.indicator,
        text=row.text,
        verdict=row.verdict,
        state=_state(row),
        word=words.verdict_word(row.verdict, context.lang),
        marks=words.types((row.type_id,), context) if row.type_id else (),
        strength=words.strength(row.level, row.comparison, context.lang),
        test=words.test_words(row.test, context.lang),
        source=words.source(row, context),
    )


def number(row: NumberRow, context: PageContext) -> Finding:
    """Return a number without a comparison arm as a result in words."""
    lang = context.lang
    parts = [f"{words.value(row, lang)}."]
    if row.subgroup:
        parts.append(words.stop(row.subgroup))
    when = formats.period(row.start, row.end, lang)
    if when:
        parts.append(context.t("evidence.when", when=when))
    if row.n is not None:
        parts.append(context.t("evidence.about_people", n=formats.full(row.n, "persons", lang)))
    parts.extend(words.stop(text) for text in (row.note, row.caution) if text)
    comparison = row.comparison or "none"
    return Finding(
        head=row.indicator,
        text=" ".join(parts),
        verdict=None,
        word=context.t(f"evidence.number.{row.reason}"),
        marks=words.types((row.type_id,), context) if row.type_id else (),
        strength=words.strength(row.level, comparison, lang),
        test="",
        source=words.source(row, context),
    )


def _pairs_table(rows: Sequence[PairRow], context: PageContext) -> Table | None:
    if not rows:
        return None
    lang = context.lang
    labels = {row.id: row for row in queries.indicators(context)}
    groups = []
    apart = differ_in_arms(rows)
    for id, grouped in groupby(rows, key=lambda row: row.indicator_id):
        lines = tuple(
            (
                label(row, lang, arms=apart),
                formats.short(row.treated, row.unit, lang, row.decimals, row.qualifier),
                formats.short(row.comparison_value, row.unit, lang, row.decimals, row.comparison_qualifier),
                difference(row, lang),
            )
            for row in grouped
        )
        groups.append(Group(title=labels[id].label, rows=lines))
    first = rows[0]
    return Table(
        caption=context.t("evidence.pairs_caption_several")
        if apart
        else context.t(
            "evidence.pairs_caption",
            arm=first.arm,
            comparison_arm=words.start_small(first.comparison_arm),
        ),
        heads=(
            Head(label=t("with_and_without.head.group", lang)),
            Head(label=t("evidence.with", lang), numeric=True),
            Head(label=t("evidence.without", lang), numeric=True),
            Head(label=t("with_and_without.head.difference", lang), numeric=True),
        ),
        groups=tuple(groups),
    )  # fmt: skip


def answer(cell: CellRow, gap: GapRow | None, context: PageContext) -> str:
    """Return by fixed rules what the strongest comparison shows, and whether weaker ones differ."""
    if not cell.results:
        return gap.text if gap else context.t("evidence.answer.not_found")
    key = f"direction_{cell.verdict}" if cell.state == "direction" else cell.state
    parts = [context.t(f"evidence.answer.{key}")]
    if cell.weaker_disagree:
        parts.append(context.t("evidence.weaker_disagree"))
    return " ".join(parts)


def _notes(
    cell: CellRow,
    gap: GapRow | None,
    pairs: Sequence[PairRow],
    old: Sequence[NumberRow | FindingRow],
    controls: Sequence[FindingRow],
    context: PageContext,
) -> tuple[Note, ...]:
    notes = []
    if gap and cell.results:
        notes.append(Note(head=context.t("evidence.missing"), text=gap.text))
    if gap:
        day = context.date(gap.searched_on)
        notes.append(Note(head=context.t("evidence.searched"), text=words.stop(day)))
    if pairs and not any(row.low is not None for row in pairs):
        said = dict.fromkeys(row.note for row in pairs if row.note)
        notes.append(
            Note(head=context.t("chart.range_head"), text=" ".join([context.t("with_and_without.range_why"), *said]))
        )
    if controls:
        texts = [row.text for row in controls]
        notes.append(Note(head=context.t("evidence.control_too"), text=" ".join(texts)))
    if old:
        notes.append(Note(head=context.t("evidence.superseded"), text=" ".join(_old(row, context) for row in old)))
    return tuple(notes)


def _old(row: NumberRow | FindingRow, context: PageContext) -> str:
    lang = context.lang
    if isinstance(row, FindingRow):
        return row.text
    label = row.indicator
    return context.t("evidence.old_number", indicator=label, value=words.value(row, lang), why=row.note or "")


def said(
    gap: GapRow | None,
    theme: ThemeRow,
    context: PageContext,
    *,
    pairs: Sequence[PairRow],
    findings: Sequence[FindingRow],
    numbers: Sequence[NumberRow],
    claims: Sequence[FindingRow],
) -> tuple[SayingGroup, ...]:
    """Return statements on the results; without results, on the gap and the claims."""
    labels = {row.id: row for row in queries.indicators(context)}
    if pairs or findings or numbers:
        return of_rows(context, pairs=pairs, findings=findings, numbers=numbers, indicators=labels)
    gaps = [gap] if gap else []
    return of_rows(context, findings=claims, gaps=gaps, themes={theme.id: theme})


def panel(cell: CellRow, experiment: ExperimentRow, theme: ThemeRow, context: PageContext, *, part: int = 1) -> Panel:
    """Return the panel of a cell, with its sources. Its close link leads to that part of the map."""
    scope = Scope(most=MOST_IN_A_CELL, experiment=experiment.id, theme=theme.id)
    more = cut(cell, scope, context)
    gap = next(iter(queries.gaps(scope, context)), None)
    all_pairs, numbers, findings = (
        queries.pairs(scope, context),
        queries.numbers(scope, context),
        queries.findings(scope, context),
    )
    pairs = [row for row in all_pairs if row.preferred]
    measured = [row for row in findings if row.counts]
    alone = [row for row in numbers if row.reason not in ("superseded", "series")]
    old: list[NumberRow | FindingRow] = [
        *(row for row in numbers if row.reason == "superseded"),
        *(row for row in findings if row.basis == "measured" and not row.preferred),
    ]
    claims = [row for row in findings if row.basis == "claim"]
    controls = [row for row in findings if row.about == "comparison_arm" and row.preferred]
    series = [row for row in numbers if row.reason == "series"]
    cited: list[words.Cited] = [*pairs, *old, *controls]
    has_chart = bool(pairs or measured or series)
    labels = {row.id: row for row in queries.indicators(context)}
    return Panel(
        title=context.t(
            "evidence.title",
            municipality=experiment.municipality,
            experiment=experiment.short,
            theme=words.start_small(theme.label),
        ),
        answer=answer(cell, gap, context),
        table=_pairs_table(pairs, context),
        findings=(*(finding(row, context) for row in measured), *(number(row, context) for row in alone)),
        notes=(
            *([Note(head=context.t("bounds.more"), text=more)] if more else []),
            *_notes(cell, gap, pairs, old, controls, context),
        ),
        claims=tuple(finding(row, context) for row in claims),
        strength=words.strength(cell.level, cell.comparison, context.lang) if cell.comparison else None,
        sources=words.sources(cited, context),
        more_href=context.link("compare", theme=theme.id, municipalities=(experiment.municipality_id,)) if has_chart else "",
        close_href=context.address(open="", page=part, anchor=f"cell-{experiment.id}.{theme.id}"),
        sayings=said(gap, theme, context, pairs=pairs, findings=[*measured, *controls], numbers=[*alone, *series],
                         claims=claims),
        hundreds=hundreds(pairs, context.lang, indicators=labels),
    )  # fmt: skip
