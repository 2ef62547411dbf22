"""The list of sources: date, how much was read, a citation to copy, and the facts that cite it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from dashboard.db import queries
from dashboard.db.rows.provenance import SourceRow
from dashboard.labels.citations import citation, usable_licence
from dashboard.models.controls import Control, Option, OptionGroup
from dashboard.models.text import Link, Note
from dashboard.search import index
from dashboard.selection.filters import ACCESSES, KINDS
from dashboard.web.components.bibliography import Reference, UseGroup, bibliography
from dashboard.web.components.html import Node, h
from dashboard.web.components.notices import contents
from dashboard.web.components.search_form import find_form
from dashboard.web.components.sections import opening
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.page_parts import remarks
from dashboard.web.pages.source_usage import Rest, rests_on

Rests = dict[str, tuple[Rest, ...]]


def chosen(context: PageContext) -> list[SourceRow]:
    """Return the sources that match the filters and the words of the search."""
    choice = context.choice
    asked = index.words(choice.words)
    found = []
    for row in queries.sources(context):
        text = index.fold(" ".join((row.title, row.publisher, row.authors or "", row.published or "", row.id)))
        fits = choice.kind in ("", row.kind) and choice.access in ("", row.access)
        if fits and all(word in text for word in asked):
            found.append(row)
    return found


def _control(name: str, values: Sequence[tuple[str, str]], picked: str, context: PageContext) -> Control:
    everything = Option(value="", label=context.t(f"sources.any_{name}"), selected=not picked)
    options = (everything, *(Option(value=id, label=label, selected=id == picked) for id, label in values))
    return Control(
        name=name, label=context.t(f"sources.{name}"), kind="one", groups=(OptionGroup(label="", options=options),)
    )


def _form(context: PageContext) -> Node:
    kinds = [(id, context.t(f"sources.kinds.{id}")) for id in KINDS]
    # Offer only reading states that occur.
    held = {row.access for row in queries.sources(context)}
    reads = [(id, context.t(f"access.{id}").capitalize()) for id in ACCESSES if id in held]
    choice = context.choice
    return find_form(
        action=context.path, lang=context.lang, label=context.t("sources.words"), value=choice.words,
        submit=context.t("control.show"),
        controls=(_control("kind", kinds, choice.kind, context), _control("access", reads, choice.access, context)),
        hidden=context.pin,
        reset=bool(choice.words or choice.kind or choice.access),
    )  # fmt: skip


def _related(
    row: SourceRow, rows: dict[str, SourceRow], context: PageContext
) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """Return the source that this one reports on, and the sources through which it was read."""

    def link(id: str) -> Link:
        address = context.address(anchor=id, kind="", access="", words="")
        return Link(href=address, label=rows[id].title)

    other = row.reports_on
    through = [one.id for one in rows.values() if one.reports_on == row.id and one.id != row.id]
    found: list[tuple[str, tuple[Link, ...]]] = []
    if other and other != row.id and other in rows:
        found.append((context.t("sources.reports_on"), (link(other),)))
    if through:
        found.append((context.t("sources.known_through"), tuple(link(id) for id in through)))
    return tuple(found)


def _group(rest: Rest, context: PageContext) -> UseGroup:
    more = context.t("sources.cut", total=context.number(rest.number)) if rest.cut else ""
    return UseGroup(name=context.t(f"sources.group.{rest.kind}"), uses=rest.uses, more=more)


def _reference(row: SourceRow, rests: Rests, rows: dict[str, SourceRow], context: PageContext) -> Reference:
    lang = context.lang
    date = context.date(row.published) if row.published else context.t("origin.undated")
    facts = [
        Note(head=context.t("sources.publisher"), text=row.publisher),
        Note(head=context.t("sources.date"), text=date),
        Note(head=context.t("sources.was_read"), text=context.t(f"access.{row.access}")),
    ]
    if row.language != "nl":
        facts.append(Note(head=context.t("sources.language"), text=context.t(f"sources.languages.of_{row.language}")))
    if usable_licence(row):
        facts.append(Note(head=context.t("sources.licence"), text=usable_licence(row)))
    own = rests.get(row.id, ())
    return Reference(
        id=row.id,
        title=row.title,
        language=row.language,
        url=row.url,
        facts=tuple(facts),
        citation=citation(row, lang),
        uses=tuple(_group(rest, context) for rest in own),
        number=sum(rest.number for rest in own),
        related=_related(row, rows, context),
    )


def _list(found: Sequence[SourceRow], context: PageContext) -> Node:
    """Return the matching sources by kind."""
    rests = rests_on(context)
    rows = {row.id: row for row in queries.sources(context)}
    groups = []
    for kind in KINDS:
        own = [_reference(row, rests, rows, context) for row in found if row.kind == kind]
        if own:
            groups.append((f"kind-{kind}", context.t(f"sources.kinds.{kind}"), own))
    jump = [Link(href=f"#{id}", label=f"{title} ({len(own)})") for id, title, own in groups]
    parts = [contents(jump, label=context.t("compare.contents"))] if len(groups) > 1 else []
    return h("div", parts, bibliography(groups, lang=context.lang, opened=len(found) < len(rows)))


def body(context: PageContext) -> Node:
    """Return the body of the page."""
    held = {key: context.number(value) for key, value in asdict(queries.facts_held(context)).items()}
    amounts = {"part": held["sources_read_in_part"], "secondary": held["sources_secondary"]}
    read = "none"
    if queries.facts_held(context).sources_read_in_full:
        read, amounts = "some", {**amounts, "full": held["sources_read_in_full"]}
    found = chosen(context)
    key = "one" if len(found) == 1 else "many"
    return h(
        "div",
        remarks(context),
        opening(
            context.t("sources.title"),
            lead=(
                context.t("sources.lead", n=held["sources"]),
                context.t(f"sources.read_{read}", **amounts),
            ),
        ),
        _form(context),
        h("p", context.t(f"sources.found.{key}", n=context.number(len(found))), cls="tally", id="found"),
        _list(found, context) if found else h("p", context.t("sources.none")),
    )  # fmt: skip
