"""The municipalities whose figures are fetched: those with trials, or all of today."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.editing.models import Current
from dashboard.editing.statistics.settings import RefreshError, TableSettings


@dataclass(frozen=True, kw_only=True)
class Areas:
    """Municipalities by their CBS code; `former` codes are passed over, `computed` years and places may be absent."""

    ids: Mapping[str, str]
    former: frozenset[str] = frozenset()
    computed: frozenset[tuple[int, str]] = frozenset()


def areas(current: Current, *, all_places: bool) -> Areas:
    """Return the municipalities with trials, or all. No table has the figures that were computed from former ones."""
    live = {
        name: [row for row in current.rows[name] if not row["withdrawn"]]
        for name in ("municipalities", "places", "former_names", "place_values")
    }
    ids = {row["gm_code"]: row["id"] for row in live["places" if all_places else "municipalities"]}
    if not all_places:
        return Areas(ids=ids)
    computed = [(int(row["year"]), row["place_id"]) for row in live["place_values"] if row["computed"] == "true"]
    return Areas(
        ids=ids, former=frozenset(row["id"].upper() for row in live["former_names"]), computed=frozenset(computed)
    )


def check_known(rows: list[dict[str, Any]], needed: list[str], table: TableSettings, known: Areas) -> None:
    """Refuse figures of a municipality that is in neither places.csv nor former_names.csv: boundaries changed."""
    codes = {str(row[table.region]).strip() for row in rows if any(pd.notna(row[name]) for name in needed)}
    unknown = sorted(code for code in codes - {*known.ids} - known.former if code.startswith("GM"))
    if unknown:
        raise RefreshError(
            f"{table.table}: figures of {', '.join(unknown[:8])} (expected codes of places.csv and former_names.csv; "
            "perhaps municipalities merged)"
        )
