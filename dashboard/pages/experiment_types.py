"""Soorten: the approaches that were tried beside each other, and the groups they were compared with."""

from __future__ import annotations

from dashboard import queries
from dashboard.components.notices import notice
from dashboard.components.profile import kinds
from dashboard.components.sections import opening, section
from dashboard.components.tree import Node, h
from dashboard.model import Kind, Link, TypeLabel
from dashboard.pages import where
from dashboard.pages.visit import Visit, remark_texts
from dashboard.queries import Row

PATHS: dict[str, str] = {"nl": "/soorten", "en": "/en/types"}


def heading(visit: Visit) -> str:
    """The title of the page."""
    return visit.say("types.title")


def _kind(row: Row, visit: Visit) -> Kind:
    tried = [one for one in queries.experiments(as_of=visit.as_of) if row["id"] in (one["type_ids"] or [])]
    links = [
        Link(
            href=where.page("municipality", visit, anchor=one["id"], id=one["municipality_id"]),
            label=f"{one['municipality']}, {one[f'short_{visit.lang}']}",
        )
        for one in tried
    ]
    mark = row["id"] if row["tried"] else "comparison"
    href = where.page("type", visit, id=row["id"]) if row["tried"] else ""
    return Kind(
        label=TypeLabel(id=mark, name=visit.label(row), href=href),
        text=visit.label(row, "definition"),
        links=tuple(links),
    )


def body(visit: Visit) -> Node:
    """Types first, then the comparison groups, which are no approach and have no page."""
    rows = queries.experiment_types(as_of=visit.as_of)
    return h(
        "div",
        [notice(text) for text in remark_texts(visit)],
        opening(visit.say("types.title"), lead=(visit.say("types.lead"),)),
        section(
            visit.say("types.tried"),
            kinds([_kind(row, visit) for row in rows if row["tried"]], label=visit.say("types.where")),
            id="tried",
        ),
        section(
            visit.say("types.compared"),
            kinds([_kind(row, visit) for row in rows if not row["tried"]], label=""),
            id="compared",
            intro=visit.say("types.compared_intro"),
        ),
        cls="dossier",
    )
