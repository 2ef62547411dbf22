"""The brief as a file: two pages whatever is chosen, the values of the page, and marks that a screen reader can follow."""

from __future__ import annotations

import io
import os
import re
from itertools import combinations
from typing import Any

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

from dashboard import config
from dashboard.db import queries
from dashboard.exports.brief import Paper
from dashboard.exports.brief_docx import brief_docx
from dashboard.exports.brief_pdf import brief_pdf
from dashboard.selection.filters import LONGEST_NAME
from dashboard.web.pages.brief import paper
from dashboard.web.pages.context import arrive

pytestmark = pytest.mark.usefixtures("real")

PATHS = {"nl": "/raadsbrief", "en": "/en/brief"}
TOWNS = ("amsterdam", "groningen", "heerlen", "oss", "wageningen")
TYPES = ("self_direction", "tailored_support", "earnings_premium", "free_choice", "basic_job")
SUBJECTS = ("", *(f"municipality={id}" for id in TOWNS), *(f"type={id}" for id in TYPES))
_EACH = ("participation", "income_stability", "health", "wellbeing")
THEMES = tuple(
    "&".join(f"theme={id}" for id in some) for number in (1, 2, 3, 4) for some in combinations(_EACH, number)
)
WIDEST = "W" * LONGEST_NAME
HOSTILE = (
    "#import \"x.typ\": *", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "$x$ *a* _b_ @c <d>",
    "\\u{41} \\n", "]]> &amp; {name}",
    "\u202eneppo\u202c", "مدينة", "עיר", "🏛️👩🏽‍💻", "W" * 10_000, "A\x00B\x07C",
)  # fmt: skip
GOLDEN = config.ROOT / "tests" / "golden" / "exports"


def made(query: str, lang: str = "nl") -> Paper:
    return paper(arrive(lang=lang, path=PATHS[lang], query=query))


def opened(body: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(body))


def words(body: bytes) -> str:
    return re.sub(r"\s+", " ", "\n".join(page.extract_text() for page in opened(body).pages))


@pytest.mark.parametrize("lang", PATHS)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_choice_fits_on_two_pages(subject: str, lang: str) -> None:
    for themes in THEMES:
        brief = made("&".join(part for part in (subject, themes, f"name={WIDEST}") if part), lang)
        pages = len(opened(brief_pdf(brief)).pages)
        assert pages == (2 if brief.second else 1), (subject, themes)


def test_a_brief_that_is_too_full_would_run_over() -> None:
    """The check above can fail: without fitting, everything that there is takes more pages."""
    from dashboard.exports import page_layout
    from dashboard.web.pages.brief_draft import draft

    whole = draft(arrive(lang="nl", path="/raadsbrief", query=""))
    places = tuple(range(len(whole.results)))
    everything = page_layout._paper(whole, page_layout._Pick(results=places, unknown=99, questions=99))
    assert len(opened(brief_pdf(everything)).pages) > 2


@pytest.mark.parametrize("lang", PATHS)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_brief_says_what_is_not_known_what_to_ask_and_where_it_comes_from(subject: str, lang: str) -> None:
    brief = made(subject, lang)
    assert len(brief.unknown) >= 2
    assert len(brief.questions) >= 2
    assert brief.tried
    assert brief.charts or not brief.results
    used = {source.id for one in brief.results for source in one.result.sources}
    used |= {source.id for one in brief.charts for source in one.item.chart.sources}
    used |= {line.tried.source.id for line in brief.tried}
    assert used == {source.id for source in brief.sources}
    for one in brief.results:
        assert {brief.sources[ref - 1].id for ref in one.refs} == {source.id for source in one.result.sources}


@pytest.mark.parametrize("lang", PATHS)
def test_a_screen_reader_can_follow_the_pdf(lang: str) -> None:
    brief = made("municipality=amsterdam", lang)
    found = opened(brief_pdf(brief))
    root: Any = found.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith(lang)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert found.metadata is not None
    assert found.metadata.title == brief.title
    about = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part\W+1\b", about)
    kinds, alts = tags(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/Figure", "/P"} <= kinds
    for drawn in brief.charts:
        assert drawn.item.chart.description in alts
    for page in found.pages:
        fonts: Any = page["/Resources"]["/Font"]
        for font in fonts.values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert "/FontFile2" in inner or "/FontFile3" in inner


def tags(node: Any) -> tuple[set[str], set[str]]:
    """The kinds of tags in the tree, and all texts that stand for pictures."""
    kinds: set[str] = set()
    alts: set[str] = set()
    waiting = [node]
    while waiting:
        one = waiting.pop().get_object()
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            if "/S" in one:
                kinds.add(str(one["/S"]))
            if "/Alt" in one:
                alts.add(str(one["/Alt"]))
            if "/K" in one and not isinstance(one["/K"], int):
                waiting.append(one["/K"])
    return kinds, alts


def test_the_pdf_has_the_values_of_the_page() -> None:
    brief = made("municipality=amsterdam")
    text = words(brief_pdf(brief))
    rows = [row for drawn in brief.charts for row in drawn.item.chart.rows]
    assert rows
    for row in rows:
        assert f"{row['value']:g}%" in text
        assert f"{row['comparison_value']:g}%" in text
    for one in brief.results:
        assert one.result.text in text
    assert "as_of=" in text
    assert "21 november 2026" in text


def test_a_wrong_value_in_the_pdf_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = queries.pairs
    monkeypatch.setattr(
        queries, "pairs", lambda scope: tuple({**row, "treated": row["treated"] + 7} for row in pairs(scope))
    )
    text = words(brief_pdf(made("municipality=amsterdam")))
    assert "32%" in text
    assert "25%" not in text


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_markup_in_a_name_comes_out_as_text(name: str) -> None:
    from urllib.parse import urlencode

    from dashboard.exports.fonts import printable

    brief = made(f"municipality=oss&{urlencode({'name': name})}")
    shown = brief.reader.removeprefix("Voor: ")
    assert len(shown) <= LONGEST_NAME
    body = brief_pdf(brief)
    assert len(opened(body).pages) <= 2
    if shown:
        assert re.sub(r"\s", "", printable(shown)) in re.sub(r"\s", "", words(body))
    document = docx.Document(io.BytesIO(brief_docx(brief)))
    assert brief.reader in [paragraph.text for paragraph in document.paragraphs] or not shown


@pytest.mark.parametrize("lang", PATHS)
def test_the_document_can_be_edited_and_has_the_values_of_the_page(lang: str) -> None:
    brief = made("municipality=amsterdam", lang)
    document = docx.Document(io.BytesIO(brief_docx(brief)))
    heads = [(p.style.name, p.text) for p in document.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert heads[0] == ("Heading 1", brief.title)
    assert [text for style, text in heads if style == "Heading 2"].count(brief.charts[0].item.chart.question) == 1
    assert {note.head for note in brief.questions} <= {text for style, text in heads if style == "Heading 3"}
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells][1:] == list(brief.themes)
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    for line, row in zip(brief.tried, table.rows[1:], strict=True):
        assert line.tried.place in row.cells[0].text
        for cell, shown in zip(line.tried.cells, row.cells[1:], strict=True):
            assert cell.word in shown.text
    parts = [part.tag for part in table._tbl.tblPr]
    assert parts.index(qn("w:tblBorders")) < parts.index(qn("w:tblLayout")) < parts.index(qn("w:tblLook"))
    alts = {shape._inline.docPr.get("descr") for shape in document.inline_shapes}
    assert {drawn.item.chart.description for drawn in brief.charts} <= alts
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for drawn in brief.charts:
        assert drawn.item.chart.sentence in text
    assert brief.link in text
    assert document.core_properties.title == brief.title
    assert document.core_properties.language.startswith(lang)
    spoken = (
        document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr")).find(qn("w:lang"))
    )
    assert spoken.get(qn("w:val")).startswith(lang)


@pytest.mark.parametrize(("query", "name"), [("municipality=oss", "oss"), ("type=basic_job", "basic_job")])
@pytest.mark.parametrize("lang", PATHS)
def test_the_words_of_a_brief_are_as_they_were(query: str, name: str, lang: str) -> None:
    """Golden text: DASHBOARD_RENEW_GOLDEN=1 writes it anew."""
    body = brief_pdf(made(query, lang))
    text = "\n\n".join(page.extract_text() for page in opened(body).pages) + "\n"
    path = GOLDEN / f"brief-{name}-{lang}.txt"
    if os.environ.get("DASHBOARD_RENEW_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_the_same_brief_gives_the_same_file() -> None:
    assert brief_pdf(made("type=basic_job")) == brief_pdf(made("type=basic_job"))
