"""The page of a municipality: trials, timeline, results, and questions to ask."""

from collections.abc import Sequence

from dashboard.db import queries
from dashboard.db.rows.subjects import ExperimentRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.context import Scope
from dashboard.models.text import Link, Note
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.notices import contents, local_menu, questions, unknowns
from dashboard.web.components.sections import opening, section
from dashboard.web.components.symbols import UNKNOWN
from dashboard.web.pages import starting, suggested_questions, urls
from dashboard.web.pages.chronology import timeline
from dashboard.web.pages.context import ON_A_PAGE, PageContext
from dashboard.web.pages.cost_block import cost_section
from dashboard.web.pages.municipality_statistics import official
from dashboard.web.pages.page_parts import remarks, sources_section
from dashboard.web.pages.profile import anchor, profiles
from dashboard.web.pages.set_up import set_up
from dashboard.web.pages.theme_results import theme_results


def _experiments(context: PageContext) -> list[ExperimentRow]:
    return [row for row in queries.experiments(context) if row.municipality_id == context.item]


def _name(context: PageContext) -> str:
    return str({row.id: row.name for row in queries.municipalities(context.newest)}[context.item])


def heading(context: PageContext) -> str:
    """Return the municipality with the number of its trials, or the name of the only one."""
    own = _experiments(context)
    if len(own) != 1:
        return context.t(
            "municipality.title.many", municipality=_name(context), n=formats.in_words(len(own), context.lang)
        )
    kind = "unknown" if own[0].design == "none_published" else "one"
    name = own[0].short
    return context.t(
        f"municipality.title.{kind}",
        municipality=_name(context),
        name=labels.lower_first(name) if kind != "one" else name,
    )


def menu(context: PageContext) -> Node:
    """Return links to the municipalities with the current one marked; of a long list only that one."""
    rows = queries.municipalities(context)
    every = [Link(href=urls.page("municipalities", context), label=context.t("municipality.every"))]
    long = len(rows) > ON_A_PAGE
    links = [
        Link(href=urls.municipality(row.id, context), label=row.name, current=row.id == context.item)
        for row in rows
        if not long or row.id == context.item
    ]
    return local_menu([*links, *(every if long else [])], label=context.t("municipality.menu"))


def _is_known(experiment: ExperimentRow, context: PageContext) -> bool:
    """Return whether an experiment has results on any theme."""
    own = [row for row in queries.evidence(context) if row.experiment_id == experiment.id]
    return any(cell.state not in UNKNOWN for cell in own)


def _set_up(experiment: ExperimentRow, context: PageContext) -> tuple[str, Part]:
    """Return the title of the set-up of an experiment and its section, None without facts."""
    key = "planned" if experiment.design == "none_published" else "set_up"
    id, title = f"{experiment.id}-set-up", _title(key, experiment, context)
    facts = set_up(experiment, context, id=f"{id}-facts")
    return title, section(title, facts, id=id, intro=context.t(f"municipality.{key}_intro")) if facts else None


def _unknown(experiment: ExperimentRow, title: str, context: PageContext) -> Node:
    """Return the section of an experiment without results: the gaps, and who may know more."""
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
    return section(title, result, id=f"{experiment.id}-results", intro=" ".join(intro))


def _title(key: str, experiment: ExperimentRow, context: PageContext) -> str:
    """Return the title of a section; it names the experiment when the page has several."""
    title = context.t(f"municipality.{key}")
    if len(_experiments(context)) == 1:
        return title
    return context.t("municipality.of", title=title, experiment=experiment.short)


def _results(experiment: ExperimentRow, context: PageContext) -> tuple[str, Node]:
    """Return the title of the results of an experiment and their section."""
    if not _is_known(experiment, context):
        title = _title("unknown", experiment, context)
        return title, _unknown(experiment, title, context)
    cells = {row.theme: row for row in queries.evidence(context) if row.experiment_id == experiment.id}
    title = _title("results", experiment, context)
    intro = context.t("municipality.results_many" if len(_experiments(context)) > 1 else "municipality.results_one")
    result = [theme_results(experiment, cells[row.id], row, context) for row in queries.themes(context)]
    return title, section(title, result, id=f"{experiment.id}-results", intro=intro)


def _sources(experiments: list[ExperimentRow], used: Sequence[labels.Cited], context: PageContext) -> Node:
    """Return every source of the page once, with all cited places."""
    rows: list[labels.Cited] = [*experiments]
    events = queries.events(Scope(), context)
    own = [row.id for row in experiments]
    rows += [row for row in events if row.experiment_id in own or row.experiment_id is None]
    for id in own:
        scope = Scope(experiment=id)
        rows += [
            *queries.design_facts(scope, context),
            *queries.pairs(scope, context),
            *queries.numbers(scope, context),
            *queries.findings(scope, context),
        ]
    return sources_section(labels.sources([*rows, *used], context), context)


def body(context: PageContext) -> Node:
    """Return the body of the page. The results of two experiments are never combined."""
    own = _experiments(context)
    if not own:
        return h("div", opening(heading(context)), menu(context), remarks(context))
    ask = suggested_questions.for_municipality(context.item, context)
    figures, used = official(context.item, _name(context), context)
    links = [Link(href="#timeline", label=context.t("timeline.heading"))]
    sections: list[Part] = []
    for row in own:
        for id, (title, built) in (("set-up", _set_up(row, context)), ("results", _results(row, context))):
            if built:
                links.append(Link(href=f"#{row.id}-{id}", label=title))
                sections.append(built)
    links += [
        Link(href="#official", label=context.t("municipality_statistics.title", municipality=_name(context))),
        Link(href="#questions", label=context.t("suggested_questions.title")),
        Link(href="#sources", label=context.t("municipality.sources")),
    ]
    return h(
        "div",
        remarks(context),
        h("div", opening(heading(context)), menu(context), cls="titled"),
        profiles(own, context),
        contents(links, label=context.t("compare.contents")),
        section(context.t("timeline.heading"), timeline(own, context), id="timeline"),
        sections,
        cost_section(Scope(municipalities=(context.item,)), context),
        figures,
        section(
            context.t("suggested_questions.title"),
            questions(ask),
            id="questions",
            intro=context.t("suggested_questions.intro"),
        ),
        starting.block(starting.for_municipality(context.item, context), context.t("starting.learned"), context),
        _sources(own, used, context),
        cls="dossier",
    )
