"""The set as one web page that needs nothing else: styles, charts and the small script for presenting are in it."""

from __future__ import annotations

from dashboard.components.signs import with_drawings
from dashboard.components.to_html import render
from dashboard.components.tree import h
from dashboard.exports.gate import bounded
from dashboard.exports.meeting import Meeting
from dashboard.exports.set_slides import presentation
from dashboard.texts import say

HTML = "text/html"


def set_html(meeting: Meeting, *, style: str, script: str, policy: str) -> bytes:
    """The page, with these style sheets and this script, and the policy that lets these two in and asks nothing of any network.

    Raises TooLarge when it is larger than any file we give.
    """
    if "</" in style or "</" in script:
        raise ValueError("a style sheet or script has an end tag in it (expected none, for it stands within a page)")
    title = f"{meeting.heading} | {say('site.name', meeting.lang)}"
    head = h(
        "head",
        h("meta", charset="utf-8"),
        h("meta", name="viewport", content="width=device-width, initial-scale=1"),
        h("meta", http_equiv="Content-Security-Policy", content=policy),
        h("title", title),
        h("meta", name="generator", content=say("site.name", meeting.lang)),
        h("meta", name="data-version", content=meeting.stamp.data_version),
        h("meta", name="color-scheme", content="light dark"),
        h("link", rel="canonical", href=meeting.link),
    )
    body = h("body", h("main", presentation(meeting, running=False), cls="wrap alone"))
    page = with_drawings(render(h("html", head, body, lang=meeting.lang)))
    page = page.replace("</head>", f"<style>{style}</style></head>", 1)
    before, end, after = page.rpartition("</body>")
    return bounded(f"<!doctype html>\n{before}<script>{script}</script>{end}{after}\n".encode())
