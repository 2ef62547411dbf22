"""The addresses of share cards, and links that pass a page on."""

from dashboard.db import queries
from dashboard.selection import filters
from dashboard.web.components.html import Node, h
from dashboard.web.pages.context import PageContext


def preview(name: str, lang: str, item: str = "", *, query: str = "", square: bool = False) -> str:
    """Return the address of the share card of a page; it changes with the data version, so it is immutable."""
    parts = "/".join(part for part in (lang, name, item) if part)
    address = f"/preview/{queries.version().data_version}/{parts}{'-square' if square else ''}.png"
    return f"{address}?{query}" if query else address


def share_picture(page: str, context: PageContext, *, square: bool = False) -> str:
    """Return the address of the share card of a page with the filters of a request."""
    query = filters.query(filters.shared(context.choice), context.known)
    return preview(page, context.lang, context.item, query=query, square=square)


def share_page(page: str, context: PageContext) -> list[Node]:
    """Return list items that pass a page on: to an app of the phone, which a script shows, and as a picture."""
    links = [
        h("li", h("a", context.t(f"share.{shape}"), href=share_picture(page, context, square=shape == "square"),
                  download=f"{page}-{shape}.png", cls="quiet"))
        for shape in ("wide", "square")
    ]  # fmt: skip
    button = h("button", context.t("share.native"), type="button", cls="quiet", data_share=context.address())
    return [h("li", button, hidden=True, data_share_item=True), *links]
