"""What every answer carries: headers for safety, an ETag, and a body packed in a form that the browser takes."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import brotli
import flask
from werkzeug.datastructures import Headers
from werkzeug.http import parse_accept_header

from dashboard.web.http.security_headers import YEAR, put

IMMUTABLE = f"public, max-age={YEAR}, immutable"
# A page may be kept by anyone, but must be asked for again: the answer is a 304 of no bytes until the data change.
CHECK_AGAIN = "public, no-cache"
_PACKABLE = (
    "text/html",
    "text/csv",
    "text/plain",
    "text/xml",
    "application/json",
    "application/xml",
    "application/ld+json",
)
_TOO_SMALL_TO_PACK = 1000
# Some 5 ms for a page of 460 kB, and an eighth more bytes than the best there is.
_QUALITY = 6
ENCODINGS = ("br", "gzip", "")


@lru_cache(maxsize=256)
def encoding_for(accepted: str) -> str:
    """The encoding for an Accept-Encoding header: `br`, `gzip`, or none."""
    values = parse_accept_header(accepted)
    return next((name for name in ENCODINGS[:2] if values[name] > 0), "")


def safe_headers(response: flask.Response) -> flask.Response:
    """The headers of every answer; what is not packed is asked for conditionally here (see `Ready` for the others)."""
    put(response)
    if response.mimetype not in _PACKABLE:
        response.make_conditional(flask.request)
    return response


def is_packable(headers: Headers) -> bool:
    """Whether a body with these headers is text that was not packed yet."""
    mimetype = headers.get("Content-Type", "").partition(";")[0].strip()
    return mimetype in _PACKABLE and "Content-Encoding" not in headers


@dataclass(frozen=True, kw_only=True)
class Ready:
    """An answer that can be given again and again: status, headers, and the body in each encoding that was asked for.

    A body is held packed: six times as many fit, and hardly anybody asks for a page that is not packed.
    """

    status: str
    headers: tuple[tuple[str, str], ...]
    bodies: dict[str, bytes]
    tag: str = ""

    @property
    def size(self) -> int:
        """Bytes of all bodies."""
        return sum(len(body) for body in self.bodies.values())

    def give(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request: 304 when the browser has it, no body to HEAD, else the body in its encoding."""
        encoding = encoding_for(environ.get("HTTP_ACCEPT_ENCODING", "")) if "br" in self.bodies else ""
        headers = list(self.headers)
        if self.tag:
            tag = f'"{self.tag}-{encoding}"' if encoding else f'"{self.tag}"'
            headers.append(("ETag", tag))
            if _has(environ.get("HTTP_IF_NONE_MATCH", ""), tag):
                start_response("304 NOT MODIFIED", [one for one in headers if one[0] != "Content-Type"])
                return ()
        body = self.body(encoding)
        if encoding:
            headers.append(("Content-Encoding", encoding))
        headers.append(("Content-Length", str(len(body))))
        start_response(self.status, headers)
        return () if environ["REQUEST_METHOD"] == "HEAD" else (body,)

    def body(self, encoding: str) -> bytes:
        """The body in an encoding; gzip is made once, no encoding each time."""
        found = self.bodies.get(encoding)
        if found is None:
            found = brotli.decompress(self.bodies["br"])
            if encoding == "gzip":
                found = self.bodies["gzip"] = gzip.compress(found, 6, mtime=0)
        return found


def _has(asked: str, tag: str) -> bool:
    """Whether an If-None-Match header names this tag. A proxy that packs anew makes a tag weak, which matters not here."""
    return bool(asked) and (tag in asked or asked.strip() == "*")


def ready(status: str, headers: Headers, body: bytes, *, tagged: bool) -> Ready:
    """An answer from what the application gave. Its own ETag is of a body that was not packed, so it gets a new one."""
    kept = [(name, value) for name, value in headers if name.lower() not in ("content-length", "etag", "vary")]
    others = [one.strip() for one in headers.get("Vary", "").split(",") if one.strip()]
    kept.append(("Vary", ", ".join(dict.fromkeys([*others, "Accept-Encoding"]))))
    # Browsers do not take a new policy from a 304, so what was kept under another policy is another answer.
    of = body + headers.get("Content-Security-Policy", "").encode()
    tag = hashlib.sha256(of).hexdigest()[:20] if tagged else ""
    small = len(body) <= _TOO_SMALL_TO_PACK
    bodies = {"": body} if small else {"br": brotli.compress(body, quality=_QUALITY)}
    return Ready(status=status, headers=tuple(kept), bodies=bodies, tag=tag)
