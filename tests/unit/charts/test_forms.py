"""A chart offers only the forms that its rows allow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dashboard.charts.comparison import with_and_without
from dashboard.db import queries
from dashboard.models.context import Context, Scope


def test_groups_that_started_in_different_years_are_not_joined(real: None) -> None:
    for form in ("", "dots", "slope", "forest"):
        for chart in with_and_without(Scope(form=form), Context(lang="nl")):
            assert chart.forms == ("pairs", "dots")
            assert chart.form == ("dots" if form == "dots" else "pairs")


def test_rows_with_an_interval_offer_a_forest_plot(build_and_use: Callable[[], None]) -> None:
    build_and_use()
    (chart,) = with_and_without(Scope(indicator="paid_work", form="forest"), Context(lang="nl"))
    assert chart.forms == ("pairs", "forest")
    assert "interval" in {trace.meta for trace in chart.wide.data}


def test_rows_of_one_group_at_two_moments_offer_a_slope(real: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Made up: the rows of one comparison as counts of one group at two dates."""
    rows = [
        row for row in queries.pairs(Scope(indicator="part_time_work_started"), Context(lang="nl")) if row.preferred
    ]
    assert len(rows) == 2
    moments = [
        replace(row, timing="moment", subgroup=None, start=None, end=end)
        for row, end in zip(rows, ("2018-02", "2020-02"), strict=True)
    ]
    monkeypatch.setattr(queries, "pairs", lambda *_: tuple(moments))
    (chart,) = with_and_without(Scope(form="slope"), Context(lang="nl"))
    assert chart.forms == ("pairs", "dots", "slope")
    assert chart.form == "slope"
    assert {trace.meta for trace in chart.wide.data} >= {"change", "key"}
