"""What is behind one cell of the evidence map: the answer, numbers, results, what is missing, what is only claimed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dashboard import formats, queries
from dashboard.charts import words
from dashboard.charts.claim_rows import of_rows
from dashboard.charts.hundred import hundreds
from dashboard.charts.pair_words import differ_in_arms, label
from dashboard.model import Finding, Group, Head, Note, Panel, SayingGroup, State, Table
from dashboard.pages.bounds import cut
from dashboard.pages.visit import MOST_IN_A_CELL, Visit
from dashboard.queries import Row, Scope
from dashboard.texts import say


def _state(row: Row) -> State | None:
    """The state of one finding: as in the map, better and worse ask for a fair comparison and a test."""
    shown = (row["level"] or 0) >= 3 and row["test"] == "significant"
    return {"favourable": "better", "unfavourable": "worse"}.get(row["verdict"]) if shown else None  # type: ignore[return-value]


def finding(row: Row, visit: Visit) -> Finding:
    """A finding row as a result in words."""
    return Finding(
        head=row[f"indicator_{visit.lang}"],
        text=row[f"text_{visit.lang}"],
        verdict=row["verdict"],
        state=_state(row),
        word=words.verdict_word(row["verdict"], visit.lang),
        marks=words.types((row["type_id"],), visit.lang, as_of=visit.as_of) if row["type_id"] else (),
        strength=words.strength(row["level"], row["comparison"], visit.lang),
        test=words.test_words(row["test"], visit.lang),
        source=words.source(row, visit.lang, as_of=visit.as_of),
    )


def number(row: Row, visit: Visit) -> Finding:
    """A number without a place beside a comparison arm, as a result in words."""
    lang = visit.lang
    parts = [f"{words.value(row, lang)}."]
    if row[f"subgroup_{lang}"]:
        parts.append(words.stop(row[f"subgroup_{lang}"]))
    when = formats.period(row["start"], row["end"], lang)
    if when:
        parts.append(visit.say("evidence.when", when=when))
    if row["n"] is not None:
        parts.append(visit.say("evidence.about_people", n=formats.full(row["n"], "persons", lang)))
    parts.extend(words.stop(text) for text in (row[f"note_{lang}"], row[f"caution_{lang}"]) if text)
    comparison = row["comparison"] or "none"
    return Finding(
        head=row[f"indicator_{lang}"],
        text=" ".join(parts),
        verdict=None,
        word=visit.say(f"evidence.number.{row['reason']}"),
        marks=words.types((row["type_id"],), lang, as_of=visit.as_of) if row["type_id"] else (),
        strength=words.strength(row["level"], comparison, lang),
        test="",
        source=words.source(row, lang, as_of=visit.as_of),
    )


def _pairs_table(rows: Sequence[Row], visit: Visit) -> Table | None:
    if not rows:
        return None
    lang = visit.lang
    labels = {row["id"]: row for row in queries.indicators(as_of=visit.as_of)}
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
        groups.append(Group(title=visit.label(labels[id]), rows=lines))
    first = rows[0]
    return Table(
        caption=visit.say("evidence.pairs_caption_several")
        if apart
        else visit.say(
            "evidence.pairs_caption",
            arm=first[f"arm_{lang}"],
            comparison_arm=words.start_small(first[f"comparison_arm_{lang}"]),
        ),
        heads=(
            Head(label=say("with_and_without.head.group", lang)),
            Head(label=say("evidence.with", lang), numeric=True),
            Head(label=say("evidence.without", lang), numeric=True),
            Head(label=say("with_and_without.head.difference", lang), numeric=True),
        ),
        groups=tuple(groups),
    )  # fmt: skip


def answer(cell: Row, gap: Row | None, visit: Visit) -> str:
    """One or two sentences by fixed rules: what the strongest comparison says, and that weaker ones may differ."""
    if not cell["results"]:
        return gap[f"text_{visit.lang}"] if gap else visit.say("evidence.answer.not_found")
    key = f"direction_{cell['verdict']}" if cell["state"] == "direction" else cell["state"]
    parts = [visit.say(f"evidence.answer.{key}")]
    if cell["weaker_disagree"]:
        parts.append(visit.say("evidence.weaker_disagree"))
    return " ".join(parts)


def _notes(
    cell: Row, gap: Row | None, pairs: Sequence[Row], old: Sequence[Row], controls: Sequence[Row], visit: Visit
) -> tuple[Note, ...]:
    lang = visit.lang
    notes = []
    if gap and cell["results"]:
        notes.append(Note(head=visit.say("evidence.missing"), text=gap[f"text_{lang}"]))
    if gap:
        day = formats.date(gap["searched_on"].isoformat(), lang)
        notes.append(Note(head=visit.say("evidence.searched"), text=words.stop(day)))
    if pairs and not any(row["low"] is not None for row in pairs):
        said = dict.fromkeys(row[f"note_{lang}"] for row in pairs if row[f"note_{lang}"])
        notes.append(
            Note(head=visit.say("chart.range_head"), text=" ".join([visit.say("with_and_without.range_why"), *said]))
        )
    if controls:
        texts = [row[f"text_{lang}"] for row in controls]
        notes.append(Note(head=visit.say("evidence.control_too"), text=" ".join(texts)))
    if old:
        notes.append(Note(head=visit.say("evidence.superseded"), text=" ".join(_old(row, visit) for row in old)))
    return tuple(notes)


def _old(row: Row, visit: Visit) -> str:
    lang = visit.lang
    if "text_nl" in row:
        return str(row[f"text_{lang}"])
    label = row[f"indicator_{lang}"]
    return visit.say(
        "evidence.old_number", indicator=label, value=words.value(row, lang), why=row[f"note_{lang}"] or ""
    )


def said(
    gap: Row | None,
    theme: Row,
    visit: Visit,
    *,
    pairs: Sequence[Row],
    findings: Sequence[Row],
    numbers: Sequence[Row],
    claims: Sequence[Row],
) -> tuple[SayingGroup, ...]:
    """What may be said of the results; where nothing was measured, of the gap and of what is claimed."""
    labels = {row["id"]: row for row in queries.indicators(as_of=visit.as_of)}
    if pairs or findings or numbers:
        return of_rows(
            visit.lang, as_of=visit.as_of, pairs=pairs, findings=findings, numbers=numbers, indicators=labels
        )
    gaps = [gap] if gap else []
    return of_rows(visit.lang, as_of=visit.as_of, findings=claims, gaps=gaps, themes={theme["id"]: theme})


def panel(cell: Row, experiment: Row, theme: Row, visit: Visit, *, part: int = 1) -> Panel:
    """Everything that is known behind a cell, with its sources. It closes to that part of the map."""
    scope = Scope(as_of=visit.as_of, most=MOST_IN_A_CELL, experiment=experiment["id"], theme=theme["id"])
    more = cut(cell, scope, visit)
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
    labels = {row["id"]: row for row in queries.indicators(as_of=visit.as_of)}
    return Panel(
        title=visit.say(
            "evidence.title",
            municipality=experiment["municipality"],
            experiment=experiment[f"short_{visit.lang}"],
            theme=words.start_small(visit.label(theme)),
        ),
        answer=answer(cell, gap, visit),
        table=_pairs_table(pairs, visit),
        findings=(*(finding(row, visit) for row in measured), *(number(row, visit) for row in alone)),
        notes=(
            *([Note(head=visit.say("bounds.more"), text=more)] if more else []),
            *_notes(cell, gap, pairs, old, controls, visit),
        ),
        claims=tuple(finding(row, visit) for row in claims),
        strength=words.strength(cell["level"], cell["comparison"], visit.lang) if cell["comparison"] else None,
        sources=words.sources([*pairs, *old, *controls], visit.lang, as_of=visit.as_of),
        more_href=visit.address(
            visit.say("path.compare"), theme=theme["id"], indicator="", open="",
            municipalities=(experiment["municipality_id"],), types=(), comparisons=(), measured=False,
            words="", page=1,
        )
        if has_chart
        else "",
        close_href=visit.address(open="", page=part, anchor=f"cell-{experiment['id']}.{theme['id']}"),
        sayings=said(gap, theme, visit, pairs=pairs, findings=[*measured, *controls], numbers=[*alone, *series],
                         claims=claims),
        hundreds=hundreds(pairs, visit.lang, indicators=labels),
    )  # fmt: skip
