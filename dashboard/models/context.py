"""What a request is about: the language and data version, and the filters of a query."""

import datetime as dt
from dataclasses import dataclass, field

from dashboard.config import DEFAULT_LANGUAGE
from dashboard.models.elsewhere import ElsewhereChoice
from dashboard.models.trial_size import TrialSize

# A date after every release stands for the newest data.
NEWEST = dt.date(9999, 12, 31)


@dataclass(frozen=True, kw_only=True)
class Context:
    """The language of rows and texts, and the date of the data."""

    lang: str
    as_of: dt.date = NEWEST


# The context for ids, which are equal in every language.
DEFAULT_CONTEXT = Context(lang=DEFAULT_LANGUAGE)


@dataclass(frozen=True, kw_only=True)
class Scope:
    """The filters of a query. None and empty tuples mean all.

    `highlight` is the municipality or approach whose marks keep their colour; `focus` is the same where it is a
    municipality, which charts of official statistics put in front. `axis` is `free` for an axis of its own. `form` is how
    charts are drawn that can be drawn so; empty is their default. `place` is a municipality of the reader, with those of
    about its size where `beside` is `size`. `trial` has the numbers for the size of a trial.
    """

    # The most rows of a kind, so that pages and files stay bounded.
    most: int = 50_000
    theme: str | None = None
    indicator: str | None = None
    experiment: str | None = None
    types: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    comparisons: tuple[str, ...] = ()
    subgroups: tuple[str, ...] = ()
    moments: tuple[str, ...] = ()
    focus: str | None = None
    axis: str = ""
    form: str = ""
    highlight: str = ""
    place: str = ""
    beside: str = ""
    trial: TrialSize = field(default_factory=TrialSize)
    elsewhere: ElsewhereChoice = field(default_factory=ElsewhereChoice)
