"""Reads a page as a person would: its words, what stands in each part, and where its links lead."""

from __future__ import annotations

import csv
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

import pytest
from bs4 import BeautifulSoup, NavigableString, Tag
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard import config

DATA = config.ROOT / "data"


def in_turn(values: Iterable[Any]) -> list[Any]:
    """Pair each value with one language, by turns, and nightly with the other one too."""
    pairs = itertools.product(enumerate(values), enumerate(config.LANGUAGES))
    return [
        pytest.param(value, lang, marks=pytest.mark.nightly if (turn + other) % 2 else ())
        for (turn, value), (other, lang) in pairs
    ]


def some(values: Iterable[Any], *, of: int) -> list[Any]:
    """Give one value of so many, and nightly the others too."""
    return [
        pytest.param(value, marks=pytest.mark.nightly if number % of else ()) for number, value in enumerate(values)
    ]


def rows(table: str) -> list[dict[str, str]]:
    """Return the live rows of a table: those that were not withdrawn."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if not row["withdrawn"]]


@lru_cache(maxsize=220)
def parse(html: str, *, terms: bool = True) -> BeautifulSoup:
    """Parse a page once, however many tests read it. Tests must not change the result.

    Without `terms`, a word that opens its explanation is part of its sentence.
    """
    soup = BeautifulSoup(html, "lxml")
    if not terms:
        for term in soup.select("button.explain"):
            term.unwrap()
        soup.smooth()
    return soup


def page(client: FlaskClient, address: str, status: int = 200, *, terms: bool = True) -> BeautifulSoup:
    """Request a page and return it parsed."""
    response = client.get(address)
    assert response.status_code == status, address
    return parse(response.get_data(as_text=True), terms=terms)


def ask(client: FlaskClient, address: str, *, encoding: str = "br", **headers: str) -> TestResponse:
    """Request an address in an encoding."""
    return client.get(address, headers={"Accept-Encoding": encoding, **headers})


@lru_cache(maxsize=150)
def _by_id(html: str) -> dict[str, Tag]:
    return {str(tag["id"]): tag for tag in parse(html).find_all(id=True)}


def places(client: FlaskClient, address: str) -> dict[str, Tag]:
    """Request a page and return its elements by id."""
    response = client.get(address)
    assert response.status_code == 200, address
    return _by_id(response.get_data(as_text=True))


def said(part: Tag | None) -> str:
    """Return all words of an element."""
    assert part is not None
    return " ".join(part.get_text(" ").split())


def visible_text(tag: Tag, *, without: frozenset[str] = frozenset({"script", "style", "code", "pre"})) -> str:
    """Return the text of an element with single spaces, without scripts and code to copy."""

    def strings(part: Tag) -> Iterator[str]:
        for child in part.children:
            if isinstance(child, Tag):
                if child.name not in without:
                    yield from strings(child)
            elif type(child) is NavigableString:
                yield child

    return " ".join(" ".join(strings(tag)).split()).replace("\u00ad", "")


class Reader:
    """The words of a page, of each element with an id, and its links."""

    def __init__(self, page: BeautifulSoup) -> None:
        self._page = page
        self._texts: dict[str, str] = {}
        self.links = [str(link["href"]) for link in page.select("a[href]")]
        self.ids = Counter(str(tag["id"]) for tag in page.find_all(id=True))

    def texts(self, selector: str) -> list[str]:
        """Return the words of each element that fits a selector."""
        return [visible_text(part, without=frozenset({"script", "svg"})) for part in self._page.select(selector)]

    def text(self, id: str = "") -> str:
        if id not in self._texts:
            part = self._page.find(id=id) if id else self._page
            assert isinstance(part, Tag), id
            self._texts[id] = visible_text(part, without=frozenset({"script", "svg"}))
        return self._texts[id]


@lru_cache(maxsize=150)
def _read(html: str) -> Reader:
    return Reader(parse(html))


def reading(client: FlaskClient) -> Callable[[str], Reader]:
    """Return a function that requests a page and reads it."""

    def read(path: str) -> Reader:
        response = client.get(path)
        assert response.status_code == 200, path
        return _read(response.get_data(as_text=True))

    return read
