"""Limits of requests (address, host, body), and security headers of responses: CSP, frames, permissions, referrer, HSTS.

They hold behind any server; gunicorn and the proxy have limits of their own for lines and headers.
"""

import re
from typing import Any
from urllib.parse import urlsplit

import flask

from dashboard import config
from dashboard.web.http import csp

Environ = dict[str, Any]

# The longest address of a page of ours is that of a chart set; a path is short.
LONGEST_QUERY = 8_000
LONGEST_PATH = 1_000
# The largest body is that of a callback. Views that take more say so themselves.
MOST_BYTES = 20_000
MOST_PARTS = 20
# The key in a WSGI environment of an HTTPException that Flask is to answer with.
ERROR = "dashboard.error"

_HOST = re.compile(r"(?:[A-Za-z0-9_.-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")


def status_for(environ: Environ) -> int:
    """Return 414 or 400 for an address or a host that no browser sends in good faith, and 0 for others."""
    if len(environ.get("QUERY_STRING", "")) > LONGEST_QUERY or len(environ["PATH_INFO"]) > LONGEST_PATH:
        return 414
    # Only HTTP/1.0 may leave the host out.
    host = environ.get("HTTP_HOST", "" if environ["SERVER_PROTOCOL"] == "HTTP/1.1" else None)
    return 400 if host is not None and not _HOST.fullmatch(host) else 0


def limit_requests(server: flask.Flask) -> None:
    """Apply the limits to every request of a server."""
    server.config.update(MAX_CONTENT_LENGTH=MOST_BYTES, MAX_FORM_MEMORY_SIZE=MOST_BYTES, MAX_FORM_PARTS=MOST_PARTS)
    server.before_request(_check)


def _check() -> None:
    environ = flask.request.environ
    if ERROR in environ:
        raise environ[ERROR]
    if status := status_for(environ):
        flask.abort(status)


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
