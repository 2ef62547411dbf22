"""The changes of each data version, computed from the dates on which rows were added and withdrawn."""

from __future__ import annotations

from itertools import groupby

from dashboard.db import queries
from dashboard.db.rows.provenance import ChangeRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.text import Link
from dashboard.web.components.prose import Change, Version
from dashboard.web.pages import urls
from dashboard.web.pages.context import PageContext


def _said(text: str | None, value: float | None, qualifier: str | None, row: ChangeRow, lang: str) -> str:
    """Return the text of a row, with its number and unit."""
    text = text or ""
    number = formats.full(value, row.unit, lang, row.decimals or 0, qualifier) if value is not None and row.unit else ""
    return f"{text}: {number}" if text and number else text or number


def _change(row: ChangeRow, titles: dict[str, str], context: PageContext) -> Change:
    names = {one.id: one.name for one in queries.municipalities(context.newest)}
    kind = context.t(f"method.table.{row.table_name}")
    place = names.get(row.place or "", "")
    source = row.new_source_id or row.source_id
    return Change(
        kind=row.kind,
        what=f"{kind}, {place}" if place else kind,
        before=_said(row.text, row.value, row.qualifier, row, context.lang) if row.kind != "added" else "",
        now=_said(row.new_text, row.new_value, row.new_qualifier, row, context.lang) if row.kind != "withdrawn" else "",
        reason=labels.stop(row.reason) if row.reason else "",
        source=Link(href=urls.page("sources", context, anchor=source), label=titles[source])
        if source in titles
        else None,
    )


def history(context: PageContext) -> list[Version]:
    """Return all data versions, newest first; the first release is not listed row by row."""
    titles = {row.id: row.title for row in queries.sources(context.newest)}
    by_day = {day: list(rows) for day, rows in groupby(queries.changes(context), key=lambda row: row.day)}
    days = queries.releases()[::-1]
    found = []
    for day in days:
        rows = by_day.get(day, [])
        found.append(
            Version(
                day=context.date(day),
                text=context.t("method.first_version") if day == days[-1] else "",
                href=f"{context.t('where.overview')}?as_of={day}",
                changes=tuple(_change(row, titles, context) for row in rows),
            )
        )
    return found
