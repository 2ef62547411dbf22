"""The panel of a cell of the map: answer, numbers, results, gaps and claims."""

from dashboard.i18n.catalogue import t
from dashboard.labels.strength import level_text
from dashboard.models.evidence import Panel
from dashboard.models.text import Note, Source, Strength
from dashboard.web.components.frequencies import frequencies
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.results import interim, results
from dashboard.web.components.sources import source_line
from dashboard.web.components.statements import statements
from dashboard.web.components.symbols import stairs
from dashboard.web.components.tables import data_table


def panel(value: Panel, *, id: str, lang: str) -> Node:
    """Return an opened cell: text and numbers with notes, then results, claims and sources."""
    close = h("a", t("map.close", lang), _about(value), cls="quiet", href=value.close_href)
    beside = [
        strength_note(value.strength, lang=lang) if value.strength else None,
        [note(part) for part in value.notes],
    ]
    measured: Part = None
    if value.findings:
        result = results(value.findings, lang=lang, brief=True)
        measured = h("div", h("h4", t("map.findings", lang)), result, cls="outcomes")
    claimed: Part = None
    if value.claims:
        claimed = h(
            "div",
            h("h4", t("map.claims", lang)),
            h("p", t("map.claims_intro", lang), cls="small"),
            results(value.claims, lang=lang, kind="claimed", brief=True),
            cls="claims",
        )
    more: Part = None
    if value.more_href:
        more = h("p", h("a", t("map.more", lang), href=value.more_href), cls="more")
    used = list({source.id: source for source in _sources(value)}.values())
    has_notes = value.strength is not None or bool(value.notes)
    return h(
        "div",
        h("div", h("h3", value.title, id=f"{id}-title"), close, cls="top"),
        h(
            "div",
            h("p", value.answer, cls="answer") if value.answer else None,
            data_table(value.table) if value.table else None,
            frequencies(value.frequencies, id=f"{id}-hundred", lang=lang),
            cls="main",
        ),
        h("dl", beside, cls="notes") if has_notes else None,
        measured,
        interim(value.interim, id=f"{id}-interim", level=4, lang=lang) if value.interim else None,
        claimed,
        statements(value.statements, id=f"{id}-say", lang=lang, about=_about(value), level=4),
        h("div", source_line(used, lang=lang) if used else None, more, cls="base"),
        id=id,
        cls="panel" + ("" if has_notes and value.table else " plain"),
        role="group",
        aria_labelledby=f"{id}-title",
        data_panel=True,
    )


def _about(value: Panel) -> Node:
    """Return hidden text that tells screen readers which cell a link or fold belongs to."""
    return h("span", f": {value.title}", cls="vh")


def _sources(value: Panel) -> list[Source]:
    """Return the sources; those of the panel come last, because they have the places of its numbers."""
    return [*(finding.source for finding in (*value.findings, *value.claims)), *value.sources]


def note(value: Note) -> Node:
    """Return a short text under a heading."""
    return h("div", h("dt", value.head), h("dd", value.text))


def strength_note(value: Strength, *, lang: str) -> Node:
    """Return the strength of the comparison: stairs, level in words, name and reason."""
    words = f"{level_text(value.level, lang=lang).capitalize()}: {value.name}."
    return h(
        "div",
        h("dt", t("strength.head", lang)),
        h("dd", stairs(value.level), " ", words, f" {value.why}" if value.why else None),
    )
