"""What becomes of each row of one table: it is added, stays, changes in place, is corrected, withdrawn or removed.

A published row is never edited: a correction withdraws it and adds a new row with the same key. What was not published yet
is changed in place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dashboard.editing.models import Change, Reason
from dashboard.editing.rows import Cells, Current, Place, Trouble, Wanted, differing
from dashboard.ingest.cells import read_cell
from dashboard.ingest.schema import Table

NO_REASON = "without a reason in both languages"
DELETED = "a published row was deleted"

_END = ("withdrawn", "withdrawn_reason_nl", "withdrawn_reason_en")
_REASON_CURE = (
    "a reason in withdrawn_reason_nl and withdrawn_reason_en of this row, "
    "or one for all rows (--reason-nl, --reason-en)"
)


@dataclass(kw_only=True)
class Sheet:
    """The work on one table."""

    table: Table
    current: Current
    reason: Reason
    changes: list[Change] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    kept: dict[int, tuple[Cells, Place | None]] = field(default_factory=dict)
    fresh: list[tuple[Cells, Place | None]] = field(default_factory=list)

    def key(self, cells: Cells) -> tuple[str, ...]:
        return tuple(cells.get(name, "") for name in self.table.key)

    def name(self, cells: Cells) -> str:
        return f"{','.join(self.key(cells))}@{cells['added']}"

    def published(self, cells: Cells) -> bool:
        return self.current.released.came_with(self.table.name, self.name(cells)) is not None

    def end_published(self, cells: Cells) -> bool:
        return self.current.released.went_with(self.table.name, self.name(cells)) is not None

    def trouble(self, place: str, problem: str, cure: str, value: str = "") -> None:
        self.troubles.append(Trouble(place=place, problem=problem, cure=cure, value=value))


def _misfits(sheet: Sheet, one: Wanted) -> Iterator[Trouble]:
    for name, column in sheet.table.columns.items():
        text = one.cells.get(name, "")
        _, misfit = read_cell(text, column=column)
        if misfit and not (name == "added" and not text):
            yield Trouble(
                place=one.place.at(name), problem=f"{name} {misfit.problem}", value=text, cure=misfit.expected
            )


def add(sheet: Sheet, one: Wanted) -> None:
    """A row with a key that no live row has."""
    troubles = list(_misfits(sheet, one))
    sheet.troubles += troubles
    if any(one.cells.get(name) for name in _END):
        sheet.trouble(one.place.at("withdrawn"), "a new row that is withdrawn already", "an empty cell, or no such row")
    new = {**{name: one.cells.get(name, "") for name in sheet.table.columns}, "added": sheet.reason.day.isoformat()}
    sheet.fresh.append((new, one.place))
    sheet.changes.append(
        Change(kind="added", table=sheet.table.name, key=sheet.key(new), place=one.place.at(), new=new)
    )


def compare(sheet: Sheet, index: int, old: Cells, one: Wanted) -> None:
    """One row that is there and is wanted, perhaps in another form."""
    new = {name: one.cells.get(name, "") for name in sheet.table.columns}
    columns = differing(old, new, table=sheet.table)
    ending = [name for name in _END if new[name] != old[name]]
    sheet.kept[index] = (old, None)
    if not columns and not ending:
        return
    sheet.troubles += _misfits(sheet, one)
    if not sheet.published(old):
        _in_place(sheet, index, old, new, one, columns=columns, ending=ending)
    elif old["withdrawn"]:
        if not columns and not sheet.end_published(old):
            _in_place(sheet, index, old, new, one, columns=columns, ending=ending)
            return
        cure = f"the row as it was ({columns[0] if columns else ending[0]}); what holds again is a new row"
        sheet.trouble(
            one.place.at((columns or ending)[0]),
            f"this row was withdrawn on {old['withdrawn']} and stays as it was",
            cure,
        )
    else:
        _end(sheet, index, old, new, one, columns=columns)


def _in_place(
    sheet: Sheet, index: int, old: Cells, new: dict[str, str], one: Wanted, *, columns: list[str], ending: list[str]
) -> None:
    if not new["withdrawn"]:
        # A reason without a date on a row that nobody has seen yet: there is nothing to give a reason for.
        new.update(dict.fromkeys(_END, ""))
    changed = tuple(name for name in (*columns, *ending) if new[name] != old[name])
    sheet.kept[index] = (new, one.place)
    if changed:
        sheet.changes.append(
            Change(
                kind="changed",
                table=sheet.table.name,
                key=sheet.key(old),
                place=one.place.at(),
                old=old,
                new=new,
                columns=changed,
            )
        )


def _end(sheet: Sheet, index: int, old: Cells, new: dict[str, str], one: Wanted, *, columns: list[str]) -> None:
    """A published row is withdrawn, and replaced when its content differs."""
    day = new["withdrawn"] or sheet.reason.day.isoformat()
    reason = (new[_END[1]] or sheet.reason.nl, new[_END[2]] or sheet.reason.en)
    if not all(reason):
        what = f"{', '.join(columns)} differs from the published row" if columns else "the row is withdrawn"
        sheet.trouble(
            one.place.at(_END[1] if not reason[0] else _END[2]),
            f"{what}, {NO_REASON}",
            _REASON_CURE,
        )
    sheet.kept[index] = ({**old, **dict(zip(_END, (day, *reason), strict=True))}, one.place)
    fresh = None
    if columns:
        fresh = {**new, **dict.fromkeys(_END, ""), "added": day}
        sheet.fresh.append((fresh, one.place))
    sheet.changes.append(
        Change(
            kind="corrected" if columns else "withdrawn",
            table=sheet.table.name,
            key=sheet.key(old),
            place=one.place.at(),
            old=old,
            new=fresh,
            columns=tuple(columns),
            reason=reason,
        )
    )


def gone(sheet: Sheet, index: int, old: Cells) -> None:
    """A row that holds and is not wanted any more."""
    where = f"table {sheet.table.name}"
    key = sheet.key(old)
    if not sheet.published(old):
        sheet.changes.append(Change(kind="removed", table=sheet.table.name, key=key, place=where, old=old))
        return
    reason = (sheet.reason.nl, sheet.reason.en)
    if not all(reason):
        cure = (
            "the row as it was, with a reason in withdrawn_reason_nl and withdrawn_reason_en to withdraw it, "
            "or one reason for all rows (--reason-nl, --reason-en)"
        )
        sheet.trouble(where, DELETED, cure, ", ".join(key))
    sheet.kept[index] = ({**old, **dict(zip(_END, (sheet.reason.day.isoformat(), *reason), strict=True))}, None)
    sheet.changes.append(Change(kind="withdrawn", table=sheet.table.name, key=key, place=where, old=old, reason=reason))
