"""The band on what we do not know: one large number, how much was read, and what a reader can ask for."""

from collections import Counter

from dashboard.db import queries
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.text import Note
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.labels import UNKNOWN
from dashboard.web.components.sections import band
from dashboard.web.pages import paths
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.page_parts import read_counts

# More trials than these without any result are counted.
_NAMED = 6


def notes(context: PageContext) -> list[Note]:
    """Return what the facts do not say, counted from the rows of the map."""
    held, cells = queries.facts_held(context), queries.evidence(context)
    themes = {row.id: row for row in queries.themes(context)}
    experiments = {row.id: row for row in queries.experiments(context)}
    total = context.number(len(experiments))
    sized = context.t(
        "overview.unknown.size_text", results=context.number(held.results), sized=context.number(held.sized)
    )
    result = [Note(head=context.t("overview.unknown.size"), text=sized)]
    unknown = [cell for cell in cells if cell.state in UNKNOWN]
    if unknown:
        counts = Counter(cell.theme for cell in unknown)
        number = max(counts.values())
        least = [
            context.t("outcome.quoted", outcome=labels.lower_first(themes[theme].label))
            for theme in themes
            if counts[theme] == number
        ]
        head = context.t("overview.unknown.theme", theme=formats.listing(least, context.lang))
        key = "theme_text" if len(least) == 1 else "themes_text"
        text = context.t(f"overview.unknown.{key}", n=context.number(number), total=total)
        result.append(Note(head=head, text=text))
    counted = Counter(cell.experiment_id for cell in unknown)
    silent = [id for id, number in counted.items() if number == len(themes)]
    if len(silent) > _NAMED:
        return [*result, _note("experiments", context, n=context.number(len(silent)), total=total)]
    return [*result, *(_note("experiment", context, municipality=experiments[id].municipality) for id in silent)]


def _note(name: str, context: PageContext, **slots: str) -> Note:
    """Return one gap with its heading."""
    head, text = context.t(f"overview.unknown.{name}", **slots), context.t(f"overview.unknown.{name}_text", **slots)
    return Note(head=head, text=text)


def _read(context: PageContext) -> Part:
    """Return how many sources were read in full and in part, as a bar and in words."""
    held = queries.facts_held(context)
    if not held.sources:
        return None
    full, part = (100 * number / held.sources for number in (held.sources_read_in_full, held.sources_read_in_part))
    bar = h(
        "svg",
        h("rect", width=f"{full:.1f}%", height="100%", cls="full"),
        h("rect", x=f"{full:.1f}%", width=f"{part:.1f}%", height="100%", fill="url(#read-in-part)"),
        h("pattern", h("path", d="M0 8 8 0"), id="read-in-part", width=8, height=8, patternUnits="userSpaceOnUse"),
        width="100%", height="24", aria_hidden=True,
    )  # fmt: skip
    text = context.t("overview.read", **read_counts(context, "full", "part", "sources"))
    return h("div", bar, h("p", text), cls="read-bar")


def unknown_band(context: PageContext) -> Node:
    """Return the band on what is not known, with a link to request it."""
    ranges = queries.facts_held(context).with_interval
    button = h("a", context.t("overview.ask"), href=paths.path("ask", context.lang), cls="button ask-for")
    ask = [h("li", h("h3", note.head), h("p", note.text)) for note in notes(context)]
    caption = context.t("overview.with_margin" if ranges else "overview.zero")
    return band(
        h(
            "div",
            h("h2", context.t("overview.unknown.title"), id="unknown-title"),
            h("p", h("b", context.number(ranges), cls="zero"), " ", h("span", caption), cls="cap"),
            _read(context),
        ),
        h("div", h("ul", ask), button, cls="asks"),
        id="unknown", tone="night", labelled_by="unknown-title",
    )  # fmt: skip
