"""Labels of charts and results: icons, marks of types, fairness with its stairs, and sources.

A page has each drawing of assets/signs.svg that it uses once, and refers to it. As CSS images, each icon would cost the
browser a document of its own before the first paint.
"""

import re
from collections.abc import Sequence

from dashboard.i18n.catalogue import t
from dashboard.i18n.formats import level_text
from dashboard.models.kinds import State
from dashboard.models.text import Note, Source, Strength, TypeLabel
from dashboard.style.palette import mark
from dashboard.svg.icons import icons
from dashboard.web.components.html import Node, Part, h

_USED = re.compile(r'href="#sign-([\w-]+)"')
# Live regions, into which scripts may insert any icon.
_GROWS = re.compile(r'class="(?:[^"]* )?(?:stage|map-region)[ "]')


def sign(name: str, *, cls: str) -> Node:
    """Return an icon that is hidden from screen readers. Raises KeyError for an unknown name."""
    used = h("use", href=f"#sign-{name}")
    return h("svg", used, cls=cls, viewBox=icons()[name].view_box, aria_hidden="true")


def with_drawings(page: str) -> str:
    """Return the page with the icons that it uses at the start of its body.

    They are positioned out of the flow without a size, because some browsers drop the masks of elements that are not displayed.
    """
    used = icons().keys() if _GROWS.search(page) else set(_USED.findall(page))
    built = "".join(f'<g id="sign-{name}">{item.shapes}</g>' for name, item in icons().items() if name in used)
    if not built:
        return page
    return page.replace(
        "<body>", f'<body><svg class="drawings" width="0" height="0" aria-hidden="true">{built}</svg>', 1
    )


UNKNOWN: tuple[State, ...] = ("not_measured", "not_published", "not_found", "not_read")


def icon(name: str, *, cls: str = "") -> Node:
    """Return an icon that is hidden from screen readers; its word is always beside it."""
    return sign(name, cls=f"icon icon-{name} {cls}".strip())


def state_name(state: State) -> str:
    """Return the icon name of a state without a side."""
    return state.replace("_", "-")


def state_word(name: str, word: str) -> Node:
    """Return a word with its icon, in the colour of the state."""
    return h("span", icon(name), h("span", word), cls=f"state is-{name}")


def type_mark(type_id: str) -> Node:
    """Return the mark of a type, in the colour and shape of the charts."""
    own = type_class(type_id)
    return sign(own, cls=f"icon mark {own}")


def type_class(type_id: str) -> str:
    """Return the class that gives a type its colour and shape."""
    token, _ = mark(type_id)
    return f"mark-{token.removeprefix('type-')}"


def type_ground(type_id: str) -> str:
    """Return the class that gives an element the colours of a type as --type, --fill and --tint."""
    return f"of-{type_class(type_id).removeprefix('mark-')}"


def types(labels: tuple[TypeLabel, ...]) -> Part:
    """Return the types of an experiment or result with their marks, linked where they have a page."""
    if not labels:
        return None
    return h("ul", [h("li", type_mark(label.id), type_name(label)) for label in labels], cls="types")


def type_name(label: TypeLabel) -> Node:
    """Return the name of a type, linked where it has a page."""
    return h("a", label.name, href=label.href) if label.href else h("span", label.name)


def stairs(level: int | None) -> Node:
    """Return four steps, filled up to the level, or dashed when the comparison cannot be judged."""
    own = f"stairs-{level or 'none'}"
    return sign(own, cls=f"icon stairs {own}")


def strength(value: Strength, *, lang: str) -> Node:
    """Return stairs and the name of the comparison; screen readers get the level in words."""
    return h(
        "span",
        stairs(value.level),
        h("span", f"{level_text(value.level, lang=lang)}: ", cls="vh"),
        value.name,
        cls="how",
    )


def note(value: Note) -> Node:
    """Return a short text under a heading."""
    return h("div", h("dt", value.head), h("dd", value.text))


def strength_note(value: Strength, *, lang: str) -> Node:
    """Return the strength of the comparison under its heading."""
    return h("div", h("dt", t("strength.head", lang)), h("dd", strength_words(value, lang=lang)))


def strength_words(value: Strength, *, lang: str) -> list[Part]:
    """Return the strength of the comparison: stairs, level in words, name and reason."""
    words = f"{level_text(value.level, lang=lang).capitalize()}: {value.name}."
    return [stairs(value.level), " ", words, f" {value.why}" if value.why else None]


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
        h("li", _title(source, lang=lang), " ", _about_source(source, lang=lang))
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
            _about_source(source, lang=lang),
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
    return [*sentences, " ", _about_source(source, lang=lang)] if linked else sentences


def _about_source(source: Source, *, lang: str) -> Part:
    """Return the link to everything that cites this source, with its title for screen readers."""
    if not source.about:
        return None
    other = source.language if source.language != lang else None
    which = h("span", ": ", h("span", source.title, lang=other) if other else source.title, cls="vh")
    return h("a", t("source.about", lang), which, href=source.about, cls="about")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if not text or text.endswith((".", "!", "?")) else ".")
