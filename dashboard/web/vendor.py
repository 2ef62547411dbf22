"""JavaScript of others that is served from here: the part of plotly.js that charts use, and Dash's scripts in one file."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache

from dashboard.config import ASSETS
from dashboard.web.http.static import StaticFile, static_file

VENDOR = ASSETS / "vendor"


@lru_cache(maxsize=1)
def plotly_js() -> StaticFile:
    """Return the bundle of plotly.js in assets/vendor. A test checks its version against the package."""
    recorded = tomllib.loads((VENDOR / "vendor.toml").read_text(encoding="utf-8"))["plotly"]
    return static_file("plotly.js", (VENDOR / recorded["file"]).read_bytes())


def dash_js(bodies: Sequence[bytes]) -> StaticFile:
    """Return scripts of Dash as one file, with our component of its layout at the end."""
    own = (ASSETS / "js" / "region.js").read_bytes()
    lines = (line for body in (*bodies, own) for line in (*body.splitlines(), b";"))
    code = (line for line in lines if not line.startswith(b"//# sourceMappingURL"))
    return static_file("dash.js", b"\n".join((b"/*! Licences: /licences.txt */", *code)))
