"""The set of charts that a reader collected, in their own order, as files; and the same set as a presentation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dashboard.charts.registry import charts_of, kind_of
from dashboard.db import queries
from dashboard.exports import chart_set as exports
from dashboard.exports.blocks import ChartBlock, source_text
from dashboard.exports.document import Document, clean
from dashboard.exports.provenance import chart_block, stamp
from dashboard.labels import labels
from dashboard.models.chart import Chart
from dashboard.models.context import Scope
from dashboard.models.text import Note
from dashboard.selection import chart_set
from dashboard.web.components.chart_set_preview import FORMS, empty, place_form, set_list
from dashboard.web.components.chart_set_slides import presentation
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.sections import copying, opening
from dashboard.web.pages.brief.place import place_notes
from dashboard.web.pages.compare import page as compare
from dashboard.web.pages.context import PageContext, absolute_url, remarks
from dashboard.web.pages.elsewhere import page as elsewhere
from dashboard.web.pages.starting.lessons import for_type, in_document
from dashboard.web.pages.statistics import page as statistics

# The filters of each page with charts, in words.
_CHOSEN = {"compare": compare.chosen_text, "figures": statistics.chosen_text, "elsewhere": elsewhere.chosen_text}
# So many lessons are shown on each approach.
_LESSONS = 2


def _item_context(item: str, context: PageContext) -> tuple[str, PageContext]:
    """Return the key of an item, and the context of the page that shows it, by default with the data version of the set."""
    key, choice = chart_set.choice_of(item, context.known)
    kind = kind_of(key)
    path = context.t(f"where.{kind.page if kind and kind.listed else 'compare'}")
    choice = replace(choice, as_of=choice.as_of or context.choice.as_of)
    return key, PageContext(lang=context.lang, path=path, choice=choice, remarks=(), known=context.known)


def unknown_of(contexts: Iterable[PageContext]) -> tuple[Note, ...]:
    """Return what was not found or read on the subjects of the charts, each once."""
    return tuple(dict.fromkeys(note for context in contexts for note in compare.gap_notes(context)))


def _lessons(charts: Iterable[ChartBlock], contexts: Iterable[PageContext], context: PageContext) -> tuple[Note, ...]:
    """Return the first lessons on each approach of the charts, with who says it and the source."""
    kinds = ((block.chart, kind_of(block.chart.key)) for block in charts)
    own = [chart for chart, kind in kinds if kind and kind.page == "compare"]
    found = frozenset[str]().union(*(ids for chart in own for ids in chart.subjects.values()))
    chosen = {id for page in contexts for id in page.choice.types}
    notes = []
    for kind in queries.types(context):
        if kind.id not in found or (chosen and kind.id not in chosen):
            continue
        for row in for_type(kind.id, context)[:_LESSONS]:
            text = f"{in_document(row, context)} {source_text(labels.source(row, context))}"
            notes.append(Note(head=f"{kind.label}: {row.title}", text=text))
    return tuple(notes)


def build(
    context: PageContext, *, notes: Mapping[str, str] | None = None, title: str = "", place: str = ""
) -> Document:
    """Build the set of a choice. `notes` by item and the title are a reader's words, cut where too long.

    `place` is the name of the reader's own municipality, by default the one in the URL; a name that is not in the list
    is passed over.
    """
    lang, blocks, contexts = context.lang, list[ChartBlock](), list[PageContext]()
    # Charts of one kind and scope are made together.
    charts: dict[tuple[str, Scope], tuple[Chart, ...]] = {}
    for item in context.choice.items:
        key, page = _item_context(item, context)
        kind = kind_of(key)
        if kind is None or not kind.listed:
            continue
        if (kind.name, page.scope) not in charts:
            charts[kind.name, page.scope] = charts_of(kind, page.scope, page)
        chart = next((chart for chart in charts[kind.name, page.scope] if chart.has_key(key)), None)
        if chart is None:
            continue
        contexts += [page] if kind.page == "compare" else []
        note = exports.cut_note((notes or {}).get(item, ""), most=chart_set.LONGEST_NOTE, lang=lang)
        block = chart_block(chart, page, link=absolute_url(page.pinned(anchor=chart.key)))
        filters_text = _CHOSEN[kind.page](page)
        blocks.append(replace(block, item=item, filters=filters_text, note=note))
    return exports.build(
        blocks,
        lang=lang,
        stamp=stamp(context),
        link=absolute_url(context.pinned(context.t("where.set"))),
        name=" ".join(clean(title).split())[: chart_set.LONGEST_TITLE].strip(),
        unknown=unknown_of(contexts),
        lessons=_lessons(blocks, contexts, context),
        beside=place_notes(place or context.choice.name, context),
    )


def body(context: PageContext) -> Node:
    """Return what a set is, what in the URL was not understood, and the set."""
    items, name, path = context.choice.items, context.choice.name, context.t("where.set")
    document = build(context)
    parts: list[Part] = [empty(context.lang)]
    if items:
        files = {form: f"{path}.{form}{context.pin_query}" for form in FORMS}

        def url(order: Sequence[str]) -> str:
            return context.address(path, items=tuple(order))

        # The script changes only the list below; the URL of the link stays that of the set.
        named = place_form(items, name, action=path, hidden=context.pin, lang=context.lang)
        listed = set_list(document, items, place=name, url=url, files=files)
        parts = [_other_set(context), _links(context), named, listed]
    return h(
        "div",
        opening(context.t("set.heading"), lead=(context.t("set.lead"),)),
        h("p", context.t("set.private"), cls="small soft"),
        h("p", cls="vh", role="status", data_set_announce=True),
        h("div", remarks(context), parts, id="set", data_set_page=" ".join(items), data_set_path=path),
    )


def _other_set(context: PageContext) -> Node:
    """Return the notice that a script shows when the set in the URL is not the one that this browser stores."""
    return h(
        "div",
        h("p", context.t("set.yours")),
        h("ul", h("li", h("button", context.t("set.use"), type="button", cls="quiet", data_set_use=True)),
          h("li", h("a", context.t("set.own"), href=context.t("where.set"), cls="quiet", data_set_own=True)),
          cls="actions"),
        cls="remark",
        hidden=True,
        data_set_other=True,
    )  # fmt: skip


def _links(context: PageContext) -> Node:
    """Return links that present the set, copy its URL, and empty it."""
    copy = copying("set.pin", done="export.pinned", lang=context.lang, data_copy=context.pinned())
    return h(
        "ul",
        h("li", h("a", context.t("set.present"), href=context.address(context.t("where.present")), cls="button")),
        h("li", copy, cls="needs-script"),
        h("li", h("a", context.t("set.clear"), href=context.t("where.set"), cls="quiet", data_set_clear=True)),
        cls="actions set-links",
    )


def present(context: PageContext) -> Node:
    """Return the slides, all in one page, so that they work without a connection."""
    document = build(context)
    if not document.charts:
        return h("div", opening(context.t("present.title")), remarks(context), empty(context.lang))
    back = context.address(context.t("where.set"))
    return h("div", remarks(context), presentation(document, back=back))
