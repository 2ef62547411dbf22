"""Style sheets and scripts as few files with names that change with their content, made once and held in memory."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import lru_cache

import brotli

from dashboard.config import ASSETS
from dashboard.figures.scheme import scheme_css

_STYLES = ("tokens", "css/ground", "css/icons", "css/shell", "css/map", "css/card", "css/controls", "css/print")
_SCRIPTS = ("page", "live")
_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".ico": "image/x-icon"}


@dataclass(frozen=True, kw_only=True)
class Static:
    """A file as it goes to a browser: its address, type, and body in each encoding."""

    address: str
    mimetype: str
    plain: bytes
    br: bytes
    gzip: bytes


def _static(name: str, extension: str, body: bytes, mimetype: str) -> Static:
    digest = hashlib.sha256(body).hexdigest()[:12]
    return Static(
        address=f"/assets/{name}.{digest}{extension}",
        mimetype=mimetype,
        plain=body,
        br=brotli.compress(body, quality=11),
        gzip=gzip.compress(body, 9, mtime=0),
    )


@lru_cache(maxsize=1)
def style() -> Static:
    """All style sheets in one, in their order, with the colours of charts."""
    parts = [(ASSETS / f"{name}.css").read_text(encoding="utf-8") for name in _STYLES]
    return _static("site", ".css", "\n".join([*parts, scheme_css()]).encode(), "text/css")


@lru_cache(maxsize=8)
def script(name: str) -> Static:
    """One of our own scripts. Raises KeyError for a name that is not ours."""
    if name not in _SCRIPTS:
        raise KeyError(name)
    return _static(name, ".js", (ASSETS / "js" / f"{name}.js").read_bytes(), "text/javascript")


@lru_cache(maxsize=1)
def by_address() -> dict[str, Static]:
    """Everything that can be asked for, by address."""
    found = [style(), *(script(name) for name in _SCRIPTS)]
    for path in sorted(ASSETS.rglob("*")):
        if path.suffix in _TYPES:
            name = path.relative_to(ASSETS).with_suffix("").as_posix()
            found.append(_static(name, path.suffix, path.read_bytes(), _TYPES[path.suffix]))
    return {one.address: one for one in found}
