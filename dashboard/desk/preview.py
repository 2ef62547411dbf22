"""What a draft would change on the site: cells of the evidence map, charts and sentences, before and after, side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dashboard.charts.figures.base import WIDTH
from dashboard.charts.registry import all_for
from dashboard.db import connection, queries
from dashboard.db.connection import Database
from dashboard.desk.preview_numbers import Numbers, drawings, head, in_words, numbers
from dashboard.i18n.catalogue import t
from dashboard.labels.labels import experiment, upper_first
from dashboard.models.chart import Chart
from dashboard.models.context import Scope
from dashboard.web.components.html import Node, Part, Picture, h, render
from dashboard.web.pages.cell_words import detail, word
from dashboard.web.pages.context import PageContext, resolve_context


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """What the site says of one version of the tables, in one language."""

    cells: Mapping[str, str]
    charts: Mapping[str, Chart]
    sentences: Mapping[str, str]
    numbers: Numbers


def snapshot(database: Database, lang: str) -> Snapshot:
    """Return what the site says of a database."""
    with connection.reading(database):
        context = resolve_context(lang=lang, path=t("where.overview", lang), query="")
        themes = queries.themes(context)
        # With intervals a chart is drawn as a forest plot; other charts keep their default form.
        charts = {
            f"{theme.id} {chart.key}": chart
            for theme in themes
            for chart in all_for(Scope(theme=theme.id, form="forest"), context)
        }
        return Snapshot(
            cells=dict(_cells(context)), charts=charts, sentences=dict(_sentences(charts)), numbers=numbers(context)
        )


def _cells(context: PageContext) -> Iterator[tuple[str, str]]:
    trials = {row.id: experiment(row) for row in queries.experiments(context)}
    themes = {row.id: row.label for row in queries.themes(context)}
    for cell in queries.evidence(context):
        more = detail(cell, context)
        yield (
            f"{trials[cell.experiment_id]}: {themes[cell.theme]}",
            word(cell, context) + (f" ({more})" if more else ""),
        )


def _sentences(charts: Mapping[str, Chart]) -> Iterator[tuple[str, str]]:
    """Yield the sentence of each chart, and each statement that the evidence supports."""
    for key, chart in charts.items():
        yield f"{key} sentence", chart.sentence
        for group in chart.statements:
            for number, statement in enumerate(one for one in group.statements if one.allowed):
                yield f"{key} {group.title} {number}", statement.text


def differences(before: Snapshot, after: Snapshot, lang: str) -> str:
    """Return what differs between two snapshots as HTML."""
    cells = [
        _two(name, before.cells.get(name), after.cells.get(name), lang)
        for name in dict.fromkeys([*before.cells, *after.cells])
        if before.cells.get(name) != after.cells.get(name)
    ]
    charts = [
        _two(
            (after.charts.get(key) or before.charts[key]).question,
            _drawing(before.charts.get(key), f"before-{number}"),
            _drawing(after.charts.get(key), f"after-{number}"),
            lang,
        )
        for number, key in enumerate(dict.fromkeys([*before.charts, *after.charts]))
        if _content(before.charts.get(key)) != _content(after.charts.get(key))
    ]
    sentences = [
        _two("", before.sentences.get(key), after.sentences.get(key), lang)
        for key in dict.fromkeys([*before.sentences, *after.sentences])
        if before.sentences.get(key) != after.sentences.get(key)
    ]
    listed = [
        (row, in_words(before.numbers.get(id), lang), in_words(after.numbers.get(id), lang))
        for id, row in {**before.numbers, **after.numbers}.items()
    ]
    rows = [_two(head(row), old, new, lang) for row, old, new in listed if old != new]
    outcomes = {row.indicator for row, old, new in listed if old != new}
    was, becomes = drawings(before.numbers, lang, "was"), drawings(after.numbers, lang, "becomes")
    effects = [_two(name, was.get(name), becomes.get(name), lang) for name in {**was, **becomes} if name in outcomes]
    found = {"effects": effects, "cells": cells, "charts": charts, "sentences": sentences, "numbers": rows}
    if not any(found.values()):
        return render(h("p", t("desk.change.nothing", lang)))
    notes = {name: h("p", t(f"desk.change.about_{name}", lang), cls="small") for name in ("effects", "numbers")}
    sections = [
        h("section", h("h3", t(f"desk.change.{name}", lang)), notes.get(name), parts, cls="changes")
        for name, parts in found.items()
        if parts
    ]
    return render(h("div", sections))


def _content(chart: Chart | None) -> object:
    # Not its rows for download, which also have how much of a source was read.
    return (chart.table, chart.pairs, chart.directions) if chart else None


def _drawing(chart: Chart | None, id: str) -> Node | None:
    if chart is None:
        return None
    picture = Picture(
        id=id, figure=chart.narrow, width=WIDTH["narrow"], title=chart.question, description=chart.description
    )
    return h("div", h("p", upper_first(chart.sentence), cls="small"), picture)


def _two(name: str, before: Part, after: Part, lang: str) -> Node:
    """Return what was and what would be, side by side."""
    sides = [
        h("div", h("p", t(f"desk.change.{side}", lang), cls="small soft"), _side(part, lang))
        for side, part in (("before", before), ("after", after))
    ]
    return h("div", h("h4", name) if name else None, h("div", sides, cls="two"), cls="change")


def _side(part: Part, lang: str) -> Part:
    if part is None:
        return h("p", t("desk.change.none", lang), cls="soft")
    return h("p", part) if isinstance(part, str) else part
