"""Code to copy and files to download."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.i18n.catalogue import t
from dashboard.models.text import Link
from dashboard.web.components.copy_button import copying
from dashboard.web.components.html import Node, h


def recipe(head: str, code: str, *, lang: str, href: str = "", prose: bool = False) -> Node:
    """Return code, a URL or (`prose`) a text to copy, with its title; `href` shows the response."""
    about = h("span", f": {head}", cls="vh")
    copy = copying(t("data.copy", lang), done=t("data.copied", lang), lang=lang, about=about, data_copy_text=code)
    seen = h("li", h("a", t("data.try", lang), about, href=href)) if href else None
    return h(
        "li",
        h("h3", head),
        h("p", code, cls="citation") if prose else h("pre", h("code", code)),
        h("ul", h("li", copy, cls="needs-script"), seen, cls="actions"),
    )


def downloads(links: Sequence[Link]) -> Node:
    """Return files with their descriptions."""
    items = [h("li", h("a", h("b", link.label), href=link.href), h("p", link.text)) for link in links]
    return h("ul", items, cls="downloads")


def file_table(rows: Sequence[Node], *, caption: str, lang: str) -> Node:
    """Return tables with their files; on a phone each is a line with its files below it."""
    heads = [
        h("th", t(f"data.{name}", lang), scope="col", role="columnheader", cls="num" if name == "rows" else None)
        for name in ("table", "holds", "rows", "download")
    ]
    return h(
        "table",
        h("caption", caption, cls="vh"),
        h("thead", h("tr", heads, role="row"), role="rowgroup"),
        h("tbody", rows, role="rowgroup"),
        cls="data files",
        role="table",
    )


def file_row(name: str, text: str, rows: str, files: Sequence[Link], *, lang: str) -> Node:
    """Return the row of a table: its description, number of rows, and files."""
    links = [h("li", h("a", link.label, href=link.href, aria_label=link.text)) for link in files]
    return h(
        "tr",
        h("th", h("code", name), scope="row", role="rowheader"),
        h("td", text, role="cell"),
        h("td", rows, role="cell", cls="num", data_of=t("data.rows", lang)),
        h("td", h("ul", links, cls="forms"), role="cell"),
        role="row",
    )
