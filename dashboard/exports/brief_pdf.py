"""The brief as PDF: tagged and PDF/UA, so that a screen reader can follow it; our fonts are in it, and nothing is fetched."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from dashboard.charts.figures.base import marker
from dashboard.config import ASSETS
from dashboard.exports import fonts, height_estimates, icons
from dashboard.exports.brief import Cell, Drawn, Paper, Shown
from dashboard.exports.chart_document import source_text
from dashboard.exports.concurrency import bounded
from dashboard.exports.typst import set_type
from dashboard.i18n.catalogue import t
from dashboard.labels.strength import level_text
from dashboard.models.text import Note, Strength
from dashboard.style.palette import colour
from dashboard.svg.primitives import mark

_COLOURS = {"ink": "ink", "soft": "ink-soft", "rule": "rule", "firm": "rule-firm", "hatch": "hatch", "paper": "paper"}
_HEADS = ("tried", "experiment", "found", "not_say", "sure", "unknown", "questions", "sources")


def data(paper: Paper) -> dict[str, Any]:
    """Everything that the template sets, as plain values. Letters that our fonts lack are replaced here."""
    lang, sizes = paper.lang, height_estimates
    before, _, after = t("brief.again", lang, link="\n").partition("\n")
    made = {
        "lang": lang,
        "site": t("site.name", lang),
        "title": paper.title,
        "description": " ".join(paper.lead),
        "reader": paper.reader,
        "kind": t("brief.kind", lang, version=paper.stamp.text[:1].lower() + paper.stamp.text[1:]),
        "not_added": t("brief.not_added", lang),
        "page": t("brief.page", lang, n="#", total="@"),
        "date": [paper.stamp.released.year, paper.stamp.released.month, paper.stamp.released.day],
        "second": paper.second,
        "lead": list(paper.lead),
        "themes": list(paper.themes),
        "key": t("brief.key", lang),
        "heads": {name: t(f"brief.{name}", lang) for name in _HEADS},
        "tried": [
            {
                "place": line.tried.place,
                "name": line.tried.name,
                "facts": list(line.tried.facts),
                "cells": [_cell(cell, lang) for cell in line.tried.cells],
                "refs": [line.ref],
            }
            for line in paper.tried
        ],
        "results": [_result(one, lang) for one in paper.results],
        "sayings": [{"text": t("brief.quoted", lang, text=one.text), "why": one.why} for one in paper.sayings],
        "charts": [_chart(one) for one in paper.charts],
        "sure": [
            {"pips": _pips(one.strength), "name": one.strength.name, "rest": f" ({one.count}). {one.strength.why}"}
            for one in paper.sure
        ],
        "unknown": _notes(paper.unknown),
        "questions": _notes(paper.questions),
        "sources": [{"text": source_text(source), "url": source.url} for source in paper.sources],
        "ending": [paper.left_out] if paper.left_out else [],
        "again": [before, after],
        "link": paper.link,
    }
    looks = {
        "colours": {name: colour(token) for name, token in _COLOURS.items()},
        "fonts": {"text": fonts.TEXT, "heads": fonts.HEADS},
        "signs": _signs(paper),
        "sizes": {
            "wide": sizes.WIDE, "high": sizes.HIGH, "gap": sizes.GAP, "first": sizes.FIRST, "picture": sizes.PICTURE,
            "title": sizes.TITLE, "head": sizes.HEAD, "lead": sizes.LEAD, "text": sizes.TEXT, "small": sizes.SMALL,
        },
    }  # fmt: skip
    cleaned: dict[str, Any] = _clean(made)
    return cleaned | looks


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.startswith("<svg") else fonts.printable(value)
    if isinstance(value, list):
        return [_clean(one) for one in value]
    return {name: _clean(one) for name, one in value.items()} if isinstance(value, dict) else value


def _pips(strength: Strength) -> str:
    return f"pips-{strength.level or 'none'}"


def _cell(cell: Cell, lang: str) -> dict[str, Any]:
    return {
        "sign": cell.sign,
        "word": cell.word,
        "detail": cell.detail,
        "unknown": cell.unknown,
        "strength": f"{level_text(cell.strength.level, lang=lang)}: {cell.strength.name}" if cell.strength else "",
        "pips": _pips(cell.strength) if cell.strength else "",
    }


def _result(one: Shown, lang: str) -> dict[str, Any]:
    result = one.result
    return {
        "whose": result.whose,
        "text": result.text,
        "refs": list(one.refs),
        "strength": result.strength.name,
        "pips": _pips(result.strength),
    }


def _chart(one: Drawn) -> dict[str, Any]:
    chart = one.item.chart
    return {
        "question": chart.question,
        "sentence": " ".join(part for part in (chart.sentence, chart.subtitle) if part),
        "svg": one.item.svg(),
        "alt": chart.description,
        "marks": [{"name": label.name, "svg": mark_svg(label.id)} for label in chart.marks],
        "below": height_estimates.below_chart(one, numbers=False),
        "refs": list(one.refs),
    }


def mark_svg(type_id: str) -> str:
    """The mark of a type as a drawing of its own."""
    look = marker(type_id)
    edge = (look["line"].get("color", look["color"]), look["line"]["width"]) if "line" in look else None
    drawn = mark(look["symbol"], x=10, y=10, size=look["size"], colour=look["color"], line=edge)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">{drawn}</svg>'


def _notes(notes: tuple[Note, ...]) -> list[dict[str, str]]:
    return [{"head": note.head, "text": note.text} for note in notes]


def _signs(paper: Paper) -> dict[str, str]:
    names = {cell.sign for line in paper.tried for cell in line.tried.cells}
    made = {name: icons.sign(name) for name in names | {"brand"}}
    return made | {f"pips-{level or 'none'}": icons.pips(level) for level in (None, 1, 2, 3, 4, 5)}


@lru_cache(maxsize=1)
def _template() -> bytes:
    return (ASSETS / "papers" / "brief.typ").read_bytes()


def brief_pdf(paper: Paper) -> bytes:
    """The brief as a tagged PDF (PDF/UA-1). Raises TooLarge when it would be larger than any file we give."""
    words = json.dumps(data(paper), ensure_ascii=False)
    made = set_type(_template(), words={"data": words}, format="pdf", pdf_standards="ua-1", timestamp=0)
    return bounded(made)
