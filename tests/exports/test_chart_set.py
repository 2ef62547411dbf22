"""The files of a set: the values of the page in every one, the reader's words as words, and a stamp on each."""

from __future__ import annotations

import io
import re
import zipfile
from functools import lru_cache
from typing import Any

import docx
import openpyxl
import pptx
import pypdf
import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from lxml import etree
from pptx.enum.chart import XL_CHART_TYPE

from dashboard.charts import registry
from dashboard.db import queries
from dashboard.exports.blocks import NoteList
from dashboard.exports.chart_set import split_sentences
from dashboard.exports.document import Document, clean
from dashboard.exports.pptx.trends import shown_series
from dashboard.i18n.catalogue import t
from dashboard.models.chart import Chart
from dashboard.models.context import Context, Scope
from dashboard.selection import chart_set
from dashboard.web.pages.chart_set import build
from dashboard.web.pages.context import resolve_context
from tests.page_reader import in_turn, some

pytestmark = pytest.mark.usefixtures("real")

PATHS = {"nl": "/vergaderset", "en": "/en/meeting-set"}
FORMS = ("pptx", "pdf", "docx", "xlsx", "html")
HOSTILE = (
    '#import "x.typ": *', "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "+1", "@SUM(1)", "$x$ *a* _b_ @c <d>",
    "]]> &amp; {name} {{x}}", "\u202eneppo\u202c", "مدينة", "🏛️👩🏽‍💻", "\ud800", "../../../elsewhere/x",
    # Letters that no document can hold are left out.
    f"Begin{''.join(map(chr, (*range(0x20), *range(0x7F, 0xA0), 0xAD, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0x1FFFE, 0x10FFFF)))}"
    "einde ]]> <x/> &#0; &amp;",
)  # fmt: skip
NAMESPACE = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}


@lru_cache(maxsize=2)
def _keys(serial: int) -> tuple[str, ...]:
    found = []
    for theme in queries.themes(Context(lang="nl")):
        for kind in (kind for kind in registry.LISTED if kind.page in ("compare", "figures")):
            mark = "" if theme.id == "participation" else f"*theme.{theme.id}"
            found += [f"{chart.key}{mark}" for chart in kind.make(Scope(theme=theme.id), Context(lang="nl"))]
    return tuple(dict.fromkeys(found))


def every() -> list[str]:
    """An item for each chart there is, with each form among the first ones, and one with a highlighted municipality."""
    found = list(_keys(id(queries)))
    firsts = {item.partition(".")[0]: item for item in reversed(found)}
    return [
        *firsts.values(),
        "trend.unemployment_rate*highlight.groningen",
        *(i for i in found if i not in firsts.values()),
    ]


def query(items: list[str]) -> str:
    return "&".join(f"item={item}" for item in items)


def made(items: list[str], lang: str = "nl", **values: Any) -> Document:
    return build(resolve_context(lang=lang, path=PATHS[lang], query=query(items)), **values)


def exported(client: FlaskClient, form: str, items: list[str], lang: str = "nl", **fields: str) -> bytes:
    answer = client.post(f"{PATHS[lang]}.{form}", data={"item": items, **fields})
    assert answer.status_code == 200, (form, answer.status_code)
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.get_data()


def numbers(text: str) -> list[float]:
    return [float(part) for part in re.findall(r"[\d.]+", text)]


def shown_values(chart: Chart) -> list[list[float]]:
    """The series of a native chart, as the page has the values."""
    if chart.pairs:
        return [[pair.treated.value for pair in chart.pairs], [pair.comparison.value for pair in chart.pairs]]
    if chart.moments:
        return [[moment.value for moment in chart.moments]]
    if chart.form == "latest":
        ids = {mark.id for mark in chart.marks}
        return [[point.value for series in chart.series for point in series.points if point.id in ids]]
    return [[point.value for point in series.points] for series in shown_series(chart)]


def chart_values(native: Any) -> list[list[float]]:
    """What stands in the XML of a native chart: a point that is not there is no zero."""
    return [
        [float(point.findtext("c:v", namespaces=NAMESPACE)) for point in series.findall(".//c:pt", NAMESPACE)]
        for series in native._chartSpace.xpath(".//c:ser/c:val | .//c:ser/c:yVal")
    ]


# Slides


@pytest.mark.parametrize("lang", PATHS)
def test_every_slide_has_the_values_of_the_page_in_a_native_chart(client: FlaskClient, lang: str) -> None:
    items = every()[:14]
    pair = next(item for item in items if item.startswith("with_and_without"))
    items += [f"{pair}*form.dots", "trend.net_labour_participation*form.years"]
    own = made(items, lang)
    deck = pptx.Presentation(io.BytesIO(exported(client, "pptx", items, lang)))
    native = [shape for page in deck.slides for shape in page.shapes if shape.has_chart]
    drawn = [entry.chart for entry in own.charts if not entry.chart.directions]
    assert len(native) == len(drawn) >= 4
    for shape, chart in zip(native, drawn, strict=True):
        found = chart_values(shape.chart)
        assert found[: len(shown_values(chart))] == shown_values(chart), chart.key
        described = shape._element.xpath(".//p:cNvPr")[0].get("descr")
        assert described == chart.description
        if chart.pairs:
            assert shape.chart.value_axis.minimum_scale == 0
    types = {chart.form: shape.chart.chart_type for shape, chart in zip(native, drawn, strict=True)}
    assert types["pairs"] is XL_CHART_TYPE.COLUMN_CLUSTERED
    assert types["dots"] is types["latest"] is types["years"] is XL_CHART_TYPE.LINE_MARKERS


def test_the_sentence_is_the_title_and_sources_and_caveats_are_with_the_speaker(client: FlaskClient) -> None:
    items = every()[:6]
    own = made(items)
    deck = pptx.Presentation(io.BytesIO(exported(client, "pptx", items, **{f"note.{items[0]}": "Vraag dit na."})))
    titles = [page.shapes.title.text for page in deck.slides]
    spoken = [
        "\n".join([page.notes_slide.notes_text_frame.text]) if page.has_notes_slide else "" for page in deck.slides
    ]
    for entry in own.charts:
        chart = entry.chart
        place = titles.index(split_sentences(chart.sentence, room=150)[0])
        assert chart.sentence in spoken[place]
        assert all(source in spoken[place] for source in entry.sources)
        assert entry.strength in spoken[place]
        assert entry.link in spoken[place]
        assert "as_of=" in entry.link
        assert all(note.text in spoken[place] for note in chart.reading[1:] if note.head != t("trend.axis_head", "nl"))
    assert "Vraag dit na." in spoken[titles.index(split_sentences(own.charts[0].chart.sentence, room=150)[0])]
    assert any(title.startswith(t("set.unknown", "nl")) for title in titles)
    assert any(title.startswith(t("set.sources", "nl")) for title in titles)


def test_directions_are_a_table_and_never_a_length(client: FlaskClient) -> None:
    item = next(item for item in every() if item.startswith("directions."))
    own = made([item]).charts[0].chart
    deck = pptx.Presentation(io.BytesIO(exported(client, "pptx", [item])))
    shapes = [shape for page in deck.slides for shape in page.shapes]
    assert not [shape for shape in shapes if shape.has_chart]
    tables = [shape.table for shape in shapes if shape.has_table]
    heads = [cell.text for cell in tables[0].rows[0].cells]
    widths = {tables[0].columns[place].width for place in range(1, len(heads) - 1)}
    assert len(widths) == 1, "boxes of the sides are equally wide"
    found = [
        (row.cells[0].text, heads[place])
        for table in tables
        for row in list(table.rows)[1:]
        for place in range(1, len(heads) - 1)
        if row.cells[place].text.strip() and not row.cells[0].is_merge_origin
    ]
    expected = [(row.row, t(f"figure.side.{row.side}", "nl").replace("\u00ad", "")) for row in own.directions]
    assert found == expected


def test_a_slide_says_its_language_and_can_be_read_from_the_back_of_the_room(client: FlaskClient) -> None:
    """Letters of 16 points and more; only sources, at the foot and in their list, have 12. Effects have error bars."""
    items = [*every()[:12], "elsewhere.share_of_days_employed"]
    deck = pptx.Presentation(io.BytesIO(exported(client, "pptx", items, "en")))
    assert deck.core_properties.language == "en-GB"
    for page in deck.slides:
        assert {run.get("lang") for run in page._element.xpath(".//a:r/a:rPr")} == {"en-GB"}
        is_list = page.shapes.title.text.startswith(t("set.sources", "en"))
        for shape in page.shapes:
            assert 0 <= shape.left <= deck.slide_width - shape.width, shape.name
            assert 0 <= shape.top <= deck.slide_height - shape.height, shape.name
            if shape.has_chart:
                small = [int(size) for size in shape.chart._chartSpace.xpath(".//@sz") if int(size) < 1600]
                assert small == [], shape.name
            sizes = [int(size) for size in shape._element.xpath(".//a:r/a:rPr/@sz")]
            at_foot = shape.top >= 6.5 * 914400
            assert all(size >= (1200 if at_foot or is_list else 1600) for size in sizes), (shape.name, sizes)
    native = [shape.chart for page in deck.slides for shape in page.shapes if shape.has_chart]
    effects = native[-1]._chartSpace
    low = [float(value) for value in effects.xpath(".//c:errBars/c:minus//c:v/text()")]
    assert len(low) == len(effects.xpath(".//c:ser/c:val//c:pt")) == 3
    assert low[0] == pytest.approx(46.4 - 32.68)


def test_the_axis_of_counts_has_each_year_once(client: FlaskClient) -> None:
    item = next(item for item in every() if item.startswith("over_time."))
    deck = pptx.Presentation(io.BytesIO(exported(client, "pptx", [item])))
    years = next(shape.chart for page in deck.slides for shape in page.shapes if shape.has_chart).category_axis
    assert (years.minimum_scale, years.maximum_scale, years.major_unit) == (2020, 2026, 1)


@pytest.mark.parametrize("form", some(["pptx", "docx", "xlsx"], of=2))
def test_no_link_in_an_office_file_is_too_long_for_it(client: FlaskClient, form: str) -> None:
    """Office programs take at most 2,079 characters; a full set has a longer address, which is a text then."""
    items = every()[: chart_set.MOST_ITEMS]
    assert len(made(items).link) > 2000
    with zipfile.ZipFile(io.BytesIO(exported(client, form, items))) as packed:
        links = [
            str(one.get("Target"))
            for name in packed.namelist()
            if name.endswith(".rels")
            for one in etree.fromstring(packed.read(name))
            if one.get("TargetMode") == "External"
        ]
    assert all(len(link) <= 2000 for link in links)
    assert links or form == "xlsx"


def test_years_without_a_figure_are_gaps(client: FlaskClient) -> None:
    item = "trend.unemployment_rate*form.years"
    deck = pptx.Presentation(io.BytesIO(exported(client, "pptx", [item])))
    native = next(shape.chart for page in deck.slides for shape in page.shapes if shape.has_chart)
    assert native._chartSpace.xpath(".//c:dispBlanksAs")[0].get("val") == "gap"
    counts = native._chartSpace.xpath(".//c:ser/c:val//c:ptCount")
    points = [series.findall(".//c:pt", NAMESPACE) for series in native._chartSpace.xpath(".//c:ser/c:val")]
    assert any(len(own) < int(count.get("val")) for own, count in zip(points, counts, strict=True))


# Workbook


@pytest.mark.parametrize("lang", PATHS)
def test_the_workbook_has_every_row_with_numbers_as_numbers(client: FlaskClient, lang: str) -> None:
    items = [*every()[: chart_set.MOST_ITEMS - 1], "elsewhere.share_of_days_employed"]
    own = made(items, lang)
    book = openpyxl.load_workbook(io.BytesIO(exported(client, "xlsx", items, lang)))
    assert book.sheetnames == [t(f"set.sheet.{name}", lang) for name in ("data", "notes", "sources")]
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref
    heads = [cell.value for cell in sheet[1]]
    rows = [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)]
    expected = [row for entry in own.charts for row in entry.chart.rows]
    assert len(rows) == len(expected)
    for found, row in zip(rows, expected, strict=True):
        for name in ("value", "comparison_value", "year", "evidence_level"):
            if row.get(name) is not None:
                assert found[t(f"set.column.{name}", lang)] == row[name]
        assert found[t("set.column.data_version", lang)] == own.stamp.data_version
        assert "as_of=" in str(found[t("set.column.address", lang)])
    assert all(re.fullmatch(r"[A-Z].*", str(head)) for head in heads), heads


# Papers and the page


def words(form: str, body: bytes) -> str:
    """The words in a file, read by a library that did not write it."""
    if form == "pdf":
        text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages)
    elif form == "docx":
        document = docx.Document(io.BytesIO(body))
        text = "\n".join(part.text for part in document.paragraphs)
        text += "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    elif form == "html":
        text = BeautifulSoup(body, "html.parser").body.get_text("\n")
    elif form == "pptx":
        deck = pptx.Presentation(io.BytesIO(body))
        text = "\n".join(
            shape.text_frame.text for page in deck.slides for shape in page.shapes if shape.has_text_frame
        ) + "\n".join(page.notes_slide.notes_text_frame.text for page in deck.slides if page.has_notes_slide)
    else:
        book = openpyxl.load_workbook(io.BytesIO(body))
        text = "\n".join(str(c) for s in book.worksheets for row in s.iter_rows(values_only=True) for c in row if c)
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize(("form", "lang"), in_turn(FORMS))
def test_every_file_says_what_the_charts_say_from_which_data_and_where(
    client: FlaskClient, form: str, lang: str
) -> None:
    items = every()[:4]
    own = made(items, lang)
    text = words(
        form, exported(client, form, items, lang, title="Commissie Sociaal", **{f"note.{items[1]}": "Mijn vraag."})
    )
    assert "Commissie Sociaal" in text
    assert "Mijn vraag." in text
    assert own.stamp.text in text
    assert f"{PATHS[lang]}?as_of=" in text
    for entry in own.charts:
        assert entry.chart.question in text
        assert " ".join(entry.chart.sentence.split())[:60] in text
        assert entry.filters in text
        assert entry.chart.sources[0].title in text
    for note in own.blocks(NoteList)[0].notes[:3]:
        assert note.head in text


@pytest.mark.parametrize("form", FORMS)
def test_hostile_words_come_out_as_words(client: FlaskClient, form: str) -> None:
    """Each text is a note on a chart of its own."""
    items = every()[: len(HOSTILE)]
    notes = [hostile.encode("utf-8", "surrogatepass").decode("utf-8", "replace") for hostile in HOSTILE]
    given = {f"note.{item}": note for item, note in zip(items, notes, strict=True)}
    body = exported(client, form, items, title=HOSTILE[0], **given)
    text = words(form, body)
    shown = [re.sub(r"\s+", " ", clean(note)).strip() for note in notes]
    # A PDF has letters of other scripts in the order in which they are drawn.
    assert [note for note in shown if note not in text and (form != "pdf" or note.isascii())] == []
    if form == "html":
        page = BeautifulSoup(body, "html.parser")
        assert len(page.find_all("script")) == 1
        assert "alert(1)" not in page.script.string
    if form in ("docx", "pptx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            for name in packed.namelist():
                assert not re.search(r"^[/\\]|(^|/)\.?\.?(/|$)|:", name.rstrip("/")), "a name leads out of its folder"
                if name.endswith((".xml", ".rels")):
                    etree.fromstring(packed.read(name))


@pytest.mark.parametrize("form", FORMS)
def test_a_note_that_is_too_long_is_cut_and_says_so(client: FlaskClient, form: str) -> None:
    item = every()[0]
    text = words(form, exported(client, form, [item], **{f"note.{item}": "woord " * 2000}))
    assert text.count("woord") <= 2 * 170
    assert t("set.note_cut", "nl")[:40] in text


def test_the_page_in_one_file_asks_nothing_of_any_network(client: FlaskClient) -> None:
    page = BeautifulSoup(exported(client, "html", every()[:5]), "html.parser")
    for node in page.find_all(src=True):
        assert node["src"].startswith("data:")
    assert not page.find_all("link", rel="stylesheet")
    policy = page.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    assert "default-src 'none'" in policy
    own = [link["href"] for link in page.find_all("a") if not link["href"].startswith(("http://", "https://"))]
    assert own == [], "a link within the site leads nowhere in a file"
    assert len(page.select("svg:not(.icon, .drawings)")) >= 10


# Limits


def test_without_charts_there_is_a_reason_and_no_file(client: FlaskClient) -> None:
    answer = client.get("/vergaderset.pptx?item=with_and_without.nowhere.x.000000")
    assert answer.status_code == 404
    assert t("set.nothing_title", "nl") in answer.get_data(as_text=True)


def test_more_than_there_may_be_is_left_out(client: FlaskClient) -> None:
    items = [f"trend.unemployment_rate*highlight.{town}*axis.free" for town in ("groningen", "oss")] + every() * 2
    book = openpyxl.load_workbook(io.BytesIO(exported(client, "xlsx", items)))
    assert max(row[0] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)) <= chart_set.MOST_ITEMS


def test_body_that_is_too_large_is_refused(client: FlaskClient) -> None:
    answer = client.post("/vergaderset.pdf", data={"item": every()[0], "title": "x" * 900_000})
    assert answer.status_code == 413
    assert b"Traceback" not in answer.get_data()


def test_a_set_fixed_to_a_version_says_so_in_its_files(client: FlaskClient) -> None:
    day = queries.releases()[0].isoformat()
    text = words("docx", client.get(f"/vergaderset.docx?{query(every()[:1])}&as_of={day}").get_data())
    assert f"as_of={day}" in text


def test_a_slide_sets_the_municipality_of_the_reader_beside_the_others(client: FlaskClient) -> None:
    items = ["directions.randomised_control"]
    deck = pptx.Presentation(io.BytesIO(exported(client, "pptx", items, place="uden")))
    slides = [page for page in deck.slides if page.shapes.title.text.startswith("Uw gemeente ernaast: Maashorst")]
    words = " ".join(shape.text_frame.text for page in slides for shape in page.shapes if shape.has_text_frame)
    assert (
        "Dit zegt niet of een aanpak bij u zou werken. Op zeven cijfers samen lijkt Maashorst een beetje op Oss."
        in words
    )
    assert "per 1.000 inwoners, 2020. Maashorst 14,7; Amsterdam 45,6" in words
    assert made(items, place="Atlantis").note_lists == made(items).note_lists
