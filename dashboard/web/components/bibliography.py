"""The list of sources: facts, a citation to copy, and everything that cites each source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.i18n import formats
from dashboard.i18n.catalogue import count, t
from dashboard.models.text import Link, Note
from dashboard.web.components.copy_button import copying
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.sections import phone_fold


@dataclass(frozen=True, kw_only=True)
class Use:
    """A fact that cites a source: its URL (empty when it is not shown), text, and place in the source."""

    head: str
    text: str
    href: str
    place: str = ""
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class UseGroup:
    """Facts of one kind; `more` is a note when some are left out."""

    name: str
    uses: tuple[Use, ...]
    more: str = ""


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A source with everything that a reader may need. `uses` are the facts that cite it; `number` counts them all."""

    id: str
    title: str
    language: str
    url: str
    facts: tuple[Note, ...]
    citation: str
    uses: tuple[UseGroup, ...]
    number: int
    related: tuple[tuple[str, tuple[Link, ...]], ...] = ()


def bibliography(groups: Sequence[tuple[str, str, Sequence[Reference]]], *, lang: str, opened: bool = False) -> Node:
    """Return sources by kind: id, title and sources of each group. `opened` unfolds them after a search."""
    return h(
        "div",
        [
            h(
                "section",
                h("h2", title, h("span", f" {len(own)}", cls="soft"), id=f"{id}-title"),
                phone_fold(
                    "fold.sources",
                    len(own),
                    h("ol", [_reference(one, lang=lang) for one in own], cls="refs"),
                    lang=lang,
                    id=f"{id}-list",
                    opened=opened,
                ),
                id=id,
                aria_labelledby=f"{id}-title",
                cls="kind",
            )
            for id, title, own in groups
        ],
        cls="bibliography",
    )


def _reference(one: Reference, *, lang: str) -> Node:
    title = h("a", one.title, href=one.url, rel="external", lang=one.language if one.language != lang else None)
    related = [
        h("div", h("dt", name), h("dd", [["; " if at else None, _link(link)] for at, link in enumerate(links)]))
        for name, links in one.related
    ]
    return h(
        "li",
        h("h3", title),
        h("dl", [h("div", h("dt", fact.head), h("dd", fact.text)) for fact in one.facts], related, cls="facts"),
        h("div", _rests(one, lang=lang), _citation(one, lang=lang), cls="folds"),
        id=one.id,
        cls="ref",
    )


def _link(link: Link) -> Node:
    return h("a", link.label, href=link.href)


def _about(one: Reference) -> Node:
    return h("span", f": {one.title}", cls="vh")


def _rests(one: Reference, *, lang: str) -> Part:
    if not one.uses:
        return h("p", t("sources.nothing", lang), cls="small soft")
    groups = [
        h(
            "div",
            h("h4", group.name),
            h("p", group.more, cls="small") if group.more else None,
            h("ul", [_use(use, lang=lang) for use in group.uses]),
        )
        for group in one.uses
    ]
    told = count("sources.rests", lang, one.number, n=formats.number(one.number, lang))
    summary = h("summary", told, _about(one))
    return h("details", summary, h("div", groups, cls="uses"), cls="fold rests")


def _use(use: Use, *, lang: str) -> Node:
    head = h("a", use.head, href=use.href) if use.href else h("b", use.head)
    return h(
        "li",
        head,
        f" {use.text}" if use.text else None,
        h("span", f" {use.remark}", cls="remark-word") if use.remark else None,
        h("span", f" {t('sources.place', lang, where=use.place)}", cls="soft") if use.place else None,
    )


def _citation(one: Reference, *, lang: str) -> Node:
    button = copying(
        t("sources.copy", lang),
        done=t("sources.copied", lang),
        lang=lang,
        about=_about(one),
        data_copy_text=one.citation,
    )
    copy = h("p", button, cls="needs-script")
    words = h("p", one.citation, cls="citation")
    summary = h("summary", t("sources.citation", lang), _about(one))
    return h("details", summary, words, copy, cls="fold cite")
