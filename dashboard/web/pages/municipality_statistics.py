"""The newest official figures of a municipality beside the country: the setting of a trial, not its effect."""

from dashboard.db import queries
from dashboard.db.rows.statistics import LatestStatisticRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.text import Group, Table, heads
from dashboard.web.components.html import Node, h
from dashboard.web.components.notices import notice
from dashboard.web.components.sections import phone_fold, section
from dashboard.web.components.sources import source_line
from dashboard.web.components.tables import data_table
from dashboard.web.pages import urls
from dashboard.web.pages.context import PageContext

# Units that the number format or the name of the figure already shows.
_TOLD = ("percent", "persons", "per_1000")


def _kind(row: LatestStatisticRow, context: PageContext) -> str:
    """Return the notes on a figure, without those that the columns already show."""
    message = [labels.stop(text) for text in (row.caution, row.note) if text]
    provisional = context.t("municipality_statistics.provisional")
    if (row.provisional or row.netherlands_provisional) and provisional.casefold() not in " ".join(message).casefold():
        message.insert(0, labels.stop(provisional))
    if row.modelled and not row.caution:
        message.insert(0, context.t("municipality_statistics.modelled"))
    return " ".join(message)


def _what(row: LatestStatisticRow, context: PageContext) -> str:
    """Return the name of a figure, with its unit where nothing else shows it."""
    if row.unit in _TOLD:
        return row.label
    return context.t("municipality_statistics.in_unit", what=row.label, unit=context.t(f"trend.unit.{row.unit}"))


def official(id: str, name: str, context: PageContext) -> tuple[Node, tuple[labels.Citation, ...]]:
    """Return the newest figures beside those of the country in the same year, and the rows with sources."""
    lang = context.lang
    rows = queries.context_latest(context, municipality=id)
    themes = queries.themes(context)

    def line(row: LatestStatisticRow) -> tuple[str, ...]:
        same = row.netherlands
        return (
            _what(row, context),
            str(row.year),
            formats.short(row.value, row.unit, lang, row.decimals),
            formats.short(same, row.unit, lang, row.decimals)
            if same is not None
            else context.t("municipality_statistics.none"),
            _kind(row, context),
        )

    groups = tuple(
        Group(title=theme.label, rows=tuple(line(row) for row in rows if row.theme == theme.id)) for theme in themes
    )
    columns = heads(
        context.t("municipality_statistics.what"), context.t("municipality_statistics.year"), name,
        context.t("municipality_statistics.netherlands"), context.t("municipality_statistics.kind"), numeric=(1, 2, 3),
    )  # fmt: skip
    caption = context.t("municipality_statistics.caption", municipality=name)
    table = data_table(Table(caption=caption, heads=columns, groups=groups))
    used = [labels.Citation(source_id=id) for row in rows for id in (row.source_id, row.netherlands_source_id) if id]
    more = urls.page("figures", context)
    node = section(
        context.t("municipality_statistics.title", municipality=name),
        notice(context.t("municipality_statistics.notice"), head=context.t("municipality_statistics.notice_head")),
        phone_fold("fold.figures", len(rows), table, lang=lang, id="official-table"),
        source_line(labels.sources(used, context), lang=lang),
        h("p", h("a", context.t("municipality_statistics.more"), href=more)) if more else None,
        id="official",
    )
    return node, tuple(used)
