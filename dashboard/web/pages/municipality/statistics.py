"""The newest official figures of a municipality beside the country: the setting of a trial, not its effect."""

from dashboard.charts.places import first_figure
from dashboard.db import queries
from dashboard.db.rows.statistics import LatestStatisticRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.text import Group, Link, Table, heads
from dashboard.web.components.card import plain_card
from dashboard.web.components.details import data_table
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.labels import source_line
from dashboard.web.components.sections import band, notice, unfold
from dashboard.web.pages.context import PageContext

# Units that the number format or the name of the figure already shows.
_COUNTED = ("percent", "persons", "per_1000")


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
    if row.unit in _COUNTED:
        return row.label
    return context.t("municipality_statistics.in_unit", what=row.label, unit=context.t(f"trend.unit.{row.unit}"))


def official(id: str, name: str, context: PageContext) -> tuple[Node, Node, tuple[labels.Citation, ...]]:
    """Return one chart of all municipalities, the fold with the newest figures beside the country, and their sources."""
    lang = context.lang
    rows = queries.context_latest(context, municipality=id)
    themes = queries.themes(context)

    def line(row: LatestStatisticRow) -> tuple[str, ...]:
        same = context.t("municipality_statistics.none")
        if row.netherlands is not None:
            same = formats.short(row.netherlands, row.unit, lang, row.decimals)
        value = formats.short(row.value, row.unit, lang, row.decimals)
        return _what(row, context), str(row.year), value, same, _kind(row, context)

    groups = tuple(
        Group(title=theme.label, rows=tuple(line(row) for row in rows if row.theme == theme.id)) for theme in themes
    )
    columns = heads(
        context.t("municipality_statistics.what"), context.t("municipality_statistics.year"), name,
        context.t("municipality_statistics.netherlands"), context.t("municipality_statistics.kind"), numeric=(1, 2, 3),
    )  # fmt: skip
    caption = context.t("municipality_statistics.caption", municipality=name)
    used = [labels.Citation(source_id=id) for row in rows for id in (row.source_id, row.netherlands_source_id) if id]
    table = unfold(
        context.t("municipality_statistics.all"),
        data_table(Table(caption=caption, heads=columns, groups=groups)),
        source_line(labels.sources(used, context), lang=lang),
        id="official-table",
    )
    shown = band(
        notice(context.t("municipality_statistics.notice"), head=context.t("municipality_statistics.notice_head")),
        _chart(id, context),
        id="official", title=context.t("municipality_statistics.title", municipality=name),
    )  # fmt: skip
    return shown, table, tuple(used)


def _chart(id: str, context: PageContext) -> Part:
    """Return the chart of the first subject with links to other years and figures; None without a figure of the place."""
    place = next((row for row in queries.places(context) if row.municipality_id == id), None)
    chart = first_figure(place.id, context) if place else None
    if place is None or chart is None:
        return None
    href = context.link("place", place.id)
    files = [
        Link(href=f"{href.partition('?')[0]}/{chart.key}.{kind}", label=kind.upper()) for kind in ("csv", "svg", "png")
    ]
    years = context.link("figures", indicator=chart.key.partition(".")[2], form="years")
    more = ((context.t("municipality_statistics.years"), years), (context.t("municipality_statistics.place"), href))
    return [
        plain_card(chart, files, lang=context.lang, level=3, short=True),
        h("ul", [h("li", h("a", label, href=to)) for label, to in more], cls="onward"),
    ]
