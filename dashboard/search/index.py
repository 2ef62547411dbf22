"""Full-text search in Dutch and English that tolerates case, accents, endings, parts of compounds and typos.

The index holds a few thousand short texts in memory. Hits are ranked by inverse document frequency and by field.
"""

import math
import re
import threading
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

# This Dutch stemmer keeps `gezond` and `schuld` whole; the other one removes `ge-` and conflates unrelated words.
_STEMMERS = {"nl": "dutch_porter", "en": "english"}
# The most words of a query, and the longest word.
_MOST_WORDS = 12
_LONGEST_WORD = 40
# The shortest part of a compound (premie in bijverdienpremie); the start of a word may be one letter shorter.
_PART, _START = 5, 4
_SAME, _STEM, _BEGIN, _INSIDE, _SLIP = 1.0, 0.9, 0.55, 0.4, 0.3
_MAIN = 3.0
_THOUSANDS = re.compile(r"(?<=\d)[.,](?=\d{3}(?!\d))")

# The stemmers are stateful, so a lock guards them.
_lock = threading.Lock()


def fold(text: str) -> str:
    """Remove capitals and accents: `Café` becomes `cafe`."""
    # Most texts have no accents, and normalization is half of the work of indexing.
    if text.isascii():
        return text.casefold()
    parted = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parted if not unicodedata.combining(letter)).casefold()


def words(text: str) -> list[str]:
    """Return the folded words of a text. An apostrophe ends a word; the dot or comma of thousands is dropped."""
    found = re.findall(r"[a-z0-9]+", _THOUSANDS.sub("", fold(text)))
    return [word for word in found if len(word) <= _LONGEST_WORD]


@lru_cache(maxsize=4)
def _stemmer(lang: str) -> Any:
    # Imported lazily, because it loads the rules of thirty languages.
    import snowballstemmer

    return snowballstemmer.stemmer(_STEMMERS[lang])


@lru_cache(maxsize=20_000)
def stem(word: str, lang: str) -> str:
    """Return a folded word without its ending: `basisbanen` and `basisbaan` become `basisban`."""
    with _lock:
        return str(_stemmer(lang).stemWord(word))


def stems(word: str) -> frozenset[str]:
    """Return the stem of a word in each language, marked so that a Dutch stem never matches an English one."""
    return frozenset(f"{lang}:{stem(word, lang)}" for lang in _STEMMERS)


def slips(word: str) -> frozenset[str]:
    """Return a word and its forms without one letter; words that share a form differ by one typo."""
    return frozenset((word, *(word[:at] + word[at + 1 :] for at in range(len(word)))))


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A searchable entry: its id, and its texts by language. `main` weighs more than `more`."""

    id: str
    main: Mapping[str, str]
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A matching entry: its id, and its weight relative to the best hit (1.0)."""

    id: str
    weight: float


@dataclass(frozen=True, kw_only=True)
class Found:
    """The hits, best first. `every` is false when no entry has all words, and the hits share only some."""

    hits: tuple[Hit, ...]
    every: bool


class Index:
    """A search index, built once per data version and then only read."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._postings: dict[str, dict[str, float]] = defaultdict(dict)
        self._by_stem: dict[str, set[str]] = defaultdict(set)
        number = 0
        for entry in entries:
            number += 1
            for texts, weight in ((entry.more, 1.0), (entry.main, _MAIN)):
                for lang, text in texts.items():
                    for word in words(text):
                        self._postings[word][entry.id] = max(weight, self._postings[word].get(entry.id, 0.0))
                        self._by_stem[f"{lang}:{stem(word, lang)}"].add(word)
        self._number = max(number, 1)
        # Nearly every part belongs to one word, and a set takes four times the memory of a tuple.
        self._by_slip: dict[str, tuple[str, ...]] = {}
        for word in self._postings:
            if len(word) >= _PART:
                for part in slips(word):
                    self._by_slip[part] = (*self._by_slip.get(part, ()), word)

    def _matches(self, term: str) -> dict[str, float]:
        """Return the words of the index that a word of the query may mean, each with a certainty."""
        result: dict[str, float] = {}
        keys = stems(term)
        short = tuple(part for part in (term, *(key[3:] for key in keys)) if len(part) >= _PART) or (term,)
        if len(term) >= _START:
            for word in self._postings:
                if word.startswith(short) or (len(word) >= _PART and term.startswith(word)):
                    result[word] = _BEGIN
                elif len(term) >= _PART and term in word:
                    result[word] = _INSIDE
        for key in keys:
            result.update(dict.fromkeys(self._by_stem.get(key, ()), _STEM))
        if term in self._postings:
            result[term] = _SAME
        if not result and len(term) >= _PART:
            result = {word: _SLIP for part in slips(term) for word in self._by_slip.get(part, ())}
        return result

    def _weights(self, term: str) -> dict[str, float]:
        """Return the weight of each entry for one word of the query."""
        best: dict[str, float] = {}
        matches = self._matches(term)
        entries = {id for word in matches for id in self._postings[word]}
        rare = math.log(1 + self._number / len(entries)) if entries else 0.0
        for word, sure in matches.items():
            for id, weight in self._postings[word].items():
                best[id] = max(best.get(id, 0.0), sure * weight * rare)
        return best

    def find(self, question: str) -> Found:
        """Return the entries with all words of a query, or else those that share its rarest words."""
        requested = list(dict.fromkeys(words(question)))[:_MOST_WORDS]
        weights = [self._weights(word) for word in requested]
        known = [item for item in weights if item]
        if not known:
            return Found(hits=(), every=True)
        total: dict[str, float] = defaultdict(float)
        for item in known:
            for id, weight in item.items():
                total[id] += weight
        full = [id for id in total if all(id in item for item in weights)]
        # A rare word in a head outweighs all words somewhere in a text.
        least = max(total[id] for id in full) if full else max(total.values()) / 2
        retained = {*full, *(id for id in total if total[id] >= least)}
        best = max(total[id] for id in retained)
        hits = sorted((Hit(id=id, weight=total[id] / best) for id in retained), key=lambda hit: (-hit.weight, hit.id))
        return Found(hits=tuple(hits), every=bool(full))
