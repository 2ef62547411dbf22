"""Sentences on pages that readers take along: none contradicts another on its page, and computed ones are whole sentences."""

import re

import pytest
from flask.testing import FlaskClient

from dashboard.i18n.catalogue import catalogue
from dashboard.web.pages.registry import PAGES
from tests.page_reader import page

# Tables of texts from which code makes sentences with values.
COMPUTED = (
    "statements.basis", "statements.gap", "statements.limit", "statements.number", "statements.pair", "statements.pair_of",
    "statements.test", "statements.from", "statements.trap", "statements.trap_why", "with_and_without.first",
    "with_and_without.sure", "directions.sure", "directions.count", "over_time.rose", "over_time.fell", "over_time.equal",
    "trend.one", "trend.all", "brief.says", "brief.of_type", "brief.count", "brief.side",
)  # fmt: skip
VERBS = {
    "nl": (
        "is was zijn waren ging gaat gold hield begon had heeft deed weten staat komt kan moet daalde steeg zorgde hielp "
        "helpt bepaalde leverde vergelijkt vergeleken betekent kennen noemt zegt gaan vonden bewijst telt kiest staan verschilt "
        "kunnen verschillen kijk meldt vergelijk"
    ),
    "en": (
        "is was are were went applied left started stayed had has did do does know may can cannot fell rose caused "
        "helped compares helps decided came says say gives covers compare looked cover counts picks differ differs names comes "
        "found tells improved got follows proven shows resemble look"
    ),
}


def computed(lang: str) -> list[tuple[str, str]]:
    """Return the sentences of the computed texts, by the key of their text."""
    return [
        (key, sentence)
        for key, text in catalogue().items()
        if any(key == name or key.startswith(f"{name}.") for name in COMPUTED)
        for sentence in re.split(r"(?<=[.?!])\s+(?=[A-Z{])", text[lang])
        if not re.fullmatch(r"\{\w+\}\.?", sentence)
    ]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_computed_sentence_has_a_verb(lang: str) -> None:
    found, verbs = computed(lang), set(VERBS[lang].split())
    assert len(found) > 150
    assert [one for one in found if not verbs & set(re.findall(r"[a-z]+", one[1].lower()))] == []


# A ban, by the text that it is made of, and the words that would contradict it in a sentence that may be copied.
BANS = {
    "statements.trap.control": r"gunstig|beter|vaker|hoger|meer",
    "statements.trap.control_harm": r"ongunstig|slechter|minder|lager",
}


def pattern(key: str) -> re.Pattern[str]:
    """Return the expression of a text with its values as groups."""
    parts = re.split(r"\{(\w+)\}", catalogue()[key]["nl"])
    return re.compile(
        "".join(f"(?P<{part}>.+?)" if number % 2 else re.escape(part) for number, part in enumerate(parts))
    )


def contradictions(allowed: list[str], refused: list[str]) -> list[tuple[str, str]]:
    """Return each ban with the sentence that says, after a lottery, what the ban refuses: same place, same outcome."""
    found = []
    for ban in refused:
        for key, words in BANS.items():
            match = pattern(key).fullmatch(ban)
            if match is None:
                continue
            stem = match["outcome"].split()[-1][:7]
            for sentence in allowed:
                same = match["place"] in sentence and stem in sentence and "Er is geloot." in sentence
                if same and re.search(words, sentence) and "controlegroep" in sentence:
                    found.append((ban, sentence))
    return found


def test_a_ban_that_contradicts_a_sentence_is_found() -> None:
    ban = "In Nergens deed fluiten het op ‘gezondheid’ beter dan de controlegroep."
    said = "In Nergens was de gezondheid beter dan bij de controlegroep. Er is geloot."
    assert contradictions([said], [ban]) == [(ban, said)]
    assert contradictions([said.replace("Nergens", "Elders")], [ban]) == []


def test_no_page_refuses_what_it_says_and_every_ban_names_its_outcome(real: None, client: FlaskClient) -> None:
    pages = {one.name: one for one in PAGES}
    addresses = [pages[name].path("nl", item) for name in ("municipality", "type") for item in pages[name].ids()]
    addresses += [f"/vergelijken?theme={id}" for id in ("participation", "income_stability", "health", "wellbeing")]
    bans = 0
    for address in addresses:
        found = page(client, address)
        allowed = [one.get_text(" ", strip=True) for one in found.select(".said li > p[id]")]
        refused = [one.get_text(" ", strip=True) for one in found.select(".refused q, .refused p > q")]
        bans += len(refused)
        assert contradictions(allowed, refused) == [], address
        assert not set(allowed) & set(refused), address
        general = (
            "Het is in meerdere gemeenten",
            "ging zelfs de groep zonder",
            "is een succes",
            "leverde",
            "is gemeten dat",
        )
        assert [one for one in refused if "‘" not in one and not any(part in one for part in general)] == [], address
    assert bans > 20
