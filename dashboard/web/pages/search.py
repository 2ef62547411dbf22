"""The search page: results in both languages, grouped by kind."""

from __future__ import annotations

from dashboard.search.index import Found
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.notices import contents, notice
from dashboard.web.components.search_form import find_form
from dashboard.web.components.search_results import Result, found_list
from dashboard.web.components.sections import opening
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.page_parts import remarks
from dashboard.web.pages.search_documents import KINDS, beginnings, index, is_cut, things

# The limit of results: a query with more matches is too broad.
_MOST = 60
# Kinds whose best hit is this close to the best of all come first, in a fixed order.
_NEAR = 0.7


def heading(context: PageContext) -> str:
    """Return the title of the page, with the query."""
    asked = context.choice.words
    return context.t("search.for", words=asked) if asked else context.t("search.title")


def _groups(found: Found, context: PageContext) -> list[tuple[str, str, list[Result]]]:
    """Return the results by kind; kinds with a best hit come first."""
    known = things(context)
    best: dict[str, float] = {}
    own: dict[str, list[Result]] = {}
    for hit in found.hits[:_MOST]:
        thing = known.get(hit.id)
        if thing:
            best.setdefault(thing.kind, hit.weight)
            own.setdefault(thing.kind, []).append(Result(head=thing.head, text=thing.text, href=thing.href))
    order = sorted(own, key=lambda kind: (best[kind] < _NEAR, KINDS.index(kind)))
    return [(f"kind-{kind}", context.t(f"search.kind.{kind}"), own[kind]) for kind in order]


def _nothing(context: PageContext) -> Node:
    """Return suggestions where to start, for an empty query or no hits."""
    return contents(beginnings(context), label=context.t("search.begin"))


def _answer(context: PageContext) -> list[Part]:
    asked = context.choice.words
    if not asked:
        return [_nothing(context)]
    found = index(context).find(asked)
    groups = _groups(found, context)
    cut = notice(context.t("search.cut")) if is_cut(context) else None
    if not groups:
        return [cut, h("p", context.t("search.none", words=asked), cls="tally", id="found"), _nothing(context)]
    number = sum(len(own) for _, _, own in groups)
    n = context.number(number)
    said = context.t(f"search.found.{'one' if number == 1 else 'many'}", n=n, words=asked)
    if len(found.hits) > _MOST:
        said = context.t("search.too_many", n=n, words=asked)
    parts: list[Part] = [h("p", said, cls="tally", id="found")]
    if not found.every:
        parts.append(notice(context.t("search.some")))
    return [*parts, cut, found_list(groups, lang=context.lang)]


def body(context: PageContext) -> Node:
    """Return the body of the page."""
    choice = context.choice
    return h(
        "div",
        remarks(context),
        opening(context.t("search.title"), lead=(context.t("search.lead"),)),
        find_form(
            action=context.path, lang=context.lang, label=context.t("search.label"), value=choice.words,
            submit=context.t("search.submit"),
            hidden=context.pin,
        ),
        _answer(context),
    )  # fmt: skip
