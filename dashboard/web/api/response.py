"""API responses: content negotiation, headers, a cache per data version, and errors (RFC 9457)."""

import hashlib
import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import flask
from werkzeug.datastructures import Headers
from werkzeug.wrappers import Response as Answer

from dashboard.db.sql import data_version
from dashboard.exports.pool import RETRY_AFTER, Busy, TooLarge, bounded, limiter
from dashboard.exports.xlsx import XLSX
from dashboard.i18n.catalogue import t
from dashboard.selection import filters
from dashboard.web.http.responses import REVALIDATE, StoredResponse, cache, is_compressible, store

MIMETYPE = "application/problem+json"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """An invalid parameter: its name, what was found, and what was expected."""

    name: str
    found: str
    expected: str


class Problem(Exception):
    """An error response. `key` names its text below `api.problem`, with its slots."""

    def __init__(
        self,
        *,
        status: int,
        key: str,
        slots: Mapping[str, object] | None = None,
        faults: Sequence[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(f"{status} {key}")
        self.status, self.key, self.slots, self.faults, self.headers = status, key, slots or {}, faults, headers or {}

    def body(self, lang: str) -> bytes:
        """Return the JSON body in a language."""
        body: dict[str, Any] = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": t(f"api.problem.{self.key}", lang, **self.slots),
        }
        if self.faults:
            body["errors"] = [
                {"name": item.name, "found": item.found, "expected": item.expected} for item in self.faults
            ]
        return json.dumps(body, ensure_ascii=False).encode()


def printable(value: str) -> str:
    """Return a value as an error may repeat it: at most 60 characters, without control characters."""
    return filters.shown(value, most=60)


# The version of the interface, not of the data.
VERSION = "1.0.0"
ROOT = "/api/v1"
_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "API-Version, Content-Disposition, Content-Language, ETag, Link",
    "API-Version": VERSION,
    "Cross-Origin-Resource-Policy": "cross-origin",
}
FORMATS: Mapping[str, str] = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8; header=present",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": XLSX,
}


@dataclass(frozen=True, kw_only=True)
class Payload:
    """The body of a response, its media type and its own headers.

    `of` is the input of a file whose bytes differ at each build; its ETag is the hash of that input.
    """

    body: bytes
    kind: str
    name: str = ""
    lang: str = ""
    links: Sequence[tuple[str, str]] = ()
    of: str = ""


def with_cors(response: flask.Response) -> flask.Response:
    """Add the headers that let pages of other sites read the response."""
    response.headers.update(_OPEN)
    return response


def negotiate(formats: Sequence[str]) -> str:
    """Return the format that Accept prefers, by default the first one. Raises Problem 406."""
    accept, types = flask.request.headers.get("Accept"), {FORMATS[name].partition(";")[0]: name for name in formats}
    best = flask.request.accept_mimetypes.best_match(types) if accept else next(iter(types))
    if best is None:
        raise Problem(status=406, key="format", slots={"found": str(accept)[:60], "expected": ", ".join(types)})
    return types[best]


def respond(key: Hashable, make: Callable[[], Payload], *, negotiated: bool = False, gated: bool = False) -> Answer:
    """Return the cached response for a key, or make it. `gated` responses are slow, so few are made at once.

    Raises Problem 413 for a body that is too large, and 503 when all export slots are taken.
    """
    key = ("api", data_version(), negotiated, key)
    result = cache.get(key)
    if result is None:
        result = _compressed(_within(make) if gated else make(), negotiated=negotiated)
        cache.put(key, result)
    return flask.Response.force_type(result, flask.request.environ)  # type: ignore[arg-type]


def _within(make: Callable[[], Payload]) -> Payload:
    try:
        with limiter.slot():
            return make()
    except Busy:
        raise Problem(status=503, key="busy", headers={"Retry-After": str(RETRY_AFTER)}) from None


def _compressed(made: Payload, *, negotiated: bool) -> StoredResponse:
    """Return the response with its headers; text is compressed once, files are not."""
    try:
        body = bounded(made.body)
    except TooLarge:
        raise Problem(status=413, key="large") from None
    headers = Headers({**_OPEN, "Content-Type": made.kind, "Cache-Control": REVALIDATE, "X-Robots-Tag": "noindex"})
    if negotiated:
        headers["Vary"] = "Accept"
    if made.lang:
        headers["Content-Language"] = made.lang
    if made.name:
        headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    if made.links:
        headers["Link"] = ", ".join(f'<{address}>; rel="{rel}"' for rel, address in made.links)
    if is_compressible(headers):
        return store("200 OK", headers, body)
    etag = hashlib.sha256(made.of.encode() or body).hexdigest()[:20]
    return StoredResponse(status="200 OK", headers=tuple(headers), bodies={"": body}, etag=etag)
