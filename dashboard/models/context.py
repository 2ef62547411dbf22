"""The language and data version of a request, resolved once and passed on together."""

import datetime as dt
from dataclasses import dataclass

from dashboard.config import DEFAULT_LANGUAGE

# A date after every release stands for the newest data.
NEWEST = dt.date(9999, 12, 31)


@dataclass(frozen=True, kw_only=True)
class Context:
    """The language of rows and texts, and the date of the data."""

    lang: str
    as_of: dt.date = NEWEST


# The context for ids, which are equal in every language.
DEFAULT_CONTEXT = Context(lang=DEFAULT_LANGUAGE)
