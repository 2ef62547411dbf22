"""How wide words are, where a line breaks, and how a label is written so that nothing in it is read as markup."""

import html
import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

# Advance widths of Arial and Liberation Sans in thousandths of the size; the other families in theme.FONT come close.
_GROUPS = {
    222: "'ijl",
    278: " !,./:;I[]ft’‘|",
    333: "()-r`“”",
    389: "*",
    500: "Jcksvxyz",
    556: '"#$?L_abdeghnopqu0123456789–',
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…@",
}
_WIDTHS = {letter: width for width, letters in _GROUPS.items() for letter in letters}
_SOFT = "\u00ad"
_WIDTHS[_SOFT] = 0
_BOLD = 1.07
# Wider families (Noto Sans) need up to this much more than Arial; a label that is given too much room is never cut.
_ROOM = 1.06
LEADING = 1.3


def width(words: str, *, size: float, bold: bool = False) -> float:
    """The room in px that words on one line need, with a margin for families wider than Arial."""
    return _plain_width(words) * size * _ROOM * (_BOLD if bold else 1.0) / 1000


# The same labels are measured for each form of a chart, and again for each width that a line might have.
@lru_cache(maxsize=4096)
def _plain_width(words: str) -> int:
    """The width in thousandths of the size."""
    return sum(_WIDTHS.get(letter, 600) for letter in words)


def widest(lines: Sequence[str], *, size: float, bold: bool = False) -> float:
    """The room that the longest of some lines needs, 0 when there are none."""
    return max((width(line, size=size, bold=bold) for line in lines), default=0.0)


def wrap(words: str, *, room: float, size: float, bold: bool = False) -> list[str]:
    """Words over as few lines as fit in `room` px, about equally long. A wider word is broken with a hyphen.

    A soft hyphen in a word says where it may be broken.
    """
    lines = fill(words, room=room, size=size, bold=bold)
    if len(lines) == 1 or any(line.endswith("-") for line in lines):
        return lines
    least, most = 0.0, room
    while most - least > 2:
        middle = (least + most) / 2
        tried = fill(words, room=middle, size=size, bold=bold)
        if len(tried) > len(lines) or widest(tried, size=size, bold=bold) > middle:
            least = middle
        else:
            most, lines = middle, tried
    return lines


def fill(words: str, *, room: float, size: float, bold: bool = False) -> list[str]:
    """Words over lines, each as full as it can be; a word that is wider than a line is broken."""
    lines: list[str] = []
    for word in words.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, size=size, bold=bold) <= room:
            lines[-1] = joined
        else:
            lines.extend(_broken(word, room=room, size=size, bold=bold))
    return [line.replace(_SOFT, "") for line in lines] or [""]


def _broken(word: str, *, room: float, size: float, bold: bool, hyphen: str = "-") -> list[str]:
    """A word, in pieces when it does not fit. Pieces have at least three letters, so that no letter stands alone.

    A URL is broken without a hyphen, which would look like a part of it.
    """
    if "://" in word:
        hyphen = ""
    if width(word, size=size, bold=bold) <= room or len(word) < 6:
        return [word]
    start, soft, end = word.partition(_SOFT)
    if soft:
        return [start + "-", *_broken(end, room=room, size=size, bold=bold)]
    keep = 3
    while keep < len(word) - 3 and width(word[: keep + 1] + hyphen, size=size, bold=bold) <= room:
        keep += 1
    return [word[:keep] + hyphen, *_broken(word[keep:], room=room, size=size, bold=bold, hyphen=hyphen)]


def markup(lines: str | Sequence[str], *, bold: bool = False) -> str:
    """Lines as one text for a figure. Signs that Plotly would read as markup are written as entities."""
    rows = [lines] if isinstance(lines, str) else lines
    whole = "<br>".join(html.escape(row, quote=False) for row in rows)
    return f"<b>{whole}</b>" if bold else whole


def nice_step(top: float, *, least: int = 3, most: int = 5) -> float:
    """The step of 1, 2, 2.5 or 5 times a power of ten that gives the fewest lines from zero to `top` within bounds."""
    if top <= 0:
        return 1.0
    power = 10.0 ** (math.floor(math.log10(top)) - 1)
    steps = [power * size for size in (1, 2, 2.5, 5, 10, 20, 25, 50)]
    fitting = [step for step in steps if least <= math.ceil(round(top / step, 9)) <= most]
    return fitting[-1] if fitting else steps[-1]


def nice_ticks(highest: float, *, ceiling: float | None = None, whole: bool = False) -> list[float]:
    """Values for gridlines from zero to the next step above `highest`, at most `ceiling`; `whole` keeps out halves."""
    step = nice_step(highest)
    if whole and step < 1:
        step = 1.0
    ticks = [0.0]
    while ticks[-1] < highest - 1e-9:
        ticks.append(round(ticks[-1] + step, 9))
    if ceiling is not None and highest <= ceiling < ticks[-1]:
        ticks = [tick for tick in ticks if tick < ceiling] + [ceiling]
    return ticks if len(ticks) > 1 else [0.0, step]


def tick_decimals(ticks: Sequence[float]) -> int:
    """The decimals that tell neighbouring ticks apart."""
    step = min(after - before for before, after in pairwise(ticks))
    return 0 if step >= 1 and all(tick == int(tick) for tick in ticks) else 1 if step >= 0.1 else 2
