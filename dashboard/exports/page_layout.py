"""What fits on two pages: parts are taken in a fixed order for as long as their `heights` fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.exports.brief import Draft, Drawn, Line, Paper, Shown
from dashboard.exports.height_estimates import HIGH, paged
from dashboard.i18n import formats
from dashboard.i18n.catalogue import count, t
from dashboard.models.text import Source

# No fewer of these if there are any, and no more.
MOST_RESULTS, MOST_SAYINGS, MOST_UNKNOWN, MOST_QUESTIONS, MOST_CHARTS = 12, 4, 6, 6, 2


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
    return t("brief.left_out", draft.lang, what=formats.listing(more, draft.lang)) if more else ""
