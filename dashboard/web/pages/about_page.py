"""Shared parts of the pages about the site: sentences, contact, and the date of the last change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard import config
from dashboard.i18n import formats
from dashboard.models.text import Link, Note
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.notices import contents, notice
from dashboard.web.components.prose import rules
from dashboard.web.components.recipes import coded
from dashboard.web.components.sections import opening, section
from dashboard.web.pages.context import PageContext, remark_texts


def sentences(key: str, many: int, context: PageContext, **slots: str) -> Node:
    """Return the texts `key_1`, `key_2` and so on as a list; the first one takes the slots."""
    return rules([coded(context.t(f"{key}_{place}", **(slots if place == 1 else {}))) for place in range(1, many + 1)])


def whom(context: PageContext) -> list[Node]:
    """Return publisher and contact from the settings, or a sentence that neither is set."""
    settings = config.settings()
    name, address = settings.publisher, settings.publisher_url
    offered: list[Node] = []
    if name:
        before, _, after = context.t("statement.offered", who="\n").partition("\n")
        offered.append(h("p", before, h("a", name, href=address) if address else name, after))
    if not settings.contact:
        return [*offered, h("p", context.t("statement.nobody"))]
    link = h("a", settings.contact, href=settings.contact_url)
    return [*offered, h("p", context.t("statement.write"), " ", link, ".")]


def page(
    name: str, parts: Mapping[str, tuple[Part, Sequence[Node]]], context: PageContext, *, remark: Note | None = None
) -> Node:
    """Return a page: opening, a remark, contents, and each part with its introduction."""
    day = formats.date(context.t("statement.day"), context.lang)
    changed = h("p", context.t("statement.changed_text", date=day))
    heads = {part: context.t(f"{name}.{part}") for part in parts} | {"changed": context.t("statement.changed")}
    inside = {**parts, "changed": (None, [changed])}
    return h(
        "div",
        [notice(text) for text in remark_texts(context)],
        opening(context.t(f"{name}.title"), lead=(context.t(f"{name}.lead"),)),
        notice(remark.text, head=remark.head) if remark else None,
        contents(
            [Link(href=f"#{part}", label=head) for part, head in heads.items()], label=context.t("compare.contents")
        ),
        [section(heads[part], *made, id=part, intro=intro) for part, (intro, made) in inside.items()],
        cls="method",
    )
