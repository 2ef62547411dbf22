"""The drawings of all signs, from assets/signs.svg. A page has each that it uses once, and shows it wherever a sign stands.

Drawn by the style sheet instead, each sign would cost a browser a document of its own before its first paint.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree

from dashboard.components.tree import Node, h
from dashboard.config import ASSETS

_SVG = "{http://www.w3.org/2000/svg}"
_USED = re.compile(r'href="#sign-([\w-]+)"')
# Where scripts put answers into a page, which may bring any sign.
_GROWS = re.compile(r'class="(?:[^"]* )?(?:stage|map-region)[ "]')


@dataclass(frozen=True)
class Drawing:
    """What a sign looks like: its view box, and the SVG elements in it, whose `currentColor` is the ink."""

    box: str
    shapes: str


@lru_cache(maxsize=1)
def drawings() -> dict[str, Drawing]:
    """Every drawing by the name of its sign, in the order of the file."""
    root = ElementTree.parse(ASSETS / "signs.svg").getroot()
    for element in root.iter():
        element.tag, element.tail = element.tag.removeprefix(_SVG), None
    return {sign.attrib["id"]: Drawing(sign.attrib["viewBox"], _shapes(sign)) for sign in root}


def _shapes(sign: ElementTree.Element) -> str:
    """The elements of a sign; the names in it get the prefix that they have in a page."""
    for element in sign.iter():
        element.text = None
    text = "".join(ElementTree.tostring(child, encoding="unicode") for child in sign)
    return text.replace(" />", "/>").replace('id="', 'id="sign-').replace("url(#", "url(#sign-")


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
