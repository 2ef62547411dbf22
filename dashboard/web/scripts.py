"""Our own scripts, inlined in a page like the style sheet, so that it can be used after one request.

Dash and Plotly are files that are loaded when a reader starts to use the page.
"""

import re
from functools import lru_cache

from dashboard.config import ASSETS
from dashboard.web.components.html import Script

_COMMON = ("page", "set")
PARTS = {
    "page": _COMMON,
    "live": (*_COMMON, "marks", "form", "live"),
    "present": (*_COMMON, "present"),
}
_COMMENT = re.compile(r"^\s*/\*.*?\*/[ \t]*$", re.DOTALL | re.MULTILINE)


def minify(code: str) -> str:
    """Return code without indentation, and without comments that have lines of their own."""
    lines = (line.strip() for line in _COMMENT.sub("", code).splitlines())
    return "\n".join(line for line in lines if line)


@lru_cache(maxsize=8)
def script(name: str) -> Script:
    """Return the script of a page (`page`), of one with a live region (`live`), or of slides (`present`)."""
    return Script("\n".join(minify((ASSETS / "js" / f"{part}.js").read_text(encoding="utf-8")) for part in PARTS[name]))
