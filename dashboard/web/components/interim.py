"""Interim results: the groups side by side, comparison arm last, under a heading of their own."""

from dashboard.i18n.catalogue import t
from dashboard.models.evidence import Interim
from dashboard.web.components.html import Node, h
from dashboard.web.components.sources import source_line
from dashboard.web.components.tables import data_table


def interim(value: Interim, *, id: str, level: int, lang: str) -> Node:
    """Return interim results with their remarks and sources."""
    return h(
        "div",
        h(f"h{level}", t("interim.unconfirmed" if value.table else "interim.earlier", lang), id=f"{id}-title"),
        h("p", t("interim.intro", lang), cls="small soft"),
        data_table(value.table) if value.table else None,
        [h("p", text) for text in value.texts],
        source_line(list(value.sources), lang=lang),
        cls="listed interim",
        id=id,
    )
