"""Results in words: direction, approach, comparison and source; and interim results, under a heading of their own."""

from collections.abc import Sequence
from typing import Literal

from dashboard.i18n.catalogue import t
from dashboard.models.evidence import Finding, Interim
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.sections import phone_fold
from dashboard.web.components.sources import short_source, source_line
from dashboard.web.components.symbols import icon, state_word, strength, types, verdict_name
from dashboard.web.components.tables import data_table

Kind = Literal["measured", "claimed"]


def results(findings: Sequence[Finding], *, lang: str, kind: Kind = "measured", brief: bool = False) -> Node:
    """Return results as a list; `brief` when the full sources follow below.

    A claim has no icon of a result: it names who says it, and that it was not measured.
    """
    return h("ul", [_result(finding, lang=lang, kind=kind, brief=brief) for finding in findings], cls=f"results {kind}")


def _result(finding: Finding, *, lang: str, kind: Kind, brief: bool) -> Node:
    facts: list[Part]
    if kind == "claimed":
        word = h("span", icon("claim"), h("span", t("state.claim", lang)), cls="state is-claim")
        facts = [h("p", t("source.says", lang, who=finding.source.publisher))]
    else:
        word = state_word(verdict_name(finding), finding.word)
        facts = [h("p", strength(finding.strength, lang=lang)), h("p", finding.test) if finding.test else None]
    return h(
        "li",
        h("p", word),
        h(
            "div",
            h("p", finding.head, cls="head") if finding.head else None,
            h("p", finding.text, cls="text"),
            short_source(finding.source, lang=lang) if brief else source_line([finding.source], lang=lang),
            cls="what",
        ),
        h("div", types(finding.marks), facts, cls="facts"),
    )


def held(findings: Sequence[Finding], *, lang: str, kind: Kind, id: str | None = None) -> Node:
    """Return results as a list. Claims are folded on a phone; measured results never are."""
    result = results(findings, lang=lang, kind=kind)
    return phone_fold("fold.claims", len(findings), result, lang=lang, id=id) if kind == "claimed" else result


def findings_list(
    title: str, *, intro: str, findings: Sequence[Finding], lang: str, id: str, level: int = 2, kind: Kind = "measured"
) -> Node:
    """Return results that are on no chart, under a title."""
    return h(
        "section",
        h("div", h(f"h{level}", title, id=f"{id}-title"), h("p", intro) if intro else None, cls="head"),
        held(findings, lang=lang, kind=kind, id=f"{id}-list"),
        cls="found",
        id=id,
        aria_labelledby=f"{id}-title",
    )


def interim(value: Interim, *, id: str, level: int, lang: str) -> Node:
    """Return interim results with their remarks and sources."""
    return h(
        "div",
        h(f"h{level}", t("interim.unconfirmed" if value.table else "interim.earlier", lang), id=f"{id}-title"),
        h("p", t("interim.intro", lang), cls="small soft"),
        data_table(value.table) if value.table else None,
        [h("p", text) for text in value.texts],
        source_line(list(value.sources), lang=lang),
        cls="listed interim",
        id=id,
    )
