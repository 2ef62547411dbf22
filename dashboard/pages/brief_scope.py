"""What a brief is about: one municipality, one type of approach or everything, on some themes or all; and its question."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard import formats, queries
from dashboard.pages.visit import Visit
from dashboard.queries import Row, Scope

# The table of a brief has a row for each trial; with more than these it leaves no room on two pages for anything else.
_MOST = 12


@dataclass(frozen=True, kw_only=True)
class About:
    """What a brief is about: one municipality, one type, or everything; and the themes, all of them by default."""

    municipality: str = ""
    type: str = ""
    themes: tuple[str, ...] = ()


def about(visit: Visit) -> About:
    """The subject of a visit: a municipality goes before a type, the first of several before the others."""
    town = next(iter(visit.choice.municipalities), "")
    kind = "" if town else next(iter(visit.choice.types), "")
    return About(municipality=town, type=kind, themes=visit.choice.themes or visit.known.themes)


def scope(visit: Visit, theme: str | None = None) -> Scope:
    """The choice of a brief as a scope for queries, on one theme or all."""
    own = about(visit)
    return Scope(
        as_of=visit.as_of,
        theme=theme,
        municipalities=(own.municipality,) if own.municipality else (),
        types=(own.type,) if own.type else (),
    )


def experiments(visit: Visit) -> list[Row]:
    """The experiments that a brief is about."""
    own = about(visit)
    return [
        row
        for row in queries.experiments(as_of=visit.as_of)
        if own.municipality in ("", row["municipality_id"]) and (not own.type or own.type in (row["type_ids"] or []))
    ]


def too_wide(visit: Visit) -> str:
    """Why there is no brief of a choice: it has more trials than two pages hold. Nothing when it has not."""
    number = len(experiments(visit))
    return visit.say("brief.too_wide", n=formats.number(number, visit.lang)) if number > _MOST else ""


def cells_of(visit: Visit) -> list[Row]:
    """The cells of the evidence map that a brief is about, experiment by experiment in the order of the themes."""
    found = {(row["experiment_id"], row["theme"]): row for row in queries.evidence(as_of=visit.as_of)}
    return [found[one["id"], theme] for one in experiments(visit) for theme in about(visit).themes]


def title(visit: Visit) -> str:
    """The question that the brief answers."""
    own = about(visit)
    if own.municipality:
        names = {row["id"]: row["name"] for row in queries.municipalities(as_of=queries.NEWEST)}
        return visit.say("brief.title.municipality", name=names[own.municipality])
    if own.type:
        types = {row["id"]: row for row in queries.types(as_of=queries.NEWEST)}
        return visit.say("brief.title.type", name=visit.label(types[own.type]))
    return visit.say("brief.title.all")
