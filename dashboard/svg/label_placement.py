"""Where a label can stand: boxes and lines that are taken, and a choice among places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.models.kinds import Anchor

Point = tuple[float, float]
Segment = tuple[Point, Point]
# From the middle of a mark to where the words around it start.
_CLEAR = 9


@dataclass(frozen=True)
class Box:
    """A rectangle in px: left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    def overlap(self, other: Box) -> float:
        """The area that two boxes share."""
        wide = min(self.x1, other.x1) - max(self.x0, other.x0)
        high = min(self.y1, other.y1) - max(self.y0, other.y0)
        return wide * high if wide > 0 and high > 0 else 0.0

    def grown(self, by: float) -> Box:
        """The box with room around it."""
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def outside(self, frame: Box) -> float:
        """How many px of the box stick out of a frame, over all four sides."""
        return sum(
            max(0.0, excess)
            for excess in (frame.x0 - self.x0, self.x1 - frame.x1, frame.y0 - self.y0, self.y1 - frame.y1)
        )

    def run(self, segment: Segment) -> float:
        """The part of a segment, from 0 to 1, that runs through the box (after Liang and Barsky, 1984)."""
        (ax, ay), (bx, by) = segment
        enter, leave = 0.0, 1.0
        for start, move, low, high in ((ax, bx - ax, self.x0, self.x1), (ay, by - ay, self.y0, self.y1)):
            if move == 0:
                if not low <= start <= high:
                    return 0.0
                continue
            near, far = sorted(((low - start) / move, (high - start) / move))
            enter, leave = max(enter, near), min(leave, far)
        return max(0.0, leave - enter)


@dataclass(frozen=True)
class Taken:
    """What is already drawn at one width of the chart: a label keeps clear of it and inside the frame."""

    frame: Box
    boxes: tuple[Box, ...] = ()
    lines: tuple[Segment, ...] = ()

    def cost(self, box: Box) -> float:
        """0 for a free place. Being cut is worst, then covering words or marks, then lying on a line."""
        crossed = sum(1 for line in self.lines if box.run(line) > 0)
        return box.outside(self.frame) * 1000 + sum(box.overlap(other) for other in self.boxes) * 4 + crossed * 40

    def plus(self, *boxes: Box) -> Taken:
        """The same with more boxes taken."""
        return Taken(self.frame, self.boxes + boxes, self.lines)

    def with_lines(self, lines: Sequence[Segment]) -> Taken:
        """The same with more lines drawn."""
        return Taken(self.frame, self.boxes, (*self.lines, *lines))


def best(choices: Sequence[Sequence[Box]], taken: Sequence[Taken]) -> int:
    """The place that costs least over all widths; the first of equals. A choice has one box for each width."""
    costs: list[float] = []
    for choice in choices:
        costs.append(sum(room.cost(box) for box, room in zip(choice, taken, strict=True)))
        if not costs[-1]:
            # Nothing is better than a free place, so the rest need not be looked at.
            break
    return costs.index(min(costs))


@dataclass(frozen=True, kw_only=True)
class Place:
    """One way to write a label beside a point: how it is aligned and moved, and how large it is."""

    text: str
    anchor: Anchor
    dx: float
    dy: float
    wide: float
    high: float

    def box(self, point: Point) -> Box:
        """The room it takes there."""
        start = point[0] + self.dx - {"left": 0.0, "center": 0.5, "right": 1.0}[self.anchor] * self.wide
        return Box(start, point[1] + self.dy - self.high / 2, start + self.wide, point[1] + self.dy + self.high / 2)


def around(text: str, *, wide: float, high: float) -> list[Place]:
    """The places around a mark, the most usual first."""
    beside, above = _CLEAR + 4.0, high / 2 + 11
    spots: list[tuple[Anchor, float, float]] = [
        ("center", 0, -above), ("right", -2, -above), ("right", -beside, -3), ("left", beside, 3), ("left", 2, above),
        ("right", -beside, -above / 2), ("left", beside, above / 2), ("center", 0, above), ("left", 2, -above),
    ]  # fmt: skip
    return [Place(text=text, anchor=anchor, dx=dx, dy=dy, wide=wide, high=high) for anchor, dx, dy in spots]


def down(text: str, *, wide: float, high: float, lowest: float) -> list[Place]:
    """The places along a line that goes down from a point, on both sides, the highest first."""
    sides: tuple[tuple[Anchor, float], ...] = (("right", -7), ("left", 7))
    drops = range(round(high / 2), round(lowest - high / 2), 10)
    return [Place(text=text, anchor=side, dx=dx, dy=drop, wide=wide, high=high) for drop in drops for side, dx in sides]
