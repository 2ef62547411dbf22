"""The data version that a document names, a chart with it, and how to cite one."""

from __future__ import annotations

import datetime as dt

from dashboard.db import queries
from dashboard.exports.document import ChartBlock, Stamp
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.models.chart import Chart


def stamp(as_of: dt.date, lang: str) -> Stamp:
    """Return the stamp of the data of a date, or of the newest data for a date after them."""
    newest = queries.version()
    released = newest["released"] if as_of >= newest["released"] else as_of
    same = released == newest["released"]
    return Stamp(
        released=released,
        data_version=str(newest["data_version"]) if same else released.isoformat(),
        text=t("frame.version", lang, date=formats.date(released.isoformat(), lang)),
    )


def chart_block(chart: Chart, *, lang: str, as_of: dt.date, link: str) -> ChartBlock:
    """Return a chart for a document; `link` is its whole address, pinned to the data version of `as_of`."""
    return ChartBlock(chart=chart, lang=lang, stamp=stamp(as_of, lang), link=link)


def citation(chart: Chart, *, lang: str, as_of: dt.date, link: str) -> str:
    """Return how to cite a chart; `link` is its whole address, pinned to the data version of `as_of`."""
    version = stamp(as_of, lang)
    return t(
        "export.citation",
        lang,
        site=t("site.name", lang),
        year=version.released.year,
        question=chart.question,
        version=version.text,
        link=link,
    )
