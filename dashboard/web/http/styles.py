"""The style sheet of the site: all of assets/css in one text, inlined in every page.

A page is therefore complete when its HTML has arrived, without a second request before it can be painted.
"""

import re
from functools import lru_cache

from dashboard.config import ASSETS
from dashboard.svg.dark_mode import chart_css

# In the order of the cascade.
SHEETS = (
    "tokens",
    *(f"css/{name}" for name in "ground icons shell map card brief statements controls lists figures dossier".split()),
    "css/data",
    "css/set",
    "css/print",
)
_COMMENT = re.compile(r'("[^"]*")|/\*.*?\*/', re.DOTALL)
_STRING = re.compile(r'("[^"]*")')


@lru_cache(maxsize=1)
def style_sheet() -> str:
    """Return every rule of the site, minified."""
    sheets = [(ASSETS / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS]
    return "".join(map(minify, [*sheets, chart_css()]))


def minify(css: str) -> str:
    """Return a style sheet without comments and without whitespace between its parts."""
    parts = _STRING.split(_COMMENT.sub(r"\1", css))
    # Every second part is a string, and stays as it is.
    for index in range(0, len(parts), 2):
        part = re.sub(r"\s+", " ", parts[index])
        parts[index] = re.sub(r" ?([{};,>]) ?", r"\1", part).replace(": ", ":").replace(";}", "}")
    return "".join(parts).strip()
