"""Plotly in Chromium and the SVG renderer of the server draw every mark and every text in the same place and colour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from dashboard.charts.figures.base import WIDTH
from dashboard.charts.figures.comparison import with_and_without
from dashboard.config import ASSETS
from dashboard.models.kinds import FORMS, Figure, Form
from dashboard.svg.dark_mode import chart_css
from dashboard.svg.render import render_svg
from dashboard.web.scripts import plotly_js
from tests.figure_rows import FIGURES, premium

# px for text, whose widths differ between the two, and for marks.
NEAR, NEAR_MARK = 1.5, 0.5
# Text is measured by its letters; a mark by the middle of its outline.
_READ = """
() => {
  const read = (root, marks) => {
    const frame = root.getBoundingClientRect();
    const colour = item => [getComputedStyle(item).fill, getComputedStyle(item).stroke];
    const middle = item => {
      const box = item.getBoundingClientRect();
      return [(box.left + box.right) / 2 - frame.left, (box.top + box.bottom) / 2 - frame.top, ...colour(item)];
    };
    const words = [...root.querySelectorAll("text")].filter(item => item.textContent).map(item => {
      const box = item.getBoundingClientRect();
      return [item.textContent, box.left - frame.left, box.right - frame.left, box.top - frame.top, colour(item)[0]];
    });
    return {marks: [...root.querySelectorAll(marks)].map(middle), words};
  };
  const live = document.getElementById("live");
  return {
    live: read(live, ".scatterlayer .point"),
    still: read(document.querySelector(".plot"), "circle, path[transform]"),
    values: live.calcdata.map(trace => trace.map(point => [point.x, point.y])),
    links: live.querySelectorAll(".main-svg a, script").length,
  };
}
"""


@pytest.fixture(scope="module")
def pages(chromium: Any) -> Iterator[dict[str, Any]]:
    """A light and a dark page with plotly.js and the style sheet of charts."""
    css = (
        (ASSETS / "tokens.css").read_text(encoding="utf-8")
        + chart_css()
        + "body { margin: 0 } .plot { display: block }"
    )
    made = {}
    for scheme in ("light", "dark"):
        made[scheme] = chromium.new_page(viewport={"width": 900, "height": 1200}, color_scheme=scheme)
        made[scheme].set_content(f"<!doctype html><style>{css}</style><main></main>")
        made[scheme].add_script_tag(content=plotly_js().content.decode())
    yield made
    for page in made.values():
        page.close()


def _draw(page: Any, figure: Figure | dict[str, Any], form: Form) -> dict[str, Any]:
    picture = render_svg(figure, width=WIDTH[form], title="t", description="d", id_prefix="p")
    page.set_viewport_size({"width": WIDTH[form], "height": 1200})
    page.evaluate("html => { document.querySelector('main').innerHTML = html }", f"{picture}<div id=live></div>")
    plain = figure if isinstance(figure, dict) else figure.to_dict()
    page.evaluate("figure => Plotly.newPlot('live', figure.data, figure.layout)", plain)
    found: dict[str, Any] = page.evaluate(_READ)
    return found


def _differences(found: dict[str, Any]) -> list[Any]:
    """Return marks and texts that differ in place or colour."""
    live, flat = found["live"], found["still"]
    off: list[Any] = []
    for one, other in zip(live["marks"], flat["marks"], strict=True):
        if abs(one[0] - other[0]) > NEAR_MARK or abs(one[1] - other[1]) > NEAR_MARK or one[2] != other[2]:
            off.append((one, other))
    assert sorted(words for words, *_ in live["words"]) == sorted(words for words, *_ in flat["words"])
    for words, left, right, top, colour in live["words"]:
        same = [other for other in flat["words"] if other[0] == words]
        closest = min(same, key=lambda other: abs(other[1] - left) + abs(other[3] - top))
        moved = max(abs(left - closest[1]), abs(right - closest[2]), abs(top - closest[3]))
        if moved > NEAR or colour != closest[4]:
            off.append((words, moved, colour, closest))
    return off


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", FIGURES)
def test_browser_and_server_charts_agree(pages: dict[str, Any], name: str, form: Form) -> None:
    figure = FIGURES[name]("nl", form)
    found = _draw(pages["light"], figure, form)
    marks = sum(len(trace.x) for trace in figure.data if trace.mode == "markers")
    assert len(found["live"]["marks"]) == len(found["still"]["marks"]) == marks
    assert _differences(found) == []


_BARS = """
() => {
  const heavy = item => parseFloat(getComputedStyle(item).strokeWidth) >= 3;
  const read = (root, kind) => [...root.querySelectorAll(kind)].filter(heavy).map(item => {
    const box = item.getBoundingClientRect(), frame = root.getBoundingClientRect();
    return [box.left - frame.left, box.right - frame.left, (box.top + box.bottom) / 2 - frame.top];
  }).sort((one, other) => one[0] - other[0] || one[2] - other[2]);
  const live = document.getElementById("live");
  return {live: read(live, ".shapelayer path"), still: read(document.querySelector(".plot"), "line"),
          striped: live.querySelectorAll(".pattern_filled").length};
}
"""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["many", "in_focus"])
def test_bars_and_hatching_of_trends_agree(pages: dict[str, Any], name: str, form: Form) -> None:
    figure = FIGURES[name]("nl", form)
    _draw(pages["light"], figure, form)
    found = pages["light"].evaluate(_BARS)
    assert found["live"]
    assert [bar for one in found["live"] for bar in one] == pytest.approx(
        [bar for one in found["still"] for bar in one], abs=NEAR
    )
    assert found["striped"] == sum(trace.fill == "toself" for trace in figure.data) > 0


def test_shifted_text_is_detected(pages: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests above would fail if the server drew text two px lower."""
    monkeypatch.setattr("dashboard.svg.render.BASELINE", 0.5)
    assert _differences(_draw(pages["light"], FIGURES["premium"]("nl", "wide"), "wide"))


@pytest.mark.parametrize("symbol", ["circle", "square", "star", "triangle-down", "cross", "hexagon2"])
def test_marks_of_every_symbol_agree(pages: dict[str, Any], symbol: str) -> None:
    figure = FIGURES["counts"]("nl", "wide")
    figure.update_traces(marker_symbol=symbol, selector={"meta": "count"})
    assert _differences(_draw(pages["light"], figure, "wide")) == []


@pytest.mark.parametrize("name", ["premium", "counts"])
def test_values_in_the_browser_are_those_of_the_figure(pages: dict[str, Any], name: str) -> None:
    figure = FIGURES[name]("nl", "wide")
    for trace, points in zip(figure.data, _draw(pages["light"], figure, "wide")["values"], strict=True):
        drawn = [y for _, y in points if y is not None]
        assert drawn == pytest.approx([y for y in trace.y if y is not None])


@pytest.mark.parametrize("form", FORMS)
def test_markup_in_texts_is_escaped_by_plotly(pages: dict[str, Any], form: Form) -> None:
    hostile = "<a href='https://example.org'>x</a> <script>y</script> & <b>"
    pair = premium("nl")[0]
    pairs = [replace(pair, row=hostile, comparison=replace(pair.comparison, name=hostile))]
    found = _draw(pages["light"], with_and_without(pairs, lang="nl", form=form), form)
    assert found["links"] == 0
    assert any("<script>" in words for words, *_ in found["live"]["words"])


@pytest.mark.parametrize("name", FIGURES)
def test_both_charts_follow_a_dark_page(pages: dict[str, Any], name: str) -> None:
    figure = FIGURES[name]("nl", "wide")
    light, dark = (_draw(pages[scheme], figure, "wide") for scheme in ("light", "dark"))
    assert _differences(dark) == []
    for kind in ("live", "still"):
        before, after = (
            {mark[2] for mark in found[kind]["marks"]} | {word[4] for word in found[kind]["words"]}
            for found in (light, dark)
        )
        assert not before & after, f"{kind} keeps {before & after} on a dark page"
