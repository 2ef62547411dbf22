"""What one experiment found on one theme: charts, results in words, what is only claimed, what is not used, what is missing."""

from __future__ import annotations

from dataclasses import replace

from dashboard import formats, queries
from dashboard.charts import words
from dashboard.charts.over_time import over_time
from dashboard.charts.with_and_without import with_and_without
from dashboard.components.notices import notice, undrawn
from dashboard.components.results import held
from dashboard.components.symbols import state_name, state_word, strength
from dashboard.components.tree import Node, Part, h
from dashboard.model import Chart, Finding, Undrawn
from dashboard.pages.bounds import cut
from dashboard.pages.evidence import count, detail, word
from dashboard.pages.panel import answer, finding, number
from dashboard.pages.profile import anchor
from dashboard.pages.taking import card_of
from dashboard.pages.visit import MOST_IN_A_CELL, Visit
from dashboard.queries import Row, Scope

LEVEL = 4


def chart_cards(charts: tuple[Chart, ...], visit: Visit, *, theme: str, municipalities: tuple[str, ...]) -> list[Node]:
    """Cards whose rows can be downloaded where the comparing page shows the same chart."""
    return [
        card_of(
            chart, visit, path=visit.say("where.compare"), level=LEVEL, theme=theme, indicator="",
            municipalities=municipalities, types=(), comparisons=(), measured=False, open="",
        )
        for chart in charts
    ]  # fmt: skip


def control(row: Row, visit: Visit) -> Finding:
    """How the comparison group itself did: a result without a side, for it is never one of an approach."""
    return replace(finding(row, visit), verdict=None, word=visit.say("results.control"))


def replaced(numbers: list[Row], findings: list[Row], visit: Visit) -> list[Undrawn]:
    """Numbers and results that another one replaced or speaks against, with the reason where readers have one."""
    lang = visit.lang
    old = [
        Undrawn(
            head=row[f"indicator_{lang}"],
            value=words.value(row, lang),
            why=" ".join(
                words.stop(text)
                for text in (
                    row[f"subgroup_{lang}"],
                    formats.period(row["start"], row["end"], lang),
                    row[f"note_{lang}"],
                )
                if text
            ),
            source=words.source(row, lang, as_of=visit.as_of),
        )
        for row in numbers
    ]
    old += [
        Undrawn(
            head=row[f"indicator_{lang}"], value="", why=row[f"text_{lang}"],
            source=words.source(row, lang, as_of=visit.as_of),
        )
        for row in findings
    ]  # fmt: skip
    return old


def replaced_list(numbers: list[Row], findings: list[Row], visit: Visit, *, id: str) -> Part:
    """The same as a folded list; nothing when there are none."""
    old = replaced(numbers, findings, visit)
    if not old:
        return None
    return undrawn(
        old, title=visit.say("compare.replaced"), intro=visit.say("results.replaced_intro"), lang=visit.lang,
        id=f"{id}-replaced", level=LEVEL, fold=True,
    )  # fmt: skip


def listed(title: str, found: list[Finding], visit: Visit, *, claimed: bool = False, intro: str = "") -> Part:
    """Results under a head of their own, each with its full source; nothing when there are none."""
    if not found:
        return None
    return h(
        "div",
        h(f"h{LEVEL}", title),
        h("p", intro, cls="small soft") if intro else None,
        held(found, lang=visit.lang, kind="claimed" if claimed else "measured"),
        cls="listed" + (" claims" if claimed else ""),
    )


def _head(experiment: Row, cell: Row, theme: Row, visit: Visit) -> Node:
    how = words.strength(cell["level"], cell["comparison"], visit.lang) if cell["comparison"] else None
    facts = [text for text in (detail(cell, visit), count(cell, visit)) if text]
    return h(
        "div",
        h("h3", visit.label(theme), id=f"{anchor(experiment, theme['id'])}-title"),
        h(
            "p",
            state_word(state_name(cell["state"], cell["verdict"]), word(cell, visit)),
            strength(how, lang=visit.lang) if how else None,
            h("span", ", ".join(facts), cls="soft") if facts else None,
            cls="verdict",
        ),
        cls="theme-head",
    )


def missing(gap: Row | None, visit: Visit) -> Part:
    """What is not known and until when it was looked for."""
    if gap is None:
        return None
    day = formats.date(gap["searched_on"].isoformat(), visit.lang)
    return h(
        "p",
        h("b", visit.say("evidence.missing"), ": "),
        gap[f"text_{visit.lang}"],
        " ",
        h("span", visit.say("results.searched", date=day), cls="soft"),
        cls="gap",
    )


def _beside(cell: Row, theme: Row, visit: Visit) -> Part:
    """The way to the comparing page, with this theme."""
    if not cell["results"]:
        return None
    href = visit.address(
        visit.say("where.compare"), theme=theme["id"], indicator="", municipalities=(), types=(), comparisons=(),
        measured=False, open="",
    )  # fmt: skip
    about = h("span", f": {visit.label(theme)}", cls="vh")
    return h("p", h("a", visit.say("results.compare"), about, href=href), cls="beside")


def theme_results(experiment: Row, cell: Row, theme: Row, visit: Visit) -> Node:
    """One theme of one experiment, complete: every number, result, claim and gap, each with its source."""
    scope = Scope(as_of=visit.as_of, most=MOST_IN_A_CELL, experiment=experiment["id"], theme=theme["id"])
    more = cut(cell, scope, visit)
    numbers, findings = queries.numbers(scope), queries.findings(scope)
    gap = next(iter(queries.gaps(scope)), None)
    measured = [finding(row, visit) for row in findings if row["counts"]]
    alone = [number(row, visit) for row in numbers if row["reason"] not in ("superseded", "series")]
    controls = [control(row, visit) for row in findings if row["about"] == "comparison_arm" and row["preferred"]]
    claims = [finding(row, visit) for row in findings if row["basis"] == "claim"]
    charts = (*with_and_without(scope, visit.lang), *over_time(scope, visit.lang))
    id = anchor(experiment, theme["id"])
    return h(
        "section",
        _head(experiment, cell, theme, visit),
        h("p", answer(cell, None, visit), cls="answer") if cell["results"] else None,
        missing(gap, visit),
        notice(more) if more else None,
        chart_cards(charts, visit, theme=theme["id"], municipalities=(experiment["municipality_id"],)),
        listed(visit.say("map.findings"), [*measured, *alone], visit),
        listed(visit.say("evidence.control_too"), controls, visit, intro=visit.say("results.control_intro")),
        listed(visit.say("map.claims"), claims, visit, claimed=True, intro=visit.say("results.claims_intro")),
        replaced_list(
            [row for row in numbers if row["reason"] == "superseded"],
            [row for row in findings if row["basis"] == "measured" and not row["preferred"]],
            visit, id=id,
        ),
        _beside(cell, theme, visit),
        cls="theme-results",
        id=id,
        # A municipality may have had two trials, each with this theme.
        aria_labelledby=f"{experiment['id']}-results-title {id}-title",
    )  # fmt: skip
