"""From the sheets of a file to the rows that somebody wants, and the plan of changes that follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dashboard.config import LANGUAGES
from dashboard.editing.models import Plan, Reason
from dashboard.editing.plan import plan
from dashboard.editing.rows import Current, Place, Trouble, Wanted
from dashboard.editing.workbook.cells import tidy
from dashboard.editing.workbook.upload import Refused, Sheet, Upload, open_upload
from dashboard.i18n.catalogue import t
from dashboard.ingest.cells import near
from dashboard.ingest.schema import Table


def own_sheets() -> dict[str, str]:
    """The names of the two sheets that are no tables: the rules, and the lists of choices."""
    return {key: " - ".join(t(f"workbook.{key}", lang) for lang in LANGUAGES) for key in ("rules", "lists")}


def plan_upload(current: Current, content: bytes, *, name: str, reason: Reason) -> Plan:
    """What a file would change. Nothing is raised for what is in it: see `troubles` of the answer."""
    try:
        upload = open_upload(content, name=name)
    except Refused as refused:
        return Plan(changes=(), troubles=(refused.trouble,), rows={})
    troubles: list[Trouble] = []
    wanted = _tables(upload, schema=current.schema, troubles=troubles)
    if upload.stamp and upload.stamp != current.stamp:
        cure = "a workbook that was exported from the tables as they are now; export again and make your changes there"
        troubles.append(Trouble(place="the workbook", problem="made from other tables than those of now", cure=cure))
    if troubles:
        # With a sheet or column missing, the comparison would tell of rows that are not wrong.
        return Plan(changes=(), troubles=tuple(troubles), rows={}, remarks=upload.remarks)
    made = plan(current, {table: rows for table, (rows, _) in wanted.items()}, reason=reason)
    doubts = [trouble for _, found in wanted.values() for trouble in found]
    told = {one.place for one in doubts}
    rest = [one for one in made.troubles if one.place not in told]
    missing = [name for name in current.schema if name not in wanted]
    remarks = [*upload.remarks, *_unlike(made)]
    if upload.workbook and missing:
        remarks.append(f"no sheet for {', '.join(missing)}: left as they are")
    return replace(made, troubles=(*doubts, *rest), remarks=tuple(remarks))


def _unlike(made: Plan) -> list[str]:
    """Figures that were changed while the figure as it was printed was not: often one of the two was forgotten."""
    return [
        f"{change.place}: value changed and as_published did not; both should give the same figure"
        for change in made.changes
        if "value" in change.columns and "as_published" in (change.old or {}) and "as_published" not in change.columns
    ]


def _tables(
    upload: Upload, *, schema: Mapping[str, Table], troubles: list[Trouble]
) -> dict[str, tuple[list[Wanted], list[Trouble]]]:
    found: dict[str, tuple[list[Wanted], list[Trouble]]] = {}
    own = set(own_sheets().values())
    for sheet in upload.sheets:
        if sheet.name in own:
            continue
        name = sheet.name.strip() if upload.workbook else _table_of(sheet, schema=schema)
        where = f"sheet {sheet.name}" if upload.workbook else f"file {sheet.name}.csv"
        if name not in schema:
            cure = "a sheet named after a table" + near(sheet.name, among=list(schema))
            if not upload.workbook:
                cure = "a file named after a table, such as observations.csv, with its columns"
            troubles.append(Trouble(place=where, problem="not a table that we know", cure=cure))
        elif name in found:
            troubles.append(Trouble(place=where, problem="the same table twice", cure="each table once"))
        else:
            found[name] = _rows(sheet, table=schema[name], where=where, troubles=troubles)
    if not found and not troubles:
        troubles.append(
            Trouble(place="the workbook", problem="no sheet with a table", cure="a workbook that was exported here")
        )
    return found


def _table_of(sheet: Sheet, *, schema: Mapping[str, Table]) -> str:
    """The table that a csv file has: by its name, or by its columns when a browser or a colleague renamed it."""
    if sheet.name in schema:
        return sheet.name
    header = {str(cell.value).strip() for cell in sheet.rows[0][1]} if sheet.rows else set()
    return next((name for name, table in schema.items() if header == set(table.columns)), "")


def _rows(sheet: Sheet, *, table: Table, where: str, troubles: list[Trouble]) -> tuple[list[Wanted], list[Trouble]]:
    if not sheet.rows:
        troubles.append(Trouble(place=where, problem="empty", cure="a first row with the names of the columns"))
        return [], []
    names = _header(sheet, table=table, where=where, troubles=troubles)
    letters = {name: sheet.letters[at] for at, name in names.items()} if sheet.letters else {}
    unit = "row" if sheet.letters else "line"
    wanted: list[Wanted] = []
    doubts: list[Trouble] = []
    for number, cells in sheet.rows[1:]:
        if all(cell.value is None for cell in cells):
            continue
        place = Place(where=where, row=number, letters=letters, unit=unit)
        texts: dict[str, str] = {}
        for at, cell in enumerate(cells):
            name = names.get(at)
            if name is None:
                if cell.value is not None and at not in names and len(names) == len(table.columns):
                    cure = "an empty cell: the columns of the table stand left of it"
                    doubts.append(
                        Trouble(
                            place=place.at(), problem="a value outside the columns", value=str(cell.value), cure=cure
                        )
                    )
                continue
            texts[name], misfit = tidy(cell.value, column=table.columns[name], form=cell.form, dutch=sheet.dutch)
            if cell.problem:
                cure = "the value itself: copy, then paste as values"
                doubts.append(
                    Trouble(place=place.at(name), problem=f"{name} {cell.problem}", value=texts[name], cure=cure)
                )
            elif misfit:
                doubts.append(
                    Trouble(
                        place=place.at(name),
                        problem=f"{name} {misfit.problem}",
                        value=texts[name],
                        cure=misfit.expected,
                    )
                )
        wanted.append(Wanted(place=place, cells=texts))
    return wanted, doubts


def _header(sheet: Sheet, *, table: Table, where: str, troubles: list[Trouble]) -> dict[int, str]:
    """The name of the column at each position."""
    row, cells = sheet.rows[0]
    found = [str(cell.value).strip() if cell.value is not None else "" for cell in cells]
    missing = [name for name in table.columns if name not in found]
    names: dict[int, str] = {}
    for at, name in enumerate(found):
        place = f"{where}, cell {sheet.letters[at]}{row}" if sheet.letters else f"{where}, line {row}"
        if name in names.values():
            troubles.append(
                Trouble(place=place, problem="the column is there twice", value=name, cure="each column once")
            )
        elif name in table.columns:
            names[at] = name
        elif name:
            cure = f"a column of {table.name}" + near(name, among=missing)
            troubles.append(Trouble(place=place, problem="an unknown column", value=name, cure=cure))
    for name in missing:
        cure = f"a column {name}: {table.columns[name].description.rstrip('.')}"
        troubles.append(Trouble(place=where, problem="a column is missing", value=name, cure=cure))
    return names
