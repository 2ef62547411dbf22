"""Pagination of long lists: the rows of one part, a field to search by name, and links to all parts.

A list that fits is returned unchanged.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dashboard.search import index
from dashboard.web.components.controls import find_form
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.sections import notice
from dashboard.web.pages.context import ON_A_PAGE, PageContext

Row = TypeVar("Row")

# The anchor at the start of the list, for links to its parts.
_ANCHOR = "list"


@dataclass(frozen=True, kw_only=True)
class Shown(Generic[Row]):
    """The rows of a part, its number, and the elements before and after them."""

    rows: tuple[Row, ...]
    number: int = 1
    before: Part = None
    after: Part = None


def _unknown(context: PageContext) -> Part:
    """Return a notice on a part that does not exist."""
    return notice(context.t("remark.unknown_value", name="page", value=str(context.choice.page)))


def _shown(kind: str, first: int, last: int, total: int, context: PageContext) -> str:
    """Return which rows of how many are shown, and the words of the search."""
    slots = {"first": context.number(first), "last": context.number(last), "total": context.number(total)}
    if not context.choice.words:
        return context.t(f"paging.{kind}", **slots)
    if not total:
        return context.t("paging.none", words=context.choice.words)
    return context.t(f"paging.{kind}_found", words=context.choice.words, **slots)


def _links(number: int, total: int, context: PageContext) -> Node:
    """Return links to the first part, the last, and those around the current one; omitted numbers are a gap."""

    def address(part: int) -> str:
        return context.address(page=part, open="", anchor=_ANCHOR)

    items: list[Part] = []
    before = 0
    for part in sorted({1, total, *range(max(1, number - 2), min(total, number + 2) + 1)}):
        if part > before + 1:
            items.append(h("li", "…", aria_hidden="true"))
        word = h("span", context.t("paging.part"), " ", cls="vh")
        current = "page" if part == number else None
        items.append(h("li", h("a", word, str(part), href=address(part), aria_current=current)))
        before = part
    return h(
        "nav",
        h("a", context.t("paging.previous"), href=address(number - 1), rel="prev") if number > 1 else None,
        h("ol", items),
        h("a", context.t("paging.next"), href=address(number + 1), rel="next") if number < total else None,
        cls="list-parts",
        aria_label=context.t("paging.label"),
    )


def part(
    rows: Sequence[Row],
    context: PageContext,
    *,
    kind: str,
    name: Callable[[Row], str],
    opened: Callable[[Row], bool] | None = None,
) -> Shown[Row]:
    """Return the requested part of a list.

    `kind` is experiments or municipalities; `name` returns the text that is searched. The part that contains the row `opened`
    takes precedence, so a link to an opened row does not need its part.
    """
    choice = context.choice
    if len(rows) <= ON_A_PAGE:
        return Shown(rows=tuple(rows), before=_unknown(context) if choice.page > 1 else None)
    requested = index.fold(choice.words).split()
    result = [row for row in rows if all(word in index.fold(name(row)) for word in requested)]
    total = max(1, -(-len(result) // ON_A_PAGE))
    at = next((place for place, row in enumerate(result) if opened and opened(row)), None)
    missed = choice.page > total
    number = (1 if missed else choice.page) if at is None else at // ON_A_PAGE + 1
    first = (number - 1) * ON_A_PAGE
    shown = tuple(result[first : first + ON_A_PAGE])
    everything = h("a", context.t("paging.all"), href=context.address(words="", page=1, open="", anchor=_ANCHOR))
    form = find_form(
        action=f"{context.path}#{_ANCHOR}", lang=context.lang, label=context.t("paging.find"), value=choice.words,
        submit=context.t("paging.submit"), hidden=context.pin.items(),
    )  # fmt: skip
    message = _shown(kind, first + 1, first + len(shown), len(result), context)
    tally = h("p", message, [" ", everything] if requested else None, cls="tally")
    return Shown(
        rows=shown,
        number=number,
        before=h("div", _unknown(context) if missed else None, form, tally, id=_ANCHOR),
        after=_links(number, total, context) if total > 1 else None,
    )
