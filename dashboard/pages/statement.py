"""What the two pages about the site itself share: a list of sentences, whom to ask, and the day they were last changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard import config, formats
from dashboard.components.notices import contents, notice
from dashboard.components.reading import rules
from dashboard.components.recipes import coded
from dashboard.components.sections import opening, section
from dashboard.components.tree import Node, Part, h
from dashboard.model import Link, Note
from dashboard.pages.visit import Visit, remark_texts


def sentences(key: str, many: int, visit: Visit, **slots: str) -> Node:
    """The texts `key_1`, `key_2` ... under each other; the first one takes the slots."""
    return rules([coded(visit.say(f"{key}_{place}", **(slots if place == 1 else {}))) for place in range(1, many + 1)])


def whom(visit: Visit) -> list[Node]:
    """Who offers the site and where to write, as the settings say; without them, that nobody said so."""
    name, address = config.publisher()
    offered: list[Node] = []
    if name:
        before, _, after = visit.say("statement.offered", who="\n").partition("\n")
        offered.append(h("p", before, h("a", name, href=address) if address else name, after))
    contact = config.contact()
    if not contact:
        return [*offered, h("p", visit.say("statement.nobody"))]
    href = contact if "://" in contact or contact.startswith("mailto:") else f"mailto:{contact}"
    link = h("a", contact.removeprefix("mailto:"), href=href)
    return [*offered, h("p", visit.say("statement.write"), " ", link, ".")]


def page(
    name: str, parts: Mapping[str, tuple[Part, Sequence[Node]]], visit: Visit, *, remark: Note | None = None
) -> Node:
    """A whole page: its opening, a remark, a list of its parts, and each part with its introduction."""
    day = formats.date(visit.say("statement.day"), visit.lang)
    changed = h("p", visit.say("statement.changed_text", date=day))
    heads = {part: visit.say(f"{name}.{part}") for part in parts} | {"changed": visit.say("statement.changed")}
    inside = {**parts, "changed": (None, [changed])}
    return h(
        "div",
        [notice(text) for text in remark_texts(visit)],
        opening(visit.say(f"{name}.title"), lead=(visit.say(f"{name}.lead"),)),
        notice(remark.text, head=remark.head) if remark else None,
        contents(
            [Link(href=f"#{part}", label=head) for part, head in heads.items()], label=visit.say("compare.contents")
        ),
        [section(heads[part], *made, id=part, intro=intro) for part, (intro, made) in inside.items()],
        cls="method",
    )
