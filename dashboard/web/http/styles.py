"""The style sheet of one page: of all our rules those that can apply to it, put into the page itself.

So a page is whole when its HTML is there, and a browser need not ask for a second file before it may draw. A rule is left
out when each of its selectors names a class that the page does not have.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from dashboard.config import ASSETS
from dashboard.svg.dark_mode import scheme_css

SHEETS = (
    "tokens",
    "css/ground",
    "css/icons",
    "css/shell",
    "css/map",
    "css/card",
    "css/brief",
    "css/sayings",
    "css/controls",
    "css/lists",
    "css/figures",
    "css/dossier",
    "css/data",
    "css/set",
    "css/print",
)
_CHARTS = "charts"
# What scripts may bring into a page that has this class: all of these sheets, and the rules for these names, go along.
_BROUGHT = {
    "stage": (
        "css/ground",
        "css/icons",
        "css/card",
        "css/sayings",
        "css/print",
        _CHARTS,
        # Of the sheets of maps, lists and frames an answer has only these, as a test asks for all kinds of choices.
        *".about .base .cols-2 .contents .data .facts .find .fold .go .head .missing .name .notes .on-phone .part .pips".split(),
        *".remark .results .small .source .tally .text .types .unknowns .what".split(),
    ),
    "map-region": (
        "css/icons",
        "css/map",
        "css/sayings",
        *".data .done .about .remark .small .soft .quiet .results .said .state .num .of .hundreds".split(),
    ),
    "set-form": ("css/set",),
}
# Classes that scripts of ours and of Plotly give to elements which they make themselves.
_BY_SCRIPT = frozenset({"vh", "pic-live", "js-plotly-plot", "shapelayer"})

_COMMENT = re.compile(r'("[^"]*")|/\*.*?\*/', re.DOTALL)
_STRING = re.compile(r'("[^"]*")')
_ATTRIBUTE = re.compile(r'\bclass="([^"]*)"')
_CLASS = re.compile(r"\.(-?[a-zA-Z_][\w-]*)")
# What stands between these brackets need not hold for a selector to apply.
_OPTIONAL = re.compile(r"\[[^\]]*\]|:(?:not|is|where|has)\((?:[^()]|\([^()]*\))*\)")
_COMMA = re.compile(r",(?![^(\[]*[)\]])")


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule, or an at-rule with rules in it: what stands before its braces, what in them, and the classes that it needs.

    `needs` has the classes of each of its selectors; it applies when the page has all of one of them.
    """

    head: str
    body: str = ""
    rules: tuple[Rule, ...] = ()
    needs: tuple[frozenset[str], ...] = field(default=())
    sheet: str = ""


def tight(css: str) -> str:
    """The same style sheet without comments and without room between its parts."""
    parts = _STRING.split(_COMMENT.sub(r"\1", css))
    for place in range(0, len(parts), 2):
        part = re.sub(r"\s+", " ", parts[place])
        parts[place] = re.sub(r" ?([{};,>]) ?", r"\1", part).replace(": ", ":").replace(";}", "}")
    return "".join(parts).strip()


def _needed(head: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(_CLASS.findall(one)) for one in _COMMA.split(_OPTIONAL.sub("", _STRING.sub("", head))))


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Head and body of each block at the outermost level."""
    start, open_at, depth = 0, 0, 0
    for found in re.finditer(r'"[^"]*"|[{};]', css):
        mark = found.group()
        if mark == "{":
            depth += 1
            if depth == 1:
                open_at = found.start()
        elif mark == "}":
            depth -= 1
            if depth == 0:
                yield css[start:open_at], css[open_at + 1 : found.start()]
                start = found.end()
        elif mark == ";" and depth == 0:
            raise ValueError(f"a rule without a block: {css[start : found.end()]!r} (the style sheets have none)")


def _rules(css: str, *, sheet: str) -> Iterator[Rule]:
    for head, body in _blocks(css):
        if head.startswith(("@media", "@supports")):
            yield Rule(head=head, rules=tuple(_rules(body, sheet=sheet)), sheet=sheet)
        else:
            yield Rule(head=head, body=body, needs=() if head.startswith("@") else _needed(head), sheet=sheet)


@lru_cache(maxsize=1)
def _all() -> tuple[Rule, ...]:
    texts = {name: (ASSETS / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS}
    return tuple(
        rule for name, text in {**texts, _CHARTS: scheme_css()}.items() for rule in _rules(tight(text), sheet=name)
    )


def _written(rules: Iterable[Rule], classes: frozenset[str], sheets: frozenset[str]) -> str:
    """The rules that can apply to a page with these classes, and all of these sheets."""
    parts = []
    for rule in rules:
        if rule.rules:
            inner = _written(rule.rules, classes, sheets)
            if inner:
                parts.append(f"{rule.head}{{{inner}}}")
        elif not rule.needs or rule.sheet in sheets or any(needed <= classes for needed in rule.needs):
            parts.append(f"{rule.head}{{{rule.body}}}")
    return "".join(parts)


def whole() -> str:
    """All rules, in their order."""
    return _written(_all(), frozenset(), frozenset((*SHEETS, _CHARTS)))


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(_CLASS.findall(_STRING.sub("", whole())))


@lru_cache(maxsize=128)
def _of(classes: frozenset[str]) -> str:
    brought = [part for name, parts in _BROUGHT.items() if name in classes for part in parts]
    names = frozenset(part[1:] for part in brought if part.startswith("."))
    # Most classes of a page that differ from those of another make no difference here: equal sheets are held once.
    return sys.intern(_written(_all(), classes | names, frozenset(brought)))


class Dress:
    """Gives a page its style sheet when its content is there. `text` is that sheet, for the policy of the page."""

    text = ""

    def __call__(self, content: str) -> str:
        """The style sheet for a page with this HTML in it."""
        found = {name for names in set(_ATTRIBUTE.findall(content)) for name in names.split()}
        self.text = _of(frozenset(found) & _known() | _BY_SCRIPT)
        return self.text
