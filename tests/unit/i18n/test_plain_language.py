"""Plain language: what readers read has short sentences and few hard words, with numbers and dates as the language writes them.

The rule, ours: over all texts of the interface and over all texts in the tables, a sentence has at most 15 words on average,
and at most 5 percent of the sentences have more than 25 words. On each page as it is shown: 14 words, and 3 percent or
two. Words are what stands
between spaces. A hard word has more than 14 letters: at most 2 in 100. And LIX, a measure for any language (words a sentence,
plus the percentage of words with more than 6 letters), is at most 40, where texts for a wide public end; official texts have
50 and more. On one page, where the words of its subject come back again and again, it is at most 45.
"""

from __future__ import annotations

import csv
import re

import pytest
from flask.testing import FlaskClient
from lxml.html import HtmlElement, fromstring

from dashboard.config import DATA
from dashboard.i18n.catalogue import catalogue
from dashboard.web.pages.registry import everywhere
from tests.page_reader import some

AVERAGE, LONG, SHARE = 15, 25, 0.05
AVERAGE_OF_A_PAGE, SHARE_OF_A_PAGE = 14, 0.03
HARD, HARD_SHARE, LIX, LIX_OF_A_PAGE = 14, 0.02, 40, 45
# A page with fewer sentences than this is judged with all others only.
FEW = 20


def sentences(text: str) -> list[str]:
    """The sentences of a text: parts that end in a full stop, a question mark or an exclamation mark."""
    return [part for part in re.split(r"(?<=[.!?])\s+", text) if re.search(r"\w.*[.!?]$", part)]


def too_hard(texts: list[str], most: float = AVERAGE, share: float = SHARE, few: int = 0) -> str:
    """What breaks the rule, in words; empty when nothing does, or when only a `few` sentences are long."""
    lengths = [len(sentence.split()) for text in texts for sentence in sentences(text)]
    number = sum(length > LONG for length in lengths)
    average, long = sum(lengths) / len(lengths), number / len(lengths)
    if average > most or (long > share and number > few):
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


# Words


def words(texts: list[str]) -> list[str]:
    """The words of all sentences: parts of a compound with a hyphen apart, without numbers and names of columns."""
    bare = [re.sub(r"[^\w-]", "", word) for text in texts for sentence in sentences(text) for word in sentence.split()]
    return [part for word in bare if "_" not in word for part in word.split("-") if part and not part[0].isdigit()]


def too_difficult(texts: list[str], most: int = LIX) -> str:
    """What breaks the rule for words, in words; empty when nothing does."""
    found, many = words(texts), sum(len(sentences(text)) for text in texts)
    hard = sum(len(word) > HARD for word in found) / len(found)
    lix = len(found) / many + 100 * sum(len(word) > 6 for word in found) / len(found)
    if hard > HARD_SHARE or lix > most:
        return f"{hard:.1%} of the words have more than {HARD} letters, LIX {lix:.0f}"
    return ""


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("texts", [interface, facts])
def test_long_words_are_rare(texts, lang):
    assert too_difficult(texts(lang)) == ""


# Each page as it is shown


def shown(client: FlaskClient, path: str) -> HtmlElement:
    """What a reader reads of a page: not code, not the titles of sources, which are as they are."""
    found = fromstring(client.get(path).get_data(as_text=True)).body
    for part in found.xpath("//script | //style | //code | //pre | //comment()"):
        part.drop_tree()
    for term in found.find_class("explain"):
        term.drop_tag()
    return found


CITED = ("source", "citation", "uses", "rests", "facts", "found-list")


def blocks(page: HtmlElement) -> list[str]:
    """The texts of a page: each paragraph and each item without others in it; citations apart."""
    titled = page.xpath("//svg | //a[@download] | //*[@data-copy-text]")
    for part in [*titled, *(part for name in CITED for part in page.find_class(name))]:
        if part.getparent() is not None:
            part.drop_tree()
    parts = page.find(".//main").iter("p", "li", "dd", "td", "caption")
    inner = [part for part in parts if next(part.iterdescendants("p", "li", "dd", "td", "div"), None) is None]
    return [" ".join(part.text_content().split()) for part in inner]


@pytest.mark.parametrize("turn", some(range(3), of=3))
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_each_page_is_in_plain_language_with_numbers_and_dates_as_the_language_writes_them(client, lang, turn):
    """Every third page, another one in each language; nightly the others too."""
    found, strange, numbers = {}, [], 0
    places = [place for place in everywhere() if place.lang == lang]
    for place in places[(turn + (lang == "en")) % 3 :: 3]:
        path = place.page.path(lang, place.item)
        page = shown(client, path)
        strings = [text for text in page.itertext() if re.search(r"\d", text)]
        numbers += len(strings)
        strange += [(path, text) for text in strings if wrong_forms(text, lang)]
        texts = blocks(page)
        if sum(len(sentences(text)) for text in texts) >= FEW:
            found[path] = too_hard(texts, AVERAGE_OF_A_PAGE, SHARE_OF_A_PAGE, 2) or too_difficult(texts, LIX_OF_A_PAGE)
    assert len(found) > 4
    assert {path: said for path, said in found.items() if said} == {}
    # A title or a publisher is written as it is.
    names = names_of_sources()
    assert [(path, text) for path, text in strange if wrong_forms(names.sub("", text), lang)] == []
    assert numbers > 300


# Numbers and dates

# What has a number of its own: an address, a chapter of a report, a licence, a standard, a version of the data.
OWN = (
    r"https?://\S+",
    r"(paragraaf|hoofdstuk|tabel|section|chapter|table) [A-Z]?\d+(\.\d+)*",
    r"(CC BY|EUPL|WCAG|OpenAPI|DuckDB|DCAT-AP-NL) \d\.\d",
    r"\d{4}-\d{2}-\d{2}\.[0-9a-f]{8}",
)
MONTHS = {
    "nl": "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
}
# Points and commas the other way round, dates as a computer writes them, months of the other language, thousands without a
# mark. A year is no thousand.
WRONG = {
    "nl": (r"\d,\d{3}\b(?!\d)", r"\d\.\d{1,2}(?![\d.])"),
    "en": (r"\d\.\d{3}\b(?!\d)", r"\d,\d{1,2}(?![\d,])"),
}
EITHER = (r"\b\d{4}-\d{2}-\d{2}\b", r"\b\d{1,2}/\d{1,2}/\d{2,4}\b", r"\b[1-9]\d{4,}\b", r"\d %")


def wrong_forms(text, lang):
    """The numbers and dates in a text that the language does not write so."""
    for own in OWN:
        text = re.sub(own, "", text)
    other = MONTHS["en" if lang == "nl" else "nl"]
    months = (rf"\b\d{{1,2}} ({other})\b", rf"\b({other}) \d")
    lone = [month for month in months if re.search(month, text) and not re.search(rf"({MONTHS[lang]})", text)]
    return [hit.group() for rule in (*WRONG[lang], *EITHER, *lone) for hit in re.finditer(rule, text)]


def names_of_sources():
    with (DATA / "sources.csv").open(encoding="utf-8", newline="") as file:
        names = {row[key] for row in csv.DictReader(file) for key in ("title", "publisher") if row[key]}
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_text_of_the_interface_speaks_of_causes_without_a_lottery(lang):
    """Words that turn a difference into a cause belong to sentences that are shown as wrong, and to nothing else."""
    causing = {"nl": ("zorgde voor", "leidt tot", "dankzij"), "en": ("caused", "leads to", "thanks to")}[lang]
    denial = {"nl": "niet", "en": "not"}[lang]
    for key, text in catalogue().items():
        if key.startswith("statements."):
            continue
        for sentence in sentences(text[lang].lower()):
            assert denial in sentence.split() or not any(word in sentence for word in causing), key
