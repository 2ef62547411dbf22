"""Key dates as an iCalendar file (RFC 5545): the events of the tables, and the next update when it is known.

An event that is only known by its month or year is left out, because a calendar would give it a day.
"""

import datetime as dt
from collections.abc import Iterator

from dashboard import config
from dashboard.db import queries
from dashboard.db.rows.subjects import EventRow
from dashboard.exports.provenance import stamp
from dashboard.i18n.catalogue import t
from dashboard.labels import labels
from dashboard.models.context import Context, Scope

ICS = "text/calendar"
PATHS = {"nl": "/agenda.ics", "en": "/en/calendar.ics"}
_WHOLE_DAY = len("2020-01-01")
_LONGEST_LINE = 73


def _text(value: str) -> str:
    for letter in "\\;,":
        value = value.replace(letter, f"\\{letter}")
    return " ".join(value.split())


def _folded(line: str) -> str:
    """Return a line in parts of at most 75 bytes."""
    parts = [""]
    for letter in line:
        if len((parts[-1] + letter).encode()) > _LONGEST_LINE:
            parts.append("")
        parts[-1] += letter
    return "\r\n ".join(parts)


def _entry(id: str, day: dt.date, summary: str, description: str, url: str, made: dt.date) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{id}@bijstand-op-proef", f"DTSTAMP:{made:%Y%m%d}T000000Z")
    yield from (f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{day + dt.timedelta(days=1):%Y%m%d}")
    yield from (
        f"SUMMARY:{_text(summary)}",
        f"DESCRIPTION:{_text(description)}",
        f"URL:{url}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    )


def _event(row: EventRow, trials: dict[str, str], context: Context, made: dt.date) -> Iterator[str]:
    source, trial = labels.source(row, context), trials.get(row.experiment_id or "", "")
    words = f"{source.publisher}, {source.title}. {source.url}"
    yield from _entry(row.id, row.day, f"{trial}: {row.label}" if trial else row.label, words, source.url, made)


def calendar(context: Context, site: str) -> bytes:
    """Return the key dates of all trials as a calendar."""
    made, lang = stamp(context).released, context.lang
    trials = {row.id: labels.experiment(row) for row in queries.experiments(context)}
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//bijstand-op-proef//NL",
        f"X-WR-CALNAME:{_text(t('agenda.title', lang))}",
    ]
    for row in queries.events(Scope(), context):
        if len(row.date) == _WHOLE_DAY:
            lines += _event(row, trials, context, made)
    if (day := config.settings().next_update) and day > made:
        lines += _entry("next_update", day, t("agenda.next", lang), stamp(context).text, f"{site}/", made)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()
