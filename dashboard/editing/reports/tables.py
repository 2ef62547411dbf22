"""The tables of a page: each cell with the heads of its row and columns, also where a table goes on from the page before."""

from dataclasses import replace
from functools import lru_cache

from dashboard.editing.reports.cells import Cell, Table
from dashboard.editing.reports.grids import grids
from dashboard.editing.reports.heads import column_heads, labelled, table_of
from dashboard.editing.reports.pdf import Page

__all__ = ["Cell", "Table", "tables"]

_MOST_PAGES = 20


def tables(page: Page) -> tuple[Table, ...]:
    """Return the tables of a page from top to bottom. The last has its rows on the pages that follow too.

    A table that began on an earlier page has its own rows only, with the heads of that page.
    """
    found = list(_tables(page))
    if found and (before := _begun_before(page, found[0])):
        found[0] = _with_heads(found[0], before)
    number = page.number
    while found and number < page.report.page_count and number - page.number < _MOST_PAGES:
        following = page.report.page(number + 1)
        rest = _tables(following)
        if not rest or not _goes_on(page.report.page(number), found[-1], following, rest[0]):
            break
        found[-1] = replace(found[-1], rows=(*found[-1].rows, *_body(_with_heads(rest[0], found[-1]))))
        if len(rest) > 1:
            break
        number += 1
    return tuple(found)


def _begun_before(page: Page, table: Table) -> Table | None:
    """Return the first part of a table that goes on on this page."""
    number, first, start = page.number, table, None
    while number > 1 and page.number - number < _MOST_PAGES:
        before = page.report.page(number - 1)
        earlier = _tables(before)
        if not earlier or not _goes_on(before, earlier[-1], page.report.page(number), first):
            break
        start = first = earlier[-1]
        if len(earlier) > 1:
            break
        number -= 1
    return start


def _goes_on(page: Page, table: Table, following: Page, other: Table) -> bool:
    """Return whether a table is the same one as the first of the next page: same columns, and no text between the two."""
    if len(table.rows[0]) != len(other.rows[0]) or other.name not in ("", table.name):
        return False
    ends = [
        sum(word.top > _end(table, page.number) for word in page.words if word.bottom < page.height * 0.9),
        sum(word.bottom < other.box.top for word in following.words if word.top > following.height * 0.1),
    ]
    return ends[0] <= 3 and (ends[1] <= 3 or bool(other.name))


def _end(table: Table, number: int) -> float:
    return max(cell.box.bottom for row in table.rows for cell in row if cell.page == number)


def _body(table: Table) -> tuple[tuple[Cell, ...], ...]:
    return table.rows[table.head_rows :]


def _with_heads(table: Table, first: Table) -> Table:
    """Return the part of a table on a later page with the heads of its first part, unless it repeats them."""
    texts = [cell.text for row in first.rows[: first.head_rows] for cell in row]
    repeated = texts == [cell.text for row in table.rows[: first.head_rows] for cell in row]
    if not repeated and table.head_rows:
        return replace(table, continued=True)
    heads = first.rows[: first.head_rows]
    body = table.rows[first.head_rows if repeated else 0 :]
    rows = tuple(
        tuple(replace(cell, column_heads=column_heads(heads, at)) for at, cell in enumerate(row))
        for row in labelled(body, page=table.page)
    )
    return replace(
        table, rows=(*heads, *rows), head_rows=first.head_rows, name=first.name, caption=first.caption, continued=True
    )


@lru_cache(maxsize=16)
def _tables(page: Page) -> tuple[Table, ...]:
    """Return the tables of a page as if it were alone."""
    return tuple(table_of(page, grid) for grid in grids(page))
