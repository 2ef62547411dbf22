"""Tables. On a phone some are displayed as blocks; browsers expose them as tables all the same."""

from collections.abc import Sequence
from itertools import zip_longest

from dashboard.models.text import Group, Head, Table
from dashboard.web.components.html import Node, Part, h

# Four columns fit on a phone, of which two hold words; any other table becomes a list there, with the name of its column
# before each cell.
_FIT = 4
_FIT_WORDS = 2


def table(caption: Node, heads: Sequence[Head | Node], *bodies: Part, cls: str, id: str | None = None) -> Node:
    """Return a table from its caption, the heads of its columns, and the bodies that hold its rows."""
    columns = [column_head(head.label, numeric=head.numeric) if isinstance(head, Head) else head for head in heads]
    return h("table", caption, h("thead", row(columns)), bodies, cls=cls, id=id)


def body(*rows: Part) -> Node:
    """Return a group of rows."""
    return h("tbody", rows)


def row(*cells: Part, cls: str | None = None, **attrs: str | None) -> Node:
    """Return a row of cells."""
    return h("tr", cells, cls=cls, **attrs)


def row_of(heads: Sequence[Head], first: Part, *others: Part, id: str | None = None) -> Node:
    """Return a row that its first cell names; the others have the names of their columns, which a phone shows."""
    cells = [cell(part, numeric=head.numeric, data_of=head.label) for head, part in zip(heads[1:], others, strict=True)]
    return row(row_head(first), cells, id=id)


def column_head(label: Part, *, numeric: bool = False, **attrs: str | None) -> Node:
    """Return the head of a column."""
    return h("th", label, scope="col", cls=_cls(numeric), **attrs)


def row_head(*label: Part) -> Node:
    """Return the first cell of a row, which names it."""
    return h("th", label, scope="row")


def title_row(title: str, columns: int) -> Node:
    """Return a row over all columns with the title of the rows below it."""
    return row(h("th", title, scope="rowgroup", colspan=columns), cls="of")


def cell(part: Part, *, numeric: bool = False, **attrs: str | None) -> Node:
    """Return a cell; numbers are aligned to the right."""
    return h("td", part, cls=_cls(numeric), **attrs)


def _cls(numeric: bool) -> str | None:
    return "num" if numeric else None


def data_table(value: Table) -> Node:
    """Return the table of a chart or panel with its caption."""
    columns = len(value.heads)
    numbers = sum(head.numeric for head in value.heads)
    fits = columns <= _FIT and columns - numbers <= _FIT_WORDS
    return table(
        h("caption", value.caption),
        value.heads,
        [_group(group, value) for group in value.groups if group.rows],
        cls=f"data cols-{columns}" + ("" if fits else " stack") + ("" if numbers else " words"),
    )


def _group(group: Group, value: Table) -> Node:
    rows = []
    without: tuple[str, ...] = ()
    for texts, marks in zip_longest(group.rows, group.marks, fillvalue=without):
        own = marks if len(marks) > 1 else (None,) * (len(value.heads) - 1)
        cells = [
            cell(text, numeric=head.numeric, data_of=head.label, data_mark=mark or None)
            for head, text, mark in zip(value.heads[1:], texts[1:], own, strict=True)
        ]
        rows.append(row(row_head(texts[0]), cells, data_mark=marks[0] if len(marks) == 1 else None))
    return body(title_row(group.title, len(value.heads)) if group.title else None, rows)
