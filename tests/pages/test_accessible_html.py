"""What a screen reader, a search engine and a black and white printer get: names, languages, heads, tables, forms, marks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from dashboard.charts import registry
from dashboard.db import queries
from dashboard.models.chart import Chart
from dashboard.models.context import Context, Scope
from dashboard.style import palette
from dashboard.svg.render import apply_template
from dashboard.web.pages import registry as pages
from tests.page_reader import page as soup
from tests.page_reader import rows

LANGS = ("nl", "en")


@pytest.fixture
def every(client: FlaskClient) -> dict[tuple[str, str], BeautifulSoup]:
    """Every page, by its language and address."""
    places = [(place.lang, place.page.path(place.lang, place.item)) for place in pages.everywhere()]
    return {(lang, path): soup(client, path) for lang, path in places}


def language_of(element: Tag) -> str:
    """The language of an element: its own, or that of what it stands in."""
    found = element if element.get("lang") else element.find_parent(attrs={"lang": True})
    return str(found["lang"]) if isinstance(found, Tag) else ""


# Pages


def test_titles_of_sources_are_marked_with_their_language(every: dict[tuple[str, str], BeautifulSoup]) -> None:
    language = {row["title"]: row["language"] for row in rows("sources")}
    checked = Counter()
    for (lang, path), page in every.items():
        for link in page.select("main a[rel=external]"):
            title = link.get_text()
            if title in language:
                assert language_of(link) == language[title], f"{path}: {title}"
                checked[lang, language[title]] += 1
    assert checked["en", "nl"] > 50
    assert checked["nl", "en"] > 3


def test_tables_have_a_caption_and_their_heads_say_what_they_are_of(
    every: dict[tuple[str, str], BeautifulSoup],
) -> None:
    many = 0
    for (_, path), page in every.items():
        for table in page.select("table"):
            many += 1
            assert table.caption, path
            assert table.caption.get_text(strip=True), path
            assert all(head.get("scope") for head in table.select("th")), path
            assert table.select("thead th[scope=col]"), path
    assert many > 60


def test_no_field_asks_for_what_a_browser_knows_of_its_reader(
    every: dict[tuple[str, str], BeautifulSoup], client: FlaskClient
) -> None:
    more = {("nl", "/vergaderset?item=directions.over_time"): soup(client, "/vergaderset?item=directions.over_time")}
    for (_, path), page in (every | more).items():
        for field in page.select("main input[type=text]"):
            assert field.get("autocomplete") == "off", f"{path}: {field.get('name')}"
            assert page.find(id=str(field.get("aria-describedby"))), path


# Charts


def all_charts(lang: str) -> list[Chart]:
    found = [
        chart
        for row in queries.themes(Context(lang=lang))
        for page in ("compare", "figures")
        for chart in registry.all_for(Scope(theme=row.id), Context(lang=lang), page=page)
    ]
    return list({chart.key: chart for chart in found}.values())


def forms(lang: str) -> list[tuple[Chart, dict[str, Any]]]:
    made = [(chart, apply_template(figure)) for chart in all_charts(lang) for figure in (chart.wide, chart.narrow)]
    assert len(made) > 30
    return made


@pytest.mark.parametrize("lang", LANGS)
def test_every_chart_has_a_name_a_description_of_its_rows_and_a_table(real: None, lang: str) -> None:
    described = Counter()
    for chart in all_charts(lang):
        assert chart.question.endswith("?"), chart.key
        assert len(chart.description) > len(chart.question), chart.key
        described[chart.description] += 1
        # Each place, or else each count, that the table has is in the words.
        names = {group.title.split(",")[0] for group in chart.table.groups} - {""}
        names = names or {row[1] for group in chart.table.groups for row in group.rows}
        missing = [name for name in names if name not in f"{chart.description} {chart.sentence}"]
        assert len(missing) < len(names), f"{chart.key}: {missing}"
    assert [text for text, many in described.items() if many > 1] == []


@pytest.mark.parametrize("lang", LANGS)
def test_no_fact_is_only_in_a_hover(real: None, lang: str) -> None:
    for chart, figure in forms(lang):
        ids = {id for group in chart.table.groups for row in group.marks for id in row}
        for trace in figure["data"]:
            assert trace["hoverinfo"] in ("skip", "none"), chart.key
            assert not {"hovertext", "hovertemplate"} & set(trace), chart.key
            assert {point[0] for point in trace.get("customdata", ()) if point[0]} <= ids, chart.key
        assert not [note for note in figure["layout"]["annotations"] if "hovertext" in note], chart.key


def _bare(text: str) -> str:
    return re.sub(r"<[^>]+>", " ", text).replace("\u00a0", " ")


@pytest.mark.parametrize("lang", LANGS)
def test_every_number_in_a_picture_is_in_its_table(real: None, lang: str) -> None:
    """A picture may name less than the table, never more; gridlines and years of an axis are no facts."""
    for chart, figure in forms(lang):
        held = " ".join(
            _bare(cell) for group in chart.table.groups for row in (*group.rows, (group.title,)) for cell in row
        )
        held += " ".join(
            [chart.table.caption, chart.sentence, chart.subtitle, *(head.label for head in chart.table.heads)]
        )
        held += chart.description
        values = [note["text"] for note in figure["layout"]["annotations"] if note["font"]["size"] >= 14]
        for text in values:
            for number in re.findall(r"\d+(?:[.,]\d+)*", _bare(text)):
                assert number in held, f"{chart.key}: {number} of {text!r} is in the picture only"


@pytest.mark.parametrize("lang", LANGS)
def test_marks_of_a_chart_differ_by_more_than_colour(real: None, lang: str) -> None:
    """Printed in black and white the series stay apart: no shape comes twice in another colour but of another size."""
    for chart, figure in forms(lang):
        colours = defaultdict(set)
        dashes = defaultdict(set)
        for trace in figure["data"]:
            if "markers" in trace["mode"]:
                look = trace["marker"]
                hollow = "line" in look
                shape = (look["symbol"], hollow, look["size"])
                colours[shape].add(look["line"]["color"] if hollow else look["color"])
            elif "fill" not in trace:
                line = trace["line"]
                dashes[line["width"], line.get("dash", "solid")].add(line["color"])
        assert [shape for shape, inks in colours.items() if len(inks) > 1] == [], chart.key
        assert [line for line, inks in dashes.items() if len(inks) > 1] == [], chart.key


def test_no_two_types_have_the_same_mark(real: None) -> None:
    ids = [row.id for row in queries.types(Context(lang="nl"))]
    symbols = [palette.mark(id)[1] for id in (*ids, "comparison", "together")]
    assert len(symbols) == len(set(symbols))
