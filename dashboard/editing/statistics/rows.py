"""From figures to wanted rows of context.csv: only what is new or differs, with table, period and day of access."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.editing.rows import Cells, Current, Place, Wanted, same
from dashboard.editing.statistics.reshape import Figure
from dashboard.editing.statistics.settings import TableSettings, Words


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Rows to add or correct, and what was left as it is, with the reason."""

    wanted: tuple[Wanted, ...]
    remarks: tuple[str, ...]


def compare(
    figures: Iterable[Figure], *, current: Current, tables: Mapping[str, TableSettings], words: Words, day: date
) -> Compared:
    """Hold figures against the rows that are live now.

    A figure that another table gave already is left alone: the two may have other boundaries, so it is for a person to choose.
    """
    table = current.schema["context"]
    live = {tuple(row[name] for name in table.key): row for row in current.rows["context"] if not row["withdrawn"]}
    wanted: list[Wanted] = []
    remarks: list[str] = []
    for figure in figures:
        old = live.get((figure.municipality, figure.indicator, str(figure.year)))
        place = Place(where=f"table {figure.table}, {figure.municipality}, {figure.indicator}, {figure.year}")
        if old is None:
            wanted.append(Wanted(place=place, cells=_cells(figure, None, tables=tables, words=words, day=day)))
        elif old["source_id"] != figure.source:
            if not same(old["value"], figure.value, table=table, column="value"):
                why = f"{old['source_id']} gives {old['value']}; boundaries may differ"
                remarks.append(f"{place.where}: {figure.value}, left as it is because {why}")
        elif not _equal(old, figure, current=current):
            wanted.append(Wanted(place=place, cells=_cells(figure, old, tables=tables, words=words, day=day)))
    return Compared(wanted=tuple(wanted), remarks=tuple(remarks))


def _equal(old: Cells, figure: Figure, *, current: Current) -> bool:
    return (
        same(old["value"], figure.value, table=current.schema["context"], column="value")
        and old["provisional"] == str(figure.provisional).lower()
        and old["modelled"] == str(figure.modelled).lower()
    )


def _cells(
    figure: Figure, old: Cells | None, *, tables: Mapping[str, TableSettings], words: Words, day: date
) -> dict[str, str]:
    notes = {}
    for lang, form in (("nl", words.note_nl), ("en", words.note_en)):
        told = form.format(table=figure.table, period=figure.period, day=day.isoformat())
        before = (
            old[f"note_{lang}"] if old else tables[figure.source].boundaries.get(figure.municipality, {}).get(lang, "")
        )
        # What was written at an earlier refresh is replaced; what a person wrote stays.
        pattern = r"\S+".join(re.escape(part) for part in re.split(r"\{\w+\}", form))
        notes[f"note_{lang}"] = f"{re.sub(pattern, '', before).strip()} {told}".strip()
    return {
        "municipality_id": figure.municipality,
        "indicator_id": figure.indicator,
        "year": str(figure.year),
        "value": figure.value,
        "modelled": str(figure.modelled).lower(),
        "provisional": str(figure.provisional).lower(),
        "source_id": figure.source,
        **notes,
        "added": old["added"] if old else "",
    }
