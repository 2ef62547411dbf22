"""A result as the rules on what may be said see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["pair", "finding", "number", "gap"]


@dataclass(frozen=True, kw_only=True)
class Side:
    """One pair of a treated and a comparison arm in words: `25 procent`, `19 procent`, and the difference."""

    group: str
    treated: str
    comparison: str
    difference: str
    value: float
    start: str = ""
    range: str = ""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A result as the rules see it, its names already in the reader's language.

    `comparison`, `verdict`, `direction`, `test`, `about` and `basis` are as stored; `reason` is that of a number without
    a place beside a comparison arm, or of a gap. Findings that differ in nothing but their outcome are one evidence.
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
    test: str = "not_stated"
    direction: str = ""
    basis: str = "measured"
    reason: str = ""
    value: str = ""
    population: str = ""
    is_share: bool = True
    comparison_arm: str = ""
    who: str = ""
    text: str = ""
    when: str = ""
    sides: tuple[Side, ...] = ()
