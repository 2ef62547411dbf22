"""What cites each source: numbers, results, claims, set-up facts, events and official figures."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dashboard.db import queries
from dashboard.db.rows.provenance import CitationRow
from dashboard.db.rows.results import NOT_USED, CitedNumberRow, CitedPairRow
from dashboard.i18n import formats
from dashboard.labels import labels, pairs
from dashboard.models.context import Scope
from dashboard.web.pages import urls
from dashboard.web.pages.context import MOST_IN_A_CELL, PageContext

_ORDER = ("observation", "finding", "claim", "experiment", "design_fact", "event", "context", "lesson", "elsewhere")


@dataclass(frozen=True, kw_only=True)
class CitingFact:
    """A fact that cites a source: its URL (empty when it is not shown), text, place in the source, and the number of its rows."""

    head: str
    text: str
    href: str
    place: str = ""
    remark: str = ""
    rows: int = 1


@dataclass(frozen=True, kw_only=True)
class FactGroup:
    """The facts of one kind that cite a source, their number, and whether some are not shown."""

    kind: str
    facts: tuple[CitingFact, ...]
    number: int
    cut: bool


_CitingFacts = dict[str, dict[str, list[CitingFact]]]


def _number_text(value: str, arm: str | None, row: CitedPairRow | CitedNumberRow, context: PageContext) -> str:
    who = labels.lower_first(arm) if arm else context.t("sources.all_groups")
    group = labels.lower_first(row.subgroup) if row.subgroup else formats.period(row.start, row.end, context.lang)
    return context.t("sources.number_of", value=value, arm=f"{who}, {group}" if group else who)


def _numbers(context: PageContext, found: _CitingFacts) -> None:
    lang = context.lang
    seen: set[str] = set()
    for pair in queries.cited_pairs(context, each=MOST_IN_A_CELL, most=Scope().most):
        fact = CitingFact(head=labels.outcome(pair, lang), text="", href=urls.pair(pair, context), place=pair.locator)
        treated, other = (pairs.value(pair, lang, side=side) for side in pairs.SIDES)
        sides = ((pair.treated_id, treated, pair.arm), (pair.comparison_id, other, pair.comparison_arm))
        for id, value, arm in sides:
            if id not in seen:
                seen.add(id)
                text = _number_text(value, arm, pair, context)
                found[pair.source_id]["observation"].append(replace(fact, text=text))
    for row in queries.cited_numbers(context, each=MOST_IN_A_CELL, most=Scope().most):
        fact = CitingFact(
            head=labels.outcome(row, lang),
            text=_number_text(labels.value(row, lang), row.arm, row, context),
            href=urls.number(row, context),
            place=row.locator,
            remark=context.t(f"sources.remark.{row.reason}") if row.reason in NOT_USED else "",
        )
        found[row.source_id]["observation"].append(fact)


def _findings(context: PageContext, found: _CitingFacts) -> None:
    for row in queries.cited_findings(context, each=MOST_IN_A_CELL, most=Scope().most):
        claimed = row.basis == "claim"
        fact = CitingFact(
            head=labels.outcome(row, context.lang),
            text=labels.stop(row.text),
            href=urls.finding(row, context),
            place=row.locator,
            remark="" if claimed or row.preferred else context.t("sources.not_chosen"),
        )
        found[row.source_id]["claim" if claimed else "finding"].append(fact)


def _context(rows: Sequence[CitationRow], context: PageContext) -> CitingFact:
    """Return all values of one official figure as one entry, by place, each with its year."""
    lang = context.lang
    places = []
    for _, own in groupby(rows, key=lambda row: row.municipality_id):
        values = list(own)
        name = values[0].municipality or context.t("sources.netherlands")
        sentences = [
            context.t("sources.value_in", value=formats.short(row.value, row.unit or "", lang, row.decimals or 0), year=row.date)
            for row in values
            if row.value is not None
        ]  # fmt: skip
        places.append(f"{name} {', '.join(sentences)}")
    return CitingFact(
        head=rows[0].text,
        text=labels.stop("; ".join(places)),
        href=urls.context(rows[0].indicator_id or "", context),
        rows=len(rows),
    )


def _fact(row: CitationRow, context: PageContext) -> CitingFact:
    text = row.text
    if row.kind == "event" and row.date:
        text = context.t("sources.event", date=context.date(row.date), text=text)
    if row.value is not None and row.unit is not None:
        number = formats.full(row.value, row.unit, context.lang, row.decimals or 0, row.qualifier)
        text = f"{text}: {number}"
    if row.kind == "lesson":
        href = context.link("starting", anchor=row.id)
    elif row.kind == "elsewhere":
        href = context.link("elsewhere")
    else:
        href = context.link("municipality", row.municipality_id) if row.municipality_id else ""
    head = labels.experiment(row) if row.experiment_id else context.t("sources.netherlands")
    return CitingFact(
        head=row.short or head if row.kind == "elsewhere" else head,
        text=labels.stop(text),
        href=href,
        place=row.locator or "",
        remark="" if row.preferred else context.t("sources.not_chosen"),
    )


def _merged(facts: Sequence[CitingFact]) -> tuple[CitingFact, ...]:
    """Merge facts with the same heading and place, so that both sides of a comparison are together."""
    result: dict[tuple[str, ...], CitingFact] = {}
    for fact in facts:
        key = (fact.head, fact.href, fact.place, fact.remark)
        before = result.get(key)
        result[key] = replace(before, text=f"{before.text} {fact.text}") if before else fact
    return tuple(result.values())


def _group(kind: str, facts: Sequence[CitingFact], number: int) -> FactGroup:
    return FactGroup(kind=kind, facts=_merged(facts), number=number, cut=sum(fact.rows for fact in facts) < number)


def citing_facts(context: PageContext) -> dict[str, tuple[FactGroup, ...]]:
    """Return the facts that cite each source, by kind, up to the limit of a page."""
    result: _CitingFacts = defaultdict(lambda: defaultdict(list))
    _numbers(context, result)
    _findings(context, result)
    for (source, kind, _), rows in groupby(
        queries.citations(context, each=MOST_IN_A_CELL),
        key=lambda row: (row.source_id, row.kind, row.indicator_id),
    ):
        own = list(rows)
        if kind == "context":
            result[source][kind].append(_context(own, context))
        else:
            result[source][kind].extend(_fact(row, context) for row in own)
    held: dict[str, dict[str, int]] = defaultdict(dict)
    for row in queries.cited(context):
        held[row.source_id][row.kind] = row.rows
    return {
        source: tuple(_group(kind, result[source][kind], numbers[kind]) for kind in _ORDER if kind in numbers)
        for source, numbers in held.items()
    }
