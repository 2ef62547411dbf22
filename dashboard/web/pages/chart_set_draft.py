"""Build a set of charts from the items of its URL, with the gaps in what they are about."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dashboard.charts import registry
from dashboard.db import queries
from dashboard.exports import chart_set as exports
from dashboard.exports.address import absolute_url
from dashboard.exports.blocks import ChartBlock
from dashboard.exports.data_version import chart_block, stamp
from dashboard.exports.document import Document, clean
from dashboard.labels import labels
from dashboard.models.chart import Chart
from dashboard.models.context import Scope
from dashboard.models.text import Note
from dashboard.selection import chart_set
from dashboard.web.pages import elsewhere, filters, statistics
from dashboard.web.pages.context import PageContext

# The pages of charts that are not on the compare page.
_CHOSEN = {"compare": filters.chosen_text, "figures": statistics.chosen_text, "elsewhere": elsewhere.chosen_text}
_PAGES = {"trend": "figures", "elsewhere": "elsewhere"}


def _item_context(item: str, context: PageContext) -> tuple[str, PageContext]:
    """Return the key of an item, and the context of the page that shows it, by default with the data version of the set."""
    key, choice = chart_set.choice_of(item, context.known)
    path = context.t(f"where.{_PAGES.get(key.partition('.')[0], 'compare')}")
    choice = replace(choice, as_of=choice.as_of or context.choice.as_of)
    return key, PageContext(lang=context.lang, path=path, choice=choice, remarks=(), known=context.known)


def _unknown(contexts: Iterable[PageContext]) -> tuple[Note, ...]:
    """Return what was not found or read on the subjects of the charts, each once."""
    notes: dict[Note, None] = {}
    for context in contexts:
        for row in queries.gaps(context.scope, context):
            word = labels.lower_first(context.t(f"evidence.word.{row.reason}"))
            notes[Note(head=f"{labels.experiment(row)}: {word}", text=row.text)] = None
    return tuple(notes)


def build(context: PageContext, *, notes: Mapping[str, str] | None = None, title: str = "") -> Document:
    """Build the set of a choice. `notes` by item and the title are a reader's words, cut where too long."""
    lang, blocks, contexts = context.lang, list[ChartBlock](), list[PageContext]()
    # Charts of one kind and scope are made together.
    charts: dict[tuple[str, Scope], tuple[Chart, ...]] = {}
    kinds = {kind.name: kind for kind in (*registry.CHARTS, *registry.STATISTICS, *registry.ELSEWHERE)}
    for item in context.choice.items:
        key, page = _item_context(item, context)
        kind = kinds.get(key.partition(".")[0])
        if kind and (kind.name, page.scope) not in charts:
            charts[kind.name, page.scope] = kind.make(page.scope, page)
        chart = next((one for one in charts[kind.name, page.scope] if one.key == key), None) if kind else None
        if chart is None:
            continue
        page_name = _PAGES.get(key.partition(".")[0], "compare")
        contexts += [page] if page_name == "compare" else []
        note = exports.cut_note((notes or {}).get(item, ""), most=chart_set.LONGEST_NOTE, lang=lang)
        block = chart_block(chart, page, link=absolute_url(page.pinned(anchor=key)))
        filters_text = _CHOSEN[page_name](page)
        blocks.append(replace(block, item=item, filters=filters_text, note=note))
    return exports.build(
        blocks,
        lang=lang,
        stamp=stamp(context),
        link=absolute_url(context.pinned(context.t("path.set"))),
        name=" ".join(clean(title).split())[: chart_set.LONGEST_TITLE].strip(),
        unknown=_unknown(contexts),
    )
