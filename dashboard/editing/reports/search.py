"""Search all pages of a report: Dutch words by their stem, and numbers in both notations.

The words of each page are collected once, from its plain text; only pages that have all words of a query are read with positions.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from threading import Lock
from weakref import WeakKeyDictionary

from dashboard.editing.reports.numbers import decimals_of
from dashboard.editing.reports.pdf import Page, Report, ReportRefused
from dashboard.editing.reports.words import Box, Word, around
from dashboard.search.index import fold, stem

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|(?<![\w.,])[.,]\d+|[^\W\d_]+|[<>=≤≥%€]")
_DIVIDED = re.compile(r"(?<=[^\W\d_])-\s*\n\s*(?=[a-z])")
_THOUSANDS = re.compile(r"(?<!\d)(\d{1,3})[ \u00a0\u2009\u202f](?=\d{3}(?!\d))")
# Words of this length also match the beginning of a longer one: `gezondheid` and `gezondheidsbeleving`.
_LONG_ENOUGH = 5
# Each page with a hit is read with its positions, which takes up to 0.1 s.
MOST_HITS = 40
_AROUND = 9

Key = str | Decimal

_indexing = Lock()
_indexes: WeakKeyDictionary[Report, tuple[frozenset[Key], ...]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Hit:
    """Where a query was found: the page, the box of the words on it, and the words around it."""

    page: int
    box: Box
    excerpt: str


@dataclass(frozen=True)
class _Token:
    """A word, number or sign of a page, and the first and last of the words it is from."""

    text: str
    first: int
    last: int


def search(report: Report, query: str) -> tuple[Hit, ...]:
    """Return where a query is found, in the order of the pages.

    The words must follow each other. Where that is nowhere the case, they may be near each other in any order.
    """
    wanted = _TOKEN.findall(_tidy(query))
    if not wanted:
        return ()
    pages = [number for number, keys in enumerate(index(report), start=1) if _may_have(keys, wanted)]
    for find in (_in_order, _near_each_other):
        found: list[Hit] = []
        for number in pages:
            page = report.page(number)
            tokens = _tokens(page.words)
            found += [_hit(page, span) for span in find(tokens, wanted)]
            if len(found) >= MOST_HITS:
                break
        if found or len(wanted) == 1:
            return tuple(found[:MOST_HITS])
    return ()


def _tidy(text: str) -> str:
    return _THOUSANDS.sub(r"\1", _DIVIDED.sub("", text))


def index(report: Report) -> tuple[frozenset[Key], ...]:
    """Return for each page its stems, folded words and values, collected once; 2,000 pages take 10 to 25 s."""
    if report not in _indexes:
        with _indexing:
            if report not in _indexes:
                _indexes[report] = _keys_by_page(report)
    return _indexes[report]


def _keys_by_page(report: Report) -> tuple[frozenset[Key], ...]:
    texts = (_tidy(_text(report, number)) for number in range(1, report.page_count + 1))
    return tuple(frozenset(key for token in set(_TOKEN.findall(text)) for key in _keys(token)) for text in texts)


def _text(report: Report, number: int) -> str:
    try:
        return report.plain_text(number)
    except ReportRefused:
        # A damaged page has nothing to find, and must not stop a search of the others.
        return ""


@lru_cache(maxsize=20_000)
def _keys(token: str) -> tuple[Key, ...]:
    if token[-1].isdigit():
        return decimals_of(token)
    word = fold(token)
    return (stem(word, "nl"), word)


def _may_have(keys: frozenset[Key], wanted: Sequence[str]) -> bool:
    words = [key for key in keys if isinstance(key, str)]
    return all(
        not keys.isdisjoint(_keys(token))
        or (len(token) >= _LONG_ENOUGH and any(word.startswith(fold(token)) for word in words))
        for token in wanted
    )


def _matches(token: str, wanted: str) -> bool:
    if not set(_keys(token)).isdisjoint(_keys(wanted)):
        return True
    return len(wanted) >= _LONG_ENOUGH and not wanted[-1].isdigit() and fold(token).startswith(fold(wanted))


def _tokens(words: Sequence[Word]) -> list[_Token]:
    """Return the tokens of a page; a word that was divided at the end of a line, and `1 500`, are one token."""
    found: list[_Token] = []
    at = 0
    while at < len(words):
        text, last = words[at].text, at
        following = words[at + 1] if at + 1 < len(words) else None
        if following and text.endswith("-") and following.top > words[at].bottom - 2 and following.text[:1].islower():
            text, last = text[:-1] + following.text, at + 1
        elif following and _are_thousands(words[at], following):
            text, last = text + following.text, at + 1
        found += [_Token(token, at, last) for token in _TOKEN.findall(text)]
        at = last + 1
    return found


def _are_thousands(word: Word, following: Word) -> bool:
    """Return whether two words are one number, with a space that divides the thousands."""
    space = 0.4 * (following.bottom - following.top)
    parts = re.fullmatch(r"\d{1,3}", word.text) and re.fullmatch(r"\d{3}\D*", following.text)
    return bool(parts) and 0 <= following.x0 - word.x1 < space


def _in_order(tokens: Sequence[_Token], wanted: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give the first and last word of each place where the query stands as it is."""
    for start in range(len(tokens) - len(wanted) + 1):
        part = tokens[start : start + len(wanted)]
        if all(_matches(token.text, word) for token, word in zip(part, wanted, strict=True)):
            yield part[0].first, part[-1].last


def _near_each_other(tokens: Sequence[_Token], wanted: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give the first and last word of each place where all words of the query are close to each other."""
    width, start = len(wanted) + 15, 0
    while start < len(tokens):
        part = tokens[start : start + width]
        hits = [next((token for token in part if _matches(token.text, word)), None) for word in wanted]
        present = [token for token in hits if token]
        if len(present) == len(wanted) and part[0] in present:
            yield min(token.first for token in present), max(token.last for token in present)
            start += width
        else:
            start += 1


def _hit(page: Page, span: tuple[int, int]) -> Hit:
    first, last = span
    matched = page.words[first : last + 1]
    # Words on the next line would make the box as wide as the text.
    line = [word for word in matched if word.top < matched[0].bottom]
    near = page.words[max(0, first - _AROUND) : last + 1 + _AROUND]
    return Hit(page.number, around(word.box for word in line), " ".join(word.text for word in near))
