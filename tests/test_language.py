"""Plain language: what readers read has short sentences, in both languages.

The rule, ours: over all texts of the interface and over all texts in the tables, a sentence has at most 15 words on
average, and at most 5 percent of the sentences have more than 25 words. Words are what stands between spaces.
"""

from __future__ import annotations

import csv
import re

import pytest

from dashboard.config import DATA
from dashboard.texts import catalogue

AVERAGE, LONG, SHARE = 15, 25, 0.05


def sentences(text: str) -> list[str]:
    """The sentences of a text: parts that end in a full stop, a question mark or an exclamation mark."""
    return [part for part in re.split(r"(?<=[.!?])\s+", text) if re.search(r"\w.*[.!?]$", part)]


def too_hard(texts: list[str]) -> str:
    """What breaks the rule, in words; empty when nothing does."""
    lengths = [len(sentence.split()) for text in texts for sentence in sentences(text)]
    average, long = sum(lengths) / len(lengths), sum(length > LONG for length in lengths) / len(lengths)
    if average > AVERAGE or long > SHARE:
        return f"{average:.1f} words on average, {long:.1%} of the sentences above {LONG} words"
    return ""


def interface(lang: str) -> list[str]:
    return [text[lang] for text in catalogue().values()]


def facts(lang: str) -> list[str]:
    found = []
    for path in sorted(DATA.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found.extend(value for name, value in row.items() if name.endswith(f"_{lang}") and value)
    return found


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("texts", [interface, facts])
def test_sentences_are_short(texts, lang):
    found = texts(lang)
    assert sum(len(sentences(text)) for text in found) > 300
    assert too_hard(found) == ""


def test_the_rule_refuses_long_sentences():
    short, long = "Dit is kort.", " ".join(["woord"] * 30) + "."
    assert too_hard([short] * 99 + [long]) == ""
    assert "above 25 words" in too_hard([short] * 9 + [long])
    assert "16.0 words" in too_hard([" ".join(["woord"] * 16) + "."])


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_text_of_the_interface_speaks_of_causes_without_a_lottery(lang):
    """Words that turn a difference into a cause belong to sentences that are shown as wrong, and to nothing else."""
    causing = {"nl": ("zorgde voor", "leidt tot", "dankzij"), "en": ("caused", "leads to", "thanks to")}[lang]
    denial = {"nl": "niet", "en": "not"}[lang]
    for key, text in catalogue().items():
        if key.startswith("saying."):
            continue
        for sentence in sentences(text[lang].lower()):
            assert denial in sentence.split() or not any(word in sentence for word in causing), key
