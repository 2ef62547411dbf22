"""Labels of figures are complete, do not cover anything and are not cut off."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product
from typing import Any
from xml.etree import ElementTree

import pytest

from dashboard.charts.figures.base import MIN_WIDTH, WIDTH, nice_ticks, tick_decimals
from dashboard.charts.figures.comparison import with_and_without
from dashboard.charts.figures.directions import directions
from dashboard.charts.figures.dot_plot import dot_plot
from dashboard.charts.figures.pairs import arms, slope
from dashboard.models.kinds import FORMS, Form, Lang
from dashboard.svg.elements import wrap
from dashboard.svg.render import apply_template, render_svg
from tests.figure_rows import FIGURES, TRENDS, before_and_after, crossed, estimates, intervals, premium, sides
from tests.svg_boxes import SVG, labels, marks, overlaps, parsed, text_of


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", FIGURES)
def test_labels_are_whole_and_cover_neither_labels_nor_marks(name: str, form: Form, lang: Lang) -> None:
    for at in (MIN_WIDTH[form], WIDTH[form], WIDTH[form] + 72):
        svg = parsed(FIGURES[name](lang, form), at=at)
        boxes = labels(svg)
        assert overlaps(combinations(boxes, 2)) == [], f"{name} at {at} px"
        assert overlaps(product(boxes, marks(svg))) == [], f"{name} at {at} px"
        height = float(svg.get("viewBox", "").split()[3])
        assert [
            box for box in boxes if box.left < -0.5 or box.right > at + 0.5 or not 0 <= box.top < box.bottom <= height
        ] == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", [name for name in FIGURES if name not in TRENDS])
def test_no_mark_hides_another(name: str, form: Form) -> None:
    boxes = marks(parsed(FIGURES[name]("nl", form), at=MIN_WIDTH[form]))
    assert overlaps(combinations(boxes, 2), area=14) == []


def test_overlap_is_detected() -> None:
    """The tests above would fail if two labels stood in one place."""
    figure = apply_template(FIGURES["premium"]("nl", "wide"))
    figure["layout"]["annotations"].append(figure["layout"]["annotations"][-1])
    assert overlaps(combinations(labels(parsed(figure, at=860)), 2))


@pytest.mark.parametrize("form", FORMS)
def test_values_differences_and_arms_are_written(form: Form) -> None:
    text = text_of(with_and_without(premium("nl"), lang="nl", form=form), at=WIDTH[form])
    for part in ("25%", "19%", "29 procentpunt", "vergelijkbare niet-deelnemers", "foutmarge onbekend", "40%"):
        assert part in text
    assert text.count("vergelijkbare niet-deelnemers") == 1


def test_numbers_follow_the_language() -> None:
    assert "12,5%" in text_of(with_and_without(crossed("nl"), lang="nl", form="wide"))
    assert "12.5%" in text_of(with_and_without(crossed("en"), lang="en", form="wide"))


@pytest.mark.parametrize("form", FORMS)
def test_axis_starts_at_zero_and_shares_end_at_hundred(form: Form) -> None:
    axis = with_and_without(crossed("nl"), lang="nl", form=form).layout.xaxis
    assert axis.range == (0, 100)
    assert axis.tickvals[0] == 0


def test_rows_of_other_arms_are_named_again() -> None:
    first, second = premium("nl")[:2]
    rows = [first, replace(second, comparison=replace(second.comparison, name="alle andere mensen"))]
    text = text_of(with_and_without(rows, lang="nl", form="wide"))
    assert text.count("vergelijkbare niet-deelnemers") == text.count("alle andere mensen") == 1
    assert text.count("deelnemers met bijverdienpremie") == 2


@pytest.mark.parametrize(
    "change", [{"unit": "persons"}, {"comparison": replace(premium("nl")[1].comparison, value=-1)}]
)
def test_rows_without_a_common_axis_are_rejected(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="expected"):
        with_and_without([premium("nl")[0], replace(premium("nl")[1], **change)], lang="nl", form="wide")


def test_interval_is_drawn_only_where_it_is_given() -> None:
    given, none = (with_and_without(rows("nl"), lang="nl", form="wide").data for rows in (intervals, premium))
    assert {"range treated", "range comparison"} <= {trace["meta"] for trace in given}
    assert not any(trace["meta"].startswith("range") for trace in none)


@pytest.mark.parametrize("form", FORMS)
def test_directions_show_no_size(form: Form) -> None:
    figure = apply_template(directions(sides("nl", other=True), lang="nl", form=form))
    boxes = {(round(box["x1"] - box["x0"], 3), round(box["y1"] - box["y0"], 3)) for box in figure["layout"]["shapes"]}
    assert len(boxes) == 1
    assert all(box["type"] == "rect" for box in figure["layout"]["shapes"])
    assert {trace["mode"] for trace in figure["data"]} == {"markers"}
    assert figure["layout"]["xaxis"]["ticktext"] == figure["layout"]["yaxis"]["ticktext"] == []


def test_fourth_box_only_where_a_row_needs_it() -> None:
    assert "Gemengd" not in text_of(directions(sides("nl"), lang="nl", form="wide"))


HOSTILE = "<script>alert(1)</script> & <a href='javascript:x'>\"b\"</a> <b>&lt;"


@pytest.mark.parametrize("form", FORMS)
def test_markup_in_texts_is_escaped(form: Form) -> None:
    pair = premium("nl")[0]
    pair = replace(pair, row=HOSTILE, treated=replace(pair.treated, name=HOSTILE), difference=HOSTILE)
    figure = with_and_without([pair], lang="nl", form=form)
    text = render_svg(figure, width=WIDTH[form], title=HOSTILE, description=HOSTILE, id_prefix='x"><script>')
    svg = ElementTree.fromstring(text)
    tags = {item.tag.removeprefix(SVG) for item in svg.iter()}
    assert tags <= set("svg title desc line path circle rect text tspan".split())
    assert svg[0].text == svg[1].text == HOSTILE
    assert "alert(1)" in "".join(svg.itertext())
    assert "style=" not in text


def test_text_breaks_into_even_lines() -> None:
    assert wrap("Meer dan 12 uur, bijna 2 jaar later", room=200, size=14) == ["Meer dan 12 uur,", "bijna 2 jaar later"]
    assert wrap("Bijverdienpremieregeling", room=90, size=14)[0].endswith("-")
    assert wrap("Unfavour\u00adable", room=70, size=13) == ["Unfavour-", "able"]
    assert wrap("Unfavour\u00adable", room=120, size=13) == ["Unfavourable"]


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [(38, [0, 10, 20, 30, 40]), (160, [0, 50, 100, 150, 200]), (100, [0, 25, 50, 75, 100]), (0, [0, 1])],
)
def test_ticks_are_few_and_round(highest: float, ticks: list[float]) -> None:
    assert nice_ticks(highest, ceiling=None) == ticks


def test_ticks_stay_few_for_any_height() -> None:
    for highest in (0.3, 1, 2, 3.6, 7, 9, 11, 26, 51, 99, 101, 1234, 6551, 987654):
        found = nice_ticks(highest)
        assert 4 <= len(found) <= 6, (highest, found)
        assert found[0] == 0
        assert found[-1] >= highest
        assert len({f"{tick:.{tick_decimals(found)}f}" for tick in found}) == len(found)


@pytest.mark.parametrize("form", FORMS)
def test_what_is_not_known_has_words_and_no_place_on_the_axis(form: Form) -> None:
    figure = FIGURES["forest"]("nl", form)
    known = [dot for dot in estimates("nl") if dot.value is not None]
    drawn = [x for trace in figure.data if trace.customdata for x in trace.x]
    assert sorted(drawn) == sorted(dot.value for dot in known if dot.value is not None)
    text = text_of(figure, at=WIDTH[form])
    for words in ("grootte niet gevonden", "geen cijfer", "95%, gepubliceerd", "95%, afgeleid", "geen bereik gevonden"):
        assert words in text
    names = {trace.meta for trace in figure.data}
    assert {"size not known", "not known", "interval"} <= names


def test_dot_plot_without_values_is_rejected() -> None:
    with pytest.raises(ValueError, match="expected at least one"):
        dot_plot([dot for dot in estimates("nl") if dot.value is None], unit="percent", lang="nl", form="wide")


def test_slope_joins_only_moments_of_one_group() -> None:
    with pytest.raises(ValueError, match="two or more"):
        slope(before_and_after("nl")[:1], lang="nl", form="wide")
    lines = [trace for trace in slope(before_and_after("nl"), lang="nl", form="wide").data if trace.mode == "lines"]
    assert sorted(value for trace in lines for value in trace.y) == [20, 21, 27, 34]


@pytest.mark.parametrize("form", FORMS)
def test_number_of_people_stands_beside_a_percentage(form: Form) -> None:
    pair = premium("nl")[0]
    pair = replace(pair, treated=replace(pair.treated, people=1200))
    for draw in (with_and_without, arms):
        text = text_of(draw([pair], lang="nl", form=form), at=WIDTH[form])
        assert "25% (van 1.200 personen)" in text
        assert "19%" in text
        assert text.count("(van") == 1


def test_difference_stands_on_the_line_and_the_place_above_it() -> None:
    text = text_of(with_and_without(premium("nl")[:1], lang="nl", form="wide"))
    assert "+6" in text
    assert premium("nl")[0].block in text
