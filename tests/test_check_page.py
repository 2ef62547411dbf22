"""The page on which tables are checked: there only when it is turned on, and it keeps nothing."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import flask
import openpyxl
import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard import check, config, store
from dashboard.changes.rows import read_current
from dashboard.workbook.export import export
from dashboard.workbook.upload import MOST_BYTES

PATHS = {"nl": "/beheer/controle", "en": "/en/admin/check"}
ROW = "amsterdam_part_time_participants_2018"
REASONS = {"withdrawn_reason_nl": "Verzonnen fout.", "withdrawn_reason_en": "Made-up error."}


@pytest.fixture(scope="module")
def exported() -> bytes:
    return export(read_current(config.ROOT / "data"))


@pytest.fixture(scope="module")
def turned_on(server: object, real_store: store.Store) -> flask.Flask:
    """The application with the page turned on; its other pages are warm already."""
    from dashboard import server as module
    from dashboard import warming

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "_store", real_store)
        patch.setenv("BIP_CHECK_PAGE", "1")
        patch.setattr(warming, "begin", lambda *_: None)
        patch.setattr(warming, "warm_up", lambda *_: None)
        return module.make_server()


@pytest.fixture
def on(turned_on: flask.Flask, real: None) -> FlaskClient:
    return turned_on.test_client()


def edited(content: bytes, table: str = "observations", id: str = ROW, **cells: object) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book[table]
    columns = {cell.value: cell.column for cell in sheet[1]}
    row = next(cells[0].row for cells in sheet.iter_rows() if cells[0].value == id)
    for name, value in cells.items():
        sheet.cell(row, columns[name]).value = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def send(client: FlaskClient, content: bytes, name: str = "tables.xlsx", lang: str = "nl", **more: str) -> TestResponse:
    form = {"file": (io.BytesIO(content), name), **more}
    return client.post(PATHS[lang], data=form, content_type="multipart/form-data")


def read(answer: TestResponse) -> BeautifulSoup:
    assert answer.status_code == 200
    return BeautifulSoup(answer.get_data(as_text=True), "html.parser")


def everything() -> dict[str, tuple[int, int]]:
    folder = config.ROOT / "data"
    return {
        str(path): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.suffix in (".csv", ".json")
    }


@pytest.mark.parametrize("lang", PATHS)
def test_it_is_not_there_unless_it_is_turned_on(client: FlaskClient, lang: str) -> None:
    assert client.get(PATHS[lang]).status_code == 404
    assert client.post(PATHS[lang]).status_code == 404


@pytest.mark.parametrize("lang", PATHS)
def test_it_is_never_on_the_public_host_in_the_menu_or_for_search_engines(
    on: FlaskClient, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = on.get(PATHS[lang])
    assert answer.status_code == 200
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Cache-Control"] == "no-store"
    assert all(path not in on.get("/").get_data(as_text=True) for path in PATHS.values())
    assert all(path not in on.get("/sitemap.xml").get_data(as_text=True) for path in PATHS.values())
    monkeypatch.setenv("BIP_ADDRESS", "https://localhost")
    assert on.get(PATHS[lang]).status_code == 404


@pytest.mark.parametrize(
    ("lang", "said", "kind", "sentence"),
    [("nl", "Dit bestand kan worden ingelezen.", "verbeterd", "41,5 procent van de deelnemers"),
     ("en", "This file can be read in.", "corrected", "41.5 percent of the participants")],
)  # fmt: skip
def test_a_correction_is_told_and_drawn_and_not_kept(
    on: FlaskClient, exported: bytes, lang: str, said: str, kind: str, sentence: str
) -> None:
    before = everything()
    page = read(send(on, edited(exported, value="41,5", **REASONS), lang=lang))
    assert page.select_one("#found").get_text() == said  # type: ignore[union-attr]
    (row,) = page.select("#changes tbody tr")
    assert [cell.get_text() for cell in row.select("th, td")][:6] == [kind, "observations", ROW, "value", "38", "41.5"]
    (card,) = page.select("#charts article")
    assert sentence in card.get_text(" ")
    assert card.select("svg:not(.icon)")
    # A preview has no rows to download and no link to share.
    assert not card.select(".actions")
    assert everything() == before
    assert "41,5 procent" not in on.get("/vergelijken").get_data(as_text=True)
    assert store.current().address != check.config.DATA


def test_a_context_figure_is_drawn_too(on: FlaskClient, exported: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported))
    sheet = book["context"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, columns["value"]).value = 74.9
    buffer = io.BytesIO()
    book.save(buffer)
    page = read(send(on, buffer.getvalue(), reason_nl="Verzonnen.", reason_en="Made up."))
    assert page.select("#charts article svg:not(.icon)")


def test_problems_are_told_with_their_cell(on: FlaskClient, exported: bytes) -> None:
    page = read(send(on, edited(exported, value="ongeveer 38", source_id="bestaat_niet", **REASONS)))
    assert page.select_one("#found").get_text() == "Dit bestand kan zo nog niet worden ingelezen."  # type: ignore[union-attr]
    told = [item.get_text() for item in page.select("#troubles li")]
    assert any(
        text.startswith("sheet observations, cell O") and "value is not a number: ongeveer 38" in text for text in told
    )
    assert any(
        text.startswith("sheet observations, cell W") and "source_id is not known: bestaat_niet" in text
        for text in told
    )
    assert not page.select("#charts")


def test_a_file_without_a_change(on: FlaskClient, exported: bytes) -> None:
    page = read(send(on, exported))
    assert not page.select("#troubles"), page.select_one("#troubles")
    assert "Er verandert niets" in page.select_one("#found").get_text()  # type: ignore[union-attr]
    assert not page.select("#changes, #troubles, #charts")


def test_what_is_no_table_is_refused_calmly(on: FlaskClient) -> None:
    page = read(send(on, b"hello", name="<b>x.pdf"))
    assert "neither a workbook nor a csv file" in page.select_one("#troubles").get_text()  # type: ignore[union-attr]
    assert not page.select("#troubles b")
    assert "Kies eerst een bestand." in read(on.post(PATHS["nl"], data={})).get_text()


def test_a_file_that_is_too_large(on: FlaskClient) -> None:
    assert "groter dan 10 MB" in read(send(on, b"0" * (MOST_BYTES + 30_000))).get_text()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://[::1"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_another_site_cannot_send_a_file(on: FlaskClient, headers: dict[str, str]) -> None:
    form = {"file": (io.BytesIO(b"x"), "x.csv")}
    assert on.post(PATHS["nl"], data=form, headers=headers, content_type="multipart/form-data").status_code == 403


def test_one_check_at_a_time(on: FlaskClient, exported: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "_WAIT_SECONDS", 0.01)
    with check._one:
        assert "Er wordt al een bestand gecontroleerd." in read(send(on, exported)).get_text()


def test_the_fields_have_names(on: FlaskClient) -> None:
    page = read(on.get(PATHS["nl"]))
    form = page.select_one("form.hand-in")
    assert form
    for field in form.select("input"):
        assert form.select_one(f"label[for={field['id']}]")
        assert form.select_one(f"#{field['aria-describedby']}")


def test_nothing_is_left_behind(
    on: FlaskClient, exported: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    read(send(on, edited(exported, value="41,5", **REASONS)))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    shutil.rmtree(tmp_path, ignore_errors=True)
