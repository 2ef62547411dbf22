"""The list of types: approaches that were tried, and comparison groups."""

from __future__ import annotations

from dashboard.db import queries
from dashboard.db.rows.subjects import ExperimentTypeRow
from dashboard.models.profile import Kind
from dashboard.models.text import Link, TypeLabel
from dashboard.web.components.html import Node, h
from dashboard.web.components.profile import kinds
from dashboard.web.components.sections import opening, section
from dashboard.web.pages import urls
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.page_parts import remarks


def _kind(row: ExperimentTypeRow, context: PageContext) -> Kind:
    tried = [one for one in queries.experiments(context) if row.id in one.type_ids]
    links = [
        Link(
            href=urls.page("municipality", context, anchor=one.id, id=one.municipality_id),
            label=f"{one.municipality}, {one.short}",
        )
        for one in tried
    ]
    mark = row.id if row.tried else "comparison"
    href = urls.page("type", context, id=row.id) if row.tried else ""
    return Kind(
        label=TypeLabel(id=mark, name=row.label, href=href),
        text=row.definition,
        links=tuple(links),
    )


def body(context: PageContext) -> Node:
    """Return the types, then the comparison groups, which have no page of their own."""
    rows = queries.experiment_types(context)
    return h(
        "div",
        remarks(context),
        opening(context.t("types.title"), lead=(context.t("types.lead"),)),
        section(
            context.t("types.tried"),
            kinds([_kind(row, context) for row in rows if row.tried], label=context.t("types.where")),
            id="tried",
        ),
        section(
            context.t("types.compared"),
            kinds([_kind(row, context) for row in rows if not row.tried], label=""),
            id="compared",
            intro=context.t("types.compared_intro"),
        ),
        cls="dossier",
    )
