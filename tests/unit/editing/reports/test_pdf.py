"""Reports in PDF: words with positions, pictures, and a clear refusal of files that are no report (all made up)."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from PIL import Image
from pypdf.actions import JavaScript

from dashboard.editing.reports.pdf import MOST_MEGABYTES, Report, ReportRefused, open_report
from dashboard.i18n.catalogue import t
from tests.made_up_reports import OUTCOMES, set_report


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return set_report(tmp_path_factory.mktemp("reports") / "outcomes.pdf", OUTCOMES)


def texts(report: Report, number: int = 1) -> list[str]:
    return [word.text for word in report.page(number).words]


def test_words_are_where_the_picture_shows_them(path: Path) -> None:
    with open_report(path) as report:
        page = report.page(1)
        assert (page.width, page.height, page.has_text) == (595, 842, True)
        word = next(word for word in page.words if word.text == "deelnemers")
        image = Image.open(io.BytesIO(report.picture(1, 1190))).convert("L")
        assert image.size == (1190, 1684)
        inside = image.crop(tuple(round(2 * side) for side in word.box))
        above = image.crop(tuple(round(2 * side) for side in (word.x0, word.top - 2, word.x1, word.top)))
        assert (inside.getextrema()[0] < 60, above.getextrema()[0] > 200) == (True, True)
        cutting = Image.open(io.BytesIO(report.picture(1, 1190, word.box))).convert("L")
        assert cutting.tobytes() == inside.tobytes()


def test_mark_of_a_footnote_is_no_digit_of_the_number(path: Path) -> None:
    with open_report(path) as report:
        marks = {word.text: word.mark for word in report.page(1).words if word.mark}
    assert marks == {"proef": "1", "12,5": "a", "8,3": "*", "7,9": "2"}


def test_rotated_page_and_text_set_sideways_are_read_upright(path: Path, tmp_path: Path) -> None:
    with open_report(path) as report:
        upright = texts(report)
    for name, turn in (("turned.pdf", 90), ("upside_down.pdf", 180)):
        writer = pypdf.PdfWriter(clone_from=path)
        writer.pages[0].rotate(turn)
        writer.write(tmp_path / name)
    sideways = OUTCOMES.replace("#table(", "#rotate(-90deg, reflow: true, table(", 1)[:-2] + "))"
    set_report(tmp_path / "sideways.pdf", sideways)
    for name in ("turned.pdf", "upside_down.pdf"):
        with open_report(tmp_path / name) as report:
            assert texts(report) == upright, name
            page = report.page(1)
            head, foot = page.words[0], page.words[-1]
            assert head.bottom < foot.top, name
    with open_report(tmp_path / "sideways.pdf") as report:
        assert {"Amstelrode", "10,1", "1.500"} <= set(texts(report))


@pytest.mark.parametrize("name", ["missing", "empty", "broken", "large", "encrypted"])
def test_file_that_is_no_report_is_refused_with_a_text(name: str, path: Path, tmp_path: Path) -> None:
    file = tmp_path / f"{name}.pdf"
    if name == "encrypted":
        writer = pypdf.PdfWriter(clone_from=path)
        writer.encrypt("secret", algorithm="AES-256")
        writer.write(file)
    elif name == "large":
        with file.open("wb") as big:
            big.truncate((MOST_MEGABYTES + 1) * 1_000_000)
    elif name != "missing":
        file.write_bytes(b"" if name == "empty" else path.read_bytes()[:900])
    with pytest.raises(ReportRefused) as refused:
        open_report(file)
    assert refused.value.key == f"report.refused.{name}"
    assert all(t(refused.value.key, lang, **refused.value.values) for lang in ("nl", "en"))


def test_script_in_a_report_does_not_run(path: Path, tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=path)
    writer.add_open_action(JavaScript("while (true) {}; app.launchURL('https://example.org')"))
    writer.write(tmp_path / "script.pdf")
    with open_report(tmp_path / "script.pdf") as scripted, open_report(path) as report:
        assert texts(scripted) == texts(report)
        assert scripted.picture(1, 300) == report.picture(1, 300)


def test_scan_has_a_picture_and_no_text(path: Path, tmp_path: Path) -> None:
    with open_report(path) as report:
        Image.open(io.BytesIO(report.picture(1, 600))).convert("RGB").save(tmp_path / "scan.pdf")
    with open_report(tmp_path / "scan.pdf") as scan:
        assert not scan.page(1).has_text
        assert Image.open(io.BytesIO(scan.picture(1, 300))).width == 300
