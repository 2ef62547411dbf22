"""A list that is too long for one page: the rows of one part, a field to find a row by its name, and links to all parts.

A list that fits is left as it is, so a page has none of this until it needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard import formats, lookup
from dashboard.components.finding import find_form
from dashboard.components.notices import notice
from dashboard.components.pages import pages
from dashboard.components.tree import Part, h
from dashboard.model import Pages
from dashboard.pages.visit import ON_A_PAGE, Visit
from dashboard.queries import Row

# Where the list begins: a link to another part leads there.
_ANCHOR = "list"


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The rows to show, which part of the list that is, and what stands before and after them."""

    rows: tuple[Row, ...]
    number: int = 1
    before: Part = None
    after: Part = None


def _unknown(visit: Visit) -> Part:
    """A part of the list that is not there, for a list that was longer or has more without the words."""
    return notice(visit.say("remark.unknown_value", name="page", value=str(visit.choice.page)))


def _form(visit: Visit) -> Part:
    as_of = visit.choice.as_of
    return find_form(
        action=f"{visit.path}#{_ANCHOR}", lang=visit.lang, label=visit.say("paging.find"), value=visit.choice.words,
        submit=visit.say("paging.submit"), hidden={"as_of": as_of.isoformat()} if as_of else None,
    )  # fmt: skip


def _told(kind: str, first: int, last: int, total: int, visit: Visit) -> str:
    """Which rows of how many are shown, and by which words they were found."""
    lang = visit.lang
    slots = {
        "first": formats.number(first, lang),
        "last": formats.number(last, lang),
        "total": formats.number(total, lang),
    }
    if not visit.choice.words:
        return visit.say(f"paging.{kind}", **slots)
    if not total:
        return visit.say("paging.none", words=visit.choice.words)
    return visit.say(f"paging.{kind}_found", words=visit.choice.words, **slots)


def _links(number: int, total: int, visit: Visit) -> Pages:
    """The first part, the last, and those around this one."""

    def address(part: int) -> str:
        return visit.address(page=part, open="", anchor=_ANCHOR)

    named = sorted({1, total, *range(max(1, number - 2), min(total, number + 2) + 1)})
    return Pages(
        number=number, total=total, links=tuple((part, address(part)) for part in named),
        previous=address(number - 1) if number > 1 else "", next=address(number + 1) if number < total else "",
    )  # fmt: skip


def part(
    rows: Sequence[Row], visit: Visit, *, kind: str, name: str, opened: Callable[[Row], bool] | None = None
) -> Shown:
    """The part of a list that an address asks for.

    `kind` is experiments or municipalities, `name` the column that is searched. The part with the row that is `opened`
    comes first: a link to an opened row need not know where it stands.
    """
    choice = visit.choice
    if len(rows) <= ON_A_PAGE:
        return Shown(rows=tuple(rows), before=_unknown(visit) if choice.page > 1 else None)
    asked = lookup.fold(choice.words).split()
    found = [row for row in rows if all(word in lookup.fold(row[name]) for word in asked)]
    total = max(1, -(-len(found) // ON_A_PAGE))
    at = next((place for place, row in enumerate(found) if opened and opened(row)), None)
    missed = choice.page > total
    number = (1 if missed else choice.page) if at is None else at // ON_A_PAGE + 1
    first = (number - 1) * ON_A_PAGE
    shown = tuple(found[first : first + ON_A_PAGE])
    everything = h("a", visit.say("paging.all"), href=visit.address(words="", page=1, open="", anchor=_ANCHOR))
    return Shown(
        rows=shown,
        number=number,
        before=h(
            "div",
            _unknown(visit) if missed else None,
            _form(visit),
            h(
                "p", _told(kind, first + 1, first + len(shown), len(found), visit), " " if asked else None,
                everything if asked else None, cls="tally",
            ),
            id=_ANCHOR,
        ),
        after=pages(_links(number, total, visit), lang=visit.lang) if total > 1 else None,
    )  # fmt: skip
