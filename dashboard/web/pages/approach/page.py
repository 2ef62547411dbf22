"""The page of a type of experiment: definition, trials, results by theme, and how sure they are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dashboard.charts.comparison import with_and_without
from dashboard.charts.directions import COUNTED, counted, counted_as
from dashboard.charts.over_time import over_time
from dashboard.db import queries
from dashboard.db.rows.results import FindingRow, NumberRow, PairRow
from dashboard.db.rows.subjects import ExperimentRow, ThemeRow, TypeRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import count
from dashboard.i18n.formats import level_text
from dashboard.labels import labels
from dashboard.models.context import Scope
from dashboard.models.evidence import Finding
from dashboard.models.text import Link, Note
from dashboard.web.components.details import results
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.labels import stairs, type_mark
from dashboard.web.components.sections import band, contents, fold, notice, unfold, unknowns
from dashboard.web.pages.approach import answer as approach
from dashboard.web.pages.approach.approaches import relations_of
from dashboard.web.pages.context import MOST_ROWS, PageContext
from dashboard.web.pages.elsewhere import page as elsewhere
from dashboard.web.pages.evidence import profile as profile_rows
from dashboard.web.pages.evidence.findings import finding, number
from dashboard.web.pages.evidence.panel import cell_rows
from dashboard.web.pages.evidence.theme_results import chart_cards, listed, listed_claims, unused
from dashboard.web.pages.page_parts import sources_section
from dashboard.web.pages.starting import lessons


def _type(context: PageContext) -> TypeRow:
    """Return the type as it was at the date of the URL; a type that came later, as it is now."""
    rows = (*queries.types(context.newest), *queries.types(context))
    return {row.id: row for row in rows}[context.item]


def heading(context: PageContext) -> str:
    """Return the name of the type."""
    return _type(context).label


def _trial(row: ExperimentRow, context: PageContext) -> Node:
    """Return a trial of the type: its arms with their number of people, and its comparison."""
    href = context.link("municipality", row.municipality_id, anchor=row.id)
    arms = [
        h("li", type_mark(label.id), h("span", arm.label), h("small", profile_rows.people(arm, context)))
        for arm, label in profile_rows.arms(row, context)
        if label.id == context.item
    ]
    return h(
        "li",
        h("h3", h("a", row.municipality, href=context.link("municipality", row.municipality_id))),
        h("p", h("a", row.short, href=href), f", {profile_rows.period(row, context)}", cls="which"),
        h("ul", arms, cls="arm-list"),
        h("p", context.t(f"profile.design.{row.design}"), cls="small soft"),
        h("p", context.t("type.only" if len(row.type_ids) == 1 else "type.beside"), cls="small soft"),
    )


def _results(rows: Sequence[FindingRow | NumberRow], context: PageContext) -> list[Finding]:
    """Return results in words, each with its municipality before the outcome."""
    result = []
    for row in rows:
        built = finding(row, context) if isinstance(row, FindingRow) else number(row, context)
        result.append(replace(built, head=f"{row.municipality}: {built.head}") if row.municipality else built)
    return result


def _sure(own: Sequence[PairRow | FindingRow], context: PageContext) -> Part:
    """Return how many results point which way, by kind of comparison, the strongest first."""
    lang = context.lang
    lines = []
    kinds: dict[tuple[int | None, str], list[PairRow | FindingRow]] = {}
    for row in sorted(own, key=lambda row: -(row.level or 0)):
        how = row.comparison_kind if isinstance(row, PairRow) else row.comparison
        kinds.setdefault((row.level, how if row.level else "unrated"), []).append(row)
    for (level, comparison), rows in kinds.items():
        effects = [row.effect if isinstance(row, FindingRow) else row.verdict for row in rows]
        numbers = Counter(map(counted_as, effects))
        sides = [side for side in COUNTED if numbers[side]]
        parts = [counted(side, numbers[side], comparison, lang) for side in sides]
        name = labels.strength(level, comparison, lang).name
        head = h("b", f"{level_text(level, lang=lang).capitalize()}, {name}: ")
        lines.append(h("li", stairs(level), h("span", head, labels.stop(formats.listing(parts, lang)))))
    return h("ul", lines, cls="sure") if lines else None


def _national(found: list[Finding], context: PageContext, *, id: str) -> Part:
    """Return the folded results of several municipalities, which are the same for every approach."""
    if not found:
        return None
    intro = h("p", context.t("type.national_intro"), cls="small soft")
    head = count("type.national", context.lang, len(found))
    return fold(head, intro, results(found, lang=context.lang), id=f"{id}-national")


def _theme(theme: ThemeRow, context: PageContext) -> Node:
    """Return the results on one theme: this approach, combined approaches, several municipalities."""
    scope = Scope(most=MOST_ROWS, theme=theme.id, types=(context.item,))
    more = queries.is_cut(scope, context)
    findings, rows = queries.findings(scope, context), cell_rows(scope, context, type_id=context.item)
    together = [row for row in findings if row.experiment_id and not row.arm_id and row.counts]
    national = [row for row in findings if row.about == "several_municipalities" and row.basis == "measured"]
    charts = tuple(item for item in (*with_and_without(scope, context), *over_time(scope, context)) if item.rows)
    own: list[PairRow | FindingRow] = [*rows.pairs, *rows.measured]
    notes = [Note(head=labels.experiment(row), text=row.text) for row in queries.gaps(scope, context)]
    id = theme.id
    return h(
        "section",
        h("h3", theme.label, id=f"{id}-title"),
        h("p", context.t("type.found" if own else "type.none"), cls="answer"),
        notice(context.t("bounds.theme")) if more else _sure(own, context),
        chart_cards(charts, context, theme=id, municipalities=()),
        listed(context.t("type.alone"), _results([*rows.measured, *rows.alone], context), context),
        listed(
            context.t("type.together"), _results(together, context), context, intro=context.t("type.together_intro")
        ),
        _national([finding(row, context) for row in national], context, id=id),
        listed_claims(_results(rows.claims, context), context),
        unused(rows, context, id=id),
        h("div", h("h4", context.t("compare.unknown")), unknowns(notes, level=5), cls="listed") if notes else None,
        cls="theme-results",
        id=id,
        aria_labelledby=f"{id}-title",
    )


def _sources(context: PageContext) -> Node:
    scope = Scope(most=MOST_ROWS, types=(context.item,))
    rows: list[labels.Cited] = [*queries.pairs(scope, context)]
    rows += [row for row in queries.findings(scope, context) if row.type_id in (context.item, None)]
    rows += [row for row in queries.unpaired_numbers(scope, context) if row.type_id == context.item]
    return sources_section(labels.sources(rows, context), context)


def _all_results(context: PageContext) -> Node:
    """Return who tried it, every result by theme, and how the approach relates to other words, each folded."""
    _, relations = relations_of(_type(context), context)
    themes = queries.themes(context)
    trials = [_trial(row, context) for row in queries.experiments(context) if context.item in row.type_ids]
    links = [Link(href=f"#{row.id}", label=row.label) for row in themes]
    return band(
        unfold(context.t("type.who"), h("ul", trials, cls="tried-by"), id="tried", cls="off-paper"),
        unfold(
            context.t("type.results"),
            h("p", context.t("type.results_intro"), cls="small soft"),
            contents(links, label=context.t("type.themes")),
            [_theme(row, context) for row in themes],
            id="results",
            cls="off-paper",
        ),
        unfold(context.t("type.relation"), relations, id="relation", cls="off-paper"),
        unfold(
            context.t("type.beyond"),
            elsewhere.block(context.item, context),
            lessons.block(
                lessons.for_type(context.item, context), context.t("starting.how"), context, types=(context.item,)
            ),
            id="beyond",
            cls="off-paper",
        ),
        _sources(context),
        id="more", title=context.t("type.more"),
    )  # fmt: skip


def body(context: PageContext) -> Node:
    """Return the body of the page: the answer on three screens, and below it all results, folded."""
    return h("div", approach.bands(_type(context), context), _all_results(context), cls="dossier approach")
