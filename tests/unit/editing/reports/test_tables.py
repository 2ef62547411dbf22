"""Every number of a table in a report comes with its row, its column and its page (all reports made up)."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.editing.reports.pdf import open_report
from dashboard.editing.reports.tables import Table, tables
from tests.made_up_reports import (
    INTERVALS,
    LONG,
    LONG_REPEATED,
    LONG_UNRULED,
    OUTCOMES,
    STACKED,
    TWO_COLUMNS,
    set_report,
)  # fmt: skip

Numbers = dict[tuple[tuple[str, ...], tuple[str, ...]], str]


def numbers(*found: Table) -> Numbers:
    """Return each number by the heads of its row and of its column."""
    cells = [cell for table in found for row in table.rows for cell in row if cell.is_number]
    return {(cell.row_heads, cell.column_heads): cell.text for cell in cells}


def read(path: Path, number: int = 1) -> tuple[Table, ...]:
    with open_report(path) as report:
        return tables(report.page(number))


def test_merged_heads_are_spread_and_marks_of_footnotes_are_no_digits(tmp_path: Path) -> None:
    (table,) = read(set_report(tmp_path / "outcomes.pdf", OUTCOMES))
    assert (table.name, table.caption) == ("Tabel 3", "Tabel 3. Uitstroom na twee jaar, in procenten")
    assert numbers(table) == {
        (("Amstelrode",), ("Aan het werk", "proef")): "12,5",
        (("Amstelrode",), ("Aan het werk", "controle")): "10,1",
        (("Amstelrode",), ("n",)): "1.500",
        (("Ossendam",), ("Aan het werk", "proef")): "8,3",
        (("Ossendam",), ("Aan het werk", "controle")): "7,9",
        (("Ossendam",), ("n",)): "412",
    }
    assert {cell.text: cell.marks for row in table.rows for cell in row if cell.marks} == {
        "proef": "1", "12,5": "a", "8,3": "*", "7,9": "2",
    }  # fmt: skip


def test_table_with_few_lines_has_its_groups_of_rows_and_intervals(tmp_path: Path) -> None:
    (table,) = read(set_report(tmp_path / "intervals.pdf", INTERVALS))
    assert table.name == "Tabel 4.2"
    year, two, more = "Na een jaar", "Na twee jaar", "Werk van meer dan twaalf uur in de week"
    rows = {
        (year, "Werk"): ("14,2 (11,9–16,5)", "210", "11,0 (8,8–13,2)", "205"),
        (year, more): ("6,1 (4,5–7,7)", "210", "5,8 (4,1–7,5)", "205"),
        (two, "Werk"): ("18,4 (15,8–21,0)", "198", "13,7 (11,2–16,2)", "190"),
        (two, "Ervaren gezondheid"): ("6,9 (6,6–7,2)", "188", "6,7 (6,4–7,0)", "181"),
    }
    heads = (("Proef", "%"), ("Proef", "n"), ("Controle", "%"), ("Controle", "n"))
    expected = {(row, head): text for row, texts in rows.items() for head, text in zip(heads, texts, strict=True)}
    assert numbers(table) == expected


def test_table_in_a_column_of_text_is_not_mixed_with_the_text_beside_it(tmp_path: Path) -> None:
    (table,) = read(set_report(tmp_path / "columns.pdf", TWO_COLUMNS), 2)
    assert table.name == "Tabel 5"
    values = {key: text for key, text in numbers(table).items() if key[1] != ("Jaar",)}
    assert values == {
        ((year,), (group,)): text
        for year, *texts in (("2018", "31", "29"), ("2019", "44", "40"), ("2020", "52", "47"))
        for group, text in zip(("Proef", "Controle"), texts, strict=True)
    }


@pytest.mark.parametrize("source", [LONG, LONG_REPEATED, LONG_UNRULED], ids=["ruled", "head repeated", "no lines"])
def test_table_over_two_pages_is_one_table_with_the_page_of_each_row(source: str, tmp_path: Path) -> None:
    path = set_report(tmp_path / "long.pdf", source)
    with open_report(path) as report:
        (whole,), (rest,) = tables(report.page(1)), tables(report.page(2))
        on_page = {
            int(word.text): number for number in (1, 2) for word in report.page(number).words if word.text.isdigit()
        }
    expected = {((f"Wijk {at}",), ("Uitstroom",)): f"{at},5" for at in range(1, 61)}
    expected |= {((f"Wijk {at}",), ("n",)): str(at + 100) for at in range(1, 61)}
    assert numbers(whole) == expected
    pages = {int(row[2].text): row[2].page for row in whole.rows if row[2].is_number}
    assert pages == {number: on_page[number] for number in range(101, 161)}
    assert (whole.continued, rest.continued, rest.name) == (False, True, "Tabel 6")
    assert numbers(rest) == {key: text for key, text in expected.items() if pages[100 + int(key[0][0].split()[1])] == 2}


def test_interval_below_its_number_and_heads_of_two_columns_go_with_the_number(tmp_path: Path) -> None:
    stacked, levels = read(set_report(tmp_path / "stacked.pdf", STACKED))
    assert numbers(stacked) == {
        (("Werk",), ("Proef",)): "12,5 (10,1–14,9)",
        (("Werk",), ("Controle",)): "9,8 (7,5–12,1)",
        (("Inkomen",), ("Proef",)): "1.250 (1.100–1.400)",
        (("Inkomen",), ("Controle",)): "1.190 (1.050–1.330)",
    }
    rows = {
        ("Amstelrode", "Werk"): ("10", "12"),
        ("Amstelrode", "Zorg"): ("20", "22"),
        ("Ossendam", "Zorg"): ("40", "42"),
    }
    expected = {
        (row, (year,)): text for row, texts in rows.items() for year, text in zip(("2018", "2019"), texts, strict=True)
    }
    assert numbers(levels) == {**expected, (("Ossendam", "Werk"), ("2018",)): "30"}


def test_running_text_has_no_table(tmp_path: Path) -> None:
    assert read(set_report(tmp_path / "text.pdf", "#lorem(400)")) == ()
    contents = "Inhoud\n\n" + "\n\n".join(f"Hoofdstuk {at} #box(width: 1fr, repeat[.]) {at * 7}" for at in range(1, 9))
    assert read(set_report(tmp_path / "contents.pdf", contents)) == ()
