"""Pages stay usable when there are many municipalities. 340 are made up here, each with a trial of which nothing is known.

Where results matter each of these trials has 16 made-up numbers, which mean nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import brotli
import duckdb
import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from benchmarks.large_tables import SIZES as LARGE
from dashboard import config
from dashboard.db import connection as store
from dashboard.db import sql
from dashboard.db.backends import Connection
from dashboard.i18n import formats
from dashboard.ingest.load import run_queries
from tests import page_reader

GROWING = config.ROOT / "tests" / "fixtures" / "growing"
MUNICIPALITIES = LARGE["municipalities"]
ROWS = ("1_municipalities", "2_experiments", "3_arms")
RESULTS = ("4_indicators", "5_observations")
# Of each made-up trial: outcomes x years x groups, each with one number for either arm.
SIZES = {"municipalities": MUNICIPALITIES, "indicators": 4, "years": 2, "groups": 1}
NUMBERS = MUNICIPALITIES * 4 * 2 * 2
# The made-up ones have the source of a real one, which has these of its own.
REAL_NUMBERS_OF_IT = 12
# More than the rows that describe trials and cells of the map, and less than the numbers.
MOST_READ = 2000
REAL = {"experiments": 7, "municipalities": 5, "observations": len(page_reader.rows("observations"))}
LISTS = ("/", "/en/municipalities")


def grow(database: Path, path: Path, *names: str) -> store.Database:
    """The real tables with made-up rows of some tables beside the real ones."""
    shutil.copyfile(database, path)
    with duckdb.connect(str(path)) as connection:
        for name in names:
            text = (GROWING / f"{name}.sql").read_text(encoding="utf-8")
            connection.execute(text, {size: number for size, number in SIZES.items() if f"${size}" in text})
        run_queries(connection, folder=config.QUERIES / "build")
    return store.Database(path)


@pytest.fixture(scope="module")
def many(database: Path, tmp_path_factory: pytest.TempPathFactory) -> store.Database:
    return grow(database, tmp_path_factory.mktemp("many") / "many.duckdb", *ROWS)


@pytest.fixture(scope="module")
def measured(database: Path, tmp_path_factory: pytest.TempPathFactory) -> store.Database:
    return grow(database, tmp_path_factory.mktemp("measured") / "measured.duckdb", *ROWS, *RESULTS)


@pytest.fixture
def grown(server: object, many: store.Database, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    monkeypatch.setattr(store, "_database", many)
    return server.test_client()  # type: ignore[attr-defined]


@pytest.fixture
def queries_run(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Each question that a page asks of the database, with how many rows were read for it."""
    found: list[tuple[str, int]] = []
    ask = store.Database._execute

    def counting(
        self: store.Database, connection: Connection, statement: str, parameters: Mapping[str, Any]
    ) -> store.Result:
        answer = ask(self, connection, statement, parameters)
        found.append((statement.splitlines()[0], len(answer.rows)))
        return answer

    monkeypatch.setattr(store.Database, "_execute", counting)
    return found


@pytest.fixture
def filled(
    server: object, measured: store.Database, monkeypatch: pytest.MonkeyPatch, queries_run: list[tuple[str, int]]
) -> FlaskClient:
    monkeypatch.setattr(store, "_database", measured)
    # Results that other tests cached would not be counted.
    sql._rows.cache_clear()
    sql._result.cache_clear()
    return server.test_client()  # type: ignore[attr-defined]


def page(client: FlaskClient, path: str) -> BeautifulSoup:
    return page_reader.page(client, path.partition("#")[0])


def shown(found: BeautifulSoup) -> list[str]:
    """The trials on a page of a list, by id."""
    rows = found.select("tbody[data-experiment]")
    return [str(row["data-experiment"]) for row in rows if row["data-experiment"] != "national"] or [
        str(one["id"]) for one in found.select("article.profile")
    ]


def everything(client: FlaskClient, start: str) -> list[list[str]]:
    """The trials of each part of a list, by following the links to the next part from its first page."""
    parts, path = [], start
    while path:
        found = page(client, path)
        parts.append(shown(found))
        following = found.select_one(".list-parts a[rel=next]")
        path = urljoin(start, str(following["href"])) if following else ""
    return parts


def remarks(found: BeautifulSoup) -> str:
    return " ".join(part.get_text(" ", strip=True) for part in found.select("[data-notice]"))


@pytest.mark.parametrize("start", [LISTS[0], pytest.param(LISTS[1], marks=pytest.mark.nightly)])
def test_every_trial_is_reached_by_links_and_is_there_once(grown: FlaskClient, start: str) -> None:
    parts = everything(grown, start)
    trials = [id for part in parts for id in part]
    assert max(map(len, parts)) <= 22  # A municipality may have two.
    assert len(trials) == len(set(trials)) == MUNICIPALITIES + REAL["experiments"]


@pytest.mark.parametrize("start", LISTS)
def test_a_page_of_a_list_stays_small(grown: FlaskClient, start: str) -> None:
    html = grown.get(start).get_data()
    # The frame around it, with its styles and scripts, is measured with the transfer of every page.
    assert len(str(page(grown, start).main)) < 130_000
    assert len(brotli.compress(html, quality=5)) < 50_000


@pytest.mark.parametrize(("path", "words"), [("/", "van 347"), ("/en/", "of 347"), ("/gemeenten", "van 345")])
def test_it_says_which_part_of_all_is_shown(grown: FlaskClient, path: str, words: str) -> None:
    tally = page(grown, path).select_one("#list .tally")
    assert tally
    assert words in tally.get_text()
    assert " 20 " in tally.get_text()


def test_the_answer_and_the_counts_are_of_all_trials(grown: FlaskClient) -> None:
    for path in ("/", "/?page=3"):
        text = " ".join(page(grown, path).get_text(" ").split())
        assert "1.368 niets over bekend" in text
        assert "347 proeven in 345 gemeenten" in text


def test_what_nobody_knows_of_many_trials_is_said_once(grown: FlaskClient) -> None:
    notes = page(grown, "/").select("#unknown li")
    assert len(notes) <= 5
    assert any("341 van de 347 proeven" in note.get_text() for note in notes)


def test_a_cell_opens_in_its_own_part_and_closes_to_it(grown: FlaskClient) -> None:
    found = page(grown, "/?page=9")
    cell = found.select("a[data-cell]")[6]
    opened = page(grown, str(cell["href"]))
    assert shown(opened) == shown(found)
    panel = opened.select_one("[data-panel]")
    assert panel
    close = panel.select_one(".top a")
    assert close
    assert shown(page(grown, str(close["href"]))) == shown(found)
    other = opened.select_one("a.lang")
    assert other
    assert page(grown, str(other["href"])).select_one("[data-panel]")


def test_a_link_to_a_cell_from_elsewhere_finds_it(grown: FlaskClient) -> None:
    found = page(grown, "/?open=made_up_250.health&as_of=2026-11-21")
    assert "made_up_250" in shown(found)
    assert found.select_one("#panel-made_up_250")
    links = [str(link["href"]) for link in found.select("main .list-parts a, main a[data-cell]")]
    assert all("as_of=2026-11-21" in link for link in links)


@pytest.mark.parametrize(
    ("path", "word", "rows"), [("/", "Verzonnen 33", 13), ("/en/", "WAGENINGEN", 1), ("/gemeenten", "oss", 1)]
)
def test_a_municipality_is_found_by_a_plain_form(grown: FlaskClient, path: str, word: str, rows: int) -> None:
    form = page(grown, f"{path}?as_of=2026-11-21").select_one("#list form")
    assert form
    assert form["method"] == "get"
    sent = "&".join(f"{field['name']}={field.get('value') or word}" for field in form.select("input"))
    found = page(grown, f"{str(form['action']).partition('#')[0]}?{sent}")
    assert len(shown(found)) == rows
    tally = found.select_one("#list .tally")
    assert tally
    assert word in tally.get_text()
    everything = tally.select_one("a")
    assert everything
    assert len(shown(page(grown, str(everything["href"])))) >= 20
    assert "as_of=2026-11-21" in str(everything["href"])


def test_no_municipality_with_a_name_is_said(grown: FlaskClient) -> None:
    found = page(grown, "/?q=nergenshuizen")
    assert "We hebben geen gemeente met ‘nergenshuizen’ in de naam." in found.get_text()
    assert not shown(found)


@pytest.mark.parametrize("query", ["page=99", "page=0", "page=x", "page=18&q=oss"])
def test_missing_part_of_a_page_gives_a_remark(grown: FlaskClient, query: str) -> None:
    found = page(grown, f"/?{query}")
    assert "‘page’" in remarks(found)
    assert shown(found)


def test_a_page_about_a_municipality_does_not_list_all_others(grown: FlaskClient) -> None:
    found = page(grown, "/gemeenten/oss")
    menu = found.select_one("nav.local")
    assert menu
    assert "/gemeenten" in [link["href"] for link in menu.select("a")]
    assert len(menu.select("a")) <= 2


def test_a_short_list_has_none_of_this(client: FlaskClient) -> None:
    for path in LISTS:
        found = page(client, path)
        assert not found.select("#list, .list-parts")
        assert len(shown(found)) == REAL["experiments"]
    assert "‘page’" in remarks(page(client, "/?page=2"))


# With results of all of them


@pytest.mark.parametrize("path", ["/api", "/bronnen", "/zoeken", "/en/search?q=work", "/raadsbrief"])
def test_a_page_reads_no_whole_table_of_results(
    filled: FlaskClient, queries_run: list[tuple[str, int]], path: str
) -> None:
    html = filled.get(path).get_data()
    assert queries_run
    assert max(rows for _, rows in queries_run) <= MOST_READ, max(queries_run, key=lambda one: one[1])
    assert len(brotli.compress(html, quality=5)) < 250_000


def test_the_page_of_files_counts_the_rows_of_each_table(filled: FlaskClient) -> None:
    row = next(row for row in page(filled, "/api").select("tbody tr") if "observations" in row.get_text())
    assert formats.number(NUMBERS + REAL["observations"], "nl") in row.get_text()


def test_of_a_source_that_many_results_rest_on_the_first_are_shown_and_all_are_counted(filled: FlaskClient) -> None:
    parts = [page(filled, f"/bronnen?kind={kind}") for kind in ("report", "paper", "municipality")]
    source = max((one for part in parts for one in part.select("li.ref")), key=lambda one: len(one.select(".uses li")))
    groups = {str(one.h4.string): one for one in source.select(".uses > div") if one.h4}
    results, trials = groups["Cijfers uit proeven"], groups["Beschrijving van de proef"]
    total = formats.number(NUMBERS + REAL_NUMBERS_OF_IT, "nl")
    assert f"Dit zijn er {total}. U ziet de eerste." in results.get_text()
    assert 1 <= len(results.select("li")) <= 80
    assert "U ziet de eerste." in trials.get_text()
    assert len(trials.select("li")) == 40
    summary = source.select_one(".rests > summary")
    assert summary
    said = summary.get_text().split()[0]
    assert "." in said
    assert int(said.replace(".", "")) > NUMBERS + MUNICIPALITIES
    assert len([one for part in parts for one in part.select("li.ref") if "U ziet de eerste." in one.get_text()]) == 1


def test_a_search_says_that_not_all_results_were_searched(filled: FlaskClient) -> None:
    for words in ("werk", "verzonnen", "xyzzyx"):
        assert "te veel resultaten om ze allemaal te doorzoeken" in remarks(page(filled, f"/zoeken?q={words}"))
    assert page(filled, "/zoeken?q=verzonnen").select("main a[href^='/gemeenten/']")


def test_a_search_may_begin_at_the_page_of_all_municipalities(filled: FlaskClient) -> None:
    links = [link["href"] for link in page(filled, "/zoeken").select("main nav a")]
    assert "/gemeenten" in links
    assert not [link for link in links if link.startswith("/gemeenten/")]
    assert [link for link in links if link.startswith("/aanpak/")]


def test_nothing_is_said_of_more_where_all_is_shown(client: FlaskClient) -> None:
    assert "U ziet de eerste." not in page(client, "/bronnen").get_text()
    assert "te veel resultaten" not in page(client, "/zoeken?q=werk").get_text()
    assert [link for link in page(client, "/zoeken").select("main nav a") if "/gemeenten/" in str(link["href"])]


@pytest.mark.parametrize("query", ["", "?theme=health", "?type=earnings_premium"])
def test_choice_with_too_many_trials_for_a_brief_gives_a_notice(filled: FlaskClient, query: str) -> None:
    found = page(filled, f"/raadsbrief{query}")
    assert "passen niet op twee pagina’s" in remarks(found)
    assert found.select("main form select option[value=made_up_7]")
    assert not found.select("main a[download], .sheets")
    for form in ("pdf", "docx"):
        answer = filled.get(f"/raadsbrief.{form}{query}")
        assert answer.status_code == 404
        assert "passen niet op twee pagina’s" in answer.get_data(as_text=True)


def test_a_brief_of_one_municipality_is_there_among_many(filled: FlaskClient) -> None:
    found = page(filled, "/raadsbrief?municipality=made_up_7")
    assert "passen niet op twee pagina’s" not in found.get_text()
    assert len(found.select("main .brief-actions a.button")) == 2
