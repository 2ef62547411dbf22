"""Responses that are compressed once, sent many times with an ETag of their content, and cached."""

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import brotli
import flask
from werkzeug.datastructures import Headers
from werkzeug.http import parse_accept_header

IMMUTABLE = "public, max-age=31536000, immutable"
# Anyone may store a page, but must revalidate it: the answer is an empty 304 until the data change.
REVALIDATE = "public, no-cache"
_COMPRESSIBLE = (
    "text/html",
    "text/csv",
    "text/plain",
    "text/xml",
    "application/json",
    "application/xml",
    "application/ld+json",
)
_LEAST_BYTES = 1000
# About 11 ms for a page of 480 kB, and a tenth larger than the best compression.
_QUALITY = 7
ENCODINGS = ("br", "gzip")


@lru_cache(maxsize=256)
def encoding_for(accepted: str) -> str:
    """Return the encoding for an Accept-Encoding header: `br`, `gzip`, or an empty string."""
    values = parse_accept_header(accepted)
    return next((name for name in ENCODINGS if values[name] > 0), "")


def make_conditional(response: flask.Response) -> flask.Response:
    """Answer 304 for a file that the client has. `StoredResponse` does so for text, which has an ETag per encoding."""
    if response.mimetype not in _COMPRESSIBLE:
        response.make_conditional(flask.request)
    return response


@dataclass(frozen=True, kw_only=True)
class StoredResponse:
    """A response as a WSGI application: status, headers, and the body by encoding. Text is stored compressed."""

    status: str
    headers: tuple[tuple[str, str], ...]
    bodies: dict[str, bytes]
    etag: str = ""

    @property
    def size(self) -> int:
        """Bytes in memory; twice those of brotli, because gzip is added when a client asks for it."""
        return sum(len(body) * (2 if encoding else 1) for encoding, body in self.bodies.items() if encoding != "gzip")

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Send the response: 304 without body if the client has it, no body for HEAD."""
        encoding = encoding_for(environ.get("HTTP_ACCEPT_ENCODING", "")) if "br" in self.bodies else ""
        headers = list(self.headers)
        if self.etag:
            etag = f'"{self.etag}-{encoding}"' if encoding else f'"{self.etag}"'
            headers.append(("ETag", etag))
            if _matches(environ.get("HTTP_IF_NONE_MATCH", ""), etag):
                start_response("304 NOT MODIFIED", [header for header in headers if header[0] != "Content-Type"])
                return ()
        if encoding:
            headers.append(("Content-Encoding", encoding))
        if self.status[:3] not in ("204", "304"):
            headers.append(("Content-Length", str(len(self.body(encoding)))))
        start_response(self.status, headers)
        return () if environ["REQUEST_METHOD"] == "HEAD" else (self.body(encoding),)

    def body(self, encoding: str) -> bytes:
        """Return the body in an encoding; `br` only if it is stored in it."""
        if encoding not in self.bodies:
            plain = brotli.decompress(self.bodies["br"])
            if encoding != "gzip":
                return bytes(plain)
            self.bodies["gzip"] = gzip.compress(plain, 6, mtime=0)
        return self.bodies[encoding]


def _matches(if_none_match: str, etag: str) -> bool:
    """Return whether a header names this ETag, also in its weak form, which a proxy may have made of it."""
    return etag in if_none_match or if_none_match.strip() == "*"


def store(status: str, headers: Headers, body: bytes) -> StoredResponse:
    """Return the response of an application, ready to be sent; text is compressed and gets an ETag.

    The ETag is of the body and its CSP: browsers do not take a new policy from a 304.
    """
    if not is_compressible(headers):
        others = tuple(header for header in headers if header[0].lower() != "content-length")
        return StoredResponse(status=status, headers=others, bodies={"": body})
    others = tuple(header for header in headers if header[0].lower() not in ("content-length", "etag", "vary"))
    vary = [value.strip() for value in headers.get("Vary", "").split(",") if value.strip()]
    others += (("Vary", ", ".join(dict.fromkeys([*vary, "Accept-Encoding"]))),)
    digest = hashlib.sha256(body + headers.get("Content-Security-Policy", "").encode()).hexdigest()[:20]
    bodies = {"": body} if len(body) <= _LEAST_BYTES else {"br": brotli.compress(body, quality=_QUALITY)}
    return StoredResponse(status=status, headers=others, bodies=bodies, etag=digest if status == "200 OK" else "")


def is_compressible(headers: Headers) -> bool:
    """Return whether a body with these headers is text that is not compressed yet."""
    mimetype = headers.get("Content-Type", "").partition(";")[0].strip()
    return mimetype in _COMPRESSIBLE and "Content-Encoding" not in headers


# A page is about 30 kB compressed, a whole data set one megabyte.
_MOST_BYTES = 18_000_000


class ResponseCache:
    """Responses by key. The least recently used are dropped when they take too many bytes. Thread-safe.

    The data version is part of a key, so a response that was made from older data is never found for newer data.
    """

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._responses: OrderedDict[Hashable, StoredResponse] = OrderedDict()
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._responses)

    def get(self, key: Hashable) -> StoredResponse | None:
        """Return the response for a key, or None."""
        with self._lock:
            response = self._responses.get(key)
            if response:
                self._responses.move_to_end(key)
            return response

    def put(self, key: Hashable, response: StoredResponse) -> None:
        """Store a response, and drop others if there is no room."""
        with self._lock:
            if key in self._responses:
                return
            self._responses[key] = response
            self.bytes += response.size
            while self.bytes > self._most_bytes:
                _, dropped = self._responses.popitem(last=False)
                self.bytes -= dropped.size


cache = ResponseCache()
