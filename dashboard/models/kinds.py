"""Literal types: languages, forms of a figure, states of a cell, directions of a result."""

from typing import Literal

from plotly.graph_objects import Figure as Figure

Lang = str
Form = Literal["wide", "narrow"]
FORMS: tuple[Form, ...] = ("wide", "narrow")
State = Literal[
    "better", "worse", "same", "mixed", "direction", "not_measured", "not_published", "not_found", "not_read"
]
Verdict = Literal["favourable", "unfavourable", "same", "mixed", "unclear", "neutral"]
# The side of a label that is at its point.
Anchor = Literal["left", "center", "right"]
