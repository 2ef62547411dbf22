"""Compare wanted rows with the tables: what is added, corrected, withdrawn, changed in place or removed.

A published row is never edited: a correction withdraws it and adds a new row with the same key. A row that was not
published yet is changed in place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from dashboard.editing.models import Cells, Change, ChangeKind, Current, EditProblem, Place, Plan, Reason, WantedRow
from dashboard.ingest.cells import read_cell
from dashboard.ingest.manifest import END_COLUMNS, content_columns, version_name
from dashboard.ingest.schema import Table

NO_REASON = "without a reason in both languages"
DELETED = "a published row was deleted"

_ALL_ROWS = "or one for all rows (--reason-nl, --reason-en)"
_OWN_KEY = "a key of its own; to correct a row, change that row itself and the old one is kept as withdrawn"


def plan(current: Current, wanted: Mapping[str, Sequence[WantedRow]], *, reason: Reason, whole: bool = True) -> Plan:
    """Return what the wanted rows change. `whole`: a row that is not among them is withdrawn.

    Nothing is raised for what is in the rows: see `problems` of the plan.
    """
    changes: list[Change] = []
    problems: list[EditProblem] = []
    rows: dict[str, list[tuple[Cells, Place | None]]] = {}
    for name, listed in wanted.items():
        empty = dict.fromkeys(current.schema[name].columns, "")
        if [{**empty, **row.cells} for row in listed] == current.rows[name]:
            # In a workbook, most tables are as they were.
            continue
        edits = TableEdits(table=current.schema[name], current=current, reason=reason)
        edits.compare(listed, whole=whole)
        changes += edits.changes
        problems += edits.problems
        if edits.changes:
            rows[name] = [*(edits.kept[index] for index in sorted(edits.kept)), *edits.added]
    last = current.releases.last
    if changes and reason.day > current.releases.next_day:
        problem, expected = "after today", f"{current.releases.next_day} at most (--date)"
        problems.append(
            EditProblem(place="the date of the change", problem=problem, value=str(reason.day), expected=expected)
        )
    if changes and last and reason.day <= last:
        expected = f"a later day (--date), because readers who ask for {last} must keep getting what it gave"
        problem = "not after the last release"
        problems.append(
            EditProblem(place="the date of the change", problem=problem, value=str(reason.day), expected=expected)
        )
    return Plan(changes=tuple(changes), problems=tuple(problems), rows=rows)


def differences(old: pd.DataFrame, new: pd.DataFrame, *, table: Table) -> pd.DataFrame:
    """Return for each cell of two aligned frames of text whether it differs; 38 and 38.0 are the same number."""
    differs = old.ne(new)
    for name in old.columns:
        if table.columns[name].type in ("number", "integer"):
            numbers = [pd.to_numeric(frame[name], errors="coerce") for frame in (old, new)]
            differs[name] &= numbers[0].ne(numbers[1])
    return differs


@dataclass(kw_only=True)
class TableEdits:
    """The edits of one table: rows that were there, by their position, and rows that are added."""

    table: Table
    current: Current
    reason: Reason
    changes: list[Change] = field(default_factory=list)
    problems: list[EditProblem] = field(default_factory=list)
    kept: dict[int, tuple[Cells, Place | None]] = field(default_factory=dict)
    added: list[tuple[Cells, Place | None]] = field(default_factory=list)

    def compare(self, wanted: Sequence[WantedRow], *, whole: bool) -> None:
        """Find the row that each wanted row stands for, and compare the two."""
        columns, content = list(self.table.columns), content_columns(self.table)
        rows = self.current.rows[self.table.name]
        old = pd.DataFrame(rows, columns=columns, dtype=str)
        new = pd.DataFrame([row.cells for row in wanted], columns=columns, dtype=str).fillna("")
        pairs = self._match(old, new, [row.place for row in wanted])
        left, right = (
            old.loc[pairs, content].reset_index(drop=True),
            new.loc[pairs.index, content].reset_index(drop=True),
        )
        differs = differences(left, right, table=self.table)
        for place, (index, position) in enumerate(pairs.items()):
            cells = {**new.loc[index].to_dict(), "added": rows[position]["added"]}
            changed = [name for name in content if differs.at[place, name]]
            self._compare(position, rows[position], cells, wanted[index].place, changed)
        for position in old.index.difference(pairs):
            row = rows[position]
            if row["withdrawn"] or not whole:
                # A withdrawn row is history: it stays, whether it is among the wanted rows or not.
                self.kept[position] = (row, None)
            else:
                self._delete(position, row)

    def _match(self, old: pd.DataFrame, new: pd.DataFrame, places: Sequence[Place]) -> pd.Series:
        """Return the position in the table of each wanted row that is there; other rows are added.

        A row is the one with its key and date, or else the live row with its key: it was typed again.
        """
        key = list(self.table.key)
        positions = old.assign(position=old.index)
        exact = _position(new, positions, on=[*key, "added"])
        live = _position(new, positions[positions["withdrawn"].eq("")], on=key)
        first: dict[object, int] = {}
        pairs: dict[int, int] = {}
        for index in [*exact.index[exact.notna()], *exact.index[exact.isna()]]:
            value = ", ".join(new.loc[index, key])
            is_exact = pd.notna(exact[index])
            position = exact[index] if is_exact else live[index]
            twin = first.get(position if is_exact else ("key", value))
            if twin is not None:
                problem = "the same row as in" if is_exact else "the same key as"
                expected = "each row once" if is_exact else "a key of its own"
                name = self._name(new.loc[index]) if is_exact else value
                self._problem(places[index].at(), f"{problem} {places[twin].at()}", expected, name)
                continue
            first[position if is_exact else ("key", value)] = index
            if pd.isna(position):
                self._add(new.loc[index], places[index])
            elif not is_exact and position in first:
                self._problem(places[index].at(), f"the same key as {places[first[position]].at()}", _OWN_KEY, value)
            else:
                pairs[index] = int(position)
        return pd.Series(pairs, dtype=int)

    def _name(self, cells: Cells) -> str:
        return version_name(cells, key=self.table.key)

    def _problem(self, place: str, problem: str, expected: str, value: str = "") -> None:
        self.problems.append(EditProblem(place=place, problem=problem, expected=expected, value=value))

    def _change(self, kind: ChangeKind, cells: Cells, place: str, **parts: object) -> None:
        key = tuple(cells[name] for name in self.table.key)
        self.changes.append(Change(kind=kind, table=self.table.name, key=key, place=place, **parts))  # type: ignore[arg-type]

    def _check_cells(self, cells: Cells, place: Place) -> None:
        for name, column in self.table.columns.items():
            _, cell_problem = read_cell(cells[name], column=column)
            if cell_problem and not (name == "added" and not cells[name]):
                self._problem(place.at(name), f"{name} {cell_problem.problem}", cell_problem.expected, cells[name])

    def _add(self, row: pd.Series, place: Place) -> None:
        cells: Cells = row.to_dict()
        self._check_cells(cells, place)
        if any(cells[name] for name in END_COLUMNS):
            problem = "a new row that is withdrawn already"
            self._problem(place.at("withdrawn"), problem, "an empty cell, or no such row")
        new = {**cells, "added": self.reason.day.isoformat()}
        self.added.append((new, place))
        self._change("added", new, place.at(), new=new)

    def _compare(self, position: int, old: Cells, new: dict[str, str], place: Place, columns: list[str]) -> None:
        self.kept[position] = (old, None)
        ends = [name for name in END_COLUMNS if new[name] != old[name]]
        if not columns and not ends:
            return
        self._check_cells(new, place)
        name = self._name(old)
        published = self.current.releases.came_with(self.table.name, name) is not None
        if published and not old["withdrawn"]:
            self._correct(position, old, new, place, columns)
        elif published and (columns or self.current.releases.went_with(self.table.name, name)):
            first = (columns or ends)[0]
            problem = f"this row was withdrawn on {old['withdrawn']} and stays as it was"
            self._problem(place.at(first), problem, f"the row as it was ({first}); what holds again is a new row")
        else:
            if not new["withdrawn"]:
                # A reason without a date in a row that nobody has seen yet: there is nothing to give a reason for.
                new.update(dict.fromkeys(END_COLUMNS, ""))
            self.kept[position] = (new, place)
            if changed := tuple(name for name in (*columns, *ends) if new[name] != old[name]):
                self._change("changed", old, place.at(), old=old, new=new, columns=changed)

    def _correct(self, position: int, old: Cells, new: Cells, place: Place, columns: list[str]) -> None:
        """Withdraw a published row, and add a new one when its content differs."""
        withdrawn, *own = (new[name] for name in END_COLUMNS)
        day = withdrawn or self.reason.day.isoformat()
        reason = (own[0] or self.reason.nl, own[1] or self.reason.en)
        if not all(reason):
            what = f"{', '.join(columns)} differs from the published row" if columns else "the row is withdrawn"
            expected = f"a reason in withdrawn_reason_nl and withdrawn_reason_en of this row, {_ALL_ROWS}"
            self._problem(place.at(END_COLUMNS[1 if not reason[0] else 2]), f"{what}, {NO_REASON}", expected)
        self.kept[position] = ({**old, **dict(zip(END_COLUMNS, (day, *reason), strict=True))}, place)
        added = {**new, **dict.fromkeys(END_COLUMNS, ""), "added": day} if columns else None
        if added:
            self.added.append((added, place))
        kind: ChangeKind = "corrected" if columns else "withdrawn"
        self._change(kind, old, place.at(), old=old, new=added, columns=tuple(columns), reason=reason)

    def _delete(self, position: int, old: Cells) -> None:
        """Withdraw a row that holds and is not wanted; remove it when it was not published yet."""
        where = f"table {self.table.name}"
        if not self.current.releases.came_with(self.table.name, self._name(old)):
            self._change("removed", old, where, old=old)
            return
        reason = (self.reason.nl, self.reason.en)
        if not all(reason):
            expected = (
                "the row as it was, with a reason in withdrawn_reason_nl and withdrawn_reason_en to withdraw it, "
                "or one reason for all rows (--reason-nl, --reason-en)"
            )
            self._problem(where, DELETED, expected, ", ".join(old[name] for name in self.table.key))
        end = dict(zip(END_COLUMNS, (self.reason.day.isoformat(), *reason), strict=True))
        self.kept[position] = ({**old, **end}, None)
        self._change("withdrawn", old, where, old=old, reason=reason)


def _position(new: pd.DataFrame, old: pd.DataFrame, *, on: list[str]) -> pd.Series:
    """Return the position of the old row with the same values in `on` as each new row; empty where there is none."""
    return new[on].merge(old.drop_duplicates(on)[[*on, "position"]], how="left", on=on)["position"]
