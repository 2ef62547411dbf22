"""What Word documents and presentations have in common."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from dashboard.exports.document import Document, clean
from dashboard.i18n.catalogue import t
from dashboard.style.palette import colour

# Fonts that every office program has or replaces well; ours are not on the reader's machine.
TEXT_FONT, HEAD_FONT = "Arial", "Georgia"
LOCALES = {"nl": "nl-NL", "en": "en-GB"}
# Office programs refuse or cut a longer link.
_LONGEST_LINK = 2000
# Texts with whether they are bold.
Runs = Sequence[tuple[str, bool]]


def hex_colour(token: str) -> str:
    """Return the light colour of a token as six hexadecimal digits."""
    return colour(token).lstrip("#").upper()


def is_link(address: str) -> bool:
    """Return whether an address can be a link in a file of an office program."""
    return address.startswith(("https://", "http://")) and len(address) <= _LONGEST_LINK


def set_properties(properties: Any, document: Document) -> None:
    """Set title, author, language and date of a file; the date is that of the data, so the same document gives the same file."""
    author = t("site.name", document.lang)
    properties.title, properties.author, properties.subject = clean(document.title), author, document.stamp.text
    properties.language, properties.comments, properties.revision = LOCALES[document.lang], "", 1
    properties.created = properties.modified = dt.datetime.combine(document.stamp.released, dt.time())
    properties.last_modified_by = author
