"""The height of each part of a brief, reckoned from its words, and which parts stand on which page.

All sizes are points at the width of an A4 sheet. The width of words is that of `measure`, which is a little too wide for
every font that a brief is shown in, so that what fits here fits in print, in the PDF and in the document.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from dashboard.charts.figures.base import WIDTH
from dashboard.exports.brief import Drawn, Paper, Result
from dashboard.exports.chart_document import source_text
from dashboard.i18n.catalogue import t
from dashboard.models.chart import Saying
from dashboard.models.text import Note, Source
from dashboard.svg import text_metrics

# The sheet: room between the margins, without the lines at the top and the foot of each page.
WIDE, HIGH = 504.0, 690.0
# The reckoning is generous in every part; together the parts come to less than this share of it.
SHARE = 0.88
GAP = 20.0
HALF = (WIDE - GAP) / 2
# Sizes of letters, and the distance of their lines.
LEAD, TEXT, SMALL = 11.0, 9.0, 8.0
STEP = 1.4
TITLE, HEAD = 21.0, 12.5
# A section: the room above it, its head, and the room below that.
SECTION = 12.0 + HEAD * 1.25 + 5.0
FIRST = 0.31
PICTURE = 1.0


def lines(text: str, *, room: float, size: float, bold: bool = False) -> int:
    """How many lines a text takes: words are never parted, so a line is full when the next word does not fit."""
    number, used = 0, math.inf
    space = text_metrics.width(" ", size=size, bold=bold)
    for word in text.split():
        width = text_metrics.width(word, size=size, bold=bold)
        if used + space + width <= room:
            used += space + width
        else:
            number, used = number + max(1, math.ceil(width / room)), min(width, room)
    return max(number, 1)


def high(text: str, *, room: float, size: float, bold: bool = False, step: float = STEP) -> float:
    """The height of a text."""
    return lines(text, room=room, size=size, bold=bold) * size * step


def title_high(paper: Paper) -> float:
    """Title, for whom, and the answer."""
    height = high(paper.title, room=WIDE, size=TITLE, bold=True, step=1.15) + 6
    height += SMALL * STEP + 4 if paper.reader else 0
    return height + sum(high(text, room=WIDE, size=LEAD, step=1.45) + 3 for text in paper.lead) + 4


def table_high(paper: Paper) -> float:
    """The table of what was tried, with its heads and the key below it."""
    first = WIDE * FIRST - 8
    column = WIDE * (1 - FIRST) / len(paper.themes) - 8
    height = SECTION + max(high(name, room=column, size=SMALL, bold=True) for name in paper.themes) + 6
    for row in (line.tried for line in paper.tried):
        own = high(f"{row.place}, {row.name}", room=first, size=TEXT, bold=True)
        own += sum(high(f"{fact} [10]", room=first, size=SMALL) for fact in row.facts)
        cells = []
        for cell in row.cells:
            room = column - 14
            cells.append(high(cell.word, room=room, size=SMALL, bold=True))
            cells[-1] += high(cell.detail, room=room, size=SMALL) if cell.detail else 0
            cells[-1] += SMALL * STEP if cell.strength else 0
        height += max(own, *cells) + 7
    return height + high(t("brief.key", paper.lang), room=WIDE, size=SMALL) + 6


def result_high(result: Result) -> float:
    """One result in half the width."""
    return high(f"{result.whose}: {result.text} [10] [11]", room=HALF, size=TEXT) + SMALL * STEP + 8


def saying_high(saying: Saying) -> float:
    """A sentence that does not hold, and why."""
    return high(f"“{saying.text}” {saying.why}", room=HALF, size=TEXT, bold=True) + 8


def chart_high(drawn: Drawn) -> float:
    """Question, sentence, picture, and the line below it."""
    chart = drawn.item.chart
    height = 14 + high(chart.question, room=WIDE, size=HEAD, bold=True, step=1.25) + 3
    height += high(f"{chart.sentence} {chart.subtitle}", room=WIDE, size=TEXT) + 6
    height += drawn.item.height() / WIDTH["wide"] * WIDE * PICTURE + 4
    if chart.marks:
        height += high("      ".join(label.name for label in chart.marks) + " " * 20, room=WIDE, size=SMALL) + 3
    return height + high(below_chart(drawn), room=WIDE, size=SMALL) + 4


def below_chart(drawn: Drawn, *, numbers: bool = True) -> str:
    """Strength, our own calculation, and the numbers of the sources."""
    refs = "".join(f" [{ref}]" for ref in drawn.refs) if numbers else ""
    return " ".join(part for part in (drawn.item.strength, drawn.item.chart.calculation) if part) + refs


def notes_high(notes: Sequence[Note], *, bold: bool = True) -> float:
    """Notes in two columns, row by row."""
    each = [
        high(note.head, room=HALF, size=TEXT + 0.5, bold=bold, step=1.3)
        + high(note.text, room=HALF, size=SMALL + 0.5)
        + 9
        for note in notes
    ]
    return sum(max(each[place : place + 2]) for place in range(0, len(each), 2))


def sources_high(sources: Sequence[Source]) -> float:
    """The numbered list, in two columns that are about equally long."""
    each = [high(f"10. {source_text(source)}", room=HALF - 14, size=SMALL - 0.5, step=1.35) + 2 for source in sources]
    return SECTION + (sum(each) / 2 + max(each) / 2 if each else 0)


def sure_high(paper: Paper) -> float:
    """How sure: a line or two for each kind of comparison."""
    texts = [f"{one.strength.name} ({one.count}). {one.strength.why}" for one in paper.sure]
    return SECTION + sum(high(text, room=WIDE - 44, size=SMALL + 0.5) + 4 for text in texts)


def found_high(paper: Paper) -> float:
    """What was found beside what cannot be said."""
    left = sum(result_high(one.result) for one in paper.results)
    right = sum(saying_high(one) for one in paper.sayings)
    return SECTION + max(left, right)


def ending_high(paper: Paper) -> float:
    """Sources, what was left out, and the link."""
    again = t("brief.again", paper.lang, link=paper.link)
    height = sources_high(paper.sources) if paper.sources else 0.0
    return height + 12 + sum(high(text, room=WIDE, size=SMALL) + 2 for text in (paper.left_out, again) if text)


def parts(paper: Paper) -> list[tuple[str, float]]:
    """The parts of a brief in their order, with their heights. A part is never cut in two."""
    found = [("top", title_high(paper) + table_high(paper))]
    if paper.results or paper.sayings:
        found.append(("found", found_high(paper)))
    found += [(f"chart-{place}", chart_high(one)) for place, one in enumerate(paper.charts)]
    if paper.sure:
        found.append(("sure", sure_high(paper)))
    found += [
        (name, SECTION + notes_high(notes))
        for name, notes in (("unknown", paper.unknown), ("questions", paper.questions))
        if notes
    ]
    return [*found, ("ending", ending_high(paper))]


def paged(paper: Paper) -> tuple[str, float, float]:
    """The part that opens page two (empty when one page is enough), and the heights of both pages."""
    first, second, opens = 0.0, 0.0, ""
    for name, generous in parts(paper):
        height = generous * SHARE
        if not opens and first + height <= HIGH:
            first += height
        else:
            opens, second = opens or name, second + height
    return opens, first, second
