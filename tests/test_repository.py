"""Nothing secret and nothing about a person is in the repository; each pattern is seen to find a made-up example."""

import csv
import re

import pytest

from tests.leaks import KEPT_AT_HOME, PERSONS, SECRETS, Rule
from tests.test_house import ROOT, shown, tracked

RULES = {rule.name: rule for rule in (*SECRETS, *PERSONS)}


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Every text file of the repository by its path."""
    return {shown(path): path.read_text(encoding="utf-8", errors="replace") for path in tracked()}


def found(rule: Rule, texts: dict[str, str]) -> list[str]:
    """Path, line and words of each hit outside the files where it may be."""
    return [
        f"{path}:{number}: {hit[:40]}"
        for path, text in texts.items()
        if not re.search(rule.may_be_in, path)
        for number, line in enumerate(text.splitlines(), start=1)
        for hit in rule.hits(line)
    ]


@pytest.mark.parametrize("name", RULES)
def test_the_repository_is_free_of(name: str, texts: dict[str, str]) -> None:
    assert found(RULES[name], texts) == []


def test_no_file_is_there_that_holds_keys_or_belongs_to_a_machine() -> None:
    assert [shown(path) for path in tracked() if KEPT_AT_HOME.search(shown(path))] == []
    for name in (".env", "deploy/.env.local", "id_rsa", "a/server.pem", "data/indicators.duckdb", "x.log", ".netrc"):
        assert KEPT_AT_HOME.search(name), name
    for name in ("data/LICENSE", "dashboard/environment.py", "assets/key.css", "README.md"):
        assert not KEPT_AT_HOME.search(name), name


def authors() -> set[str]:
    """The whole names in the column of authors: a first name or letters, and a surname."""
    with (ROOT / "data" / "sources.csv").open(encoding="utf-8", newline="") as file:
        cells = [row["authors"] for row in csv.DictReader(file)]
    names = {one.strip() for cell in cells for one in cell.replace(" and others", "").split(";")}
    return {
        name for name in names if re.fullmatch(r"\w[\w.-]+ (?:\w+ )*[A-Z][\w-]+", name) and "University" not in name
    }


def test_authors_of_reports_are_named_in_one_column_only(texts: dict[str, str]) -> None:
    names = authors()
    assert len(names) > 5
    elsewhere = {
        path: name for path, text in texts.items() if path != "data/sources.csv" for name in names if name in text
    }
    assert elsewhere == {}
    with (ROOT / "data" / "sources.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            others = " ".join(text for column, text in row.items() if column != "authors")
            assert not [name for name in names if name in others], row["id"]


# Each pattern finds what it is for. All of these are made up, and joined from parts so that this file is not found itself.

LEAKS = {
    "a private key": ["-----BEGIN " + "PRIVATE KEY-----", "-----BEGIN RSA " + "PRIVATE KEY-----"],
    "a token": [
        "AKIA" + "MADEUPMADEUP1234",
        "ghp" + "_madeUp0123456789madeUp0123456789",
        "key=AIza" + "x" * 35,
        "npm_" + "a1B2c3" * 6,
    ],
    "a password in an address": ["postgres" + "://reader:hush@db/name", "https" + "://me:made-up@example.org/x"],
    "a password in a setting": [
        "pass" + "word = 'welkom2026'",
        '"api_' + 'key": "0123456789ab"',
        "WACHT" + "WOORD: 'zomer-2026'",
    ],
    "a long word drawn by lot": [
        "x = 'q7Rk2" + "Zt9Lm4Xw8Bv1Nc6Yd3Hf5Gj0Ps'",
        "Bearer dGhpcy" + "Bpc0BtYWRlVXAxMjM0NTY3ODkw",
    ],
    "a key in hexadecimal, of which no word says that it is a digest": ["k = 0123456789abcdef" + "0123456789abcdef"],
    "an e-mail address": ["mail j.doe" + "@gemeente-nergens.nl", "<maker" + "@made-up.org>"],
    "a telephone number": [
        "bel 06-" + "12345678",
        "call +31 6 " + "1234 5678",
        "tel. 020-" + "123 4567",
        "0512 " + "123456",
    ],
    "a citizen service number": ["BSN 111222" + "333", "bsn=1234567" + "82"],
    "a bank account": ["NL91 ABNA 0417 " + "1643 00", "NL91ABNA" + "0417164300"],
    "a postcode with the number of a house": ["Dorpsstraat 12, " + "1234 AB Nergens", "1234AB" + " 12"],
    "the address of a machine": ["host = 10.1" + ".2.3", "http://192.168" + ".0.1:80", "2a02:a45f" + ":1234:1::5"],
    "a person behind a title": [
        "wethouder " + "Jansen zei",
        "said alderman " + "J. de V" + "ries",
        "mevrouw " + "Pietersen",
    ],
    "initials and a surname": ["door A.B. " + "de Wit", "by J. " + "Jansen"],
    "a first name and a surname": ["zegt Fatima " + "El Madeup", "Jan van der " + "Verzonnen"],
    "who wrote it": ["# @" + "author me", "Signed-off" + "-by: somebody", "Co-authored" + "-by: x"],
    "how it came about, which is nobody's business": ["a sub" + "agent did", "as an " + "AI"],
}
HARMLESS = {
    "a private key": ["a private key"],
    "a token": ["token = '--ink-soft'", "sk-short"],
    "a password in an address": ["postgres://reader@db/name", "https://example.org/a:b@c"],
    "a password in a setting": ["token='ink-soft'", "password = 'change-me'", "password: str = ''"],
    "a long word drawn by lot": [
        "openresearch_amsterdam_premium_2019",
        "a/long/path/to/SomeFile2026.py",
        "sha256-" + "47DEQpj8HBSa+" + "/TImW+5JCeuQeRkm5NM=",
    ],
    "a key in hexadecimal, of which no word says that it is a digest": ["sha256:" + "0a1b2c3d" * 8, "0" * 64],
    "an e-mail address": ["mailto:data@bureau.example", "react@18.3.1", "react@18.min.js", "x@example.org"],
    "a telephone number": ["0.6123456789", "2018-02 123456", "0-100 000 000"],
    "a citizen service number": ["123456789", "000000000", "1234567.82", "123456782.5"],
    "a bank account": ["NL00 ABNA 0417 1643 00"],
    "a postcode with the number of a house": ["in 2018 AB", "1 februari 2018", "2021 nl 12"],
    "the address of a machine": ["127.0.0.1", "0.0.0.0", "192.0.2.7", "12:30:45", "version 1.2.3", "::1", "999.1.1.1"],
    "a person behind a title": ["wethouder van Heerlen", "the alderman in Groningen", "de minister van Sociale Zaken"],
    "initials and a surname": ["U.S.", "A. Offer", "G4 Gemeente"],
    "a first name and a surname": ["Jan maakte", "Mark the row", "Tim. Een"],
    "who wrote it": ["made with care", "the author of a report"],
    "how it came about, which is nobody's business": ["the model of a figure", "an agent of the user"],
}


def test_every_pattern_has_examples() -> None:
    assert set(LEAKS) == set(HARMLESS) == set(RULES)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in LEAKS.items() for text in texts])
def test_a_leak_is_found(name: str, text: str) -> None:
    assert found(RULES[name], {"data/made_up.csv": f"first line\n{text}\n"})


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in HARMLESS.items() for text in texts])
def test_what_only_looks_like_a_leak_is_not_found(name: str, text: str) -> None:
    assert not found(RULES[name], {"data/made_up.csv": text})


def test_where_something_may_be_is_said_by_path_and_no_wider(texts: dict[str, str]) -> None:
    for rule in RULES.values():
        assert not re.search(rule.may_be_in, "dashboard/config.py"), rule.name
        assert not re.search(rule.may_be_in, "data/texts/interface.toml"), rule.name
    assert any(re.search(RULES["an e-mail address"].may_be_in, path) for path in texts)
