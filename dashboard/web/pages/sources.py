"""The list of sources: date, how much was read, a citation to copy, and the facts that cite it."""

from collections.abc import Sequence

from dashboard.db import queries
from dashboard.db.rows.provenance import SourceRow
from dashboard.models.controls import Control, Option, OptionGroup
from dashboard.search import index
from dashboard.selection.filters import ACCESSES, KINDS
from dashboard.web.components.controls import find_form
from dashboard.web.components.html import Node, h
from dashboard.web.components.sections import opening
from dashboard.web.pages.bibliography import bibliography
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.page_parts import remarks


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


def body(context: PageContext) -> Node:
    """Return the body of the page."""
    held = queries.facts_held(context)
    amounts = {
        "part": context.number(held.sources_read_in_part),
        "secondary": context.number(held.sources_secondary),
    }
    if held.sources_read_in_full:
        read = context.t("sources.read_some", full=context.number(held.sources_read_in_full), **amounts)
    else:
        read = context.t("sources.read_none", **amounts)
    result = chosen(context)
    return h(
        "div",
        remarks(context),
        opening(context.t("sources.title"), lead=(context.t("sources.lead", n=context.number(held.sources)), read)),
        _form(context),
        h("p", context.count("sources.found", len(result)), cls="tally", id="found"),
        bibliography(result, context) if result else h("p", context.t("sources.none")),
    )
