"""The drawings of all icons, from assets/signs.svg."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree

from dashboard.config import ASSETS

_SVG = "{http://www.w3.org/2000/svg}"


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
