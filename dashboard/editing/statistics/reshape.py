"""From the answers of a service to figures: one for each municipality, year and indicator, or a word on why there is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from dashboard.editing.statistics.service import Rows, Service
from dashboard.editing.statistics.settings import RefreshError, TableSettings, Wanted, Words

_YEAR = re.compile(r"(\d{4})JJ00")
_SUFFIX = r"(_\d+)?"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One value of one table. `period` is as the service names it."""

    source: str
    table: str
    municipality: str
    indicator: str
    year: int
    period: str
    value: str
    modelled: bool
    provisional: bool


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """The figures of one table, and what it does not give."""

    figures: tuple[Figure, ...]
    missing: tuple[str, ...]


def fetch(table: TableSettings, *, service: Service, areas: Mapping[str, str], words: Words) -> Fetched:
    """All figures of a table for `areas` (municipality id by its CBS code). Raises RefreshError when the table changed."""
    base = f"{table.base}/{table.table}"
    properties = service.rows(f"{base}/DataProperties")
    columns = {one.indicator: _column(one, properties=properties, table=table) for one in table.columns}
    dividers = {one.indicator: _by_key(one.per, properties=properties, table=table) for one in table.columns if one.per}
    members = {
        name: _member(service.rows(f"{base}/{name}"), name=name, title=title, table=table)
        for name, title in table.dimensions.items()
    }
    _no_other_dimension(properties, table=table)
    periods = _periods(service.rows(f"{base}/{table.period}"), table=table, words=words) if table.period else {}
    parameters = {
        "$filter": _filter(table, codes=[*areas, *words.netherlands], members=members, periods=list(periods)),
        "$select": ",".join(
            [
                table.region,
                *([table.period] if table.period else []),
                *members,
                *sorted({*columns.values(), *dividers.values()}),
            ]
        ),
    }
    rows = service.rows(f"{base}/TypedDataSet", parameters=parameters)
    return _figures(
        rows,
        table=table,
        columns=columns,
        dividers=dividers,
        members=members,
        periods=periods,
        areas=areas,
        words=words,
    )


def _column(wanted: Wanted, *, properties: Rows, table: TableSettings) -> str:
    """The key of a column: by the start of its key, else by its title; and its unit must be what it was."""
    topics = [one for one in properties if one.get("Type") == "Topic"]
    found = [one for one in topics if re.fullmatch(re.escape(wanted.key) + _SUFFIX, str(one.get("Key", "")))]
    if not found:
        found = [one for one in topics if re.fullmatch(wanted.title, str(one.get("Title", "")).strip(), re.IGNORECASE)]
    if len(found) != 1:
        keys = ", ".join(str(one.get("Key")) for one in found) or "none"
        raise RefreshError(
            f"{table.table}: {len(found)} columns fit {wanted.indicator}: {keys} "
            f"(expected one whose key begins with {wanted.key}, "
            f"or with the title {wanted.title}; perhaps it was renamed: see the table, then change refresh.toml)"
        )
    unit = str(found[0].get("Unit") or "").strip()
    if not re.fullmatch(wanted.unit, unit, re.IGNORECASE):
        raise RefreshError(
            f"{table.table}: the unit of {found[0]['Key']} is {unit or 'empty'} (expected {wanted.unit})"
        )
    return str(found[0]["Key"])


def _by_key(start: str, *, properties: Rows, table: TableSettings) -> str:
    found = [str(one["Key"]) for one in properties if re.fullmatch(re.escape(start) + _SUFFIX, str(one.get("Key", "")))]
    if len(found) != 1:
        raise RefreshError(f"{table.table}: {len(found)} columns begin with {start} (expected one)")
    return found[0]


def _member(rows: Rows, *, name: str, title: str, table: TableSettings) -> str:
    found = [row for row in rows if re.fullmatch(title, str(row.get("Title", "")).strip(), re.IGNORECASE)]
    if len(found) != 1 or "Key" not in found[0]:
        titles = ", ".join(str(row.get("Title", "")).strip() for row in rows[:8])
        raise RefreshError(
            f"{table.table}: {len(found)} members of {name} have the title {title} (expected one of: {titles})"
        )
    return str(found[0]["Key"])


def _no_other_dimension(properties: Rows, *, table: TableSettings) -> None:
    """A dimension that nobody holds at one member would give several rows for one figure."""
    known = {table.region, table.period, *table.dimensions}
    other = [
        str(one.get("Key"))
        for one in properties
        if str(one.get("Type", "")).endswith("Dimension") and one.get("Key") not in known
    ]
    if other:
        raise RefreshError(
            f"{table.table} has a dimension more: {', '.join(other)} (expected it in refresh.toml, with the title of a member)"
        )


def _periods(rows: Rows, *, table: TableSettings, words: Words) -> dict[str, tuple[int, bool]]:
    """Year, and whether it is provisional, by key, of the years that are wanted and there."""
    found = {}
    for row in rows:
        key = str(row.get("Key", "")).strip()
        match = _YEAR.fullmatch(key)
        if match and int(match[1]) in table.years:
            found[key] = (int(match[1]), str(row.get("Status", "")).strip() != words.final)
    if not found:
        wanted = ", ".join(map(str, table.years))
        raise RefreshError(
            f"{table.table} has none of the years {wanted} (expected at least one; another edition may have them)"
        )
    return found


def _filter(table: TableSettings, *, codes: list[str], members: Mapping[str, str], periods: list[str]) -> str:
    """Codes are padded with spaces in some tables, so a region is asked for by what it has in it."""
    parts = [" or ".join(f"substringof('{code}',{table.region})" for code in codes)]
    parts += [f"{name} eq '{key}'" for name, key in members.items()]
    if periods:
        parts.append(" or ".join(f"{table.period} eq '{key}'" for key in periods))
    return " and ".join(f"({part})" for part in parts)


def _figures(
    rows: Rows, *, table: TableSettings, columns: Mapping[str, str], dividers: Mapping[str, str], members: Mapping[str, str],
    periods: Mapping[str, tuple[int, bool]], areas: Mapping[str, str], words: Words,
) -> Fetched:  # fmt: skip
    by_place: dict[tuple[str, int], dict[str, Any]] = {}
    named: dict[tuple[str, int], tuple[str, bool]] = {}
    for row in rows:
        absent = [name for name in (table.region, *columns.values(), *dividers.values()) if name not in row]
        if absent:
            raise RefreshError(f"{table.table}: a row without {', '.join(absent)} (expected it in every row)")
        code = str(row[table.region]).strip()
        area = "netherlands" if code in words.netherlands else areas.get(code)
        if area is None or any(str(row.get(name, key)).strip() != key.strip() for name, key in members.items()):
            # Districts have the code of their municipality in their own in some tables.
            continue
        period = str(row.get(table.period, "")).strip() if table.period else str(table.years[0])
        year, provisional = periods.get(period, (0, False)) if table.period else (table.years[0], table.provisional)
        if not year:
            continue
        if (area, year) in by_place:
            raise RefreshError(f"{table.table}: two rows for {area} in {year} (expected one)")
        by_place[area, year] = row
        named[area, year] = (period, provisional)
    return _told(by_place, named, table=table, columns=columns, dividers=dividers, areas=areas)


def _told(
    by_place: Mapping[tuple[str, int], Mapping[str, Any]], named: Mapping[tuple[str, int], tuple[str, bool]], *,
    table: TableSettings, columns: Mapping[str, str], dividers: Mapping[str, str], areas: Mapping[str, str],
) -> Fetched:  # fmt: skip
    figures: list[Figure] = []
    missing: list[str] = []
    for year in table.years:
        here = [area for area in areas.values() if (area, year) in by_place]
        if not here:
            missing.append(f"{table.table}: no row at all for {year}")
            continue
        gone = [area for area in areas.values() if area not in here]
        if gone:
            # Half an answer, or a municipality that was merged: either way no figure may be taken for the whole.
            raise RefreshError(
                f"{table.table}: {year} has no row for {', '.join(gone)} (expected every municipality; "
                "perhaps its boundary or code changed, or the answer is not whole)"
            )
        for area in (*areas.values(), "netherlands"):
            row = by_place.get((area, year))
            if row is None:
                missing.append(f"{table.table}: no row for {area} in {year}")
                continue
            period, provisional = named[area, year]
            for one in table.columns:
                value = _value(
                    row, one, column=columns[one.indicator], divider=dividers.get(one.indicator, ""), table=table
                )
                if value is None:
                    missing.append(f"{table.table}: no value of {one.indicator} for {area} in {year}")
                else:
                    figures.append(
                        Figure(
                            source=table.source,
                            table=table.table,
                            municipality=area,
                            indicator=one.indicator,
                            year=year,
                            period=period,
                            value=value,
                            modelled=table.modelled,
                            provisional=provisional,
                        )
                    )
    return Fetched(figures=tuple(figures), missing=tuple(missing))


def _value(row: Mapping[str, Any], wanted: Wanted, *, column: str, divider: str, table: TableSettings) -> str | None:
    value = row[column]
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise RefreshError(f"{table.table}: {column} holds {value!r} (expected a number)")
    exact = Decimal(str(value))
    if divider:
        by = row[divider]
        if not isinstance(by, int | float) or not by:
            return None
        exact = exact / Decimal(str(by)) * Decimal(str(wanted.times))
    if wanted.decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-wanted.decimals), rounding=ROUND_HALF_UP)
    text = format(exact, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
