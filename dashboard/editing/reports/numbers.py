"""Read a number as a report prints it: in Dutch notation, with its unit, interval and number of people.

`1.500` is one thousand five hundred in Dutch, and one and a half in English. Such a number is read as Dutch, and
`alternative` has the other reading, so that somebody can decide.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

_NUMBER = r"[-−–]?(?:\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)*|[.,]\d+)"
_LEVEL = r"\d{2}(?:[.,]\d)?\s*%?\s*-?\s*(?:betrouwbaarheidsinterval|b\.?h?\.?i|c\.?i|confidence interval)\b\.?[:,\s]*"
_BETWEEN = r"\s*(?:;|–|—|-|−|\btot\b|\bto\b|\ben\b|,\s|\.\.+)\s*"
_BOUNDS = rf"(?P<low>{_NUMBER})\s*%?{_BETWEEN}(?P<high>{_NUMBER})\s*%?"
_INTERVALS = [
    re.compile(rf"[\[(]?\s*{_LEVEL}[\[(]?\s*{_BOUNDS}\s*[\])]{{0,2}}", re.IGNORECASE),
    re.compile(rf"[\[(]\s*{_BOUNDS}\s*[\])]", re.IGNORECASE),
    re.compile(rf"^\s*{_BOUNDS}\s*$", re.IGNORECASE),
]
_TEST = re.compile(rf"\(?\bp(?:-waarde|-value)?\s*[<>=≤≥]\s*{_NUMBER}\)?", re.IGNORECASE)
_PEOPLE = re.compile(rf"[\[(]?\bn\s*=\s*(?P<n>{_NUMBER})[\])]?", re.IGNORECASE)
_UNITS = {
    "percentage_points": r"procentpunt(en)?|%-?punt(en)?|percentage points?|\bp\.?p\.?\b",
    "percent": r"%|\bprocent\b|\bpercent\b",
    "million_euro": r"(€|\beur(o|os)?\b).*\b(mln|miljoen|million)\b|\b(mln|miljoen|million)\b.*(€|\beur(o|os)?\b)",
    "euro": r"€|\beur(o|os)?\b",
    "hours_per_week": r"\b(uur|uren|hours?)\b.*\bweek\b",
    "persons": r"\b(personen|mensen|deelnemers|persons|people|participants)\b",
}
_QUALIFIERS = {
    "more_than": r"\b(ruim|meer dan|more than|over)\b",
    "at_least": r"≥|\b(ten ?minste|minimaal|minstens|at least)\b",
    "at_most": r"≤|\b(ten hoogste|maximaal|hooguit|hoogstens|at most)\b",
    "about": r"[~±≈]|\b(ongeveer|circa|ca\.|rond|about|approximately)",
}


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a text says as a number, without its test. What is below a bound, as `< 10`, has no value.

    `alternative` is the English reading of a text that may be thousands or decimals.
    """

    text: str
    value: Decimal | None = None
    unit: str = ""
    qualifier: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    n: int | None = None
    alternative: "Reading | None" = None

    @property
    def doubtful(self) -> bool:
        """Whether somebody must say which reading is meant."""
        return self.alternative is not None

    @property
    def readings(self) -> tuple[Decimal | None, ...]:
        """The value, and the other value it may be."""
        return (self.value, self.alternative.value) if self.alternative else (self.value,)


def read_number(text: str) -> Reading:
    """Read the number in a text; its `value` is None when there is none."""
    dutch, english = _read(text, dutch=True), _read(text, dutch=False)
    return dutch if dutch == english else replace(dutch, alternative=english)


def is_number(text: str) -> bool:
    """Return whether a text is a number and its signs, rather than words with a number among them."""
    bare = text
    for pattern in (*_INTERVALS[:2], _TEST, _PEOPLE, *(re.compile(unit) for unit in _UNITS.values())):
        bare = pattern.sub(" 0 ", bare)
    return bool(re.search(r"\d", text)) and not re.search(r"[^\W\d_]{2,}", bare)


def decimals_of(text: str) -> tuple[Decimal, ...]:
    """Return each value that one printed number may have: `1.500` is 1500 and 1.5, `12,5` is 12.5."""
    both = (_decimal(text, dutch=True), _decimal(text, dutch=False))
    return both[:1] if both[0] == both[1] else both


def numbers_in(text: str) -> list[str]:
    """Return the numbers in a text as they are printed."""
    return re.findall(_NUMBER, text)


def _decimal(text: str, *, dutch: bool) -> Decimal:
    """Convert one printed number. The notation decides only where both are possible."""
    sign = "-" if text[0] in "-−–" else ""
    bare = re.sub(r"[ \u00a0\u2009\u202f'’]", "", text.lstrip("-−–"))
    marks = [mark for mark in bare if mark in ".,"]
    if len(set(marks)) == 2:
        decimal = marks[-1]
    elif len(marks) > 1:
        # The same mark twice divides thousands.
        decimal = ""
    else:
        before, mark, after = bare.partition(marks[0] if marks else ",")
        may_be_thousands = (
            len(after) == 3 and 1 <= len(before) <= 3 and not before.startswith("0") and bare == text.lstrip("-−–")
        )
        is_thousands = may_be_thousands and mark == ("." if dutch else ",")
        decimal = "" if is_thousands else mark
    whole, _, part = bare.rpartition(decimal) if decimal and decimal in bare else (bare, "", "")
    return Decimal(f"{sign}{re.sub('[.,]', '', whole) or '0'}.{part or '0'}").normalize() + 0


def _read(text: str, *, dutch: bool) -> Reading:
    found: dict[str, object] = {}
    bare = _TEST.sub(" ", text, count=1)
    if match := _PEOPLE.search(bare):
        found["n"] = int(_decimal(match["n"], dutch=dutch))
        bare = _without(bare, match)
    for match in filter(None, (pattern.search(bare) for pattern in _INTERVALS)):
        low, high = (_decimal(match[name], dutch=dutch) for name in ("low", "high"))
        if low <= high:
            found |= {"low": low, "high": high}
            bare = _without(bare, match)
            break
    value = re.search(_NUMBER, bare)
    if value and "<" not in bare[: value.start()]:
        found["value"] = _decimal(value[0], dutch=dutch)
    lower = text.lower()
    unit = next((name for name, pattern in _UNITS.items() if re.search(pattern, bare.lower())), "")
    qualifier = next((name for name, pattern in _QUALIFIERS.items() if re.search(pattern, lower)), "")
    return Reading(text=text, unit=unit, qualifier=qualifier, **found)  # type: ignore[arg-type]


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"
