"""Style sheets and scripts as few files with names that change with their content, made once and held in memory."""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

import brotli
import plotly
from plotly.offline import get_plotlyjs_version

from dashboard.config import ASSETS, CACHE
from dashboard.web.http.styles import style_sheet

_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".ico": "image/x-icon"}
_JAVASCRIPT = "text/javascript"
VENDOR = ASSETS / "vendor"


@dataclass(frozen=True, kw_only=True)
class Static:
    """A file as it goes to a browser: its address, type, and body. It is packed when somebody asks for it, and then held."""

    address: str
    mimetype: str
    plain: bytes
    digest: str

    @cached_property
    def br(self) -> bytes:
        """The body as nearly every browser takes it."""
        return _packed(self.plain, self.digest, "br")

    @cached_property
    def gzip(self) -> bytes:
        """The body for the others."""
        return _packed(self.plain, self.digest, "gzip")

    def body(self, encoding: str) -> bytes:
        """The body in an encoding: `br`, `gzip`, or none."""
        return self.br if encoding == "br" else self.gzip if encoding == "gzip" else self.plain


def _place(digest: str, encoding: str) -> Path:
    return CACHE / f"{digest}.{encoding}"


def _packed(body: bytes, digest: str, encoding: str) -> bytes:
    """A packed body: the best one if it was kept, or else one that is made at once."""
    try:
        return _place(digest, encoding).read_bytes()
    except OSError:
        quick: bytes = brotli.compress(body, quality=9) if encoding == "br" else gzip.compress(body, 6, mtime=0)
        return quick


def _pack_well(body: bytes, digest: str, encoding: str) -> bytes:
    """The best packing, kept for the next start. A disk that cannot be written costs that start some time, no more."""
    best: bytes = brotli.compress(body, quality=11) if encoding == "br" else gzip.compress(body, 9, mtime=0)
    try:
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=CACHE, delete=False) as file:
            file.write(best)
        os.replace(file.name, _place(digest, encoding))
    except OSError:
        pass
    return best


def static(name: str, extension: str, body: bytes, mimetype: str = _JAVASCRIPT) -> Static:
    """A file with the digest of its body in its name."""
    digest = hashlib.sha256(body).hexdigest()
    return Static(
        address=f"/assets/{name}.{digest[:12]}{extension}",
        mimetype=mimetype,
        plain=body,
        digest=digest,
    )


@lru_cache(maxsize=1)
def style() -> Static:
    """Return the style sheet as a file, for charts embedded in other sites."""
    return static("site", ".css", style_sheet().encode(), "text/css")


def partial_plotly(folder: Path = VENDOR) -> bytes | None:
    """The part of plotly.js that our charts use; None unless it is what was recorded and of the version of the package."""
    try:
        noted = tomllib.loads((folder / "vendor.toml").read_text(encoding="utf-8"))["plotly"]
        body = (folder / noted["file"]).read_bytes()
    except (OSError, KeyError, tomllib.TOMLDecodeError):
        return None
    same = noted["version"] == get_plotlyjs_version() and noted["sha256"] == hashlib.sha256(body).hexdigest()
    return body if same else None


@lru_cache(maxsize=1)
def plotly_js() -> Static:
    """plotly.js: the part in assets/vendor, or else the whole of the Python package."""
    body = partial_plotly()
    if body is None:
        body = (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_bytes()
    return static("plotly", ".js", body)


def joined(bodies: Sequence[bytes]) -> Static:
    """Scripts that are always used together, as one, with our component of Dash's layout at the end."""
    own = (ASSETS / "js" / "region.js").read_bytes()
    lines = (line for body in (*bodies, own) for line in (*body.splitlines(), b";"))
    kept = (line for line in lines if not line.startswith(b"//# sourceMappingURL"))
    return static("dash", ".js", b"\n".join((b"/*! Whose this is: /licences.txt */", *kept)))


def component_js() -> Static:
    """Our component of Dash's layout on its own, for when Dash's scripts are not joined."""
    return static("region", ".js", (ASSETS / "js" / "region.js").read_bytes())


class Shelf:
    """Every file that can be asked for, by address."""

    def __init__(self) -> None:
        self.files: dict[str, Static] = {}
        self.add(style())
        self.add(plotly_js())
        for path in sorted((ASSETS / "icons").iterdir()):
            if path.suffix in _TYPES:
                name = path.relative_to(ASSETS).with_suffix("").as_posix()
                self.add(static(name, path.suffix, path.read_bytes(), _TYPES[path.suffix]))

    def add(self, file: Static) -> str:
        """Put a file on the shelf; gives its address."""
        self.files[file.address] = file
        return file.address

    def pack_well(self) -> None:
        """Pack every file as well as can be. It takes seconds the first time, so it is done beside the first answers."""
        for address, file in list(self.files.items()):
            if not _place(file.digest, "gzip").exists():
                best = replace(file)
                for encoding in ("br", "gzip"):
                    vars(best)[encoding] = _pack_well(file.plain, file.digest, encoding)
                self.files[address] = best
