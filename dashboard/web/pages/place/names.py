"""Municipalities by their names of now and before, without regard to capitals, accents and punctuation."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dashboard.db import queries
from dashboard.db.rows.places import PlaceRow
from dashboard.search import index
from dashboard.web.pages.context import PageContext


@dataclass(frozen=True, kw_only=True)
class Match:
    """A place whose name fits, and the former name by which it was found, if any."""

    place: PlaceRow
    former: str = ""


def normalised(name: str) -> str:
    """Return the words of a name in the form in which names are compared."""
    return " ".join(index.words(name))


def places_named(fits: Callable[[str], bool], context: PageContext) -> Iterator[Match]:
    """Give each place once of which the name, the other name or a former name, in its normal form, `fits`."""
    former: dict[str, str] = {}
    for old in queries.former_names(context):
        if fits(normalised(old.name)):
            for id in (old.place_id, *old.also_partly):
                former.setdefault(id, old.name)
    for row in queries.places(context):
        if any(fits(normalised(name)) for name in (row.name, row.also_called) if name):
            yield Match(place=row)
        elif row.id in former:
            yield Match(place=row, former=former[row.id])


def place_of(name: str, context: PageContext) -> PlaceRow | None:
    """Return the place with this name, of now or before; None for other words and for a name that was divided."""
    found = list(places_named(lambda other: other == normalised(name), context)) if normalised(name) else []
    present = [match for match in found if not match.former] or found
    return present[0].place if len(present) == 1 else None
