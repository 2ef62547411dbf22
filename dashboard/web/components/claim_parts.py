"""The verdict on a claim as a badge, the counts of verdicts, and the card of a claim."""

from collections import Counter
from collections.abc import Mapping, Sequence

from dashboard.db.rows.provenance import ClaimRow
from dashboard.i18n.catalogue import t
from dashboard.models.filters import VERDICTS
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.labels import icon

# Of each verdict the sign, the class of its badge, and the colour of its band on a share card.
_LOOKS = {
    "true": ("may", "is-true", "state-better"),
    "half_true": ("half", "is-half", "state-half"),
    "outdated": ("clock", "is-old", "ink-soft"),
    "not_shown": ("same", "", "ink"),
    "unknown": ("not-found", "is-open", "state-unknown"),
}


def badge(verdict: str, *, lang: str, count: int = 0) -> Node:
    """Return a verdict as sign and word on its colour; with a `count` instead of the word, hidden from screen readers."""
    sign, cls, tone = _LOOKS[verdict]
    text = h("span", str(count) if count else t(f"claims.verdict.{verdict}", lang))
    return h("span", icon(sign), text, cls=f"badge {cls}".strip(), data_tone=tone)


def spread(verdicts: Sequence[str], *, hrefs: Mapping[str, str], chosen: str, lang: str) -> Node:
    """Return how many claims have each verdict, as a list that looks like a bar; each links to its claims in `hrefs`."""
    counts = Counter(verdicts)
    items = [
        h("li", h("a", badge(name, lang=lang, count=counts[name]), h("span", t(f"claims.verdict.{name}", lang)),
                  href=hrefs[name], aria_current="true" if name == chosen else None))
        for name in VERDICTS
        if counts[name]
    ]  # fmt: skip
    return h("ul", items, cls="spread", aria_label=t("claims.spread", lang))


def card(row: ClaimRow, *, href: str, lang: str, sources: str, actions: Part, level: int) -> Node:
    """Return a claim with its verdict, the reason and the sources; the claim is a link to its page."""
    quote = h(f"h{level}", h("a", t("claims.quoted", lang, claim=row.claim), href=href))
    return h(
        "article",
        quote,
        h("p", badge(row.verdict, lang=lang)),
        h("p", row.answer, cls="why"),
        h("p", sources, cls="source"),
        h("p", actions, cls="actions"),
        cls="claim",
    )
