"""Figures as text, held against golden files."""

from __future__ import annotations

import json

import plotly.graph_objects as go
import pytest

from dashboard.models.kinds import FORMS, Figure, Form
from dashboard.svg.render import render_svg
from tests.figure_rows import FIGURES
from tests.golden_files import assert_as_recorded


def _text(figure: Figure) -> str:
    """A figure without its template, each trace, shape and annotation on a line of its own."""
    plain = figure.to_dict()
    layout = plain["layout"]
    del layout["template"]
    lines = [json.dumps(trace, ensure_ascii=False) for trace in plain["data"]]
    lines += [
        json.dumps(
            {"layout": {name: layout[name] for name in layout if name not in ("shapes", "annotations")}},
            ensure_ascii=False,
        )
    ]
    lines += [
        json.dumps(item, ensure_ascii=False) for name in ("shapes", "annotations") for item in layout.get(name, ())
    ]
    return "[\n" + ",\n".join(lines) + "\n]\n"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", FIGURES)
def test_figure_is_as_recorded(name: str, form: Form) -> None:
    assert_as_recorded(f"figures/{name}-{form}.json", _text(FIGURES[name]("nl", form)))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", FIGURES)
def test_figure_has_only_properties_that_plotly_knows(name: str, form: Form) -> None:
    plain = FIGURES[name]("en", form).to_dict()
    assert go.Figure(plain).to_dict()["data"] == plain["data"]


def test_unknown_property_is_rejected() -> None:
    """The test above would fail for a property that Plotly does not know."""
    plain = FIGURES["premium"]("nl", "wide").to_dict()
    plain["layout"]["annotations"][0]["shift"] = 1
    with pytest.raises(ValueError, match="shift"):
        go.Figure(plain)


def test_still_is_as_recorded() -> None:
    text = render_svg(
        FIGURES["premium"]("nl", "wide"), width=860, title="Titel", description="Beschrijving", id_prefix="p"
    )
    assert_as_recorded("figures/premium-wide.svg", text.replace("><", ">\n<") + "\n")
