"""Where it comes from: the attribution under a chart or a result is put together here and never typed."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.components.tree import Node, Part, h
from dashboard.model import Source
from dashboard.texts import say


def source_line(sources: Sequence[Source], *, lang: str, calculation: str = "", version_text: str = "") -> Node:
    """Publisher, title, date, places and how much was read of each source; then our own calculation and the version."""
    below = " ".join(_sentence(text) for text in (calculation, version_text) if text)
    tail = h("p", below) if below else None
    if len(sources) == 1:
        return h("div", h("p", say("source.one", lang), " ", one_source(sources[0], lang=lang)), tail, cls="source")
    items = [h("li", one_source(source, lang=lang)) for source in sources]
    return h("div", h("p", say("source.many", lang)), h("ul", items), tail, cls="source")


def short_source(source: Source, *, lang: str) -> Node:
    """Title, date and place only, where the full line stands below."""
    rest = [text for text in (source.published, "; ".join(source.locators)) if text]
    return h(
        "div",
        h(
            "p",
            say("source.one", lang),
            " ",
            _title(source),
            f", {', '.join(rest)}. " if rest else ". ",
            _about(source, lang=lang),
        ),
        cls="source brief",
    )


def _title(source: Source) -> Part:
    return h("a", source.title, href=source.url, rel="external") if source.url else source.title


def one_source(source: Source, *, lang: str) -> Part:
    """One source in running text, with a link on its title, and one to all that rests on it."""
    rest = [text for text in (source.publisher, source.published, "; ".join(source.locators)) if text]
    after = ", " + ", ".join(rest) if rest else ""
    return [_title(source), f"{after}. ", _sentence(source.access), " ", _about(source, lang=lang)]


def _about(source: Source, *, lang: str) -> Part:
    """The way to everything else that rests on this source; a screen reader hears which source."""
    if not source.about:
        return None
    return h("a", say("source.about", lang), h("span", f": {source.title}", cls="vh"), href=source.about, cls="about")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if not text or text.endswith((".", "!", "?")) else ".")
