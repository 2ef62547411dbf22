"""What changed in the data, version by version: computed from the days on which rows came and went."""

from __future__ import annotations

from itertools import groupby

from dashboard import formats, queries
from dashboard.charts import words
from dashboard.components.reading import Change, Version
from dashboard.model import Link
from dashboard.pages import where
from dashboard.pages.rests import amount
from dashboard.pages.visit import Visit
from dashboard.queries import Row


def _said(row: Row, visit: Visit, *, new: bool) -> str:
    """What a row says or said: its words, and its number with its unit."""
    start = "new_" if new else ""
    text = row[f"{start}text_{visit.lang}"] or ""
    number = {**row, "value": row[f"{start}value"], "qualifier": row[f"{start}qualifier"]}
    value = amount(number, visit.lang) if number["value"] is not None and row["unit"] else ""
    return f"{text}: {value}" if text and value else text or value


def _change(row: Row, titles: dict[str, str], visit: Visit) -> Change:
    names = {one["id"]: one["name"] for one in queries.municipalities(as_of=queries.NEWEST)}
    kind = visit.say(f"method.table.{row['table_name']}")
    place = names.get(row["place"] or "", "")
    source = row["new_source_id"] or row["source_id"]
    return Change(
        kind=row["kind"],
        what=f"{kind}, {place}" if place else kind,
        before=_said(row, visit, new=False) if row["kind"] != "added" else "",
        now=_said(row, visit, new=True) if row["kind"] != "withdrawn" else "",
        reason=words.stop(row[f"reason_{visit.lang}"]) if row[f"reason_{visit.lang}"] else "",
        source=Link(href=where.page("sources", visit, anchor=source), label=titles[source])
        if source in titles
        else None,
    )


def history(visit: Visit) -> list[Version]:
    """All data versions, newest first; the first one is said to be the first and not told row by row."""
    titles = {row["id"]: row["title"] for row in queries.sources(as_of=queries.NEWEST)}
    by_day = {day: list(rows) for day, rows in groupby(queries.changes(), key=lambda row: row["day"])}
    days = sorted((row["released"] for row in queries.releases()), reverse=True)
    found = []
    for day in days:
        rows = by_day.get(day, [])
        found.append(
            Version(
                day=formats.date(day.isoformat(), visit.lang),
                text=visit.say("method.first_version") if day == days[-1] else "",
                href=f"{visit.say('where.overview')}?as_of={day}",
                changes=tuple(_change(row, titles, visit) for row in rows),
            )
        )
    return found
