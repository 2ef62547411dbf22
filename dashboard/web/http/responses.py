"""Responses: security headers, compression, an ETag of their content, and a cache.

The headers (CSP, frames, permissions, referrer, HSTS) hold behind any server.
"""

import gzip
import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import brotli
import flask
from werkzeug.datastructures import Headers

from dashboard import config
from dashboard.web.http import csp
from dashboard.web.http.static import encoding_for

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


YEAR = 31_536_000
# Our pages copy a link and fill the screen with a slide. Other permissions are denied, also to an injected script. Only names
# that all browsers know: an unknown one fills the console.
_ALLOWED = ("clipboard-write", "fullscreen")
_DENIED = (
    "accelerometer camera clipboard-read display-capture geolocation gyroscope hid idle-detection local-fonts magnetometer "
    "microphone midi payment publickey-credentials-get screen-wake-lock serial usb xr-spatial-tracking"
).split()
# Everything is public, so other sites may show our files, pictures and charts.
EVERY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_DOCUMENT = {
    "Permissions-Policy": ", ".join([*(f"{name}=(self)" for name in _ALLOWED), *(f"{name}=()" for name in _DENIED)]),
}
# A page may not be framed and shares no window with another site.
_PAGE = {
    **_DOCUMENT,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
# Without subdomains, which are not ours to decide about.
_HSTS = ("Strict-Transport-Security", f"max-age={YEAR}")


def add_headers(response: flask.Response) -> flask.Response:
    """Add the headers that a response does not have itself."""
    headers, is_page = response.headers, response.mimetype == "text/html"
    rules = _policy(response)
    if rules:
        headers.setdefault("Content-Security-Policy", rules)
    if is_page:
        in_frames = not headers["Content-Security-Policy"].endswith(f"frame-ancestors {csp.NOBODY}")
        for name, value in (_DOCUMENT if in_frames else _PAGE).items():
            headers.setdefault(name, value)
    for name, value in EVERY.items():
        headers.setdefault(name, value)
    return response


def _policy(response: flask.Response) -> str:
    """Return the CSP of a response that a browser can open as a document; others need none."""
    kind = response.mimetype or ""
    if kind == "image/svg+xml":
        return csp.drawing(response.get_data(as_text=True))
    if kind == "text/html" and not response.headers.get("Content-Disposition", "").startswith("attachment"):
        return csp.page()
    return csp.file() if kind == "text/html" or kind.endswith(("/xml", "+xml")) else ""


def with_hsts(environ: dict[str, Any], start_response: Any) -> Any:
    """Return a `start_response` that adds HSTS if the request came over TLS.

    The server says so, or a proxy of a site whose DASHBOARD_PUBLIC_URL begins with https. A client can forge the header of
    a proxy, but only in the response to itself, and browsers ignore HSTS without TLS.
    """
    if not _came_over_tls(environ):
        return start_response

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        return start_response(status, [*headers, _HSTS], exc_info)

    return start


def _came_over_tls(environ: dict[str, Any]) -> bool:
    site, host = urlsplit(config.settings().public_url), str(environ.get("HTTP_HOST", "")).lower()
    if environ["wsgi.url_scheme"] == "https":
        return site.scheme == "https" or not _is_own_machine(host)
    if site.scheme != "https":
        return False
    proto = str(environ.get("HTTP_X_FORWARDED_PROTO", "")).partition(",")[0].strip().lower()
    # If the proxy sends no such header: a request for the public host came through it.
    return proto == "https" if proto else host == site.netloc.lower()


def _is_own_machine(host: str) -> bool:
    """Return whether a host is the local machine, where HSTS would apply to every other program too."""
    name = re.sub(r":\d+$", "", host)
    return name in ("localhost", "127.0.0.1", "[::1]") or name.endswith(".localhost")
