"""How large a trial must be: two shares compared, by the normal approximation.

The method is that of Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions (3rd edition, 2003), chapter 4:
a two-sided test at 5 percent of two independent proportions in groups of the same size.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist

# A difference that is not there is seen in 5 of 100 trials.
FALSE_ALARM = 5
_Z_ALPHA = NormalDist().inv_cdf(1 - FALSE_ALARM / 200)
# The largest group that is calculated with.
MOST_PEOPLE = 100_000
_PRECISION = 1e-9


@dataclass(frozen=True, kw_only=True)
class TrialSize:
    """What a reader asks. `without` and `difference` are in percent of people, `miss` is a chance in percent.

    `each` is the number of people in a group, `groups` includes the control group. `corrected` adds the continuity correction.
    """

    without: float = 11
    difference: float = 10
    each: int = 100
    groups: int = 2
    miss: int = 20
    corrected: bool = False

    @property
    def needed(self) -> int | None:
        """The people needed in each group to see `difference`; None when the share would pass 100 percent."""
        return people_needed(self.without, self.difference, miss=self.miss, corrected=self.corrected)

    @property
    def smallest(self) -> float | None:
        """The smallest difference in percentage points that `each` people in a group can show; None when none can."""
        return smallest_difference(self.without, self.each, miss=self.miss, corrected=self.corrected)


def _exact(without: float, difference: float, *, miss: float, corrected: bool) -> float:
    """Return the people in each group as a fraction; the shares are from 0 to 1."""
    other = without + difference
    mean = (without + other) / 2
    z_beta = NormalDist().inv_cdf(1 - miss / 100)
    under_null = _Z_ALPHA * math.sqrt(2 * mean * (1 - mean))
    under_alternative = z_beta * math.sqrt(without * (1 - without) + other * (1 - other))
    people = ((under_null + under_alternative) / difference) ** 2
    if corrected:
        people = people / 4 * (1 + math.sqrt(1 + 4 / (people * difference))) ** 2
    return people


def people_needed(without: float, difference: float, *, miss: float, corrected: bool = False) -> int | None:
    """Return the people needed in each group to see a difference in a share.

    `without` is the share without the approach and `difference` what is added to it, both in percent; `miss` is the chance in
    percent of missing a difference of that size. None when both together pass 100 percent. Raises ValueError for a share
    outside 0 to 100, a difference of 0 or less, or a chance outside 0 to 50.
    """
    _check(without, miss)
    if difference <= 0:
        raise ValueError(f"difference is {difference} (expected more than 0 percentage points)")
    if without + difference > 100:
        return None
    return math.ceil(_exact(without / 100, difference / 100, miss=miss, corrected=corrected) - _PRECISION)


def smallest_difference(without: float, people: float, *, miss: float, corrected: bool = False) -> float | None:
    """Return the smallest difference in percentage points that groups of `people` each can show.

    The arguments are those of `people_needed`. None when even a share of 100 percent would not be told apart. Raises
    ValueError as `people_needed` does, and for fewer than 2 people.
    """
    _check(without, miss)
    if people < 2:
        raise ValueError(f"people is {people} (expected 2 or more in each group)")
    low, high = _PRECISION, 1 - without / 100
    if _exact(without / 100, high, miss=miss, corrected=corrected) > people:
        return None
    # A larger difference needs fewer people, so the interval can be halved.
    while high - low > _PRECISION:
        middle = (low + high) / 2
        if _exact(without / 100, middle, miss=miss, corrected=corrected) > people:
            low = middle
        else:
            high = middle
    return high * 100


def _check(without: float, miss: float) -> None:
    if not 0 < without < 100:
        raise ValueError(f"without is {without} (expected a share above 0 and below 100 percent)")
    if not 0 < miss < 50:
        raise ValueError(f"miss is {miss} (expected a chance above 0 and below 50 percent)")
