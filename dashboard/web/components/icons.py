"""The drawings of all signs, from assets/signs.svg. A page has each that it uses once, and shows it wherever a sign stands.

Drawn by the style sheet instead, each sign would cost a browser a document of its own before its first paint.
"""

from __future__ import annotations

import re

from dashboard.svg.icons import drawings
from dashboard.web.components.html import Node, h

_USED = re.compile(r'href="#sign-([\w-]+)"')
# Where scripts put answers into a page, which may bring any sign.
_GROWS = re.compile(r'class="(?:[^"]* )?(?:stage|map-region)[ "]')


def sign(name: str, *, cls: str) -> Node:
    """A sign that says nothing to a screen reader. Raises KeyError for one that is not drawn."""
    used = h("use", href=f"#sign-{name}")
    return h("svg", used, cls=cls, viewBox=drawings()[name].box, aria_hidden="true")


def with_drawings(page: str) -> str:
    """The same page with the drawings that its signs need at the start of its body, where they are not seen.

    They are out of the flow and without a size: a part that is not displayed loses its masks in some browsers.
    """
    used = drawings().keys() if _GROWS.search(page) else set(_USED.findall(page))
    made = "".join(f'<g id="sign-{name}">{one.shapes}</g>' for name, one in drawings().items() if name in used)
    if not made:
        return page
    return page.replace(
        "<body>", f'<body><svg class="drawings" width="0" height="0" aria-hidden="true">{made}</svg>', 1
    )
