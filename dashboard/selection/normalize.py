"""Normalize addresses that people and programs changed on their way.

A link in a sentence gets a full stop, a mail program encodes it once more, a person types capitals, and a network adds names
of its own to count visits. What was meant stays certain, so it is understood; everything else is for the parser to refuse.
"""

import re
from collections.abc import Collection
from urllib.parse import unquote, unquote_plus

# Spaces and punctuation before and after a link or a word in a text.
_SPACES = " \t\r\n\u00a0\u200b\u200e\u200f\u202f\ufeff"
_BEFORE = _SPACES + "([{<\"'`“„‘«*"
_AFTER = _SPACES + ".,;:!?…)]}>\"'`”“’»*"
_AFTER_A_NAME = re.compile(f"(?<=[a-z0-9])[{re.escape(_AFTER)}]+$")
# Names whose value is text of a reader; those of other values are ids, dates and numbers.
_FREE = ("q", "name")
# Names that mail programs, networks and advertisements add.
_TRACKING = re.compile(
    r"(utm|pk|mtm|matomo|piwik|hsa)_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|ttclid|yclid|igshid|igsh|"
    r"mibextid|li_fat_id|trk|mc_cid|mc_eid|mkt_tok|vero_id|_hs\w+|__hs\w+|_ga|_gl|_openstat|srsltid|epik|cmpid|xtor|"
    r"ref_src|ref_url|rdt_cid|sc_cid|s_cid|_branch_match_id|oly_(anon|enc)_id|ck_subscriber_id",
    re.IGNORECASE,
)
# What our own links look like: most requests need nothing.
_OURS = re.compile(r"(?:[a-z_]+=(?:[a-z0-9_*.,-]*[a-z0-9_])?(?:&(?=.)|$))*")
# The forms of our paths and values: what has another form after all was not ours, and stays as it was written.
_PATH = re.compile(r"/|(?:/[a-z0-9_.-]*[a-z0-9])+/?")
_VALUE = re.compile(r"-?[a-z0-9][a-z0-9_*.,-]*")
_DECODINGS = 3


def is_tracking(name: str) -> bool:
    """Return whether a name in a query is one that counts visits and means nothing here."""
    return bool(_TRACKING.fullmatch(name))


def path(text: str) -> tuple[str, str]:
    """Return the path that was meant by a decoded one, and the query that was encoded into it."""
    start = text
    for _ in range(_DECODINGS):
        start = unquote(start)
    start, _, query = start.partition("?")
    meant = re.sub(r"^/nl(/|$)", "/", _AFTER_A_NAME.sub("", start.lower()))
    return (meant, query) if _PATH.fullmatch(meant) else (text, "")


def query(text: str, *, names: Collection[str]) -> str:
    """Return the query string that was meant by another one, which itself stays as it is. Only values of `names` change."""
    if _OURS.fullmatch(text):
        return text
    pieces = [part for piece in text.split("&") for part in _decoded(piece, names)]
    return "&".join(_piece(piece, names) for piece in pieces)


def _decoded(piece: str, names: Collection[str]) -> list[str]:
    """Return the parts of a query that was encoded as a whole, so that it has no name and value."""
    text = piece
    for _ in range(_DECODINGS):
        if "=" in text:
            break
        text = unquote(text)
    is_ours = text.partition("=")[0].lower() in names
    return text.partition("#")[0].split("&") if "=" not in piece and is_ours else [piece]


def _piece(piece: str, names: Collection[str]) -> str:
    name, sign, value = piece.partition("=")
    # An ampersand that was written as in HTML, and a name with a capital.
    meant = re.sub(r"^(amp;)+", "", name).lower()
    if not sign or meant not in names:
        return piece
    plain = unquote_plus(value, errors="replace")
    clean = plain.lower().lstrip(_BEFORE).rstrip(_AFTER)
    if meant in _FREE or not _VALUE.fullmatch(clean):
        return f"{meant}={value}"
    return piece if (meant, clean) == (name, plain) else f"{meant}={clean}"
