"""Nouns of text and tables: notes, strength, sources, links."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Note:
    """A short text with a head of its own, beside a chart or in a notice."""

    head: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Strength:
    """How strong a comparison is. `level` is 1 to 5, or None when it cannot be rated."""

    level: int | None
    name: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Source:
    """One source as a reader sees it, with the places in it that were used.

    `about` is its place among the sources, `language` the language of its title.
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


@dataclass(frozen=True, kw_only=True)
class Group:
    """Rows of a table under one title; without a title they stand on their own. The first cell of a row is its head."""

    rows: tuple[tuple[str, ...], ...]
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """The twin of a chart: the same rows in words and numbers."""

    caption: str
    heads: tuple[Head, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, kw_only=True)
class TypeLabel:
    """A type of experiment with its name, to draw its mark beside it; `href` is the page about it."""

    id: str
    name: str
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link with its words; `text` is a line below it."""

    href: str
    label: str
    text: str = ""
    current: bool = False
