"""What 200 readers waited for over time, as a drawing that stands alone: reading above, files below, each from zero."""

from __future__ import annotations

import math
from typing import Any

_WIDE, _HIGH, _LEFT, _RIGHT = 760, 500, 64, 610
_PANELS = {"reading": (130, 270), "files": (330, 430)}
_INK, _SOFT, _RED = "#1a1a1a", "#555", "#9b2226"
_HEAD = f'font-family="Georgia, \'Source Serif 4\', serif" font-size="24" font-weight="bold" fill="{_INK}"'
_SMALL = 'font-family="Roboto, Arial, sans-serif" font-size="13"'
# Name of the line, its words at the end, colour, dash, panel.
_LINES = (
    ("page", "a page", _RED, "", "reading"),
    ("choice", "a filter", _INK, "5 4", "reading"),
    ("export", "a file", _INK, "", "files"),
)


def _write(x: float, y: float, words: str, *, anchor: str = "start", look: str = f'{_SMALL} fill="{_SOFT}"') -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" {look}>{words}</text>'


def _top(highest: float) -> float:
    """The end of an axis: a round number a little above the highest value."""
    size = 10 ** math.floor(math.log10(max(highest, 1)))
    return next(step * size for step in (1, 2, 3, 4, 5, 6, 8, 10) if step * size >= highest)


def _title(found: dict[str, Any]) -> str:
    faults, p95 = len(found["faults"]), found["kinds"].get("page", {}).get("p95", 0.0)
    errors = {0: "no error", 1: "one error"}.get(faults, f"{faults} errors")
    return f"{found['readers']} readers, {errors}, 95 of 100 pages within {p95:,.0f} ms"


def plot(found: dict[str, Any]) -> str:
    """Milliseconds (p95 of each ten seconds) against minutes, with a mark where the data were replaced."""
    over_time = found["over time"]
    last = max((point[0] for points in over_time.values() for point in points), default=1.0)
    whole = max(found["seconds"], last)
    moved = found["replacement"]["at"]

    def across(seconds: float) -> float:
        return _LEFT + seconds / whole * (_RIGHT - _LEFT)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" role="img">',
        f"<title>{_title(found)}</title>",
        f'<rect width="{_WIDE}" height="{_HIGH}" fill="#fff"/><rect x="24" y="20" width="48" height="4" fill="{_RED}"/>',
        _write(24, 54, _title(found), look=_HEAD),
        _write(24, 80, "95 of 100 answers came sooner, in milliseconds, for each ten seconds; two scales"),
        f'<path d="M{across(moved):.1f},112V430" stroke="{_RED}" stroke-dasharray="2 3"/>',
        _write(across(moved), 106, "new version of the data", anchor="middle"),
    ]
    for panel, (top, bottom) in _PANELS.items():
        lines = [line for line in _LINES if line[4] == panel and over_time.get(line[0])]
        highest = _top(max((point[1] for line in lines for point in over_time[line[0]]), default=1.0))
        for share in (0.0, 0.5, 1.0):
            y = bottom - share * (bottom - top)
            parts.append(
                f'<path d="M{_LEFT},{y:.1f}H{_RIGHT}" stroke="{_INK}" stroke-opacity="{0.12 if share else 0.6}"/>'
            )
            parts.append(_write(_LEFT - 8, y + 4, f"{highest * share:,.0f}", anchor="end"))
        ends = []
        for name, words, colour, dash, _ in lines:
            places = [(across(at), bottom - value / highest * (bottom - top)) for at, value in over_time[name]]
            path = "L".join(f"{x:.1f},{y:.1f}" for x, y in places)
            parts.append(
                f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>'
            )
            ends.append([places[-1][1], words, colour])
        ends.sort()
        for number, (y, words, colour) in enumerate(ends):
            # Names at the ends of lines that meet stand below each other.
            y = max(y, ends[number - 1][0] + 16) if number else y
            ends[number][0] = y
            parts.append(_write(_RIGHT + 8, y + 4, words, look=f'{_SMALL} fill="{colour}"'))
    parts.extend(
        _write(across(minute * 60), 452, f"{minute}", anchor="middle") for minute in range(int(whole // 60) + 1)
    )
    parts.append(_write(_RIGHT, 474, "minutes", anchor="end"))
    return "".join([*parts, "</svg>\n"])
