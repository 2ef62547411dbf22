"""Hostile requests for fuzz tests, mixed with requests that our own pages make.

`requests` is a Hypothesis strategy; `asked_here` calls the WSGI application, `Line` sends a request over a socket, and
`faults` returns what is wrong with a response.
"""

from __future__ import annotations

import io
import json
import re
import socket
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.parse import quote, quote_from_bytes, unquote_to_bytes

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from dashboard import config
from dashboard.charts import registry
from dashboard.db import queries
from dashboard.ingest.schema import load_schema
from dashboard.models.context import Context
from dashboard.models.scope import Scope
from dashboard.selection import filters
from dashboard.web import callbacks, dash_app
from dashboard.web.chart_set_downloads import MAKERS
from dashboard.web.pages.context import known
from dashboard.web.pages.layout import preview_path
from dashboard.web.pages.registry import everywhere

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
class Ask:
    """One request. `target` and the headers are written as they are; `pieces` sends the body without saying its length."""

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
class Told:
    """One answer, and the seconds that it took: of a thread's own work in this process, by the clock over a socket."""

    status: int
    headers: Headers
    body: bytes
    seconds: float

    def header(self, name: str) -> str:
        """The value of a header; empty when there is none."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


# What there is to ask


@dataclass(frozen=True, kw_only=True)
class Site:
    """What exists, to ask for and to change a little: paths, files that take long, values by name, items of a set."""

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
    """All of the site, as the tables that are read now have it."""
    places, values, keys = everywhere(), known(), []
    for theme in queries.themes(Context(lang="nl")):
        for kind in (*registry.CHARTS, *registry.STATISTICS):
            keys += [chart.key for chart in kind.make(Scope(theme=theme.id), Context(lang="nl"))][:3]
    lives = tuple(place.page.path(place.lang) for place in places if place.page.live)
    paths = [place.page.path(place.lang, place.item) for place in places]
    paths += [f"{path}/{key}.{form}" for path in lives for key in keys[:6] for form in ("csv", "json", "svg")]
    paths += [f"{start}/embed/{key}" for start in ("", "/en") for key in keys[:4]]
    paths += [f"/api/v1/tables/{name}{form}" for name in load_schema() for form in ("", ".csv", ".json", ".parquet")]
    paths += [f"/api/v1/charts/{key}{form}" for key in keys[:6] for form in ("", ".csv", ".json")]
    slow = [f"{path}.{form}" for path in SETS for form in MAKERS]
    slow += [f"{path}.{form}" for path in ("/raadsbrief", "/en/brief") for form in ("pdf", "docx")]
    slow += [f"{path}/{key}.png" for path in lives for key in keys[:2]]
    slow += [*map(preview_path, places[:6]), "/api/v1/dataset.zip", "/api/v1/dataset.duckdb"]
    asked = {
        "theme": values.themes,
        "indicator": tuple(values.indicators),
        "type": values.types,
        "municipality": values.municipalities,
        "comparison": filters.COMPARISONS,
        "as_of": (values.first_release.isoformat(), values.last_release.isoformat()),
        "open": tuple(sorted(values.cells)),
        "kind": values.kinds,
        "access": values.accesses,
        "focus": values.municipalities,
        "axis": filters.AXES,
        "sort": filters.SORTS,
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
        paths=(*paths, *_FURTHER, dash_app.UPDATE), slow=tuple(slow), live=lives, values=asked, items=tuple(keys)
    )


# Making requests

_LETTERS = st.text(max_size=12)


def _some(values: Sequence[Any]) -> SearchStrategy[Any]:
    return st.sampled_from(list(values))


def _texts() -> SearchStrategy[str]:
    return st.one_of(_some(TEXTS), _some(TEXTS), _LETTERS)


@st.composite
def _written(draw: DrawFn, text: str) -> str:
    """A text as it may stand in a query: encoded, encoded twice, not encoded, or in other bytes."""
    raw = text.encode("utf-8", "surrogatepass")
    how = draw(st.integers(0, 9))
    if how < 6:
        return quote_from_bytes(raw, safe="*,.")
    if how == 6:
        return quote(quote_from_bytes(raw))
    if how == 7:
        return "".join(f"%{byte:02X}" for byte in raw[:600])
    if how == 8:
        return quote_from_bytes(text.encode("utf-16")[:600])
    return quote_from_bytes(raw, safe="<>'()[]{}|\\^`;:@/?=&%+\"").replace(" ", "+")


@st.composite
def _query(draw: DrawFn, of: Site) -> str:
    """A query: choices of a page, some of them made up, some too many."""
    kind = draw(st.integers(0, 19))
    if kind < 3:
        return ""
    if kind == 3:
        return draw(_written(draw(_texts())))
    if kind == 4:
        name = draw(_some(list(of.values)))
        return "&".join([f"{name}={draw(_written(draw(_texts())))}"] * draw(_some([2, 70, 400])))
    parts = []
    for _ in range(draw(st.integers(1, 4))):
        name = draw(_some(list(of.values)))
        value = draw(_some(of.values[name])) if draw(st.integers(0, 9)) < 7 else draw(_written(draw(_texts())))
        if draw(st.integers(0, 19)) == 0:
            name = draw(_written(draw(_texts())))
        parts.append(f"{name}={value}")
    return draw(_some(["&", "&", "&", ";", "&&"])).join(parts)


_INTO = (
    "/", "//", "/..", "%2f", "%2e%2e%2f", "%00", ";x=1", ".", "%0d%0aX-Bad:1", "%ff", "%C3%28", "%ED%A0%80", "%252e",
    "\\", "é", "e%CC%81", ".pdf", ".pptx", ".csv", ".png", ".exe", "%20", "*", "~", "'", "%3Cscript%3E",
    "/../../etc/passwd", "x" * 1200,
)  # fmt: skip


@st.composite
def _path(draw: DrawFn, path: str) -> str:
    """A path that is a little other than it should be."""
    at = draw(st.integers(0, len(path)))
    piece = draw(_some(_INTO)) if draw(st.booleans()) else draw(_written(draw(_texts())))[:1500]
    kind = draw(st.integers(0, 5))
    changed = (
        path[:at] + piece + path[at:], path + piece, path[: max(at, 1)], path.swapcase(), "/" + piece + path,
        path[:at] + path[at + 1 :],
    )[kind]  # fmt: skip
    return changed if changed.startswith("/") else f"/{changed}"


def _tidy(target: str) -> str:
    """What can stand in the first line of a request: no spaces, no ends of lines; letters as their bytes."""
    return quote(target, safe="".join(chr(code) for code in range(0x21, 0x7F)))


_JSON: SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), _some(TEXTS), _LETTERS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_LETTERS, inner, max_size=3)),
    max_leaves=6,
)
_BODIES = (
    b"", b"null", b"{}", b"[]", b"NaN", b"1e999", b"9" * 6000, b"[" * 9000, b'{"a":' * 3000 + b"1" + b"}" * 3000,
    b'{"output":"region.answer","output":1,"inputs":[{"id":"region","id":2}]}', b'"\\ud800"', b"\xff\xfe{}",
    b'{"inputs":[{"value":' + b"9" * 5000 + b"}]}", b"x" * 25_000, b"\0" * 100, b"a=1&" * 4000, b"--x\r\n" * 900,
)  # fmt: skip


@st.composite
def _callback(draw: DrawFn, of: Site) -> bytes:
    """The request of a callback, whole or with one part that is something else."""
    path = draw(_some([*of.live, *of.live, *of.live, "/", "/none", "\ud800"]))
    text = draw(_query(of)) if draw(st.integers(0, 3)) else draw(_texts())
    body: Any = callbacks.request_for(path=path, query=text)
    if draw(st.booleans()):
        where = draw(_some([*body, "state", "cancelJob", "longCallback", "value", "id", "inside"]))
        other = draw(_JSON)
        if where in ("value", "id"):
            body["inputs"][0][where] = other
        elif where == "inside":
            body["inputs"][0]["value"]["query"] = other
        else:
            body[where] = other
    return json.dumps(body).encode()


@st.composite
def _form(draw: DrawFn, of: Site) -> bytes:
    """The form of a set: a few items that exist, and words of the reader's own."""
    items = draw(st.lists(_some(of.items), max_size=2))
    pairs = [("item", item) for item in items] + [(f"note.{item}", draw(_texts())) for item in items]
    pairs += [("title", draw(_texts())), (draw(_texts()), draw(_texts()))]
    return "&".join(
        f"{quote(name, errors='replace')}={quote(value, errors='replace')}" for name, value in pairs
    ).encode()


def multipart(fields: Sequence[tuple[str, str, bytes]]) -> bytes:
    """A form with files: name, name of the file, content; boundary `x`."""
    parts = []
    for name, file, content in fields:
        head = f'--x\r\nContent-Disposition: form-data; name="{name}"' + (f'; filename="{file}"' if file else "")
        parts.append(head.encode("utf-8", "replace") + b"\r\n\r\n" + content + b"\r\n")
    return b"".join(parts) + b"--x--\r\n"


_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x")
_METHODS = (*["GET"] * 12, "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "PROPFIND")


@st.composite
def requests(draw: DrawFn, of: Site) -> Ask:
    """Any request: mostly to what exists and with a choice, some of it changed."""
    headers = []
    for _ in range(draw(_some([0, 0, 1, 1, 2, 4]))):
        name = draw(_some(list(HEADERS)))
        value = draw(_some(HEADERS[name])) if draw(st.integers(0, 4)) else quote(draw(_texts()))[:3000]
        headers.append((name, value))
    kind = draw(st.integers(0, 99))
    if kind < 14:
        method, target, body = "POST", dash_app.UPDATE, draw(_callback(of) if kind < 11 else _some(_BODIES))
        headers.append(("Content-Type", "application/json"))
    elif kind < 18:
        method, target = "POST", f"{draw(_some(SETS))}.{draw(_some(list(MAKERS)))}"
        body = draw(_form(of) if kind < 16 else _some(_BODIES))
        headers.append(("Content-Type", draw(_some(_FORMS))))
    else:
        slow = kind == 99 and draw(st.booleans())
        path = draw(_some(of.slow if slow else of.paths))
        target = draw(_path(path)) if draw(st.integers(0, 9)) < 4 else path
        query = draw(_query(of))
        target += f"?{query}" if query else ""
        method = draw(_some(_METHODS))
        body = draw(_some(_BODIES)) if method in ("POST", "PUT", "PATCH") else b""
    pieces = draw(st.integers(0, 9)) == 0
    return Ask(method=method, target=_tidy(target), headers=tuple(headers), body=body, pieces=pieces)


# Asking

Wsgi = Callable[[dict[str, Any], Any], Any]


def asked_here(application: Wsgi, ask: Ask) -> Told:
    """The answer of an application in this process, asked as gunicorn asks it. What the application raises is raised here."""
    path, _, query = ask.target.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": ask.method, "PATH_INFO": unquote_to_bytes(path).decode("latin-1"), "QUERY_STRING": query,
        "RAW_URI": ask.target, "SCRIPT_NAME": "", "SERVER_NAME": "localhost", "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1", "wsgi.version": (1, 0), "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(ask.body), "wsgi.errors": io.StringIO(), "wsgi.multithread": True,
        "wsgi.multiprocess": True, "wsgi.run_once": False, "wsgi.input_terminated": True, "HTTP_HOST": "localhost",
    }  # fmt: skip
    if ask.body and not ask.pieces:
        environ["CONTENT_LENGTH"] = str(len(ask.body))
    for name, value in ask.headers:
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
    return Told(status=int(status[:3]), headers=tuple(headers), body=body, seconds=time.thread_time() - at)


class Line:
    """A connection to a server that is kept for the next request while the server keeps it."""

    def __init__(self, port: int, *, patience: float = 30.0) -> None:
        self._port, self._patience = port, patience
        self._socket: socket.socket | None = None

    def ask(self, ask: Ask) -> Told:
        """Send a request and read its answer; on a new connection when the kept one was closed meanwhile."""
        kept = self._socket is not None
        try:
            return self._asked(ask)
        except (OSError, HTTPException):
            self.close()
            if not kept:
                raise
            return self._asked(ask)

    def _asked(self, ask: Ask) -> Told:
        at = time.perf_counter()
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), self._patience)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(wire(ask))
        answer = HTTPResponse(self._socket, method=ask.method)
        answer.begin()
        told = Told(
            status=answer.status,
            headers=tuple(answer.getheaders()),
            body=answer.read(),
            seconds=time.perf_counter() - at,
        )
        if answer.will_close:
            self.close()
        return told

    def close(self) -> None:
        """Let go of the connection."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def wire(ask: Ask) -> bytes:
    """A request as it goes over a socket."""
    named = {name.lower() for name, _ in ask.headers}
    lines = [f"{ask.method} {ask.target} HTTP/1.1", *(f"{name}: {value}" for name, value in ask.headers)]
    lines += [] if "host" in named else ["Host: localhost"]
    body = ask.body
    if body and ask.pieces:
        lines.append("Transfer-Encoding: chunked")
        body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    elif body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


# Judging

FINE = frozenset(
    (200, 204, 206, 301, 302, 303, 304, 307, 308, 400, 403, 404, 405, 406, 413, 414, 415, 416, 417, 422, 431)
)
_LEAKS = re.compile(
    rb"Traceback|site-packages|\.py\", line|File \"/|" + re.escape(str(config.ROOT).encode()) + rb"|object at 0x"
    rb"|(?:Parser|Binder|Catalog|Conversion|Constraint|Invalid Input|Out of Memory) (?:Error|Exception)"
    rb"|(?:Runtime|Value|Type|Key|Index|Recursion|Unicode\w*|Attribute)Error|live\('"
)


def leaks(body: bytes) -> str:
    """What an answer says that is nobody's business: a trace, a path, a statement; empty when nothing."""
    found = _LEAKS.search(body)
    return body[max(found.start() - 60, 0) : found.end() + 60].decode("utf-8", "replace") if found else ""


def faults(ask: Ask, told: Told, *, seconds: float) -> list[str]:
    """What is wrong with an answer, whatever was asked."""
    wrong = []
    if told.status not in FINE:
        wrong.append(f"status {told.status}")
    if told.seconds > seconds:
        wrong.append(f"{told.seconds:.1f} seconds")
    if told.header("X-Content-Type-Options") != "nosniff":
        wrong.append("no nosniff")
    kind = told.header("Content-Type").partition(";")[0]
    if kind == "text/html" and "attachment" not in told.header("Content-Disposition"):
        if "default-src 'none'" not in told.header("Content-Security-Policy"):
            wrong.append("no policy")
        if not told.header("Content-Encoding") and (MARK.encode() in told.body or b"<img src=x" in told.body):
            wrong.append("words of the reader as elements")
    if told.header("Set-Cookie") or told.header("X-Bad"):
        wrong.append("a header from the reader's words")
    where = told.header("Location")
    if where and (not where.startswith("/") or where.startswith(("//", "/\\"))):
        wrong.append(f"leads to {where}")
    if told.header("Server").lower().startswith(("gunicorn", "werkzeug")):
        wrong.append("says what it is made of")
    said = told.header("Content-Length")
    if said and ask.method != "HEAD" and told.status not in (204, 304) and int(said) != len(told.body):
        wrong.append(f"{len(told.body)} bytes of {said}")
    if (
        kind.startswith(("text/", "application/json", "application/problem"))
        and not told.header("Content-Encoding")
        and (leak := leaks(told.body))
    ):
        wrong.append(f"says {leak!r}")
    return wrong


# Sending many

BATCH = 250


def batch(strategy: SearchStrategy[Any], check: Callable[[Any], int], *, start: int, size: int) -> int:
    """Check so many values from a fixed seed; how many requests that were."""
    asked = 0

    @seed(start)
    @settings(
        max_examples=size, deadline=None, database=None, phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(value=strategy)
    def values(value: Any) -> None:
        nonlocal asked
        asked += check(value)

    values()
    return asked


def many(strategy: SearchStrategy[Any], number: int, check: Callable[[Any], int]) -> int:
    """Check values until there were so many requests. `check` gives how many it made of one.

    In batches, each from a seed of its own: hypothesis remembers all that it tried of one.
    """
    asked = start = 0
    while asked < number:
        start += 1
        asked += batch(strategy, check, start=start, size=BATCH)
    return asked


def send_many(application: Wsgi, of: Site, number: int, *, seconds: float) -> Counter[int]:
    """Call the application with so many requests, fail on a faulty response, and return how often each status came."""
    statuses: Counter[int] = Counter()

    def check(ask: Ask) -> int:
        told = asked_here(application, ask)
        assert not faults(ask, told, seconds=seconds), ask
        statuses[told.status] += 1
        return 1

    many(requests(of), number, check)
    return statuses
