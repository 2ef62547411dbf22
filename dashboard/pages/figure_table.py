"""The table of all figures in a choice: ordered and searched by the address, so that it works without scripts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from dashboard import formats, lookup, queries
from dashboard.charts import trend_words as told
from dashboard.charts import words
from dashboard.components.finding import find_form
from dashboard.components.sections import section
from dashboard.components.sortable import Block, Column, Order, sortable
from dashboard.components.tree import Node, Part, h
from dashboard.pages.visit import Visit
from dashboard.queries import Row

ID = "table"
# More rows are no longer read, and take a phone seconds to lay out.
_MOST = 400
# What a table can be ordered by, and how a row is compared; equal rows keep the order of places and years.
_KEYS = {"place": None, "year": "year", "value": "value"}


def _kind(row: Row, visit: Visit) -> str:
    return visit.say(f"figures.kind.{'calculated' if row['unit'] == 'per_1000' else told.kind(row)}")


def _text(row: Row, label: str, titles: dict[str, str], visit: Visit) -> str:
    """All words of a row that can be searched for."""
    note = row[f"note_{visit.lang}"] or ""
    parts = (told.place(row, visit.lang), label, str(row["year"]), told.plain(row, visit.lang), _kind(row, visit), note)
    return lookup.fold(" ".join((*parts, titles[row["source_id"]])))


def _has(row: Row, text: str, word: str) -> bool:
    """Whether a row has a word. A year is asked of the figure itself: titles of sources name other years."""
    return word == str(row["year"]) if re.fullmatch(r"(19|20)\d\d", word) else word in text


def chosen(rows: Sequence[Row], visit: Visit) -> list[Row]:
    """The rows that have all words of the question, in the order that was asked, indicator by indicator."""
    labels = {row["id"]: visit.label(row) for row in queries.context_indicators(as_of=visit.as_of)}
    titles = {row["id"]: f"{row['title']} {row['publisher']}" for row in queries.sources(as_of=visit.as_of)}
    asked = lookup.fold(visit.choice.words).split()
    found: list[Row] = []
    for id, grouped in groupby(rows, key=lambda row: row["indicator_id"]):
        texts = [(row, _text(row, labels[id], titles, visit)) for row in grouped]
        own = [row for row, text in texts if all(_has(row, text, word) for word in asked)]
        found.extend(_ordered(own, visit.choice.sort))
    return found


def _ordered(rows: list[Row], sort: str) -> list[Row]:
    name, down = sort.removeprefix("-"), sort.startswith("-")
    key = _KEYS.get(name)
    if key:
        return sorted(rows, key=lambda row: row[key], reverse=down)
    if not down:
        return rows
    groups = [list(own) for _, own in groupby(rows, key=lambda row: row["municipality_id"])]
    return [row for own in reversed(groups) for row in own]


def _columns(visit: Visit) -> list[Column]:
    sort = visit.choice.sort or "place"
    made = []
    for name in _KEYS:
        order: Order = ""
        if sort.removeprefix("-") == name:
            order = "descending" if sort.startswith("-") else "ascending"
        following = f"-{name}" if order == "ascending" else name
        href = visit.address(sort="" if following == "place" else following, anchor=ID)
        made.append(Column(label=visit.say(f"figures.head.{name}"), numeric=name != "place", href=href, order=order))
    return [*made, *(Column(label=visit.say(f"figures.head.{name}")) for name in ("kind", "source"))]


def _cells(row: Row, visit: Visit) -> tuple[Part, ...]:
    lang = visit.lang
    origin = words.source(row, lang, as_of=visit.as_of)
    note = row[f"note_{lang}"]
    source: Part = h("a", origin.title, href=origin.about or origin.url)
    value = formats.short(row["value"], row["unit"], lang, row["decimals"])
    return (
        told.place(row, lang),
        str(row["year"]),
        value,
        _kind(row, visit),
        [source, h("span", f" {words.stop(note)}", cls="soft") if note else None],
    )


def _form(visit: Visit) -> Node:
    """A field for words that keeps everything else that was chosen."""
    choice = visit.choice
    kept = {"theme": "" if choice.indicator else choice.theme, "indicator": choice.indicator, "focus": choice.focus}
    kept |= {"axis": choice.axis, "sort": choice.sort, "as_of": choice.as_of.isoformat() if choice.as_of else ""}
    return find_form(
        action=f"{visit.path}#{ID}-part", lang=visit.lang, label=visit.say("figures.search"), value=choice.words,
        submit=visit.say("figures.find"), hidden={name: value for name, value in kept.items() if value},
    )  # fmt: skip


def figure_table(rows: Sequence[Row], visit: Visit) -> Node:
    """The part of the page with the table: how many figures there are, the field for words, and the figures."""
    indicators = {row["id"]: row for row in queries.context_indicators(as_of=visit.as_of)}
    every = chosen(rows, visit)
    found = every[:_MOST]
    blocks = []
    for id, grouped in groupby(found, key=lambda row: row["indicator_id"]):
        unit = visit.say(f"trend.unit.{indicators[id]['unit']}")
        title = visit.say("trend.caption", label=visit.label(indicators[id]), unit=unit)
        blocks.append(Block(title=title, rows=tuple(_cells(row, visit) for row in grouped)))
    count = visit.say("figures.shown", n=formats.number(len(found), visit.lang),
                      total=formats.number(len(rows), visit.lang))  # fmt: skip
    if len(every) > _MOST:
        count += " " + visit.say("figures.more")
    if not found:
        count = visit.say("figures.nothing", words=visit.choice.words)
    everything = h("a", visit.say("figures.all"), href=visit.address(words="", anchor=f"{ID}-part"))
    return section(
        visit.say("figures.table"),
        _form(visit),
        h("p", count, " " if visit.choice.words else None, everything if visit.choice.words else None, cls="tally"),
        sortable(visit.say("figures.caption"), _columns(visit), blocks, lang=visit.lang, id=ID) if found else None,
        id=f"{ID}-part",
        intro=visit.say("figures.table_intro"),
    )
