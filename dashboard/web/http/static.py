"""The style sheet of the site, and static files with a hash in their name so that browsers may store them for ever."""

import gzip
import hashlib
import os
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import brotli
import flask
from werkzeug.http import parse_accept_header

from dashboard.config import ASSETS
from dashboard.svg.dark_mode import chart_css

IMMUTABLE = "public, max-age=31536000, immutable"
ENCODINGS = ("br", "gzip")


@lru_cache(maxsize=256)
def encoding_for(accepted: str) -> str:
    """Return the encoding for an Accept-Encoding header: `br`, `gzip`, or an empty string."""
    values = parse_accept_header(accepted)
    return next((name for name in ENCODINGS if values[name] > 0), "")


# In the order of the cascade.
SHEETS = (
    "tokens",
    *(
        f"css/{name}"
        for name in "fonts ground icons bands shell map card brief statements controls lists figures".split()
    ),
    *(f"css/{name}" for name in "front netherlands approach trial places dossier answers data duel set print".split()),
)
# Sheets that only these pages need, by the name of the page; the other sheets are on every page.
ONLY_ON = {
    "css/brief": ("brief",),
    "css/front": ("overview", "municipality", "type"),
    "css/netherlands": ("overview", "municipality", "place"),
    "css/places": ("place",),
    "css/trial": ("municipality",),
    "css/map": ("overview", "municipality", "type"),
    "css/approach": ("municipality", "type"),
    "css/answers": ("municipality", "type", "ask", "claims", "claim", "costs"),
    "css/data": ("data",),
    "css/duel": ("head_to_head",),
    "css/figures": ("figures",),
    "css/set": ("present", "set"),
    "css/statements": ("compare", "municipality", "type", "elsewhere"),
}
_COMMENT = re.compile(r'("[^"]*")|/\*.*?\*/', re.DOTALL)
_FONT = re.compile(r'url\("fonts/([^"]+)"\)')
_STRING = re.compile(r'("[^"]*")')


@lru_cache(maxsize=32)
def style_sheet(page: str | None = None) -> str:
    """Return the rules for a page by its name, or every rule of the site, minified."""
    needed = [name for name in SHEETS if page is None or name not in ONLY_ON or page in ONLY_ON[name]]
    sheets = [(ASSETS / f"{name}.css").read_text(encoding="utf-8") for name in needed]
    text = "".join(map(minify, [*sheets, chart_css()]))
    return _FONT.sub(lambda found: f'url("{fonts()[found[1]].url}")', text)


def minify(css: str) -> str:
    """Return a style sheet without comments and without whitespace between its parts."""
    parts = _STRING.split(_COMMENT.sub(r"\1", css))
    # Every second part is a string, and stays as it is.
    for index in range(0, len(parts), 2):
        part = re.sub(r"\s+", " ", parts[index])
        parts[index] = re.sub(r" ?([{};,>]) ?", r"\1", part).replace(": ", ":").replace(";}", "}")
    return "".join(parts).strip()


_ROOT = "/assets"
_MIMETYPES = {".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2", ".webp": "image/webp"}
# These are compressed already.
_AS_THEY_ARE = (".woff2", ".webp")


@dataclass(frozen=True, kw_only=True)
class StaticFile:
    """A file as it is served. Bodies are compressed at the first request, and cached by encoding."""

    url: str
    content: bytes
    digest: str
    _bodies: dict[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def mimetype(self) -> str:
        """The media type, by the extension."""
        return _MIMETYPES[Path(self.url).suffix]

    def body(self, encoding: str) -> bytes:
        """Return the content in an encoding: `br`, `gzip`, or an empty string."""
        if not encoding:
            return self.content
        if encoding not in self._bodies:
            self._bodies[encoding] = _compress(self.content, encoding, quality=9)
        return self._bodies[encoding]

    def compress(self) -> None:
        """Compress better for later requests, which takes a second for plotly.js."""
        for encoding in () if self.url.endswith(_AS_THEY_ARE) else ENCODINGS:
            self._bodies[encoding] = _compress(self.content, encoding, quality=11)


def _compress(content: bytes, encoding: str, *, quality: int) -> bytes:
    if encoding == "br":
        return bytes(brotli.compress(content, quality=quality))
    return gzip.compress(content, min(quality, 9), mtime=0)


def static_file(name: str, content: bytes) -> StaticFile:
    """Return a file named like `site.css`, with the hash of its content in its URL."""
    digest = hashlib.sha256(content).hexdigest()
    stem, extension = os.path.splitext(name)
    return StaticFile(url=f"{_ROOT}/{stem}.{digest[:12]}{extension}", content=content, digest=digest)


@lru_cache(maxsize=1)
def fonts() -> dict[str, StaticFile]:
    """Return each web font by its file name, as css/fonts.css refers to it."""
    return {path.name: static_file(path.name, path.read_bytes()) for path in sorted((ASSETS / "fonts").glob("*.woff2"))}


@lru_cache(maxsize=1)
def pictures() -> dict[str, StaticFile]:
    """Return each picture by its name, such as `desk-form-nl`."""
    return {
        path.stem: static_file(path.name, path.read_bytes()) for path in sorted((ASSETS / "pictures").glob("*.webp"))
    }


@lru_cache(maxsize=1)
def site_css() -> StaticFile:
    """Return the style sheet as a file, for charts embedded in other sites."""
    return static_file("site.css", style_sheet().encode())


class StaticFiles:
    """All static files by URL, and the view that serves them."""

    def __init__(self) -> None:
        self.files: dict[str, StaticFile] = {}
        for file in (site_css(), *fonts().values(), *pictures().values()):
            self.add(file)

    def add(self, file: StaticFile) -> str:
        """Serve a file; return its URL."""
        self.files[file.url] = file
        return file.url

    def register(self, server: flask.Flask) -> None:
        """Add the URL rule to a server."""
        server.add_url_rule(f"{_ROOT}/<path:name>", "static_file", self._view)

    def _view(self, name: str) -> flask.Response:
        file = self.files.get(f"{_ROOT}/{name}") or flask.abort(404)
        packed = name.endswith(_AS_THEY_ARE)
        encoding = "" if packed else encoding_for(flask.request.headers.get("Accept-Encoding", ""))
        headers = {"Cache-Control": IMMUTABLE, "Vary": "Accept-Encoding"}
        headers |= {"Content-Encoding": encoding} if encoding else {}
        return flask.Response(file.body(encoding), mimetype=file.mimetype, headers=headers)
