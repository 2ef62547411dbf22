"""The attribution of a chart or result, computed from its sources."""

from collections.abc import Sequence

from dashboard.i18n.catalogue import t
from dashboard.models.text import Source
from dashboard.web.components.html import Node, Part, h

# The publishers that a card names; its fold has all sources.
_NAMED = 3


def source_line(
    sources: Sequence[Source], *, lang: str, calculation: str = "", version_text: str = "", linked: bool = True
) -> Node:
    """Return publisher, title, date, places and reading of each source, then calculation and version.

    Sources are not `linked` where `source_links` are in a fold, so that a keyboard passes a chart quickly.
    """
    below = " ".join(_sentence(text) for text in (calculation, version_text) if text)
    tail = h("p", below) if below else None
    if len(sources) == 1:
        return h(
            "div",
            h("p", t("source.one", lang), " ", one_source(sources[0], lang=lang, linked=linked)),
            tail,
            cls="source",
        )
    items = [h("li", one_source(source, lang=lang, linked=linked)) for source in sources]
    return h("div", h("p", t("source.many", lang)), h("ul", items), tail, cls="source")


def publishers(sources: Sequence[Source], *, lang: str) -> Node:
    """Return publisher and date of each source in one line, each with the link to everything that cites it."""
    links: list[Part] = []
    for place, source in enumerate(sources):
        name = f"{source.publisher}, {source.published}"
        links += ["; " if place else " ", h("a", name, href=source.about) if source.about else name]
    return h("p", t("source.one" if len(sources) == 1 else "source.many", lang), links, ".", cls="source")


def publisher_names(sources: Sequence[Source], *, lang: str) -> Node:
    """Return the first publishers without links, each once with its dates, and how many others there are."""
    undated, dates = t("origin.undated", lang), dict[str, list[str]]()
    for source in sources:
        known = dates.setdefault(source.publisher, [])
        known += [source.published] if source.published not in (undated, *known) else []
    names = [", ".join((name, *own)) for name, own in dates.items()]
    head = t("source.one" if len(names) == 1 else "source.many", lang)
    others = t("source.others", lang, n=len(names) - _NAMED) if len(names) > _NAMED else ""
    return h("p", head, " ", "; ".join(names[:_NAMED]), others, ".", cls="source")


def source_links(sources: Sequence[Source], *, lang: str, label: str = "") -> Part:
    """Return links to the sources of a chart whose source line has none; None without URLs."""
    items = [
        h("li", _title(source, lang=lang), " ", _about(source, lang=lang))
        for source in sources
        if source.url or source.about
    ]
    if not items:
        return None
    return h("div", h("p", label) if label else None, h("ul", items), cls="source to-sources")


def short_source(source: Source, *, lang: str) -> Node:
    """Return title, date and place only, where the full line follows below."""
    rest = [text for text in (source.published, "; ".join(source.locators)) if text]
    return h(
        "div",
        h(
            "p",
            t("source.one", lang),
            " ",
            _title(source, lang=lang),
            f", {', '.join(rest)}. " if rest else ". ",
            _about(source, lang=lang),
        ),
        cls="source brief",
    )


def cited(source: Source, *, lang: str) -> list[Part]:
    """Return publisher, title and places, for a cell of a table."""
    return [
        h("a", source.publisher, href=source.about),
        ": ",
        _title(source, lang=lang),
        *(f", {x}" for x in source.locators),
    ]


def _title(source: Source, *, lang: str, linked: bool = True) -> Part:
    """Return the title with its language, so that a screen reader pronounces it correctly."""
    other = source.language if source.language != lang else None
    if source.url and linked:
        return h("a", source.title, href=source.url, rel="external", lang=other or None)
    return h("span", source.title, lang=other) if other else source.title


def one_source(source: Source, *, lang: str, linked: bool = True) -> Part:
    """Return one source as running text, with links to it and to everything that cites it."""
    rest = [text for text in (source.publisher, source.published, "; ".join(source.locators)) if text]
    after = ", " + ", ".join(rest) if rest else ""
    sentences = [_title(source, lang=lang, linked=linked), f"{after}. ", _sentence(source.access)]
    return [*sentences, " ", _about(source, lang=lang)] if linked else sentences


def _about(source: Source, *, lang: str) -> Part:
    """Return the link to everything that cites this source, with its title for screen readers."""
    if not source.about:
        return None
    other = source.language if source.language != lang else None
    which = h("span", ": ", h("span", source.title, lang=other) if other else source.title, cls="vh")
    return h("a", t("source.about", lang), which, href=source.about, cls="about")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if not text or text.endswith((".", "!", "?")) else ".")
