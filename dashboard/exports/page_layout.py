"""The layout of a brief: its content is added in a fixed order as long as the estimated heights fit on two pages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dashboard.exports.brief import Brief, build
from dashboard.exports.document import Document
from dashboard.exports.height_estimates import HIGH, page_heights

# The places that are chosen of each list of a brief.
Filters = Mapping[str, Sequence[int]]
_NEEDED = {"statements": 1, "unknown": 2, "questions": 2, "elsewhere": 0}
_MOST = {"statements": 2, "unknown": 6, "questions": 4, "elsewhere": 2}


def fit(content: Brief) -> Brief:
    """Choose as much of the content as two pages hold; each step is taken if everything still fits.

    The results and the chart are always there, so they are the same in each language.
    """
    chosen: dict[str, tuple[int, ...]] = dict.fromkeys(_MOST, ())
    opens, heights = page_heights(build(choose(content, chosen)))
    for name, place in _steps(content):
        # A list is not continued after an item that did not fit, because what follows matters less.
        is_gap = len(chosen[name]) != place
        if is_gap or len(chosen[name]) == _MOST[name]:
            continue
        candidate = {**chosen, name: (*chosen[name], place)}
        then_opens, then = page_heights(build(choose(content, candidate)))
        fits = all(new <= max(HIGH, old) for new, old in zip(then, heights, strict=True))
        # What is not needed opens no second page.
        if fits and (place < _NEEDED[name] or opens or not then_opens):
            chosen, opens, heights = candidate, then_opens, then
    return choose(content, chosen)


def paginate(document: Document) -> Document:
    """Break the pages of a brief before the section that no longer fits on the first one."""
    opens, _ = page_heights(document)
    sections = tuple(replace(section, new_page=section.name == opens) for section in document.sections)
    return replace(document, sections=sections)


def _steps(content: Brief) -> Iterable[tuple[str, int]]:
    """Yield what to add next: two questions, gaps, refused sentences and answers from elsewhere, then more of each in turn."""

    def some(name: str, start: int, stop: int) -> Iterable[tuple[str, int]]:
        return ((name, place) for place in range(start, min(stop, len(getattr(content, name)))))

    yield from some("questions", 0, 2)
    yield from some("unknown", 0, 2)
    yield from some("statements", 0, 2)
    yield from some("elsewhere", 0, 2)
    yield from some("questions", 2, 4)
    yield from some("statements", 2, _MOST["statements"])
    yield from some("unknown", 2, _MOST["unknown"])
    yield from some("questions", 4, _MOST["questions"])


def choose(content: Brief, places: Filters) -> Brief:
    """Return a brief with only the items at these places."""
    lists: dict[str, Any] = {
        name: tuple(getattr(content, name)[place] for place in sorted(places[name])) for name in _MOST
    }
    return replace(content, **lists)
