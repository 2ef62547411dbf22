"""Heights of the blocks of a brief, estimated from text metrics instead of rendered repeatedly.

All sizes are points at the width of an A4 sheet. The widths of `elements` are a little larger than those of any font in
which a brief is shown, so what fits here fits in print, in the PDF and in the Word document.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

from dashboard.charts.figures.base import WIDTH
from dashboard.exports import blocks
from dashboard.exports.document import Document, Section
from dashboard.svg import elements

# The room between the margins, without header and footer.
WIDE, HIGH = 504.0, 687.0
# Every estimate is generous; together the sections come to less than this share of it.
SHARE = 0.85
GAP = 20.0
HALF = (WIDE - GAP) / 2
# Font sizes, and the line height.
LEAD, TEXT, SMALL = 11.0, 9.0, 8.0
STEP = 1.4
TITLE, HEAD = 17.0, 12.5
# The title of a section with the room above and below it.
SECTION = 12.0 + HEAD * 1.25 + 5.0
# Size, line height and the room below the texts of the document itself.
_TEXTS = {
    "kicker": (TEXT, STEP, 2.0), "title": (TITLE, 1.45, 6.0), "reader": (SMALL, STEP, 4.0),
    "lead": (LEAD, 1.45, 3.0), "small": (SMALL, STEP, 2.0),
}  # fmt: skip
# The share of the first column of the evidence table.
FIRST = 0.31


@lru_cache(maxsize=4096)
def lines(text: str, *, room: float, size: float, bold: bool = False) -> int:
    """Count the lines of a text; words are never broken, so a line ends where the next word does not fit."""
    number, used = 0, math.inf
    space = elements.width(" ", size=size, bold=bold)
    for word in text.split():
        width = elements.width(word, size=size, bold=bold)
        if used + space + width <= room:
            used += space + width
        else:
            number, used = number + max(1, math.ceil(width / room)), min(width, room)
    return max(number, 1)


def high(text: str, *, size: float, room: float = WIDE, bold: bool = False, step: float = STEP) -> float:
    """Return the height of a text."""
    return lines(text, room=room, size=size, bold=bold) * size * step


def _evidence(table: blocks.EvidenceTable) -> float:
    first, columns = WIDE * FIRST - 8, len(table.heads) - 1
    room = WIDE * (1 - FIRST) / columns - 8
    height = SECTION + max(high(name, room=room, size=SMALL, bold=True) for name in table.heads[1:]) + 6
    for row in table.rows:
        cells = [
            high(f"{row.place}, {row.name}", room=first, size=TEXT, bold=True)
            + sum(high(f"{fact} [10]", room=first, size=SMALL) for fact in row.facts)
        ]
        for cell in row.cells:
            word = high(cell.word, room=room - 14, size=SMALL, bold=True)
            detail = high(cell.detail, room=room - 14, size=SMALL) if cell.detail else 0
            cells.append(word + detail + (SMALL * STEP if cell.strength else 0))
        height += max(cells) + 7
    return height + high(table.key, size=SMALL) + 10


def _facts(table: blocks.FactTable) -> float:
    first, columns = WIDE * FIRST - 8, len(table.heads) - 1
    room = WIDE * (1 - FIRST) / columns - 8
    rows = [table.heads, *table.rows]
    height = sum(
        max(high(cell, room=room if place else first, size=SMALL) for place, cell in enumerate(row)) + 6 for row in rows
    )
    note = f"{table.note} {'; '.join(f'{one.publisher}, {one.title}' for one in table.sources)}"
    return high(table.lead, size=TEXT) + 6 + height + high(note, size=SMALL) + 6


def _bullet(bullet: blocks.Bullet, *, room: float) -> float:
    return high(f"{bullet.lead}{bullet.text} [10] [11]", room=room, size=TEXT) + 8


def _chart(block: blocks.ChartBlock) -> float:
    height = 14 + high(block.chart.question, size=HEAD, bold=True, step=1.25) + 3
    height += high(f"{block.chart.sentence} {block.chart.subtitle}", size=TEXT) + 6
    height += block.height / WIDTH["wide"] * WIDE + 4
    if block.chart.types:
        height += high("      ".join(label.name for label in block.chart.types) + " " * 20, size=SMALL) + 3
    return height + high(block.basis + "".join(f" [{ref}]" for ref in block.refs), size=SMALL) + 4


def _notes(block: blocks.NoteList) -> float:
    """Return the height of notes in two columns, row by row."""
    each = [
        high(note.head, room=HALF, size=TEXT + 0.5, bold=True, step=1.3)
        + high(note.text, room=HALF, size=SMALL + 0.5)
        + 9
        for note in block.notes
    ]
    return sum(max(each[place : place + 2]) for place in range(0, len(each), 2))


def _references(block: blocks.ReferenceList) -> float:
    """Return the height of the list in two columns of about the same length."""
    each = [high(f"10. {one.text}", room=HALF - 14, size=SMALL - 0.5, step=1.35) + 2 for one in block.items]
    return sum(each) / 2 + max(each) / 2


def block_height(block: blocks.Block) -> float:
    """Return the height of a block. Raises TypeError for one that a brief does not have."""
    match block:
        case blocks.Text():
            size, step, below = _TEXTS[block.style]
            return high(block.text, size=size, bold=block.style == "title", step=step) + below
        case blocks.EvidenceTable():
            return _evidence(block)
        case blocks.BulletColumns():
            room = HALF if len(block.columns) > 1 else WIDE
            first, *others = [SECTION + sum(_bullet(one, room=room) for one in some) for _, some in block.columns]
            return max(first, sum(others))
        case blocks.FactTable():
            return _facts(block)
        case blocks.ChartBlock():
            return _chart(block)
        case blocks.NoteList():
            return _notes(block)
        case blocks.ReferenceList():
            return _references(block)
        case blocks.Address():
            return 14 + high(f"{block.before}{block.link}{block.after}", size=SMALL)
    raise TypeError(f"a {type(block).__name__} has no height (expected a block of a brief)")


def section_height(section: Section) -> float:
    """Return the height of a section with its title."""
    return (SECTION if section.title else 0) + sum(map(block_height, section.blocks))


def page_heights(document: Document) -> tuple[str, Sequence[float]]:
    """Return the section that opens the second page, empty when one page is enough, and the heights of both pages."""
    opens, heights = "", [0.0, 0.0]
    for section in document.sections:
        height = section_height(section) * SHARE
        if not opens and heights[0] + height > HIGH:
            opens = section.name
        heights[1 if opens else 0] += height
    return opens, heights
