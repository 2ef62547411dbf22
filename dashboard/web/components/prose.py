"""Data versions with their changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.i18n.catalogue import t
from dashboard.models.text import Link
from dashboard.web.components.html import Node, Part, h


@dataclass(frozen=True, kw_only=True)
class Change:
    """A row that was added, corrected or withdrawn; `before` and `now` are its texts."""

    kind: str
    what: str
    before: str = ""
    now: str = ""
    reason: str = ""
    source: Link | None = None


@dataclass(frozen=True, kw_only=True)
class Version:
    """The changes of one data version, and the URL that shows the site at that version."""

    day: str
    text: str
    href: str
    changes: tuple[Change, ...] = ()


def versions(found: Sequence[Version], *, lang: str) -> Node:
    """Return data versions, newest first, with their changes."""
    return h("ol", [_version(one, lang=lang) for one in found], cls="versions")


def _version(one: Version, *, lang: str) -> Node:
    seen = h("a", t("method.see_version", lang), h("span", f": {one.day}", cls="vh"), href=one.href)
    changes = h("ul", [_change(change, lang=lang) for change in one.changes]) if one.changes else None
    return h("li", h("h3", one.day), h("p", one.text, " ", seen), changes)


def _change(one: Change, *, lang: str) -> Node:
    rows: list[Part] = [
        h("div", h("dt", t(f"method.{name}", lang)), h("dd", text))
        for name, text in (("was", one.before), ("now", one.now), ("reason", one.reason))
        if text
    ]
    if one.source:
        link = h("dd", h("a", one.source.label, href=one.source.href))
        rows.append(h("div", h("dt", t("source.one", lang).rstrip(":")), link))
    kind = t(f"method.change.{one.kind}", lang)
    return h("li", h("p", h("b", kind), f": {one.what}"), h("dl", rows, cls="facts") if rows else None)
