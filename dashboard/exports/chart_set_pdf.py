"""The set as PDF: tagged and PDF/UA like the brief, a page for each chart, our fonts in it, nothing fetched."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from dashboard.config import ASSETS
from dashboard.exports import fonts, icons
from dashboard.exports.brief_pdf import mark_svg
from dashboard.exports.chart_document import source_text
from dashboard.exports.chart_set import Entry, Meeting, counted, shares, used_in
from dashboard.exports.concurrency import bounded
from dashboard.exports.typst import set_type
from dashboard.i18n.catalogue import t
from dashboard.style.palette import colour

PDF = "application/pdf"
_COLOURS = {"ink": "ink", "soft": "ink-soft", "rule": "rule", "firm": "rule-firm", "wash": "wash"}
_HEADS = ("note", "unknown", "sources", "contents", "figures_table")


def data(meeting: Meeting) -> dict[str, Any]:
    """Everything that the template sets, as plain values; letters that our fonts lack are replaced."""
    lang, released = meeting.lang, meeting.stamp.released
    before, _, after = t("set.again", lang, link="\n").partition("\n")
    made = {
        "lang": lang,
        "site": t("site.name", lang),
        "title": meeting.heading,
        "kind": f"{t('set.heading', lang)}, {meeting.stamp.text[:1].lower()}{meeting.stamp.text[1:]}",
        "many": f"{t('set.heading', lang)}, {meeting.many}. {meeting.stamp.text}. {meeting.made_text}.",
        "not_added": t("set.not_added", lang),
        "page": t("brief.page", lang, n="#", total="@"),
        "date": [released.year, released.month, released.day],
        "heads": {name: t(f"set.{name}", lang) for name in _HEADS},
        "entries": [_entry(entry, meeting) for entry in meeting.entries],
        "unknown": [{"head": note.head, "text": note.text} for note in meeting.unknown]
        or [{"head": "", "text": t("set.unknown_none", lang)}],
        "sources": [
            {
                "text": source_text(source),
                "used": f"({t('set.used_in', lang, numbers=used_in(meeting, number))})",
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
        "brand": icons.sign("brand"),
        "pips": {str(level or "none"): icons.pips(level) for level in (None, 1, 2, 3, 4, 5)},
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
        "place": f"{counted(meeting, entry.number)}. {t('set.filters', meeting.lang, chosen=entry.chosen)}.",
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
