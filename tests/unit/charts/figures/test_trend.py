"""Official figures by year: gaps stay gaps, kinds of figure look different, and nothing is drawn that nobody counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import combinations, pairwise, product
from typing import Any

import pytest

from dashboard.charts.figures.base import MIN_WIDTH
from dashboard.charts.figures.trend import trend as in_focus
from dashboard.charts.figures.trend_panel import runs
from dashboard.charts.figures.trend_parts import ValueAxis, YearAxis
from dashboard.charts.figures.trend_small_multiples import trend_many
from dashboard.charts.trend import trend
from dashboard.db import queries
from dashboard.models.chart import Chart
from dashboard.models.context import Context, Scope
from dashboard.models.kinds import FORMS, Figure, Form
from dashboard.models.marks import Facet
from dashboard.svg.render import apply_template
from tests import svg_boxes
from tests.figure_rows import FIGURES, facets, points
from tests.page_reader import some

PLACES = ("amsterdam", "groningen", "heerlen", "oss", "wageningen")
SCOPES = [
    *(Scope(focus=focus) for focus in (None, *PLACES)),
    *(Scope(focus=focus, axis="free") for focus in (None, "heerlen")),
    *(Scope(focus=focus, form=form) for focus in (None, "oss") for form in ("years", "latest")),
]


def lines(figure: Figure) -> Iterator[list[tuple[float, float]]]:
    """Each unbroken line of a figure, without stripes."""
    for trace in apply_template(figure)["data"]:
        if trace["mode"] != "lines" or "fill" in trace:
            continue
        run: list[tuple[float, float]] = []
        for x, y in [*zip(trace["x"], trace["y"], strict=True), (None, None)]:
            if x is None:
                if run:
                    yield run
                run = []
            else:
                run.append((x, y))


def marks(figure: Figure, kind: str = "") -> list[tuple[float, float]]:
    return [
        point
        for trace in apply_template(figure)["data"]
        if trace["mode"] == "markers" and kind in trace["meta"]
        for point in zip(trace["x"], trace["y"], strict=True)
    ]


@lru_cache(maxsize=2)
def made(start: int) -> list[Chart]:
    return [chart for scope in SCOPES[start::3] for chart in trend(scope, Context(lang="nl"))]


@pytest.fixture(params=some([0, 1, 2], of=3))
def charts(real: None, request: pytest.FixtureRequest) -> list[Chart]:
    """The charts of the real tables for a third of the choices, drawn once for all tests; nightly for the others too."""
    return made(request.param)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["many", "many_free", "in_focus"])
def test_lines_break_where_years_are_missing(name: str, form: Form) -> None:
    found = list(lines(FIGURES[name]("nl", form)))
    assert found
    assert all(after[0] - before[0] == 1 for line in found for before, after in pairwise(line))
    # The place in focus has 2015, then 2018 and on; nothing runs from 2015.
    assert not any((2015, 12.4) in line for line in found)
    assert any((2018, 14) in line for line in found)


def test_years_across_a_boundary_change_are_not_joined() -> None:
    """A figure within another boundary (made up here: with a neighbour in the next year) has no line to it."""
    old, new, next_ = points("nl", (2015, 10, "counted"), (2016, 12, "counted"), (2017, 13, "counted"))
    assert [[point.year for point in run] for run in runs([old, replace(new, joins=False), next_])] == [
        [2015],
        [2016, 2017],
    ]
    assert [[point.year for point in run] for run in runs([old, new, next_])] == [[2015, 2016, 2017]]


def test_built_rows_do_not_join_across_a_boundary_change(build_and_use: Any, made_up: Any) -> None:
    """Made-up: a count within the old boundary beside two within the new one."""
    path = made_up / "context.csv"
    head = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    first = path.read_text(encoding="utf-8").splitlines()[1].split(",")
    base = dict(zip(head, first, strict=False))
    rows = []
    for year, note in ((2023, "Old municipal boundary, without a village."), (2024, "New boundary."), (2025, "")):
        row = dict.fromkeys(head, "") | {
            "municipality_id": base["municipality_id"], "indicator_id": base["indicator_id"], "year": str(year),
            "value": "10", "modelled": "false", "provisional": "false", "source_id": base["source_id"],
            "note_nl": f'"{note}"', "note_en": f'"{note}"', "added": base["added"],
        }  # fmt: skip
        rows.append(",".join(row[name] for name in head))
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + "\n".join(rows) + "\n", encoding="utf-8")
    build_and_use()
    found = {row.year: row.joins for row in queries.context(Scope(), Context(lang="nl")) if row.year >= 2023}
    assert found == {2023: False, 2024: False, 2025: True}


def test_counts_of_december_have_a_chart_of_their_own(real: None) -> None:
    """Two series count at different moments of the year, so no line joins them."""
    with_2015 = {chart.key for chart in made(0) if (2015, 10850.0) in marks(chart.wide)}
    assert with_2015 == {"trend.social_assistance_recipients_december"}


def test_real_lines_do_not_cross_years_without_a_figure(charts: list[Chart]) -> None:
    for chart in (chart for chart in charts if chart.form == "years"):
        given = {(row["year"], row["value"]) for row in chart.rows}
        for figure in (chart.wide, chart.narrow):
            assert set(marks(figure)) == given, chart.key
            for line in lines(figure):
                assert all(after[0] - before[0] == 1 for before, after in pairwise(line)), chart.key
                assert set(line) <= given, chart.key


@pytest.mark.parametrize("name", ["many", "in_focus"])
def test_kinds_of_figures_have_different_marks(name: str) -> None:
    figure = FIGURES[name]("nl", "wide")
    looks: dict[str, set[tuple[str, bool]]] = {}
    for trace in apply_template(figure)["data"]:
        if trace["mode"] == "markers":
            kind = trace["meta"].split()[-1]
            looks.setdefault(kind, set()).add((trace["marker"]["symbol"], "line" in trace["marker"]))
    assert looks == {
        "counted": {("circle", False)}, "modelled": {("diamond", True)}, "provisional": {("square", True)},
    }  # fmt: skip


def test_line_to_a_provisional_figure_is_dotted() -> None:
    figure = FIGURES["in_focus"]("nl", "wide")
    dotted = [trace for trace in apply_template(figure)["data"] if trace["mode"] == "lines" and "dash" in trace["line"]]
    assert [list(zip(trace["x"], trace["y"], strict=True)) for trace in dotted] == [[(2020, 12.2), (2021, 15.5)]]


def test_every_missing_year_is_hatched() -> None:
    years = YearAxis([Facet(title="", series=(), missing=(2012, 2013, 2016, 2020))])
    assert years.hatched((2012, 2013, 2016)) == [(2011.3, 2013.5), (2015.5, 2016.5)]
    hatching = next(
        trace for trace in apply_template(FIGURES["in_focus"]("nl", "wide"))["data"] if trace.get("fill") == "toself"
    )
    for year in (2012, 2013, 2014, 2016, 2017):
        spans = list(zip(hatching["x"][0::6], hatching["x"][2::6], strict=True))
        assert any(start <= year - 0.5 and year + 0.5 <= end for start, end in spans), year


def test_panels_share_an_axis_unless_axes_are_free() -> None:
    def spans(name: str) -> list[list[float]]:
        layout = apply_template(FIGURES[name]("nl", "wide"))["layout"]
        return [layout[key]["range"] for key in layout if key.startswith("yaxis")]

    assert len(spans("many")) == len(facets("nl"))
    assert len({tuple(span) for span in spans("many")}) == 1
    assert len({tuple(span) for span in spans("many_free")}) > 1
    assert {span[0] for span in (*spans("many"), *spans("many_free"))} == {0.0}


def test_only_high_shares_have_an_axis_above_zero() -> None:
    assert ValueAxis([66.4, 81.0], unit="percent", lang="nl").low == pytest.approx(60, abs=1)
    assert ValueAxis([3.0, 81.0], unit="percent", lang="nl").low == 0
    assert ValueAxis([40000, 41000], unit="persons", lang="nl").low == 0
    assert ValueAxis([70.4], unit="percent", lang="nl").ticks[-1] - 70 >= 10


def test_axis_above_zero_is_noted_in_the_picture_and_beside_it(charts: list[Chart]) -> None:
    for chart in charts:
        for figure in (chart.wide, chart.narrow):
            layout = apply_template(figure)["layout"]
            values = "xaxis" if chart.form == "latest" else "yaxis"
            cut = any(layout[key]["range"][0] > 0 for key in layout if key.startswith(values))
            words = " ".join(note["text"].replace("<br>", " ") for note in layout["annotations"])
            assert ("de as begint niet bij nul" in words) == cut, chart.key
            assert ("De as begint niet bij nul" in " ".join(note.text for note in chart.reading)) == cut, chart.key


def test_facet_without_figures_is_rejected() -> None:
    empty = Facet(title="x", series=(), missing=())
    with pytest.raises(ValueError, match="expected at least one"):
        trend_many((), shared=True, unit="percent", lang="nl", form="wide")
    with pytest.raises(ValueError, match="expected at least one"):
        in_focus(empty, unit="percent", unit_label="", no_figure="x", lang="nl", form="wide")


def test_labels_of_real_charts_cover_neither_figures_nor_labels(charts: list[Chart]) -> None:
    for chart in charts:
        for form, figure in ((FORMS[0], chart.wide), (FORMS[1], chart.narrow)):
            svg = svg_boxes.parsed(figure, at=MIN_WIDTH[form])
            labels = svg_boxes.labels(svg)
            assert svg_boxes.overlaps(product(labels, svg_boxes.marks(svg, radius=4))) == [], (chart.key, form)
            assert svg_boxes.overlaps(combinations(labels, 2)) == [], (chart.key, form)


def test_number_of_places_in_a_chart_is_limited(real: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Made up: more municipalities than can be told apart. The one in focus and the country stay, the rest is said."""
    real_rows = [
        row for row in queries.context(Scope(indicator="volunteering_18plus"), Context(lang="nl")) if row.year == 2020
    ]
    country = [row for row in real_rows if row.municipality is None]
    first = real_rows[0]
    crowd = [replace(first, municipality_id=f"made-{number}", municipality=f"Made {number}") for number in range(40)]
    monkeypatch.setattr(queries, "context", lambda *_: (*crowd, *country))
    for focus in (None, "made-39"):
        (chart,) = trend(Scope(focus=focus), Context(lang="nl"))
        assert len(chart.rows) == 12
        assert {"Nederland"} < {row["place"] for row in chart.rows}
        assert focus is None or "Made 39" in {row["place"] for row in chart.rows}
        assert any("nog 29 gemeenten" in note.text for note in chart.reading)


def test_newest_year_has_a_row_for_each_place_and_stripes_without_a_figure(real: None) -> None:
    (chart,) = trend(Scope(indicator="net_labour_participation"), Context(lang="nl"))
    assert chart.forms == ("latest", "years")
    for form, figure in ((FORMS[0], chart.wide), (FORMS[1], chart.narrow)):
        values = {row["value"] for row in chart.rows if row["year"] == 2022 and row["place"] != "Nederland"}
        assert {x for x, _ in marks(figure)} == values, form
        text = svg_boxes.text_of(figure, at=MIN_WIDTH[form])
        for words in ("Amsterdam", "Heerlen", "Nederland", "geen cijfer", "In 2022", "geen effect van een proef"):
            assert words in text
        assert [trace.meta for trace in figure.data if trace.fill == "toself"] == ["not known"]
    (many,) = trend(Scope(indicator="net_labour_participation", form="years"), Context(lang="nl"))
    assert len([name for name in many.wide.to_dict()["layout"] if name.startswith("xaxis")]) == 6


def test_numbers_of_people_of_places_of_another_size_do_not_share_an_axis(real: None) -> None:
    for chart in trend(Scope(theme="income_stability", form="latest"), Context(lang="nl")):
        assert ("latest" in chart.forms) == (chart.rows[0]["unit"] != "persons"), chart.key
