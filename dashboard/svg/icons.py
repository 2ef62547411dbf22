"""The icons of assets/signs.svg."""

from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree

from dashboard.config import ASSETS

_SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Icon:
    """The view box of an icon, and its SVG elements, which take the colour of the text as `currentColor`."""

    view_box: str
    shapes: str


@lru_cache(maxsize=1)
def icons() -> dict[str, Icon]:
    """Return every icon by its name, in the order of the file."""
    root = ElementTree.parse(ASSETS / "signs.svg").getroot()
    for element in root.iter():
        element.tag, element.tail = element.tag.removeprefix(_SVG), None
    return {symbol.attrib["id"]: Icon(symbol.attrib["viewBox"], _shapes(symbol)) for symbol in root}


def _shapes(symbol: ElementTree.Element) -> str:
    """Return the elements of an icon. Ids in it get the prefix that icons have in a page."""
    for element in symbol.iter():
        element.text = None
    text = "".join(ElementTree.tostring(child, encoding="unicode") for child in symbol)
    return text.replace(" />", "/>").replace('id="', 'id="sign-').replace("url(#", "url(#sign-")
