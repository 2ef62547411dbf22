"""What a reader can read in a chart: every label, none on top of another, none cut."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from typing import Any
from xml.etree import ElementTree

import pytest

from dashboard.charts.figures.base import LEAST, WIDTH
from dashboard.charts.figures.comparison import with_and_without
from dashboard.charts.figures.directions import directions
from dashboard.models.kinds import FORMS, Figure, Form, Lang
from dashboard.svg.label_placement import Box
from dashboard.svg.render import still
from dashboard.svg.text_metrics import markup, nice_ticks, tick_decimals, width, wrap
from tests.figure_rows import FIGURES, TRENDS, crossed, intervals, premium, sides

_SVG = "{http://www.w3.org/2000/svg}"


def _drawn(figure: Figure, *, at: int) -> ElementTree.Element:
    return ElementTree.fromstring(still(figure, width=at, title="t", description="d", id_prefix="p"))


def _lines(text: ElementTree.Element) -> list[tuple[float, str, bool]]:
    """Foot, words and weight of the lines of a text."""
    spans = [span for span in text if span.get("y")]
    whole = text.get("font-weight") == "bold"
    if not spans:
        return [(float(text.get("y", "")), "".join(text.itertext()), whole)]
    return [
        (float(span.get("y", "")), "".join(span.itertext()), any("font-weight" in part.attrib for part in span))
        for span in spans
    ]


def _labels(svg: ElementTree.Element) -> list[tuple[str, Box]]:
    """Every line of words with the box of its letters."""
    found = []
    for text in svg.iter(f"{_SVG}text"):
        size, x = float(text.get("font-size", "")), float(text.get("x", ""))
        for foot, words, bold in _lines(text):
            wide = width(words, size=size, bold=bold)
            start = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor", "start")] * wide
            found.append((words, Box(start, foot - size * 0.74, start + wide, foot + size * 0.2)))
    return found


def _marks(svg: ElementTree.Element) -> list[tuple[str, Box]]:
    """Every mark with about the box that it fills."""
    places = [(float(item.get("cx", "")), float(item.get("cy", ""))) for item in svg.iter(f"{_SVG}circle")]
    for item in svg.iter(f"{_SVG}path"):
        moved = re.match(r"translate\((.*),(.*)\)", item.get("transform", ""))
        places += [(float(moved[1]), float(moved[2]))] if moved else []
    return [(f"mark at {x},{y}", Box(x - 7, y - 7, x + 7, y + 7)) for x, y in places]


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", FIGURES)
def test_no_label_lies_on_another_or_on_a_mark_or_is_cut(name: str, form: Form, lang: Lang) -> None:
    for at in (LEAST[form], WIDTH[form], WIDTH[form] + 72):
        svg = _drawn(FIGURES[name](lang, form), at=at)
        labels = _labels(svg)
        on_labels = [(one[0], other[0]) for one, other in combinations(labels, 2) if one[1].overlap(other[1]) > 1]
        on_marks = [(one[0], other[0]) for one in labels for other in _marks(svg) if one[1].overlap(other[1]) > 1]
        height = float(svg.get("viewBox", "").split()[3])
        cut = [(words, box) for words, box in labels if box.outside(Box(-0.5, 0, at + 0.5, height)) > 0]
        assert (on_labels, on_marks, cut) == ([], [], []), f"{name} at {at} px"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", [name for name in FIGURES if name not in TRENDS])
def test_no_mark_hides_another(name: str, form: Form) -> None:
    marks = _marks(_drawn(FIGURES[name]("nl", form), at=LEAST[form]))
    assert [(one[0], other[0]) for one, other in combinations(marks, 2) if one[1].overlap(other[1]) > 14] == []


def test_overlap_is_seen() -> None:
    """The test above would fail if two labels stood in one place."""
    figure = FIGURES["premium"]("nl", "wide")
    figure["layout"]["annotations"].append(figure["layout"]["annotations"][-1])
    labels = _labels(_drawn(figure, at=860))
    assert any(one[1].overlap(other[1]) > 1 for one, other in combinations(labels, 2))


@pytest.mark.parametrize("form", FORMS)
def test_values_differences_and_arms_are_written(form: Form) -> None:
    words = " ".join(_drawn(with_and_without(premium("nl"), lang="nl", form=form), at=WIDTH[form]).itertext())
    for part in ("25%", "19%", "29 procentpunt", "vergelijkbare niet-deelnemers", "geen bereik gevonden", "40%"):
        assert part in words
    assert words.count("vergelijkbare niet-deelnemers") == 1


def test_numbers_are_written_as_in_the_language() -> None:
    dutch = "".join(_drawn(with_and_without(crossed("nl"), lang="nl", form="wide"), at=860).itertext())
    english = "".join(_drawn(with_and_without(crossed("en"), lang="en", form="wide"), at=860).itertext())
    assert "12,5%" in dutch
    assert "12.5%" in english


@pytest.mark.parametrize("form", FORMS)
def test_axis_starts_at_zero_and_shares_end_at_hundred(form: Form) -> None:
    axis = with_and_without(crossed("nl"), lang="nl", form=form)["layout"]["xaxis"]
    assert axis["range"] == [0, 100]
    assert axis["tickvals"][0] == 0


def test_rows_with_other_arms_get_names_of_their_own() -> None:
    first, second = premium("nl")[:2]
    rows = [first, replace(second, comparison_name="alle andere mensen")]
    words = "".join(_drawn(with_and_without(rows, lang="nl", form="wide"), at=860).itertext())
    assert words.count("vergelijkbare niet-deelnemers") == words.count("alle andere mensen") == 1
    assert words.count("deelnemers met bijverdienpremie") == 2


@pytest.mark.parametrize("change", [{"unit": "persons"}, {"comparison": -1}])
def test_rows_that_share_no_axis_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="expected"):
        with_and_without([premium("nl")[0], replace(premium("nl")[1], **change)], lang="nl", form="wide")


def test_interval_is_drawn_only_where_it_is_given() -> None:
    bounds = {trace["meta"] for trace in with_and_without(intervals("nl"), lang="nl", form="wide")["data"]}
    assert {"range treated", "range comparison"} <= bounds
    assert not any(
        trace["meta"].startswith("range") for trace in with_and_without(premium("nl"), lang="nl", form="wide")["data"]
    )


@pytest.mark.parametrize("form", FORMS)
def test_directions_show_no_size(form: Form) -> None:
    figure = directions(sides("nl", other=True), lang="nl", form=form)
    boxes = {(round(box["x1"] - box["x0"], 3), round(box["y1"] - box["y0"], 3)) for box in figure["layout"]["shapes"]}
    assert len(boxes) == 1
    assert all(box["type"] == "rect" for box in figure["layout"]["shapes"])
    assert {trace["mode"] for trace in figure["data"]} == {"markers"}
    assert figure["layout"]["xaxis"]["ticktext"] == figure["layout"]["yaxis"]["ticktext"] == []


def test_fourth_box_only_where_a_row_needs_it() -> None:
    assert "Gemengd" not in "".join(_drawn(directions(sides("nl"), lang="nl", form="wide"), at=860).itertext())


HOSTILE = "<script>alert(1)</script> & <a href='javascript:x'>\"b\"</a> <b>&lt;"


@pytest.mark.parametrize("form", FORMS)
def test_hostile_words_stay_words(form: Form) -> None:
    pairs = [replace(premium("nl")[0], row=HOSTILE, treated_name=HOSTILE, difference=HOSTILE)]
    figure = with_and_without(pairs, lang="nl", form=form)
    text = still(figure, width=WIDTH[form], title=HOSTILE, description=HOSTILE, id_prefix='x"><script>')
    svg = ElementTree.fromstring(text)
    assert {item.tag.removeprefix(_SVG) for item in svg.iter()} <= {
        "svg",
        "title",
        "desc",
        "line",
        "path",
        "circle",
        "rect",
        "text",
        "tspan",
    }
    assert svg[0].text == svg[1].text == HOSTILE
    assert "alert(1)" in "".join(svg.itertext())
    assert "style=" not in text


@pytest.mark.parametrize("raw", [HOSTILE, "a & b", "1 < 2"])
def test_markup_of_words_has_no_tags_of_their_own(raw: str) -> None:
    assert "<" not in markup(raw)
    assert markup([raw, raw], bold=True).count("<") == 3


def test_words_break_into_even_lines() -> None:
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
