"""Icons, type marks and strength pips: signs in the colour of the words around them, or of their class."""

from __future__ import annotations

from dashboard.labels.strength import level_text
from dashboard.models.evidence import Finding
from dashboard.models.kinds import State, Verdict
from dashboard.models.text import Strength, TypeLabel
from dashboard.style.palette import mark
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.icons import sign

UNKNOWN: tuple[State, ...] = ("not_measured", "not_published", "not_found", "not_read")
_SIDES = {"favourable": "direction-up", "unfavourable": "direction-down", "same": "same", "mixed": "mixed"}


def icon(name: str, *, cls: str = "") -> Node:
    """A sign that says nothing to a screen reader; its word always stands beside it. Raises KeyError if it is not drawn."""
    return sign(name, cls=f"icon icon-{name} {cls}".strip())


def state_name(state: State, verdict: Verdict | None) -> str:
    """The name of the sign and colour of a state; a direction has one for each side."""
    return _SIDES.get(verdict or "", "direction") if state == "direction" else state.replace("_", "-")


def verdict_name(finding: Finding) -> str:
    """The name of the sign of one result in words: a side without a size, so a dashed ring; a count has no side."""
    return _SIDES.get(finding.verdict, "direction") if finding.verdict else "count"


def state_word(name: str, word: str) -> Node:
    """A word with its sign, in the colour of the state."""
    return h("span", icon(name), h("span", word), cls=f"state is-{name}")


def type_mark(type_id: str) -> Node:
    """The mark of a type, in the same colour and shape as in the charts."""
    own = type_class(type_id)
    return sign(own, cls=f"icon mark {own}")


def type_class(type_id: str) -> str:
    """The class that gives a type its colour and its shape."""
    token, _ = mark(type_id)
    return f"mark-{token.removeprefix('type-')}"


def types(labels: tuple[TypeLabel, ...]) -> Part:
    """The types of an experiment or a result, each with its mark, and a link where a label has one."""
    if not labels:
        return None
    return h("ul", [h("li", type_mark(label.id), type_name(label)) for label in labels], cls="types")


def type_name(label: TypeLabel) -> Node:
    """The name of a type, as a link to the page about it where there is one."""
    return h("a", label.name, href=label.href) if label.href else h("span", label.name)


def pips(level: int | None) -> Node:
    """Five small bars: as many filled as the level, or dashed when it cannot be rated."""
    own = f"pips-{level or 'none'}"
    return sign(own, cls=f"icon pips {own}")


def strength(value: Strength, *, lang: str) -> Node:
    """Pips and the name of the comparison; a screen reader hears the level as words."""
    return h(
        "span", pips(value.level), h("span", f"{level_text(value.level, lang=lang)}: ", cls="vh"), value.name, cls="how"
    )
