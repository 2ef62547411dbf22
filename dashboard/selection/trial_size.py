"""The numbers that a reader fills in for the size of a trial, to and from the query string."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields

from dashboard.models.trial_size import MOST_PEOPLE, TrialSize

# The least and the most that each number may be.
LIMITS = {"without": (1, 99), "difference": (1, 98), "each": (2, MOST_PEOPLE), "groups": (2, 10)}
MISSES = (5, 10, 20)
# The values of the other filters, as they are written in an address.
_CHOICES: Mapping[str, Mapping[str, int | bool]] = {
    "miss": {str(miss): miss for miss in MISSES},
    "corrected": {"yes": True},
}
NAMES = tuple(field.name for field in fields(TrialSize))
DEFAULT = TrialSize()
_NUMBER = r"[0-9]{1,6}([.,][0-9]{1,2})?"


def parse(values: Mapping[str, Sequence[str]], reject: Callable[[str, str], None]) -> TrialSize:
    """Return the numbers of a query; `reject` gets name and value of each that is none or is out of bounds.

    Shares may have a decimal comma or point; people and groups are whole.
    """
    chosen: dict[str, float | int | bool] = {}
    for name, (least, most) in LIMITS.items():
        for value in values.get(name, ())[:1]:
            whole = name in ("each", "groups")
            number = float(value.replace(",", ".")) if re.fullmatch(_NUMBER, value, re.ASCII) else None
            if number is None or not least <= number <= most or (whole and number != int(number)):
                reject(name, value)
            else:
                chosen[name] = int(number) if number == int(number) else number
    for name, choices in _CHOICES.items():
        for value in values.get(name, ())[:1]:
            if value in choices:
                chosen[name] = choices[value]
            else:
                reject(name, value)
    return TrialSize(**chosen)  # type: ignore[arg-type]


def items(size: TrialSize) -> list[tuple[str, str]]:
    """Return the numbers that are no defaults as items of a query string."""
    changed = [(name, getattr(size, name)) for name in NAMES if getattr(size, name) != getattr(DEFAULT, name)]
    return [
        (name, "yes" if value is True else f"{value:g}" if isinstance(value, float) else str(value))
        for name, value in changed
    ]
