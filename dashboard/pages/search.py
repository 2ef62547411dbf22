"""Zoeken: what the site has on the words of a reader, in both languages, by what it is."""

from __future__ import annotations

from dashboard import formats
from dashboard.components.finding import find_form
from dashboard.components.found import Result, found_list
from dashboard.components.notices import contents, notice
from dashboard.components.sections import opening
from dashboard.components.tree import Node, Part, h
from dashboard.lookup import Found
from dashboard.pages.things import KINDS, beginnings, index, is_cut, things
from dashboard.pages.visit import Visit, remark_texts

PATHS: dict[str, str] = {"nl": "/zoeken", "en": "/en/search"}
# A question that fits more than these is too wide to be answered by more.
_MOST = 60
# Kinds whose best result is this near the best of all come first, in an order that is always the same.
_NEAR = 0.7


def heading(visit: Visit) -> str:
    """The title of the page, with what was asked."""
    asked = visit.choice.words
    return visit.say("search.for", words=asked) if asked else visit.say("search.title")


def _groups(found: Found, visit: Visit) -> list[tuple[str, str, list[Result]]]:
    """The results by kind; kinds with a result as good as the best of all first."""
    known = things(visit)
    best: dict[str, float] = {}
    own: dict[str, list[Result]] = {}
    for hit in found.hits[:_MOST]:
        thing = known.get(hit.id)
        if thing:
            best.setdefault(thing.kind, hit.weight)
            own.setdefault(thing.kind, []).append(Result(head=thing.head, text=thing.text, href=thing.href))
    order = sorted(own, key=lambda kind: (best[kind] < _NEAR, KINDS.index(kind)))
    return [(f"kind-{kind}", visit.say(f"search.kind.{kind}"), own[kind]) for kind in order]


def _nothing(visit: Visit) -> Node:
    """Nothing was found, or nothing was asked: where a reader may begin."""
    return contents(beginnings(visit), label=visit.say("search.begin"))


def _answer(visit: Visit) -> list[Part]:
    asked = visit.choice.words
    if not asked:
        return [_nothing(visit)]
    found = index(visit).find(asked)
    groups = _groups(found, visit)
    cut = notice(visit.say("search.cut")) if is_cut(visit) else None
    if not groups:
        return [cut, h("p", visit.say("search.none", words=asked), cls="tally", id="found"), _nothing(visit)]
    number = sum(len(own) for _, _, own in groups)
    n = formats.number(number, visit.lang)
    said = visit.say(f"search.found.{'one' if number == 1 else 'many'}", n=n, words=asked)
    if len(found.hits) > _MOST:
        said = visit.say("search.too_many", n=n, words=asked)
    parts: list[Part] = [h("p", said, cls="tally", id="found")]
    if not found.every:
        parts.append(notice(visit.say("search.some")))
    return [*parts, cut, found_list(groups, lang=visit.lang)]


def body(visit: Visit) -> Node:
    """The whole page."""
    choice = visit.choice
    return h(
        "div",
        [notice(text) for text in remark_texts(visit)],
        opening(visit.say("search.title"), lead=(visit.say("search.lead"),)),
        find_form(
            action=visit.path, lang=visit.lang, label=visit.say("search.label"), value=choice.words,
            submit=visit.say("search.submit"),
            hidden={"as_of": choice.as_of.isoformat()} if choice.as_of else None,
        ),
        _answer(visit),
    )  # fmt: skip
