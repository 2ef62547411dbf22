"""Hostile requests for fuzz tests, mixed with requests that our own pages make.

`Requests` makes them; `call_wsgi` calls the WSGI application, `Connection` sends a request over a socket, `faults` returns
what is wrong with a response, and `send_many` does all of it for a number of requests.
"""

from __future__ import annotations

import io
import json
import random
import re
import socket
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.parse import quote, quote_from_bytes, unquote_to_bytes

from dashboard import config
from dashboard.charts import registry
from dashboard.db import queries
from dashboard.ingest.schema import load_schema
from dashboard.models import filters as model
from dashboard.models.context import Context, Scope
from dashboard.web import callbacks, dash_app
from dashboard.web.document_downloads import MAKERS
from dashboard.web.pages.context import known
from dashboard.web.pages.registry import everywhere
from dashboard.web.pages.share.links import preview

Headers = tuple[tuple[str, str], ...]

MARK = "<script>alert(7)</script>"
SETS = ("/vergaderset", "/en/meeting-set")
TEXTS = (
    MARK, '"><img src=x onerror=alert(7)>', "'; drop table sources; --", "' or 1=1 --", "x' union select 1--",
    "$as_of", "?1", "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1", '#read("/etc/passwd")',
    '#import "x.typ": *', "\\", "]", "$x$", "{x}", "{0.__class__}", "%s%n", "${7*7}", "{{7*7}}", "../../etc/passwd",
    "..\\..\\x", "file:///etc/passwd", "\0", "a\0b", "\x07\x1b[31m", "\r\nSet-Cookie: a=b", "\n", "\u2028", "\ufeff",
    "\ufffe", "\u202eabc", "e\u0301" * 9, "ﬃ", "İ", "ß", "🏳️‍🌈", "𝔘", "ﷺ" * 30, "a" * 300, "é" * 2000, " ", "",
    "null", "true", "[]", "NaN", "1e999", "-0", "9" * 400, "0x10", "٣", "2026-02-30", "0000-00-00", "9999-12-31",
    "-1", "2026-11-21", "2026-11-21T00:00", "20261121", "2026-W47-1", ",,,", "oss,oss", "*", "*" * 300, "item=",
    "a.b*c.d", "&", "%", "%zz", "+", ";", "#",
)  # fmt: skip
HEADERS: dict[str, tuple[str, ...]] = {
    "Accept-Encoding": ("br", "gzip", "identity", "*;q=0", "br;q=nan", "gzip;q=1e400,,;;=", "x" * 3000, "br;q=-1", "\xff"),
    "If-None-Match": ('"a"', "*", 'W/"' + "a" * 4000 + '"', '"a",' * 1500, "\xff", '"'),
    "If-Modified-Since": ("x", "Thu, 99 Xxx 9999 99:99:99 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "-1"),
    "Range": ("bytes=0-0", "bytes=0-1,5-9", "bytes=-1", "bytes=99999999999999999999-", "x=1", "bytes=a-b"),
    "Host": ("evil.example", "a b", "", "[::1", MARK, "x" * 3000, "a:999999", "\xff", "a,b", "127.0.0.1:80:80", "..", "a@b"),
    "Cookie": ("a=b", "a" * 8000, "\xff;=;==", "session=" + "." * 500),
    "Accept": ("text/html", "application/json", "text/csv", "x", "*/*;q=nan", "\xff", "application/json;q=0", "a/b," * 500),
    "Accept-Language": ("en", "nl;q=0.1,en", "x-\xff;q=9", "en," * 500, "*"),
    "Content-Type": (
        "application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "\xff", "",
        "multipart/form-data; boundary=" + "x" * 300, "application/json; charset=utf-99", "a/b; c" * 300,
    ),
    "Origin": ("https://evil.example", "null", "\xff", "http://[::1"),
    "Referer": ("https://evil.example/?" + "a" * 2000, "\xff"), "X-Forwarded-For": ("192.0.2.4", "1," * 500, MARK),
    "X-Forwarded-Host": ("evil.example", "\xff"), "X-Forwarded-Proto": ("https", "ftp", "https,http", "\xff"),
    "X-Forwarded-Prefix": ("/x", "//evil.example"), "X-Request-Id": ("a", MARK, "x" * 4000, "\xff", "a b"),
    "X-Http-Method-Override": ("DELETE", "POST"), "Forwarded": ("for=1;host=evil.example;proto=https", '"'),
    "User-Agent": ("", "\xff", "a" * 4000, MARK), "Sec-Fetch-Site": ("cross-site", "same-origin"),
    "Upgrade": ("websocket", "h2c"),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Request:
    """A request. `target` and the headers are sent as they are; with `pieces` the body is chunked, without a length."""

    method: str = "GET"
    target: str = "/"
    headers: Headers = ()
    body: bytes = field(default=b"", repr=False)
    pieces: bool = False

    @property
    def path(self) -> str:
        """The path as it was written."""
        return self.target.partition("?")[0]


@dataclass(frozen=True, kw_only=True)
class Response:
    """A response, and the seconds that it took: CPU time of the thread in this process, wall time over a socket."""

    status: int
    headers: Headers
    body: bytes
    seconds: float

    def header(self, name: str) -> str:
        """The value of a header; empty when there is none."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


# What the site has


@dataclass(frozen=True, kw_only=True)
class Site:
    """What requests are made of: paths, files that take long, values of parameters by name, items of a chart set."""

    paths: tuple[str, ...]
    slow: tuple[str, ...]
    live: tuple[str, ...]
    values: dict[str, tuple[str, ...]]
    items: tuple[str, ...]


_FURTHER = (
    "/healthz /readyz /sitemap.xml /robots.txt /favicon.ico /favicon.svg /feed.atom /en/feed.atom "
    "/.well-known/security.txt /preview/x/y.png /assets/none.js /assets/../app.py "
    "/_dash/ /_dash/_dash-layout /_dash/_dash-component-suites/dash/deps/x.js /api/v1 /api/v1/openapi.json "
    "/api/v1/tables /api/v1/charts /api/v1/changes /api/v1/catalog.jsonld"
).split()


def site() -> Site:
    """Return the paths and parameters of the site, for the tables that are read now."""
    places, values, keys = everywhere(), known(), []
    for theme in queries.themes(Context(lang="nl")):
        for kind in registry.LISTED:
            keys += [chart.key for chart in kind.make(Scope(theme=theme.id), Context(lang="nl"))][:3]
    lives = tuple(place.page.path(place.lang) for place in places if place.page.live)
    paths = [place.page.path(place.lang, place.item) for place in places]
    paths += [f"{path}/{key}.{form}" for path in lives for key in keys[:6] for form in ("csv", "json", "svg")]
    paths += [f"{start}/embed/{key}" for start in ("", "/en") for key in keys[:4]]
    paths += [
        f"/api/v1/tables/{name}{form}" for name in load_schema() for form in ("", ".csv", ".json", ".parquet", ".xlsx")
    ]
    paths += [f"/api/v1/charts/{key}{form}" for key in keys[:6] for form in ("", ".csv", ".json")]
    slow = [f"{path}.{form}" for path in SETS for form in MAKERS]
    slow += [preview(place.page.name, place.lang, place.item) for place in places[:6]]
    slow += ["/api/v1/dataset.zip", "/api/v1/dataset.duckdb"]
    values_by_name = {
        "theme": values.themes,
        "indicator": tuple(values.indicators),
        "type": values.types,
        "municipality": values.municipalities,
        "comparison": model.COMPARISONS,
        "as_of": (values.first_release.isoformat(), values.last_release.isoformat()),
        "open": tuple(sorted(values.cells)),
        "kind": values.kinds,
        "access": values.accesses,
        "highlight": (*values.types, *values.municipalities),
        "axis": model.AXES,
        "form": model.CHART_FORMS,
        "sort": model.SORTS,
        "item": tuple(keys),
        "q": ("basisbaan", "werk en inkomen", "oss"),
        "name": ("Oss",),
        "lang": ("nl", "en"),
        "page": ("1", "2"),
        "page_size": ("5", "1000"),
        **dict.fromkeys(("measured", "all"), ("yes",)),
        **dict.fromkeys(("v", "cancelJob"), ("1",)),
    }
    return Site(
        paths=(*paths, *_FURTHER, dash_app.UPDATE),
        slow=tuple(slow),
        live=lives,
        values=values_by_name,
        items=tuple(keys),
    )


# Making requests

_INTO = (
    "/", "//", "/..", "%2f", "%2e%2e%2f", "%00", ";x=1", ".", "%0d%0aX-Bad:1", "%ff", "%C3%28", "%ED%A0%80", "%252e",
    "\\", "é", "e%CC%81", ".pdf", ".csv", ".png", ".exe", "%20", "*", "%3Cscript%3E", "/../../etc/passwd", "x" * 1200,
)  # fmt: skip
_BODIES = (
    b"", b"null", b"{}", b"[]", b"NaN", b"1e999", b"9" * 6000, b"[" * 9000, b'{"a":' * 3000 + b"1" + b"}" * 3000,
    b'{"output":"region.answer","output":1,"inputs":[{"id":"region","id":2}]}', b'"\\ud800"', b"\xff\xfe{}",
    b'{"inputs":[{"value":' + b"9" * 5000 + b"}]}", b"x" * 25_000, b"\0" * 100, b"a=1&" * 4000, b"--x\r\n" * 900,
)  # fmt: skip
_JSON = (None, True, 0, -1.5, 1e400, "x", [], {}, [None], {"a": {"b": []}}, "\ud800")
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x")
_METHODS = (*["GET"] * 12, "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "PROPFIND")


def multipart(fields: Sequence[tuple[str, str, bytes]]) -> bytes:
    """Return a form with files: name, name of the file, content; the boundary is `x`."""
    parts = []
    for name, file, content in fields:
        head = f'--x\r\nContent-Disposition: form-data; name="{name}"' + (f'; filename="{file}"' if file else "")
        parts.append(head.encode("utf-8", "replace") + b"\r\n\r\n" + content + b"\r\n")
    return b"".join(parts) + b"--x--\r\n"


class Requests:
    """Random requests, the same for the same seed: most to what exists, with some of it changed."""

    def __init__(self, of: Site, seed: int = 0) -> None:
        self._of, self._random = of, random.Random(seed)

    def _text(self) -> str:
        letters = "".join(chr(self._random.choice((32, 65, 233, 0x3B1, 0x1F642))) for _ in range(9))
        return self._random.choice((*TEXTS, letters))

    def _written(self, text: str) -> str:
        """Return a text as it may stand in a query: encoded, encoded twice, not encoded, or in other bytes."""
        raw = text.encode("utf-8", "surrogatepass")
        usual = quote_from_bytes(raw, safe="*,.")
        odd = quote_from_bytes(raw, safe="<>'()[]{}|\\^`;:@/?=&%+\"").replace(" ", "+")
        return self._random.choice(
            (usual, usual, usual, quote(usual), odd, quote_from_bytes(text.encode("utf-16")[:600]))
        )

    def _query(self) -> str:
        """Return choices of a page, some of them made up, some too many."""
        values = self._of.values
        if self._random.random() < 0.05:
            return "&".join([f"{self._random.choice(list(values))}={self._written(self._text())}"] * 70)
        parts = []
        for _ in range(self._random.randrange(5)):
            name = self._random.choice(list(values))
            known = self._random.random() < 0.7
            value = self._random.choice(values[name]) if known else self._written(self._text())
            parts.append(f"{name if self._random.random() < 0.95 else self._written(self._text())}={value}")
        return self._random.choice(("&", "&", "&", ";", "&&")).join(parts)

    def _path(self, path: str) -> str:
        """Return a path that differs a little from one that exists."""
        at = self._random.randrange(len(path) + 1)
        piece = self._random.choice((self._random.choice(_INTO), self._written(self._text())[:1500]))
        changed = (
            path[:at] + piece + path[at:],
            path + piece,
            path[: at or 1],
            path.swapcase(),
            path[:at] + path[at + 1 :],
        )
        return "/" + self._random.choice(changed).removeprefix("/")

    def _callback(self) -> bytes:
        """Return the body of a callback, whole or with one part that is something else."""
        path = self._random.choice((*self._of.live, "/", "/none", "\ud800"))
        body: Any = callbacks.request_for(path=path, query=self._random.choice((self._query(), self._text())))
        where, other = self._random.choice((*body, "state", "cancelJob", "value", "id", "")), self._random.choice(_JSON)
        if where in ("value", "id"):
            body["inputs"][0][where] = other
        elif where:
            body[where] = other
        return json.dumps(body).encode()

    def _form(self) -> bytes:
        """Return the form of a chart set: items that exist, with words of the reader."""
        items = self._random.sample(self._of.items, 2)
        pairs = [("item", item) for item in items] + [(f"note.{item}", self._text()) for item in items]
        pairs += [("title", self._text()), (self._text(), self._text())]
        return "&".join(
            f"{quote(name, errors='replace')}={quote(text, errors='replace')}" for name, text in pairs
        ).encode()

    def next(self) -> Request:
        """Return the next request."""
        pick, share = self._random.choice, self._random.random()
        headers = []
        for _ in range(pick((0, 0, 1, 1, 2, 4))):
            name = pick(list(HEADERS))
            headers.append((name, pick((*HEADERS[name], quote(self._text(), errors="replace")[:3000]))))
        if share < 0.14:
            method, target, body = "POST", dash_app.UPDATE, pick((self._callback(), self._callback(), pick(_BODIES)))
            headers.append(("Content-Type", "application/json"))
        elif share < 0.18:
            method, target = "POST", f"{pick(SETS)}.{pick(list(MAKERS))}"
            body = pick((self._form(), pick(_BODIES)))
            headers.append(("Content-Type", pick(_FORMS)))
        else:
            path = pick(self._of.slow if share > 0.995 else self._of.paths)
            query = self._query()
            target = (self._path(path) if self._random.random() < 0.4 else path) + (f"?{query}" if query else "")
            method = pick(_METHODS)
            body = pick(_BODIES) if method in ("POST", "PUT", "PATCH") else b""
        # What can stand in the first line of a request: no spaces, no ends of lines; letters as their bytes.
        target = quote(target, safe="".join(map(chr, range(0x21, 0x7F))), errors="surrogatepass")
        pieces = self._random.random() < 0.1
        return Request(method=method, target=target, headers=tuple(headers), body=body, pieces=pieces)


# Sending

Wsgi = Callable[[dict[str, Any], Any], Any]


def call_wsgi(application: Wsgi, request: Request) -> Response:
    """Call the application in this process as gunicorn does, and return its response. Exceptions pass through."""
    path, _, query = request.target.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": request.method, "PATH_INFO": unquote_to_bytes(path).decode("latin-1"), "QUERY_STRING": query,
        "RAW_URI": request.target, "SCRIPT_NAME": "", "SERVER_NAME": "localhost", "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1", "wsgi.version": (1, 0), "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(request.body), "wsgi.errors": io.StringIO(), "wsgi.multithread": True,
        "wsgi.multiprocess": True, "wsgi.run_once": False, "wsgi.input_terminated": True, "HTTP_HOST": "localhost",
    }  # fmt: skip
    if request.body and not request.pieces:
        environ["CONTENT_LENGTH"] = str(len(request.body))
    for name, value in request.headers:
        key = name.upper().replace("-", "_")
        environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    begun: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        begun.append((status, headers))
        return lambda data: None

    at = time.thread_time()
    parts = application(environ, start)
    body = b"".join(parts)
    close = getattr(parts, "close", None)
    if close:
        close()
    status, headers = begun[-1]
    return Response(status=int(status[:3]), headers=tuple(headers), body=body, seconds=time.thread_time() - at)


class Connection:
    """A connection to a server, reused for the next request until the server closes it."""

    def __init__(self, port: int, *, timeout: float = 30.0) -> None:
        self._port, self._timeout = port, timeout
        self._socket: socket.socket | None = None

    def send(self, request: Request) -> Response:
        """Send a request and read its response; on a new connection when the server closed the reused one meanwhile."""
        reused = self._socket is not None
        try:
            return self._exchange(request)
        except (OSError, HTTPException):
            self.close()
            if not reused:
                raise
            return self._exchange(request)

    def _exchange(self, request: Request) -> Response:
        at = time.perf_counter()
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), self._timeout)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(wire(request))
        answer = HTTPResponse(self._socket, method=request.method)
        answer.begin()
        response = Response(
            status=answer.status,
            headers=tuple(answer.getheaders()),
            body=answer.read(),
            seconds=time.perf_counter() - at,
        )
        if answer.will_close:
            self.close()
        return response

    def close(self) -> None:
        """Close the socket."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def wire(request: Request) -> bytes:
    """Return the bytes of a request on a socket."""
    named = {name.lower() for name, _ in request.headers}
    lines = [f"{request.method} {request.target} HTTP/1.1", *(f"{name}: {value}" for name, value in request.headers)]
    lines += [] if "host" in named else ["Host: localhost"]
    body = request.body
    if body and request.pieces:
        lines.append("Transfer-Encoding: chunked")
        body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    elif body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


# Checking

FINE = frozenset(
    (200, 204, 206, 301, 302, 303, 304, 307, 308, 400, 403, 404, 405, 406, 413, 414, 415, 416, 417, 422, 431)
)
_LEAKS = re.compile(
    rb"Traceback|site-packages|\.py\", line|File \"/|" + re.escape(str(config.ROOT).encode()) + rb"|object at 0x"
    rb"|(?:Parser|Binder|Catalog|Conversion|Constraint|Invalid Input|Out of Memory) (?:Error|Exception)"
    rb"|(?:Runtime|Value|Type|Key|Index|Recursion|Unicode\w*|Attribute)Error|live\('"
)


def leaks(body: bytes) -> str:
    """Return the trace, path or statement that a body discloses; empty when there is none."""
    found = _LEAKS.search(body)
    return body[max(found.start() - 60, 0) : found.end() + 60].decode("utf-8", "replace") if found else ""


# The headers of a refusal by gunicorn itself.
GUNICORN = {"Connection", "Content-Type", "Content-Length"}


def faults(request: Request, response: Response, *, seconds: float) -> list[str]:
    """Return what is wrong with a response to any request."""
    wrong = []
    if response.status not in FINE:
        wrong.append(f"status {response.status}")
    if response.seconds > seconds:
        wrong.append(f"{response.seconds:.1f} seconds")
    # gunicorn itself refuses a malformed request or one with too long a line; a proxy would have refused it before that.
    is_ours = response.status not in (400, 414, 431) or {name for name, _ in response.headers} != GUNICORN
    if is_ours and response.header("X-Content-Type-Options") != "nosniff":
        wrong.append("no nosniff")
    kind = response.header("Content-Type").partition(";")[0]
    if kind == "text/html" and "attachment" not in response.header("Content-Disposition"):
        if is_ours and "default-src 'none'" not in response.header("Content-Security-Policy"):
            wrong.append("no policy")
        if not response.header("Content-Encoding") and (
            MARK.encode() in response.body or b"<img src=x" in response.body
        ):
            wrong.append("words of the reader as elements")
    if response.header("Set-Cookie") or response.header("X-Bad"):
        wrong.append("a header from the reader's words")
    where = response.header("Location")
    if where and (not where.startswith("/") or where.startswith(("//", "/\\"))):
        wrong.append(f"leads to {where}")
    # The name of gunicorn is hidden by the proxy; versions appear nowhere.
    if "/" in response.header("Server"):
        wrong.append("says what it is made of")
    length = response.header("Content-Length")
    if length and request.method != "HEAD" and response.status not in (204, 304) and int(length) != len(response.body):
        wrong.append(f"{len(response.body)} bytes of {length}")
    if (
        kind.startswith(("text/", "application/json", "application/problem"))
        and not response.header("Content-Encoding")
        and (leaked := leaks(response.body))
    ):
        wrong.append(f"says {leaked!r}")
    return wrong


# Sending many


def send_many(
    send: Callable[[Request], Response], site: Site, number: int, *, seconds: float, seed: int = 0
) -> Counter[int]:
    """Send so many requests, fail on a faulty response, and return how often each status came."""
    statuses: Counter[int] = Counter()
    requests = Requests(site, seed)
    for _ in range(number):
        request = requests.next()
        response = send(request)
        assert not faults(request, response, seconds=seconds), request
        statuses[response.status] += 1
    return statuses
