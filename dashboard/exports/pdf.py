"""Documents as PDF: tagged and PDF/UA-1, so a screen reader can follow them, with our fonts in the file.

The blocks are handed as JSON to the typst template, which sets every text as text: nothing in it is read as markup.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any

from dashboard.config import ASSETS
from dashboard.exports import fonts, height_estimates
from dashboard.exports.blocks import ChartBlock, short_strength
from dashboard.exports.chart_set import column_shares
from dashboard.exports.document import Document
from dashboard.exports.icons import icons, mark_svg
from dashboard.exports.typst import compile_template
from dashboard.i18n.catalogue import t
from dashboard.models.text import Strength
from dashboard.style.palette import colour

PDF = "application/pdf"
_COLOURS = {
    "ink": "ink", "soft": "ink-soft", "rule": "rule", "firm": "rule-firm", "hatch": "hatch", "paper": "paper", "wash": "wash",
}  # fmt: skip
_SIZES = ("wide", "gap", "first", "title", "head", "lead", "text", "small")
_HEADS = ("note", "sources", "contents", "figures_table")


def write(document: Document) -> bytes:
    """Write the document as a tagged PDF."""
    data = json.dumps(_data(document), ensure_ascii=False, default=str)
    return compile_template(_template(), inputs={"data": data}, format="pdf", pdf_standards="ua-1", timestamp=0)


@lru_cache(maxsize=1)
def _template() -> bytes:
    return (ASSETS / "typst" / "document.typ").read_bytes()


def _data(document: Document) -> dict[str, Any]:
    lang, released = document.lang, document.stamp.released
    return {
        "document": _plain(document, lang),
        "date": [released.year, released.month, released.day],
        "site": t("site.name", lang),
        "page": t("brief.page", lang, n="#", total="@"),
        "heads": {name: t(f"set.{name}", lang) for name in _HEADS},
        "colours": {name: colour(token) for name, token in _COLOURS.items()},
        "fonts": {"text": fonts.TEXT, "heads": fonts.HEADS},
        "icons": icons(),
        "sizes": {name: getattr(height_estimates, name.upper()) for name in _SIZES},
    }


def _plain(value: Any, lang: str) -> Any:
    """Return a value for JSON: dataclasses with the name of their type, text without characters that our fonts lack."""
    if isinstance(value, str):
        return fonts.printable(value)
    if isinstance(value, tuple | list):
        return [_plain(one, lang) for one in value]
    if not is_dataclass(value):
        return value
    if isinstance(value, ChartBlock):
        return _chart(value)
    made = {field.name: _plain(getattr(value, field.name), lang) for field in fields(value)}
    if isinstance(value, Strength):
        made |= {"icon": f"stairs-{value.level or 'none'}", "short": _plain(short_strength(value, lang=lang), lang)}
    return {"type": type(value).__name__, **made}


def _chart(block: ChartBlock) -> Mapping[str, Any]:
    chart, lang = block.chart, block.lang
    texts = {
        "place": f"{block.place}. {t('set.filters', lang, chosen=block.filters)}.",
        "question": chart.question,
        "sentence": chart.sentence,
        "subtitle": chart.subtitle,
        "alt": chart.description,
        "note": block.note.split("\n") if block.note else [],
        "reading": chart.reading,
        "strength": block.strength,
        "basis": block.basis,
        "heads": [head.label for head in chart.table.heads],
        "groups": chart.table.groups,
        "calculation": chart.calculation,
        "version": block.stamp.text,
        "link": block.link,
    }
    return {name: _plain(text, lang) for name, text in texts.items()} | {
        "type": "ChartBlock",
        "number": block.number,
        "svg": block.svg(),
        "marks": [{"name": _plain(label.name, lang), "svg": mark_svg(label.id)} for label in chart.types],
        "icon": f"stairs-{chart.strength.level or 'none'}",
        "shares": column_shares(chart.table),
        "refs": block.refs,
    }
