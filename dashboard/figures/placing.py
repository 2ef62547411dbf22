"""Where a label can stand: boxes and lines that are taken, and a choice among places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Segment = tuple[Point, Point]


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
        return box.outside(self.frame) * 100 + sum(box.overlap(other) for other in self.boxes) + crossed * 40

    def plus(self, *boxes: Box) -> Taken:
        """The same with more boxes taken."""
        return Taken(self.frame, self.boxes + boxes, self.lines)

    def with_lines(self, lines: Sequence[Segment]) -> Taken:
        """The same with more lines drawn."""
        return Taken(self.frame, self.boxes, (*self.lines, *lines))


def best(choices: Sequence[Sequence[Box]], taken: Sequence[Taken]) -> int:
    """The place that costs least over all widths; the first of equals. A choice has one box for each width."""
    costs = [sum(room.cost(box) for box, room in zip(choice, taken, strict=True)) for choice in choices]
    return costs.index(min(costs))
