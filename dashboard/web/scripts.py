"""Our own scripts, inlined in a page like the style sheet; and Dash and plotly.js as files, served from here.

A page can therefore be used after one request. The files are loaded when a reader starts to use it.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache

from dashboard.config import ASSETS
from dashboard.web.components.html import Script
from dashboard.web.http.static import StaticFile, static_file

_COMMON = ("page", "set")
PARTS = {
    "head": ("fonts",),
    "page": _COMMON,
    "charts": (*_COMMON, "marks", "tools"),
    "live": (*_COMMON, "marks", "tools", "form", "live"),
    "present": (*_COMMON, "present"),
    "starting": (*_COMMON, "starting"),
    "own_place": (*_COMMON, "own_place"),
    "own_place_charts": (*_COMMON, "marks", "tools", "own_place"),
    "method": (*_COMMON, "since"),
    "embed": ("embed", "marks"),
    "embed_parent": ("embed_parent",),
}
_COMMENT = re.compile(r"^\s*/\*.*?\*/[ \t]*$", re.DOTALL | re.MULTILINE)


def minify(code: str) -> str:
    """Return code without indentation, and without comments that have lines of their own."""
    lines = (line.strip() for line in _COMMENT.sub("", code).splitlines())
    return "\n".join(line for line in lines if line)


@lru_cache(maxsize=16)
def script(name: str) -> Script:
    """Return the script of a page by its name in `PARTS`."""
    return Script("\n".join(minify((ASSETS / "js" / f"{part}.js").read_text(encoding="utf-8")) for part in PARTS[name]))


VENDOR = ASSETS / "vendor"
# The scripts of Dash's own page that our layout uses, by the start of their names, in the order in which they run. Of its
# polyfill, which is left out, only regeneratorRuntime is used by a browser of today.
SCRIPTS = (
    "react",
    "react-dom",
    "prop-types",
    "dash_renderer",
    "dash_html_components",
    "dash_core_components-shared",
    "dash_core_components",
    "async-graph",
)


def _recorded(name: str) -> bytes:
    """Return a file in assets/vendor. A test checks it against vendor.toml."""
    recorded = tomllib.loads((VENDOR / "vendor.toml").read_text(encoding="utf-8"))[name]
    return bytes((VENDOR / recorded["file"]).read_bytes())


@lru_cache(maxsize=1)
def plotly_js() -> StaticFile:
    """Return the bundle of plotly.js. A test checks its version against the package."""
    return static_file("plotly.js", _recorded("plotly"))


def regenerator_js() -> bytes:
    """Return the runtime of generator functions that Dash's core components expect."""
    return _recorded("regenerator")


def dash_js(bodies: Sequence[bytes]) -> StaticFile:
    """Return scripts of Dash as one file, with our own components at the end; Dash looks for its name in a page."""
    own = (ASSETS / "js" / "dash_components.js").read_bytes()
    lines = (line for body in (*bodies, own) for line in (*body.splitlines(), b";"))
    code = (line for line in lines if not line.startswith(b"//# sourceMappingURL"))
    return static_file("dash_renderer.js", b"\n".join((b"/*! Licences: /licences.txt */", *code)))
