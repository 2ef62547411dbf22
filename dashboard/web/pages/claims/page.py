"""Claims that go round, each with its verdict: the list with a box for a reader's own sentence, and the page of one claim."""

from collections.abc import Sequence

from dashboard.db import queries
from dashboard.db.rows.provenance import ClaimFactRow, ClaimRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.selection.filters import LONGEST_WORDS
from dashboard.web.components.claim_parts import badge, card, spread
from dashboard.web.components.controls import get_form
from dashboard.web.components.details import sentences
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.labels import cited
from dashboard.web.components.sections import band, copying
from dashboard.web.pages.claims import match
from dashboard.web.pages.context import PageContext, absolute_url, remarks
from dashboard.web.pages.share.links import preview, share_page

# The most claims on the front page.
_MOST_ON_FRONT = 4


def _facts(claim: ClaimRow, context: PageContext) -> list[ClaimFactRow]:
    return [row for row in queries.claim_facts(context) if row.claim_id == claim.id]


def _citations(row: ClaimFactRow) -> list[labels.Citation]:
    return [labels.Citation(source_id=id, locator=row.locator) for id in row.source_ids]


def _sources(claim: ClaimRow, context: PageContext) -> str:
    """Return publisher and date of each source of a claim in one line."""
    found = labels.sources((one for row in _facts(claim, context) for one in _citations(row)), context)
    line = "; ".join(f"{source.publisher}, {source.published}" for source in found)
    return context.t("claims.sources_one" if len(found) == 1 else "claims.sources_many", sources=line)


def _verdict(claim: ClaimRow, context: PageContext) -> str:
    return context.t(f"claims.verdict.{claim.verdict}")


def _copy(claim: ClaimRow, context: PageContext) -> list[Node]:
    """Return the button that copies a claim, which always has its verdict and sources with it."""
    slots = {"claim": claim.claim, "verdict": _verdict(claim, context), "answer": claim.answer}
    text = context.t("claims.copy_text", **slots, sources=_sources(claim, context))
    link = absolute_url(context.link("claim", claim.id))
    about = h("span", f": {claim.claim}", cls="vh")
    copied = {"data_copy_text": text, "data_copy_link": link}
    return copying("claims.copy", done="claims.copied", lang=context.lang, about=about, **copied)


def _cards(claims: Sequence[ClaimRow], context: PageContext, *, level: int, last: Part = None) -> Node:
    built = []
    for row in claims:
        href = context.link("claim", row.id)
        more = h("a", context.t("claims.more"), h("span", f": {row.claim}", cls="vh"), href=href)
        sources, actions = _sources(row, context), [more, h("span", _copy(row, context), cls="needs-script")]
        built.append(card(row, href=href, lang=context.lang, sources=sources, actions=actions, level=level))
    return h("div", built, last, cls="claim-cards")


def _box(context: PageContext) -> Node:
    """Return the box for a sentence, and what is known on the subjects of the sentence in the address."""
    said = context.choice.words
    form = get_form(
        h("label", context.t("claims.box.label"), for_="sentence"),
        h("textarea", said or None, id="sentence", name="q", rows=2, maxlength=LONGEST_WORDS, required=True),
        h("p", h("button", context.t("claims.box.submit"), type="submit", cls="button")),
        action=f"{context.path}#box",
        hidden=context.pin.items(),
        cls="box",
    )
    found, title = _found(said, context) if said else None, context.t("claims.box.title")
    return band(form, found, id="box", title=title, intro=context.t("claims.box.intro"))


def _found(said: str, context: PageContext) -> list[Part]:
    found = match.subjects_of_sentence(said, context)
    if not any(found.every):
        return [h("p", context.t("claims.box.nothing"), cls="tally")]
    names = [row.name for row in queries.municipalities(context) if row.id in found.municipalities]
    names += [row.label for row in queries.types(context) if row.id in found.types]
    names += [row.label for row in queries.themes(context) if row.id in found.themes]
    claims = match.claims_about(found, context)
    groups = match.statements_about(found, context)
    return [
        h("p", context.t("claims.box.recognised", subjects=formats.listing(names, context.lang)), cls="tally"),
        h("h3", context.t("claims.box.claims")),
        _cards(claims, context, level=4) if claims else h("p", context.t("claims.box.no_claims")),
        h("h3", context.t("claims.box.sayings")),
        sentences(groups, id="sayings", lang=context.lang, level=4) or h("p", context.t("claims.box.no_sayings")),
    ]


def body(context: PageContext) -> Node:
    """Return the list of claims with the box."""
    claims = queries.claims(context)
    verdicts = [row.verdict for row in claims]
    lead = context.t("claims.lead", n=labels.upper_first(formats.in_words(len(claims), context.lang)))
    if "true" not in verdicts:
        lead = f"{lead} {context.t('claims.none_true')}"
    chosen = [row for row in claims if context.choice.verdict in ("", row.verdict)]
    to_all = context.address(anchor="list", verdict="")
    every = (
        h("p", h("a", context.count("claims.every", len(claims)), href=to_all)) if len(chosen) < len(claims) else None
    )
    link = h("p", h("a", context.t("claims.missing_link"), href=context.link("method", anchor="mistake")))
    why = h("p", context.t("claims.missing_text"), cls="why")
    missing = h("aside", h("h3", context.t("claims.missing")), why, link, cls="claim wanted")
    head = h("div", h("h1", context.t("claims.title")), h("p", lead, cls="lead serif"))
    hrefs = {name: context.address(anchor="list", verdict=name, words="") for name in set(verdicts)}
    top = h("div", head, spread(verdicts, hrefs=hrefs, chosen=context.choice.verdict, lang=context.lang))
    cards = [every, _cards(chosen, context, level=3, last=missing)]
    return h(
        "div",
        band(remarks(context), top, id="top", tone="sand"),
        _box(context),
        band(cards, id="list", title=context.t("claims.list"), intro=context.t("claims.how")),
        cls="fact-check",
    )


def _claim(context: PageContext) -> ClaimRow | None:
    return next((row for row in queries.claims(context) if row.id == context.item), None)


def heading(context: PageContext) -> str:
    """Return the verdict and the claim, so that a link never shows the claim alone."""
    row = _claim(context)
    if row is None:
        return context.t("claims.title")
    return context.t("claims.heading", verdict=_verdict(row, context), claim=row.claim)


def description(context: PageContext) -> str:
    """Return the reason of the verdict, for the preview of a link."""
    row = _claim(context)
    return row.answer if row else context.t("description.claims")


def _fact(row: ClaimFactRow, context: PageContext) -> Node:
    value = ""
    if row.value is not None and row.unit:
        value = formats.full(row.value, row.unit, context.lang, row.decimals or 0, row.qualifier)
    sources = [h("p", cited(one, lang=context.lang), cls="source") for one in labels.sources(_citations(row), context)]
    return h("li", h("p", row.text, [": ", h("b", value)] if value else None), sources)


def claim_body(context: PageContext) -> Node:
    """Return the page of one claim: verdict, reason, the rows that it rests on, and its picture."""
    row = _claim(context)
    back = h("p", h("a", context.t("claims.all"), href=context.link("claims")))
    if row is None:
        not_then = h("p", context.t("claims.not_then"))
        return h("div", band(h("h1", context.t("claims.title")), remarks(context), not_then, back, id="top"))
    facts = h("ul", [_fact(fact, context) for fact in _facts(row, context)], cls="items")
    picture = preview("claim", context.lang, row.id)
    alt = f"{heading(context)}. {row.answer}"
    return h(
        "div",
        band(
            remarks(context),
            h("p", context.t("claims.kicker"), cls="small soft"),
            h("h1", context.t("claims.quoted", claim=row.claim)),
            h("p", badge(row.verdict, lang=context.lang)),
            h("p", row.answer, cls="lead"),
            h("p", _sources(row, context), cls="source"),
            h("p", h("span", _copy(row, context), cls="needs-script"), cls="actions"),
            id="top",
            tone="sand",
        ),
        band(facts, back, id="facts", title=context.t("claims.facts"), intro=context.t("claims.facts_intro")),
        band(
            h("p", context.t("claims.image_text")),
            h("img", src=picture, alt=alt, width=1200, height=630, loading="lazy"),
            h("ul", share_page("claim", context), cls="actions"),
            id="picture",
            tone="sand",
            title=context.t("claims.image"),
        ),
        cls="fact-check one-claim",
    )


def claim_row(context: PageContext) -> Part:
    """Return the row of the front page: one claim of each verdict, then others; None without claims."""
    rows = queries.claims(context)
    if not rows:
        return None
    first = {row.verdict: row for row in reversed(rows)}
    shown = sorted(rows, key=lambda row: row is not first[row.verdict])[:_MOST_ON_FRONT]
    lines = [
        h("li",
          h("p", h("a", context.t("claims.quoted", claim=row.claim), href=context.link("claim", row.id))),
          badge(row.verdict, lang=context.lang))
        for row in shown
    ]  # fmt: skip
    every = h("p", h("a", context.count("claims.every", len(rows)), href=context.link("claims")))
    title = h("div", h("h2", context.t("claims.title"), id="claims-title"), every)
    return band(title, h("ul", lines), id="claims", tone="sand", labelled_by="claims-title")
