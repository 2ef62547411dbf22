"""The answer on one approach: verdict, how fair the comparisons were, one chart, national results, costs, and what to say."""

from collections.abc import Sequence

from dashboard.db import queries
from dashboard.db.rows.results import FindingRow
from dashboard.db.rows.subjects import TypeRow
from dashboard.labels import labels, pairs
from dashboard.models.chart import Statement
from dashboard.models.context import Scope
from dashboard.statements.from_rows import of_rows
from dashboard.web.components.details import allowed_sentence
from dashboard.web.components.html import Node, h
from dashboard.web.components.labels import icon, publishers, sign, stairs, type_class, type_ground, type_mark
from dashboard.web.components.sections import band
from dashboard.web.pages import suggested_questions
from dashboard.web.pages.approach.approaches import relations_of
from dashboard.web.pages.approach.results import MOST_RESULTS, finding_sign, gaps, ladder, main_results
from dashboard.web.pages.context import MOST_ROWS, PageContext, absolute_url
from dashboard.web.pages.costs.amounts import cost_block
from dashboard.web.pages.evidence import national
from dashboard.web.pages.evidence.answers import Answer, answer, comparison_text
from dashboard.web.pages.evidence.findings import first_of_each
from dashboard.web.pages.evidence.trials import Trial, places_text, trials
from dashboard.web.pages.page_parts import next_links, questions_column
from dashboard.web.pages.share.basis import randomisation_text
from dashboard.web.pages.share.links import share_page

# The most sentences that one may use, and of those that one may not.
_MOST_ALLOWED, _MOST_REFUSED = 3, 2
_MOST_NATIONAL = 3


def bands(kind: TypeRow, context: PageContext) -> list[Node]:
    """Return the sections of the page."""
    own, line = trials(kind.id, context), answer(kind.id, context)
    wide = national.findings(context, types=(kind.id,))
    asked = questions_column(suggested_questions.for_type(kind.id, context), context.t("type.asking"))
    columns = [_national(wide, context), _costs(kind, context), asked]
    return [
        _top(kind, own, line, context),
        band(h("div", ladder(kind, own, wide, context), main_results(kind, own, context), cls="halves"), id="fair"),
        band(h("div", columns, cls="columns"), id="ask", tone="sand"),
        band(
            h("div", _statements(own, wide, context), cls="columns"),
            _next_links(kind, context),
            h("ul", share_page("type", context), cls="actions"),
            id="say",
        ),
    ]


def _top(kind: TypeRow, own: Sequence[Trial], line: Answer, context: PageContext) -> Node:
    """Return the name, the verdict, what it is, who tried it, and the shape with the size if there is one."""
    menu = [
        h("li", h("a", type_mark(row.id), row.label, href=context.link("type", row.id),
                  aria_current="page" if row.id == kind.id else None))
        for row in queries.types(context)
    ]  # fmt: skip
    what, _ = relations_of(kind, context)
    return band(
        h("nav", h("ul", menu), cls="crumbs", aria_label=context.t("type.menu")),
        h("div",
          h("h1", kind.label, id="approach-title"),
          h("p", line.text, cls="verdict-line"),
          h("p", h("b", context.t("type.what")), " ", what),
          h("p",
            h("span", h("b", context.count("overview.trials", len(own))), f": {places_text(own, context)}"),
            h("span", stairs(line.level), h("span", comparison_text(line, context)), cls="fair"), cls="meta"),
          cls="name"),
        _shape(kind, own, context),
        id="approach", tone=f"tinted {type_ground(kind.id)}", labelled_by="approach-title",
    )  # fmt: skip


def _shape(kind: TypeRow, own: Sequence[Trial], context: PageContext) -> Node:
    """Return the shape of the approach with the first difference from a fair comparison, or with how many trials there were."""
    pair = next((row for trial in own for row in trial.pairs), None)
    if pair:
        big = pairs.signed(pair, context.lang)
        small = [context.t("type.points"), pair.municipality, randomisation_text(pair.comparison, context)]
    else:
        big, small = "?", [context.t("type.size_unknown")]
    words = h("span", h("b", big), [h("span", text) for text in small], cls="in-shape")
    return h("p", sign(type_class(kind.id), cls="icon shape"), words, cls="big-shape")


def _national(wide: Sequence[FindingRow], context: PageContext) -> Node:
    """Return what studies of several municipalities found on this approach."""
    shown = _one_of_each(wide)[:_MOST_NATIONAL]
    lines = [h("li", finding_sign(row), h("span", row.text)) for row in shown]
    rest = len(wide) - len(shown)
    return h(
        "div",
        h("h2", context.t("type.nationally")),
        h("ul", lines, cls="items signed") if lines else h("p", context.t("type.nothing_national")),
        publishers(labels.sources(shown, context), lang=context.lang) if shown else None,
        h("p", h("a", context.count("type.more_national", rest), href="#results"), cls="small") if rest else None,
        cls="column",
    )


def _one_of_each(rows: Sequence[FindingRow]) -> list[FindingRow]:
    """Return one result of each side first, each on another outcome, then one of each outcome, then the others."""
    sides: dict[str, FindingRow] = {}
    outcomes: dict[str, FindingRow] = {}
    for row in rows:
        if row.indicator_id not in {one.indicator_id for one in sides.values()}:
            sides.setdefault(row.verdict, row)
        outcomes.setdefault(row.indicator_id, row)
    return list({row.id: row for row in (*sides.values(), *outcomes.values(), *rows)}.values())


def _costs(kind: TypeRow, context: PageContext) -> Node:
    block = cost_block(Scope(most=MOST_ROWS, types=(kind.id,)), context)
    shown = block or h("p", context.t("type.no_costs"))
    return h("div", h("h2", context.t("type.costs")), shown, cls="column", id="costs")


def _statements(own: Sequence[Trial], wide: Sequence[FindingRow], context: PageContext) -> list[Node]:
    """Return sentences that one may use, in the open with a button to copy, and sentences that one may not."""
    # One pair of each outcome is enough to quote.
    rows = first_of_each((row for trial in own for row in trial.pairs), lambda row: row.indicator_id)
    found = [row for trial in own for row in trial.findings if row.level][:MOST_RESULTS]
    groups = list(of_rows(context, pairs=rows, findings=[] if rows else found))
    groups += of_rows(context, findings=_one_of_each(wide)[:1])
    groups += of_rows(context, gaps=[] if groups else gaps(own, context))
    every = [one for group in groups for one in group.statements]
    # The first sentence of each group, so that a national one is not left out.
    said = [[one for one in group.statements if one.allowed] for group in groups]
    first = [statements[0] for statements in said if statements]
    early = (*first, *every[: _MOST_ALLOWED - len(first) + 1])
    allowed = [one for one in every if one.allowed and one in early][:_MOST_ALLOWED]
    refused = [one for one in every if not one.allowed][:_MOST_REFUSED]
    yes = [
        h("li", icon("may", cls="is-may"), h("div", allowed_sentence(one, id=f"say-{place}", lang=context.lang)))
        for place, one in enumerate(allowed)
    ]
    no = [_refused(one, context) for one in refused]
    return [
        h("div", h("h2", context.t("statements.yes")), h("ul", yes, cls="items signed"), cls="column yes"),
        h("div", h("h2", context.t("statements.no")), h("ul", no, cls="items signed"), cls="column no"),
    ]


def _refused(one: Statement, context: PageContext) -> Node:
    why = h("p", context.t("statements.why", why=one.why_alone or one.why), cls="soft")
    return h("li", icon("may-not", cls="is-may-not"), h("div", h("p", h("q", one.text)), why))


def _next_links(kind: TypeRow, context: PageContext) -> list[Node]:
    """Return links to what a reader can take along on this approach, and on paper where the rest is."""
    factsheet = context.link("brief", types=(kind.id,))
    on_paper = h("p", context.t("type.paper", factsheet=absolute_url(factsheet)), cls="paper")
    trials = [row.id for row in queries.experiments(context) if kind.id in row.type_ids]
    first, second = trials if len(trials) == 2 else (kind.id, "")
    links = {
        context.t("type.compare"): context.link("compare", types=(kind.id,)),
        context.t("head_to_head.link"): context.link("head_to_head", first=first, second=second),
        context.t("menu.starting"): context.link("starting", types=(kind.id,)),
    }
    return [next_links(context, factsheet=factsheet, links=links), on_paper]
