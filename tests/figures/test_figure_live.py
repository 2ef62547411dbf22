"""Live and still: Plotly in Chromium and our painter put every mark and every word in the same place and colour."""

from __future__ import annotations

import json
from typing import Any

import pytest
from plotly.offline import get_plotlyjs

from dashboard.config import ASSETS
from dashboard.figures.base import WIDTH
from dashboard.figures.scheme import scheme_css
from dashboard.figures.still import still
from dashboard.model import FORMS, Form
from tests.figures.figure_rows import FIGURES

pytestmark = pytest.mark.browser

NEAR = 1.5
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
    links: live.querySelectorAll("a[href], script").length,
  };
}
"""


def _draw(chromium: Any, name: str, form: Form, *, scheme: str = "light") -> dict[str, Any]:
    figure = FIGURES[name]("nl", form)
    picture = still(figure, width=WIDTH[form], title="t", description="d", id_prefix="p")
    css = (ASSETS / "tokens.css").read_text(encoding="utf-8") + scheme_css()
    css += f"body {{ margin: 0 }} #live, .plot {{ display: block; width: {WIDTH[form]}px }}"
    page = chromium.new_page(viewport={"width": 900, "height": 1200}, color_scheme=scheme)
    try:
        page.set_content(f"<!doctype html><style>{css}</style>{picture}<div id=live></div>")
        page.add_script_tag(content=get_plotlyjs())
        page.evaluate(f"Plotly.newPlot('live', {json.dumps(figure['data'])}, {json.dumps(figure['layout'])})")
        found: dict[str, Any] = page.evaluate(_READ)
    finally:
        page.close()
    return found | {"figure": figure}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", FIGURES)
def test_still_and_live_agree(chromium: Any, name: str, form: Form) -> None:
    found = _draw(chromium, name, form)
    live, flat = found["live"], found["still"]
    marked = [trace for trace in found["figure"]["data"] if "markers" in trace["mode"]]
    assert len(live["marks"]) == len(flat["marks"]) == sum(len(trace["x"]) for trace in marked)
    for number, (one, other) in enumerate(zip(live["marks"], flat["marks"], strict=True)):
        assert abs(one[0] - other[0]) <= NEAR and abs(one[1] - other[1]) <= NEAR, (number, one, other)
        assert one[2] == other[2], (number, one, other)
    assert sorted(words for words, *_ in live["words"]) == sorted(words for words, *_ in flat["words"])
    for words, left, right, top, colour in live["words"]:
        same = [other for other in flat["words"] if other[0] == words]
        closest = min(same, key=lambda other: abs(other[1] - left) + abs(other[3] - top))
        off = [abs(left - closest[1]), abs(right - closest[2]), abs(top - closest[3])]
        assert max(off) <= NEAR, (words, off)
        assert colour == closest[4], (words, colour, closest)


@pytest.mark.parametrize("name", ["premium", "counts"])
def test_values_in_the_browser_are_those_of_the_figure(chromium: Any, name: str) -> None:
    found = _draw(chromium, name, "wide")
    for trace, points in zip(found["figure"]["data"], found["values"], strict=True):
        drawn = [y for _, y in points if y is not None]
        assert drawn == pytest.approx([y for y in trace["y"] if y is not None])


@pytest.mark.parametrize("name", ["premium", "counts"])
def test_both_follow_a_dark_page(chromium: Any, name: str) -> None:
    light, dark = _draw(chromium, name, "wide"), _draw(chromium, name, "wide", scheme="dark")
    for kind in ("live", "still"):
        before = {mark[2] for mark in light[kind]["marks"]} | {word[4] for word in light[kind]["words"]}
        after = {mark[2] for mark in dark[kind]["marks"]} | {word[4] for word in dark[kind]["words"]}
        assert not before & after, f"{kind} keeps {before & after} on a dark page"
    assert [mark[2:] for mark in dark["live"]["marks"]] == [
        mark[2:] for mark in dark["still"]["marks"]
    ] or name == "counts"
