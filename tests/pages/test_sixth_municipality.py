"""A sixth municipality is rows in the tables and no code. The one added here is made up, and so is all that it tried."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from dashboard import config
from dashboard.db import connection
from dashboard.ingest import build
from dashboard.ingest.schema import load_schema
from dashboard.style import palette
from dashboard.web.pages import registry
from tests.page_reader import page

NAME = "Verzinstad"
DAY = "2026-12-01"
TRIAL = {"nl": "Verzonnen tijdproef", "en": "Made-up time trial"}
TYPES = {"time_credit": ("Tijdkrediet", "Time credit"), "home_study": ("Thuisstudie", "Home study")}
LANGS = ("nl", "en")
MADE_UP = {"nl": "Verzonnen.", "en": "Made up."}
CITED = {"source_id": "made_up_report", "locator_nl": "bladzijde 1", "locator_en": "page 1", "added": DAY}


@pytest.fixture(scope="module", autouse=True)
def _days_later() -> Iterator[None]:
    """Its rows are newer than every release, so today is later still."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(config, "today", lambda: dt.date(2026, 12, 2))
        yield


def both(stem: str, nl: str, en: str) -> dict[str, str]:
    return {f"{stem}_nl": nl, f"{stem}_en": en}


def texts(*stems: str) -> dict[str, str]:
    return {name: text for stem in stems for name, text in both(stem, MADE_UP["nl"], MADE_UP["en"]).items()}


def number(arm: str, value: str) -> dict[str, str]:
    return {
        "id": f"made_up_{arm}", "experiment_id": "made_up_trial", "arm_id": f"made_up_{arm}", "groups_comparable": "true",
        "adjusted": "false", "indicator_id": "made_up_hours", "timing": "period", "start": "2024", "end": "2025", "value": value,
        "as_published": f"{value}%", "processing": "published", "preferred": "true", **texts("base"), **CITED,
    }  # fmt: skip


def arm(name: str, type: str, role: str, position: int) -> dict[str, str]:
    return {
        "id": f"made_up_{name}", "experiment_id": "made_up_trial", "type_id": type, "role": role, **texts("label"),
        "position": str(position), "added": DAY,
    }  # fmt: skip


ROWS: dict[str, list[dict[str, str]]] = {
    "municipalities": [
        {"id": "verzinstad", "gm_code": "GM9901", "name": NAME, "province": "Utrecht", "position": "6", "added": DAY}
    ],
    "sources": [
        {"id": "made_up_report", "kind": "report", "publisher": "Verzonnen uitgever", "title": "Verzonnen rapport",
         "url": "https://example.org/report", "language": "nl", "access": "opening", "added": DAY}
    ],
    "experiment_types": [
        {"id": id, **both("label", *label), **texts("definition"), "position": str(8 + at), "added": DAY}
        for at, (id, label) in enumerate(TYPES.items())
    ],
    "experiments": [
        {"id": "made_up_trial", "municipality_id": "verzinstad", **both("name", *TRIAL.values()),
         **both("short", *TRIAL.values()),
         "start": "2024", "end": "2025", "status": "ended", "design": "randomised", "participants": "90",
         **texts("scheme", "population", "summary"), **CITED}
    ],
    "arms": [
        arm("credit", "time_credit", "treatment", 1), arm("study", "home_study", "treatment", 2),
        arm("usual", "usual_support", "randomised_control", 3),
    ],
    "indicators": [
        {"id": "made_up_hours", "theme": "participation", "scope": "experiment",
         **both("label", "Verzonnen meedoen", "Made-up taking part"),
         **both("question", "Doen mensen verzonnen mee?", "Do people take part in a made-up way?"), **texts("definition"),
         "unit": "percent", "decimals": "0", "better": "up", "added": DAY}
    ],
    "observations": [number("credit", "41"), number("study", "37"), number("usual", "33")],
    "findings": [
        {"id": "made_up_calm", "experiment_id": "made_up_trial", "arm_id": "made_up_credit", "comparator_arm_id": "made_up_usual",
         "about": "treatment_arm", "comparison": "randomised_control", "adjusted": "false", "indicator_id": "wellbeing",
         "direction": "higher", "test": "significant", "basis": "measured", "start": "2024", "end": "2025",
         **both("text", "Verzonnen rust.", "Made-up calm."), "preferred": "true", **CITED}
    ],
    "gaps": [
        {"experiment_id": "made_up_trial", "theme": theme, "reason": "not_measured",
         **both("text", f"Verzonnen leegte over {theme}.", f"Made-up gap on {theme}."), "searched_on": DAY, "added": DAY}
        for theme in ("income_stability", "health")
    ],
    "context": [
        {"municipality_id": "verzinstad", "indicator_id": "self_rated_health_18plus", "year": "2022", "value": "71.9",
         "modelled": "true", "provisional": "false", "source_id": "rivm_50120ned", "added": DAY}
    ],
}  # fmt: skip


def append(data: Path, *, rows: dict[str, list[dict[str, str]]]) -> None:
    for name, new in rows.items():
        with (data / f"{name}.csv").open("a", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(load_schema()[name].columns), lineterminator="\n")
            writer.writerows(new)


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory) -> connection.Database:
    """The real tables and the made-up municipality, built. Added rows only: what was released stays as it was."""
    folder = tmp_path_factory.mktemp("six")
    data = folder / "data"
    data.mkdir()
    for path in (config.ROOT / "data").glob("*.csv"):
        shutil.copy(path, data)
    shutil.copytree(config.ROOT / "data" / "releases", data / "releases")
    append(data, rows=ROWS)
    build.build(data=data, database=folder / "six.duckdb")
    return connection.Database(folder / "six.duckdb")


@pytest.fixture
def client(server: object, six: connection.Database, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    monkeypatch.setattr(connection, "_database", six)
    return server.test_client()  # type: ignore[attr-defined]


def path_of(name: str, lang: str, item: str = "") -> str:
    return next(page for page in registry.PAGES if page.name == name).path(lang, item)


@pytest.mark.parametrize("lang", LANGS)
def test_it_is_on_the_map(client: FlaskClient, lang: str) -> None:
    found = page(client, path_of("overview", lang))
    (row,) = [row for row in found.select("tr") if row.th and TRIAL[lang] in row.th.get_text()]
    assert NAME in row.th.get_text()
    words = row.get_text(" ")
    # Two themes have a result and two a gap; none is empty.
    assert len([cell for cell in row.select("td") if cell.get_text(strip=True)]) == 4
    assert all(label[LANGS.index(lang)] in words for label in TYPES.values())


@pytest.mark.parametrize("lang", LANGS)
def test_it_is_in_the_filters(client: FlaskClient, lang: str) -> None:
    form = page(client, path_of("compare", lang)).select_one("#choose")
    assert form
    values = {control["value"] for control in form.select("[value]")}
    assert {"verzinstad", *TYPES} <= values
    chosen = page(client, path_of("compare", lang) + "?municipality=verzinstad&indicator=made_up_hours")
    assert {"41%", "37%", "33%"} <= {part.replace("\u00a0", "") for part in chosen.get_text(" ").split()}


@pytest.mark.parametrize("lang", LANGS)
def test_it_has_a_page_of_its_own(client: FlaskClient, lang: str) -> None:
    text = page(client, path_of("municipality", lang, "verzinstad")).get_text(" ")
    wellbeing = {"nl": "Verzonnen rust.", "en": "Made-up calm."}[lang]
    gap = {"nl": "Verzonnen leegte over health.", "en": "Made-up gap on health."}[lang]
    figure = {"nl": "71,9", "en": "71.9"}[lang]
    for word in (NAME, TRIAL[lang], wellbeing, gap, "Verzonnen rapport", figure):
        assert word in text, word


@pytest.mark.parametrize("lang", LANGS)
def test_its_types_have_pages_of_their_own(client: FlaskClient, lang: str) -> None:
    for id, label in TYPES.items():
        text = page(client, path_of("type", lang, id)).get_text(" ")
        assert label[LANGS.index(lang)] in text
        assert NAME in text


@pytest.mark.parametrize("lang", LANGS)
def test_its_figures_are_among_the_official_ones(client: FlaskClient, lang: str) -> None:
    found = page(client, path_of("figures", lang) + "?indicator=self_rated_health_18plus")
    assert NAME in found.get_text(" ")


@pytest.mark.parametrize("lang", LANGS)
def test_it_is_found_by_its_name(client: FlaskClient, lang: str) -> None:
    found = page(client, path_of("search", lang) + f"?q={NAME}")
    links = [link["href"].partition("?")[0] for link in found.select("main a[href]")]
    assert path_of("municipality", lang, "verzinstad") in links


@pytest.mark.parametrize("lang", LANGS)
def test_it_has_a_brief_of_its_own(client: FlaskClient, lang: str) -> None:
    path = {"nl": "/raadsbrief", "en": "/en/brief"}[lang]
    page = BeautifulSoup(client.get(f"{path}?municipality=verzinstad").get_data(as_text=True), "html.parser")
    sheet = " ".join(one.get_text(" ", strip=True) for one in page.select("main h2, main h3, main table"))
    assert NAME in sheet
    chosen = page.select_one('select[name="municipality"] option[selected]')
    assert chosen is not None
    assert chosen.get_text() == NAME
    answer = client.get(f"{path}.pdf?municipality=verzinstad")
    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF")


def test_programs_get_its_rows(client: FlaskClient) -> None:
    towns = client.get("/api/v1/tables/municipalities.json").get_json()["rows"]
    assert [row["id"] for row in towns if row["name"] == NAME] == ["verzinstad"]
    charts = client.get("/api/v1/charts?municipality=verzinstad&theme=participation").get_json()
    assert "verzinstad" in str(charts)
    assert "with_and_without.made_up_hours" in str(charts)


def test_new_types_have_marks_of_their_own(six: connection.Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_database", six)
    known = "self_direction tailored_support earnings_premium free_choice basic_job together comparison".split()
    marks = {id: palette.mark(id) for id in (*known, *TYPES)}
    assert len(set(marks.values())) == len(marks)
    assert len({shape for _, shape in marks.values()}) == len(marks)
    assert all(palette.colour(token) for token, _ in marks.values())


def test_a_third_new_type_leaves_the_marks_of_the_others(
    six: connection.Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_database", six)
    before = {id: palette.mark(id) for id in TYPES}
    data = Path(shutil.copytree(Path(six.address).parent / "data", tmp_path / "data"))
    later = {"added": "2026-12-02"}
    append(data, rows={
        "experiment_types": [{**ROWS["experiment_types"][0], "id": "a_third", "position": "1", **later}],
        "arms": [{**ROWS["arms"][0], "id": "made_up_third", "type_id": "a_third", **later}],
    })  # fmt: skip
    build.build(data=data, database=tmp_path / "more.duckdb")
    monkeypatch.setattr(connection, "_database", connection.Database(tmp_path / "more.duckdb"))
    marks = {id: palette.mark(id) for id in (*TYPES, "a_third")}
    assert {id: marks[id] for id in TYPES} == before
    assert len(set(marks.values())) == 3
