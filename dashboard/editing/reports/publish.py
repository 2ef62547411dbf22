"""Turn draft rows into changes of the tables: the rows, where each was read, and how much of its source was read.

Rows that they repeat or contradict are found too. The plan is written to the tables with `dashboard.editing.apply.apply`,
or handed in as a workbook.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.config import LANGUAGES
from dashboard.editing.diff import plan
from dashboard.editing.models import Cells, Current, Place, Plan, Reason, WantedRow
from dashboard.editing.reports.draft import DraftRow, KnownReport, pages_of, ranges
from dashboard.editing.workbook.export import export
from dashboard.i18n.catalogue import t
from dashboard.ingest.manifest import END_COLUMNS

Wanted = Mapping[str, Sequence[WantedRow]]
Reports = Mapping[str, KnownReport]
"""Reports by their SHA-256."""

# What two rows have in common when they are about the same thing, and what they then must agree on.
_SAME: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "observations": (
        ("experiment_id", "arm_id", "comparator_arm_id", "indicator_id", "subgroup_nl", "base_nl", "timing", "start", "end"),
        ("value", "low", "high", "n"),
    ),
    "findings": (("experiment_id", "arm_id", "comparator_arm_id", "indicator_id", "start", "end"), ("direction", "test")),
    "design_facts": (("experiment_id", "kind", "label_nl", "date", "unit"), ("value",)),
    "arms": (("id",), ("participants",)),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """A row on the same thing, of the tables or earlier in the draft, and the columns in which the two differ.

    Without columns it says the same: a reader would see the number twice.
    """

    row: int
    other: Cells
    fields: tuple[str, ...]


def plan_draft(current: Current, rows: Sequence[DraftRow], reports: Reports) -> Plan:
    """Return what draft rows change in the tables on the first day possible; see `problems` of the plan."""
    reason = Reason(day=current.releases.next_day)
    return plan(current, wanted(current, rows, reports), reason=reason, whole=False)


def hand_in(current: Current, rows: Sequence[DraftRow], reports: Reports) -> bytes:
    """Return a workbook of the tables with the draft rows in it, for somebody else to import."""
    tables = {name: list(listed) for name, listed in current.rows.items()}
    for name, listed in wanted(current, rows, reports).items():
        key = current.schema[name].key
        for row in listed:
            at = _position(tables[name], key, row.cells)
            cells = {column: row.cells.get(column, "") for column in current.schema[name].columns}
            if at is None:
                tables[name].append(cells)
            else:
                tables[name][at] = {**cells, "added": tables[name][at]["added"]}
    return export(replace(current, rows=tables))


def wanted(current: Current, rows: Sequence[DraftRow], reports: Reports) -> Wanted:
    """Return the rows that the tables should have, by table. The place of a row is its number in the draft."""
    found: dict[str, list[WantedRow]] = {}
    for number, row in enumerate(rows, start=1):
        place, cells = Place(where=f"draft row {number}"), _whole(current, row, rows[: number - 1])
        found.setdefault(row.table, []).append(WantedRow(place=place, cells=cells))
    sources = _sources(rows)
    for number, row in enumerate(rows, start=1):
        if row.sha256 in sources and row.table in current.schema["readings"].columns["row_table"].choices:
            place, cells = Place(where=f"draft row {number}"), _reading(current, row, sources[row.sha256])
            found.setdefault("readings", []).append(WantedRow(place=place, cells=cells))
    for digest, source in sources.items():
        if (known := reports.get(digest)) and known.pages_read:
            _add_access(current, found.setdefault("sources", []), source, known)
    return {name: listed for name, listed in found.items() if listed}


def _sources(rows: Iterable[DraftRow]) -> dict[str, str]:
    """Return the source that each report is, by SHA-256, as its rows say."""
    return {row.sha256: row.values["source_id"] for row in rows if row.sha256 and row.values.get("source_id")}


def _position(rows: Sequence[Cells], key: Sequence[str], cells: Cells) -> int | None:
    """Return where the live row with the same key is."""
    same = (
        at for at, row in enumerate(rows) if not row["withdrawn"] and all(row[name] == cells.get(name) for name in key)
    )
    return next(same, None)


def _live(current: Current, table: str, cells: Cells) -> Cells | None:
    at = _position(current.rows[table], current.schema[table].key, cells)
    return None if at is None else current.rows[table][at]


def _whole(current: Current, row: DraftRow, before: Sequence[DraftRow]) -> Cells:
    """Return the cells of a row: of a correction with the rest of the row, of a new group with its position."""
    if published := _live(current, row.table, row.values):
        return _corrected(published, row.values)
    if row.table != "arms" or row.values.get("position"):
        return row.values
    drafted = [one.values for one in before if one.table == "arms" and not _live(current, "arms", one.values)]
    same = [
        arm for arm in (*current.live("arms"), *drafted) if arm.get("experiment_id") == row.values.get("experiment_id")
    ]
    return {**row.values, "position": str(len(same) + 1)}


def _reading(current: Current, row: DraftRow, source: str) -> Cells:
    """Return the row that says where a row was read."""
    box = {name: f"{side:.1f}" for name, side in row.box._asdict().items()}
    cells = {
        "row_table": row.table, "row_id": row.values.get("id", ""), "source_id": row.values.get("source_id") or source,
        "sha256": row.sha256, "page": str(row.page), **box, "read_on": row.read_on.isoformat(),
    }  # fmt: skip
    if published := _live(current, "readings", cells):
        reasons = {f"withdrawn_reason_{lang}": t("report.reason.again", lang) for lang in LANGUAGES}
        return _corrected(published, {**cells, **reasons})
    return cells


def _corrected(published: Cells, cells: Cells) -> Cells:
    """Return a published row with other cells; the row itself when they differ in nothing, because a reason withdraws it."""
    content = [name for name in cells if name not in ("added", *END_COLUMNS)]
    same = all(comparable(cells[name]) == comparable(published[name]) for name in content)
    return published if same else {**published, "added": "", **cells}


def _add_access(current: Current, listed: list[WantedRow], source: str, known: KnownReport) -> None:
    """Put how much of a source was read in its row: in the draft if it is new, or else in a correction.

    Only pages that somebody marked as read count: a number is often taken from a page of which the rest was not read.
    """
    drafted = next((at for at, row in enumerate(listed) if row.cells.get("id") == source), None)
    before = listed[drafted].cells if drafted is not None else _live(current, "sources", {"id": source})
    if before is None:
        # The build says that the source is not known.
        return
    pages = pages_of(before.get("pages_read", "")).union(known.pages_read)
    is_full = before.get("access") == "full" or pages.issuperset(range(1, known.page_count + 1))
    cells = {
        **before, "access": "full" if is_full else "opening", "pages_read": ranges(pages),
        "page_count": str(known.page_count), "read_on": max(known.pages_read.values()).isoformat(),
    }  # fmt: skip
    if drafted is not None:
        listed[drafted] = replace(listed[drafted], cells=cells)
    elif any(cells[name] != before.get(name) for name in ("access", "pages_read", "page_count")):
        reasons = {f"withdrawn_reason_{lang}": t("report.reason.read", lang, pages=ranges(pages)) for lang in LANGUAGES}
        listed.append(WantedRow(place=Place(where=f"source {source}"), cells={**cells, "added": "", **reasons}))


def comparable(text: str) -> float | str:
    """Return a number as a number, so that 38 and 38.0 are the same; another text as it is."""
    try:
        return float(text)
    except ValueError:
        return text


def contradictions(current: Current, rows: Sequence[DraftRow]) -> tuple[Contradiction, ...]:
    """Return the rows on the same thing; a correction of a row is not held against it."""
    found = []
    for at, row in enumerate(rows):
        drafted = [one.values for one in rows[:at] if one.table == row.table]
        for other in (*current.live(row.table), *drafted):
            fields = _differing(row, other)
            if fields or (fields is not None and row.table == "observations"):
                found.append(Contradiction(row=at, other=other, fields=fields))
    return tuple(found)


def _differing(row: DraftRow, other: Cells) -> tuple[str, ...] | None:
    """Return the columns in which two rows on the same thing differ; None for rows on other things."""
    same, compared = _SAME.get(row.table, ((), ()))
    own = row.values
    is_itself = row.table != "arms" and own.get("id") == other.get("id")
    if not same or is_itself or any(own.get(name, "") != other.get(name, "") for name in same):
        return None
    # A row that says nothing on a column does not contradict it.
    both = [name for name in compared if own.get(name) and other.get(name)]
    return tuple(name for name in both if comparable(own[name]) != comparable(other[name]))
