"""Fetch the official statistics again, and plan what would change in the tables: only what is new or differs.

Rows get the table, the period and the day of access.
"""

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
import pandas as pd

from dashboard.editing.csv_files import read_current
from dashboard.editing.diff import differences, plan
from dashboard.editing.models import Cells, Current, Place, Plan, Reason, WantedRow
from dashboard.editing.statistics.reshape import Areas, fetch
from dashboard.editing.statistics.service import Service
from dashboard.editing.statistics.settings import RefreshError, Settings, TableSettings, Words, read_settings

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


def wanted_place_rows(figures: pd.DataFrame, *, current: Current) -> tuple[dict[str, list[WantedRow]], list[str]]:
    """Return the rows to add or correct by table, and remarks.

    Raises RefreshError for a figure and year without a row of this source in place_figures: a person writes its caution.
    """
    described = {(row["id"], row["year"]): row for row in current.live("place_figures")}
    values = {(row["place_id"], row["figure_id"], row["year"]): row for row in current.live("place_values")}
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


def plan_refresh(data: Path, *, settings: Path, only: Sequence[str], day: date) -> tuple[Current, Plan]:
    """Fetch the statistics of the sources in `only`, or of all. Returns the tables and what would change in them.

    Raises RefreshError when the settings or the services do not allow it.
    """
    chosen = read_settings(settings)
    current = read_current(data)
    words, tables = chosen.words, _choose(chosen, only=only, current=current)
    figures, missing = _fetch(tables, settings=chosen, current=current)
    by_source = {table.source: table for table in chosen.tables if not table.all_places}
    all_places = figures["all_places"].astype(bool)
    context, remarks = wanted_rows(figures[~all_places], current=current, tables=by_source, words=words, day=day)
    places, place_remarks = wanted_place_rows(figures[all_places], current=current)
    reason = Reason(day=day, nl=words.reason_nl.format(day=day), en=words.reason_en.format(day=day))
    planned = plan(current, {"context": context, **places}, reason=reason, whole=False)
    return current, replace(planned, remarks=(*missing, *remarks, *place_remarks))


def _choose(settings: Settings, *, only: Sequence[str], current: Current) -> list[TableSettings]:
    """Return the tables to fetch. Each must be a source of the data, whose title names the number of the table."""
    titles = {row["id"]: row["title"] for row in current.live("sources")}
    for table in settings.tables:
        if table.table.lower() not in titles.get(table.source, "").lower():
            raise RefreshError(
                f"refresh.toml: {table.source} is no source with {table.table} in its title (expected one in sources.csv)"
            )
    unknown = set(only) - {table.source for table in settings.tables}
    if unknown:
        known = ", ".join(table.source for table in settings.tables)
        raise RefreshError(f"no table for {', '.join(sorted(unknown))} in refresh.toml (expected one of {known})")
    return [table for table in settings.tables if not only or table.source in only]


def _fetch(tables: list[TableSettings], *, settings: Settings, current: Current) -> tuple[pd.DataFrame, list[str]]:
    regions = {whole: _areas(current, all_places=whole) for whole in (False, True)}
    service = Service(limits=settings.time, on_retry=lambda text: click.echo(f"tries again: {text}", err=True))
    frames: list[pd.DataFrame] = []
    missing: list[str] = []
    with click.progressbar(tables, label="tables", file=sys.stderr, item_show_func=_source) as progress:
        for table in progress:
            figures, gaps = fetch(table, service=service, areas=regions[table.all_places], words=settings.words)
            frames.append(figures)
            unchecked = (
                f"{table.table}: not checked at the service when this was written: {one}" for one in table.unchecked
            )
            missing += [*gaps, *unchecked]
    return pd.concat(frames, ignore_index=True), missing


def _areas(current: Current, *, all_places: bool) -> Areas:
    """Return the municipalities with trials, or all. No table has the figures that were computed from former ones."""
    ids = {row["gm_code"]: row["id"] for row in current.live("places" if all_places else "municipalities")}
    if not all_places:
        return Areas(ids=ids)
    former = frozenset(row["id"].upper() for row in current.live("former_names"))
    computed = [row for row in current.live("place_values") if row["computed"] == "true"]
    return Areas(ids=ids, former=former, computed=frozenset((int(row["year"]), row["place_id"]) for row in computed))


def _source(table: TableSettings | None) -> str:
    return table.source if table else ""
