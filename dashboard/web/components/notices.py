"""Short texts: notices beside charts, numbers that are not drawn, gaps, starting points, questions and terms."""

from collections.abc import Sequence

from dashboard.i18n.catalogue import t
from dashboard.models.evidence import Missing, Undrawn
from dashboard.models.text import Link, Note
from dashboard.web.components.html import Node, h
from dashboard.web.components.sections import fold
from dashboard.web.components.sources import source_line
from dashboard.web.components.symbols import icon, state_name, state_word


def notice(text: str, *, head: str = "") -> Node:
    """Return a remark on an ignored value of the URL or a changed filter."""
    return h("div", h("p", h("strong", f"{head} ") if head else None, text), cls="remark", data_notice=True)


def undrawn(items: Sequence[Undrawn], *, title: str, intro: str, lang: str, id: str, level: int = 2) -> Node:
    """Return numbers that are on no chart under a title, folded, because few readers need them."""
    rows = undrawn_list(items, lang=lang, level=level + 1)
    # A folded list is no landmark, and a page may have several with the same title.
    return h(
        "div",
        h(f"h{level}", title, id=f"{id}-title"),
        h("p", intro),
        fold(t("missing.show", lang, n=len(items)), rows, id=f"{id}-list"),
        cls="notice",
        id=id,
    )


def undrawn_list(items: Sequence[Undrawn], *, lang: str, level: int) -> Node:
    """Return numbers that are on no chart, each with the reason."""
    built = [
        h(
            "li",
            h(f"h{level}", f"{item.head}: {item.value}" if item.value else item.head),
            h("p", item.why),
            source_line([item.source], lang=lang),
        )
        for item in items
    ]
    return h("ul", built, cls="pairs")


def contents(links: Sequence[Link], *, label: str) -> Node:
    """Return the questions that a page answers, each as a link to its chart."""
    return h("nav", h("p", label), h("ul", [h("li", h("a", link.label, href=link.href)) for link in links]),
             cls="contents", aria_label=label)  # fmt: skip


def missing(value: Missing, *, id: str = "missing", level: int = 2) -> Node:
    """Return a notice for filters without results: what is missing, why, and what exists."""
    links = [
        h("li", h("a", link.label, href=link.href), h("span", link.text) if link.text else None) for link in value.links
    ]
    return h(
        "section",
        h(
            "div",
            h("p", state_word(state_name(value.state, None), value.word)),
            h(f"h{level}", value.title, id=f"{id}-title"),
            [h("p", text) for text in value.texts],
            h("ul", links) if links else None,
        ),
        cls="missing",
        id=id,
        aria_labelledby=f"{id}-title",
    )


def entries(links: Sequence[Link], *, lang: str) -> Node:
    """Return the questions to start from, as links."""
    items = [
        h("li", h("a", h("b", link.label), h("span", link.text) if link.text else None, icon("next"), href=link.href))
        for link in links
    ]
    return h("nav", h("h2", t("shell.begin", lang), id="begin"), h("ol", items), cls="ask", aria_labelledby="begin")


def unknowns(notes: Sequence[Note], *, level: int = 3, ids: Sequence[str] = ()) -> Node:
    """Return gaps as a list; `ids` are the anchors of the first notes."""
    places = [*ids, *(None for _ in notes[len(ids) :])]
    items = [
        h("li", icon("not-found"), h(f"h{level}", note.head), h("p", note.text), id=place)
        for note, place in zip(notes, places, strict=True)
    ]
    return h("ul", items, cls="unknowns")


def local_menu(links: Sequence[Link], *, label: str) -> Node:
    """Return links to the other pages of the same kind."""
    items = [
        h("li", h("a", item.label, href=item.href, aria_current="page" if item.current else None)) for item in links
    ]
    return h("nav", h("ul", items), cls="local", aria_label=label)


def facts(notes: Sequence[Note], *, links: Sequence[Link] = ()) -> Node:
    """Return short texts as a list of terms, and links to read on."""
    rows = [[h("dt", note.head), h("dd", note.text)] for note in notes]
    more = h("ul", [h("li", h("a", link.label, href=link.href)) for link in links], cls="onward") if links else None
    return h("div", h("dl", rows, cls="kv terms"), more)
