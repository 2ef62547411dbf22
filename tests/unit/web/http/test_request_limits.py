"""No request makes the service work for longer, or with more memory, than it may; and each wrong one has its own calm answer.

What is thrown at it at random is in test_fuzz.py, slow clients and broken data are in test_faults.py.
"""

from __future__ import annotations

import io
import json
import re
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

import flask
import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from benchmarks.server import Served, served
from dashboard.db import connection, sql
from dashboard.db.timeout import Patience, patience
from dashboard.editing.workbook import upload
from dashboard.errors import CostError
from dashboard.exports import concurrency
from dashboard.exports.document import Document
from dashboard.i18n.catalogue import t
from dashboard.search.index import Entry, Index
from dashboard.selection import chart_set
from dashboard.web import callbacks, dash_app
from dashboard.web.http import request_limits
from dashboard.web.pages.chart_set_draft import build
from dashboard.web.pages.context import arrive
from tests import hostile_requests as hostile
from tests.exports.test_chart_set import every, query
from tests.hostile_requests import Ask, Line, Told, asked_here

JSON = ("Content-Type", "application/json")
FORM = ("Content-Type", "application/x-www-form-urlencoded")
BROWSERS_FORM = ("Content-Type", "multipart/form-data; boundary=x")


def choice(**changes: object) -> bytes:
    return json.dumps({**callbacks.request_for(path="/vergelijken", query=""), **changes}).encode()


def chosen(path: object, query: object) -> bytes:
    return choice(inputs=[{"id": "region", "property": "choice", "value": {"path": path, "query": query}}])


# Each wrong request and its answer

PATHS = {
    "/assets/..%2f": 404,
    "/assets/../app.py": 404,
    "/assets/..%2f..%2fetc%2fpasswd": 404,
    "/%2e%2e/%2e%2e/etc/passwd": 404,
    "/..": 404,
    "/preview/..%2f..%2fetc/passwd": 404,
    "/vergelijken/..%2f..%2fdata.csv": 404,
    "/vergelijken%00": 404,
    "/gemeenten/%00oss": 404,
    "/gemeenten/%ff": 404,
    "/gemeenten/%C3%28": 404,
    "/gemeenten/%ED%A0%80": 404,
    "/gemeenten/o%CC%81ss": 404,
    "/gemeenten/%6Fss": 200,
    "/gemeenten/%256fss": 404,
    "/gemeenten/OSS": 404,
    "/gemeenten/oss%20": 404,
    "/gemeenten/%EF%BD%8Fss": 404,
    "/vergelijken;x=1": 404,
    "/vergelijken%2f": 308,
    "/VERGELIJKEN": 404,
    "/.env": 404,
    "/.git/config": 404,
    "/vergaderset.exe": 404,
    "/vergaderset.pdf": 404,
    "/vergelijken?%": 200,
    "/vergelijken?theme=%ff%fe": 200,
    "/vergelijken?theme=%00": 200,
    "/vergelijken?theme=%2568ealth": 200,
    "/vergelijken?theme=health&theme=wellbeing": 200,
    "/vergelijken?as_of=9999-99-99": 200,
    "/vergelijken?;;;&&&===": 200,
    "/vergelijken?" + "a=1&" * 1900: 200,
    "/zoeken?q=" + "%F0%9F%99%82" * 600: 200,
    "/zoeken?q=" + "a" * 9000: 414,
    "/vergelijken?" + "a" * (request_limits.LONGEST_QUERY + 1): 414,
    "/" + "a" * request_limits.LONGEST_PATH: 414,
    "/en/" + "a" * 5000: 414,
    "/_dash/": 404,
    "/_dash/_dash-layout": 404,
    "/_dash/_dash-dependencies": 404,
    "/_dash/_reload-hash": 404,
    "/_dash/x": 404,
    "/_dash/_dash-component-suites/os/x.js": 404,
    "/_dash/_dash-component-suites/dash/deps/x.js": 404,
    "/_dash/_mcp": 404,
    dash_app.UPDATE: 404,
    "/api/v1/none": 404,
    "/api/v1/tables?x=%00": 400,
    "/api/v1/" + "x" * 5000: 414,
    "/api/v1/tables?" + "a" * 3000: 414,
    "/api/v1/tables/sources?page=" + "9" * 5000: 414,
    "/api/v1/tables/sources?page=" + "9" * 400: 400,
    "/api/v1/charts?theme=NaN": 400,
    "/api/v1/tables/sources?page=٣": 400,
    "/api/v1/tables/sources?page=1&page=1": 400,
    "/api/v1/tables/sources?as_of=1-1-1": 400,
}


def judged(application: Callable[..., object], ask: Ask, *, lang: str = "nl") -> Told:
    """The answer, which is calm: safe headers, no trace, and words in the language of the path when it is a page."""
    told = asked_here(application, ask)
    assert not hostile.faults(ask, told, seconds=5)
    if told.status >= 400 and told.header("Content-Type").startswith("text/html"):
        page = BeautifulSoup(told.body, "html.parser")
        assert page.html
        assert page.html["lang"] == lang
        assert page.select("h1")
    return told


@pytest.mark.parametrize(("target", "status"), PATHS.items(), ids=[target[:60] for target in PATHS])
def test_each_address_has_its_answer(server: flask.Flask, real: None, target: str, status: int) -> None:
    lang = "en" if target.startswith("/en/") else "nl"
    told = judged(server.wsgi_app, Ask(target=quote(target, safe="/?&=%;+.,*[]{}'")), lang=lang)
    assert told.status == status
    if target.startswith("/api/v1") and status >= 400:
        assert told.header("Content-Type") == "application/problem+json"
        assert json.loads(told.body)["status"] == status
    if status == 414 and not target.startswith("/api/v1"):
        assert t("too_much.text", lang) in told.body.decode()


METHODS = {
    "HEAD": 200,
    "OPTIONS": 200,
    "POST": 405,
    "PUT": 405,
    "PATCH": 405,
    "DELETE": 405,
    "TRACE": 405,
    "CONNECT": 405,
    "PROPFIND": 405,
    "X" * 300: 405,
}


@pytest.mark.parametrize(("method", "status"), METHODS.items(), ids=[method[:9] for method in METHODS])
def test_each_method_has_its_answer(server: flask.Flask, real: None, method: str, status: int) -> None:
    for path, lang in (("/vergelijken", "nl"), ("/en/", "en")):
        assert judged(server.wsgi_app, Ask(method=method, target=path), lang=lang).status == status


HEADERS = {
    ("Host", "evil.example"): 200,
    ("Host", "localhost:8050"): 200,
    ("Host", "[::1]:80"): 200,
    ("Host", ""): 400,
    ("Host", "a b"): 400,
    ("Host", "a:80:80"): 400,
    ("Host", "a@b"): 400,
    ("Host", "a/b"): 400,
    ("Host", "a,b"): 400,
    ("Host", "<script>"): 400,
    ("Host", "\xff"): 400,
    ("Host", "x" * 3000): 400,
    ("Host", "a:999999"): 400,
    ("Host", "[::1"): 400,
    ("Host", "a\n"): 400,
    ("If-None-Match", '"a",' * 25_000): 200,
    ("If-None-Match", "*"): 304,
    ("If-Modified-Since", "x" * 100): 200,
    ("Range", "bytes=0-1"): 200,
    ("Range", "bytes=9-1,,-"): 200,
    ("Accept-Encoding", "br;q=nan,;;=,*;q=1e999"): 200,
    ("Accept-Encoding", "x" * 8000): 200,
    ("Accept", "\xff;q=x," * 900): 200,
    ("Accept-Language", "x-;q=9," * 900): 200,
    ("Cookie", "a" * 8000): 200,
    ("X-Forwarded-Host", "evil.example"): 200,
    ("X-Forwarded-For", "1," * 4000): 200,
    ("X-Forwarded-Prefix", "/x"): 200,
    ("X-Forwarded-Proto", "ftp"): 200,
    ("Origin", "\xff"): 200,
    ("Content-Type", "a/b;" * 1000): 200,
    ("Content-Length", "9" * 5000): 200,
}


@pytest.mark.parametrize(
    ("header", "status"), HEADERS.items(), ids=[f"{name}-{value[:20]!a}" for name, value in HEADERS]
)
def test_each_header_has_its_answer(server: flask.Flask, real: None, header: tuple[str, str], status: int) -> None:
    told = judged(server.wsgi_app, Ask(target="/vergelijken", headers=(header,)))
    assert told.status == status
    if header != ("Host", "evil.example"):
        # Without DASHBOARD_PUBLIC_URL an address is whole by the name that was asked; no other header has a say in it.
        assert b"evil.example" not in told.body


BODIES: dict[str, tuple[bytes, int]] = {
    "as a page sends it": (choice(), 200),
    "nothing": (b"", 400),
    "null": (b"null", 400),
    "list": (b"[]", 400),
    "number": (b"1", 400),
    "text": (b'"x"', 400),
    "empty": (b"{}", 400),
    "no json": (b"x", 400),
    "NaN": (b"NaN", 400),
    "infinite": (b"1e999", 400),
    "deep": (b"[" * 19_000, 400),
    "deep and whole": (b"[" * 9000 + b"]" * 9000, 400),
    "deep objects": (b'{"a":' * 3000 + b"1" + b"}" * 3000, 400),
    "huge number": (b"1" * 15_000, 400),
    "huge number inside": (choice(inputs=1).replace(b'"inputs": 1', b'"inputs": ' + b"1" * 6000), 400),
    "not utf-8": (b'{"output":"\xff"}', 400),
    "utf-16": (choice().decode().encode("utf-16"), 200),
    "same key twice": (b'{"output":"x",' + choice()[1:], 200),
    "half a letter": (chosen("/vergelijken", "q=\ud800&\ud800"), 200),
    "other output": (choice(output="x.y"), 400),
    "no inputs": (choice(inputs=None), 400),
    "inputs of another kind": (choice(inputs=[1]), 400),
    "two inputs": (choice(inputs=[{"id": "region", "property": "choice"}] * 2), 400),
    "no choice": (choice(inputs=[{"id": "region", "property": "choice"}]), 400),
    "id is a list": (choice(inputs=[{"id": [1], "property": {}, "value": {}}]), 400),
    "a state": (choice(state=[{"id": "x"}]), 400),
    "strange company": (
        choice(outputs={"id": {"a": 1}}, changedPropIds=[None, {}], cancelJob=["x"], longCallback=True),
        200,
    ),
    "path that is a number": (chosen(1, ""), 400),
    "page without charts to change": (chosen("/bronnen", ""), 404),
    "long choice": (chosen("/vergelijken", "x" * 5000), 404),
    "too long": (choice(x="x" * 30_000), 413),
    "far too long": (b"x" * 3_000_000, 413),
}


@pytest.mark.parametrize("pieces", [False, True])
@pytest.mark.parametrize("name", BODIES)
def test_each_body_of_a_callback_has_its_answer(server: flask.Flask, real: None, name: str, pieces: bool) -> None:
    body, status = BODIES[name]
    ask = Ask(method="POST", target=dash_app.UPDATE, headers=(JSON,), body=body, pieces=pieces)
    told = judged(server.wsgi_app, ask)
    assert told.status == status
    if status == 200 and name in ("as a page sends it", "strange company", "utf-16", "same key twice"):
        # What came along besides the choice has no say in the answer, and cannot get into the answer to somebody else.
        assert (
            told.body
            == judged(server.wsgi_app, Ask(method="POST", target=dash_app.UPDATE, headers=(JSON,), body=choice())).body
        )


@pytest.mark.parametrize("kind", ["text/plain", "", "application/x-www-form-urlencoded", "\xff", "application/jsonx"])
def test_a_callback_of_another_type_is_refused(server: flask.Flask, real: None, kind: str) -> None:
    ask = Ask(method="POST", target=dash_app.UPDATE, headers=(("Content-Type", kind),), body=choice())
    assert judged(server.wsgi_app, ask).status == 415


SENT: dict[str, tuple[tuple[str, str], bytes, int]] = {
    "nothing": (FORM, b"", 404),
    "an item that is none": (FORM, b"item=x&item=%00&item=%ff", 404),
    "bytes": (FORM, b"\xff\xfe=%ff&%", 404),
    "many fields": (FORM, b"a=1&" * 100_000, 404),
    "too much": (FORM, b"title=" + b"x" * 800_000, 413),
    "json": (JSON, b"{}", 415),
    "text": (("Content-Type", "text/plain"), b"item=x", 415),
    "no type": (("Content-Type", ""), b"item=x", 415),
    "no boundary": (("Content-Type", "multipart/form-data"), b"x", 404),
    "torn": (BROWSERS_FORM, b"--x\r\n\r\n" * 500, 404),
    "many parts": (BROWSERS_FORM, hostile.multipart([("a", "", b"1")] * 500), 413),
    "large part": (BROWSERS_FORM, hostile.multipart([("a", "", b"1" * 800_000)]), 413),
    "a file": (BROWSERS_FORM, hostile.multipart([("item", "../../x", b"1" * 600_000)]), 404),
}


@pytest.mark.parametrize("pieces", [False, True])
@pytest.mark.parametrize("name", SENT)
def test_each_form_of_a_set_has_its_answer(server: flask.Flask, real: None, name: str, pieces: bool) -> None:
    kind, body, status = SENT[name]
    told = judged(
        server.wsgi_app, Ask(method="POST", target="/vergaderset.pdf", headers=(kind,), body=body, pieces=pieces)
    )
    assert told.status == status


def test_a_body_that_breaks_off_is_no_fault_of_ours(server: flask.Flask, real: None) -> None:
    class Broken(io.BytesIO):
        def read(self, *_: object) -> bytes:
            raise OSError("the other side is gone")

        readline = read  # type: ignore[assignment]

    for path, kind in (
        (dash_app.UPDATE, JSON[1]),
        ("/vergaderset.pdf", FORM[1]),
        ("/vergaderset.pdf", BROWSERS_FORM[1]),
    ):
        answer = server.test_client().post(path, content_type=kind, input_stream=Broken(b"x" * 50))
        assert answer.status_code == 400
        assert t("refused.title", "nl") in answer.get_data(as_text=True)


# What one request can ask for


def test_a_set_has_bounds(real: None) -> None:
    """Items, the length of each note and of the name, whatever is sent."""
    many = [f"{item}*focus.oss" for item in every()] * 9
    own = dict.fromkeys(many, "é" * 50000)

    def made(items: list[str]) -> Document:
        return build(arrive(lang="nl", path="/vergaderset", query=query(items)), notes=own, title="x" * 9000)

    found = made([*every(), *many])
    assert len(found.charts) <= chart_set.MOST_ITEMS
    assert len(found.title) <= chart_set.LONGEST_TITLE
    told = len(f"… {t('set.note_cut', 'nl')}")
    assert all(len(entry.note) <= chart_set.LONGEST_NOTE + told for entry in found.charts)


def test_a_search_costs_little_whatever_is_looked_for(real: None) -> None:
    """Against an index several times as large as ours; the words that cost most are short parts of many others."""
    index = Index(Entry(id=str(n), main={"nl": f"woord{n} werkzoekende{n} bijstand"}) for n in range(3000))
    questions = [
        "woord werkz bijst " * 5,
        "e" * 100,
        "woord1 " * 14,
        "ﷺ" * 100,
        "a b c d e f g h i j k l m",
        "(.*)+$ " * 14,
        "\u0301" * 100,
    ]
    for question in questions:
        at = time.thread_time()
        index.find(question[:100])
        assert time.thread_time() - at < 0.5, question


# The database


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "seconds", 0.3)


ENDLESS = "select count(*) from range(1000000000) a, range(1000000000) b where a.range + b.range = 7"


def test_a_question_that_takes_too_long_is_stopped_and_the_next_is_answered(real: None, short: None) -> None:
    begun = time.monotonic()
    with pytest.raises(CostError):
        connection.current().ask(ENDLESS, {})
    assert time.monotonic() - begun < 10
    time.sleep(0.5)
    assert connection.current().ask("select 1", {}).rows == [(1,)]


def test_a_page_that_takes_too_long_is_calm(client: FlaskClient, short: None, monkeypatch: pytest.MonkeyPatch) -> None:
    # What was asked before is known, and what each question takes too.
    for path in (sql.QUERIES).glob("*.sql"):
        sql.parameters(path.stem)
    sql._rows.cache_clear()
    sql._result.cache_clear()
    names = sql.parameters

    def endless(name: str) -> str:
        return f"select * from ({ENDLESS}) where true" + "".join(f" and ${one} is not null" for one in names(name))

    monkeypatch.setattr(sql, "statement", endless)
    answer = client.get("/vergelijken?theme=health&q=endless")
    assert answer.status_code == 503
    assert "Interrupt" not in answer.get_data(as_text=True)


def test_what_was_done_in_time_is_not_stopped_and_each_is_looked_at_alone() -> None:
    class Work:
        stopped = 0

        def interrupt(self) -> None:
            self.stopped += 1

    own, quick, slow = Patience(0.4), Work(), Work()
    with own.within(slow):
        for _ in range(8):
            with own.within(quick):
                time.sleep(0.1)
    assert slow.stopped
    assert not quick.stopped
    count = slow.stopped
    time.sleep(0.5)
    assert slow.stopped == count


def test_the_database_has_little_memory_one_thread_and_no_disk(real: None, tmp_path: Path) -> None:
    def setting(name: str) -> str:
        return str(connection.current().ask(f"select current_setting('{name}')", {}).rows[0][0])

    assert setting("threads") == "1"
    assert setting("memory_limit") == "488.2 MiB"
    assert setting("max_temp_directory_size") == "0 bytes"
    with pytest.raises(CostError):
        connection.current().ask("select count(distinct a.range || repeat('x', 90)) from range(100000000) a", {})
    assert connection.current().ask("select 1", {}).rows == [(1,)]


# A file that is handed in


def bomb(parts: dict[str, tuple[bytes, int]]) -> bytes:
    """A workbook with parts that say the same thing again and again."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, (piece, times) in parts.items():
            with archive.open(name, "w", force_zip64=True) as part:
                block = piece * max(1, 1_000_000 // len(piece))
                for _ in range(max(1, times * len(piece) // len(block))):
                    part.write(block)
    return buffer.getvalue()


CELLS = b'<row><c t="n"><v>1</v></c><c t="n"><v>1</v></c></row>'
BOMBS: dict[str, dict[str, tuple[bytes, int]]] = {
    "one part of gigabytes": {"xl/worksheets/sheet1.xml": (b" " * 1000, 300_000)},
    "words that all cells share": {"xl/sharedStrings.xml": (b"<si><t>a</t></si>", 6_000_000)},
    "many parts": {f"xl/{number}.xml": (b"x", 1) for number in range(1, 2000)},
    "many cells": {"xl/worksheets/sheet1.xml": (CELLS, 1_000_000)},
}


@contextmanager
def little_memory(most_mb: float) -> Iterator[None]:
    """What is done within may take so much more memory at its highest, and not more."""
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before < most_mb


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_that_unpacks_to_far_more_is_refused_soon(name: str) -> None:
    content = bomb(BOMBS[name])
    assert len(content) < upload.MOST_BYTES
    begun = time.thread_time()
    with little_memory(150), pytest.raises(upload.Refused):
        upload.open_upload(content, name="x.xlsx")
    assert time.thread_time() - begun < 5


def test_a_workbook_within_all_bounds_costs_seconds_at_most() -> None:
    """As many cells as fit: rows of one sheet up to the bound of what may be unpacked."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True}) as book:
        for number in range(4):
            sheet = book.add_worksheet(f"s{number}")
            for row in range(5000):
                sheet.write_row(row, 0, [1] * 30)
    begun = time.thread_time()
    with little_memory(300), pytest.raises(upload.Refused, match="too large"):
        upload.open_upload(buffer.getvalue(), name="x.xlsx")
    assert time.thread_time() - begun < 20


# Many at once, over sockets


@pytest.fixture(scope="module")
def gunicorn(database: Path) -> Iterator[Served]:
    with served(workers=2, DASHBOARD_DATABASE=str(database)) as found:
        yield found


def port_of(of: Served) -> int:
    port = urlsplit(of.address).port
    assert port
    return port


def heavy(number: int) -> Ask:
    """A file that takes a while, each another one."""
    items = every()[:10]
    fields = [f"item={quote(item, safe='*')}" for item in items] + [f"title=set{number}"]
    return Ask(method="POST", target="/vergaderset.docx", headers=(FORM,), body="&".join(fields).encode())


def test_of_many_who_ask_for_files_some_hear_when_to_come_back_and_pages_go_on(gunicorn: Served, real: None) -> None:
    """Forty at once ask for a file that takes a second; each worker makes two at a time and keeps a thread for pages."""
    port, pages, stop = port_of(gunicorn), [], threading.Event()

    def reading() -> None:
        line = Line(port)
        while not stop.is_set():
            pages.append(line.ask(Ask(target="/vergelijken", headers=(("Accept-Encoding", "br"),))))
            time.sleep(0.02)

    reader = threading.Thread(target=reading)
    reader.start()
    with ThreadPoolExecutor(40) as pool:
        answers = list(pool.map(lambda number: Line(port, patience=60).ask(heavy(number)), range(40)))
    stop.set()
    reader.join()
    refused = [told for told in answers if told.status == 503]
    made = [told for told in answers if told.status == 200]
    assert len(refused) + len(made) == 40
    assert made
    assert refused
    assert all(told.header("Retry-After") == str(concurrency.RETRY_AFTER) for told in refused)
    assert all(t("busy.text", "nl") in told.body.decode() for told in refused)
    assert all(told.body.startswith(b"PK") for told in made)
    assert {told.status for told in pages} == {200}
    # A page waits for no file: it shares the cores with four that are made, and no more.
    assert len(pages) > 5
    assert sorted(told.seconds for told in pages)[len(pages) // 2] < 1


def test_who_goes_away_leaves_the_place_to_the_next(gunicorn: Served, real: None) -> None:
    import socket

    port = port_of(gunicorn)
    for number in range(12):
        with socket.create_connection(("127.0.0.1", port), 10) as line:
            line.sendall(hostile.wire(heavy(100 + number)))
    for _ in range(60):
        told = Line(port, patience=60).ask(heavy(200))
        if told.status == 200:
            break
        time.sleep(0.5)
    assert told.status == 200


def test_a_page_with_many_charts_waits_for_a_place_like_a_file(client: FlaskClient) -> None:
    many, few = query(every()[:20]), query(every()[:5])
    with concurrency.limiter.slot(), concurrency.limiter.slot():
        refused = client.get(f"/vergaderset?{many}&x=1")
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, str(concurrency.RETRY_AFTER))
        assert client.get(f"/vergaderset?{few}&x=1").status_code == 200
        assert client.get("/vergelijken?x=1").status_code == 200
    assert client.get(f"/vergaderset?{many}&x=1").status_code == 200
    assert re.search(r"\d", t("busy.text", "nl")) is None
