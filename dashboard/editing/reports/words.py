"""Turn the characters of a PDF page into words with a box, in points from the top left of the page as it is displayed.

A raised character, such as the mark of a footnote, is no part of a word: `12,5` with a raised `a` is a number with a mark.
"""

import ctypes
import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple
from unicodedata import bidirectional

import pypdfium2.raw as pdfium_c

# A gap wider than this share of the height of the text begins a new word, where the PDF has no space.
_GAP = 0.3
# A letter or digit whose foot is this share of the height above the line is raised.
_RAISED = 0.2
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
# What PDFium gives for a hyphen at the end of a line.
_HYPHENS = {"\x02", "\ufffe", "\xad"}
_MARK = re.compile(r"(?<=[\w%)])[*†‡§¶⁰¹²³⁴-⁹ᵃ-ᶻ]+$")


class Box(NamedTuple):
    """A rectangle in points from the top left of the page as it is displayed."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """The middle, across and down."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def holds(self, other: "Box") -> bool:
        """Return whether the middle of another box is inside this one."""
        across, down = other.middle
        return self.x0 <= across <= self.x1 and self.top <= down <= self.bottom


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that has all boxes in it."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


@dataclass(frozen=True)
class Word:
    """A word and its box; `mark` is what was raised in it, such as the mark of a footnote."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    mark: str = ""

    @property
    def box(self) -> Box:
        """Where the word stands."""
        return Box(self.x0, self.top, self.x1, self.bottom)


class Character(NamedTuple):
    """A character as displayed: the box of its line, the foot of its ink, its base line, and whether it is upright."""

    text: str
    box: Box
    foot: float
    base: float
    upright: bool


def turn_of(textpage: Any, rotation: int) -> int:
    """Return by how many degrees a page must be turned further, so that most of its text is upright."""
    angles = [_angle(textpage, at, rotation) for at in range(0, textpage.count_chars(), 5)]
    turns = [angles.count(angle) for angle in (0, 90, 180, 270)]
    most = turns.index(max(turns)) * 90
    # PDF measures the angle of text against the clock, and the rotation of a page with it.
    return most if turns[most // 90] > 0.6 * len(angles) else 0


def _angle(textpage: Any, at: int, rotation: int) -> int:
    """Return how far a character is turned against the clock as it is displayed, in steps of 90 degrees."""
    angle = pdfium_c.FPDFText_GetCharAngle(textpage, at)
    return int(round(math.degrees(angle) / 90) * 90 - rotation) % 360


def characters(
    textpage: Any, show: Callable[[float, float], tuple[float, float]], rotation: int
) -> Iterator[Character]:
    """Give the characters in reading order; `show` converts a point of the PDF to one of the displayed page."""
    numbers = [ctypes.c_double() for _ in range(6)]
    left, right, bottom, top, across, up = numbers
    loose = pdfium_c.FS_RECTF()
    for at in range(textpage.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(textpage, at)
        text = chr(code) if code < 0x110000 else " "
        text = "-" if text in _HYPHENS else _LIGATURES.get(text, text)
        pdfium_c.FPDFText_GetLooseCharBox(textpage, at, loose)
        pdfium_c.FPDFText_GetCharBox(textpage, at, *numbers[:4])
        pdfium_c.FPDFText_GetCharOrigin(textpage, at, across, up)
        box = shown_box(show, loose.left, loose.bottom, loose.right, loose.top)
        foot = shown_box(show, left.value, bottom.value, right.value, top.value).bottom
        yield Character(text, box, foot, show(across.value, up.value)[1], _angle(textpage, at, rotation) == 0)


def shown_box(
    show: Callable[[float, float], tuple[float, float]], left: float, bottom: float, right: float, top: float
) -> Box:
    """Return the displayed box between two points of the PDF."""
    (ax, ay), (bx, by) = show(left, bottom), show(right, top)
    return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def words(all_characters: Iterable[Character]) -> Iterator[Word]:
    """Join characters to words: a space, a wide gap or a jump ends a word."""
    run: list[Character] = []
    for character in all_characters:
        if character.text in "\r\n":
            # PDFium adds these where the base line changes, also before a mark of a footnote.
            continue
        blank = not character.text.strip() or character.text == "\x00"
        if run and (blank or _is_apart(run[-1], character)):
            yield from _word(run)
            run = []
        if not blank:
            run.append(character)
    if run:
        yield from _word(run)


def _is_apart(last: Character, following: Character) -> bool:
    if last.upright != following.upright:
        return True
    a, b = last.box, following.box
    size = max(a.bottom - a.top, b.bottom - b.top) if last.upright else max(a.x1 - a.x0, b.x1 - b.x0)
    if last.upright:
        # Hebrew and Arabic go on to the left.
        leftwards = bidirectional(following.text[0]) in ("R", "AL")
        gap = a.x0 - b.x1 if leftwards else b.x0 - a.x1
        return not -size < gap < _GAP * size or b.top > a.bottom or b.bottom < a.top
    gap = max(b.top - a.bottom, a.top - b.bottom)
    return gap > _GAP * size or b.x0 > a.x1 or b.x1 < a.x0


def _word(run: list[Character]) -> Iterator[Word]:
    """Give the word of these characters; nothing when all of it is a mark that follows no word."""
    box = around(character.box for character in run)
    raised = _raised(run)
    text = "".join(character.text for character, is_raised in zip(run, raised, strict=True) if not is_raised)
    mark = "".join(character.text for character, is_raised in zip(run, raised, strict=True) if is_raised)
    if symbols := _MARK.search(text):
        text, mark = text[: symbols.start()], symbols.group() + mark
    yield Word(text, *box, mark=mark)


def _raised(run: list[Character]) -> list[bool]:
    """Return for each character whether it is a letter or digit that stands above the line."""
    tallest = max(run, key=lambda character: character.box.bottom - character.box.top)
    height = tallest.box.bottom - tallest.box.top
    return [
        character.upright
        and character.text.isascii()
        and character.text.isalnum()
        and tallest.base - character.foot > _RAISED * height
        for character in run
    ]
