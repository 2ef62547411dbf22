"""The page of a municipality: results first, then costs, questions, timeline and official figures; the rest is folded."""

from collections.abc import Sequence

from dashboard.db import queries
from dashboard.db.rows.subjects import ExperimentRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.context import Scope
from dashboard.models.text import Link, Note
from dashboard.web.components.dutch_map import MapPlace, dutch_map
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.labels import UNKNOWN
from dashboard.web.components.sections import band, local_menu, unfold, unknowns
from dashboard.web.pages import suggested_questions
from dashboard.web.pages.context import ON_A_PAGE, PageContext, remarks
from dashboard.web.pages.costs.amounts import cost_block
from dashboard.web.pages.evidence.cell_signs import cells_of
from dashboard.web.pages.evidence.profile import anchor, fact_list
from dashboard.web.pages.evidence.theme_results import theme_results
from dashboard.web.pages.municipality.set_up import set_up
from dashboard.web.pages.municipality.statistics import official
from dashboard.web.pages.municipality.timeline import timeline
from dashboard.web.pages.municipality.trial_summary import main_results, trial_summary
from dashboard.web.pages.page_parts import next_links, questions_column, sources_section
from dashboard.web.pages.share.links import share_page
from dashboard.web.pages.starting import lessons


def _experiments(context: PageContext) -> list[ExperimentRow]:
    return [row for row in queries.experiments(context) if row.municipality_id == context.item]


def _name(context: PageContext) -> str:
    return str({row.id: row.name for row in queries.municipalities(context.newest)}[context.item])


def heading(context: PageContext) -> str:
    """Return the municipality with the number of its trials, or the name of the only one."""
    own, place = _experiments(context), _name(context)
    if len(own) != 1:
        return context.t("municipality.title.many", municipality=place, n=formats.in_words(len(own), context.lang))
    name = own[0].short
    if own[0].design == "none_published":
        return context.t("municipality.title.unknown", municipality=place, name=labels.lower_first(name))
    return context.t("municipality.title.one", municipality=place, name=name)


def menu(context: PageContext) -> Node:
    """Return links to the municipalities with the current one marked; of a long list only that one."""
    rows = queries.municipalities(context)
    every = [Link(href=context.link("municipalities"), label=context.t("municipality.every"))]
    long = len(rows) > ON_A_PAGE
    links = [
        Link(href=context.link("municipality", row.id), label=row.name, current=row.id == context.item)
        for row in rows
        if not long or row.id == context.item
    ]
    return local_menu([*links, *(every if long else [])], label=context.t("municipality.menu"))


def _is_known(experiment: ExperimentRow, context: PageContext) -> bool:
    """Return whether an experiment has results on any theme."""
    return any(cell.state not in UNKNOWN for cell in cells_of(experiment, context))


def _fact_fold(experiment: ExperimentRow, context: PageContext) -> Node:
    """Return the fold with the facts on an experiment and how it was set up."""
    key = "planned" if experiment.design == "none_published" else "set_up"
    id = f"{experiment.id}-set-up"
    facts = set_up(experiment, context, id=f"{id}-facts")
    built: list[Part] = []
    if facts:
        intro = h("p", context.t(f"municipality.{key}_intro"), cls="small soft")
        built = [h("h3", context.t(f"municipality.{key}")), intro, facts]
    title = context.t("municipality.passport", experiment=experiment.short)
    return unfold(title, fact_list(experiment, context), built, id=id)


def _unknown(experiment: ExperimentRow, title: str, context: PageContext) -> Node:
    """Return the gaps of an experiment without results, and who may know more."""
    themes = {row.id: row for row in queries.themes(context)}
    gaps = queries.gaps(Scope(experiment=experiment.id), context)
    notes = [Note(head=themes[row.theme].label, text=row.text) for row in gaps]
    if experiment.participants is None:
        notes.append(Note(head=context.t("municipality.people_head"), text=context.t("municipality.people_text")))
    if not experiment.end:
        notes.append(Note(head=context.t("municipality.end_head"), text=context.t("municipality.end_text")))
    if experiment.evaluator:
        knows = context.t("municipality.knows_researcher", who=experiment.evaluator)
    else:
        knows = context.t("municipality.knows", scheme=experiment.scheme)
    notes.append(Note(head=context.t("municipality.knows_head"), text=knows))
    intro = [context.t("municipality.unknown_intro")]
    if gaps:
        intro.append(context.t("results.searched", date=context.date(max(row.searched_on for row in gaps))))
    result = unknowns(notes, ids=[anchor(experiment, row.theme) for row in gaps])
    return h("div", h("h2", title), h("p", " ".join(intro), cls="small soft"), result, id=f"{experiment.id}-results",
             cls="column")  # fmt: skip


def _main_results(experiment: ExperimentRow, context: PageContext) -> Node:
    """Return the main results of an experiment, or what is not known of it."""
    known = _is_known(experiment, context)
    title = context.t("municipality.results" if known else "municipality.unknown")
    if len(_experiments(context)) > 1:
        title = context.t("municipality.of", title=title, experiment=experiment.short)
    return (main_results if known else _unknown)(experiment, title, context)


def _results(experiment: ExperimentRow, context: PageContext) -> Part:
    """Return the fold with every result of an experiment by theme; None for one without results."""
    if not _is_known(experiment, context):
        return None
    cells = zip(cells_of(experiment, context), queries.themes(context), strict=True)
    intro = context.t("municipality.results_many" if len(_experiments(context)) > 1 else "municipality.results_one")
    return unfold(
        context.t("municipality.every_result", experiment=experiment.short),
        h("p", intro, cls="small soft"),
        [theme_results(experiment, cell, theme, context) for cell, theme in cells],
        id=f"{experiment.id}-results",
    )


def _sources(experiments: list[ExperimentRow], used: Sequence[labels.Cited], context: PageContext) -> Node:
    """Return every source of the page once, with all cited places."""
    rows: list[labels.Cited] = [*experiments]
    events = queries.events(Scope(), context)
    own = [row.id for row in experiments]
    rows += [row for row in events if row.experiment_id in own or row.experiment_id is None]
    for id in own:
        scope = Scope(experiment=id)
        rows += [*queries.design_facts(scope, context), *queries.pairs(scope, context)]
        rows += [*queries.unpaired_numbers(scope, context), *queries.findings(scope, context)]
    return sources_section(labels.sources([*rows, *used], context), context)


def _map(context: PageContext) -> Part:
    """Return the map of the Netherlands with the municipality; None without its point."""
    row = {row.id: row for row in queries.municipalities(context)}[context.item]
    if row.latitude is None or row.longitude is None:
        return None
    place = MapPlace(name="", latitude=row.latitude, longitude=row.longitude)
    label = context.t("municipality.map", municipality=row.name)
    return h("div", dutch_map([place], label=label), cls="on-the-map")


def _next_links(context: PageContext) -> Node:
    """Return links to what a reader can take along on this municipality."""
    own = (context.item,)
    factsheet = context.link("brief", municipalities=own)
    links = {
        context.t("type.compare"): context.link("compare", municipalities=own),
        context.t("head_to_head.link"): context.link("head_to_head", first=context.item),
    }
    return next_links(context, factsheet=factsheet, links=links)


def _columns(context: PageContext) -> Node:
    """Return costs, questions and lessons beside each other."""
    costs = cost_block(Scope(municipalities=(context.item,)), context)
    asked = suggested_questions.for_municipality(context.item, context)
    columns = [
        h("div", h("h2", context.t("costs.title")), costs, cls="column", id="costs") if costs else None,
        questions_column(asked, context.t("suggested_questions.title")),
        lessons.block(lessons.for_municipality(context.item, context), context.t("starting.learned"), context),
    ]
    return h("div", columns, cls="columns")


def body(context: PageContext) -> Node:
    """Return the body of the page: results first, the rest folded. The results of two experiments are never combined."""
    own = _experiments(context)
    if not own:
        return band(h("h1", heading(context)), menu(context), remarks(context), id="municipality")
    shown, table, used = official(context.item, _name(context), context)
    trials = "trials" if len(own) > 1 else "trials alone"
    return h(
        "div",
        band(
            remarks(context),
            h("div", h("div", menu(context), h("h1", heading(context), id="municipality-title")), _map(context), cls="name"),
            h("div", [trial_summary(row, context) for row in own], cls=trials),
            id="municipality", tone="sand", labelled_by="municipality-title",
        ),
        band(h("div", [_main_results(row, context) for row in own], cls=trials), _next_links(context),
             h("ul", share_page("municipality", context), cls="actions"), id="found"),
        band(_columns(context), id="ask", tone="sand"),
        band(timeline(own, context), id="timeline", title=context.t("timeline.heading")),
        shown,
        band(
            [_fact_fold(row, context) for row in own],
            [_results(row, context) for row in own],
            table,
            _sources(own, used, context),
            id="more", tone="sand", title=context.t("municipality.more"),
        ),
        cls="dossier of-municipality",
    )  # fmt: skip
