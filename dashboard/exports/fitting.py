"""What fits on two pages: the height of each part is reckoned from its words, and parts are taken in a fixed order.

All sizes are points at the width of an A4 sheet. The width of words is that of `measure`, which is a little too wide for
every font that a brief is shown in, so that what fits here fits in print, in the PDF and in the document.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard import formats
from dashboard.exports.item import source_text
from dashboard.exports.paper import Draft, Drawn, Line, Paper, Result, Shown
from dashboard.figures import measure
from dashboard.figures.base import WIDTH
from dashboard.model import Note, Saying, Source
from dashboard.texts import count, say

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
# No fewer of these if there are any, and no more.
MOST_RESULTS, MOST_SAYINGS, MOST_UNKNOWN, MOST_QUESTIONS, MOST_CHARTS = 12, 4, 6, 6, 2


def lines(text: str, *, room: float, size: float, bold: bool = False) -> int:
    """How many lines a text takes: words are never parted, so a line is full when the next word does not fit."""
    number, used = 0, math.inf
    space = measure.width(" ", size=size, bold=bold)
    for word in text.split():
        width = measure.width(word, size=size, bold=bold)
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
    return height + high(say("brief.key", paper.lang), room=WIDE, size=SMALL) + 6


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
    again = say("brief.again", paper.lang, link=paper.link)
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


@dataclass(frozen=True, kw_only=True)
class _Pick:
    """How many of each list are taken, and which charts."""

    results: tuple[int, ...] = ()
    sayings: int = 0
    charts: tuple[int, ...] = ()
    unknown: int = 0
    questions: int = 0


def fit(draft: Draft) -> Paper:
    """The paper with as much as two pages hold. Each step of a fixed order is taken if everything still fits."""
    pick = _Pick()
    for step in _steps(draft):
        tried = step(pick)
        paper = _paper(draft, tried)
        opens, *heights = paged(paper)
        # What was found stands under the table that it explains; a second page opens with something else.
        if max(heights) <= HIGH and opens != "found":
            pick = tried
    paper = _paper(draft, pick)
    return replace(paper, second=paged(paper)[0])


def _steps(draft: Draft) -> Iterable[_Step]:
    """The order: a result of two experiments, two questions, two gaps, charts, then more of each in turn."""
    whose = [result.whose for result in draft.results]
    firsts = [place for place, name in enumerate(whose) if name not in whose[:place]]
    # The second of each experiment comes before the third of any.
    others = sorted(set(range(len(whose))) - set(firsts), key=lambda place: (whose[:place].count(whose[place]), place))
    yield from (_Step("results", place) for place in firsts[:2])
    yield from (_Step("questions", number) for number in range(1, 1 + min(2, len(draft.questions))))
    yield from (_Step("unknown", number) for number in range(1, 1 + min(2, len(draft.unknown))))
    yield from (_Step("charts", place) for place in range(len(draft.charts)))
    yield from (_Step("sayings", number) for number in range(1, 1 + min(2, len(draft.sayings))))
    yield from (_Step("results", place) for place in firsts[2:MOST_RESULTS])
    yield from (_Step("questions", number) for number in range(3, 1 + min(4, len(draft.questions))))
    yield from (_Step("results", place) for place in others[: max(0, MOST_RESULTS - len(firsts))])
    yield from (_Step("sayings", number) for number in range(3, 1 + min(MOST_SAYINGS, len(draft.sayings))))
    yield from (_Step("unknown", number) for number in range(3, 1 + min(MOST_UNKNOWN, len(draft.unknown))))
    yield from (_Step("questions", number) for number in range(5, 1 + min(MOST_QUESTIONS, len(draft.questions))))


@dataclass(frozen=True)
class _Step:
    """Take one more: a result or a chart by its place, or a list up to a number."""

    name: str
    value: int

    def __call__(self, pick: _Pick) -> _Pick:
        if self.name == "results":
            return replace(pick, results=(*pick.results, self.value))
        if self.name == "charts":
            return replace(pick, charts=(*pick.charts, self.value)[:MOST_CHARTS])
        # A list is not continued after a part that did not fit: what follows is less wanted.
        if getattr(pick, self.name) != self.value - 1:
            return pick
        if self.name == "sayings":
            return replace(pick, sayings=self.value)
        return replace(pick, unknown=self.value) if self.name == "unknown" else replace(pick, questions=self.value)


def _paper(draft: Draft, pick: _Pick) -> Paper:
    results = [draft.results[place] for place in sorted(pick.results)]
    charts = [draft.charts[place] for place in pick.charts]
    sources: dict[str, Source] = {}
    used = [
        *(s for one in results for s in one.sources),
        *(s for one in charts for s in one.chart.sources),
        *(one.source for one in draft.tried),
    ]
    for source in used:
        before = sources.get(source.id)
        places = dict.fromkeys((before.locators if before else ()) + source.locators)
        sources[source.id] = replace(source, locators=tuple(places))
    numbers = {id: place for place, id in enumerate(sources, start=1)}

    def refs(those: Sequence[Source]) -> tuple[int, ...]:
        return tuple(sorted({numbers[source.id] for source in those}))

    return Paper(
        lang=draft.lang, stamp=draft.stamp, link=draft.link, title=draft.title, reader=draft.reader, lead=draft.lead,
        themes=draft.themes, sure=draft.sure,
        tried=tuple(Line(tried=one, ref=numbers[one.source.id]) for one in draft.tried),
        results=tuple(Shown(result=one, refs=refs(one.sources)) for one in results),
        sayings=draft.sayings[: pick.sayings],
        charts=tuple(Drawn(item=one, refs=refs(one.chart.sources)) for one in charts),
        unknown=draft.unknown[: pick.unknown],
        questions=draft.questions[: pick.questions],
        sources=tuple(sources.values()),
        left_out=_left_out(draft, pick),
    )  # fmt: skip


def _left_out(draft: Draft, pick: _Pick) -> str:
    """What there is besides, so that nobody takes two pages for everything."""
    rest = {
        "charts": len(draft.charts) - len(pick.charts),
        "results": len(draft.results) - len(pick.results),
        "unknown": len(draft.unknown) - pick.unknown,
        "questions": len(draft.questions) - pick.questions,
    }
    more = [count(f"brief.rest.{name}", draft.lang, number) for name, number in rest.items() if number > 0]
    return say("brief.left_out", draft.lang, what=formats.listing(more, draft.lang)) if more else ""
