"""What a brief is about: one municipality, one type of approach or everything, on some themes or all; and its question."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.db import queries
from dashboard.db.rows.results import CellRow
from dashboard.db.rows.subjects import ExperimentRow
from dashboard.i18n import formats
from dashboard.models.scope import Scope
from dashboard.web.pages.context import PageContext

# The table of a brief has a row for each trial; with more than these it leaves no room on two pages for anything else.
_MOST = 12


@dataclass(frozen=True, kw_only=True)
class About:
    """What a brief is about: one municipality, one type, or everything; and the themes, all of them by default."""

    municipality: str = ""
    type: str = ""
    themes: tuple[str, ...] = ()


def about(context: PageContext) -> About:
    """The subject of a visit: a municipality goes before a type, the first of several before the others."""
    town = next(iter(context.choice.municipalities), "")
    kind = "" if town else next(iter(context.choice.types), "")
    return About(municipality=town, type=kind, themes=context.choice.themes or context.known.themes)


def scope(context: PageContext, theme: str | None = None) -> Scope:
    """The choice of a brief as a scope for queries, on one theme or all."""
    own = about(context)
    return Scope(
        theme=theme,
        municipalities=(own.municipality,) if own.municipality else (),
        types=(own.type,) if own.type else (),
    )


def experiments(context: PageContext) -> list[ExperimentRow]:
    """The experiments that a brief is about."""
    own = about(context)
    return [
        row
        for row in queries.experiments(context)
        if own.municipality in ("", row.municipality_id) and (not own.type or own.type in row.type_ids)
    ]


def too_wide(context: PageContext) -> str:
    """Why there is no brief of a choice: it has more trials than two pages hold. Nothing when it has not."""
    number = len(experiments(context))
    return context.t("brief.too_wide", n=formats.number(number, context.lang)) if number > _MOST else ""


def cells_of(context: PageContext) -> list[CellRow]:
    """The cells of the evidence map that a brief is about, experiment by experiment in the order of the themes."""
    result = {(row.experiment_id, row.theme): row for row in queries.evidence(context)}
    return [result[item.id, theme] for item in experiments(context) for theme in about(context).themes]


def title(context: PageContext) -> str:
    """The question that the brief answers."""
    own = about(context)
    if own.municipality:
        names = {row.id: row.name for row in queries.municipalities(context.newest)}
        return context.t("brief.title.municipality", name=names[own.municipality])
    if own.type:
        types = {row.id: row for row in queries.types(context.newest)}
        return context.t("brief.title.type", name=types[own.type].label)
    return context.t("brief.title.all")
