"""Reshape the tables of a service into one row for each municipality, year and indicator, for some municipalities or all."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from dashboard.editing.statistics.service import Rows, Service
from dashboard.editing.statistics.settings import RefreshError, TableSettings, Wanted, Words

_YEAR = re.compile(r"(\d{4})JJ00")
_INDEX = ["year", "municipality"]

Periods = Mapping[str, tuple[int, bool]]
"""The year of each period, and whether it is provisional."""


@dataclass(frozen=True, kw_only=True)
class Areas:
    """Municipalities by their CBS code; `former` codes are passed over, `computed` years and places may be absent."""

    ids: Mapping[str, str]
    former: frozenset[str] = frozenset()
    computed: frozenset[tuple[int, str]] = frozenset()


def fetch(table: TableSettings, *, service: Service, areas: Areas, words: Words) -> tuple[pd.DataFrame, list[str]]:
    """Return the statistics of a table for some areas, and what the table does not give.

    The columns are year, municipality, indicator, value (text), period, provisional, modelled, source, table and
    all_places. Raises RefreshError when the table has another form than the settings say.
    """
    base = f"{table.base}/{table.table}"
    properties = service.rows(f"{base}/DataProperties")
    _check_dimensions(properties, table)
    keys = {one.indicator: _column(one, properties, table) for one in table.columns}
    divisors = {one.indicator: _divisor(one.per, properties, table) for one in table.columns if one.per}
    members = {
        name: _member(service.rows(f"{base}/{name}"), name, title, table) for name, title in table.dimensions.items()
    }
    periods = _periods(service.rows(f"{base}/{table.period}"), table, words) if table.period else {}
    needed = sorted({*keys.values(), *divisors.values()})
    parameters = {
        "$filter": _filter(
            # The codes of all municipalities do not fit in a URL.
            table,
            codes=[*(["GM"] if table.all_places else areas.ids), *words.netherlands],
            members=members,
            periods=[*periods],
        ),
        "$select": ",".join([table.region, *([table.period] if table.period else []), *members, *needed]),
    }
    rows = service.rows(f"{base}/TypedDataSet", parameters=parameters)
    if absent := [name for name in (table.region, *needed) if any(name not in row for row in rows)]:
        raise RefreshError(f"{table.table}: a row without {', '.join(absent)} (expected it in every row)")
    if table.all_places:
        _check_known(rows, needed, table, areas)
    everywhere = {**areas.ids, **dict.fromkeys(words.netherlands, "netherlands")}
    data = _select(rows, table, areas=everywhere, members=members, periods=periods)
    records = data.to_dict("records")
    columns = {
        one.indicator: [
            _value(row, one, keys[one.indicator], divisors.get(one.indicator, ""), table) for row in records
        ]
        for one in table.columns
    }
    values = pd.DataFrame(columns, index=data.index, dtype=object).rename_axis(columns="indicator")
    places = [*areas.ids.values(), "netherlands"]
    missing = _missing(values, table, places, areas.computed)
    figures = values.reindex(pd.MultiIndex.from_product([table.years, places], names=_INDEX))
    figures = figures.stack(future_stack=True).dropna().rename("value").reset_index()
    figures = figures.join(data[["period", "provisional"]], on=_INDEX)
    about = {name: getattr(table, name) for name in ("source", "table", "modelled", "all_places")}
    return figures.assign(**about), missing


def _check_known(rows: Rows, needed: list[str], table: TableSettings, known: Areas) -> None:
    """Refuse figures of a municipality that is in neither places.csv nor former_names.csv: boundaries changed."""
    codes = {str(row[table.region]).strip() for row in rows if any(pd.notna(row[name]) for name in needed)}
    unknown = sorted(code for code in codes - {*known.ids} - known.former if code.startswith("GM"))
    if unknown:
        raise RefreshError(
            f"{table.table}: figures of {', '.join(unknown[:8])} (expected codes of places.csv and former_names.csv; "
            "perhaps municipalities merged)"
        )


def _text(row: Mapping[str, Any], name: str) -> str:
    return str(row.get(name) or "").strip()


def _fits(row: Mapping[str, Any], title: str) -> bool:
    return bool(re.fullmatch(title, _text(row, "Title"), re.IGNORECASE))


def _has_key(row: Mapping[str, Any], start: str) -> bool:
    """Return whether a column has this key, perhaps with the number that moves with each edition."""
    return bool(re.fullmatch(re.escape(start) + r"(_\d+)?", str(row.get("Key", ""))))


def _only(rows: Rows, what: str, expected: str, table: TableSettings) -> Mapping[str, Any]:
    """Return the one row, which must have a key."""
    if len(rows) != 1 or "Key" not in rows[0]:
        raise RefreshError(f"{table.table}: {len(rows)} {what} (expected {expected})")
    return rows[0]


def _column(wanted: Wanted, properties: Rows, table: TableSettings) -> str:
    """Return the key of a column: by the start of its key, else by its title. Its unit must be what it was."""
    topics = [row for row in properties if row.get("Type") == "Topic"]
    rows = [row for row in topics if _has_key(row, wanted.key)] or [row for row in topics if _fits(row, wanted.title)]
    keys = ", ".join(str(row.get("Key")) for row in rows) or "none"
    expected = (
        f"one whose key begins with {wanted.key}, or with the title {wanted.title}; "
        "perhaps it was renamed: see the table, then change refresh.toml"
    )
    row = _only(rows, f"columns fit {wanted.indicator}: {keys}", expected, table)
    unit = _text(row, "Unit")
    if not re.fullmatch(wanted.unit, unit, re.IGNORECASE):
        raise RefreshError(f"{table.table}: the unit of {row['Key']} is {unit or 'empty'} (expected {wanted.unit})")
    return str(row["Key"])


def _divisor(start: str, properties: Rows, table: TableSettings) -> str:
    rows = [row for row in properties if _has_key(row, start)]
    return str(_only(rows, f"columns begin with {start}", "one", table)["Key"])


def _member(rows: Rows, name: str, title: str, table: TableSettings) -> str:
    titles = ", ".join(_text(row, "Title") for row in rows[:8])
    fitting = [row for row in rows if _fits(row, title)]
    return str(_only(fitting, f"members of {name} have the title {title}", f"one of: {titles}", table)["Key"])


def _check_dimensions(properties: Rows, table: TableSettings) -> None:
    """Refuse a dimension that the settings do not name: it would give several rows for one statistic."""
    dimensions = [str(row.get("Key")) for row in properties if _text(row, "Type").endswith("Dimension")]
    if other := [key for key in dimensions if key not in (table.region, table.period, *table.dimensions)]:
        raise RefreshError(
            f"{table.table} has a dimension more: {', '.join(other)} (expected it in refresh.toml, with the title of a member)"
        )


def _periods(rows: Rows, table: TableSettings, words: Words) -> Periods:
    """Return the periods that are wanted and there."""
    matches = [(_YEAR.fullmatch(_text(row, "Key")), _text(row, "Status") != words.final) for row in rows]
    periods = {
        match[0]: (int(match[1]), provisional)
        for match, provisional in matches
        if match and int(match[1]) in table.years
    }
    if not periods:
        wanted = ", ".join(map(str, table.years))
        raise RefreshError(
            f"{table.table} has none of the years {wanted} (expected at least one; another edition may have them)"
        )
    return periods


def _filter(table: TableSettings, *, codes: list[str], members: Mapping[str, str], periods: list[str]) -> str:
    # Some tables pad codes with spaces, so a region is found by what its code contains.
    parts = [" or ".join(f"substringof('{code}',{table.region})" for code in codes)]
    parts += [f"{name} eq '{key}'" for name, key in members.items()]
    if periods:
        parts.append(" or ".join(f"{table.period} eq '{key}'" for key in periods))
    return " and ".join(f"({part})" for part in parts)


def _select(
    rows: Rows, table: TableSettings, *, areas: Mapping[str, str], members: Mapping[str, str], periods: Periods
) -> pd.DataFrame:
    """Return the rows of the wanted areas, members and years, by year and municipality."""
    data = pd.DataFrame(rows, dtype=object, columns=None if rows else [table.region, table.period])
    # Districts have the code of their municipality within their own in some tables.
    data["municipality"] = data[table.region].astype(str).str.strip().map(areas)
    for name in [name for name in members if name in data]:
        data = data[data[name].astype(str).str.strip() == members[name].strip()]
    if table.period:
        data["period"] = data[table.period].astype(str).str.strip()
        data["year"] = data["period"].map({key: year for key, (year, _) in periods.items()})
        data["provisional"] = data["period"].map({key: provisional for key, (_, provisional) in periods.items()})
    else:
        data = data.assign(period=str(table.years[0]), year=table.years[0], provisional=table.provisional)
    data = data.dropna(subset=_INDEX).astype({"year": int})
    for row in data[data.duplicated(_INDEX)].itertuples():
        raise RefreshError(f"{table.table}: two rows for {row.municipality} in {row.year} (expected one)")
    return data.set_index(_INDEX)


def _missing(
    values: pd.DataFrame, table: TableSettings, places: list[str], computed: frozenset[tuple[int, str]]
) -> list[str]:
    """Return what a table does not give. Raises RefreshError when a year has some municipalities and lacks others."""
    missing: list[str] = []
    for year in table.years:
        absent = [place for place in places if (year, place) not in values.index]
        gone = [place for place in absent if place != places[-1] and (year, place) not in computed]
        if {*places[:-1]} <= {*absent}:
            missing.append(f"{table.table}: no row at all for {year}")
        elif gone:
            # Half an answer, or a municipality that was merged: no value may be taken for the whole.
            raise RefreshError(
                f"{table.table}: {year} has no row for {', '.join(gone)} (expected every municipality; "
                "perhaps its boundary or code changed, or the answer is not whole)"
            )
        else:
            missing += [f"{table.table}: no row for {place} in {year}" for place in absent]
    empty = values.stack(future_stack=True)
    names = (f"no value of {name} for {place} in {year}" for year, place, name in empty[empty.isna()].index)
    return [*missing, *(f"{table.table}: {text}" for text in names)]


def _value(row: Mapping[str, Any], wanted: Wanted, key: str, divisor: str, table: TableSettings) -> str | None:
    """Return the value as the tables write it, divided and rounded as the settings say; None when there is none."""
    value = row[key]
    if pd.isna(value):
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise RefreshError(f"{table.table}: {key} holds {value!r} (expected a number)")
    exact = Decimal(str(value))
    if divisor:
        if not isinstance(row[divisor], int | float) or not row[divisor]:
            return None
        exact = exact / Decimal(str(row[divisor])) * Decimal(str(wanted.times))
    if wanted.decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-wanted.decimals), rounding=ROUND_HALF_UP)
    text = format(exact, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
