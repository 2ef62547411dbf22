"""Milliseconds, in powers of ten, against anything: a plot as an SVG in the colour of the text around it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 640, 360, 60, 20, 20, 320


class Sheet:
    """A plot that is filled piece by piece. `across` gives the place of a value from 0 (left) to 1 (right)."""

    def __init__(self, *, most: int, across: Callable[[float], float], unit: str = "ms") -> None:
        self._most, self._place = most, across
        self._parts: list[str] = []
        for power in range(most + 1):
            y = self._up(10**power)
            self._parts.append(f'<path d="M{_LEFT},{y:.0f}H{_WIDTH - _RIGHT}" stroke="currentColor" opacity=".2"/>')
            self._text(_LEFT - 8, y + 4, f"{10**power:,}{' ' + unit if power == most else ''}", "end")

    def _across(self, value: float) -> float:
        return _LEFT + self._place(value) * (_WIDTH - _LEFT - _RIGHT)

    def _up(self, value: float) -> float:
        return _BOTTOM - math.log10(max(value, 1)) / self._most * (_BOTTOM - _TOP)

    def _text(self, x: float, y: float, words: str, anchor: str = "middle") -> None:
        place = f'x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}"'
        self._parts.append(f'<text {place} font-size="12" fill="currentColor">{words}</text>')

    def below(self, value: float, words: str) -> None:
        """A name on the axis below."""
        self._text(self._across(value), _HEIGHT - 20, words)

    def line(self, points: Sequence[Sequence[float]], *, name: str, dash: str = "") -> None:
        """A line with a dot at each point, and its name at the last one."""
        if not points:
            return
        places = [(self._across(value), self._up(cost)) for value, cost in points]
        path = "L".join(f"{x:.1f},{y:.1f}" for x, y in places)
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(f'<path d="M{path}" fill="none" stroke="currentColor" stroke-width="2"{dashes}/>')
        self._parts.extend(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="currentColor"/>' for x, y in places)
        self._text(places[-1][0], places[-1][1] - 10, name, "end")

    def upright(self, value: float, words: str) -> None:
        """A mark from below to the top, with words at its head."""
        x = self._across(value)
        self._parts.append(f'<path d="M{x:.0f},{_TOP}V{_BOTTOM}" stroke="currentColor" opacity=".5"/>')
        self._text(x, _TOP - 6, words)

    def svg(self) -> str:
        """The whole plot."""
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif">'
        return "".join([head, *self._parts, "</svg>\n"])
