"""Code to copy and files to download."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.i18n.catalogue import t
from dashboard.models.text import Link
from dashboard.web.components.copy_button import copying
from dashboard.web.components.html import Node, Part, h


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """Code, a URL or (`prose`) a text to copy, with its title; `href` shows the response."""

    head: str
    code: str
    href: str = ""
    prose: bool = False


@dataclass(frozen=True, kw_only=True)
class FileRow:
    """A table with its description, number of rows, and files."""

    name: str
    text: str
    rows: str
    files: tuple[Link, ...]


def coded(text: str) -> Part:
    """Return a text in which words between `backticks` become code."""
    return [h("code", part) if place % 2 else part for place, part in enumerate(text.split("`"))]


def recipes(found: Sequence[Recipe], *, lang: str) -> Node:
    """Return pieces of code, each with a copy button."""
    return h("ul", [_recipe(one, lang=lang) for one in found], cls="recipes")


def _recipe(one: Recipe, *, lang: str) -> Node:
    about = h("span", f": {one.head}", cls="vh")
    copy = copying(
        t("data.copy", lang), done=t("data.copied", lang), lang=lang, about=about, data_copy_text=one.code
    )  # fmt: skip
    seen = h("li", h("a", t("data.try", lang), about, href=one.href)) if one.href else None
    return h(
        "li",
        h("h3", one.head),
        h("p", one.code, cls="citation") if one.prose else h("pre", h("code", one.code)),
        h("ul", h("li", copy, cls="needs-script"), seen, cls="actions"),
    )


def downloads(links: Sequence[Link]) -> Node:
    """Return files with their descriptions."""
    items = [h("li", h("a", h("b", link.label), href=link.href), h("p", link.text)) for link in links]
    return h("ul", items, cls="downloads")


def file_table(found: Sequence[FileRow], *, caption: str, lang: str) -> Node:
    """Return tables with their files; on a phone each is a line with its files below it."""
    heads = [h("th", t(f"data.{name}", lang), scope="col", role="columnheader", cls=cls) for name, cls in _HEADS]
    return h(
        "table",
        h("caption", caption, cls="vh"),
        h("thead", h("tr", heads, role="row"), role="rowgroup"),
        h("tbody", [_file(one, lang=lang) for one in found], role="rowgroup"),
        cls="data files",
        role="table",
    )


_HEADS = (("table", None), ("holds", None), ("rows", "num"), ("download", None))


def _file(one: FileRow, *, lang: str) -> Node:
    files = [h("li", h("a", link.label, href=link.href, aria_label=link.text)) for link in one.files]
    return h(
        "tr",
        h("th", h("code", one.name), scope="row", role="rowheader"),
        h("td", one.text, role="cell"),
        h("td", one.rows, role="cell", cls="num", data_of=t("data.rows", lang)),
        h("td", h("ul", files, cls="forms"), role="cell"),
        role="row",
    )
