"""The SVG renderer rejects what it does not support, is bounded, and follows the colour scheme of the page."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest

from dashboard.config import ASSETS
from dashboard.models.kinds import FORMS, Figure
from dashboard.style import palette
from dashboard.svg.dark_mode import chart_css, chart_tokens, inline_colour
from dashboard.svg.render import MAX_POINTS, apply_template, render_svg
from tests.figure_rows import FIGURES


def _svg(figure: Figure | dict[str, Any]) -> str:
    return render_svg(figure, width=860, title="t", description="d", id_prefix="p")


def _changed(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """A good figure with one thing changed."""
    figure = apply_template(FIGURES["counts"]("nl", "wide"))
    place: Any = figure
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return figure


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("data", 0, "type"), "bar"),
        (("data", 0, "fill"), "tozeroy"),
        (("data", 1, "mode"), "markers+text"),
        (("data", 1, "marker", "symbol"), "asterisk"),
        (("data", 1, "marker", "opacity"), 0.5),
        (("data", 1, "marker", "color"), "red"),
        (("data", 0, "line", "shape"), "spline"),
        (("data", 0, "line", "dash"), "longdashdot"),
        (("layout", "title"), "a title"),
        (("layout", "paper_bgcolor"), "#ffffff"),
        (("layout", "xaxis", "autorange"), True),
        (("layout", "annotations", 0, "showarrow"), True),
        (("layout", "annotations", 0, "textangle"), 90),
        (("layout", "annotations", 0, "text"), "<i>x</i>"),
        (("layout", "shapes", 0, "type"), "path"),
        (("layout", "shapes", 0, "layer"), "above"),
        (("frames",), []),
    ],
)
def test_unsupported_parts_are_rejected(path: tuple[Any, ...], value: Any) -> None:
    with pytest.raises(ValueError, match=r"supported|expected"):
        _svg(_changed(path, value))


def test_too_many_points_are_rejected() -> None:
    figure = _changed(("data", 1, "x"), ["2020-01-01"] * (MAX_POINTS + 1))
    with pytest.raises(ValueError, match="at most"):
        _svg(figure)


@pytest.mark.parametrize("name", ["circle", "square", "star", "triangle-down", "cross", "hexagon2"])
def test_every_mark_of_the_palette_is_supported(name: str) -> None:
    assert _svg(_changed(("data", 1, "marker", "symbol"), name))


def test_colours_are_attributes_of_known_tokens() -> None:
    for name in FIGURES:
        for form in FORMS:
            text = _svg(FIGURES[name]("nl", form))
            assert "style=" not in text
            used = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]+)"', text))
            assert used <= set(chart_tokens()), f"{name} uses {used - set(chart_tokens())}"


def test_rendering_takes_milliseconds() -> None:
    figure = FIGURES["four_sides"]("nl", "wide")
    _svg(figure)
    start = time.perf_counter()
    for _ in range(20):
        _svg(figure)
    assert (time.perf_counter() - start) / 20 < 0.02


def _properties(text: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", text))


def test_tokens_with_one_light_value_have_one_dark_value() -> None:
    text = (ASSETS / "tokens.css").read_text(encoding="utf-8")
    dark = _properties(text[text.index("prefers-color-scheme: dark") : text.index("prefers-contrast")])
    named = set(chart_tokens().values())
    for name in palette.tokens():
        if name in ("ink", "ink-soft", "rule", "rule-firm", "paper", "wash", "hatch"):
            chosen = chart_tokens()[palette.colour(name)]
            assert dark[chosen] == dark[name], f"{name} and {chosen} share a light value, not a dark one"
    assert {"type-spare-1", "type-spare-2", "type-spare-3"} <= named


def _luminance(value: str) -> float:
    parts = [int(value[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_marks_contrast_with_the_background_in_both_schemes() -> None:
    text = (ASSETS / "tokens.css").read_text(encoding="utf-8")
    cut = text.index("prefers-color-scheme: dark")
    for scheme in (_properties(text[:cut]), _properties(text[cut : text.index("prefers-contrast")])):
        for name in (name for name in scheme if name.startswith("type-")):
            low, high = sorted((_luminance(scheme[name]), _luminance(scheme["paper"])))
            assert (high + 0.05) / (low + 0.05) >= 3, f"{name} {scheme[name]}"


def test_css_maps_colours_of_server_and_browser_charts() -> None:
    css = chart_css()
    assert '.plot [fill="#1f6dbf"] { fill: var(--type-self-direction) }' in css
    assert (
        f'.js-plotly-plot pattern [stroke="{inline_colour(palette.colour("hatch"))}"] {{ stroke: var(--hatch) }}' in css
    )
    assert inline_colour("#1f6dbf") == "rgb(31, 109, 191)"
    assert '[style*="stroke: rgb(31, 109, 191)"] { stroke: var(--type-self-direction) !important }' in css
