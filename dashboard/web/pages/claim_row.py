"""A row of claims on the front page: each with its verdict, and a link to all of them."""

from dashboard.db import queries
from dashboard.web.components.claim_parts import badge
from dashboard.web.components.html import Part, h
from dashboard.web.components.sections import band
from dashboard.web.pages import urls
from dashboard.web.pages.context import PageContext

_MOST = 4


def claim_row(context: PageContext) -> Part:
    """Return one claim of each verdict, then others; None without claims."""
    rows = queries.claims(context)
    if not rows:
        return None
    first = {row.verdict: row for row in reversed(rows)}
    shown = sorted(rows, key=lambda row: row is not first[row.verdict])[:_MOST]
    lines = [
        h("li",
          h("p", h("a", context.t("claims.quoted", claim=row.claim), href=urls.page("claim", context, id=row.id))),
          badge(row.verdict, lang=context.lang))
        for row in shown
    ]  # fmt: skip
    every = h("p", h("a", context.count("claims.every", len(rows)), href=urls.page("claims", context)))
    title = h("div", h("h2", context.t("claims.title"), id="claims-title"), every)
    return band(title, h("ul", lines), id="claims", tone="sand", labelled_by="claims-title")
