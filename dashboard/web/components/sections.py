"""Parts of every page: opening, sections, folds, notices, buttons that copy, and the live region."""

from collections.abc import Sequence

from dashboard.i18n.catalogue import count, t
from dashboard.models.evidence import Missing, Undrawn
from dashboard.models.text import Link, Note
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.labels import icon, source_line, state_name, state_word


def opening(title: str, *, lead: Sequence[Part] = (), beside: Part = None) -> Node:
    """Return the title of a page with its lead, and an element beside them."""
    text = h("div", [h("p", part, cls="lead") for part in lead]) if lead else None
    return h("div", h("h1", title), text, beside, cls="opening" + ("" if beside else " alone"))


def section(title: Part, *parts: Part, id: str, intro: Part = None) -> Node:
    """Return a section under a heading; its id is an anchor."""
    head = h("div", h("h2", title, id=f"{id}-title"), h("p", intro) if intro else None, cls="head")
    return h("section", head, parts, id=id, aria_labelledby=f"{id}-title", cls="part")


def band(*parts: Part, id: str, tone: str = "", title: Part = None, intro: Part = None, labelled_by: str = "") -> Node:
    """Return a section over the full width of the window, for a page with bands.

    `tone` is `sand`, `night`, or `tinted` with the class of an approach (`symbols.type_ground`).
    """
    head = h("div", h("h2", title, id=f"{id}-title"), h("p", intro) if intro else None, cls="head") if title else None
    named = labelled_by or (f"{id}-title" if title else None)
    return h("section", h("div", head, parts, cls="wrap"), id=id, aria_labelledby=named, cls=f"band {tone}".strip())


def rules(texts: Sequence[str]) -> Node:
    """Return sentences as a list with rules between them; words between `backticks` become code."""
    coded = [[h("code", part) if place % 2 else part for place, part in enumerate(text.split("`"))] for text in texts]
    return h("ul", [h("li", parts) for parts in coded], cls="rules")


def fold(summary: Part, *parts: Part, cls: str = "", id: str | None = None, opened: bool = False) -> Node:
    """Return content behind a summary."""
    return h("details", h("summary", summary), parts, cls=f"fold {cls}".strip(), id=id, open=opened)


def phone_fold(key: str, many: int, *parts: Part, lang: str, id: str | None = None, opened: bool = False) -> Node:
    """Return secondary content: folded on a phone, open on wider windows and on paper.

    `key.one` and `key.many` are the texts of the summary, with the number of items.
    """
    return fold(count(key, lang, many), parts, cls="on-phone", id=id, opened=opened)


def unfold(title: str, *parts: Part, id: str, level: int = 3, cls: str = "", opened: bool = False) -> Node:
    """Return a fold with a heading; of class `off-paper` it is printed only when a reader opened it."""
    head = h("summary", h(f"h{level}", title, id=f"{id}-title"))
    return h("details", head, parts, id=id, cls=f"unfold {cls}".strip(), open=opened)


def cards(*parts: Part) -> Node:
    """Return cards and notices below each other, in the same wrapper before and after hydration."""
    return h("div", parts, cls="cards")


def stage(results: Part, *, version: str) -> Node:
    """Return the live region, whose results a filter replaces, and the element of Dash, which shows nothing itself.

    Graphs appear in the results (see `callbacks.ChartSlot`). `data-state` says whether Dash runs. Results of another data
    `version` are not shown in it.
    """
    entry = h("div", id="react-entry-point", hidden=True)
    return h("div", h("div", results, id="results-html"), entry, cls="stage", data_state="html", data_version=version)


def copying(key: str, *, done: str, lang: str, about: Part = None, **attrs: str) -> list[Node]:
    """Return the button with the text `key` and its live region. `done` is the key of what is announced.

    `about` follows the label for screen readers. `attrs` define what is copied: `data_copy` (a URL), or `data_copy_text`,
    with `data_copy_link` for a URL in it.
    """
    button = h(
        "button", t(key, lang), about, type="button", cls="quiet", data_done=t(done, lang),
        data_failed=t("card.not_copied", lang), **attrs,
    )  # fmt: skip
    # A live region must exist before its text changes, or screen readers do not announce it.
    return [button, h("span", cls="done", role="status", data_said=True)]


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


def link_list(links: Sequence[Link], *, cls: str | None = None) -> Node:
    """Return links as a list."""
    return h("ul", [h("li", h("a", link.label, href=link.href)) for link in links], cls=cls)


def contents(links: Sequence[Link], *, label: str) -> Node:
    """Return the questions that a page answers, each as a link to its chart."""
    return h("nav", h("p", label), link_list(links), cls="contents", aria_label=label)


def missing(value: Missing) -> Node:
    """Return a notice for filters without results: what is missing, why, and what exists."""
    return h(
        "section",
        h(
            "div",
            h("p", state_word(state_name(value.state), value.word)),
            h("h2", value.title, id="missing-title"),
            [h("p", text) for text in value.texts],
            link_list(value.links) if value.links else None,
        ),
        cls="missing",
        id="missing",
        aria_labelledby="missing-title",
    )


def entries(links: Sequence[Link], *, lang: str) -> Node:
    """Return the questions to start from, as links."""
    items = [h("li", h("a", h("b", link.label), icon("next"), href=link.href)) for link in links]
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
    return h("div", h("dl", rows, cls="kv terms"), link_list(links, cls="onward") if links else None)
