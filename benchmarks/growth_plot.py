"""What a choice costs against the number of rows, as a drawing that stands alone."""

from __future__ import annotations

import math

_WIDE, _HIGH = 760, 470
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 640, 128, 380
_GOAL = 100.0
_TEXT = 'font-family="Georgia, \'Source Serif 4\', serif" fill="#1a1a1a"'
_SMALL = 'font-family="Roboto, Arial, sans-serif" font-size="13"'
_NOTE = f'{_SMALL} fill="#555"'
_AXIS = "rows of observations, on a logarithmic scale"
_BELOW = "The first mark is the real tables; the others are made up. p95: 95 of 100 answers came sooner."
_LINES = (("p95", "p95", "#9b2226", ""), ("median", "median", "#1a1a1a", "5 4"))


def _count(number: float) -> str:
    """`9,792,000` -> `9.8 million`; a number of rows as it is said."""
    if number >= 1_000_000:
        return f"{number / 1_000_000:.1f}".removesuffix(".0") + " million"
    return f"{number / 1000:.0f} thousand" if number >= 10_000 else f"{number:,.0f}"


def _step(highest: float) -> int:
    """The distance between lines across, so that there are four to eight of them."""
    return next(step for step in (10, 20, 25, 50, 100, 200, 500, 1000, 5000, 100_000) if highest / step <= 8)


def plot(rows: dict[str, dict[str, float]]) -> str:
    """Milliseconds from zero, against rows in powers of ten: each size is one mark, and the goal a line of its own."""
    found = sorted((float(count), cost) for count, cost in rows.items())
    if not found:
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}"/>\n'
    step = _step(max(_GOAL, *(cost["p95"] for _, cost in found)))
    highest = step * math.ceil(max(_GOAL * 1.1, *(cost["p95"] for _, cost in found)) / step)
    least, most = math.log10(found[0][0]), math.log10(found[-1][0])

    def across(count: float) -> float:
        return _LEFT + 24 + (math.log10(count) - least) / ((most - least) or 1) * (_RIGHT - _LEFT - 24)

    def up(value: float) -> float:
        return _BOTTOM - value / highest * (_BOTTOM - _TOP)

    def write(x: float, y: float, words: str, *, anchor: str = "start", look: str = "") -> str:
        return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" {look or _NOTE}>{words}</text>'

    first, last = found[0][1]["median"], found[-1][1]["median"]
    title = f"{_count(found[-1][0] / found[0][0])} times the rows, {last / first:.1f} times the wait"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" role="img">',
        f"<title>{title}</title>",
        f'<rect width="{_WIDE}" height="{_HIGH}" fill="#fff"/><rect x="24" y="20" width="48" height="4" fill="#9b2226"/>',
        write(24, 54, title, look=f'{_TEXT} font-size="24" font-weight="bold"'),
        write(24, 80, "From a choice that nobody made before to its answer, over HTTP, in milliseconds"),
    ]
    for value in range(0, int(highest) + 1, step):
        y = up(value)
        parts.append(
            f'<path d="M{_LEFT},{y:.1f}H{_RIGHT}" stroke="#1a1a1a" stroke-opacity="{0.6 if not value else 0.12}"/>'
        )
        parts.append(write(_LEFT - 8, y + 4, str(value), anchor="end"))
    parts.append(f'<path d="M{_LEFT},{up(_GOAL):.1f}H{_RIGHT}" stroke="#005f73" stroke-width="1.5"/>')
    parts.append(write(_RIGHT + 10, up(_GOAL) + 4, "goal for p95", look=f'{_SMALL} fill="#005f73"'))
    for count, _ in found:
        x = across(count)
        parts.append(f'<path d="M{x:.1f},{_BOTTOM}v6" stroke="#1a1a1a"/>')
        parts.append(write(x, _BOTTOM + 22, _count(count), anchor="middle"))
    parts.append(write(_RIGHT, _BOTTOM + 42, _AXIS, anchor="end"))
    ends = []
    for key, name, ink, dash in _LINES:
        points = [(across(count), up(cost[key])) for count, cost in found]
        path = "L".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(
            f'<path d="M{path}" fill="none" stroke="{ink}" stroke-width="2.5" stroke-dasharray="{dash or "none"}"/>'
        )
        parts.extend(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{ink}" stroke="#fff" stroke-width="1.5"/>'
            for x, y in points
        )
        ends.append((points[-1][1], f"{name} {found[-1][1][key]:.0f} ms", ink))
    at = up(_GOAL)
    for y, words, ink in ends:
        # A label that would lie on that of the goal stands beside it.
        place = y if abs(y - at) > 16 else at + (18 if y >= at else -18)
        parts.append(write(_RIGHT + 10, place + 4, words, look=f'{_SMALL} font-weight="bold" fill="{ink}"'))
    parts.append(
        write(
            24,
            _HIGH - 16,
            "The first mark is the real tables; the others are made up. p95: 95 of 100 answers came sooner.",
        )
    )
    return "\n".join([*parts, "</svg>\n"])
