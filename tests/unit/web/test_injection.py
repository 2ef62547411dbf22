"""What a reader types stays words: in no page, file, header or question to the database does it become anything else.

Texts of the tables are held in test_pages.py, figures and pictures in tests/unit/svg/ and tests/exports/test_downloads.py.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from urllib.parse import quote

import openpyxl
import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from lxml import etree
from werkzeug.test import TestResponse

from dashboard.config import LANGUAGES
from dashboard.db import connection
from dashboard.ingest.schema import load_schema
from dashboard.models.chart import Chart
from dashboard.selection import filters
from dashboard.web import callbacks, dash_app
from dashboard.web.pages.registry import everywhere
from tests.exports.test_chart_set import every, exported, words
from tests.page_reader import some

pytestmark = pytest.mark.usefixtures("real")

COMPARE = {"nl": "/vergelijken", "en": "/en/compare"}
PARAMETERS = (
    *("theme", "indicator", "type", "municipality", "comparison", "measured", "as_of", "open", "kind", "access"),
    *("q", "all", "highlight", "axis", "form", "sort", "name", "item", "lang", "page", "page_size"),
)


def soup(answer: TestResponse | str) -> BeautifulSoup:
    text = answer if isinstance(answer, str) else answer.get_data(as_text=True)
    return BeautifulSoup(text, "lxml")


# Questions to the database

SQL = (
    "' OR 1=1 --", "'; DROP TABLE sources; --", '" OR ""="', "oss' UNION SELECT * FROM sources --",
    "oss') OR ('1'='1", "$as_of", "x'; ATTACH '/var/x' AS x; --", "read_text('/etc/passwd')", "oss\\",
    "%' OR id LIKE '%", "1; COPY sources TO '/var/x'",
)  # fmt: skip


def counted() -> dict[str, int]:
    """How many rows each table has."""
    return {name: len(connection.current().execute(f"select 1 from {name}", {}).rows) for name in load_schema()}


@pytest.mark.parametrize("turn", some(range(5), of=3))
def test_no_parameter_of_a_page_is_part_of_a_question(client: FlaskClient, turn: int) -> None:
    """An unknown value is told and left out, whatever it says: the page is the one with any other unknown value.

    On each page, each parameter has another text.
    """
    path = ("/vergelijken", "/en/figures", "/bronnen", "/", "/gemeenten/oss")[turn]
    before = counted()

    def said(values: list[str]) -> str:
        names = [name for name in PARAMETERS if name not in ("q", "name")]
        query = "&".join(f"{name}={quote(values[place % len(values)])}" for place, name in enumerate(names))
        page = soup(client.get(f"{path}?{query}"))
        for notice in page.select("[data-notice], script"):
            notice.decompose()
        return page.get_text(" ")

    other = said(["zzz"])
    assert said([*SQL[2 * turn :], *SQL[: 2 * turn]]) == other
    assert counted() == before


@pytest.mark.parametrize("text", some(SQL, of=4))
def test_no_parameter_or_name_in_a_path_of_the_service_is_part_of_a_question(client: FlaskClient, text: str) -> None:
    before = counted()
    for path in ("tables/sources", "tables/observations.csv", "charts", "changes"):
        for name in PARAMETERS:
            assert client.get(f"/api/v1/{path}?{name}={quote(text)}").status_code == 400, (path, name)
    for path in (
        "/api/v1/tables/{}",
        "/api/v1/charts/{}",
        "/vergelijken/{}.csv",
        "/embed/{}",
        "/gemeenten/{}",
        "/preview/{}/x.png",
    ):
        answer = client.get(path.format(quote(text, safe="")))
        assert answer.status_code == 404, path
        assert "Error" not in answer.get_data(as_text=True)
    assert counted() == before


# Pages

HTML = (
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)", '" autofocus onfocus="alert(1)', "</title><svg onload=alert(1)>", "<!--<script>", "]]><x>",
    "javascript:alert(1)", "\u2028alert(1)\u2029", "&lt;script&gt;", "{{7*7}}${7*7}", "</textarea><iframe src=x>",
    "<a href=javascript:alert(1)>x</a>",
)  # fmt: skip


def harmful(page: BeautifulSoup, *, before: BeautifulSoup) -> list[str]:
    """What is in a page that is not in the same page without the reader's words, and could do something."""
    wrong = [str(tag)[:80] for tag in page.select("img[src=x], svg[onload], iframe, x, object, embed, base[href]")]
    wrong += [f"{name} on {tag.name}" for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]
    leading = [str(tag[name]) for name in ("href", "src", "action", "formaction") for tag in page.select(f"[{name}]")]
    wrong += [where for where in leading if where.strip().lower().startswith(("javascript:", "data:text"))]
    if len(page.select("script")) != len(before.select("script")):
        wrong.append("another number of scripts")
    for script in page.select("script[type='application/json']"):
        json.loads(script.get_text())
    return wrong


@pytest.mark.parametrize("start", some(range(4), of=4))
def test_the_words_of_a_reader_are_words_on_every_page(client: FlaskClient, start: int) -> None:
    """In what was not understood, in fields, titles, links and previews beside links; each text in each place in turn.

    Every fourth page, by turns in Dutch and in English; nightly the others too.
    """
    places = [place for place in everywhere() if place.item in ("", "oss", "earnings_premium")]
    paths = {place.page.name: place.item for place in places}
    for turn, (name, item) in list(enumerate(paths.items()))[start::4]:
        lang = LANGUAGES[turn // 4 % len(LANGUAGES)]
        path = next(place.page for place in places if place.page.name == name).path(lang, item)
        before = soup(client.get(f"{path}?item={every()[0]}"))
        texts = [quote(HTML[(turn + step) % len(HTML)]) for step in range(6)]
        names = ("q", "name", "theme", "as_of", texts[5], "item")
        query = "&".join(f"{name}={text}" for name, text in zip(names, texts, strict=True))
        answer = client.get(f"{path}?item={every()[0]}&{query}")
        assert answer.status_code == 200, path
        assert not harmful(soup(answer), before=before), (path, query)


@pytest.mark.parametrize("text", some(HTML, of=5))
def test_they_are_shown_as_they_were_typed(client: FlaskClient, text: str) -> None:
    shown = filters.shown(text.strip())
    assert shown in " ".join(
        tag.get_text() for tag in soup(client.get(f"/?theme={quote(text)}")).select("[data-notice]")
    )
    found = soup(client.get(f"/en/search?q={quote(text)}"))
    typed = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    assert found.select_one("#find-q")["value"] == typed  # type: ignore[index]
    assert typed in found.title.get_text()  # type: ignore[union-attr]
    assert {typed in str(tag["content"]) for tag in found.select('meta[property="og:title"]')} == {True}
    assert typed in soup(client.get(f"/raadsbrief?name={quote(text)}")).get_text()


@pytest.mark.parametrize("text", some(HTML, of=5))
def test_a_page_for_what_went_wrong_has_no_word_of_the_request(client: FlaskClient, text: str) -> None:
    lang = LANGUAGES[HTML.index(text) % len(LANGUAGES)]
    start = "/en" if lang == "en" else ""
    long = quote(text) * 400
    answers = {
        404: client.get(f"{start}/{quote(text)}", headers={"Referer": "https://x/" + quote(text)}),
        405: client.post(f"{start}/?{quote(text)}"),
        414: client.get(f"{start}/{long}?{long}"),
        400: client.get(f"{start}/", headers={"Host": f"a{quote(text)}"}),
    }
    for status, answer in answers.items():
        page = soup(answer)
        assert answer.status_code == status
        assert page.html["lang"] == lang  # type: ignore[index]
        assert not harmful(page, before=page)
        assert text not in answer.get_data(as_text=True)
        assert quote(text) not in page.select_one("main").decode()  # type: ignore[union-attr]


@pytest.mark.parametrize("text", some(["\ud800", *HTML, "\0"], of=5))
def test_the_answer_of_a_callback_has_them_as_words(client: FlaskClient, text: str) -> None:
    encoded = f"theme={quote(text, errors='surrogatepass')}&municipality=heerlen"
    plain = f"theme={text}&q={text}&{text}={text}&municipality=heerlen"
    for path, query in ((COMPARE["nl"], encoded), (COMPARE["en"], plain)):
        answer = client.post(dash_app.UPDATE, json=callbacks.request_for(path=path, query=query))
        assert answer.status_code == 200
        made = soup(answer.get_json()["response"]["results"]["data"]["html"])
        assert not harmful(made, before=made)
        assert not made.select("script")


@pytest.mark.parametrize("text", some(HTML, of=5))
def test_what_machines_and_other_sites_read_has_no_word_of_the_reader(
    client: FlaskClient, a_chart: Chart, text: str
) -> None:
    query = f"q={quote(text)}&theme={quote(text)}&{quote(text)}=1"
    for address in ("/feed.atom", "/en/feed.atom", "/sitemap.xml", f"/vergelijken/{a_chart.key}.svg", "/robots.txt"):
        # A file takes only what it understands, and there is no feed of an unknown theme.
        answer = client.get(f"{address}?{f'q={quote(text)}' if 'svg' in address or 'feed' in address else query}")
        assert answer.status_code == 200
        assert text not in answer.get_data(as_text=True)
        if not address.endswith(".txt"):
            etree.fromstring(answer.get_data())
    refused = client.get(f"/feed.atom?{query}")
    assert refused.status_code == 404
    assert text not in refused.get_data(as_text=True)
    for status, part in ((200, f"q={quote(text)}"), (400, query)):
        answer = client.get(f"/embed/{a_chart.key}?{part}")
        embedded = soup(answer)
        assert answer.status_code == status
        assert not harmful(embedded, before=embedded)
        assert not [tag for tag in embedded.select("script") if text in str(tag)]
    rows = client.get(f"/vergelijken/{a_chart.key}.json?q={quote(text)}").get_json()
    assert text not in json.dumps(rows, ensure_ascii=False)


@pytest.fixture
def a_chart(real: None) -> Chart:
    from dashboard.charts import registry
    from dashboard.models.context import Context, Scope

    return registry.all_for(Scope(theme="participation"), Context(lang="nl"))[0]


# Headers

SPLITTING = ("x\r\nSet-Cookie: a=b", "x\x0bX-Bad: 1", "嘊嘍Set-Cookie: a=b", '"; filename="../../x.exe\0y')
NAME = re.compile(r'(inline|attachment; filename="[a-z0-9][a-z0-9._-]*")')


@pytest.mark.parametrize("text", SPLITTING)
def test_no_header_is_made_of_what_was_typed(client: FlaskClient, a_chart: Chart, text: str) -> None:
    word = quote(text)
    item = every()[0]
    answers = [
        client.get(f"/raadsbrief.docx?municipality=heerlen&name={word}&type={word}"),
        client.get(f"/vergelijken/{a_chart.key}.csv?theme={word}&name={word}"),
        client.get(f"/vergelijken/{a_chart.key}.json?q={word}"),
        client.get(f"/vergelijken/?q={word}"),
        client.get(f"/en?{word}"),
        client.get(f"/vergelijken?q={word}"),
        client.get(f"/{word}/"),
        client.get(f"/api/v1/tables/sources.csv?lang={word}"),
        client.get(
            "/", headers=dict.fromkeys(("X-Request-Id", "Accept-Language", "Origin", "X-Forwarded-Proto"), word)
        ),
        client.post("/vergaderset.xlsx", data={"item": item, "title": text, f"note.{item}": text}),
    ]
    for answer in answers:
        assert answer.status_code in (200, 308, 400, 404)
        names = {name.lower() for name, _ in answer.headers}
        assert not {"set-cookie", "x-bad"} & names
        for value in answer.headers.values():
            assert not re.search(r"[\r\n\0\x0b]", value)
            value.encode("latin-1")
        named = answer.headers.get("Content-Disposition")
        assert named is None or NAME.fullmatch(named), named
        where = answer.headers.get("Location", "/")
        assert where.startswith("/")
        assert not where.startswith("//")


# Spreadsheets

FORMULAS = (
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", " =1+1", "=cmd|' /C calc'!A0", '=DDE("cmd";"/C calc";"x")',
    '=HYPERLINK("https://x.example","x")', '=WEBSERVICE("https://x.example")', "＝1+1", "%0A=1", "https://x.example/",
    "mailto:a@example.nl",
)  # fmt: skip


def noted(texts: tuple[str, ...]) -> tuple[list[str], dict[str, str]]:
    """As many charts as texts, and a note with each text."""
    items = every()[: len(texts)]
    assert len(items) == len(texts)
    return items, {f"note.{item}": text for item, text in zip(items, texts, strict=True)}


def test_no_word_of_a_reader_is_a_formula_or_a_link_in_a_workbook(client: FlaskClient) -> None:
    items, notes = noted(FORMULAS)
    body = exported(client, "xlsx", items, title=FORMULAS[0], **notes)
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(body)) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}
    assert {cell.hyperlink.target for cell in cells if cell.hyperlink} & set(FORMULAS) == set()
    written = [str(cell.value).strip() for cell in cells]
    assert [text for text in FORMULAS if text.strip() not in written] == []
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not [name for name in parts if "externalLink" in name or "connections" in name]
    assert not [name for name, part in parts.items() if name.startswith("xl/worksheets/") and b"<f>" in part]


# Papers

TYPST = (
    '#read("/etc/passwd")', '#import "@preview/x:0.1.0": *', '#include "x.typ"', "] #panic() [", "\\u{41} \\\\ \\",
    "```typ #1 ```", '#sys.inputs', "/* x", "// x", "<label> @label", "$ x^2 $", '#link("https://x.example")[x]',
    '#plugin("x.wasm")', '")#panic()(', "#{while true {}}",
)  # fmt: skip


def test_no_word_of_a_reader_runs_in_a_pdf(client: FlaskClient) -> None:
    """It stands there as it was typed, with typographic quotes and other line ends; for briefs see test_brief.py."""

    def bare(said: str) -> str:
        return re.sub(r"\s|-\n", "", said.translate(str.maketrans("“”„‘’", '"""\'\'')))

    items, notes = noted(TYPST)
    pdf = words("pdf", exported(client, "pdf", items, title=TYPST[0], **notes))
    assert [text for text in TYPST if bare(text) not in bare(pdf)] == []
    assert "root:" not in pdf
