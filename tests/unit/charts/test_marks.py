"""Marks that a reader can select: figure, SVG, table and details agree on them."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest

from dashboard.charts import registry
from dashboard.charts.trend import trend
from dashboard.models.chart import Chart
from dashboard.models.context import Context, Scope
from dashboard.models.kinds import FORMS, Form
from dashboard.svg.render import render_svg
from tests.page_reader import some

pytestmark = pytest.mark.usefixtures("real")

THEMES = ("participation", "income_stability", "health", "wellbeing")


@lru_cache(maxsize=2)
def charts_with_marks(lang: str) -> list[Chart]:
    scopes = [Scope(theme=theme) for theme in THEMES]
    kinds = registry.LISTED
    made = [chart for scope in scopes for kind in kinds for chart in kind.make(scope, Context(lang=lang))]
    made += trend(Scope(focus="groningen"), Context(lang=lang))
    made += trend(Scope(form="years"), Context(lang=lang))
    made += registry.all_for(Scope(form="dots"), Context(lang=lang))
    assert all(chart.marks for chart in made)
    return made


def ids_in_figure(chart: Chart, form: Form) -> set[str]:
    traces = (chart.wide if form == "wide" else chart.narrow).data
    return {point[0] for trace in traces for point in trace.customdata or () if point and point[0]}


@pytest.mark.parametrize("lang", some(["nl", "en"], of=2))
def test_figure_table_and_details_have_the_same_marks(lang: str) -> None:
    charts = charts_with_marks(lang)
    kinds = {chart.key.partition(".")[0] for chart in charts}
    assert kinds == {kind.name for kind in registry.LISTED}
    for chart in charts:
        ids = [mark.id for mark in chart.marks]
        assert len(ids) == len(set(ids)), chart.key
        in_table = [id for group in chart.table.groups for row in group.marks for id in row if id]
        # Findings that share a mark share its id.
        assert set(in_table) == set(ids), chart.key
        # The newest year alone is drawn; the table has all years.
        if chart.form != "latest":
            assert len(in_table) >= sum(len(group.rows) for group in chart.table.groups), chart.key
        for form in FORMS:
            assert ids_in_figure(chart, form) == set(ids), (chart.key, form)


@pytest.mark.parametrize("form", FORMS)
def test_svg_names_the_mark_of_each_point(form: Form) -> None:
    for chart in charts_with_marks("nl"):
        figure = chart.wide if form == "wide" else chart.narrow
        svg = render_svg(figure, width=860, title="t", description="d", id_prefix="p")
        assert set(re.findall(r'data-mark="([^"]+)"', svg)) == {mark.id for mark in chart.marks}, chart.key


def test_details_name_value_comparison_and_place_in_the_source() -> None:
    charts = charts_with_marks("nl")
    mark = next(
        mark
        for chart in charts
        for mark in chart.marks
        if chart.key.startswith("with_and_without.outflow_to_work") and mark.place == "Amsterdam"
    )
    assert mark.people == "aantal niet vermeld"
    assert "procent" in mark.value
    assert "procent" in mark.comparison
    assert "procentpunt" in mark.difference
    assert mark.fairness
    assert mark.source_href.startswith("/bronnen")


def test_findings_that_share_a_mark_are_all_named_in_its_details() -> None:
    for chart in charts_with_marks("nl"):
        if chart.key.startswith("directions"):
            for group in chart.table.groups:
                for row, (id,) in zip(group.rows, group.marks, strict=True):
                    mark = next(mark for mark in chart.marks if mark.id == id)
                    result, size = mark.value.rsplit("; ", 1)
                    assert row[2] in result.split(" / "), chart.key
                    assert row[0] in mark.group
                    assert (size, mark.difference) == ("grootte niet gevonden", "")


def test_figure_of_a_municipality_names_that_of_the_country_in_the_same_year() -> None:
    (chart,) = trend(Scope(indicator="self_rated_health_18plus"), Context(lang="nl"))
    marks = {mark.id: mark for mark in chart.marks}
    assert "Nederland" in marks["amsterdam.2022"].comparison
    assert marks["netherlands.2022"].comparison == ""
    assert {mark.fairness for mark in chart.marks} == {""}, "nothing was compared to see what a trial did"
