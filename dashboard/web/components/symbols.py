"""Icons, type marks and stairs of fairness: a page has each drawing of assets/signs.svg that it uses once, and refers to it.

As CSS images, each icon would cost the browser a document of its own before the first paint.
"""

import re

from dashboard.i18n.formats import level_text
from dashboard.models.kinds import State
from dashboard.models.text import Strength, TypeLabel
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
