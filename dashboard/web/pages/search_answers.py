"""Answers that come first in the search: what the VNG and the CPB say, as far as the rows have it."""

from collections.abc import Iterator

from dashboard.db import queries
from dashboard.labels import labels
from dashboard.models.context import Scope
from dashboard.web.pages import national
from dashboard.web.pages.context import PageContext

# The most results that an answer quotes.
_MOST = 3


def answers(context: PageContext) -> Iterator[tuple[str, str, str]]:
    """Give name, text and URL of each answer."""
    if text := _vng(context):
        yield "vng", *text
    if text := _cpb(context):
        yield "cpb", *text


def _sources(publisher: str, context: PageContext) -> set[str]:
    return {row.id for row in queries.sources(context) if publisher in row.publisher}


def _vng(context: PageContext) -> tuple[str, str] | None:
    """Return what municipalities say in the magazine of the VNG; None when more than that was read."""
    named = _sources("VNG", context)
    rows = [row for row in queries.findings(Scope(), context) if row.source_id in named]
    if len({row.source_id for row in rows}) != 1 or any(row.basis != "claim" for row in rows):
        return None
    source = next(row for row in queries.sources(context) if row.id == rows[0].source_id)
    said = " ".join(f"{row.municipality}: {labels.lower_first(row.text)}" for row in rows)
    date = context.date(source.published or "")
    href = context.link(
        "compare",
        anchor="claims",
        theme=rows[0].theme,
        types=tuple(dict.fromkeys(row.type_id for row in rows if row.type_id)),
        municipalities=tuple(dict.fromkeys(row.municipality_id for row in rows)),
    )
    return context.t("search.says.vng_text", source=source.publisher, date=date, said=said), href


def _cpb(context: PageContext) -> tuple[str, str] | None:
    """Return the first results of the CPB on several municipalities, unfavourable ones first, one of each outcome."""
    named = _sources("CPB", context)
    rows = [row for row in national.findings(context) if row.source_id in named]
    first = list({row.indicator_id: row for row in reversed(rows)}.values())[::-1][:_MOST]
    if not first:
        return None
    id = f"{national.ID}.{rows[0].theme}"
    said = " ".join(row.text for row in first)
    text = context.t("search.says.cpb_text", said=said, n=context.number(len(rows)))
    return text, context.link("overview", anchor=f"cell-{id}", open=id)
