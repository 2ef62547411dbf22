"""A draft file: what a colleague gets, compares with the same page, and accepts or comments; and files that are no draft."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from dashboard.editing.reports.draft import DraftRefused, DraftRow, compare, export_draft, import_draft
from dashboard.editing.reports.pdf import Report, open_report
from dashboard.editing.reports.tables import tables
from dashboard.i18n.catalogue import t
from tests.made_up_reports import OUTCOMES, set_report


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Report]:
    with open_report(set_report(tmp_path_factory.mktemp("reports") / "outcomes.pdf", OUTCOMES)) as opened:
        yield opened


@pytest.fixture(scope="module")
def row(report: Report) -> DraftRow:
    (table,) = tables(report.page(1))
    cell = next(cell for cells in table.rows for cell in cells if cell.text == "12,5")
    values = {"id": "made_up", "value": "12.5", "as_published": "12,5", "n": ""}
    return DraftRow(
        table="observations", values=values, sha256=report.sha256, page=1, box=cell.box, read_on=date(2026, 12, 1)
    )


def test_draft_file_has_rows_and_cuttings_and_not_the_report(report: Report, row: DraftRow) -> None:
    elsewhere = DraftRow(table="arms", values={"id": "other", "participants": "12"}, read_on=date(2026, 12, 1))
    content = export_draft([row, elsewhere], {report.sha256: report})
    draft = import_draft(content)
    assert [one.name for one in draft.rows] == ["observations.made_up", "arms.other"]
    assert draft.rows[0].values == {"id": "made_up", "value": "12.5", "as_published": "12,5", "n": ""}
    assert (draft.rows[0].page, draft.rows[0].box, draft.rows[0].sha256) == (1, row.box, report.sha256)
    picture = Image.open(io.BytesIO(draft.cuttings[0]))
    scale = 1600 / report.page(1).width
    # The whole line with the label of its row, and some lines around it.
    assert (picture.width, abs(picture.height - (row.box.bottom - row.box.top + 80) * scale) < 3) == (1600, True)
    # A whole page is no cutting.
    page = replace(row, box=report.page(1).box)
    assert import_draft(export_draft([page], {report.sha256: report})).cuttings == {}
    assert set(draft.cuttings) == {0}
    assert b"%PDF" not in b"".join(zipfile.ZipFile(io.BytesIO(content)).read(name) for name in ("draft.json",))


def test_colleague_compares_a_row_with_the_same_page(report: Report, row: DraftRow, tmp_path: Path) -> None:
    agrees = compare(row, report)
    assert (agrees.agrees, agrees.found) == (True, "12,5")
    wrong = DraftRow(table=row.table, values={"as_published": "13,5"}, sha256=row.sha256, page=1, box=row.box)
    assert (compare(wrong, report).agrees, compare(wrong, report).missing) == (False, ("13,5",))
    with open_report(set_report(tmp_path / "newer.pdf", OUTCOMES.replace("12,5", "12,6"))) as other:
        assert not compare(row, other).same_file
    accepted = import_draft(export_draft([row.accept(), row.comment_on(" Welk jaar? ")], {})).rows
    assert [(one.status, one.comment) for one in accepted] == [("accepted", ""), ("commented", "Welk jaar?")]


def archive(**files: bytes | str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return buffer.getvalue()


def hostile(name: str, row: bytes) -> bytes:
    """Return a file that is no draft; `row` is a draft file that is one."""
    good = zipfile.ZipFile(io.BytesIO(row)).read("draft.json")
    one = json.loads(good)["rows"][0]

    def changed(**values: object) -> bytes:
        return archive(**{"draft.json": json.dumps({"format": 1, "rows": [{**one, **values}]})})

    made: dict[str, Callable[[], bytes]] = {
        "no_zip": lambda: b"%PDF-1.7",
        "cut_off": lambda: row[: len(row) // 2],
        "path_outside": lambda: archive(**{"draft.json": good, "../desk.json": b"{}"}),
        "absolute_path": lambda: archive(**{"draft.json": good, "/etc/passwd": b""}),
        "report_inside": lambda: archive(**{"draft.json": good, "report.pdf": b"%PDF-1.7"}),
        "no_picture": lambda: archive(**{"draft.json": good, "cuttings/0.png": b"<script>"}),
        "picture_of_no_row": lambda: archive(
            **{"draft.json": good, "cuttings/7.png": b"\x89PNG\r\n\x1a\n" + bytes(40)}
        ),
        "very_wide_picture": lambda: archive(
            **{
                "draft.json": good,
                "cuttings/0.png": b"\x89PNG\r\n\x1a\n" + bytes(8) + b"\x00\x0f\xff\xff" * 2 + bytes(9),
            }
        ),
        "bomb": lambda: archive(**{"draft.json": b" " * 70_000_000}),
        "nested": lambda: archive(**{"draft.json": "[" * 100_000}),
        "no_rows": lambda: archive(**{"draft.json": "{}"}),
        "unknown_table": lambda: changed(table="passwords"),
        "unknown_column": lambda: changed(values={"formula": "=1"}),
        "number_as_text": lambda: changed(values={"value": 12}),
        "endless_text": lambda: changed(values={"note_nl": "a" * 10_000}),
        "no_digest": lambda: changed(sha256="../../report"),
        "far_away": lambda: changed(box=[0, 0, 1e9, 1]),
        "not_a_number": lambda: changed(box=[0, 0, float("nan"), 1]),
        "unknown_status": lambda: changed(status="published"),
    }
    return made[name]()


@pytest.mark.parametrize(
    "name",
    "no_zip cut_off path_outside absolute_path report_inside no_picture picture_of_no_row very_wide_picture bomb nested no_rows "
    "unknown_table unknown_column number_as_text endless_text no_digest far_away not_a_number unknown_status".split(),
)
def test_file_that_is_no_draft_is_refused_with_a_text(name: str, row: DraftRow) -> None:
    with pytest.raises(DraftRefused) as refused:
        import_draft(hostile(name, export_draft([row], {})))
    assert all(t(refused.value.key, lang, **refused.value.values) for lang in ("nl", "en"))
