"""The table of a chart or a panel."""

from __future__ import annotations

from itertools import zip_longest

from dashboard.models.text import Group, Table
from dashboard.web.components.html import Node, Part, h

# Four columns fit on a phone, of which two hold words; any other table becomes a list there, with the name of its column
# before each cell.
_FIT = 4
_FIT_WORDS = 2


def data_table(table: Table) -> Node:
    """Return the table with its caption. Explicit roles keep its semantics on a phone, where it is blocks."""
    columns = len(table.heads)
    numbers = sum(head.numeric for head in table.heads)
    fits = columns <= _FIT and columns - numbers <= _FIT_WORDS
    heads = [
        h("th", head.label, scope="col", role="columnheader", cls="num" if head.numeric else None)
        for head in table.heads
    ]
    return h(
        "table",
        h("caption", table.caption),
        h("thead", h("tr", heads, role="row"), role="rowgroup"),
        [_group(group, table=table) for group in table.groups if group.rows],
        cls=f"data cols-{columns}" + ("" if fits else " stack") + ("" if numbers else " words"),
        role="table",
    )


def _group(group: Group, *, table: Table) -> Node:
    title: Part = None
    if group.title:
        name = h("th", group.title, scope="rowgroup", colspan=len(table.heads), role="rowheader")
        title = h("tr", name, role="row", cls="of")
    rows = []
    without: tuple[str, ...] = ()
    for row, marks in zip_longest(group.rows, group.marks, fillvalue=without):
        cells: list[Part] = [h("th", row[0], scope="row", role="rowheader")]
        own = marks if len(marks) > 1 else (None,) * (len(table.heads) - 1)
        for head, cell, mark in zip(table.heads[1:], row[1:], own, strict=True):
            cls = "num" if head.numeric else None
            cells.append(h("td", cell, role="cell", cls=cls, data_of=head.label, data_mark=mark or None))
        rows.append(h("tr", cells, role="row", data_mark=marks[0] if len(marks) == 1 else None))
    return h("tbody", title, rows, role="rowgroup")
