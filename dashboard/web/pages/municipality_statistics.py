"""The newest official figures of one municipality beside those of the country: where a trial ran, never what it did."""

from __future__ import annotations

from dashboard.db import queries
from dashboard.db.queries import Row
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.text import Group, Head, Table
from dashboard.web.components.html import Node, h
from dashboard.web.components.notices import notice
from dashboard.web.components.sections import phone_fold, section
from dashboard.web.components.sources import source_line
from dashboard.web.components.tables import data_table
from dashboard.web.pages import urls
from dashboard.web.pages.context import PageContext

# Units that the sign at the number or the name of the figure already tells.
_TOLD = ("percent", "persons", "per_1000")


def _kind(row: Row, context: PageContext) -> str:
    """What a reader must know about a figure, each thing once: a note may already say what the columns say."""
    lang = context.lang
    told = [labels.stop(text) for text in (row[f"caution_{lang}"], row[f"note_{lang}"]) if text]
    provisional = context.t("official.provisional")
    if (row["provisional"] or row["netherlands_provisional"]) and provisional.casefold() not in " ".join(
        told
    ).casefold():
        told.insert(0, labels.stop(provisional))
    if row["modelled"] and not row[f"caution_{lang}"]:
        told.insert(0, context.t("official.modelled"))
    return " ".join(told)


def _what(row: Row, context: PageContext) -> str:
    """The name of a figure, with its unit where neither the name nor a sign at the number tells it."""
    if row["unit"] in _TOLD:
        return context.label(row)
    return context.t("official.in_unit", what=context.label(row), unit=context.t(f"trend.unit.{row['unit']}"))


def official(id: str, name: str, context: PageContext) -> tuple[Node, tuple[Row, ...]]:
    """The newest official figures beside those of the country in the same year, and the rows with their sources."""
    lang = context.lang
    rows = queries.context_latest(municipality=id, as_of=context.as_of)
    themes = queries.themes(as_of=context.as_of)

    def line(row: Row) -> tuple[str, ...]:
        same = row["netherlands"]
        return (
            _what(row, context),
            str(row["year"]),
            formats.short(row["value"], row["unit"], lang, row["decimals"]),
            formats.short(same, row["unit"], lang, row["decimals"]) if same is not None else context.t("official.none"),
            _kind(row, context),
        )

    groups = tuple(
        Group(title=context.label(theme), rows=tuple(line(row) for row in rows if row["theme"] == theme["id"]))
        for theme in themes
    )
    heads = (
        Head(label=context.t("official.what")),
        Head(label=context.t("official.year"), numeric=True),
        Head(label=name, numeric=True),
        Head(label=context.t("official.netherlands"), numeric=True),
        Head(label=context.t("official.kind")),
    )
    table = data_table(Table(caption=context.t("official.caption", municipality=name), heads=heads, groups=groups))
    used = [{"source_id": id} for row in rows for id in (row["source_id"], row["netherlands_source_id"]) if id]
    more = urls.page("figures", context)
    node = section(
        context.t("official.title", municipality=name),
        notice(context.t("official.notice"), head=context.t("official.notice_head")),
        phone_fold("fold.figures", len(rows), table, lang=lang, id="official-table"),
        source_line(labels.sources(used, lang, as_of=context.as_of), lang=lang),
        h("p", h("a", context.t("official.more"), href=more)) if more else None,
        id="official",
    )
    return node, tuple(used)
