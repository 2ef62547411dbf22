"""What is behind one cell of the evidence map: the answer, numbers, results, what is missing, what is only claimed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dashboard.charts.frequencies import hundreds
from dashboard.db import queries
from dashboard.db.queries import Row, Scope
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.labels import labels as words
from dashboard.labels.pairs import differ_in_arms, label
from dashboard.models.chart import SayingGroup
from dashboard.models.evidence import Finding, Panel
from dashboard.models.kinds import State
from dashboard.models.text import Group, Head, Note, Table
from dashboard.statements.from_rows import of_rows
from dashboard.web.pages.context import MOST_IN_A_CELL, PageContext
from dashboard.web.pages.row_limit import cut


def _state(row: Row) -> State | None:
    """The state of one finding: as in the map, better and worse ask for a fair comparison and a test."""
    shown = (row["level"] or 0) >= 3 and row["test"] == "significant"
    return {"favourable": "better", "unfavourable": "worse"}.get(row["verdict"]) if shown else None  # type: ignore[return-value]


def finding(row: Row, context: PageContext) -> Finding:
    """A finding row as a result in words."""
    return Finding(
        head=row[f"indicator_{context.lang}"],
        text=row[f"text_{context.lang}"],
        verdict=row["verdict"],
        state=_state(row),
        word=words.verdict_word(row["verdict"], context.lang),
        marks=words.types((row["type_id"],), context.lang, as_of=context.as_of) if row["type_id"] else (),
        strength=words.strength(row["level"], row["comparison"], context.lang),
        test=words.test_words(row["test"], context.lang),
        source=words.source(row, context.lang, as_of=context.as_of),
    )


def number(row: Row, context: PageContext) -> Finding:
    """A number without a place beside a comparison arm, as a result in words."""
    lang = context.lang
    parts = [f"{words.value(row, lang)}."]
    if row[f"subgroup_{lang}"]:
        parts.append(words.stop(row[f"subgroup_{lang}"]))
    when = formats.period(row["start"], row["end"], lang)
    if when:
        parts.append(context.t("evidence.when", when=when))
    if row["n"] is not None:
        parts.append(context.t("evidence.about_people", n=formats.full(row["n"], "persons", lang)))
    parts.extend(words.stop(text) for text in (row[f"note_{lang}"], row[f"caution_{lang}"]) if text)
    comparison = row["comparison"] or "none"
    return Finding(
        head=row[f"indicator_{lang}"],
        text=" ".join(parts),
        verdict=None,
        word=context.t(f"evidence.number.{row['reason']}"),
        marks=words.types((row["type_id"],), lang, as_of=context.as_of) if row["type_id"] else (),
        strength=words.strength(row["level"], comparison, lang),
        test="",
        source=words.source(row, lang, as_of=context.as_of),
    )


def _pairs_table(rows: Sequence[Row], context: PageContext) -> Table | None:
    if not rows:
        return None
    lang = context.lang
    labels = {row["id"]: row for row in queries.indicators(as_of=context.as_of)}
    groups = []
    apart = differ_in_arms(rows)
    for id, grouped in groupby(rows, key=lambda row: row["indicator_id"]):
        lines = tuple(
            (
                label(row, lang, arms=apart),
                formats.short(row["treated"], row["unit"], lang, row["decimals"], row["qualifier"]),
                formats.short(row["comparison_value"], row["unit"], lang, row["decimals"], row["comparison_qualifier"]),
                formats.full(
                    abs(row["difference"]),
                    "percentage_points" if row["unit"] == "percent" else row["unit"],
                    lang,
                    row["decimals"],
                ),
            )
            for row in grouped
        )
        groups.append(Group(title=context.label(labels[id]), rows=lines))
    first = rows[0]
    return Table(
        caption=context.t("evidence.pairs_caption_several")
        if apart
        else context.t(
            "evidence.pairs_caption",
            arm=first[f"arm_{lang}"],
            comparison_arm=words.start_small(first[f"comparison_arm_{lang}"]),
        ),
        heads=(
            Head(label=t("with_and_without.head.group", lang)),
            Head(label=t("evidence.with", lang), numeric=True),
            Head(label=t("evidence.without", lang), numeric=True),
            Head(label=t("with_and_without.head.difference", lang), numeric=True),
        ),
        groups=tuple(groups),
    )  # fmt: skip


def answer(cell: Row, gap: Row | None, context: PageContext) -> str:
    """One or two sentences by fixed rules: what the strongest comparison says, and that weaker ones may differ."""
    if not cell["results"]:
        return gap[f"text_{context.lang}"] if gap else context.t("evidence.answer.not_found")
    key = f"direction_{cell['verdict']}" if cell["state"] == "direction" else cell["state"]
    parts = [context.t(f"evidence.answer.{key}")]
    if cell["weaker_disagree"]:
        parts.append(context.t("evidence.weaker_disagree"))
    return " ".join(parts)


def _notes(
    cell: Row, gap: Row | None, pairs: Sequence[Row], old: Sequence[Row], controls: Sequence[Row], context: PageContext
) -> tuple[Note, ...]:
    lang = context.lang
    notes = []
    if gap and cell["results"]:
        notes.append(Note(head=context.t("evidence.missing"), text=gap[f"text_{lang}"]))
    if gap:
        day = formats.date(gap["searched_on"].isoformat(), lang)
        notes.append(Note(head=context.t("evidence.searched"), text=words.stop(day)))
    if pairs and not any(row["low"] is not None for row in pairs):
        said = dict.fromkeys(row[f"note_{lang}"] for row in pairs if row[f"note_{lang}"])
        notes.append(
            Note(head=context.t("chart.range_head"), text=" ".join([context.t("with_and_without.range_why"), *said]))
        )
    if controls:
        texts = [row[f"text_{lang}"] for row in controls]
        notes.append(Note(head=context.t("evidence.control_too"), text=" ".join(texts)))
    if old:
        notes.append(Note(head=context.t("evidence.superseded"), text=" ".join(_old(row, context) for row in old)))
    return tuple(notes)


def _old(row: Row, context: PageContext) -> str:
    lang = context.lang
    if "text_nl" in row:
        return str(row[f"text_{lang}"])
    label = row[f"indicator_{lang}"]
    return context.t(
        "evidence.old_number", indicator=label, value=words.value(row, lang), why=row[f"note_{lang}"] or ""
    )


def said(
    gap: Row | None,
    theme: Row,
    context: PageContext,
    *,
    pairs: Sequence[Row],
    findings: Sequence[Row],
    numbers: Sequence[Row],
    claims: Sequence[Row],
) -> tuple[SayingGroup, ...]:
    """What may be said of the results; where nothing was measured, of the gap and of what is claimed."""
    labels = {row["id"]: row for row in queries.indicators(as_of=context.as_of)}
    if pairs or findings or numbers:
        return of_rows(
            context.lang, as_of=context.as_of, pairs=pairs, findings=findings, numbers=numbers, indicators=labels
        )
    gaps = [gap] if gap else []
    return of_rows(context.lang, as_of=context.as_of, findings=claims, gaps=gaps, themes={theme["id"]: theme})


def panel(cell: Row, experiment: Row, theme: Row, context: PageContext, *, part: int = 1) -> Panel:
    """Everything that is known behind a cell, with its sources. It closes to that part of the map."""
    scope = Scope(as_of=context.as_of, most=MOST_IN_A_CELL, experiment=experiment["id"], theme=theme["id"])
    more = cut(cell, scope, context)
    gap = next(iter(queries.gaps(scope)), None)
    all_pairs, numbers, findings = queries.pairs(scope), queries.numbers(scope), queries.findings(scope)
    pairs = [row for row in all_pairs if row["preferred"]]
    measured = [row for row in findings if row["counts"]]
    alone = [row for row in numbers if row["reason"] not in ("superseded", "series")]
    old = [
        *(row for row in numbers if row["reason"] == "superseded"),
        *(row for row in findings if row["basis"] == "measured" and not row["preferred"]),
    ]
    claims = [row for row in findings if row["basis"] == "claim"]
    controls = [row for row in findings if row["about"] == "comparison_arm" and row["preferred"]]
    series = [row for row in numbers if row["reason"] == "series"]
    has_chart = bool(pairs or measured or series)
    labels = {row["id"]: row for row in queries.indicators(as_of=context.as_of)}
    return Panel(
        title=context.t(
            "evidence.title",
            municipality=experiment["municipality"],
            experiment=experiment[f"short_{context.lang}"],
            theme=words.start_small(context.label(theme)),
        ),
        answer=answer(cell, gap, context),
        table=_pairs_table(pairs, context),
        findings=(*(finding(row, context) for row in measured), *(number(row, context) for row in alone)),
        notes=(
            *([Note(head=context.t("bounds.more"), text=more)] if more else []),
            *_notes(cell, gap, pairs, old, controls, context),
        ),
        claims=tuple(finding(row, context) for row in claims),
        strength=words.strength(cell["level"], cell["comparison"], context.lang) if cell["comparison"] else None,
        sources=words.sources([*pairs, *old, *controls], context.lang, as_of=context.as_of),
        more_href=context.address(
            context.t("path.compare"), theme=theme["id"], indicator="", open="",
            municipalities=(experiment["municipality_id"],), types=(), comparisons=(), measured=False,
            words="", page=1,
        )
        if has_chart
        else "",
        close_href=context.address(open="", page=part, anchor=f"cell-{experiment['id']}.{theme['id']}"),
        sayings=said(gap, theme, context, pairs=pairs, findings=[*measured, *controls], numbers=[*alone, *series],
                         claims=claims),
        hundreds=hundreds(pairs, context.lang, indicators=labels),
    )  # fmt: skip
