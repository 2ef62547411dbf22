"""From the rows that somebody wants to the changes that gives, in the append-only way.

A published row is never edited: a correction withdraws it and adds a new row with the same key. What was not published yet
is changed in place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from dashboard.changes.rows import Cells, Current, Place, Trouble, Wanted, differing
from dashboard.tables.cells import read_cell
from dashboard.tables.schema import Table

Kind = Literal["added", "corrected", "withdrawn", "changed", "removed"]

NO_REASON = "without a reason in both languages"
DELETED = "a published row was deleted"

_END = ("withdrawn", "withdrawn_reason_nl", "withdrawn_reason_en")
_REASON_CURE = (
    "a reason in withdrawn_reason_nl and withdrawn_reason_en of this row, "
    "or one for all rows (--reason-nl, --reason-en)"
)


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why rows are corrected or withdrawn, for readers in both languages, and from which day."""

    day: date
    nl: str = ""
    en: str = ""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change. `changed` and `removed` are of rows that were not published yet; `reason` is (Dutch, English)."""

    kind: Kind
    table: str
    key: tuple[str, ...]
    place: str
    old: Cells | None = None
    new: Cells | None = None
    columns: tuple[str, ...] = ()
    reason: tuple[str, str] = ("", "")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What would change, what stops it, and the rows that each changed table would have, with where each comes from."""

    changes: tuple[Change, ...]
    troubles: tuple[Trouble, ...]
    rows: Mapping[str, Sequence[tuple[Cells, Place | None]]]
    remarks: tuple[str, ...] = ()


@dataclass(kw_only=True)
class _Sheet:
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


def plan(current: Current, wanted: Mapping[str, Sequence[Wanted]], *, reason: Reason, whole: bool = True) -> Plan:
    """What the wanted rows change. `whole`: a row that is not among them is to be withdrawn.

    Nothing is raised for what is in the rows: see `troubles` of the answer.
    """
    changes: list[Change] = []
    troubles: list[Trouble] = []
    rows: dict[str, list[tuple[Cells, Place | None]]] = {}
    for name, listed in wanted.items():
        sheet = _Sheet(table=current.schema[name], current=current, reason=reason)
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


def _work(sheet: _Sheet, listed: Sequence[Wanted], *, whole: bool) -> None:
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
            _add(sheet, one)
        elif index in found:
            cure = "a key of its own; to correct a row, change that row itself and the old one is kept as withdrawn"
            sheet.trouble(one.place.at(), f"the same key as {found[index].place.at()}", cure, ", ".join(key))
        else:
            # The row was typed anew instead of changed.
            found[index] = Wanted(place=one.place, cells={**one.cells, "added": rows[index]["added"]})
        twins[key] = one
    for index, cells in enumerate(rows):
        if index in found:
            _compare(sheet, index, cells, found[index])
        elif cells["withdrawn"] or not whole:
            # A withdrawn row is history: it stays, in the sheet or not.
            sheet.kept[index] = (cells, None)
        else:
            _gone(sheet, index, cells)


def _misfits(sheet: _Sheet, one: Wanted) -> Iterator[Trouble]:
    for name, column in sheet.table.columns.items():
        text = one.cells.get(name, "")
        _, misfit = read_cell(text, column=column)
        if misfit and not (name == "added" and not text):
            yield Trouble(
                place=one.place.at(name), problem=f"{name} {misfit.problem}", value=text, cure=misfit.expected
            )


def _add(sheet: _Sheet, one: Wanted) -> None:
    troubles = list(_misfits(sheet, one))
    sheet.troubles += troubles
    if any(one.cells.get(name) for name in _END):
        sheet.trouble(one.place.at("withdrawn"), "a new row that is withdrawn already", "an empty cell, or no such row")
    new = {**{name: one.cells.get(name, "") for name in sheet.table.columns}, "added": sheet.reason.day.isoformat()}
    sheet.fresh.append((new, one.place))
    sheet.changes.append(
        Change(kind="added", table=sheet.table.name, key=sheet.key(new), place=one.place.at(), new=new)
    )


def _compare(sheet: _Sheet, index: int, old: Cells, one: Wanted) -> None:
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
    sheet: _Sheet, index: int, old: Cells, new: dict[str, str], one: Wanted, *, columns: list[str], ending: list[str]
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


def _end(sheet: _Sheet, index: int, old: Cells, new: dict[str, str], one: Wanted, *, columns: list[str]) -> None:
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


def _gone(sheet: _Sheet, index: int, old: Cells) -> None:
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
