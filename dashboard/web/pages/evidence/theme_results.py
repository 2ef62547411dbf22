"""The results of one experiment on one theme: charts, findings, claims, superseded numbers and gaps."""

from dataclasses import replace

from dashboard.charts.comparison import with_and_without
from dashboard.charts.over_time import over_time
from dashboard.db.rows.evidence import CellRow, GapRow
from dashboard.db.rows.subjects import ExperimentRow, ThemeRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.chart import Chart
from dashboard.models.evidence import Finding, Undrawn
from dashboard.web.components.details import held, interim
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.labels import state_word, strength
from dashboard.web.components.sections import notice, undrawn
from dashboard.web.pages.charts.cards import card_of
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.evidence.cell_signs import sign_of, strength_of, word
from dashboard.web.pages.evidence.cell_words import count, detail
from dashboard.web.pages.evidence.findings import finding, interim_of, number
from dashboard.web.pages.evidence.panel import CellRows, answer, cell_rows, cell_scope, cut_notice
from dashboard.web.pages.evidence.profile import anchor

LEVEL = 4


def chart_cards(
    charts: tuple[Chart, ...], context: PageContext, *, theme: str, municipalities: tuple[str, ...]
) -> list[Node]:
    """Return chart cards whose downloads are those of the compare page."""
    path = context.t("where.compare")
    return [
        card_of(chart, context, path=path, level=LEVEL, theme=theme, municipalities=municipalities) for chart in charts
    ]


def unused(rows: CellRows, context: PageContext, *, id: str) -> list[Part]:
    """Return interim results, and a fold with superseded numbers and findings and the reason where there is one."""
    found = interim_of(rows.interim_numbers, rows.interim_findings, context)
    early = interim(found, id=f"{id}-interim", level=LEVEL, lang=context.lang) if found else None
    old = []
    for row in rows.old_numbers:
        parts = (row.subgroup, formats.period(row.start, row.end, context.lang), row.note)
        why = " ".join(labels.stop(text) for text in parts if text)
        value, source = labels.value(row, context.lang), labels.source(row, context)
        old.append(Undrawn(head=row.indicator, value=value, why=why, source=source))
    for item in rows.old_findings:
        old.append(Undrawn(head=item.indicator, value="", why=item.text, source=labels.source(item, context)))
    if not old:
        return [early]
    folded = undrawn(
        old, title=context.t("compare.replaced"), intro=context.t("results.replaced_intro"), lang=context.lang,
        id=f"{id}-replaced", level=LEVEL,
    )  # fmt: skip
    return [early, folded]


def listed(title: str, found: list[Finding], context: PageContext, *, claimed: bool = False, intro: str = "") -> Part:
    """Return results under a heading, each with its source; None without any."""
    if not found:
        return None
    return h(
        "div",
        h(f"h{LEVEL}", title),
        h("p", intro, cls="small soft") if intro else None,
        held(found, lang=context.lang, kind="claimed" if claimed else "measured"),
        cls="listed" + (" claims" if claimed else ""),
    )


def listed_claims(found: list[Finding], context: PageContext) -> Part:
    """Return claims under their heading; None without any."""
    return listed(context.t("map.claims"), found, context, claimed=True, intro=context.t("results.claims_intro"))


def _head(experiment: ExperimentRow, cell: CellRow, theme: ThemeRow, context: PageContext) -> Node:
    how = strength_of(cell, context)
    facts = [text for text in (detail(cell, context), count(cell, context)) if text]
    return h(
        "div",
        h("h3", theme.label, id=f"{anchor(experiment, theme.id)}-title"),
        h(
            "p",
            state_word(sign_of(cell), word(cell, context)),
            strength(how, lang=context.lang) if how else None,
            h("span", ", ".join(facts), cls="soft") if facts else None,
            cls="verdict",
        ),
        cls="theme-head",
    )


def missing(gap: GapRow | None, context: PageContext) -> Part:
    """Return a gap with the date of the search."""
    if gap is None:
        return None
    searched = h("span", context.t("results.searched", date=context.date(gap.searched_on)), cls="soft")
    return h("p", h("b", context.t("evidence.missing"), ": "), gap.text, " ", searched, cls="gap")


def theme_results(experiment: ExperimentRow, cell: CellRow, theme: ThemeRow, context: PageContext) -> Node:
    """Return the section of one theme of one experiment."""
    rows = cell_rows(cell_scope(experiment, theme), context)
    more = cut_notice(cell, rows.scope, context)
    measured = [finding(row, context) for row in rows.measured] + [number(row, context) for row in rows.alone]
    # A result of the comparison arm itself has no direction.
    controls = [
        replace(finding(row, context), sign="count", word=context.t("results.control")) for row in rows.controls
    ]
    charts = (*with_and_without(rows.scope, context), *over_time(rows.scope, context))
    about = h("span", f": {theme.label}", cls="vh")
    beside = h("a", context.t("results.compare"), about, href=context.link("compare", theme=theme.id))
    id = anchor(experiment, theme.id)
    return h(
        "section",
        _head(experiment, cell, theme, context),
        h("p", answer(cell, None, context), cls="answer") if cell.results else None,
        missing(rows.gap, context),
        notice(more) if more else None,
        chart_cards(charts, context, theme=theme.id, municipalities=(experiment.municipality_id,)),
        listed(context.t("map.findings"), measured, context),
        listed(context.t("evidence.control_too"), controls, context, intro=context.t("results.control_intro")),
        listed_claims([finding(row, context) for row in rows.claims], context),
        unused(rows, context, id=id),
        h("p", beside, cls="beside") if cell.results else None,
        cls="theme-results",
        id=id,
        # A municipality may have had two trials, each with this theme.
        aria_labelledby=f"{experiment.id}-results-title {id}-title",
    )
