"""What a draft would change on the site, before and after, side by side.

Each kind of part (drawings of effects, cells of the evidence map, charts, sentences, numbers) is a mapping of items, which
are compared by their content.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from dashboard.charts.figures.base import WIDTH
from dashboard.charts.figures.dot_plot import dot_plot
from dashboard.charts.registry import all_for
from dashboard.db import connection, queries
from dashboard.db.connection import Database
from dashboard.db.rows.results import NumberRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.labels import labels
from dashboard.models.chart import Chart
from dashboard.models.context import Scope
from dashboard.models.marks import Dot
from dashboard.web.components.html import Node, Part, Picture, h, render
from dashboard.web.pages.context import PageContext, resolve_context
from dashboard.web.pages.evidence.cell_signs import word
from dashboard.web.pages.evidence.cell_words import detail


@dataclass(frozen=True, kw_only=True)
class Item:
    """A part of the site: what it is about, what it says, and what shows it when that is no text; that gets a free id."""

    name: str
    content: object
    draw: Callable[[str], Node] | None = None


Snapshot = Mapping[str, Mapping[str, Item]]
"""What the site says of one version of the tables, in one language, by kind of part."""


def snapshot(database: Database, lang: str) -> Snapshot:
    """Return what the site says of a database."""
    with connection.reading(database):
        context = resolve_context(lang=lang, path=t("where.overview", lang), query="")
        # With intervals a chart is drawn as a forest plot; other charts keep their default form.
        charts = {
            f"{theme.id} {chart.key}": chart
            for theme in queries.themes(context)
            for chart in all_for(Scope(theme=theme.id, form="forest"), context)
        }
        numbers = [row for row in queries.unpaired_numbers(Scope(), context) if row.reason not in ("interim", "series")]
        return {
            "effects": dict(_effects(numbers, lang)),
            "cells": dict(_cells(context)),
            "charts": {
                # Not its rows for download, which also have how much of a source was read.
                key: Item(name=one.question, content=(one.table, one.pairs, one.directions), draw=partial(_chart, one))
                for key, one in charts.items()
            },
            "sentences": dict(_sentences(charts)),
            "numbers": {row.id: Item(name=_head(row), content=_in_words(row, lang)) for row in numbers},
        }


def _cells(context: PageContext) -> Iterator[tuple[str, Item]]:
    trials = {row.id: labels.experiment(row) for row in queries.experiments(context)}
    themes = {row.id: row.label for row in queries.themes(context)}
    for cell in queries.evidence(context):
        name, more = f"{trials[cell.experiment_id]}: {themes[cell.theme]}", detail(cell, context)
        yield name, Item(name=name, content=word(cell, context) + (f" ({more})" if more else ""))


def _sentences(charts: Mapping[str, Chart]) -> Iterator[tuple[str, Item]]:
    """Yield the sentence of each chart, and each statement that the evidence supports."""
    for key, chart in charts.items():
        yield f"{key} sentence", Item(name="", content=chart.sentence)
        for group in chart.statements:
            for number, statement in enumerate(one for one in group.statements if one.allowed):
                yield f"{key} {group.title} {number}", Item(name="", content=statement.text)


def _effects(numbers: Iterable[NumberRow], lang: str) -> Iterator[tuple[str, Item]]:
    """Yield a drawing of the differences with an interval for each outcome that has any."""
    for name, same in groupby(sorted(numbers, key=lambda row: row.indicator), key=lambda row: row.indicator):
        rows = list(same)
        drawn = [
            row for row in rows if row.reason == "only_a_difference" and row.low is not None and row.high is not None
        ]
        if drawn:
            said = tuple((row.id, _in_words(row, lang)) for row in rows)
            yield name, Item(name=name, content=said, draw=partial(_effect, name, drawn, lang))


def differences(before: Snapshot, after: Snapshot, lang: str) -> str:
    """Return what differs between two snapshots as HTML."""
    sections = []
    for kind, old in before.items():
        new, parts = after[kind], []
        for number, key in enumerate(dict.fromkeys([*old, *new])):
            was, becomes = old.get(key), new.get(key)
            if was and becomes and was.content == becomes.content:
                continue
            sides = [
                h(
                    "div",
                    h("p", t(f"desk.change.{side}", lang), cls="small soft"),
                    _shown(item, f"{side}-{kind}-{number}", lang),
                )
                for side, item in (("before", was), ("after", becomes))
            ]
            name = (new.get(key) or old[key]).name
            parts.append(h("div", h("h4", name) if name else None, h("div", sides, cls="two"), cls="change"))
        about = h("p", t(f"desk.change.about_{kind}", lang), cls="small") if kind in ("effects", "numbers") else None
        if parts:
            sections.append(h("section", h("h3", t(f"desk.change.{kind}", lang)), about, parts, cls="changes"))
    return render(h("div", sections) if sections else h("p", t("desk.change.nothing", lang)))


def _shown(item: Item | None, id: str, lang: str) -> Part:
    if item is None:
        return h("p", t("desk.change.none", lang), cls="soft")
    return item.draw(id) if item.draw else h("p", str(item.content))


def _chart(chart: Chart, id: str) -> Node:
    title, words = chart.question, chart.description
    picture = Picture(id=id, figure=chart.narrow, width=WIDTH["narrow"], title=title, description=words)
    return h("div", h("p", labels.upper_first(chart.sentence), cls="small"), picture)


def _effect(name: str, rows: list[NumberRow], lang: str, id: str) -> Node:
    dots = [
        Dot(
            block=labels.experiment(row), label=labels.upper_first(row.arm or name), mark=row.type_id or "comparison",
            value=row.value, interval=(row.low or 0, row.high or 0),
            text=formats.number(row.value, lang, formats.least_decimals(row.value, row.decimals)), id=row.id,
        )
        for row in rows if row.value is not None
    ]  # fmt: skip
    foot = [t(f"figure.{key}", lang) for key in ("range", "range_level")]
    figure = dot_plot(dots, unit=rows[0].unit, foot=foot, lang=lang, form="narrow")
    words = " ".join(f"{_head(row)}: {_in_words(row, lang)}" for row in rows)
    return h("div", Picture(id=id, figure=figure, width=WIDTH["narrow"], title=name, description=words))


def _head(row: NumberRow) -> str:
    """Return what a number is about: its trial, outcome and group."""
    parts = (labels.experiment(row), labels.lower_first(row.indicator), labels.lower_first(row.arm or ""))
    return ", ".join(part for part in parts if part)


def _in_words(row: NumberRow, lang: str) -> str:
    """Return a number with its interval and people, and why it is in no chart."""
    value = labels.value(row, lang)
    if row.low is not None and row.high is not None:
        # A rounded bound could seem to hold no zero.
        decimals = max(formats.least_decimals(bound, row.decimals) for bound in (row.low, row.high))
        low, high = (formats.number(bound, lang, decimals) for bound in (row.low, row.high))
        value = t("desk.change.interval", lang, value=value, low=low, high=high)
    return f"{formats.of_people(value, row.n, lang)}. {t(f'compare.reason.{row.reason}', lang)}"
