"""Where a document comes from: the stamp of its data."""

from dashboard.db import queries
from dashboard.exports.blocks import ChartBlock, Stamp
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.models.chart import Chart
from dashboard.models.context import Context


def within(link: str) -> str:
    """Return an address without the origin of the site."""
    return "/" + link.split("://", 1)[-1].partition("/")[2] if "://" in link else link


def stamp(context: Context) -> Stamp:
    """Return the stamp of the data of a context, or of the newest data for a date after them."""
    newest = queries.version()
    released = min(newest.released, context.as_of)
    same = released == newest.released
    return Stamp(
        released=released,
        data_version=newest.data_version if same else released.isoformat(),
        text=t("frame.version", context.lang, date=formats.date(released.isoformat(), context.lang)),
    )


def chart_block(chart: Chart, context: Context, *, link: str) -> ChartBlock:
    """Return a chart for a document; `link` is its whole address, pinned to the data version of the context."""
    return ChartBlock(chart=chart, lang=context.lang, stamp=stamp(context), link=link)
