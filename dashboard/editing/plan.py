"""From the rows that somebody wants to the changes that gives: which wanted row is which row that is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.editing.diff import Sheet, add, compare, gone
from dashboard.editing.models import Change, Plan, Reason
from dashboard.editing.rows import Cells, Current, Place, Trouble, Wanted


def plan(current: Current, wanted: Mapping[str, Sequence[Wanted]], *, reason: Reason, whole: bool = True) -> Plan:
    """What the wanted rows change. `whole`: a row that is not among them is to be withdrawn.

    Nothing is raised for what is in the rows: see `troubles` of the answer.
    """
    changes: list[Change] = []
    troubles: list[Trouble] = []
    rows: dict[str, list[tuple[Cells, Place | None]]] = {}
    for name, listed in wanted.items():
        sheet = Sheet(table=current.schema[name], current=current, reason=reason)
        _work(sheet, listed, whole=whole)
        changes += sheet.changes
        troubles += sheet.troubles
        if sheet.changes:
            rows[name] = [*(sheet.kept[index] for index in sorted(sheet.kept)), *sheet.fresh]
    last = current.released.last
    if changes and last and reason.day <= last:
        cure = f"a later day (--date), because readers who ask for {last} must keep getting what it gave"
        troubles.append(
            Trouble(
                place="the date of the change", problem="not after the last release", value=str(reason.day), cure=cure
            )
        )
    return Plan(changes=tuple(changes), troubles=tuple(troubles), rows=rows)


def _work(sheet: Sheet, listed: Sequence[Wanted], *, whole: bool) -> None:
    rows = sheet.current.rows[sheet.table.name]
    place_of = {(sheet.key(cells), cells["added"]): index for index, cells in enumerate(rows)}
    live = {sheet.key(cells): index for index, cells in enumerate(rows) if not cells["withdrawn"]}
    found: dict[int, Wanted] = {}
    others: list[Wanted] = []
    for one in listed:
        index = place_of.get((sheet.key(one.cells), one.cells.get("added", "")))
        if index is None:
            others.append(one)
        elif index in found:
            sheet.trouble(
                one.place.at(), f"the same row as in {found[index].place.at()}", "each row once", sheet.name(one.cells)
            )
        else:
            found[index] = one
    twins: dict[tuple[str, ...], Wanted] = {}
    for one in others:
        key = sheet.key(one.cells)
        index = live.get(key)
        if key in twins:
            sheet.trouble(
                one.place.at(), f"the same key as {twins[key].place.at()}", "a key of its own", ", ".join(key)
            )
        elif index is None:
            add(sheet, one)
        elif index in found:
            cure = "a key of its own; to correct a row, change that row itself and the old one is kept as withdrawn"
            sheet.trouble(one.place.at(), f"the same key as {found[index].place.at()}", cure, ", ".join(key))
        else:
            # The row was typed anew instead of changed.
            found[index] = Wanted(place=one.place, cells={**one.cells, "added": rows[index]["added"]})
        twins[key] = one
    for index, cells in enumerate(rows):
        if index in found:
            compare(sheet, index, cells, found[index])
        elif cells["withdrawn"] or not whole:
            # A withdrawn row is history: it stays, in the sheet or not.
            sheet.kept[index] = (cells, None)
        else:
            gone(sheet, index, cells)
