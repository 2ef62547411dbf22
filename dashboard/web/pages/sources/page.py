"""The list of sources: date, how much was read, a citation to copy, and the facts that cite it."""

from collections.abc import Sequence

from dashboard.db import queries
from dashboard.db.rows.provenance import SourceRow
from dashboard.exports.references import REFERENCES
from dashboard.labels.labels import citation, usable_licence
from dashboard.models.filters import ACCESSES, KINDS
from dashboard.models.text import Link
from dashboard.search import index
from dashboard.web.components.controls import find_form, select
from dashboard.web.components.html import Node, Part, h, joined
from dashboard.web.components.sections import contents, copying, fold, opening, phone_fold
from dashboard.web.pages.context import PageContext, remarks
from dashboard.web.pages.page_parts import read_counts
from dashboard.web.pages.sources.usage import CitingFact, FactGroup, citing_facts

# Of more sources the facts that rest on each would make a page of twice the size; a link shows them.
_MOST_WITH_FACTS = 80


def bibliography(found: Sequence[SourceRow], context: PageContext) -> Node:
    """Return the sources by kind, unfolded after a search, with links to the kinds when there are several."""
    groups, short = citing_facts(context), len(found) > _MOST_WITH_FACTS
    rows = {row.id: row for row in queries.sources(context)}
    sections, jump = [], []
    for kind in KINDS:
        own = [row for row in found if row.kind == kind]
        if not own:
            continue
        id, title = f"kind-{kind}", context.t(f"sources.kinds.{kind}")
        jump.append(Link(href=f"#{id}", label=f"{title} ({len(own)})"))
        refs = h("ol", [_reference(row, groups.get(row.id, ()), rows, context, short=short) for row in own], cls="refs")
        folded = phone_fold(
            "fold.sources", len(own), refs, lang=context.lang, id=f"{id}-list", opened=len(found) < len(rows)
        )
        head = h("h2", title, h("span", f" {len(own)}", cls="soft"), id=f"{id}-title")
        sections.append(h("section", head, folded, id=id, aria_labelledby=f"{id}-title", cls="kind"))
    menu = contents(jump, label=context.t("compare.contents")) if len(jump) > 1 else None
    return h("div", menu, h("div", sections, cls="bibliography"))


def _facts(row: SourceRow, rows: dict[str, SourceRow], context: PageContext) -> list[tuple[str, Part]]:
    """Return the facts on a source, what it reports on, and the sources through which it was read."""

    def links(ids: Sequence[str]) -> Part:
        return joined(
            [h("a", rows[id].title, href=context.address(anchor=id, kind="", access="", words="")) for id in ids], "; "
        )

    facts: list[tuple[str, Part]] = [
        ("publisher", row.publisher),
        ("date", context.date(row.published) if row.published else context.t("origin.undated")),
        ("was_read", context.t(f"access.{row.access}")),
    ]
    if row.pages_read and row.page_count and row.read_on:
        slots = {"pages": row.pages_read, "total": context.number(row.page_count), "date": context.date(row.read_on)}
        facts.append(("pages_read", context.t("sources.pages", **slots)))
    if row.language != "nl":
        facts.append(("language", context.t(f"sources.languages.of_{row.language}")))
    if usable_licence(row):
        facts.append(("licence", usable_licence(row)))
    if row.reports_on in rows and row.reports_on != row.id:
        facts.append(("reports_on", links([row.reports_on])))
    through = [item.id for item in rows.values() if item.reports_on == row.id and item.id != row.id]
    if through:
        facts.append(("known_through", links(through)))
    return facts


def _reference(
    row: SourceRow, groups: Sequence[FactGroup], rows: dict[str, SourceRow], context: PageContext, *, short: bool
) -> Node:
    language = row.language if row.language != context.lang else None
    facts = [
        h("div", h("dt", context.t(f"sources.{name}")), h("dd", text)) for name, text in _facts(row, rows, context)
    ]
    return h(
        "li",
        h("h3", h("a", row.title, href=row.url, rel="external", lang=language)),
        h("dl", facts, cls="facts"),
        h("div", _citing_facts(row, groups, context, short=short), _citation(row, context), cls="folds"),
        id=row.id,
        cls="ref",
    )


def _about(row: SourceRow) -> Node:
    return h("span", f": {row.title}", cls="vh")


def _citing_facts(row: SourceRow, groups: Sequence[FactGroup], context: PageContext, *, short: bool) -> Node:
    """Return the fold with the facts that cite a source, by kind; in a long list a link to them."""
    if not groups:
        return h("p", context.t("sources.nothing"), cls="small soft")
    lists = [
        h(
            "div",
            h("h4", context.t(f"sources.group.{group.kind}")),
            h("p", context.t("sources.cut", total=context.number(group.number)), cls="small") if group.cut else None,
            h("ul", [_fact(fact, context) for fact in group.facts]),
        )
        for group in groups
    ]
    number = context.count("sources.rests", sum(group.number for group in groups))
    if short:
        return h("p", h("a", number, _about(row), href=context.address(words=row.id)), cls="rests")
    return fold([number, _about(row)], h("div", lists, cls="uses"), cls="rests")


def _fact(fact: CitingFact, context: PageContext) -> Node:
    head = h("a", fact.head, href=fact.href) if fact.href else h("b", fact.head)
    remark = h("span", f" {fact.remark}", cls="remark-word") if fact.remark else None
    place = h("span", f" {context.t('sources.place', where=fact.place)}", cls="soft") if fact.place else None
    return h("li", head, f" {fact.text}" if fact.text else None, remark, place)


def _files(context: PageContext, id: str = "", about: Part = None) -> Node:
    """Return the links to a source, or those of the choice, as files for reference managers."""
    path = f"{context.path}/{id}" if id else context.path
    values = {"kind": "", "access": "", "words": ""} if id else {}
    links = [
        h("li", h("a", name, about, href=context.address(f"{path}.{form}", **values), download=True))
        for form, (name, *_) in REFERENCES.items()
    ]
    return h("ul", links, cls="actions")


def _citation(row: SourceRow, context: PageContext) -> Node:
    text, about = citation(row, context.lang), _about(row)
    button = copying("sources.copy", done="sources.copied", lang=context.lang, about=about, data_copy_text=text)
    copy, files = h("p", button, cls="needs-script"), _files(context, row.id, about)
    return fold([context.t("sources.citation"), about], h("p", text, cls="citation"), copy, files, cls="cite")


def chosen(context: PageContext) -> list[SourceRow]:
    """Return the sources that match the filters and the words of the search."""
    choice = context.choice
    requested = index.words(choice.words)
    result = []
    for row in queries.sources(context):
        text = index.fold(" ".join((row.title, row.publisher, row.authors or "", row.published or "", row.id)))
        fits = choice.kind in ("", row.kind) and choice.access in ("", row.access)
        if fits and all(word in text for word in requested):
            result.append(row)
    return result


def _form(context: PageContext) -> Node:
    kinds = [(id, context.t(f"sources.kinds.{id}")) for id in KINDS]
    # Offer only reading states that occur.
    held = {row.access for row in queries.sources(context)}
    reads = [(id, context.t(f"access.{id}").capitalize()) for id in ACCESSES if id in held]
    choice = context.choice
    return find_form(
        action=context.path, lang=context.lang, label=context.t("sources.words"), value=choice.words,
        submit=context.t("control.show"),
        controls=(
            select("kind", context.t("sources.kind"), kinds, choice.kind, any_label=context.t("sources.any_kind")),
            select("access", context.t("sources.access"), reads, choice.access, any_label=context.t("sources.any_access")),
        ),
        hidden=context.pin.items(),
        reset=bool(choice.words or choice.kind or choice.access),
    )  # fmt: skip


def body(context: PageContext) -> Node:
    """Return the body of the page."""
    held = queries.facts_held(context)
    if held.sources_read_in_full:
        read = context.t("sources.read_some", **read_counts(context, "full", "part", "secondary"))
    else:
        read = context.t("sources.read_none", **read_counts(context, "part", "secondary"))
    result = chosen(context)
    return h(
        "div",
        remarks(context),
        opening(context.t("sources.title"), lead=(context.t("sources.lead", n=context.number(held.sources)), read)),
        _form(context),
        h("p", context.count("sources.found", len(result)), cls="tally", id="found"),
        h("div", h("p", context.t("sources.files")), _files(context), cls="reference-files") if result else None,
        bibliography(result, context) if result else h("p", context.t("sources.none")),
    )
