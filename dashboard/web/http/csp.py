"""Content Security Policies of every kind of response.

None says `unsafe`: inline styles and scripts are allowed by their hash only, so injected text neither runs nor is styled.
"""

import re
from base64 import b64encode
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256

from dashboard.web.http.static import style_sheet

# Hashes of the inline styles of Plotly and Dash. When they change, tests/browser/test_csp.py prints the hash that Chromium
# expects; read the text behind it before you put it here. That of Plotly is of the empty text, as its rules are added by
# script; those of Dash are of the renderer (undo and redo buttons) and of the components in dcc.
LIBRARY_STYLES = (
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
    "'sha256-Do5Z9ZqsPvCQTUBQS9BnDm/2+on7omuzuLYk5sbA+2s='",
    "'sha256-ITR5T9OwskhdqdsliUJRmgp9ltOFAHgXe1F7eRvGnmQ='",
    "'sha256-Z8VokGxeiKThZOEmkdUgfW+jxbvItBwAXC8M1c4wqAM='",
    "'sha256-0IJGrxhCP5NUIafylLkj5118xkZH1kp5FmNio7NOckI='",
    "'sha256-Aq43X0SlmB69maWGob4rp/UuSHhwePalkRRExtsxOJ8='",
    "'sha256-SkhFDxgIcEjMhRh19uSHWrkdnAlZ9rlskgr9yLsipa8='",
    "'sha256-MJs2ke1SA6Cy3tTCZu2QH0rj0r//iNqU0idy9bM4leg='",
    "'sha256-VUA+tqvhK3niMn7AdszqidMFPRh9FLqxB2iINUrsiTw='",
    "'sha256-+QoPrsxO0auPnxSulD3bAr9CoDGgzv7YRfYE0vfxeQI='",
    "'sha256-uDiOZWps1U7E8/0BTaQrclYMhVhRVE4dT0vb5X6nXOw='",
    "'sha256-X2TqJwnIiE/ceDVeAdr7v7BOWBU6CEzE6qxlNzBzvBk='",
)
NOBODY = "'none'"
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)


def digest(text: str) -> str:
    """Return the hash source that allows an inline style or script with this text."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@lru_cache(maxsize=32)
def _style_sheet(page: str) -> str:
    return digest(style_sheet(page))


def _policy(*, frame_ancestors: str, form_action: str = NOBODY, **rules: tuple[str, ...] | str) -> str:
    """Return a policy that forbids all but its rules; a rule without sources is left out.

    `style_src=("'self'",)` is `style-src 'self'`.
    """
    ends = {"base_uri": NOBODY, "form_action": form_action, "frame_ancestors": frame_ancestors}
    lines = ((name.replace("_", "-"), (of,) if isinstance(of, str) else of) for name, of in {**rules, **ends}.items())
    return "; ".join([f"default-src {NOBODY}", *(f"{name} {' '.join(of)}" for name, of in lines if any(of))])


def page(name: str = "", *, scripts: Sequence[str] = ()) -> str:
    """Return the policy of a page with its inline style sheet and the texts of its inline scripts."""
    return _policy(
        script_src=("'self'", *map(digest, scripts)),
        style_src=("'self'", _style_sheet(name), *LIBRARY_STYLES),
        # Icons in the style sheet, and empty images that give a chart its height, are data: URLs.
        img_src=("'self'", "data:"),
        font_src="'self'",
        connect_src="'self'",
        form_action="'self'",
        frame_ancestors=NOBODY,
    )


def embed(*styles: str, script: str, ancestors: str) -> str:
    """Return the policy of an embedded chart, which `ancestors` may frame: one inline script, no network, no form."""
    return _policy(
        script_src=digest(script),
        style_src=("'self'", *map(digest, styles)),
        font_src="'self'",
        img_src=("'self'", "data:"),
        frame_ancestors=ancestors,
    )


def alone(*, style: str, script: str) -> str:
    """Return the policy of a page in one file, for its meta element: one style, one script, no network."""
    # A meta element cannot say who may frame the page.
    return _policy(script_src=digest(script), style_src=digest(style), img_src="data:", frame_ancestors="")


def file(*styles: str) -> str:
    """Return the policy of a file that may be opened in a tab, such as a feed: it loads and runs nothing."""
    return _policy(style_src=tuple(map(digest, styles)), frame_ancestors=NOBODY)


def drawing(svg: str) -> str:
    """Return the policy of an SVG file with its style elements."""
    return file(*_STYLE.findall(svg))
