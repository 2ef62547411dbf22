"""The language and the data version of a request, resolved once and handed on together."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dashboard.config import DEFAULT_LANGUAGE

# A date after every release: the newest data.
NEWEST = dt.date(9999, 12, 31)


@dataclass(frozen=True, kw_only=True)
class Context:
    """In which language rows and texts are wanted, and of which date the data are."""

    lang: str
    as_of: dt.date = NEWEST


# For ids, which are the same in every language, of the newest data.
DEFAULT_CONTEXT = Context(lang=DEFAULT_LANGUAGE)
