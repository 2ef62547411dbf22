"""Search in a made-up report: words by their stem, numbers in both notations, signs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import NumberObject

from dashboard.editing.reports.pdf import Report, ReportRefused, open_report
from dashboard.editing.reports.search import search
from tests.made_up_reports import set_report

PAGES = (
    "Van de deelnemers werkte 12,5 procent (95%-BI 10,1–14,9), p < 0,05. Er waren 1.500 deelnemers.",
    "The share was 12.5%, with p\\<0.05. Uitgenodigd waren 1 500 mensen. De uitkeringen stegen.",
    "De gezondheidsbeleving verbeterde niet. Werk en gezondheid hangen samen; p = 0,31. Hun basisbanen bleven.",
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Report]:
    with open_report(set_report(tmp_path_factory.mktemp("reports") / "search.pdf", *PAGES)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("query", "pages"),
    [
        ("12,5", [1, 2]),
        ("12.5", [1, 2]),
        ("1500", [1, 2]),
        ("1.500", [1, 2]),
        ("p < 0,05", [1, 2]),
        ("p<0.05", [1, 2]),
        ("95%", [1]),
        ("deelnemer", [1, 1]),
        ("uitkering", [2]),
        ("basisbaan", [3]),
        ("gezondheid", [3, 3]),
        ("Gezondheid werk", [3]),
        ("werkte procent", [1]),
        ("125", []),
        ("arbeidsmarkt", []),
        ("  ", []),
    ],
)
def test_query_is_found_on_its_pages(report: Report, query: str, pages: list[int]) -> None:
    assert [hit.page for hit in search(report, query)] == pages


def test_hit_is_where_the_words_are(report: Report) -> None:
    (hit,) = search(report, "95%")
    word = next(word for word in report.page(1).words if word.text.startswith("(95%"))
    assert (hit.box, "werkte 12,5 procent (95%-BI" in hit.excerpt) == (word.box, True)


def test_damaged_page_does_not_stop_the_search_of_the_others(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=set_report(tmp_path / "whole.pdf", "Een woord", "Twee werk"))
    writer.root_object["/Pages"]["/Kids"][0] = NumberObject(7)
    writer.write(tmp_path / "damaged.pdf")
    with open_report(tmp_path / "damaged.pdf") as report:
        assert [hit.page for hit in search(report, "werk")] == [2]
        with pytest.raises(ReportRefused):
            report.page(1)


def test_text_from_right_to_left_is_read_and_found_in_its_order(tmp_path: Path) -> None:
    with open_report(set_report(tmp_path / "hebrew.pdf", '#set text(lang: "he")\nשלום עולם 12,5 אחוז')) as report:
        (hit,) = search(report, "שלום עולם")
        assert "שלום עולם 12,5 אחוז" in hit.excerpt
        number = next(word for word in report.page(1).words if word.text == "12,5")
        assert number.x0 < hit.box.x0
