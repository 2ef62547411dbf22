"""The layout of a brief: its content is added in a fixed order as long as the estimated heights fit on two pages."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dashboard.exports.brief import Brief, build
from dashboard.exports.document import Document
from dashboard.exports.height_estimates import HIGH, page_heights

# What is added next: two questions, gaps, refused sentences and answers from elsewhere, then more questions and gaps.
_ORDER = (
    ("questions", 0, 2), ("unknown", 0, 2), ("statements", 0, 2), ("elsewhere", 0, 2), ("questions", 2, 4), ("unknown", 2, 6),
)  # fmt: skip
# How many of each list are worth a second page.
_NEEDED = {"questions": 2, "unknown": 2, "statements": 1, "elsewhere": 0}


def fit(content: Brief) -> Brief:
    """Choose as much of the content as two pages hold; each step is taken if everything still fits.

    The results and the chart are always there, so they are the same in each language.
    """
    counts = dict.fromkeys(_NEEDED, 0)
    opens, heights = page_heights(build(_first(content, counts)))
    for name, start, stop in _ORDER:
        for place in range(start, min(stop, len(getattr(content, name)))):
            # A list is not continued after an item that did not fit, because what follows matters less.
            if counts[name] != place:
                break
            candidate = {**counts, name: place + 1}
            then_opens, then = page_heights(build(_first(content, candidate)))
            fits = all(new <= max(HIGH, old) for new, old in zip(then, heights, strict=True))
            # What is not needed opens no second page.
            if fits and (place < _NEEDED[name] or opens or not then_opens):
                counts, opens, heights = candidate, then_opens, then
    return _first(content, counts)


def _first(content: Brief, counts: Mapping[str, int]) -> Brief:
    """Return a brief with only the first items of its lists."""
    lists: dict[str, Any] = {name: getattr(content, name)[:number] for name, number in counts.items()}
    return replace(content, **lists)


def paginate(document: Document) -> Document:
    """Break the pages of a brief before the section that no longer fits on the first one."""
    opens, _ = page_heights(document)
    sections = tuple(replace(section, new_page=section.name == opens) for section in document.sections)
    return replace(document, sections=sections)
