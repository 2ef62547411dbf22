"""The input of the rules on what may be said."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["pair", "finding", "number", "gap"]


@dataclass(frozen=True, kw_only=True)
class Side:
    """One pair of values in words, such as `25 procent` and `19 procent`, with the difference."""

    group: str
    treated: str
    comparison: str
    difference: str
    value: float
    start: str = ""
    range: str = ""
    may_be_chance: bool = False


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A result as the rules see it, with names in the language of the reader.

    `comparison`, `verdict`, `direction`, `test`, `about` and `basis` have the stored values; `reason` is that of a number
    without a comparison arm, or of a gap. `text` is the finding in the words of its row, with every limit that the row has;
    `trial` is its name when its municipality has more than one; `second_hand` is true when its source
    reports on a study of somebody else.
    """

    kind: Kind
    about: str
    comparison: str
    verdict: str
    place: str
    approach: str
    subject: str
    outcomes: tuple[str, ...]
    sources: tuple[str, ...]
    indicator: str = ""
    experiment: str = ""
    test: str = "not_stated"
    direction: str = ""
    basis: str = "measured"
    reason: str = ""
    value: str = ""
    population: str = ""
    is_share: bool = True
    comparison_arm: str = ""
    who: str = ""
    trial: str = ""
    text: str = ""
    second_hand: bool = False
    several_cities: bool = False
    when: str = ""
    sides: tuple[Side, ...] = ()
