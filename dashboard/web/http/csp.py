"""Content-Security-Policies: what a browser may load, run and draw for each kind of answer. All are put together here.

None of them says `unsafe`. An inline style or script is allowed by the digest of its text and in no other way, so text that
somebody smuggles into a page neither runs nor changes how a figure looks.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256

from dashboard.web.http.styles import style_sheet

# What Plotly and Dash put into a page as inline styles, by digest. tests/browser/test_csp.py fails when they bring another:
# it prints the digest that Chromium asks for. Look at the text behind it before it goes in here.
# Plotly's has no text at all, for its rules are added by script; Dash's is for the buttons to undo and redo, which are not shown.
PLOTLY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
DASH_STYLE = "'sha256-Do5Z9ZqsPvCQTUBQS9BnDm/2+on7omuzuLYk5sbA+2s='"
NOBODY = "'none'"
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)


def digest(text: str) -> str:
    """The source that allows the inline style or script with just this text."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@lru_cache(maxsize=1)
def _style_sheet() -> str:
    return digest(style_sheet())


def _said(**rules: tuple[str, ...] | str) -> str:
    """A policy as one line: `style_src=("'self'",)` is `style-src 'self'`; a rule without a source is left out."""
    lines = ((name.replace("_", "-"), (of,) if isinstance(of, str) else of) for name, of in rules.items())
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in lines if sources)


def page(*, script: str = "") -> str:
    """Return the policy of a page with the inline style sheet of the site and the text of one inline script."""
    return _said(
        default_src="'none'",
        script_src=("'self'", *map(digest, filter(None, [script]))),
        style_src=("'self'", _style_sheet(), PLOTLY_STYLE, DASH_STYLE),
        # Rows of people are masks in the style sheet, and a still chart keeps its height with an empty picture: data: addresses.
        img_src=("'self'", "data:"),
        connect_src="'self'",
        base_uri="'none'",
        form_action="'self'",
        frame_ancestors=NOBODY,
    )


def embed(*styles: str, ancestors: str) -> str:
    """A bare chart, which `ancestors` may show in a frame: no script, no form, nothing but its style sheet and empty pictures."""
    return _said(
        default_src="'none'",
        style_src=("'self'", *map(digest, styles)),
        img_src=("'self'", "data:"),
        base_uri="'none'",
        form_action="'none'",
        frame_ancestors=ancestors,
    )


def alone(*, style: str, script: str) -> str:
    """A page in one file, for its own meta element: its one style and one script, and nothing from any network."""
    return _said(
        default_src="'none'",
        script_src=digest(script),
        style_src=digest(style),
        img_src="data:",
        base_uri="'none'",
        form_action="'none'",
    )


def file(*styles: str) -> str:
    """What is kept, or read by machines, and yet may be opened in a tab: XML, a feed, a file. It loads and runs nothing."""
    return _said(
        default_src="'none'",
        style_src=tuple(map(digest, styles)),
        base_uri="'none'",
        form_action="'none'",
        frame_ancestors=NOBODY,
    )


def drawing(svg: str) -> str:
    """An SVG file, with the style elements that it has."""
    return file(*_STYLE.findall(svg))
