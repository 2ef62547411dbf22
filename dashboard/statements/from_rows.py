"""From rows to what may be said about them: results that differ in nothing but their outcome share one sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from dashboard.db.queries import NEWEST, Row
from dashboard.i18n import formats
from dashboard.i18n.catalogue import known, t
from dashboard.labels import labels
from dashboard.models.chart import SayingGroup
from dashboard.models.text import Source
from dashboard.statements.evidence import Evidence, Side
from dashboard.statements.rules import together


def of_rows(
    lang: str,
    *,
    as_of: dt.date = NEWEST,
    pairs: Iterable[Row] = (),
    findings: Iterable[Row] = (),
    numbers: Iterable[Row] = (),
    gaps: Iterable[Row] = (),
    indicators: dict[str, Row] | None = None,
    themes: dict[str, Row] | None = None,
) -> tuple[SayingGroup, ...]:
    """What may be said about rows of queries.pairs, findings, numbers and gaps: one group for each experiment.

    `indicators` gives the names of outcomes for pairs by id, `themes` those of themes for gaps.
    """
    found: dict[str, list[Evidence]] = {}
    for row in gaps:
        theme = (themes or {})[row["theme"]][f"label_{lang}"]
        found.setdefault(row["experiment_id"], []).append(_gap(row, lang, theme=theme))
    for key, rows in _alike(pairs, "experiment_id", "group_key", f"arm_{lang}", f"comparison_arm_{lang}").items():
        evidence = _pair(rows, lang, outcome=(indicators or {})[rows[0]["indicator_id"]][f"label_{lang}"], as_of=as_of)
        found.setdefault(key[0], []).append(evidence)
    same = ("experiment_id", "arm_id", "about", "comparison", "verdict", "test", "basis")
    for key, rows in _alike(
        findings, *same, own=lambda row: row["direction"] if row["verdict"] == "neutral" else ""
    ).items():
        split = [[row] for row in rows] if rows[0]["basis"] == "claim" else [rows]
        found.setdefault(key[0] or "", []).extend(_finding(part, lang, as_of=as_of) for part in split)
    for key, rows in _alike(numbers, "experiment_id", "indicator_id", "arm_id", "reason").items():
        # Of counts at several moments the last one is said, with its date: never a rise or a fall.
        found.setdefault(key[0], []).append(_number(rows[-1], lang, as_of=as_of))
    titles = {row["experiment_id"] or "": _title(row, lang) for row in (*gaps, *pairs, *findings, *numbers)}
    made = (together(titles[key], results, lang) for key, results in found.items())
    return tuple(group for group in made if group.sayings)


def _alike(rows: Iterable[Row], *names: str, own: Any = None) -> dict[tuple[Any, ...], list[Row]]:
    """Rows that are equal in some columns, in the order in which they first appear."""
    found: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        key = (*(row[name] for name in names), own(row) if own else "")
        found.setdefault(key, []).append(row)
    return found


def _title(row: Row, lang: str) -> str:
    return labels.experiment(row, lang) if row["experiment_id"] else t("about.several_municipalities", lang)


def _subject(type_id: str | None, lang: str, *, as_of: dt.date) -> str:
    """What people would say that did it: the type of approach, or the trial."""
    if type_id is None:
        return t("saying.trial", lang)
    if known(f"saying.subject.{type_id}"):
        return t(f"saying.subject.{type_id}", lang)
    return next(
        (labels.start_small(one.name) for one in labels.types((type_id,), lang, as_of=as_of)),
        t("saying.approach", lang),
    )


def _approach(row: Row, lang: str) -> str:
    """Whom a finding is about, so that it can stand inside a sentence."""
    if row["about"] == "comparison_arm":
        return t("saying.without", lang, arm=labels.start_small(row[f"arm_{lang}"]))
    inside = {"all_participants": "saying.participants", "several_municipalities": "saying.there"}
    if row["about"] in inside:
        return t(inside[row["about"]], lang)
    return labels.members(row[f"arm_{lang}"], lang) if row.get("arm_id") else labels.approach(row, lang)


def _outcome(row: Row, lang: str) -> str:
    """The name of an outcome; one that is good or bad because it is lower says so, or it would read the wrong way."""
    sided = row["verdict"] in ("favourable", "unfavourable") and row["direction"] == "lower"
    return t("saying.lower", lang, outcome=row[f"indicator_{lang}"]) if sided else str(row[f"indicator_{lang}"])


def _cited(source: Source) -> str:
    return ", ".join(part for part in (source.publisher, source.title, source.published, *source.locators) if part)


def _sources(rows: Sequence[Row], lang: str, *, as_of: dt.date) -> tuple[str, ...]:
    return tuple(_cited(source) for source in labels.sources(rows, lang, as_of=as_of))


def _side(row: Row, lang: str) -> Side:
    unit = "percentage_points" if row["unit"] == "percent" else row["unit"]
    span = ""
    if row["low"] is not None:
        low = formats.number(row["low"], lang, formats.least_decimals(row["low"], row["decimals"]))
        span = t("chart.range", lang, low=low, high=formats.full(row["high"], row["unit"], lang, row["decimals"]))
    return Side(
        group=row[f"subgroup_{lang}"] or formats.period(row["start"], row["end"], lang),
        treated=labels.value(row, lang, key="treated"),
        comparison=labels.value(row, lang, key="comparison_value", qualifier="comparison_qualifier"),
        difference=formats.full(abs(row["difference"]), unit, lang, row["decimals"]),
        value=row["treated"],
        start=(row["start"] or "") if row["timing"] == "cohort" else "",
        range=span,
    )


def _pair(rows: Sequence[Row], lang: str, *, outcome: str, as_of: dt.date) -> Evidence:
    first = rows[0]
    verdicts = {row["verdict"] for row in rows}
    return Evidence(
        kind="pair",
        about="treatment_arm",
        comparison=first["comparison"] if first["comparable"] else "not_comparable",
        verdict=verdicts.pop() if len(verdicts) == 1 else "mixed",
        place=first["municipality"],
        approach=first[f"arm_{lang}"],
        subject=_subject(first["type_id"], lang, as_of=as_of),
        outcomes=(outcome,),
        sources=_sources(rows, lang, as_of=as_of),
        population=first[f"population_{lang}"] or "",
        is_share=first["unit"] == "percent",
        comparison_arm=first[f"comparison_arm_{lang}"],
        sides=tuple(_side(row, lang) for row in rows),
    )


def _finding(rows: Sequence[Row], lang: str, *, as_of: dt.date) -> Evidence:
    first = rows[0]
    return Evidence(
        kind="finding",
        about=first["about"],
        comparison=first["comparison"],
        verdict=first["verdict"],
        place=first["municipality"] or t("saying.several", lang),
        approach=_approach(first, lang),
        subject=_subject(None if first["about"] == "comparison_arm" else first["type_id"], lang, as_of=as_of),
        outcomes=tuple(dict.fromkeys(_outcome(row, lang) for row in rows)),
        sources=_sources(rows, lang, as_of=as_of),
        test=first["test"],
        direction=first["direction"],
        basis=first["basis"],
        who=labels.source(first, lang, as_of=as_of).publisher,
        text=first[f"text_{lang}"],
    )


def _number(row: Row, lang: str, *, as_of: dt.date) -> Evidence:
    arm = (
        labels.members(row[f"arm_{lang}"], lang)
        if row["arm_id"]
        else row[f"subgroup_{lang}"] or t("about.all_treatments", lang)
    )
    return Evidence(
        kind="number",
        about="treatment_arm" if row["arm_id"] or row["comparison"] else "all_participants",
        comparison=row["comparison"] or "none",
        verdict="neutral",
        place=row["municipality"],
        approach=arm,
        subject=_subject(row["type_id"], lang, as_of=as_of),
        outcomes=(row[f"indicator_{lang}"],),
        sources=_sources([row], lang, as_of=as_of),
        reason=row["reason"],
        value=labels.value(row, lang),
        when=formats.period(row["start"], row["end"], lang),
        population=row[f"base_{lang}"] or "",
    )


def _gap(row: Row, lang: str, *, theme: str) -> Evidence:
    return Evidence(
        kind="gap",
        about="all_treatments",
        comparison="none",
        verdict="unclear",
        place=row["municipality"],
        approach=t("about.all_treatments", lang),
        subject=t("saying.trial", lang),
        outcomes=(theme,),
        sources=(),
        reason=row["reason"],
    )
