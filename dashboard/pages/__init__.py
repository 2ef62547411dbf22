"""Which pages there are, and at which address in each language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.components.tree import Node
from dashboard.pages import compare, overview
from dashboard.pages.visit import Visit


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page: its name, its path in each language, how its body is made, and its live region if it has one."""

    name: str
    paths: dict[str, str]
    body: Callable[[Visit], Node]
    live: Callable[[Visit], Node] | None = None
    heading: Callable[[Visit], str]


PAGES: tuple[Page, ...] = (
    Page(name="overview", paths=overview.PATHS, body=overview.body, heading=overview.heading),
    Page(name="compare", paths=compare.PATHS, body=compare.body, live=compare.results, heading=compare.heading),
)


def at(path: str) -> tuple[Page, str] | None:
    """The page at a path, and the language of that path; None when there is no such page."""
    for page in PAGES:
        for lang, own in page.paths.items():
            if path == own:
                return page, lang
    return None
