"""What a reader takes along from a chart: pictures, rows, a frame, a citation; and what happens when it is busy."""

from __future__ import annotations

import csv
import io
import re
import struct
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from dashboard.charts import registry
from dashboard.charts.figures.base import FigureBuilder
from dashboard.db import queries
from dashboard.exports import chart_picture, pool
from dashboard.exports.blocks import ChartBlock
from dashboard.exports.fonts import FOLDER, characters, printable
from dashboard.exports.png import png
from dashboard.exports.provenance import chart_block
from dashboard.i18n.catalogue import t
from dashboard.models.chart import Chart
from dashboard.models.context import Context, Scope
from dashboard.web import downloads
from dashboard.web.http import csp
from dashboard.web.pages.context import resolve_context
from dashboard.web.scripts import script
from tests.conftest import SetVariables, Use
from tests.csv_tables import correct
from tests.gunicorn_server import until
from tests.page_reader import page as read

KEY = "with_and_without.outflow_to_work.matched_comparison.amsterdam_outflow_participants_2018"
COMPARE = {"nl": "/vergelijken", "en": "/en/compare"}
EMBED = {"nl": f"/embed/{KEY}", "en": f"/en/embed/{KEY}"}
HOSTILE = '<script>alert(1)</script> #import "x" & =1+1 ]]> {x} \u202e🏛 مدينة'


def some_chart(lang: str = "nl") -> Chart:
    found = registry.find(KEY, Scope(theme="participation"), Context(lang=lang))
    assert found is not None
    return found


def some_item(chart: Chart, lang: str = "nl") -> ChartBlock:
    return chart_block(chart, Context(lang=lang), link="https://example.org/vergelijken?as_of=2026-11-21")


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", png[16:24])
    return wide, high


def svg_words(text: str) -> str:
    # White space in text counts for nothing here; entities are read as XML reads them.
    return re.sub(r"\s+", " ", " ".join(ElementTree.fromstring(text).itertext()))


# Pictures


@pytest.mark.parametrize("lang", COMPARE)
def test_a_picture_says_by_itself_what_it_is_and_where_it_comes_from(client: FlaskClient, lang: str) -> None:
    answer = client.get(f"{COMPARE[lang]}/{KEY}.svg")
    assert answer.mimetype == "image/svg+xml"
    chart = some_chart(lang)
    seen = svg_words(answer.get_data(as_text=True))
    for words in (chart.question, chart.sentence, chart.sources[0].title, chart.strength.name, chart.calculation):
        assert words in seen
    assert t("frame.version", lang, date="30 november 2026" if lang == "nl" else "30 November 2026") in seen
    # A long address goes on in the next line, without a hyphen.
    assert f"http://localhost{COMPARE[lang]}?as_of=2026-11-30#{KEY}" in seen.replace(" ", "")
    for row in chart.rows:
        assert f"{row['value']:g}%" in seen


def test_a_picture_as_png_is_twice_as_large_as_the_drawing(client: FlaskClient) -> None:
    drawing = ElementTree.fromstring(client.get(f"{COMPARE['nl']}/{KEY}.svg").get_data(as_text=True))
    answer = client.get(f"{COMPARE['nl']}/{KEY}.png")
    assert answer.mimetype == "image/png"
    assert size_of(answer.data) == (2 * int(drawing.attrib["width"]), 2 * int(drawing.attrib["height"]))
    assert "attachment" in answer.headers["Content-Disposition"]


def test_every_chart_can_be_a_picture(real: None) -> None:
    for theme in ("participation", "income_stability", "health", "wellbeing"):
        scope = Scope(theme=theme)
        for kind in registry.LISTED:
            for chart in kind.make(scope, Context(lang="en")):
                ElementTree.fromstring(chart_picture.svg(some_item(chart, "en")))


def test_words_in_a_picture_are_words(real: None) -> None:
    hostile = replace(some_chart(), question=HOSTILE, sentence=HOSTILE, description=HOSTILE, subtitle="x" * 3000)
    drawing = chart_picture.svg(some_item(hostile))
    assert "<script" not in drawing
    assert "<script>alert(1)</script>" in svg_words(drawing)
    assert size_of(png(drawing))[0] == 1848


def test_a_picture_asks_for_nothing_outside_itself(real: None) -> None:
    hostile = replace(some_chart(), question='<image href="x.svg"/>', sentence="url(http://127.0.0.1:9/x)")
    drawing = ElementTree.fromstring(chart_picture.svg(some_item(hostile)))
    assert not [part for part in drawing.iter() if part.tag.endswith(("image", "use", "style", "a"))]
    assert not [name for part in drawing.iter() for name in part.attrib if name.endswith("href")]


def test_letters_that_the_fonts_lack_are_replaced() -> None:
    known = frozenset.intersection(*map(characters, FOLDER.glob("*.ttf")))
    assert {ord(letter) for letter in "aëéŁ’“”–…€%"} <= known
    assert printable("Súdwest-Fryslân 🏛🏛 مدينة") == "Súdwest-Fryslân ? ?"


# Rows


@pytest.fixture
def drawn(database: Path, use: Use, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The heights of the figures that are built in a test, with data that no other test has requested."""
    use(database)
    heights: list[float] = []
    build = FigureBuilder.build

    def counting(self: FigureBuilder, **named: Any) -> Any:
        heights.append(named["height"])
        return build(self, **named)

    monkeypatch.setattr(FigureBuilder, "build", counting)
    return heights


def test_rows_of_a_chart_are_given_without_drawing_it(server: Any, drawn: list[float]) -> None:
    for address in (
        f"{COMPARE['nl']}/{KEY}.csv", f"{COMPARE['nl']}/{KEY}.csv?all=yes", f"{COMPARE['nl']}/{KEY}.json",
        "/api/v1/charts?theme=participation", f"/api/v1/charts/{KEY}.csv", "/cijfers/trend.volunteering_18plus.csv",
    ):  # fmt: skip
        assert (server.test_client().get(address).status_code, drawn) == (200, []), address
    assert server.test_client().get(f"{COMPARE['nl']}/{KEY}.svg").status_code == 200
    assert len(drawn) == 1, "a drawing is built in its own form only"


@pytest.mark.parametrize(
    ("page", "key"),
    [
        (COMPARE["en"], KEY),
        ("/en/figures", "trend.volunteering_18plus"),
        ("/en/your-municipality/utrecht", "places.social_assistance_per_1000"),
    ],
)
def test_workbook_of_a_chart_has_its_rows_its_limits_and_its_sources(client: FlaskClient, page: str, key: str) -> None:
    address = f"{page}/{key}.xlsx"
    assert any(link["href"].partition("?")[0] == address for link in read(client, page).select(f'[id="{key}"] a[href]'))
    answer = client.get(address)
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    data, notes, sources = ([[*row] for row in sheet.iter_rows(values_only=True)] for sheet in book)
    json = client.get(f"{page}/{key}.json").get_json()
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{key}.xlsx"'
    for cells, row in zip(data[1:], json["rows"], strict=True):
        assert {value for value in row.values() if type(value) in (int, float)} <= set(cells)
    texts = {str(row[1]): str(row[2]) for row in notes[1:]}
    about = json["chart"]
    assert texts["Question"] == about["question"]
    assert about["sentence"] in texts["In words"]
    assert texts["Data version"].endswith(f"({json['data_version']})")
    assert f"#{key}" in texts["Address"]
    assert not {"Set", "Meeting"} & set(texts)
    assert len(sources) == len(about["sources"]) + 1


def test_all_rows_are_those_of_the_theme_whatever_was_chosen(client: FlaskClient) -> None:
    def rows(address: str) -> list[dict[str, str]]:
        text = client.get(address).data.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    shown = rows(f"/en/compare/{KEY}.csv")
    chosen = rows(f"/en/compare/{KEY}.csv?municipality=amsterdam&all=yes")
    findings = rows("/en/compare/directions.randomised_control.csv?all=yes")
    charts = registry.all_for(Scope(theme="participation"), Context(lang="en"))
    everything = [row for chart in charts for row in chart.rows]
    loose = [
        row
        for row in queries.unpaired_numbers(Scope(theme="participation"), Context(lang="en"))
        if row.reason != "series"
    ]
    assert len(shown) == len(some_chart("en").rows)
    assert [{**row, "address": ""} for row in chosen] == [{**row, "address": ""} for row in findings]
    assert len(chosen) == len(everything) + len(loose) > len(shown)
    assert {row["chart"] for row in chosen} == {*(chart.question for chart in charts), ""}
    assert [row["not_drawn_because"] for row in chosen if row["not_drawn_because"]] == [row.reason for row in loose]
    assert {(row["low"], row["interval"]) for row in chosen if row["value"]} == {("", "not_reported")}
    assert {row["chart"] for row in shown} == {some_chart("en").question}
    assert all(row["address"].startswith("http://localhost/en/compare?as_of=2026-11-30") for row in shown)


@pytest.mark.parametrize("name", [f"{KEY}.png", f"{KEY}.svg", "nothing.png", "trend.x.svg"])
def test_file_that_does_not_exist_is_a_404_without_a_trace(client: FlaskClient, name: str) -> None:
    theme = "?theme=health"
    answer = client.get(f"/vergelijken/{name}{theme}")
    assert answer.status_code == 404
    assert t("lost.title", "nl") in answer.get_data(as_text=True)


# Frames


@pytest.mark.parametrize("lang", EMBED)
def test_a_frame_holds_one_bare_chart_and_may_stand_on_other_sites(client: FlaskClient, lang: str) -> None:
    answer = client.get(EMBED[lang])
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    # One script, which has no network: it shows cards and reports the height.
    assert re.search(r"script-src ('[^']+')", policy).group(1) == csp.digest(script("embed").text)  # type: ignore[union-attr]
    assert len(re.findall(r"script-src [^;]+", policy)[0].split()) == 2
    assert "connect-src" not in policy
    assert "default-src 'none'" in policy
    assert "noindex" in answer.headers["X-Robots-Tag"]
    found = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    assert not found.select("script[src], nav, form, header, footer")
    assert found.select_one("meta[name=robots]")["content"] == "noindex"  # type: ignore[index]
    chart = some_chart(lang)
    seen = re.sub(r"\s+", " ", found.get_text(" "))
    for words in (chart.question, chart.sentence, chart.sources[0].title, t("export.live", lang)):
        assert words in seen
    assert t("export.fixed", lang) in client.get(f"{EMBED[lang]}?as_of=2026-11-21").get_data(as_text=True)


def test_who_may_frame_can_be_set(client: FlaskClient, set_variables: SetVariables) -> None:
    set_variables(DASHBOARD_EMBED_ANCESTORS="https://example.org https://example.com")
    policy = client.get(EMBED["nl"]).headers["Content-Security-Policy"]
    assert policy.endswith("frame-ancestors https://example.org https://example.com")


@pytest.mark.parametrize("lang", COMPARE)
def test_a_card_offers_files_a_fixed_link_a_citation_and_codes_for_a_frame(client: FlaskClient, lang: str) -> None:
    found = BeautifulSoup(client.get(f"{COMPARE[lang]}?municipality=amsterdam").get_data(as_text=True), "html.parser")
    card = found.find(id=KEY)
    assert card is not None
    for link in card.select("a[download]"):  # type: ignore[union-attr]
        assert client.get(str(link["href"])).status_code == 200, link
    pinned = [button["data-copy"] for button in card.select("[data-copy]")]  # type: ignore[union-attr]
    assert f"{COMPARE[lang]}?municipality=amsterdam&as_of=2026-11-30#{KEY}" in pinned
    texts = {str(button["data-copy-text"]): str(button["data-copy-link"]) for button in card.select("[data-copy-link]")}  # type: ignore[union-attr]
    assert len(texts) == 3
    assert all(link in text for text, link in texts.items())
    frames = [BeautifulSoup(text, "html.parser").iframe for text in texts if "iframe" in text]
    for frame in frames:
        assert frame is not None
        assert frame["title"] == some_chart(lang).question
        assert client.get(str(frame["src"])).status_code == 200
    assert sum("as_of=" in str(frame["src"]) for frame in frames if frame) == 1


# Limits


def test_busy_reader_is_asked_to_come_back_and_pages_still_work(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = pool.Limiter(2, wait_seconds=0.01)
    monkeypatch.setattr(downloads, "limiter", busy)
    with busy.slot(), busy.slot():
        for address in (
            f"/vergelijken/{KEY}.png",
            "/raadsbrief.pdf",
            "/en/brief.docx",
            f"/vergaderset.xlsx?item={KEY}",
        ):
            answer = client.get(address)
            assert answer.status_code == 503
            assert int(answer.headers["Retry-After"]) > 0
            lang = "en" if address.startswith("/en/") else "nl"
            assert t("busy.text", lang) in answer.get_data(as_text=True)
        assert client.get("/vergelijken").status_code == 200
        assert client.get("/raadsbrief?municipality=oss").status_code == 200
    assert client.get("/raadsbrief.pdf?municipality=oss").status_code == 200


def test_one_request_waits_for_a_slot_and_others_are_refused() -> None:
    limiter, most, now, lock = pool.Limiter(2, wait_seconds=10), 0, 0, threading.Lock()
    refused: list[pool.Busy] = []
    release = threading.Event()

    def export() -> None:
        nonlocal most, now
        try:
            with limiter.slot():
                with lock:
                    now += 1
                    most = max(most, now)
                release.wait(10)
                with lock:
                    now -= 1
        except pool.Busy as error:
            refused.append(error)

    threads = [threading.Thread(target=export) for _ in range(8)]
    for thread in threads:
        thread.start()
    until(lambda: len(refused) == 5, "five are refused at once")
    release.set()
    for thread in threads:
        thread.join()
    assert (most, len(refused)) == (2, 5)


def test_slot_is_released_after_an_error() -> None:
    limiter = pool.Limiter(1, wait_seconds=0.01)
    with pytest.raises(RuntimeError), limiter.slot():
        raise RuntimeError
    with limiter.slot():
        pass


# A link that is fixed to a data version


def test_a_fixed_link_to_the_newest_data_says_that_nothing_changed(client: FlaskClient) -> None:
    context = resolve_context(lang="nl", path="/vergelijken", query="as_of=2026-11-30")
    assert context.choice.as_of is not None
    assert "as_of=2026-11-30" in context.address()
    found = BeautifulSoup(client.get("/vergelijken?as_of=2026-11-30").get_data(as_text=True), "html.parser")
    (notice,) = found.select("[data-since]")
    assert t("changed_since.same", "nl", date="30 november 2026") in notice.get_text(" ")
    assert not BeautifulSoup(client.get("/vergelijken").get_data(as_text=True), "html.parser").select("[data-since]")


def test_a_fixed_link_shows_the_same_numbers_and_lists_what_changed(
    client: FlaskClient, made_up: Path, build_and_use: Callable[[], None]
) -> None:
    """The tables and the correction are made up."""
    build_and_use()
    first = queries.version().released
    address = f"/en/compare?as_of={first}"

    def card(text: str) -> str:
        found = BeautifulSoup(text, "html.parser")
        shown = found.select_one("[data-card] .pic")
        assert shown is not None
        return shown.get_text(" ")

    before = card(client.get(address).get_data(as_text=True))
    correct(made_up, cells={"value": "33"})
    build_and_use()
    after = client.get(address).get_data(as_text=True)
    assert card(after) == before
    assert "33%" not in before
    assert "33%" in card(client.get("/en/compare").get_data(as_text=True))
    (notice,) = BeautifulSoup(after, "html.parser").select("[data-since]")
    shown_text = re.sub(r"\s+", " ", notice.get_text(" "))
    assert "1 fact has changed since" in shown_text
    assert "was 30 percent, is now 33 percent" in shown_text
    assert "Made-up error." in shown_text
    link = notice.select_one("a")
    assert link is not None
    assert link["href"] == "/en/compare"
