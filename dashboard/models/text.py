"""Texts and tables: notes, strength, sources and links."""

from collections.abc import Container
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Note:
    """A short text with a heading, beside a chart or in a notice."""

    head: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Strength:
    """The strength of a comparison. `level` is 1 to 5, or None when it cannot be rated."""

    level: int | None
    name: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Source:
    """A source as a reader sees it, with the cited places.

    `about` links to it in the list of sources; `language` is the language of its title.
    """

    id: str
    title: str
    publisher: str
    published: str
    url: str
    access: str
    locators: tuple[str, ...] = ()
    about: str = ""
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class Head:
    """A column of a table: its name, and whether its cells are numbers."""

    label: str
    numeric: bool = False


def heads(*labels: str, numeric: Container[int] = ()) -> tuple[Head, ...]:
    """Return the columns of a table; `numeric` are the places of those with numbers."""
    return tuple(Head(label=label, numeric=place in numeric) for place, label in enumerate(labels))


@dataclass(frozen=True, kw_only=True)
class Group:
    """Rows of a table under one title, which may be empty. The first cell of a row is its heading.

    `marks` has for each row the id of its mark in the figure, or of the mark of each cell after the first.
    """

    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    marks: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Table:
    """The rows of a chart in words and numbers."""

    caption: str
    heads: tuple[Head, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, kw_only=True)
class TypeLabel:
    """A type of experiment with its name; `href` links to its page."""

    id: str
    name: str
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link with its label; `current` marks what is shown now: a page, or the form of a chart."""

    href: str
    label: str
    current: bool = False
