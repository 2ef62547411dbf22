"""Official statistics fetched anew, from a service on this machine with made-up answers in the shape of the real one."""

from __future__ import annotations

import json
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard import config
from dashboard.__main__ import main
from dashboard.editing import apply as applying
from dashboard.editing.statistics.settings import read_settings
from dashboard.ingest.release import release
from tests.csv_tables import MADE_UP, add, change, read, write

ANSWERS = config.ROOT / "tests" / "fixtures" / "statistics"
GOOD = "ErvarenGezondheidGoedZeerGoed_4"
Refused = Callable[[], str]


class Fake:
    """A service that answers from files, unless a fault is set for an entity set."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, dict[str, list[str]]]] = []
        self.faults: dict[str, Callable[[bytes, int], tuple[int, bytes, float]]] = {}
        self.edits: dict[str, Callable[[dict[str, Any]], object]] = {}
        self.counts: dict[str, int] = {}
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, body, drip = fake.answer(self.path)
                if drip < 0:
                    time.sleep(-drip)
                    drip = 0
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Connection", "close")
                self.end_headers()
                step = 20 if drip else len(body) or 1
                try:
                    for first in range(0, len(body), step):
                        self.wfile.write(body[first : first + step])
                        time.sleep(drip)
                except OSError:
                    pass
                self.close_connection = True

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server.server_port}/odata"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def answer(self, path: str) -> tuple[int, bytes, float]:
        parts = urlsplit(path)
        name = parts.path.rpartition("/")[2]
        query = parse_qs(parts.query)
        if "$skiptoken" in query:
            name += "_second"
        self.requests.append((name, query))
        self.counts[name] = self.counts.get(name, 0) + 1
        file = ANSWERS / f"{name}.json"
        if not file.exists():
            return 404, b'{"odata.error": "no such set"}', 0
        content = json.loads(file.read_text(encoding="utf-8"))
        if name in self.edits:
            content = self.edits[name](content) or content
        body = json.dumps(content).encode()
        if name in self.faults:
            return self.faults[name](body, self.counts[name])
        return 200, body, 0


@pytest.fixture
def fake() -> Iterator[Fake]:
    made = Fake()
    yield made
    made.server.shutdown()
    made.server.server_close()


SETTINGS = """
[time]
total_seconds = 20
read_seconds = 0.4
tries = 3
longest_pause_seconds = 0.02

[service.made_up]
base = "{base}"

[words]
note_nl = "Tabel {{table}}, periode {{period}}, opgehaald op {{day}}."
note_en = "Table {{table}}, period {{period}}, fetched on {{day}}."
reason_nl = "De tabel geeft nu een ander cijfer. Opgehaald op {{day}}."
reason_en = "The table now gives another figure. Fetched on {{day}}."
netherlands = ["NL00"]
final = "Definitief"

[table.statistics_three]
service = "made_up"
table = "99999NED"
region = "WijkenEnBuurten"
period = "Perioden"
years = [2020, 2022]
modelled = true
[table.statistics_three.boundaries]
proefdam = {{ nl = "Met Verzonnen Dorp.", en = "With Made-up Village." }}
[table.statistics_three.dimensions]
Leeftijd = "18 jaar (of|en) ouder"
Marges = "Waarde"
[table.statistics_three.columns]
good_health = {{ key = "ErvarenGezondheidGoedZeerGoed", title = "Ervaren gezondheid.*goed", unit = "%" }}
"""


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(MADE_UP, tmp_path_factory.mktemp("made_up") / "data"))
    text = (folder / "sources.csv").read_text(encoding="utf-8")
    (folder / "sources.csv").write_text(
        text.replace("Verzonnen cijfers drie", "Verzonnen cijfers (tabel 99999NED)"), encoding="utf-8"
    )
    release(data=folder)
    return folder


@pytest.fixture
def data(released: Path, tmp_path: Path, fake: Fake) -> Path:
    folder = Path(shutil.copytree(released, tmp_path / "data"))
    (folder / "refresh.toml").write_text(SETTINGS.format(base=fake.base), encoding="utf-8")
    return folder


def settle(data: Path, old: str, new: str) -> None:
    path = data / "refresh.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def run(data: Path, *more: str) -> int:
    return main(
        ["refresh", "--data", str(data), "--database", str(data.parent / "x.duckdb"), "--date", "2026-06-01", *more]
    )


def everything(data: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in data.iterdir() if path.is_file()}


def printed(data: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what a refresh would do. That it does what it says is held once, below."""
    assert run(data) == 0
    return capsys.readouterr().out


def adds(printed: str, year: str, value: str) -> bool:
    """Return whether a figure of Proefdam would be added with a value."""
    row = rf"added context: proefdam, good_health, {year} \(.*\n(    .*\n)*?    value: {re.escape(value)}\n"
    return re.search(row, printed) is not None


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the check of the build, for tests of what is fetched; the tests of `refused` and of writing have it."""
    monkeypatch.setattr(applying, "checked", lambda _, plan: plan)


@pytest.fixture
def refused(data: Path, capsys: pytest.CaptureFixture[str]) -> Refused:
    """Return a function that refreshes and returns what that says; it must change nothing."""

    def refresh() -> str:
        before = everything(data)
        assert run(data, "--apply") == 1
        assert everything(data) == before
        assert not (data.parent / "x.duckdb").exists()
        captured = capsys.readouterr()
        return " ".join(f"{captured.out} {captured.err}".split())

    return refresh


def test_new_figures_are_reported_and_written_only_with_apply(
    data: Path, fake: Fake, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(data)
    said = printed(data, capsys)
    assert everything(data) == before
    query = next(query for name, query in fake.requests if name == "TypedDataSet")
    for part in (
        "substringof('GM9901',WijkenEnBuurten)", "Leeftijd eq '80200'", "Marges eq 'MW00000'", "Perioden eq '2022JJ00'",
    ):  # fmt: skip
        assert part in query["$filter"][0]
    assert "GM0363" not in query["$filter"][0], "only what is needed is requested"
    assert GOOD in query["$select"][0]
    assert "added context: proefdam, good_health, 2022 (table 99999NED, proefdam, good_health, 2022)" in said
    assert adds(said, "2022", "66.1")
    assert said.endswith("3 added\nnothing was written; add --apply to write this\n")
    assert run(data, "--apply") == 0
    row = read(data / "context.csv")[-2]
    assert (row["municipality_id"], row["year"], row["value"], row["modelled"], row["provisional"]) == (
        "proefdam",
        "2022",
        "66.1",
        "true",
        "true",
    )
    assert (row["source_id"], row["added"]) == ("statistics_three", "2026-06-01")
    assert row["note_nl"] == "Met Verzonnen Dorp. Tabel 99999NED, periode 2022JJ00, opgehaald op 2026-06-01."
    assert row["note_en"] == "With Made-up Village. Table 99999NED, period 2022JJ00, fetched on 2026-06-01."
    assert everything(data)["context.csv"].startswith(before["context.csv"])
    assert printed(data, capsys).splitlines()[-1] == "no change"


def test_a_revised_figure_is_a_correction(
    data: Path, fake: Fake, unchecked: None, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.edits["TypedDataSet"] = set_cell(2, **{GOOD: 71.9})
    _, correction = printed(data, capsys).split("\ncorrected context: ")
    assert correction.startswith("voorbeeldstad, good_health, 2020 (")
    assert "    value: 71.2 -> 71.9\n" in correction
    assert "    reason: De tabel geeft nu een ander cijfer. Opgehaald op 2026-06-01." in correction


def test_a_figure_of_another_table_is_left_alone(
    data: Path, fake: Fake, unchecked: None, capsys: pytest.CaptureFixture[str]
) -> None:
    """It may have other boundaries: a person chooses."""
    rows = (
        (data / "context.csv")
        .read_text(encoding="utf-8")
        .replace("2020,71.2,true,false,statistics_three", "2020,71.2,true,false,news_two")
    )
    (data / "context.csv").write_text(rows, encoding="utf-8")
    fake.edits["TypedDataSet"] = set_cell(2, **{GOOD: 71.9})
    said = printed(data, capsys)
    assert "71.9, left as it is because news_two gives 71.2; boundaries may differ" in said
    assert "voorbeeldstad, good_health, 2020 (" not in said


def rename(key: str, title: str = "Ervaren gezondheid (zeer) goed") -> dict[str, Callable[[dict[str, Any]], object]]:
    def properties(content: dict[str, Any]) -> None:
        content["value"][5].update(Key=key, Title=title)

    def rows(content: dict[str, Any]) -> None:
        for row in content["value"]:
            row[key] = row.pop("ErvarenGezondheidGoedZeerGoed_4")

    return {"DataProperties": properties, "TypedDataSet": rows, "TypedDataSet_second": rows}


@pytest.mark.parametrize("key", ["ErvarenGezondheidGoedZeerGoed_17", "GezondheidErvaren_9"])
def test_the_name_of_a_column_may_move_with_an_edition(
    data: Path, fake: Fake, unchecked: None, capsys: pytest.CaptureFixture[str], key: str
) -> None:
    fake.edits = rename(key)
    assert adds(printed(data, capsys), "2022", "66.1")


def drop_rows(code: str) -> Callable[[dict[str, Any]], None]:
    def edit(content: dict[str, Any]) -> None:
        content["value"] = [row for row in content["value"] if not row["WijkenEnBuurten"].startswith(code)]

    return edit


Content = dict[str, Any]


def forget_column(content: Content) -> None:
    for row in content["value"]:
        del row[GOOD]


def set_cell(row: int, **cells: object) -> Callable[[Content], None]:
    return lambda content: content["value"][row].update(cells)


def add_row(make: Callable[[list[Content]], Content]) -> Callable[[Content], None]:
    return lambda content: content["value"].append(make(content["value"]))


def set_next(address: object) -> Callable[[Content], None]:
    return lambda content: content.update({"odata.nextLink": address})


GENDER = {"Type": "Dimension", "Key": "Geslacht", "Title": "Geslacht"}
EDITS = [
    # renamed, and not to be found
    ({**rename("Welbevinden_9", "Welbevinden")}, "0 columns fit good_health: none (expected one whose key begins with"),
    ({"DataProperties": set_cell(5, Unit="x 1 000")}, "the unit of ErvarenGezondheidGoedZeerGoed_4 is x 1 000 (expected %)"),
    ({"DataProperties": add_row(lambda rows: GENDER)}, "99999NED has a dimension more: Geslacht (expected it in refresh.toml"),
    ({"Leeftijd": lambda content: {"value": content["value"][1:]}}, "0 members of Leeftijd have the title 18 jaar (of|en) ouder"),
    # boundaries, years, half an answer
    ({"TypedDataSet_second": drop_rows("GM9902")},
     "2020 has no row for proefdam (expected every municipality; perhaps its boundary or code changed"),
    ({"TypedDataSet": lambda content: content.pop("odata.nextLink") and None},
     "2020 has no row for proefdam (expected every municipality"),
    ({"Perioden": lambda content: {"value": content["value"][:1]}},
     "99999NED has none of the years 2020, 2022 (expected at least one"),
    # another form
    ({"TypedDataSet": forget_column}, "a row without ErvarenGezondheidGoedZeerGoed_4 (expected it in every row)"),
    ({"TypedDataSet": set_cell(0, **{GOOD: "71,2"})}, "ErvarenGezondheidGoedZeerGoed_4 holds '71,2' (expected a number)"),
    ({"TypedDataSet": add_row(lambda rows: rows[0])}, "two rows for netherlands in 2020 (expected one)"),
    ({"TypedDataSet": lambda content: {"rows": content["value"]}}, "answered in another form"),
    ({"TypedDataSet": lambda content: content["value"]}, "answered in another form"),
    ({"TypedDataSet": set_next("https://elsewhere.example/odata")}, "goes on at another service: https://elsewhere.example/odata"),
    ({"TypedDataSet": set_next("file:///etc/passwd")}, "goes on at another service: file:///etc/passwd"),
    ({"TypedDataSet": set_next(["TypedDataSet"])}, "answered in another form: next page ['TypedDataSet'] (expected an address)"),
    ({"TypedDataSet": set_next("http://[")}, "goes on at another service: http://["),
    ({"TypedDataSet_second": set_next("TypedDataSet?$skiptoken=4")}, "goes on without end"),
]  # fmt: skip


@pytest.mark.parametrize(("edits", "found"), EDITS)
def test_a_changed_table_changes_nothing(
    fake: Fake, refused: Refused, edits: dict[str, Callable[[dict[str, Any]], object]], found: str
) -> None:
    fake.edits = edits
    said = refused()
    assert found in said
    assert said.endswith("nothing was written")


def test_a_next_page_over_another_protocol_is_refused(fake: Fake, refused: Refused) -> None:
    secure = fake.base.replace("http:", "https:")
    fake.edits = {"TypedDataSet": set_next(f"{secure}/TypedDataSet")}
    assert f"another service: {secure}/TypedDataSet" in refused()


FAULTS: list[tuple[Callable[[bytes, int], tuple[int, bytes, float]], str]] = [
    (lambda body, _: (200, body[: len(body) // 2], 0), "bytes that are not whole JSON (expected an answer within 3 tries)"),
    (lambda body, _: (200, b"<!DOCTYPE html><p>Onderhoud", 0), "answered with a page for people, not with data"),
    (lambda body, _: (503, b"", 0), "answered 503 (expected an answer within 3 tries)"),
    (lambda body, _: (404, b"weg", 0), "answered 404 (expected 200): weg"),
    (lambda body, _: (302, b"", 0), "answered 302 (expected 200)"),
    (lambda body, _: (200, b'{"value":' + b"[" * 100_000, 0), "answered in another form: {\"value\":[[["),
    (lambda body, _: (200, body.replace(b"71.2", b"1e999"), 0), "answered in another form"),
    (lambda body, _: (200, body.replace(b"71.2", b"-Infinity"), 0), "answered in another form"),
    (lambda body, _: (200, b"\xff" + body, 0), "bytes that are not whole JSON (expected an answer within 3 tries)"),
    (lambda body, _: (200, body, -1.0), "did not answer: ReadTimeout (expected an answer within 3 tries)"),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "found"), FAULTS)
def test_a_failing_service_changes_nothing(
    fake: Fake, refused: Refused, fault: Callable[[bytes, int], tuple[int, bytes, float]], found: str
) -> None:
    fake.faults["TypedDataSet"] = fault
    assert found in refused()


def test_what_passes_is_tried_again(
    data: Path, fake: Fake, unchecked: None, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.faults["TypedDataSet"] = lambda body, count: (200, body, 0) if count == 3 else (503, b"", 0)
    assert run(data) == 0
    assert fake.counts["TypedDataSet"] == 3
    captured = capsys.readouterr()
    assert "tries again" in captured.err
    assert adds(captured.out, "2022", "66.1")


def test_a_service_that_drips_is_given_up(data: Path, fake: Fake, refused: Refused) -> None:
    """Each read is in time, and the whole is not."""
    settle(data, "total_seconds = 20", "total_seconds = 0.6")
    fake.faults["TypedDataSet"] = lambda body, _: (200, body * 10, 0.05)
    start = time.monotonic()
    assert "the refresh took more than 0.6 seconds" in refused()
    assert time.monotonic() - start < 5


def test_no_service_at_all(data: Path, fake: Fake, refused: Refused) -> None:
    settle(data, fake.base, "http://127.0.0.1:9")
    assert "did not answer: ConnectionError" in refused()


def test_a_missing_year_or_value_is_reported_and_the_rest_goes_on(
    data: Path, fake: Fake, unchecked: None, capsys: pytest.CaptureFixture[str]
) -> None:
    settle(data, "years = [2020, 2022]", "years = [2020, 2022, 2024]")
    fake.edits["TypedDataSet"] = set_cell(3, **{GOOD: None})
    said = printed(data, capsys)
    assert "note: 99999NED: no row at all for 2024" in said
    assert "note: 99999NED: no value of good_health for voorbeeldstad in 2022" in said
    assert "added context: voorbeeldstad, good_health, 2022" not in said
    assert adds(said, "2022", "66.1")


def test_a_figure_that_the_build_refuses_is_not_written(fake: Fake, refused: Refused) -> None:
    fake.edits["TypedDataSet"] = set_cell(3, **{GOOD: 168.4})
    found = "table 99999NED, voorbeeldstad, good_health, 2022: a percentage is outside 0 to 100: 168.4"
    assert found in refused()


def test_a_figure_that_is_divided(data: Path, unchecked: None, capsys: pytest.CaptureFixture[str]) -> None:
    settle(data, 'unit = "%" }', 'unit = "%", per = "AantalInwoners", times = 1000, decimals = 1 }')
    assert adds(printed(data, capsys), "2022", "66.1")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('table = "99999NED"', 'table = "88888NED"', "statistics_three is no source with 88888NED in its title"),
        ("[words]", "[wordz]", "refresh.toml cannot be used: KeyError"),
        ("18 jaar (of|en) ouder", "18 jaar (of", "refresh.toml cannot be used"),
        ('period = "Perioden"', "", "needs either year, or period and years"),
    ],
)
def test_settings_that_are_wrong(data: Path, refused: Refused, old: str, new: str, found: str) -> None:
    settle(data, old, new)
    assert found in refused()


def test_an_unknown_source_is_named(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "--only", "statistics_four") == 1
    assert "no table for statistics_four in refresh.toml (expected one of statistics_three)" in capsys.readouterr().err


@pytest.fixture(scope="module")
def released_places(tmp_path_factory: pytest.TempPathFactory, released: Path) -> Path:
    """The released tables, with figures of all municipalities from the table that is fetched."""
    folder = Path(shutil.copytree(released, tmp_path_factory.mktemp("places") / "data"))
    shutil.rmtree(folder / "releases")
    change(folder, table="place_figures", line=3, cells={"source_id": "statistics_three"})
    change(folder, table="place_values", line=5, cells={"computed": "true"})
    release(data=folder)
    add(folder, table="place_figures", like=3, cells={"year": "2022", "added": "2026-06-01"})
    return folder


@pytest.fixture
def places(data: Path, released_places: Path, fake: Fake) -> Path:
    """The tables with settings for all municipalities; the service has the second one under its code."""
    settings = re.sub(r"\[.*boundaries\]\n.*\n", "", SETTINGS.format(base=fake.base))
    settings = settings.replace("[table.", "[places.").replace("good_health", "lonely")
    shutil.rmtree(data)
    shutil.copytree(released_places, data)
    (data / "refresh.toml").write_text(settings, encoding="utf-8")

    def move(content: Content) -> None:
        for row in content["value"]:
            row["WijkenEnBuurten"] = row["WijkenEnBuurten"].replace("GM9902", "GM9998")

    fake.edits["TypedDataSet_second"] = move
    return data


def test_figures_of_all_municipalities_are_corrected_and_added_for_a_newer_year(places: Path, fake: Fake) -> None:
    assert run(places, "--apply") == 0
    filter_text = next(query["$filter"][0] for name, query in fake.requests if name == "TypedDataSet")
    assert filter_text.startswith("(substringof('GM',WijkenEnBuurten) or substringof('NL00',WijkenEnBuurten))")
    values = {
        (row["place_id"], row["year"]): row["value"]
        for row in read(places / "place_values.csv")
        if row["figure_id"] == "lonely" and not row["withdrawn"]
    }
    assert values == {
        ("voorbeeldstad", "2020"): "71.2", ("voorbeeldstad", "2022"): "68.4",
        ("nergenshuizen", "2020"): "69", ("nergenshuizen", "2022"): "66.1",
    }  # fmt: skip
    live = [row for row in read(places / "place_figures.csv") if row["id"] == "lonely" and not row["withdrawn"]]
    assert {row["year"]: row["netherlands_value"] for row in live} == {"2020": "72.5", "2022": "70"}


@pytest.mark.parametrize(
    ("line", "cells", "edits", "found"),
    [
        (0, {}, {}, "figures of GM9902 (expected codes of places.csv and former_names.csv"),
        (4, {"year": "2021"}, None, "place_figures.csv has no row for lonely of 2022 (expected one with source_id"),
        (3, {"source_id": "news_two"}, None, "has a row with source_id news_two, modelled true for lonely of 2020"),
        (0, {}, {"TypedDataSet_second": drop_rows("GM9902")},
         "2022 has no row for nergenshuizen (expected every municipality"),
    ],
)  # fmt: skip
def test_changed_municipalities_or_sources_stop_the_refresh(
    places: Path, fake: Fake, refused: Refused, line: int, cells: dict[str, str], edits: Any, found: str
) -> None:
    if line:
        change(places, table="place_figures", line=line, cells=cells)
    if edits is not None:
        fake.edits = edits
    assert found in refused()


def test_a_figure_that_was_computed_from_former_municipalities_needs_no_row(
    places: Path, fake: Fake, unchecked: None, capsys: pytest.CaptureFixture[str]
) -> None:
    settle(places, "years = [2020, 2022]", "years = [2020]")
    write(places / "place_figures.csv", rows=read(places / "place_figures.csv")[:-1])
    fake.edits["TypedDataSet_second"] = drop_rows("GM9902")
    changed = re.findall(r"^\w+ place_values: (.*) \(", printed(places, capsys), flags=re.MULTILINE)
    assert changed
    assert not [key for key in changed if "nergenshuizen" in key]


def test_the_real_settings_name_sources_and_indicators_of_the_data() -> None:
    settings = read_settings(config.ROOT / "data" / "refresh.toml")
    sources = {row["id"]: row["title"] for row in read(config.ROOT / "data" / "sources.csv")}
    indicators = {row["id"] for row in read(config.ROOT / "data" / "indicators.csv") if row["scope"] == "context"}
    towns = {row["id"] for row in read(config.ROOT / "data" / "municipalities.csv")}
    places = {
        (row["id"], int(row["year"]), row["source_id"]) for row in read(config.ROOT / "data" / "place_figures.csv")
    }
    fetched = set()
    for table in settings.tables:
        assert table.table in sources[table.source]
        if table.all_places:
            fetched |= {(one.indicator, year, table.source) for one in table.columns for year in table.years}
        else:
            assert {one.indicator for one in table.columns} <= indicators
        assert set(table.boundaries) <= towns
        assert table.base.startswith("https://")
    assert fetched == places
