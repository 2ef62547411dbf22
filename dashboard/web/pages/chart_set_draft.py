"""From the items in an address to the charts of a set, with what is not known about them and where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dashboard.charts import registry
from dashboard.db import queries
from dashboard.exports import chart_set as exports
from dashboard.exports.address import whole
from dashboard.exports.blocks import ChartBlock
from dashboard.exports.data_version import chart_block, stamp
from dashboard.exports.document import Document, clean
from dashboard.labels import labels
from dashboard.models.chart import Chart
from dashboard.models.scope import Scope
from dashboard.models.text import Note
from dashboard.selection import chart_set
from dashboard.web.pages import filters, statistics
from dashboard.web.pages.context import PageContext

Made = dict[tuple[str, Scope], tuple[Chart, ...]]


def _own_visit(text: str, context: PageContext) -> tuple[str, PageContext]:
    """The key of an item, and the visit to the page that shows it; the data version of the set holds where it has none."""
    key, choice = chart_set.choice_of(text, context.known)
    path = "where.figures" if key.startswith("trend.") else "where.compare"
    choice = replace(choice, as_of=choice.as_of or context.choice.as_of)
    return key, PageContext(lang=context.lang, path=context.t(path), choice=choice, remarks=(), known=context.known)


def _chart(key: str, own: PageContext, made: Made) -> Chart | None:
    """The chart of an item; charts of one kind and choice are made together, once."""
    kind = next((k for k in (*registry.CHARTS, *registry.STATISTICS) if k.name == key.partition(".")[0]), None)
    if kind is None:
        return None
    name = (kind.name, own.scope)
    if name not in made:
        made[name] = kind.make(own.scope, own)
    return next((chart for chart in made[name] if chart.key == key), None)


def _unknown(visits: Iterable[PageContext]) -> tuple[Note, ...]:
    """What was not found or read on what the set is about, each once."""
    result: dict[str, Note] = {}
    for context in visits:
        for row in queries.gaps(context.scope, context):
            word = labels.start_small(context.t(f"evidence.word.{row.reason}"))
            head = f"{labels.experiment(row)}: {word}"
            text = str(row.text)
            result.setdefault(head + text, Note(head=head, text=text))
    return tuple(result.values())


def build(context: PageContext, *, notes: Mapping[str, str] | None = None, title: str = "") -> Document:
    """Build the set of a choice. `notes` by item and the title are a reader's words, cut where too long."""
    blocks: list[ChartBlock] = []
    about: list[PageContext] = []
    built: Made = {}
    for text in context.choice.items:
        key, own = _own_visit(text, context)
        chart = _chart(key, own, built)
        if chart is None:
            continue
        is_trend = own.path == context.t("where.figures")
        if not is_trend:
            about.append(own)
        blocks.append(
            replace(
                chart_block(chart, own, link=whole(own.pinned(anchor=key))),
                item=text,
                filters=(statistics if is_trend else filters).chosen_text(own),
                note=exports.cut_note((notes or {}).get(text, ""), most=chart_set.LONGEST_NOTE, lang=context.lang),
            )
        )
    return exports.build(
        blocks,
        lang=context.lang,
        stamp=stamp(context),
        link=whole(context.pinned(context.t("path.set"))),
        name=" ".join(clean(title).split())[: chart_set.LONGEST_TITLE].strip(),
        unknown=_unknown(about),
    )
