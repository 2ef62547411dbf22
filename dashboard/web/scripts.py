"""Our own scripts, put into the page itself as its style sheet is (see `styles`).

So a browser asks for nothing more before a page can be read and used. Dash and Plotly are files, fetched when they are of use.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dashboard.config import ASSETS
from dashboard.web.components.html import Script

_EVERYWHERE = ("page", "set")
PARTS = {
    "page": _EVERYWHERE,
    "live": (*_EVERYWHERE, "form", "charts", "live"),
    "present": (*_EVERYWHERE, "present"),
}
_COMMENT = re.compile(r"^\s*/\*.*?\*/[ \t]*$", re.DOTALL | re.MULTILINE)


def tight(code: str) -> str:
    """The same code without comments and without room at the start of its lines. A comment of ours has its own lines."""
    lines = (line.strip() for line in _COMMENT.sub("", code).splitlines())
    return "\n".join(line for line in lines if line)


@lru_cache(maxsize=8)
def script(name: str) -> Script:
    """The script of a page (`page`), with a live region (`live`), or of slides (`present`). Raises KeyError for another."""
    return Script("\n".join(tight((ASSETS / "js" / f"{part}.js").read_text(encoding="utf-8")) for part in PARTS[name]))
