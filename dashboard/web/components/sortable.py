"""A long table that can be sorted and searched by links and a form, without scripts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.i18n.catalogue import t
from dashboard.web.components.html import Node, Part, h

Order = Literal["", "ascending", "descending"]


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: its name, and the URL that sorts by it. `order` is the current order."""

    label: str
    numeric: bool = False
    href: str = ""
    order: Order = ""


@dataclass(frozen=True, kw_only=True)
class Block:
    """Rows that are sorted within a group, under one title."""

    title: str
    rows: tuple[tuple[Part, ...], ...]


def sortable(caption: str, columns: Sequence[Column], blocks: Sequence[Block], *, lang: str, id: str) -> Node:
    """Return the table. Explicit roles keep its semantics on a phone, where it is displayed as blocks."""
    return h(
        "table",
        h("caption", caption),
        h("thead", h("tr", [_head(column, lang=lang) for column in columns], role="row"), role="rowgroup"),
        [_block(block, columns) for block in blocks],
        cls="data sortable",
        role="table",
        id=id,
    )


def _head(column: Column, *, lang: str) -> Node:
    label: Part = column.label
    if column.href:
        other = "descending" if column.order == "ascending" else "ascending"
        label = h("a", column.label, h("span", t(f"sortable.{other}", lang), cls="vh"), href=column.href)
    return h(
        "th", label, scope="col", role="columnheader", cls="num" if column.numeric else None,
        aria_sort=column.order or None,
    )  # fmt: skip


def _block(block: Block, columns: Sequence[Column]) -> Node:
    name = h("th", block.title, scope="rowgroup", colspan=len(columns), role="rowheader")
    rows: list[Part] = [h("tr", name, role="row", cls="of")]
    for row in block.rows:
        cells: list[Part] = [h("th", row[0], scope="row", role="rowheader")]
        for column, cell in zip(columns[1:], row[1:], strict=True):
            cells.append(h("td", cell, role="cell", cls="num" if column.numeric else None))
        rows.append(h("tr", cells, role="row"))
    return h("tbody", rows, role="rowgroup")
