"""What must not be in the repository, as patterns: secrets, and whatever points at a person."""

from __future__ import annotations

import ipaddress
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# Texts of licences must name their owners, and lists of packages and of released rows are digests from end to end.
LICENCES = r"(?:^|/)(?:[\w-]*LICENSE(?:\.txt)?|licences\.txt)$"
DIGESTS = r"^requirements(?:-dev)?\.txt$|^data/releases/[\w-]+\.json$"
VENDORED = r"^assets/vendor/[\w-]+\.min\.js$"
AUTHORS = r"^data/sources\.csv$"  # whoever published a report is its author: its one column for that may name them


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A pattern, what more must hold of a hit, and the files where it may be, by their path."""

    name: str
    pattern: re.Pattern[str]
    holds: Callable[[str], bool] = lambda _: True
    may_be_in: str = r"$^"

    def hits(self, text: str) -> Iterator[str]:
        """What the pattern finds in a text."""
        return (hit.group() for hit in self.pattern.finditer(text) if self.holds(hit.group()))


def _eleven(text: str) -> bool:
    """Whether nine digits pass the test of a citizen service number (BSN): 9a + 8b + ... + 2h - i is a multiple of 11."""
    digits = [int(one) for one in text]
    return (
        len(set(digits)) > 1
        and (sum(a * b for a, b in zip(digits, range(9, 1, -1), strict=False)) - digits[8]) % 11 == 0
    )


def _iban(text: str) -> bool:
    """Whether the check digits of a bank account are right."""
    bare = re.sub(r"\s", "", text)
    return int("".join(str(int(one, 36)) for one in bare[4:] + bare[:4])) % 97 == 1


def _public_address(text: str) -> bool:
    """Whether an IP address is one of a machine: not this machine itself, nothing at all, or one that is kept for examples."""
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return False
    kept = ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
    examples = (ipaddress.ip_network(one) for one in kept)
    return not (
        found.is_loopback
        or found.is_unspecified
        or any(found in one for one in examples if one.version == found.version)
    )


def _random(text: str) -> bool:
    """Whether a long word looks drawn by lot: as many bits a letter as a key, of three kinds of letters; no digest."""
    counts = Counter(text)
    bits = -sum(n / len(text) * math.log2(n / len(text)) for n in counts.values())
    return (
        bits > 4.2
        and not text.startswith(("sha256-", "sha384-", "sha512-"))
        and all(re.search(one, text) for one in ("[a-z]", "[A-Z]", "[0-9].*[0-9]"))
    )


def _pattern(*parts: str, any_case: bool = False) -> re.Pattern[str]:
    """A pattern that finds any of these."""
    return re.compile("|".join(parts), flags=re.IGNORECASE if any_case else 0)


_EXAMPLES = r"(?:[\w-]+\.)*(?:example(?:\.org|\.com|\.net|\.nl)?|test|invalid|localhost)\b"
_SECRETS = (
    r"pass(?:word|wd|phrase)?|wachtwoord|secret|(?:api|access|auth|private|client)[_-]?(?:key|token|secret)|token"
)
_TITLES = (
    r"[Ww]ethouder|[Bb]urgemeester|[Mm]inister|[Ss]taatssecretaris|[Mm]evrouw|[Mm]eneer|[Dd]e heer|[Dd]hr\.?|[Mm]w\.?|[Mm]evr\.?"
    r"|[Dd]rs\.|[Pp]rof\.|[Dd]r\.|[Ii]r\.|[Mm]r\.|Mrs\.?|Ms\.?|[Aa]lderman|[Mm]ayor|[Cc]lient|[Cc]liënt|[Dd]eelnemer|[Bb]ewoner"
)
# The first names that most people in the Netherlands have, and some of its newer families. In small letters, so that this
# list does not find itself.
_FIRST = "|".join(
    name.title()
    for name in (
        "jan johan johannes hendrik henk pieter piet peter willem wim cornelis kees gerrit gerard jacob jaap hans erik "
        "rob robert marcel mark martijn jeroen dennis bart tim thomas lucas daan sem bram ruud frank paul arjen richard "
        "klaas stefan sander maarten michiel joost koen maria anna johanna annie cornelia elisabeth wilhelmina monique "
        "sandra esther linda petra marieke ingrid anja karin saskia kirsten lisa sanne emma julia sophie marloes femke "
        "anouk ellen marianne yvonne alice mohamed mohammed ahmed ali hassan youssef mehmet mustafa fatima aisha "
        "khadija samira zeynep ayse emine naima rachid said omar ibrahim"
    ).split()
)
_BETWEEN = r"(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]en|[Tt]er|[Ee]l|[Aa]l|'t) )*"
_SURNAME = rf"{_BETWEEN}[A-Z][a-zà-öø-ÿ]{{2,}}\b"
# "A. Offer" is a heading of a licence; an abbreviation such as "U.S." has no surname behind it.
_INITIALS = rf"(?<![\w.])(?:[A-Z]\. ?){{1,4}}(?!Offer\b){_SURNAME}"
# What would tell how the project came about; in halves, so that this list does not find itself.
_HALVES = (("sub", "agent"), ("as an ", "AI"), ("language ", "model"), ("LL", "Ms?"), ("AI ", "assistant"))

SECRETS = (
    Rule(name="a private key", pattern=_pattern(r"-----BEGIN [A-Z ]*PRIVATE KEY-----")),
    Rule(
        name="a token",
        pattern=_pattern(
            r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b", r"\bgh[oprsu]_[A-Za-z0-9]{30,}", r"\bgithub_pat_\w{30,}", r"\bglpat-[\w-]{18,}",
            r"\bxox[abprs]-[\w-]{10,}", r"\bAIza[\w-]{35}\b", r"\bsk[-_](?:live|test|proj|ant)[-_][\w-]{16,}",
            r"\bnpm_[A-Za-z0-9]{36}\b", r"\bpypi-AgE[\w-]{30,}", r"\bhf_[A-Za-z0-9]{30,}",
            r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}",
        ),
    ),
    Rule(name="a password in an address", pattern=_pattern(r"\b[a-z][a-z0-9+]*://[^\s/:@'\"{}<>]+:[^\s/@'\"{}<>]+@")),
    Rule(
        name="a password in a setting",
        pattern=_pattern(
            rf"(?<![\w-])[\w-]*(?:{_SECRETS})[\"']?\s*[:=]\s*[\"'](?=[^\"']*\d)[^\"'\s{{}}<>]{{8,}}[\"']", any_case=True
        ),
        may_be_in=VENDORED,
    ),
    Rule(
        name="a long word drawn by lot",
        pattern=_pattern(r"(?<![\w+/=.-])[A-Za-z0-9+/_-]{28,}={0,2}(?![\w+/.-])"),
        holds=_random,
        may_be_in=VENDORED,
    ),
    Rule(
        name="a key in hexadecimal, of which no word says that it is a digest",
        pattern=_pattern(r"(?<!sha256:)(?<!sha256 = \")(?<![\w-])[0-9a-f]{32,}(?![\w-])"),
        holds=lambda hit: len(set(hit)) > 6,
        may_be_in=rf"{DIGESTS}|{VENDORED}",
    ),
)  # fmt: skip

PERSONS = (
    Rule(
        name="an e-mail address",
        pattern=_pattern(
            rf"\b[\w.%+-]+@(?!{_EXAMPLES})[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?!(?:js|css)\b)[a-z]{{2,}}\b(?!\.\w)"
        ),
        may_be_in=rf"{LICENCES}|{VENDORED}",
    ),
    Rule(
        name="a telephone number",
        pattern=_pattern(
            r"(?<![\w.,:/%-])(?:(?:\+31|0031)[ -]?(?:\(0\))?|0)"
            r"(?:6[ -]?\d{4}[ -]?\d{4}|\d{2}[ -]\d{3}[ -]?\d{4}|\d{3}[ -]\d{6})(?![\w.,-]?\d)"
        ),
        may_be_in=VENDORED,
    ),
    Rule(
        name="a citizen service number",
        pattern=_pattern(r"(?<![\w.,/-])\d{9}(?![\w.,/-]*\d)"),
        holds=_eleven,
        may_be_in=VENDORED,
    ),
    Rule(name="a bank account", pattern=_pattern(r"\b[A-Z]{2}\d{2} ?[A-Z]{4}(?: ?\d{4}){2} ?\d{2}\b"), holds=_iban),
    Rule(
        name="a postcode with the number of a house",
        pattern=_pattern(
            r"\b\d{1,4}[a-zA-Z]?,?\s+[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}\b",
            r"\b[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2},?\s+\d{1,4}\b(?!\.)",
        ),
        may_be_in=rf"{VENDORED}|{LICENCES}",
    ),
    Rule(
        name="the address of a machine",
        pattern=_pattern(
            r"(?<![\w.:-])\d{1,3}(?:\.\d{1,3}){3}(?![\w-]|\.\d)",
            r"(?<![\w.:-])(?:[0-9a-f]{1,4}:){2,7}:?[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*(?![\w.:-])",
        ),
        holds=_public_address,
        may_be_in=VENDORED,
    ),
    Rule(
        name="a person behind a title",
        pattern=_pattern(rf"\b(?:{_TITLES}) (?:(?:[A-Z]\. ?)+(?:(?:van|de|der|den) )*)?[A-Z][a-zà-öø-ÿ]{{2,}}\b"),
        may_be_in=rf"{VENDORED}|{LICENCES}",
    ),
    Rule(name="initials and a surname", pattern=_pattern(_INITIALS), may_be_in=rf"{AUTHORS}|{LICENCES}|{VENDORED}"),
    Rule(
        name="a first name and a surname",
        pattern=_pattern(rf"\b(?:{_FIRST}) {_SURNAME}"),
        may_be_in=rf"{AUTHORS}|{LICENCES}|{VENDORED}",
    ),
    Rule(
        name="who wrote it",
        pattern=_pattern(
            r"(?<!\w)[@]author\b",
            r"^[\s#/*-]*(?:signed-off-by|co-authored-by|reported-by|reviewed-by|generated (?:with|by)):? +\S+",
            any_case=True,
        ),
        may_be_in=VENDORED,
    ),
    Rule(
        name="how it came about, which is nobody's business",
        pattern=_pattern(*(rf"\b{one}{other}\b" for one, other in _HALVES)),
        may_be_in=VENDORED,
    ),
)

# Names of files that hold keys, or what a machine keeps for itself.
KEPT_AT_HOME = re.compile(
    r"(?:^|/)(?:\.env(?:\.\w+)?|\.netrc|\.pypirc|\.npmrc|\.pgpass|id_(?:rsa|dsa|ecdsa|ed25519)|\.DS_Store)$"
    r"|\.(?:pem|key|p12|pfx|kdbx|jks|keystore|duckdb|wal|sqlite3?|log|bak|orig|pyc)$"
)
