"""The newest official figures of one municipality beside those of the country: where a trial ran, never what it did."""

from __future__ import annotations

from dashboard import formats, queries
from dashboard.charts import words
from dashboard.components.notices import notice
from dashboard.components.sections import phone_fold, section
from dashboard.components.sources import source_line
from dashboard.components.tables import data_table
from dashboard.components.tree import Node, h
from dashboard.model import Group, Head, Table
from dashboard.pages import where
from dashboard.pages.visit import Visit
from dashboard.queries import Row

# Units that the sign at the number or the name of the figure already tells.
_TOLD = ("percent", "persons", "per_1000")


def _kind(row: Row, visit: Visit) -> str:
    """What a reader must know about a figure, each thing once: a note may already say what the columns say."""
    lang = visit.lang
    told = [words.stop(text) for text in (row[f"caution_{lang}"], row[f"note_{lang}"]) if text]
    provisional = visit.say("official.provisional")
    if (row["provisional"] or row["netherlands_provisional"]) and provisional.casefold() not in " ".join(
        told
    ).casefold():
        told.insert(0, words.stop(provisional))
    if row["modelled"] and not row[f"caution_{lang}"]:
        told.insert(0, visit.say("official.modelled"))
    return " ".join(told)


def _what(row: Row, visit: Visit) -> str:
    """The name of a figure, with its unit where neither the name nor a sign at the number tells it."""
    if row["unit"] in _TOLD:
        return visit.label(row)
    return visit.say("official.in_unit", what=visit.label(row), unit=visit.say(f"trend.unit.{row['unit']}"))


def official(id: str, name: str, visit: Visit) -> tuple[Node, tuple[Row, ...]]:
    """The newest official figures beside those of the country in the same year, and the rows with their sources."""
    lang = visit.lang
    rows = queries.context_latest(municipality=id, as_of=visit.as_of)
    themes = queries.themes(as_of=visit.as_of)

    def line(row: Row) -> tuple[str, ...]:
        same = row["netherlands"]
        return (
            _what(row, visit),
            str(row["year"]),
            formats.short(row["value"], row["unit"], lang, row["decimals"]),
            formats.short(same, row["unit"], lang, row["decimals"]) if same is not None else visit.say("official.none"),
            _kind(row, visit),
        )

    groups = tuple(
        Group(title=visit.label(theme), rows=tuple(line(row) for row in rows if row["theme"] == theme["id"]))
        for theme in themes
    )
    heads = (
        Head(label=visit.say("official.what")),
        Head(label=visit.say("official.year"), numeric=True),
        Head(label=name, numeric=True),
        Head(label=visit.say("official.netherlands"), numeric=True),
        Head(label=visit.say("official.kind")),
    )
    table = data_table(Table(caption=visit.say("official.caption", municipality=name), heads=heads, groups=groups))
    used = [{"source_id": id} for row in rows for id in (row["source_id"], row["netherlands_source_id"]) if id]
    more = where.page("figures", visit)
    node = section(
        visit.say("official.title", municipality=name),
        notice(visit.say("official.notice"), head=visit.say("official.notice_head")),
        phone_fold("fold.figures", len(rows), table, lang=lang, id="official-table"),
        source_line(words.sources(used, lang, as_of=visit.as_of), lang=lang),
        h("p", h("a", visit.say("official.more"), href=more)) if more else None,
        id="official",
    )
    return node, tuple(used)
