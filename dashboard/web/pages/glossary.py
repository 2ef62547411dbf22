"""The glossary, in alphabetical order; and links from the first use of each term on a page to its explanation.

Only introductions, notices and explanations are searched for terms. Facts, headings and links stay as they are, and so do the
live region and the cards of charts, which a keyboard passes in two steps.
"""

import re
from dataclasses import replace
from functools import lru_cache

from dashboard.db import queries
from dashboard.db.rows.subjects import TermRow
from dashboard.search.index import fold
from dashboard.web.components.html import Child, Node, h
from dashboard.web.components.sections import opening
from dashboard.web.pages.context import PageContext

_WORDS = frozenset({"lead", "intro", "small", "remark", "signs", "ladder", "rules", "notes"})
_CLOSED_CLASSES = frozenset(
    "stage terms bibliography found-list source results subjects types say panel card slide".split()
)
_CLOSED_TAGS = frozenset("a button summary h1 h2 h3 h4 th dt label select script style nav form caption".split())


@lru_cache(maxsize=16)
def _pattern(forms: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a regular expression of all forms, the longest first, and the term of each form."""
    owner = {form.casefold(): id for form, id in forms}
    longest = sorted(owner, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])", re.IGNORECASE), owner


def _forms(row: TermRow) -> list[str]:
    """Return a term and its other forms; parts in brackets or after a comma are forms too."""
    names = re.split(r"[(),]| of | or ", row.term) + (row.forms or "").split("|")
    return [name.strip() for name in names if name.strip()]


class _Walk:
    """A walk through a page; `left` are the terms that did not occur yet."""

    def __init__(self, context: PageContext) -> None:
        rows = queries.terms(context)
        forms = tuple((form, row.id) for row in rows for form in _forms(row))
        self._context = context
        self._pattern, self._owner = _pattern(forms)
        self.left = {row.id: row for row in rows}
        self.met: list[TermRow] = []

    def text(self, words: str) -> list[Child]:
        """Return a text with the first use of each term as a button."""
        built: list[Child] = []
        done = 0
        for hit in self._pattern.finditer(words):
            term = self.left.pop(self._owner[hit.group().casefold()], None)
            if term:
                self.met.append(term)
                built += [words[done : hit.start()], self._explained(term, hit.group())]
                done = hit.end()
        return [child for child in (*built, words[done:]) if child != ""]

    def _explained(self, term: TermRow, words: str) -> Node:
        """Return words that open the explanation of a term by mouse, keyboard or touch."""
        return h(
            "button", words, type="button", popovertarget=f"term-{term.id}", cls="explain",
            title=self._context.t("glossary.explain"), aria_describedby="explain-hint",
        )  # fmt: skip

    def node(self, child: Child, *, inside: bool) -> list[Child]:
        """Return a part of a page with its terms linked."""
        if isinstance(child, str):
            return self.text(child) if inside and self.left else [child]
        if not isinstance(child, Node):
            return [child]
        classes = set(str(child.attrs.get("class", "")).split())
        # A picture is one element to a screen reader, so it must not contain buttons.
        if child.tag in _CLOSED_TAGS or classes & _CLOSED_CLASSES or child.attrs.get("role") == "img":
            return [child]
        inner = inside or bool(classes & _WORDS) or (child.tag == "div" and "head" in classes)
        children = tuple(part for item in child.children for part in self.node(item, inside=inner))
        return [replace(child, children=children)]


def explain(body: Node, context: PageContext) -> Node:
    """Return the page with each term linked at its first use; the explanations follow at the end."""
    walk = _Walk(context)
    built = walk.node(body, inside=False)[0]
    if not walk.met or not isinstance(built, Node):
        return body
    hint = h("span", context.t("glossary.explain"), id="explain-hint", hidden=True)
    boxes = h("div", hint, [_box(term, context) for term in walk.met])
    return replace(built, children=(*built.children, boxes))


def _box(term: TermRow, context: PageContext) -> Node:
    """Return the explanation of a term as a native popover, which needs no script."""
    link = h("a", context.t("glossary.title"), href=context.t("glossary.place", id=term.id))
    return h(
        "div", h("p", h("b", term.term)), h("p", term.explanation), h("p", link), id=f"term-{term.id}", popover="auto",
        cls="explanation",
    )  # fmt: skip


def _term(row: TermRow, context: PageContext) -> Node:
    """Return a term with its explanation and a link that searches for it; its id is its anchor."""
    about = h("span", f": {row.term}", cls="vh")
    search = h("a", context.t("glossary.where"), about, href=context.link("search", words=row.term))
    return h("div", h("dt", row.term), h("dd", row.explanation), h("dd", search, cls="small"), id=row.id, cls="term")


def body(context: PageContext) -> Node:
    """Return the terms in the alphabetical order of the language."""
    rows = sorted(queries.terms(context), key=lambda row: fold(row.term))
    return h(
        "div",
        opening(context.t("glossary.title"), lead=(context.t("glossary.lead"),)),
        h("dl", [_term(row, context) for row in rows], cls="terms"),
    )
