"""The page of a municipality: trials, timeline, results, and questions to ask."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.db import queries
from dashboard.db.rows.results import CellRow
from dashboard.db.rows.subjects import ExperimentRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.scope import Scope
from dashboard.models.text import Link, Note
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.notices import contents, unknowns
from dashboard.web.components.profile import local_menu, profiles, questions, set_up
from dashboard.web.components.sections import opening, section
from dashboard.web.components.symbols import UNKNOWN
from dashboard.web.components.timeline import timeline
from dashboard.web.pages import profile as profile_rows
from dashboard.web.pages import suggested_questions, urls
from dashboard.web.pages.chronology import chronology
from dashboard.web.pages.context import ON_A_PAGE, PageContext
from dashboard.web.pages.municipality_statistics import official
from dashboard.web.pages.page_parts import remarks, sources_section
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
        name=labels.start_small(name) if kind != "one" else name,
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


def _cells(experiment: ExperimentRow, context: PageContext) -> dict[str, CellRow]:
    rows = queries.evidence(context)
    return {row.theme: row for row in rows if row.experiment_id == experiment.id}


def _all_unknown(experiment: ExperimentRow, context: PageContext) -> bool:
    return all(cell.state in UNKNOWN for cell in _cells(experiment, context).values())


def _set_up(experiment: ExperimentRow, context: PageContext, *, several: bool) -> Part:
    groups, others = profile_rows.set_up(experiment, context)
    if not groups and not others:
        return None
    id = f"{experiment.id}-set-up"
    key = _set_up_key(experiment)
    title = _title(key, experiment, context, several=several)
    intro = context.t(f"municipality.{key}_intro")
    return section(title, set_up(groups, others=others, id=f"{id}-facts", lang=context.lang), id=id, intro=intro)


def _unknown(experiment: ExperimentRow, context: PageContext, *, several: bool) -> Node:
    """Return the section of an experiment without results: the gaps, and who may know more."""
    themes = {row.id: row for row in queries.themes(context)}
    gaps = queries.gaps(Scope(experiment=experiment.id), context)
    notes = [Note(head=themes[row.theme].label, text=row.text) for row in gaps]
    days = [context.date(row.searched_on) for row in gaps]
    scheme, who = experiment.scheme, experiment.evaluator
    if experiment.participants is None:
        notes.append(Note(head=context.t("municipality.people_head"), text=context.t("municipality.people_text")))
    if not experiment.end:
        notes.append(Note(head=context.t("municipality.end_head"), text=context.t("municipality.end_text")))
    knows = (
        context.t("municipality.knows_researcher", who=who) if who else context.t("municipality.knows", scheme=scheme)
    )
    notes.append(Note(head=context.t("municipality.knows_head"), text=knows))
    intro = [context.t("municipality.unknown_intro")]
    if days:
        intro.append(context.t("results.searched", date=max(days)))
    places = [profile_rows.anchor(experiment, row.theme) for row in gaps]
    return section(
        _title("unknown", experiment, context, several=several), unknowns(notes, ids=places), id=f"{experiment.id}-results",
        intro=" ".join(intro),
    )  # fmt: skip


def _title(key: str, experiment: ExperimentRow, context: PageContext, *, several: bool) -> str:
    """Return the title of a section; it names the experiment when the page has several."""
    title = context.t(f"municipality.{key}")
    if not several:
        return title
    return context.t("municipality.of", title=title, experiment=experiment.short)


def _set_up_key(experiment: ExperimentRow) -> str:
    return "planned" if experiment.design == "none_published" else "set_up"


def _results_key(experiment: ExperimentRow, context: PageContext) -> str:
    return "unknown" if _all_unknown(experiment, context) else "results"


def _results(experiment: ExperimentRow, context: PageContext, *, several: bool) -> Node:
    if _all_unknown(experiment, context):
        return _unknown(experiment, context, several=several)
    cells = _cells(experiment, context)
    return section(
        _title("results", experiment, context, several=several),
        [theme_results(experiment, cells[row.id], row, context) for row in queries.themes(context)],
        id=f"{experiment.id}-results",
        intro=context.t("municipality.results_many" if several else "municipality.results_one"),
    )


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
    several = len(own) > 1
    if not own:
        return h("div", opening(heading(context)), menu(context), remarks(context))
    ask = suggested_questions.for_municipality(context.item, context)
    figures, used = official(context.item, _name(context), context)
    links = [Link(href="#timeline", label=context.t("timeline.heading"))]
    for row in own:
        places = [("set-up", _set_up_key(row))] if any(profile_rows.set_up(row, context)) else []
        for id, key in (*places, ("results", _results_key(row, context))):
            links.append(Link(href=f"#{row.id}-{id}", label=_title(key, row, context, several=several)))
    links += [
        Link(href="#official", label=context.t("official.title", municipality=_name(context))),
        Link(href="#questions", label=context.t("asking.title")),
        Link(href="#sources", label=context.t("municipality.sources")),
    ]  # fmt: skip
    return h(
        "div",
        remarks(context),
        h("div", opening(heading(context)), menu(context), cls="titled"),
        profiles([profile_rows.profile(row, context) for row in own], lang=context.lang),
        contents(links, label=context.t("compare.contents")),
        section(context.t("timeline.heading"), timeline(chronology(own, context), lang=context.lang), id="timeline"),
        [[_set_up(row, context, several=several), _results(row, context, several=several)] for row in own],
        figures,
        section(context.t("asking.title"), questions(ask), id="questions", intro=context.t("asking.intro")),
        _sources(own, used, context),
        cls="dossier",
    )
