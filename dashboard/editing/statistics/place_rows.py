"""Compare fetched figures of all municipalities with the tables places, place_figures and place_values."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from dashboard.editing.models import Cells, Current, Place, WantedRow
from dashboard.editing.statistics.settings import RefreshError


def wanted_place_rows(figures: pd.DataFrame, *, current: Current) -> tuple[dict[str, list[WantedRow]], list[str]]:
    """Return the rows to add or correct by table, and remarks.

    Raises RefreshError for a figure and year without a row of this source in place_figures: a person writes its caution.
    """
    described = {(row["id"], row["year"]): row for row in _live(current, "place_figures")}
    values = {(row["place_id"], row["figure_id"], row["year"]): row for row in _live(current, "place_values")}
    wanted: dict[str, list[WantedRow]] = {"place_figures": [], "place_values": []}
    remarks = []
    for figure in figures.to_dict("records"):
        id, place, year, value = figure["indicator"], figure["municipality"], str(figure["year"]), figure["value"]
        row = _described(described.get((id, year)), figure)
        where = Place(where=f"table {figure['table']}, {place}, {id}, {year}")
        if place == "netherlands":
            if figure["provisional"]:
                remarks.append(f"table {figure['table']}: {id} of {year} is provisional (expected in its caution)")
            if _differs(row["netherlands_value"], value):
                wanted["place_figures"].append(WantedRow(place=where, cells={**row, "netherlands_value": value}))
        elif _differs(values.get((place, id, year), {}).get("value", ""), value):
            cells = {"place_id": place, "figure_id": id, "year": year, "value": value, "computed": "false"}
            wanted["place_values"].append(WantedRow(place=where, cells=cells))
    return {table: rows for table, rows in wanted.items() if rows}, remarks


def _live(current: Current, table: str) -> list[Cells]:
    return [row for row in current.rows[table] if not row["withdrawn"]]


def _described(row: Cells | None, figure: Mapping[str, Any]) -> Cells:
    expected = {"source_id": figure["source"], "modelled": str(figure["modelled"]).lower()}
    if row is None or any(row[name] != value for name, value in expected.items()):
        found = "no row" if row is None else f"a row with {', '.join(f'{name} {row[name]}' for name in expected)}"
        raise RefreshError(
            f"place_figures.csv has {found} for {figure['indicator']} of {figure['year']} "
            f"(expected one with {', '.join(f'{name} {value}' for name, value in expected.items())})"
        )
    return row


def _differs(old: str, new: str) -> bool:
    return not old or Decimal(old) != Decimal(new)
