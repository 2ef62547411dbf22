"""Turn statistics into wanted rows of context.csv: only what is new or differs, with table, period and day of access."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from dashboard.editing.diff import differences
from dashboard.editing.models import Current, Place, WantedRow
from dashboard.editing.statistics.settings import TableSettings, Words

_COMPARED = ["value", "modelled", "provisional"]


def wanted_rows(
    figures: pd.DataFrame, *, current: Current, tables: Mapping[str, TableSettings], words: Words, day: date
) -> tuple[list[WantedRow], list[str]]:
    """Compare statistics with the rows that hold now. Returns the rows to add or correct, and remarks.

    A value that another table gave already is left alone: the two may have other boundaries, so a person chooses.
    """
    table = current.schema["context"]
    context = pd.DataFrame(current.rows["context"], columns=list(table.columns), dtype=str)
    new = pd.DataFrame(
        {
            "municipality_id": figures["municipality"],
            "indicator_id": figures["indicator"],
            "year": figures["year"].astype(str),
            "value": figures["value"],
            "modelled": figures["modelled"].astype(str).str.lower(),
            "provisional": figures["provisional"].astype(str).str.lower(),
            "source_id": figures["source"],
        }
    )
    live = context[context["withdrawn"].eq("")]
    both = new.merge(live, how="left", on=list(table.key), suffixes=("", "_old"), indicator="side")
    old = both[[f"{name}_old" for name in _COMPARED]].set_axis(_COMPARED, axis="columns")
    differs = differences(old, both[_COMPARED], table=table)
    wanted: list[WantedRow] = []
    remarks: list[str] = []
    rows = zip(both.to_dict("records"), differs.to_dict("records"), figures.to_dict("records"), strict=True)
    for row, changed, figure in rows:
        place = f"table {figure['table']}, {figure['municipality']}, {figure['indicator']}, {figure['year']}"
        is_new = row["side"] == "left_only"
        if not is_new and row["source_id_old"] != row["source_id"]:
            if changed["value"]:
                why = f"{row['source_id_old']} gives {row['value_old']}; boundaries may differ"
                remarks.append(f"{place}: {row['value']}, left as it is because {why}")
        elif is_new or any(changed.values()):
            boundaries = tables[figure["source"]].boundaries.get(figure["municipality"], {})
            texts = boundaries if is_new else {lang: row[f"note_{lang}"] for lang in ("nl", "en")}
            cells = {
                **{name: row[name] for name in new.columns},
                "note_nl": _note(texts.get("nl", ""), words.note_nl, figure, day),
                "note_en": _note(texts.get("en", ""), words.note_en, figure, day),
                "added": "" if is_new else row["added"],
            }
            wanted.append(WantedRow(place=Place(where=place), cells=cells))
    return wanted, remarks


def _note(text: str, template: str, figure: Mapping[str, Any], day: date) -> str:
    """Return a note with what this refresh says of table, period and day.

    What an earlier refresh wrote is replaced; what a person wrote stays.
    """
    pattern = r"\S+".join(re.escape(part) for part in re.split(r"\{\w+\}", template))
    written = template.format(table=figure["table"], period=figure["period"], day=day.isoformat())
    return f"{re.sub(pattern, '', text).strip()} {written}".strip()
