"""Search in a made-up report: words by their stem, numbers in both notations, signs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dashboard.editing.reports.pdf import Report, open_report
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
