"""What changed in the data, version by version: computed from the days on which rows came and went."""

from __future__ import annotations

from itertools import groupby

from dashboard.db import queries
from dashboard.db.queries import Row
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.text import Link
from dashboard.web.components.prose import Change, Version
from dashboard.web.pages import urls
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.source_usage import amount


def _said(row: Row, context: PageContext, *, new: bool) -> str:
    """What a row says or said: its words, and its number with its unit."""
    start = "new_" if new else ""
    text = row[f"{start}text_{context.lang}"] or ""
    number = {**row, "value": row[f"{start}value"], "qualifier": row[f"{start}qualifier"]}
    value = amount(number, context.lang) if number["value"] is not None and row["unit"] else ""
    return f"{text}: {value}" if text and value else text or value


def _change(row: Row, titles: dict[str, str], context: PageContext) -> Change:
    names = {one["id"]: one["name"] for one in queries.municipalities(as_of=queries.NEWEST)}
    kind = context.t(f"method.table.{row['table_name']}")
    place = names.get(row["place"] or "", "")
    source = row["new_source_id"] or row["source_id"]
    return Change(
        kind=row["kind"],
        what=f"{kind}, {place}" if place else kind,
        before=_said(row, context, new=False) if row["kind"] != "added" else "",
        now=_said(row, context, new=True) if row["kind"] != "withdrawn" else "",
        reason=labels.stop(row[f"reason_{context.lang}"]) if row[f"reason_{context.lang}"] else "",
        source=Link(href=urls.page("sources", context, anchor=source), label=titles[source])
        if source in titles
        else None,
    )


def history(context: PageContext) -> list[Version]:
    """All data versions, newest first; the first one is said to be the first and not told row by row."""
    titles = {row["id"]: row["title"] for row in queries.sources(as_of=queries.NEWEST)}
    by_day = {day: list(rows) for day, rows in groupby(queries.changes(), key=lambda row: row["day"])}
    days = sorted((row["released"] for row in queries.releases()), reverse=True)
    found = []
    for day in days:
        rows = by_day.get(day, [])
        found.append(
            Version(
                day=formats.date(day.isoformat(), context.lang),
                text=context.t("method.first_version") if day == days[-1] else "",
                href=f"{context.t('where.overview')}?as_of={day}",
                changes=tuple(_change(row, titles, context) for row in rows),
            )
        )
    return found
