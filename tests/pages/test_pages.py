"""Pages as a reader finds them in their first HTML, without scripts, in both languages."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import flask
import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from dashboard import config
from dashboard.charts import registry
from dashboard.db import queries
from dashboard.errors import DatabaseError
from dashboard.i18n.catalogue import t
from dashboard.ingest.schema import load_schema
from dashboard.labels import labels
from dashboard.models.chart import Chart
from dashboard.models.context import Context, Scope
from dashboard.web.pages.context import resolve_context
from dashboard.web.pages.evidence.cell_signs import kind, word
from dashboard.web.pages.registry import PAGES, everywhere
from tests import page_reader
from tests.conftest import Use
from tests.csv_tables import change, read, write
from tests.page_reader import in_turn, visible_text

LANGUAGES = ("nl", "en")
OVERVIEW = {"nl": "/", "en": "/en/"}
COMPARE = {"nl": "/vergelijken", "en": "/en/compare"}
THEMES = ("participation", "income_stability", "health", "wellbeing")
CELLS = [
    f"{experiment}.{theme}" for experiment in (row["id"] for row in page_reader.rows("experiments")) for theme in THEMES
]
UNKNOWN_STATES = ("not_measured", "not_published", "not_found", "not_read")


def page(client: FlaskClient, address: str, status: int = 200) -> BeautifulSoup:
    return page_reader.page(client, address, status, terms=False)


def one(found: BeautifulSoup | Tag, selector: str) -> Tag:
    tag = found.select_one(selector)
    assert tag is not None, selector
    return tag


def text(tag: BeautifulSoup | Tag) -> str:
    return re.sub(r"\s+", " ", tag.get_text(" ")).replace("\u00ad", "").strip()


def all_words(found: BeautifulSoup) -> str:
    """All words of the body that a reader can see or hear, without code to copy."""
    return visible_text(one(found, "body"))


EVERYWHERE = sorted({(page.name, lang) for page in PAGES for lang in page.paths})
NAMES = [page.name for page in PAGES]


def addresses(name: str, lang: str) -> list[str]:
    return [
        place.page.path(lang, place.item) for place in everywhere() if (place.page.name, place.lang) == (name, lang)
    ]


# Every page


@pytest.mark.parametrize(("name", "lang"), EVERYWHERE)
def test_a_page_has_its_language_a_title_and_headings_in_order(client: FlaskClient, name: str, lang: str) -> None:
    titles = set()
    for address in addresses(name, lang):
        found = page(client, address)
        assert one(found, "html")["lang"] == lang
        title = one(found, "title").get_text()
        titles.add(title)
        assert title.endswith(t("site.name", lang))
        assert one(found, 'meta[name="description"]')["content"]
        levels = [int(head.name[1]) for head in found.select("h1, h2, h3, h4, h5, h6")]
        assert levels[0] == 1
        assert levels.count(1) == len(found.select("main")) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), (address, levels)
    assert len(titles) == len(addresses(name, lang))


@pytest.mark.parametrize(("name", "lang"), in_turn(NAMES))
def test_no_page_shows_what_is_not_for_readers(client: FlaskClient, name: str, lang: str) -> None:
    """Remarks of the curator, ids, keys of texts, empty slots, values without a word, and a mark out of five."""
    internal = {
        row["note"]
        for table in (config.ROOT / "data").glob("*.csv")
        for row in read(table)
        if row.get("note") and len(row["note"]) > 12
    }
    codes = re.compile(r"\b(?!as_of\b)[a-z]+(?:_[a-z0-9]+)+\b|\bNone\b(?!:| of)|\{[a-z_]*\}|\bnan\b")
    for address in addresses(name, lang):
        shown = all_words(page(client, address))
        assert not [note for note in internal if note in shown], address
        # Addresses of sources that are written out have underscores of their own.
        found = codes.findall(re.sub(r"https?://\S+|If-None-Match", "", shown))
        # The page for programmers names columns, and nothing else of ours.
        columns = {column for table in load_schema().values() for column in table.columns} | {"page_size"}
        # The list of changes names the tables in which many new rows are.
        tables = set(load_schema()) if name == "method" else set()
        assert not set(found) - (columns if name == "data" else tables), address
        # How fair a comparison is, is not how certain a result is.
        assert not re.search(r"\b[1-5] (van|of) 5\b", shown), address


@pytest.mark.parametrize(("name", "lang"), in_turn(NAMES))
def test_ids_are_unique_and_references_to_them_exist(client: FlaskClient, name: str, lang: str) -> None:
    for address in addresses(name, lang):
        found = page(client, address)
        ids = [str(tag["id"]) for tag in found.select("[id]")]
        assert len(ids) == len(set(ids)), address
        named = ("aria-labelledby", "aria-describedby", "for")
        referred = {
            id for attribute in named for tag in found.select(f"[{attribute}]") for id in str(tag[attribute]).split()
        }
        assert referred | {str(link["href"])[1:] for link in found.select('a[href^="#"]')} <= set(ids), address
        assert not found.select("[style], [onclick], body style"), address


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_switch_leads_to_the_same_choice_in_the_other_language(client: FlaskClient, lang: str) -> None:
    other = "en" if lang == "nl" else "nl"
    query = "theme=health&type=basic_job&municipality=groningen&measured=yes"
    link = one(page(client, f"{COMPARE[lang]}?{query}"), "a.lang")
    assert (link["lang"], link["hreflang"]) == (other, other)
    assert (urlsplit(str(link["href"])).path, parse_qs(urlsplit(str(link["href"])).query)) == (
        COMPARE[other],
        parse_qs(query),
    )
    opened = one(page(client, f"{OVERVIEW[lang]}?open={CELLS[0]}"), "a.lang")
    assert opened["href"] == f"{OVERVIEW[other]}?open={CELLS[0]}"


def test_no_page_is_the_same_in_both_languages(client: FlaskClient) -> None:
    for one_page in PAGES:
        nl, en = (all_words(page(client, addresses(one_page.name, lang)[0])) for lang in LANGUAGES)
        assert nl != en


# The overview


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_answer_at_the_top_is_counted_from_the_facts(client: FlaskClient, lang: str) -> None:
    found = page(client, OVERVIEW[lang])
    cells = queries.evidence(Context(lang=lang))
    counted = Counter(kind(cell) for cell in cells)
    spread = {int(text(one(part, "b"))): text(one(part, "span")) for part in found.select(".kinds-bar li")}
    assert sum(int(text(one(part, "b"))) for part in found.select(".kinds-bar li")) == len(cells)
    assert all(spread[number] for number in counted.values())
    # The lead counts what a fair comparison found favourable, what showed no difference, and what is not known.
    numbers = [int(number) for number in re.findall(r"\d+", text(one(found, ".deck")))]
    assert numbers == [len(cells), counted["better"] + counted["favourable"], counted["same"], counted["none"]]
    fair = {
        row.experiment_id
        for row in queries.pairs(Scope(), Context(lang=lang))
        if row.preferred and row.comparable and row.level >= 3
    }
    assert text(one(found, ".one-number b")) == str(len(fair))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_chart_at_the_top_has_a_row_for_every_trial_and_a_size_only_from_a_fair_comparison(
    client: FlaskClient, lang: str
) -> None:
    chart = one(page(client, OVERVIEW[lang]), ".hero-chart")
    rows = chart.select(".dumbbell li")
    names = {row.short for row in queries.experiments(Context(lang=lang))}
    assert all(any(name.lower() in text(row).lower() for row in rows) for name in names)
    sized = [text(one(row, ".track .vh")) for row in rows if row.select(".compared")]
    pairs = [
        row
        for row in queries.pairs(Scope(indicator="outflow_to_work"), Context(lang=lang))
        if row.preferred and row.level >= 3
    ]
    assert len(sized) == len(pairs) == 2
    assert all(
        f"{row.treated:g}" in said and f"{row.comparison_value:g}" in said
        for row, said in zip(pairs, sized, strict=True)
    )
    # One that is shown, one that is not shown, and one of which nothing is known.
    assert t("evidence.word.same", lang) in text(chart)
    # A trial with a fair comparison on other outcomes only has no answer to the question of the chart.
    answered = {
        row.experiment_id
        for row in queries.findings(Scope(indicator="outflow_to_work"), Context(lang=lang))
        if row.counts and (row.level or 0) >= 3
    } | {row.experiment_id for row in pairs}
    trials = [row for row in queries.experiments(Context(lang=lang)) if row.id not in answered]
    assert "oss_zelf_aan_het_stuur" in {row.id for row in trials}
    for trial in trials:
        row = next(row for row in rows if f"{trial.municipality}, {trial.short}" in text(row))
        assert row.select(".unknown"), trial.id
        assert not row.select("[class*=favourable], [class*=direction-]"), trial.id
        # What was compared fairly instead is named.
        instead = {
            labels.noun(found.indicator_id, found.indicator, lang)
            for found in queries.findings(Scope(experiment=trial.id, theme="participation"), Context(lang=lang))
            if found.counts and (found.level or 0) >= 3
        }
        assert all(name in text(row) for name in instead)
    assert [t("evidence.word.not_found", lang) in text(row) for row in rows if "Heerlen" in text(row)] == [True]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_approach_has_a_tile_with_a_short_answer_that_leads_to_its_page(client: FlaskClient, lang: str) -> None:
    tiles = page(client, OVERVIEW[lang]).select(".tiles .tile")
    for tile, row in zip(tiles, queries.types(Context(lang=lang)), strict=True):
        assert text(one(tile, "h3")) == row.label
        assert client.get(str(tile["href"])).status_code == 200
        answer = text(tile.select("p")[0])
        # Its limits belong to the answer.
        assert 5 <= len(answer.split()) <= 36, answer
        trials = [trial for trial in queries.experiments(Context(lang=lang)) if row.id in trial.type_ids]
        assert len(tile.select(".trials .icon")) == len(trials)
        assert text(one(tile, ".tried b")).split()[0] == str(len(trials))
        assert text(one(tile, ".fair"))


@pytest.mark.parametrize(
    ("lang", "said"),
    [("nl", "5 resultaten; 1 daarvan zo vergeleken"), ("en", "5 results; 1 of them compared this way")],
)
def test_a_cell_says_how_many_results_are_as_strong_as_its_level(client: FlaskClient, lang: str, said: str) -> None:
    cells = page(client, OVERVIEW[lang])
    assert said in text(one(cells, '[data-cell="oss_zelf_aan_het_stuur.participation"]'))
    for row in queries.evidence(Context(lang=lang)):
        words = text(one(cells, f'[data-cell="{row.experiment_id}.{row.theme}"]'))
        weaker = bool(row.level) and 0 < row.strongest < row.results
        assert (("zo vergeleken" if lang == "nl" else "compared this way") in words) is weaker


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_cell_of_the_map_has_sign_word_level_and_count_or_reason(client: FlaskClient, lang: str) -> None:
    table = one(page(client, OVERVIEW[lang]), "table.map")
    assert text(one(table, "caption"))
    heads = [text(head) for head in table.select("thead th")]
    assert heads[1:] == [row.label for row in queries.themes(Context(lang=lang))]
    rows = {f"{row.experiment_id}.{row.theme}": row for row in queries.evidence(Context(lang=lang))}
    cells = {str(cell["data-cell"]): cell for cell in table.select("[data-cell]:not([data-cell^=national])")}
    assert sorted(cells) == sorted(rows) == sorted(CELLS)
    assert len(table.select("td")) == len(cells) + len(THEMES)
    for id, cell in cells.items():
        row, words = rows[id], text(cell)
        assert cell.select(".icon[aria-hidden=true]"), id
        if kind(row) != "favourable":
            assert word(row, resolve_context(lang=lang, path=OVERVIEW[lang], query="")) in words, id
        if row.results:
            level = t(f"strength.level_{row.level}", lang) if row.level else t("strength.unrated", lang)
            assert level in words, id
            assert t(f"comparison.{row.comparison}.name", lang) in words, id
            assert str(row.results) in words, id
        assert cell["aria-expanded"] == "false"


@pytest.mark.parametrize(("id", "lang"), in_turn(CELLS))
def test_an_opened_cell_says_what_against_what_and_where_it_stands(client: FlaskClient, id: str, lang: str) -> None:
    found = page(client, f"{OVERVIEW[lang]}?open={id}")
    panel = one(found, "[data-panel]")
    words = text(panel)
    experiment, theme = id.split(".")
    assert one(found, f'[data-cell="{id}"]')["aria-expanded"] == "true"
    assert len(found.select("[data-panel]")) == 1
    # The panel stands right under its experiment.
    body = panel.find_parent("tbody")
    assert body is not None
    assert body["data-experiment"] == experiment
    scope = Scope(experiment=experiment, theme=theme)
    (cell,) = (
        row for row in queries.evidence(Context(lang=lang)) if (row.experiment_id, row.theme) == (experiment, theme)
    )
    findings = [row for row in queries.findings(scope, Context(lang=lang)) if row.counts]
    for row in findings:
        assert row.text in words
        assert t(f"comparison.{row.comparison}.name", lang) in words
        assert row.locator in words
    for row in queries.pairs(scope, Context(lang=lang)):
        if row.preferred:
            assert f"{row.treated:g}%" in words
            assert f"{row.comparison_value:g}%" in words
            assert row.comparison_arm.lower() in words.lower()
            assert row.locator in words
    for row in queries.gaps(scope, Context(lang=lang)):
        assert row.text in words
        assert t("evidence.searched", lang) in words
    if cell.results:
        assert panel.select('a[href^="https://"]')
        assert t("strength.head", lang) in words
    else:
        assert not findings
    if cell.weaker_disagree:
        assert t("evidence.weaker_disagree", lang) in words
    sayings = one(panel, "details[id$=-say]")
    assert sayings.select("button[data-copy-text]")
    assert sayings.select(".refused")
    claims = [row for row in queries.findings(scope, Context(lang=lang)) if row.basis == "claim"]
    assert (t("map.claims", lang) in words) == bool(claims)
    assert all(row.text in words for row in claims)


# The comparing page


def shown_charts(query: str, lang: str) -> tuple[Chart, ...]:
    context = resolve_context(lang=lang, path=COMPARE[lang], query=query)
    return registry.all_for(context.scope, context)


QUERIES = [
    *(f"theme={theme}" for theme in THEMES),
    "indicator=outflow_to_work",
    "type=earnings_premium&municipality=amsterdam",
    "comparison=randomised_control&theme=wellbeing",
    "type=basic_job&municipality=groningen&measured=yes",
]


@pytest.mark.parametrize(("query", "lang"), in_turn(QUERIES))
def test_the_first_html_has_every_chart_with_all_that_belongs_to_it(client: FlaskClient, query: str, lang: str) -> None:
    found = page(client, f"{COMPARE[lang]}?{query}")
    made = shown_charts(query, lang)
    cards = found.select("#results-html [data-card]")
    assert [card["data-card"] for card in cards] == [chart.key for chart in made]
    assert made
    for card, chart in zip(cards, made, strict=True):
        words = text(card)
        # How a scheme grew is folded, so its heading is one level lower.
        head = "h3" if chart.key.startswith("over_time.") else "h2"
        assert text(one(card, head)) == chart.question
        assert chart.sentence in words
        drawings = card.select("svg:not(.icon)")
        assert len(drawings) == 2
        for drawing in drawings:
            assert drawing.get("role") == "img"
            assert chart.question in text(drawing) or chart.question in str(drawing.get("aria-label"))
        assert [text(head) for head in card.select("table thead th")] == [head.label for head in chart.table.heads]
        lines = [[text(cell) for cell in row.select("th, td")] for row in card.select("table tbody tr:not(.of)")]
        expected = [[re.sub(r"\s+", " ", cell) for cell in row] for group in chart.table.groups for row in group.rows]
        assert lines == expected
        # What several charts share is explained once on the page.
        explained = words + (text(one(found, "#reading")) if len(made) > 1 else "")
        for note in chart.reading:
            assert note.head in explained
            assert note.text in explained
        assert chart.strength.why in explained
        for source in chart.sources:
            link = one(card, f'a[href="{source.url}"]')
            assert source.title in text(link)
            assert all(place in words for place in (source.publisher, source.published, *source.locators))
            assert source.access.lower() in words.lower()
        assert resolve_context(lang=lang, path="", query="").version_text() in words
        assert card.select('a[href*=".csv"]')
        assert card.select("button[data-copy]")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_chosen_is_chosen_in_the_form(client: FlaskClient, lang: str) -> None:
    query = "indicator=self_rated_health&type=basic_job&type=self_direction&municipality=oss&comparison=over_time&measured=yes"
    form = one(page(client, f"{COMPARE[lang]}?{query}"), "form[data-choose]")
    assert (form["method"], form["action"]) == ("get", COMPARE[lang])
    chosen = [(str(one_select["name"]), str(option["value"])) for one_select in form.select("select")
              for option in one_select.select("option[selected]")]  # fmt: skip
    assert chosen == [("theme", "health"), ("indicator", "self_rated_health")]
    boxes = {(str(box["name"]), str(box["value"])) for box in form.select("input[checked]")}
    assert boxes == {("type", "basic_job"), ("type", "self_direction"), ("municipality", "oss"),
                     ("comparison", "over_time"), ("measured", "yes")}  # fmt: skip
    assert one(form, "button[type=submit]")


def test_only_measured_leaves_claims_out(client: FlaskClient) -> None:
    claims = [row for row in queries.findings(Scope(theme="participation"), Context(lang="nl")) if row.basis == "claim"]
    assert claims
    everything = all_words(page(client, COMPARE["nl"]))
    measured = all_words(page(client, f"{COMPARE['nl']}?measured=yes"))
    for row in claims:
        assert row.text in everything
        assert row.text not in measured


def test_a_claim_is_in_no_chart(client: FlaskClient) -> None:
    for theme in THEMES:
        cards = " ".join(text(card) for card in page(client, f"{COMPARE['nl']}?theme={theme}").select("[data-card]"))
        for row in queries.findings(Scope(theme=theme), Context(lang="nl")):
            assert (row.text in cards) == (row.basis == "measured" and row.preferred and not row.interim and (
                row.counts or row.about in ("several_municipalities", "comparison_arm"))), row.id  # fmt: skip


@pytest.mark.parametrize(("query", "lang"), in_turn([
    "theme=health&municipality=heerlen", "theme=health&type=earnings_premium&municipality=amsterdam",
    "theme=income_stability&municipality=oss", "theme=wellbeing&comparison=matched_comparison",
]))  # fmt: skip
def test_a_choice_without_data_says_what_is_missing_why_and_what_there_is(
    client: FlaskClient, query: str, lang: str
) -> None:
    found = page(client, f"{COMPARE[lang]}?{query}")
    missing = one(found, "#results-html section.missing")
    context = resolve_context(lang=lang, path=COMPARE[lang], query=query)
    gaps = queries.gaps(context.scope, context)
    for gap in gaps:
        assert gap.text in text(missing)
    if not gaps:
        assert t("compare.nothing_here", lang) in text(missing)
    assert missing.select(".icon")
    links = missing.select("a[href]")
    assert links
    there = [page(client, str(link["href"])) for link in links]
    assert any(one_page.select("[data-card]") for one_page in there)


@pytest.mark.parametrize(("case", "lang"), in_turn([
    ("theme=wealth", "wealth"), ("municipality=utrecht", "utrecht"), ("as_of=2020-01-01", "2020-01-01"),
    ("type=%3Cscript%3Ealert(1)%3C/script%3E", "<script>alert(1)</script>"), ("colour=red", "colour"),
    ("theme=health&indicator=outflow_to_work", ""), ("x" * 5000, ""),
]))  # fmt: skip
def test_what_is_not_known_gives_a_notice_and_a_whole_page(
    client: FlaskClient, case: tuple[str, str], lang: str
) -> None:
    query, remark = case
    for path in (OVERVIEW[lang], COMPARE[lang]):
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 200
        assert "<script>alert" not in answer.get_data(as_text=True)
        found = page_reader.parse(answer.get_data(as_text=True))
        notices = [text(tag) for tag in found.select("[data-notice]")]
        assert len(notices) == 1
        assert remark in notices[0]
        assert found.select("[data-cell]" if path == OVERVIEW[lang] else "[data-card]")


# Downloads


def csv_of(client: FlaskClient, address: str) -> tuple[list[dict[str, str]], str]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert not answer.data[3:].startswith(b"\xef\xbb\xbf")
    body = answer.data.decode("utf-8-sig")
    mark = ";" if body.splitlines()[0].count(";") > body.splitlines()[0].count(",") else ","
    return list(csv.DictReader(io.StringIO(body), delimiter=mark)), mark


@pytest.mark.parametrize(("query", "lang"), in_turn(QUERIES))
def test_every_download_has_exactly_the_rows_that_are_shown(client: FlaskClient, query: str, lang: str) -> None:
    found = page(client, f"{COMPARE[lang]}?{query}")
    for card, chart in zip(found.select("#results-html [data-card]"), shown_charts(query, lang), strict=True):
        rows, mark = csv_of(client, str(one(card, 'a[href*=".csv"]')["href"]))
        assert mark == (";" if lang == "nl" else ",")
        assert len(rows) == len(chart.rows) == len(card.select("table tbody tr:not(.of)"))
        for row, expected in zip(rows, chart.rows, strict=True):
            for name, value in expected.items():
                said = "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
                assert row[name] == (said.replace(".", ",") if isinstance(value, float) and lang == "nl" else said)
            assert row["source_url"].startswith("https://")
            assert row["data_version"] == queries.version().data_version
            assert urlsplit(row["address"]).path == COMPARE[lang]


def test_no_text_of_the_tables_becomes_a_formula(
    client: FlaskClient, made_up: Path, build_and_use: Callable[[], None]
) -> None:
    formulas = {"nl": ("+1+1", "-2+3"), "en": ("@SUM(1)", "=1+1")}
    for line in (2, 3):
        labels = {f"label_{lang}": texts[line - 2] for lang, texts in formulas.items()}
        change(made_up, table="arms", line=line, cells=labels)
    build_and_use()
    for lang in LANGUAGES:
        keys = [chart.key for chart in shown_charts("", lang)]
        files = [csv_of(client, f"{COMPARE[lang]}/{key}.csv")[0] for key in keys]
        values = {value for rows in files for row in rows for value in row.values()}
        assert not [value for value in values if value.startswith(("=", "+", "@", "\t", "\r"))]
        assert not [value for value in values if value.startswith("-") and not re.fullmatch(r"-[\d.,]+", value)]
        assert {f"'{formula}" for formula in formulas[lang]} <= values


# Addresses


@pytest.mark.parametrize(("path", "lang"), [("/nergens", "nl"), ("/en/nowhere", "en"), ("/vergelijken/x/y", "nl")])
def test_a_page_that_does_not_exist_says_so_and_where_to_go(client: FlaskClient, path: str, lang: str) -> None:
    found = page(client, path, 404)
    assert one(found, "html")["lang"] == lang
    assert text(one(found, "h1")) == t("lost.title", lang)
    links = [str(link["href"]) for link in found.select("main nav a")]
    assert {OVERVIEW[lang], COMPARE[lang]} <= set(links)
    names = [text(link) for link in found.select("main nav a")]
    assert len(set(names)) == len(names)


# When something is wrong on our side


def broken(*_: Any, **__: Any) -> None:
    raise RuntimeError("a secret that no reader may see")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("query", ["evidence", "facts_held"], ids=["page", "frame of every page"])
def test_error_gives_a_page_with_an_id_that_the_log_has_too(
    server: flask.Flask,
    real: None,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    query: str,
    lang: str,
) -> None:
    monkeypatch.setattr(queries, query, broken)
    # An address that no other test requests, so that it is not cached.
    answer = server.test_client().get(f"{OVERVIEW[lang]}?open={CELLS[1]}&theme=health&q={query}")
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 500
    assert t("broken.title", lang) in shown
    assert "Traceback" not in shown
    assert "secret" not in shown
    found = re.search(r"\b[0-9a-f]{8}\b", text(one(BeautifulSoup(shown, "html.parser"), "main")))
    assert found
    assert found.group() == answer.headers["X-Request-Id"]
    assert any(found.group() in record.getMessage() and record.exc_info for record in caplog.records)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_page_without_a_database_says_that_there_are_no_data(
    server: flask.Flask, use: Use, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    use(tmp_path / "nothing.duckdb")
    with pytest.raises(DatabaseError):
        queries.version()
    answer = server.test_client().get(OVERVIEW[lang])
    assert answer.status_code == 503
    found = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    assert one(found, "html")["lang"] == lang
    assert text(one(found, "h1")) == t("broken.title", lang)
    assert "nothing.duckdb" not in answer.get_data(as_text=True)


# Other tables


@pytest.mark.parametrize("lang", ["nl", pytest.param("en", marks=pytest.mark.nightly)])
def test_html_in_any_text_of_the_tables_is_shown_as_text(
    client: FlaskClient, made_up: Path, build_and_use: Callable[[], None], lang: str
) -> None:
    """No page knows the five municipalities: the made-up tables, with HTML in every text, give whole pages."""
    hostile = "<b id=x>&amp;</b>\"'"
    for table_name, table in load_schema().items():
        texts = [name for name in table.columns if name.endswith(("_nl", "_en"))]
        rows = read(made_up / f"{table_name}.csv")
        marked = [{**row, **{column: row[column] + hostile for column in texts if row[column]}} for row in rows]
        write(made_up / f"{table_name}.csv", rows=marked)
    build_and_use()
    places = [place for place in everywhere() if place.lang == lang]
    for place in places:
        assert not page(client, place.page.path(lang, place.item)).select("b#x"), place
    cells = one(page(client, OVERVIEW[lang]), "table.map").select("[data-cell]")
    assert (len(cells), len(places) > 20) == (12, True)
    asked = [f"{OVERVIEW[lang]}?open={cell['data-cell']}" for cell in cells]
    for address in (*asked, *(f"{COMPARE[lang]}?theme={theme}" for theme in THEMES)):
        found = page(client, address)
        assert not found.select("b#x"), address
        assert hostile in all_words(found), address


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_cell_says_what_was_not_tested_and_is_mixed_only_when_results_point_both_ways(
    client: FlaskClient, lang: str
) -> None:
    shown = page(client, OVERVIEW[lang])
    for row in queries.evidence(Context(lang=lang)):
        words = text(one(shown, f'[data-cell="{row.experiment_id}.{row.theme}"]'))
        if row.untested and (row.level or 0) >= 3:
            assert t("evidence.untested", lang) in words
        if row.second_hand:
            assert t("evidence.second_hand", lang) in words
        if t("evidence.word.mixed", lang) in words:
            assert row.favourable
            assert row.unfavourable


@pytest.mark.parametrize("lang", LANGUAGES)
def test_themes_that_are_equally_unknown_are_named_together(client: FlaskClient, lang: str) -> None:
    note = text(one(page(client, OVERVIEW[lang]), "#unknown"))
    unknown = [row.theme for row in queries.evidence(Context(lang=lang)) if row.state in UNKNOWN_STATES]
    most = max(unknown.count(theme) for theme in unknown)
    for theme in queries.themes(Context(lang=lang)):
        assert (theme.label.lower() in note.lower()) == (unknown.count(theme.id) == most), theme.id


def test_verdict_has_the_sign_of_the_evidence_map_on_every_page(client: FlaskClient) -> None:
    """The factsheet, the profile and the opened cell use the sign of the map."""

    def sign(address: str, area: str) -> str:
        return page(client, address).select_one(f"{area} use")["href"]

    described = sign("/", '[id="cell-amsterdam_earnings_premium.wellbeing"]')
    assert described == "#sign-described"
    factsheet = page(client, "/raadsbrief?municipality=amsterdam")
    words = t("evidence.direction.favourable.none", "nl")
    state = next(item for item in factsheet.select(".tried .state") if words in item.get_text())
    assert state.use["href"] == described
    better = sign("/", '[id="cell-wageningen_vertrouwen_werkt.health"]')
    assert sign("/?open=wageningen_vertrouwen_werkt.health", "[data-panel] .outcomes .state") == better
