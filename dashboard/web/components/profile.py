"""The summary of an experiment, its set-up, and questions to ask."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.i18n.catalogue import count, t
from dashboard.models.profile import ArmLine, Glance, Profile, SetUpFact, SetUpGroup
from dashboard.models.text import Link, Note
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.sections import phone_fold
from dashboard.web.components.sources import short_source, source_line
from dashboard.web.components.symbols import state_name, state_word, type_mark, type_name


def local_menu(links: Sequence[Link], *, label: str) -> Node:
    """Return links to the other pages of the same kind."""
    items = [h("li", h("a", one.label, href=one.href, aria_current="page" if one.current else None)) for one in links]
    return h("nav", h("ul", items), cls="local", aria_label=label)


def profiles(values: Sequence[Profile], *, lang: str, level: int = 2) -> Node:
    """Return experiments beside each other."""
    cls = "profiles" + ("" if len(values) > 1 else " alone")
    return h("div", [_profile(value, lang=lang, level=level) for value in values], cls=cls)


def _profile(value: Profile, *, lang: str, level: int) -> Node:
    title: Part = h("a", value.title, href=value.href) if value.href else value.title
    rows = [[h("dt", note.head), h("dd", note.text)] for note in value.facts]
    if value.arms:
        rows.append([h("dt", t("profile.arms", lang)), h("dd", _arms(value.arms))])
    return h(
        "article",
        h(
            "div",
            h(f"h{level}", title, id=f"{value.id}-title"),
            h("p", value.summary, cls="summary"),
            _glances(value.glances, lang=lang),
            cls="told",
        ),
        h("div", h("dl", rows, cls="kv") if rows else None, source_line([value.source], lang=lang), cls="known"),
        cls="profile",
        id=value.id,
        aria_labelledby=f"{value.id}-title",
    )


def _arms(arms: Sequence[ArmLine]) -> Node:
    items = [h("li", type_mark(arm.type.id), _group(arm), h("small", arm.people), _kind(arm)) for arm in arms]
    return h("ul", items, cls="arm-list")


def _group(arm: ArmLine) -> Node:
    """Return the name of an arm; it links to the type when it is named after it."""
    return type_name(arm.type) if arm.type.name == arm.name else h("span", arm.name)


def _kind(arm: ArmLine) -> Part:
    """Return the type of an arm when its name differs."""
    return h("small", type_name(arm.type)) if arm.type.name and arm.type.name != arm.name else None


def _glances(glances: Sequence[Glance], *, lang: str) -> Part:
    if not glances:
        return None
    items = [
        h(
            "li",
            h(
                "a",
                h("span", one.theme, cls="theme"),
                h(
                    "span",
                    state_word(state_name(one.state, one.verdict), one.word),
                    h("small", one.detail) if one.detail else None,
                ),
                href=one.href,
            ),
        )
        for one in glances
    ]
    return h("ul", items, cls="glances", aria_label=t("profile.glances", lang))


def set_up(groups: Sequence[SetUpGroup], *, others: Sequence[SetUpFact], id: str, lang: str, level: int = 3) -> Node:
    """Return facts by kind, each with its source; unused ones are folded below, with the reason."""
    rest: Part = None
    if others:
        rest = h(
            "details",
            h("summary", count("profile.others", lang, len(others))),
            h("p", t("profile.others_intro", lang), cls="small soft"),
            h("ul", [_fact(one, lang=lang) for one in others], cls="set-up"),
            cls="fold",
            id=f"{id}-others",
        )
    parts = [
        h("div", h(f"h{level}", group.title), h("ul", [_fact(one, lang=lang) for one in group.facts], cls="set-up"))
        for group in groups
    ]
    many = sum(len(group.facts) for group in groups)
    used = phone_fold("fold.facts", many, h("div", parts, cls="set-ups"), lang=lang, id=f"{id}-used") if parts else None
    return h("div", used, rest, id=id)


def _fact(fact: SetUpFact, *, lang: str) -> Node:
    value = [h("b", fact.value) if fact.value else None, h("span", fact.when) if fact.when else None]
    return h(
        "li",
        h("p", fact.label, cls="label"),
        h("p", value, cls="value") if fact.value or fact.when else None,
        h("p", fact.remark, cls="remark-line") if fact.remark else None,
        short_source(fact.source, lang=lang),
    )


def questions(notes: Sequence[Note], *, level: int = 3) -> Node:
    """Return questions, each with its background."""
    return h("ul", [h("li", h(f"h{level}", note.head), h("p", note.text)) for note in notes], cls="questions")


def facts(notes: Sequence[Note], *, links: Sequence[Link] = ()) -> Node:
    """Return short texts as a list of terms, and links to read on."""
    rows = [[h("dt", note.head), h("dd", note.text)] for note in notes]
    more = h("ul", [h("li", h("a", link.label, href=link.href)) for link in links], cls="onward") if links else None
    return h("div", h("dl", rows, cls="kv terms"), more)
