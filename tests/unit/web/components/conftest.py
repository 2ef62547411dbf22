"""The stills of charts have tests of their own; here a stand-in marks the place where one is drawn."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.web.components import render


@pytest.fixture(autouse=True)
def stills(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    asked: list[dict[str, Any]] = []

    def drawn(figure: dict[str, Any], **options: Any) -> str:
        asked.append({"figure": figure, **options})
        return f'<svg width="{options["width"]}"></svg>'

    monkeypatch.setattr(render, "render_svg", drawn)
    return asked
