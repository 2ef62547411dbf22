"""What rests on each source: numbers, results, claims, how trials were set up, the time line, official figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dashboard.db import queries
from dashboard.db.queries import Row, Scope
from dashboard.i18n import formats
from dashboard.labels import labels as words
from dashboard.web.components.bibliography import Use
from dashboard.web.pages import urls
from dashboard.web.pages.context import MOST_IN_A_CELL, PageContext

_ORDER = ("observation", "finding", "claim", "experiment", "design_fact", "event", "context")
Uses = dict[str, dict[str, list[tuple[Use, int]]]]


@dataclass(frozen=True, kw_only=True)
class Rest:
    """The facts of one kind that rest on a source, how many there are, and whether some are not shown."""

    kind: str
    uses: tuple[Use, ...]
    number: int
    cut: bool


def amount(row: Row, lang: str) -> str:
    """The number of a row with its unit and the word that belongs to it; nothing for a row without one."""
    if row["value"] is None:
        return ""
    return words.value(row, lang)


def _number_text(value: str, arm: str | None, row: Row, context: PageContext) -> str:
    lang = context.lang
    group = row[f"subgroup_{lang}"]
    when = formats.period(row["start"], row["end"], lang)
    parts = [words.start_small(arm) if arm else context.t("sources.all_groups")]
    parts += [words.start_small(group)] if group else [when] if when else []
    return context.t("sources.number_of", value=value, arm=", ".join(parts))


def _numbers(context: PageContext, found: Uses) -> None:
    lang = context.lang
    labels = {row["id"]: row for row in queries.indicators(as_of=context.as_of)}

    def add(row: Row, value: str, arm: str | None, indicator: str, href: str, remark: str = "") -> None:
        use = Use(
            head=f"{words.experiment(row, lang)}: {words.start_small(indicator)}",
            text=_number_text(value, arm, row, context),
            href=href,
            place=row[f"locator_{lang}"],
            remark=remark,
        )
        found[row["source_id"]]["observation"].append((use, 1))

    seen: set[str] = set()
    for row in queries.cited_pairs(as_of=context.as_of, each=MOST_IN_A_CELL, most=Scope().most):
        label = context.label(labels[row["indicator_id"]])
        sides = (
            ("treated", "qualifier", row[f"arm_{lang}"]),
            ("comparison_value", "comparison_qualifier", row[f"comparison_arm_{lang}"]),
        )
        for id, (key, qualifier, arm) in zip((row["treated_id"], row["comparison_id"]), sides, strict=True):
            if id not in seen:
                seen.add(id)
                add(row, words.value(row, lang, key=key, qualifier=qualifier), arm, label, urls.pair(row, context))
    for row in queries.cited_numbers(as_of=context.as_of, each=MOST_IN_A_CELL, most=Scope().most):
        remark = context.t("sources.not_chosen") if row["reason"] == "superseded" else ""
        href = urls.number(row, context)
        add(row, words.value(row, lang), row[f"arm_{lang}"], row[f"indicator_{lang}"], href, remark)


def _findings(context: PageContext, found: Uses) -> None:
    lang = context.lang
    for row in queries.cited_findings(as_of=context.as_of, each=MOST_IN_A_CELL, most=Scope().most):
        claimed = row["basis"] == "claim"
        place = words.experiment(row, lang) if row["experiment_id"] else context.t("about.several_municipalities")
        use = Use(
            head=f"{place}: {words.start_small(row[f'indicator_{lang}'])}",
            text=words.stop(row[f"text_{lang}"]),
            href=urls.finding(row, context),
            place=row[f"locator_{lang}"],
            remark="" if claimed or row["preferred"] else context.t("sources.not_chosen"),
        )
        found[row["source_id"]]["claim" if claimed else "finding"].append((use, 1))


def _context(rows: Sequence[Row], context: PageContext) -> Use:
    """All values of one official figure in one entry: place by place, each value with its year."""
    lang = context.lang
    places = []
    for _, own in groupby(rows, key=lambda row: row["municipality_id"]):
        values = list(own)
        name = values[0]["municipality"] or context.t("sources.netherlands")
        said = [
            context.t("sources.value_in", value=formats.short(row["value"], row["unit"], lang, row["decimals"]), year=row["date"])
            for row in values
        ]  # fmt: skip
        places.append(f"{name} {', '.join(said)}")
    return Use(
        head=rows[0][f"text_{lang}"],
        text=words.stop("; ".join(places)),
        href=urls.context(rows[0]["indicator_id"], context),
    )


def _fact(row: Row, context: PageContext) -> Use:
    lang = context.lang
    head = words.experiment(row, lang) if row["experiment_id"] else context.t("sources.netherlands")
    text, number = row[f"text_{lang}"], amount(row, lang)
    if row["kind"] == "event":
        text = context.t("sources.event", date=formats.date(row["date"], lang), text=text)
    place = urls.municipality(row["municipality_id"], context) if row["municipality_id"] else ""
    return Use(
        head=head,
        text=words.stop(f"{text}: {number}" if number else text),
        href=place,
        place=row[f"locator_{lang}"] or "",
        remark="" if row["preferred"] else context.t("sources.not_chosen"),
    )


def _merged(uses: Sequence[Use]) -> tuple[Use, ...]:
    """Facts with one head and one place as one entry, so that both sides of a comparison stand together."""
    found: dict[tuple[str, ...], Use] = {}
    for use in uses:
        key = (use.head, use.href, use.place, use.remark)
        before = found.get(key)
        found[key] = replace(before, text=f"{before.text} {use.text}") if before else use
    return tuple(found.values())


def _rest(kind: str, uses: Sequence[tuple[Use, int]], number: int) -> Rest:
    shown = sum(own for _, own in uses)
    return Rest(kind=kind, uses=_merged([use for use, _ in uses]), number=number, cut=shown < number)


def rests_on(context: PageContext) -> dict[str, tuple[Rest, ...]]:
    """For each source what rests on it, kind by kind. Of each kind no more than a page can show."""
    found: Uses = defaultdict(lambda: defaultdict(list))
    _numbers(context, found)
    _findings(context, found)
    for (source, kind, _), rows in groupby(
        queries.citations(as_of=context.as_of, each=MOST_IN_A_CELL),
        key=lambda row: (row["source_id"], row["kind"], row["indicator_id"]),
    ):
        own = list(rows)
        if kind == "context":
            found[source][kind].append((_context(own, context), len(own)))
        else:
            found[source][kind].extend((_fact(row, context), 1) for row in own)
    held: dict[str, dict[str, int]] = defaultdict(dict)
    for row in queries.cited(as_of=context.as_of):
        held[row["source_id"]][row["kind"]] = row["rows"]
    return {
        source: tuple(_rest(kind, found[source][kind], numbers[kind]) for kind in _ORDER if kind in numbers)
        for source, numbers in held.items()
    }
