"""Arrange the words of a page as lines, and as parts of a line with a wide gap between them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.editing.reports.pdf import Page
from dashboard.editing.reports.words import Box, Word, around

# A gap of this share of the height of the text divides two columns; a space between words is about a quarter.
_GAP = 0.55


@dataclass(frozen=True)
class Segment:
    """Words of one line without a wide gap between them."""

    words: tuple[Word, ...]

    @property
    def box(self) -> Box:
        """Where it stands."""
        return around(word.box for word in self.words)

    @property
    def text(self) -> str:
        """The words, without marks of footnotes."""
        return " ".join(word.text for word in self.words if word.text)


@dataclass(frozen=True)
class Line(Segment):
    """Words that stand beside each other."""

    @property
    def height(self) -> float:
        """Height of the text."""
        heights = sorted(word.bottom - word.top for word in self.words)
        return heights[len(heights) // 2]

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The parts between wide gaps, from left to right."""
        parts: list[list[Word]] = []
        for word in self.words:
            if parts and word.x0 - parts[-1][-1].x1 < _GAP * self.height:
                parts[-1].append(word)
            else:
                parts.append([word])
        return tuple(Segment(tuple(part)) for part in parts)


def lines(words: Iterable[Word]) -> tuple[Line, ...]:
    """Return the lines from top to bottom, each from left to right."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda word: ((word.top + word.bottom) / 2, word.x0)):
        last = around(other.box for other in found[-1]) if found else None
        if last and min(last.bottom, word.bottom) - max(last.top, word.top) > 0.5 * min(
            last.bottom - last.top, word.bottom - word.top
        ):
            found[-1].append(word)
        else:
            found.append([word])
    return tuple(Line(tuple(sorted(line, key=lambda word: word.x0))) for line in found)


def gutter(page: Page) -> float | None:
    """Return where the space between two columns of running text is; None for a page in one column.

    Both sides must have lines of text that fill them, so that a table is not divided.
    """
    best, most = None, 7
    running = [
        part.box for line in lines(page.words) for part in line.segments if is_running_text(part, page.width / 2)
    ]
    for share in range(40, 61):
        across = page.width * share / 100
        if sum(word.x0 < across < word.x1 for word in page.words) * 20 > len(page.words):
            continue
        filled = min(sum(box.x1 <= across for box in running), sum(box.x0 >= across for box in running))
        if filled > most:
            best, most = across, filled
    return best


def is_running_text(segment: Segment, width: float) -> bool:
    """Return whether words fill most of a column of text."""
    return len(segment.words) > 3 and segment.box.x1 - segment.box.x0 > 0.55 * width


def blocks(page: Page) -> tuple[tuple[Line, ...], ...]:
    """Return the lines of a page, or of each of two columns of text and of what stands across both."""
    found, across = lines(page.words), gutter(page)
    if across is None:
        return (found,)
    left: list[Line] = []
    right: list[Line] = []
    wide: list[Line] = []
    for line in found:
        parts = [tuple(word for word in line.words if (word.x0 + word.x1) / 2 < across)]
        parts.append(line.words[len(parts[0]) :])
        if not all(parts) or any(is_running_text(Segment(part), page.width / 2) for part in parts):
            for part, side in zip(parts, (left, right), strict=True):
                side += [Line(part)] if part else []
        else:
            wide.append(line)
    return tuple(left), tuple(right), tuple(wide)


def joined(words: Sequence[Word]) -> str:
    """Return the text of a cell; a word that was divided at the end of a line is whole again."""
    text = "\n".join(line.text for line in lines(words))
    return " ".join(re.sub(r"(?<=[^\W\d_])-\n(?=[a-zà-ÿ])", "", text).split())


def marks(words: Iterable[Word]) -> str:
    """Return the marks of footnotes among words, with spaces between them."""
    return " ".join(word.mark for word in words if word.mark)
