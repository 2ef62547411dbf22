"""Parts of text pages: rules as a list, subjects with decisions, and versions with changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.i18n.catalogue import t
from dashboard.models.text import Link, Note
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.symbols import icon


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A conflict between sources: what they say, the decision, and the sources."""

    id: str
    place: str
    head: str
    text: str
    choice: str
    sources: tuple[Link, ...] = ()


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


def rules(texts: Sequence[Part]) -> Node:
    """Return sentences as a list with rules between them."""
    return h("ul", [h("li", text) for text in texts], cls="rules")


def signs(rows: Sequence[tuple[str, Note]]) -> Node:
    """Return icons with their word and meaning."""
    made = [h("li", icon(name, cls=f"is-{name}"), h("b", note.head), h("span", note.text)) for name, note in rows]
    return h("ul", made, cls="signs of-four")


def subjects(found: Sequence[Subject], *, lang: str) -> Node:
    """Return conflicts between sources, by subject."""
    return h("ul", [_subject(one, lang=lang) for one in found], cls="subjects")


def _subject(one: Subject, *, lang: str) -> Node:
    links: Part = None
    if one.sources:
        label = t("source.one" if len(one.sources) == 1 else "source.many", lang)
        items = [
            [", " if place else None, h("a", link.label, href=link.href)] for place, link in enumerate(one.sources)
        ]
        links = h("p", label, " ", items, cls="source")
    return h(
        "li",
        h("h3", h("span", f"{one.place}: ", cls="soft") if one.place else None, one.head),
        h("div", h("p", one.text), h("p", h("b", f"{t('method.leads', lang)} "), one.choice), links),
        id=one.id,
    )


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
