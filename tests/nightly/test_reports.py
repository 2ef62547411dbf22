"""Large reports, and reports that other programs made (all made up)."""

from __future__ import annotations

import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement

from dashboard.config import ROOT
from dashboard.editing.reports.pdf import open_report
from dashboard.editing.reports.search import search
from dashboard.editing.reports.tables import tables
from tests.made_up_reports import INTERVALS, LONG_UNRULED, OUTCOMES, set_report


def word_processor_report(folder: Path) -> Path:
    """Return a report of LibreOffice with a table over two pages, merged heads and marks of footnotes."""
    document = Document()
    document.add_paragraph("Tabel 7: Uitkomsten van een verzonnen proef")
    table = document.add_table(rows=2, cols=4, style="Table Grid")

    def put(row: int, column: int, text: str, mark: str = "") -> None:
        paragraph = table.cell(row, column).paragraphs[0]
        paragraph.add_run(text)
        if mark:
            paragraph.add_run(mark).font.superscript = True

    for first, last in (((0, 0), (1, 0)), ((0, 1), (0, 2)), ((0, 3), (1, 3))):
        table.cell(*first).merge(table.cell(*last))
    for row, column, text, mark in (
        (0, 0, "Groep", ""), (0, 1, "Aan het werk", ""), (0, 3, "n", ""), (1, 1, "proef", "1"), (1, 2, "controle", ""),
    ):  # fmt: skip
        put(row, column, text, mark)
    for at in range(1, 51):
        table.add_row()
        for column, text in enumerate((f"Wijk {at}", f"{at},5", f"{at + 1},4", f"1.{at + 100}")):
            put(at + 1, column, text, "a" if column == 1 and at % 5 == 0 else "")
    for row in table.rows[:2]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.save(str(folder / "report.docx"))
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "report.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / "report.pdf"


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed: apt-get install libreoffice-writer"
)
def test_table_of_a_word_processor_is_read_over_two_pages(tmp_path: Path) -> None:
    with open_report(word_processor_report(tmp_path)) as report:
        (table,) = tables(report.page(1))
    assert (table.name, table.pages) == ("Tabel 7", (1, 2))
    values = {(cell.row_heads, cell.column_heads): cell.text for row in table.rows for cell in row if cell.is_number}
    expected = {}
    for at in range(1, 51):
        row = (f"Wijk {at}",)
        expected[row, ("Aan het werk", "proef")] = f"{at},5"
        expected[row, ("Aan het werk", "controle")] = f"{at + 1},4"
        expected[row, ("n",)] = f"1.{at + 100}"
    assert values == expected
    marks = [cell.text for row in table.rows for cell in row if cell.marks == "a"]
    assert marks == [f"{at},5" for at in range(5, 51, 5)]


def test_report_of_two_thousand_pages_is_searched(tmp_path: Path) -> None:
    path = set_report(tmp_path / "long.pdf", *["#lorem(150)"] * 1999, OUTCOMES)
    with open_report(path) as report:
        assert report.page_count == 2000
        assert {hit.page for hit in search(report, "p < 0,05")} == {2000}
        assert [table.name for table in tables(report.page(2000))] == ["Tabel 3"]


def test_all_tables_of_five_hundred_pages_are_read_in_little_memory(tmp_path: Path) -> None:
    part = "\n#pagebreak()\n".join([OUTCOMES, INTERVALS, "#lorem(500)", "#lorem(450)", LONG_UNRULED])
    path = set_report(tmp_path / "large.pdf", *[part] * 84)
    reading = textwrap.dedent(
        """
        import re, sys
        from pathlib import Path
        from dashboard.editing.reports.pdf import open_report
        from dashboard.editing.reports.tables import tables
        with open_report(Path(sys.argv[1])) as report:
            found = [table for at in range(report.page_count) for table in tables(report.page(at + 1))]
            began = [table for table in found if not table.continued]
            # The peak of this process alone; getrusage has that of the process that started it too.
            peak = re.search(r"VmHWM:\\s+([0-9]+) kB", Path("/proc/self/status").read_text())
            print(report.page_count, len(began), int(peak[1]) // 1000)
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", reading, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    pages, found, megabytes = map(int, done.stdout.split())
    assert (pages, found) == (504, 3 * 84)
    assert megabytes < 300
