"""Read the tables in a workbook or CSV file, and plan the changes that follow from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dashboard.config import LANGUAGES
from dashboard.editing.diff import plan
from dashboard.editing.models import Current, EditProblem, Place, Plan, Reason, WantedRow
from dashboard.editing.workbook.cells import ordinary, tidy
from dashboard.editing.workbook.upload import Cell, Upload, UploadRefused, Worksheet, open_upload
from dashboard.i18n.catalogue import t
from dashboard.ingest.cells import did_you_mean
from dashboard.ingest.reader import BROKEN_ROW, NO_COLUMNS, broken_row, names_columns
from dashboard.ingest.schema import Table


def other_sheets() -> dict[str, str]:
    """Return the names of the two worksheets that are no tables: the rules, and the lists of choices."""
    return {key: " - ".join(t(f"workbook.{key}", lang) for lang in LANGUAGES) for key in ("rules", "lists")}


def plan_upload(current: Current, content: bytes, *, name: str, reason: Reason) -> Plan:
    """Return what a file would change. Nothing is raised for what is in it: see `problems` of the plan."""
    try:
        upload = open_upload(content, name=name)
    except UploadRefused as refused:
        return Plan(problems=(refused.problem,))
    reader = _Reader()
    reader.read(upload, schema=current.schema)
    if upload.stamp and upload.stamp != current.stamp:
        expected = (
            "a workbook that was exported from the tables as they are now; export again and make your changes there"
        )
        reader.refuse("the workbook", "made from other tables than those of now", expected)
    if reader.shape:
        # With a sheet or column missing, the comparison would report rows that are not wrong.
        return Plan(problems=tuple(reader.shape), remarks=upload.remarks)
    planned = plan(current, reader.wanted, reason=reason)
    known = {problem.place for problem in reader.cells}
    rest = [problem for problem in planned.problems if problem.place not in known]
    remarks = [*upload.remarks, *_unequal_values(planned)]
    if reader.made_ordinary:
        remarks.append(f"{reader.made_ordinary} cells with other spaces, line ends or accents: read as ordinary ones")
    missing = [name for name in current.schema if name not in reader.wanted]
    if upload.workbook and missing:
        remarks.append(f"no sheet for {', '.join(missing)}: left as they are")
    return replace(planned, problems=(*reader.cells, *rest), remarks=tuple(remarks))


def _unequal_values(planned: Plan) -> list[str]:
    """Return a remark for each value that was changed while the value as it was printed was not."""
    return [
        f"{change.place}: value changed and as_published did not; both should give the same figure"
        for change in planned.changes
        if "value" in change.columns and "as_published" in (change.old or {}) and "as_published" not in change.columns
    ]


@dataclass(kw_only=True)
class _Reader:
    """The wanted rows by table, and what is wrong with the shape of the worksheets and with single cells."""

    wanted: dict[str, list[WantedRow]] = field(default_factory=dict)
    shape: list[EditProblem] = field(default_factory=list)
    cells: list[EditProblem] = field(default_factory=list)
    made_ordinary: int = 0

    def refuse(self, place: str, problem: str, expected: str, value: str = "") -> None:
        """Add a problem with the shape of the file."""
        self.shape.append(EditProblem(place=place, problem=problem, expected=expected, value=value))

    def read(self, upload: Upload, *, schema: Mapping[str, Table]) -> None:
        """Read the rows of each worksheet that is a table."""
        others = other_sheets().values()
        for sheet in upload.sheets:
            if sheet.name in others:
                continue
            name = sheet.name.strip().lower() if upload.workbook else _table_of(sheet, schema=schema)
            where = f"sheet {sheet.name}" if upload.workbook else f"file {sheet.name}.csv"
            if name not in schema and upload.workbook and not sheet.rows:
                # Excel adds an empty sheet to a new workbook, and a chart may have a sheet of its own.
                continue
            if name not in schema:
                expected = "a sheet named after a table" + did_you_mean(sheet.name, among=list(schema))
                if not upload.workbook:
                    expected = "a file named after a table, such as observations.csv, with its columns"
                self.refuse(where, "not a table that we know", expected)
            elif name in self.wanted:
                self.refuse(where, "the same table twice", "each table once")
            else:
                self.wanted[name] = self._rows(sheet, table=schema[name], where=where)
        if not self.wanted and not self.shape:
            self.refuse("the workbook", "no sheet with a table", "a workbook that was exported here")

    def _rows(self, sheet: Worksheet, *, table: Table, where: str) -> list[WantedRow]:
        if not sheet.rows:
            self.refuse(where, "empty", "a first row with the names of the columns")
            return []
        names = self._header(sheet, table=table, where=where)
        broken = 0 if sheet.letters else broken_row(sheet.rows[1:], width=len(sheet.rows[0][1]))
        if broken:
            self.refuse(f"{where}, line {broken}", *BROKEN_ROW)
            return []
        letters = {name: sheet.letters[at] for at, name in names.items()} if sheet.letters else {}
        wanted: list[WantedRow] = []
        for number, cells in sheet.rows[1:]:
            if all(cell.value is None for cell in cells):
                continue
            place = Place(where=where, row=number, letters=letters, unit="row" if sheet.letters else "line")
            texts = {
                names[at]: self._text(cell, names[at], place, table=table, dutch=sheet.dutch)
                for at, cell in enumerate(cells)
                if at in names
            }
            outside = [cell for at, cell in enumerate(cells) if at not in names and cell.value is not None]
            if outside and len(names) == len(table.columns):
                problem, expected = (
                    "a value outside the columns",
                    "an empty cell: the columns of the table stand left of it",
                )
                self._doubt(place.at(), problem, expected, str(outside[0].value))
            wanted.append(WantedRow(place=place, cells=texts))
        return wanted

    def _text(self, cell: Cell, name: str, place: Place, *, table: Table, dutch: bool) -> str:
        if isinstance(cell.value, str) and ordinary(cell.value) != cell.value.strip():
            self.made_ordinary += 1
        text, cell_problem = tidy(cell.value, column=table.columns[name], form=cell.form, dutch=dutch)
        if cell.problem:
            expected = "the value itself: copy, then paste as values"
            self._doubt(place.at(name), f"{name} {cell.problem}", expected, text)
        elif cell_problem:
            self._doubt(place.at(name), f"{name} {cell_problem.problem}", cell_problem.expected, text)
        return text

    def _doubt(self, place: str, problem: str, expected: str, value: str) -> None:
        self.cells.append(EditProblem(place=place, problem=problem, expected=expected, value=value))

    def _header(self, sheet: Worksheet, *, table: Table, where: str) -> dict[int, str]:
        """Return the name of the column at each position."""
        row, cells = sheet.rows[0]
        found = ["" if cell.value is None else _column_name(str(cell.value)) for cell in cells]
        if not names_columns(found, table):
            self.refuse(where, *NO_COLUMNS, value=",".join(found))
            return {}
        missing = [name for name in table.columns if name not in found]
        names: dict[int, str] = {}
        for at, name in enumerate(found):
            place = f"{where}, cell {sheet.letters[at]}{row}" if sheet.letters else f"{where}, line {row}"
            if name in names.values():
                self.refuse(place, "the column is there twice", "each column once", name)
            elif name in table.columns:
                names[at] = name
            elif name:
                expected = f"a column of {table.name}" + did_you_mean(name, among=missing)
                self.refuse(place, "an unknown column", expected, name)
        for name in missing:
            expected = f"a column {name}: {table.columns[name].description.rstrip('.')}"
            self.refuse(where, "a column is missing", expected, name)
        return names


def _column_name(head: str) -> str:
    """Return the head of a column as the schema has it: people write Arm id and ARM_ID."""
    return "_".join(ordinary(head).lower().split())


def _table_of(sheet: Worksheet, *, schema: Mapping[str, Table]) -> str:
    """Return the table in a CSV file: by its name, or by its columns when a browser or a colleague renamed it."""
    if sheet.name.lower() in schema:
        return sheet.name.lower()
    header = {_column_name(str(cell.value)) for cell in sheet.rows[0][1]} if sheet.rows else set()
    return next((name for name, table in schema.items() if header == set(table.columns)), "")
