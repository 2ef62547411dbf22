"""The set as PDF: tagged and PDF/UA like the brief, a page for each chart, our fonts in it, nothing fetched."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from dashboard.config import ASSETS
from dashboard.exports import fonts, signs
from dashboard.exports.brief_pdf import mark_svg
from dashboard.exports.gate import bounded
from dashboard.exports.item import source_text
from dashboard.exports.meeting import Entry, Meeting, counted, shares, used_in
from dashboard.exports.typesetting import set_type
from dashboard.texts import say
from dashboard.theme import colour

PDF = "application/pdf"
_COLOURS = {"ink": "ink", "soft": "ink-soft", "rule": "rule", "firm": "rule-firm", "wash": "wash"}
_HEADS = ("note", "unknown", "sources", "contents", "figures_table")


def data(meeting: Meeting) -> dict[str, Any]:
    """Everything that the template sets, as plain values; letters that our fonts lack are replaced."""
    lang, released = meeting.lang, meeting.stamp.released
    before, _, after = say("set.again", lang, link="\n").partition("\n")
    made = {
        "lang": lang,
        "site": say("site.name", lang),
        "title": meeting.heading,
        "kind": f"{say('set.heading', lang)}, {meeting.stamp.text[:1].lower()}{meeting.stamp.text[1:]}",
        "many": f"{say('set.heading', lang)}, {meeting.many}. {meeting.stamp.text}. {meeting.made_text}.",
        "not_added": say("set.not_added", lang),
        "page": say("brief.page", lang, n="#", total="@"),
        "date": [released.year, released.month, released.day],
        "heads": {name: say(f"set.{name}", lang) for name in _HEADS},
        "entries": [_entry(entry, meeting) for entry in meeting.entries],
        "unknown": [{"head": note.head, "text": note.text} for note in meeting.unknown]
        or [{"head": "", "text": say("set.unknown_none", lang)}],
        "sources": [
            {
                "text": source_text(source),
                "used": f"({say('set.used_in', lang, numbers=used_in(meeting, number))})",
                "url": source.url,
            }
            for number, source in enumerate(meeting.sources, start=1)
        ],
        "again": [before, after],
        "link": meeting.link,
    }
    looks = {
        "colours": {name: colour(token) for name, token in _COLOURS.items()},
        "fonts": {"text": fonts.TEXT, "heads": fonts.HEADS},
        "brand": signs.sign("brand"),
        "pips": {str(level or "none"): signs.pips(level) for level in (None, 1, 2, 3, 4, 5)},
    }
    cleaned: dict[str, Any] = _clean(made)
    return cleaned | looks


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.startswith("<svg xmlns") or value.startswith("<svg class") else fonts.printable(value)
    if isinstance(value, list):
        return [_clean(one) for one in value]
    return {name: _clean(one) for name, one in value.items()} if isinstance(value, dict) else value


def _entry(entry: Entry, meeting: Meeting) -> dict[str, Any]:
    item, chart = entry.item, entry.item.chart
    return {
        "place": f"{counted(meeting, entry.number)}. {say('set.filters', meeting.lang, chosen=entry.chosen)}.",
        "question": chart.question,
        "sentence": chart.sentence,
        "subtitle": chart.subtitle,
        "svg": item.svg(),
        "alt": chart.description,
        "marks": [{"name": label.name, "svg": mark_svg(label.id)} for label in chart.marks],
        "note": entry.note.split("\n") if entry.note else [],
        "reading": [{"head": note.head, "text": note.text} for note in chart.reading],
        "pips": str(chart.strength.level or "none"),
        "strength": item.strength,
        "heads": [head.label for head in chart.table.heads],
        "shares": shares(chart.table),
        "groups": [{"title": group.title, "rows": [list(row) for row in group.rows]} for group in chart.table.groups],
        "calculation": chart.calculation,
        "version": item.stamp.text,
        "link": item.link,
        "refs": list(entry.refs),
    }


@lru_cache(maxsize=1)
def _template() -> bytes:
    return (ASSETS / "papers" / "set.typ").read_bytes()


def set_pdf(meeting: Meeting) -> bytes:
    """The set as a tagged PDF (PDF/UA-1). Raises TooLarge when it would be larger than any file we give."""
    words = json.dumps(data(meeting), ensure_ascii=False)
    made = set_type(_template(), words={"data": words}, format="pdf", pdf_standards="ua-1", timestamp=0)
    return bounded(made)
