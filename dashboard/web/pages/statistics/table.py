"""The table of all figures that match the filters; sorting and search work by URL, without scripts."""

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from dashboard.charts import trend_text
from dashboard.db import queries
from dashboard.db.rows.statistics import StatisticRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.search import index
from dashboard.web.components import details
from dashboard.web.components.controls import find_form
from dashboard.web.components.details import cell, column_head, row_head, title_row
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.sections import unfold
from dashboard.web.pages.context import PageContext

ID = "table"
# More rows take a phone seconds to lay out.
_MOST = 400
# The sort keys of the table; the sort is stable, so equal rows keep the order of places and years.
_KEYS: dict[str, Callable[[StatisticRow], float] | None] = {
    "place": None,
    "year": lambda row: row.year,
    "value": lambda row: row.value,
}
_COLUMNS = (*_KEYS, "kind", "source")
_NUMERIC = ("year", "value")


def _kind(row: StatisticRow, context: PageContext) -> str:
    return context.t(f"statistics.kind.{'calculated' if row.unit == 'per_1000' else trend_text.kind(row)}")


def _text(row: StatisticRow, label: str, titles: dict[str, str], context: PageContext) -> str:
    """Return the searchable text of a row."""
    place, value = trend_text.place(row, context.lang), trend_text.plain(row, context.lang)
    parts = (place, label, str(row.year), value, _kind(row, context), row.note or "", titles[row.source_id])
    return index.fold(" ".join(parts))


def _has_word(row: StatisticRow, text: str, word: str) -> bool:
    """Return whether a row has a word. Years match the year of the figure, not titles of sources."""
    return word == str(row.year) if re.fullmatch(r"(19|20)\d\d", word) else word in text


def matching_rows(rows: Sequence[StatisticRow], context: PageContext) -> list[StatisticRow]:
    """Return the rows with all words of the search, in the chosen order, by indicator."""
    labels = {row.id: row.label for row in queries.context_indicators(context)}
    titles = {row.id: f"{row.title} {row.publisher}" for row in queries.sources(context)}
    requested = index.fold(context.choice.words).split()
    result: list[StatisticRow] = []
    for id, grouped in groupby(rows, key=lambda row: row.indicator_id):
        texts = [(row, _text(row, labels[id], titles, context)) for row in grouped]
        own = [row for row, text in texts if all(_has_word(row, text, word) for word in requested)]
        result.extend(_ordered(own, context.choice.sort))
    return result


def _ordered(rows: list[StatisticRow], sort: str) -> list[StatisticRow]:
    name, down = sort.removeprefix("-"), sort.startswith("-")
    key = _KEYS.get(name)
    if key:
        return sorted(rows, key=key, reverse=down)
    if not down:
        return rows
    groups = [list(own) for _, own in groupby(rows, key=lambda row: row.municipality_id)]
    return [row for own in reversed(groups) for row in own]


def _head(name: str, context: PageContext) -> Node:
    """Return the head of a column, with a link that sorts by it or reverses the order where it can be sorted by."""
    label = context.t(f"statistics.head.{name}")
    if name not in _KEYS:
        return column_head(label)
    sort, order = context.choice.sort or "place", None
    if sort.removeprefix("-") == name:
        order = "descending" if sort.startswith("-") else "ascending"
    other, following = ("descending", f"-{name}") if order == "ascending" else ("ascending", name)
    href = context.address(sort="" if following == "place" else following, anchor=ID)
    link = h("a", label, h("span", context.t(f"sortable.{other}"), cls="vh"), href=href)
    return column_head(link, numeric=name in _NUMERIC, aria_sort=order)


def _row(row: StatisticRow, context: PageContext) -> Node:
    origin = labels.source(row, context)
    cells: dict[str, Part] = {
        "year": str(row.year),
        "value": formats.short(row.value, row.unit, context.lang, row.decimals),
        "kind": _kind(row, context),
        "source": [
            h("a", origin.title, href=origin.about or origin.url),
            h("span", f" {labels.stop(row.note)}", cls="soft") if row.note else None,
        ],
    }
    place = row_head(trend_text.place(row, context.lang))
    return details.row(place, [cell(part, numeric=name in _NUMERIC) for name, part in cells.items()])


def _form(context: PageContext) -> Node:
    """Return the search field, with all other filters as hidden fields."""
    choice = context.choice
    retained = {"theme": "" if choice.indicator else choice.theme}
    retained |= {
        name: getattr(choice, name) for name in ("indicator", "highlight", "axis", "form", "sort")
    } | context.pin
    return find_form(
        action=f"{context.path}#{ID}-part", lang=context.lang, label=context.t("statistics.search"), value=choice.words,
        submit=context.t("statistics.find"), hidden=[(name, value) for name, value in retained.items() if value],
    )  # fmt: skip


def figure_table(rows: Sequence[StatisticRow], context: PageContext) -> Node:
    """Return the fold of the table: search field, count and figures; open after a search or another order."""
    indicators = {row.id: row for row in queries.context_indicators(context)}
    every = matching_rows(rows, context)
    result = every[:_MOST]
    blocks = []
    for id, grouped in groupby(result, key=lambda row: row.indicator_id):
        unit = context.t(f"trend.unit.{indicators[id].unit}")
        title = context.t("trend.caption", label=indicators[id].label, unit=unit)
        blocks.append(details.body(title_row(title, len(_COLUMNS)), [_row(row, context) for row in grouped]))
    count = context.t("statistics.shown", n=context.number(len(result)), total=context.number(len(rows)))
    if len(every) > _MOST:
        count += " " + context.t("statistics.more")
    if not result:
        count = context.t("statistics.nothing", words=context.choice.words)
    caption = h("caption", context.t("statistics.caption"))
    everything = h("a", context.t("statistics.all"), href=context.address(words="", anchor=f"{ID}-part"))
    return unfold(
        context.t("statistics.table"),
        h("p", context.t("statistics.table_intro")),
        _form(context),
        h("p", count, [" ", everything] if context.choice.words else None, cls="tally"),
        details.table(caption, [_head(name, context) for name in _COLUMNS], blocks, cls="data sortable", id=ID)
        if result
        else None,
        id=f"{ID}-part",
        level=2,
        cls="off-paper",
        opened=bool(context.choice.words or context.choice.sort),
    )
