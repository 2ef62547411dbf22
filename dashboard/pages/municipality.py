"""Gemeente: what one municipality tried, how, when, with which results, and what a councillor can ask."""

from __future__ import annotations

from dashboard import formats, queries
from dashboard.charts import words
from dashboard.components.notices import contents, notice, unknowns
from dashboard.components.profile import folded_sources, local_menu, profiles, questions, set_up
from dashboard.components.sections import opening, section
from dashboard.components.timeline import timeline
from dashboard.components.tree import Node, Part, h
from dashboard.model import Link, Note
from dashboard.pages import asking, where
from dashboard.pages import profile as profile_rows
from dashboard.pages.chronology import chronology
from dashboard.pages.official import official
from dashboard.pages.theme_results import theme_results
from dashboard.pages.visit import ON_A_PAGE, Visit, remark_texts
from dashboard.queries import NEWEST, Row, Scope

PATHS: dict[str, str] = {"nl": "/gemeenten/<id>", "en": "/en/municipalities/<id>"}
_UNKNOWN = ("not_measured", "not_published", "not_found", "not_read")


def ids() -> tuple[str, ...]:
    """The municipalities that have a page."""
    return tuple(row["id"] for row in queries.municipalities(as_of=NEWEST))


def _experiments(visit: Visit) -> list[Row]:
    return [row for row in queries.experiments(as_of=visit.as_of) if row["municipality_id"] == visit.item]


def _name(visit: Visit) -> str:
    return str({row["id"]: row["name"] for row in queries.municipalities(as_of=NEWEST)}[visit.item])


def heading(visit: Visit) -> str:
    """The title: the municipality, and how many trials, or which one."""
    own = _experiments(visit)
    if len(own) != 1:
        return visit.say("municipality.title.many", municipality=_name(visit), n=formats.in_words(len(own), visit.lang))
    kind = "unknown" if own[0]["design"] == "none_published" else "one"
    name = own[0][f"short_{visit.lang}"]
    return visit.say(
        f"municipality.title.{kind}", municipality=_name(visit), name=words.start_small(name) if kind != "one" else name
    )


def menu(visit: Visit) -> Node:
    """The municipalities, with this one marked; of a long list this one, and the way to it."""
    rows = queries.municipalities(as_of=visit.as_of)
    every = [Link(href=where.page("municipalities", visit), label=visit.say("municipality.every"))]
    long = len(rows) > ON_A_PAGE
    links = [
        Link(href=where.municipality(row["id"], visit), label=row["name"], current=row["id"] == visit.item)
        for row in rows
        if not long or row["id"] == visit.item
    ]
    return local_menu([*links, *(every if long else [])], label=visit.say("municipality.menu"))


def _cells(experiment: Row, visit: Visit) -> dict[str, Row]:
    rows = queries.evidence(as_of=visit.as_of)
    return {row["theme"]: row for row in rows if row["experiment_id"] == experiment["id"]}


def _all_unknown(experiment: Row, visit: Visit) -> bool:
    return all(cell["state"] in _UNKNOWN for cell in _cells(experiment, visit).values())


def _set_up(experiment: Row, visit: Visit, *, several: bool) -> Part:
    groups, others = profile_rows.set_up(experiment, visit)
    if not groups and not others:
        return None
    id = f"{experiment['id']}-set-up"
    key = _set_up_key(experiment)
    title = _title(key, experiment, visit, several=several)
    intro = visit.say(f"municipality.{key}_intro")
    return section(title, set_up(groups, others=others, id=f"{id}-facts", lang=visit.lang), id=id, intro=intro)


def _unknown(experiment: Row, visit: Visit, *, several: bool) -> Node:
    """An experiment of which no result was found: what is missing on each theme, and who may know."""
    lang = visit.lang
    themes = {row["id"]: row for row in queries.themes(as_of=visit.as_of)}
    gaps = queries.gaps(Scope(as_of=visit.as_of, experiment=experiment["id"]))
    notes = [Note(head=visit.label(themes[row["theme"]]), text=row[f"text_{lang}"]) for row in gaps]
    days = [formats.date(row["searched_on"].isoformat(), lang) for row in gaps]
    scheme, who = experiment[f"scheme_{lang}"], experiment[f"evaluator_{lang}"]
    if experiment["participants"] is None:
        notes.append(Note(head=visit.say("municipality.people_head"), text=visit.say("municipality.people_text")))
    if not experiment["end"]:
        notes.append(Note(head=visit.say("municipality.end_head"), text=visit.say("municipality.end_text")))
    knows = (
        visit.say("municipality.knows_researcher", who=who) if who else visit.say("municipality.knows", scheme=scheme)
    )
    notes.append(Note(head=visit.say("municipality.knows_head"), text=knows))
    intro = [visit.say("municipality.unknown_intro")]
    if days:
        intro.append(visit.say("results.searched", date=max(days)))
    places = [profile_rows.anchor(experiment, row["theme"]) for row in gaps]
    return section(
        _title("unknown", experiment, visit, several=several), unknowns(notes, ids=places), id=f"{experiment['id']}-results",
        intro=" ".join(intro),
    )  # fmt: skip


def _title(key: str, experiment: Row, visit: Visit, *, several: bool) -> str:
    """The title of a section; it names the experiment where the page has more than one."""
    title = visit.say(f"municipality.{key}")
    if not several:
        return title
    return visit.say("municipality.of", title=title, experiment=experiment[f"short_{visit.lang}"])


def _set_up_key(experiment: Row) -> str:
    return "planned" if experiment["design"] == "none_published" else "set_up"


def _results_key(experiment: Row, visit: Visit) -> str:
    return "unknown" if _all_unknown(experiment, visit) else "results"


def _results(experiment: Row, visit: Visit, *, several: bool) -> Node:
    if _all_unknown(experiment, visit):
        return _unknown(experiment, visit, several=several)
    cells = _cells(experiment, visit)
    return section(
        _title("results", experiment, visit, several=several),
        [theme_results(experiment, cells[row["id"]], row, visit) for row in queries.themes(as_of=visit.as_of)],
        id=f"{experiment['id']}-results",
        intro=visit.say("municipality.results_many" if several else "municipality.results_one"),
    )


def _sources(experiments: list[Row], used: tuple[Row, ...], visit: Visit) -> Node:
    """Every source of the page once, with all the places in it that were used."""
    rows: list[Row] = [*experiments]
    events = queries.events(Scope(as_of=visit.as_of))
    own = [row["id"] for row in experiments]
    rows += [row for row in events if row["experiment_id"] in own or row["experiment_id"] is None]
    for id in own:
        scope = Scope(as_of=visit.as_of, experiment=id)
        rows += [*queries.design_facts(scope), *queries.pairs(scope), *queries.numbers(scope), *queries.findings(scope)]
    found = words.sources([*rows, *used], visit.lang, as_of=visit.as_of)
    return section(
        visit.say("municipality.sources"),
        folded_sources(found, lang=visit.lang, version_text=visit.version_text()),
        id="sources",
        intro=visit.say("municipality.sources_intro", n=formats.number(len(found), visit.lang)),
    )


def body(visit: Visit) -> Node:
    """The whole page. Two experiments stand beside each other only in short; their results are apart."""
    own = _experiments(visit)
    several = len(own) > 1
    if not own:
        return h("div", opening(heading(visit)), menu(visit), [notice(text) for text in remark_texts(visit)])
    ask = asking.for_municipality(visit.item, visit)
    figures, used = official(visit.item, _name(visit), visit)
    links = [Link(href="#timeline", label=visit.say("timeline.heading"))]
    for row in own:
        places = [("set-up", _set_up_key(row))] if any(profile_rows.set_up(row, visit)) else []
        for id, key in (*places, ("results", _results_key(row, visit))):
            links.append(Link(href=f"#{row['id']}-{id}", label=_title(key, row, visit, several=several)))
    links += [
        Link(href="#official", label=visit.say("official.title", municipality=_name(visit))),
        Link(href="#questions", label=visit.say("asking.title")),
        Link(href="#sources", label=visit.say("municipality.sources")),
    ]  # fmt: skip
    return h(
        "div",
        [notice(text) for text in remark_texts(visit)],
        h("div", opening(heading(visit)), menu(visit), cls="titled"),
        profiles([profile_rows.profile(row, visit) for row in own], lang=visit.lang),
        contents(links, label=visit.say("compare.contents")),
        section(visit.say("timeline.heading"), timeline(chronology(own, visit), lang=visit.lang), id="timeline"),
        [[_set_up(row, visit, several=several), _results(row, visit, several=several)] for row in own],
        figures,
        section(visit.say("asking.title"), questions(ask), id="questions", intro=visit.say("asking.intro")),
        _sources(own, used, visit),
        cls="dossier",
    )
