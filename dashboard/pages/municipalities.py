"""Gemeenten: the five municipalities, with what each tried, its status, and the word of the map on each theme."""

from __future__ import annotations

from dashboard import formats, queries
from dashboard.charts import words
from dashboard.components.notices import notice
from dashboard.components.profile import profiles
from dashboard.components.sections import opening, section
from dashboard.components.symbols import types
from dashboard.components.tree import Node, h
from dashboard.model import Note, Profile
from dashboard.pages import paging, where
from dashboard.pages import profile as profile_rows
from dashboard.pages.evidence import linked
from dashboard.pages.visit import Visit, remark_texts
from dashboard.queries import Row

PATHS: dict[str, str] = {"nl": "/gemeenten", "en": "/en/municipalities"}


def heading(visit: Visit) -> str:
    """The title of the page."""
    return visit.say("menu.municipalities")


def _short(experiment: Row, visit: Visit) -> Profile:
    """An experiment in the list: what was tried, when and by how many, and the word on each theme."""
    href = where.municipality(experiment["municipality_id"], visit)
    told = {"period": profile_rows.period(experiment, visit), "participants": profile_rows.people(experiment, visit),
            "design": visit.say(f"profile.design.{experiment['design']}")}  # fmt: skip
    return Profile(
        id=experiment["id"],
        title=experiment[f"short_{visit.lang}"],
        summary=experiment[f"summary_{visit.lang}"],
        facts=tuple(Note(head=visit.say(f"profile.fact.{key}"), text=text) for key, text in told.items()),
        arms=(),
        glances=profile_rows.glances(experiment, visit, base=href),
        source=words.source(experiment, visit.lang, as_of=visit.as_of),
        href=f"{href}#{experiment['id']}",
    )


def body(visit: Visit) -> Node:
    """A section for each municipality."""
    rows = queries.experiments(as_of=visit.as_of)
    parts = []
    places = queries.municipalities(as_of=visit.as_of)
    counts = {"municipalities": len(places), "experiments": len(rows)}
    told = {key: formats.in_words(number, visit.lang) for key, number in counts.items()}
    told["municipalities"] = told["municipalities"].capitalize()
    shown = paging.part(places, visit, kind="municipalities", name="name")
    for place in shown.rows:
        own = [row for row in rows if row["municipality_id"] == place["id"]]
        tried = dict.fromkeys(id for row in own for id in row["type_ids"] or [])
        labels = linked(words.types(tuple(tried), visit.lang, as_of=visit.as_of), visit)
        parts.append(
            section(
                h("a", place["name"], href=where.municipality(place["id"], visit)),
                types(labels),
                profiles([_short(row, visit) for row in own], lang=visit.lang, level=3),
                id=place["id"],
            )
        )
    more = where.page("types", visit)
    return h(
        "div",
        [notice(text) for text in remark_texts(visit)],
        opening(visit.say("municipalities.title"), lead=(visit.say("municipalities.lead", **told),)),
        h("p", h("a", visit.say("municipalities.types"), href=more)) if more else None,
        shown.before,
        parts,
        shown.after,
        cls="dossier",
    )
