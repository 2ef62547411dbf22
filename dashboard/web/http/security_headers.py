"""What every answer says to a browser for safety, beside its policy: what it may not guess, ask, frame, or fetch without TLS."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import flask

from dashboard import config
from dashboard.web.http import csp

YEAR = 31_536_000
# Our pages copy a link and fill the screen with a slide. What else tells of a person, a device or a place is shut, also for a
# script that got in. Names that browsers know for years: an unknown one fills the console, and each is sent with each page.
_USED = ("clipboard-write", "fullscreen")
_SHUT = (
    "accelerometer camera clipboard-read display-capture geolocation gyroscope hid idle-detection local-fonts magnetometer "
    "microphone midi payment publickey-credentials-get screen-wake-lock serial usb xr-spatial-tracking"
).split()
# All of it is public and nothing in it is about a reader, so other sites may show a file, a picture or a chart of ours.
EVERY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_DOCUMENT = {
    "Permissions-Policy": ", ".join([*(f"{name}=(self)" for name in _USED), *(f"{name}=()" for name in _SHUT)]),
}
# A page stands in no frame and shares no window with another site.
_PAGE = {
    **_DOCUMENT,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
# Only for this name: what else stands below it is not ours to decide.
_TLS = ("Strict-Transport-Security", f"max-age={YEAR}")


def put(response: flask.Response) -> None:
    """Put on an answer what it does not say itself."""
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


def _policy(response: flask.Response) -> str:
    """The policy of an answer that a browser can open as a document with a life of its own; other answers need none."""
    kind = response.mimetype or ""
    if kind == "image/svg+xml":
        return csp.drawing(response.get_data(as_text=True))
    if kind == "text/html" and not response.headers.get("Content-Disposition", "").startswith("attachment"):
        return csp.page()
    return csp.file() if kind == "text/html" or kind.endswith(("/xml", "+xml")) else ""


def over_tls(environ: dict[str, Any], start_response: Any) -> Any:
    """`start_response` for a request: when it came over TLS, the answer says to come over TLS from then on.

    That it did is said by our own web server, or by a proxy in front of a site whose DASHBOARD_PUBLIC_URL begins
    with https. Anybody can write what a proxy writes, but only into the answer to themselves, and a browser
    takes this header over TLS alone.
    """
    if not _came_over_tls(environ):
        return start_response

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        return start_response(status, [*headers, _TLS], exc_info)

    return start


def _came_over_tls(environ: dict[str, Any]) -> bool:
    site, host = urlsplit(config.settings().public_url), str(environ.get("HTTP_HOST", "")).lower()
    if environ["wsgi.url_scheme"] == "https":
        return site.scheme == "https" or not _is_own_machine(host)
    if site.scheme != "https":
        return False
    said = str(environ.get("HTTP_X_FORWARDED_PROTO", "")).partition(",")[0].strip().lower()
    # Where a proxy does not say how it was asked: who asks by the public name came through it.
    return said == "https" if said else host == site.netloc.lower()


def _is_own_machine(host: str) -> bool:
    """Whether a host is the reader's own machine, where the header would hold for every other program too."""
    name = re.sub(r":\d+$", "", host)
    return name in ("localhost", "127.0.0.1", "[::1]") or name.endswith(".localhost")
