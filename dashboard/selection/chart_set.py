"""The chart set of a reader, stored in the URL: each item has the key of a chart and its filters.

`directions.matched_comparison*municipality.oss*as_of.2026-11-21` is the key, then name and value of each filter, in the
order of a query string. All characters may appear in a URL unescaped, which keeps it short.
"""

import re
from dataclasses import replace
from urllib.parse import parse_qsl

from dashboard.models.filters import FilterOptions, Filters, Remark
from dashboard.selection import filters

MOST_ITEMS = 40
LONGEST_NOTE = 1000
LONGEST_TITLE = 100
# The limit of a request line, less the path and the other filters.
LONGEST_ADDRESS = 7600
_LONGEST_ITEM = 400
_KEY = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)+")


def parts(item: str) -> tuple[str, str]:
    """Return key and query string of an item."""
    key, *pairs = item.split("*")
    return key, "&".join(pair.replace(".", "=", 1) for pair in pairs)


def canonical(item: str, known: FilterOptions) -> str | None:
    """Return the item in canonical form, without unknown filters; None when it cannot be parsed."""
    key, query = parts(item[:_LONGEST_ITEM])
    if len(item) > _LONGEST_ITEM or not _KEY.fullmatch(key):
        return None
    choice, _ = filters.parse(query, known)
    return filters.chart_item(key, filters.query(choice, known))


def choice_of(item: str, known: FilterOptions) -> tuple[str, Filters]:
    """Return key and filters of a canonical item."""
    key, query = parts(item)
    return key, filters.parse(query, known)[0]


def parse(query: str, known: FilterOptions) -> tuple[Filters, tuple[Remark, ...]]:
    """Parse the query string of a set. Never raises; ignored values give a remark.

    The reason of a remark may also be `item` (cannot be parsed) or `most_items` (too many).
    """
    requested = [piece for piece in query.split("&") if piece.startswith("item=")]
    rest = "&".join(piece for piece in query.split("&") if not piece.startswith("item="))
    choice, remarks = filters.parse(rest, known, paper=True)
    result = [value for _, value in parse_qsl("&".join(requested)[: LONGEST_ADDRESS * 2])]
    items, more = collected(result, known)
    return replace(choice, items=items), (*more, *remarks)


def collected(found: list[str], known: FilterOptions) -> tuple[tuple[str, ...], tuple[Remark, ...]]:
    """Return the valid items, each once and up to the limit, and remarks on the others."""
    remarks: list[Remark] = []
    items: dict[str, None] = {}
    for value in found[: 4 * MOST_ITEMS]:
        built = canonical(value, known)
        if built is None:
            remarks.append(Remark(reason="item", name="item", value=filters.shown(value)))
        else:
            items[built] = None
    retained: list[str] = []
    for item in items:
        if len(retained) == MOST_ITEMS or sum(map(len, retained)) + len(item) + 6 * len(retained) > LONGEST_ADDRESS:
            remarks.append(Remark(reason="most_items", name="item", value=str(MOST_ITEMS)))
            break
        retained.append(item)
    return tuple(retained), tuple(remarks[:6])
