"""The filters of a reader, the values that they may have, and what was ignored in a URL."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.models.elsewhere import ElsewhereChoice
from dashboard.models.trial_size import TrialSize

COMPARISONS = ("randomised_control", "matched_comparison", "non_participants", "over_time", "unrated")
# When in its trial a result was measured; a source may not say.
MOMENTS = ("during", "end", "after", "not_stated")
ACCESSES = ("full", "opening", "secondary")
# `free` gives each place its own axis; the default is a shared one.
AXES = ("free",)
# How a chart is drawn; one that cannot be drawn so has its own default.
CHART_FORMS = ("pairs", "dots", "forest", "slope", "latest", "years")
# The sort keys of the table of official figures, a minus for descending; the default is by place.
SORTS = ("-place", "year", "-year", "value", "-value")
# The most people in a sum.
MOST_PEOPLE = 100_000
# For whom a lesson is: officials for work and income, officials for health, board and council.
READERS = ("officials_work_income", "officials_health", "board_council")
VERDICTS = ("true", "half_true", "outdated", "not_shown", "unknown")
# Whether municipalities of about the same size stand beside the reader's own.
BESIDE = ("size",)
# Whether a trial elsewhere removed duties or added money.
YES_NO = ("yes", "partly", "no")
KINDS = ("report", "paper", "register", "statistics", "council", "municipality", "news", "web")


@dataclass(frozen=True, kw_only=True)
class Filters:
    """The filters of a reader. An empty tuple means all; `as_of` None means the newest data, a date pins that version.

    `themes` are those of a brief, `name` is the municipality that a brief or chart set is made for. `items` are the collected
    charts (see chart_set.py). `axis` and `sort` set how official statistics are drawn and sorted. `form` is that of charts.
    `reader` is for whom lessons are, `verdict` that of claims. `beside` adds
    municipalities to those of official figures. `page` is the part of a long list. `people`
    is the number of people in a sum; 0 for none. `highlight` is the approach or
    municipality whose marks keep their colour. `first` and `second` are set side by side: an approach, a municipality or a
    trial. `trial` has the numbers for the size of a trial, `elsewhere` the
    filters of trials elsewhere.
    """

    theme: str = ""
    indicator: str = ""
    types: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    comparisons: tuple[str, ...] = ()
    subgroups: tuple[str, ...] = ()
    moments: tuple[str, ...] = ()
    measured: bool = False
    open: str = ""
    as_of: dt.date | None = None
    kind: str = ""
    access: str = ""
    words: str = ""
    themes: tuple[str, ...] = ()
    name: str = ""
    everything: bool = False
    axis: str = ""
    form: str = ""
    sort: str = ""
    reader: str = ""
    verdict: str = ""
    beside: str = ""
    page: int = 1
    people: int = 0
    highlight: str = ""
    first: str = ""
    second: str = ""
    items: tuple[str, ...] = ()
    trial: TrialSize = field(default_factory=TrialSize)
    elsewhere: ElsewhereChoice = field(default_factory=ElsewhereChoice)


@dataclass(frozen=True, kw_only=True)
class FilterOptions:
    """The values that filters may have. `indicators` maps ids to themes; the first theme is the default.

    `pages` is the number of parts of the longest list. `sides` are the ids of what can be set side by side. `elsewhere` has the
    values of each filter of trials elsewhere.
    """

    themes: tuple[str, ...]
    indicators: Mapping[str, str]
    types: tuple[str, ...]
    municipalities: tuple[str, ...]
    cells: frozenset[str]
    first_release: dt.date
    last_release: dt.date
    subgroups: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    accesses: tuple[str, ...] = ()
    pages: int = 1
    sides: tuple[str, ...] = ()
    elsewhere: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A value in the URL that was ignored or changed.

    `reason` is unknown, once, theme_follows, date, words, name or too_long; for a chart set also item or most_items.
    """

    reason: str
    name: str = ""
    value: str = ""
