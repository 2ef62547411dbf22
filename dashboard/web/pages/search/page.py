"""The search page: results in both languages, grouped by kind."""

from dashboard import config
from dashboard.db import queries
from dashboard.i18n.catalogue import t
from dashboard.search.index import Found, words
from dashboard.web.components.controls import find_form
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.sections import contents, fold, notice, opening
from dashboard.web.pages.context import PageContext, remarks
from dashboard.web.pages.place.names import normalised, places_named
from dashboard.web.pages.search.documents import KINDS, SearchDocument, start_links
from dashboard.web.pages.search.index import documents, index, is_cut

# The limit of results: a query with more matches is too broad.
_MOST = 60
# Kinds whose best hit is this close to the best of all come first, in a fixed order.
_NEAR = 0.7
# More results of a kind are folded, so that they do not push the next kind off the page.
_OPEN = 4


def heading(context: PageContext) -> str:
    """Return the title of the page, with the query."""
    requested = context.choice.words
    return context.t("search.for", words=requested) if requested else context.t("search.title")


def _groups(found: Found, context: PageContext) -> dict[str, list[SearchDocument]]:
    """Return the results by kind; kinds with a best hit come first."""
    known = documents(context)
    best: dict[str, float] = {}
    own: dict[str, list[SearchDocument]] = {}
    # Of equal hits the kind that answers most comes first, so that the limit does not cut it off.
    hits = sorted(found.hits, key=lambda hit: (-hit.weight, KINDS.index(known[hit.id].kind)))
    for hit in hits[:_MOST]:
        thing = known[hit.id]
        best.setdefault(thing.kind, hit.weight)
        own.setdefault(thing.kind, []).append(thing)
    return {kind: own[kind] for kind in sorted(own, key=lambda kind: (best[kind] < _NEAR, KINDS.index(kind)))}


# A sentence on a result is shown as a whole: cut to one line, it could lose the words that limit it.
_WHOLE = ("answer", "finding", "number", "claim", "cost")


def _result(thing: SearchDocument, *, whole: bool = False) -> Node:
    head = h("a", thing.head, href=thing.href) if thing.href else h("b", thing.head)
    return h(
        "li",
        h("p", head, cls="what"),
        h("p", thing.text) if thing.text else None,
        cls=None if whole or thing.kind in _WHOLE else "line",
    )


def _group(kind: str, own: list[SearchDocument], context: PageContext, *, leads: bool) -> Node:
    """Return the results of a kind under its name, most of them folded; the first one of the page is shown as a whole."""
    id, title = f"kind-{kind}", context.t(f"search.kind.{kind}")
    rest: Part = None
    if len(own) > _OPEN:
        more: Part = [context.t("search.more", n=len(own) - _OPEN), h("span", f": {title}", cls="vh")]
        rest = fold(more, h("ul", [_result(item) for item in own[_OPEN:]]))
    return h(
        "section",
        h("h2", title, h("span", f" {len(own)}", cls="soft"), id=f"{id}-title"),
        h("div", h("ul", [_result(item, whole=leads and item is own[0]) for item in own[:_OPEN]]), rest),
        id=id,
        aria_labelledby=f"{id}-title",
        cls="hits",
    )


def _places(context: PageContext) -> Part:
    """Return links to the municipalities that the words name: of the five their own page, of another one its comparison."""
    text = f" {normalised(context.choice.words)} "
    found = [match.place for match in places_named(lambda name: f" {name} " in text, context)]
    if not found:
        return None
    tried, other = list[Part](), list[Part]()
    for row in found:
        own = row.municipality_id
        href = context.link("municipality", own) if own else context.link("place", row.id)
        (tried if own else other).append([" ", h("a", row.name, href=href)])
    return [
        h("p", context.t("search.tried"), tried, id="found-tried") if tried else None,
        h("p", context.t("search.places"), other, id="found-places") if other else None,
    ]


def _side_by_side(context: PageContext) -> SearchDocument | None:
    """Return a hit for the two municipalities with trials that a query names; none when it names fewer or more."""
    text = f" {normalised(context.choice.words)} "
    named = [row for row in queries.municipalities(context) if f" {normalised(row.name)} " in text]
    if len(named) != 2:
        return None
    first, second = named
    return SearchDocument(
        id="answer.side_by_side",
        kind="answer",
        head=context.t("head_to_head.title", first=first.name, second=second.name),
        text=context.t("description.head_to_head"),
        href=context.link("head_to_head", first=first.id, second=second.id),
    )


def _searched(context: PageContext) -> str:
    """Return the query without words that only make a question of it, such as `what does`; a query of nothing else as it is."""
    ignored = {word for lang in config.LANGUAGES for word in t("search.ignored", lang).split()}
    return " ".join(word for word in words(context.choice.words) if word not in ignored) or context.choice.words


def _answer(context: PageContext) -> list[Part]:
    requested = context.choice.words
    begin = contents(start_links(context), label=context.t("search.begin"))
    if not requested:
        return [begin]
    places = _places(context)
    result = index(context).find(_searched(context))
    groups = _groups(result, context)
    if pair := _side_by_side(context):
        groups = {"answer": [pair, *groups.pop("answer", [])], **groups}
    cut = notice(context.t("search.cut")) if is_cut(context) else None
    if not groups and places:
        return [cut, places, begin]
    if not groups:
        return [cut, h("p", context.t("search.none", words=requested), cls="tally", id="found"), begin]
    number = sum(len(own) for own in groups.values())
    if len(result.hits) > _MOST:
        sentences = context.t("search.too_many", n=context.number(number), words=requested)
    else:
        sentences = context.count("search.found", number, words=requested)
    return [
        places,
        h("p", sentences, cls="tally", id="found"),
        None if result.every else notice(context.t("search.some")),
        cut,
        h(
            "div",
            [_group(kind, own, context, leads=kind == next(iter(groups))) for kind, own in groups.items()],
            cls="found-list",
        ),
    ]


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
            hidden=context.pin.items(),
            focus=not choice.words,
        ),
        _answer(context),
    )  # fmt: skip
