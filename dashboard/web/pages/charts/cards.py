"""The charts of a page: their cards with links to share and download, their contents, and links that highlight a subject."""

import math
from collections.abc import Sequence
from html import escape
from typing import Any
from urllib.parse import quote, urlencode

from dashboard.config import settings
from dashboard.db import queries
from dashboard.exports.provenance import stamp
from dashboard.models.chart import Chart
from dashboard.models.controls import ShareLinks
from dashboard.models.kinds import Form
from dashboard.models.text import Link, Note, Strength
from dashboard.web.components.card import card, plain_card
from dashboard.web.components.html import Node, Part, Plot, Script, h, render
from dashboard.web.components.labels import type_mark
from dashboard.web.components.sections import contents, fold
from dashboard.web.pages.context import ON_A_PAGE, PageContext, absolute_url
from dashboard.web.scripts import script


def highlight_text(context: PageContext) -> list[str]:
    """Return what is highlighted in words, such as `uitgelicht: Oss`, as a part of the filters in words."""
    rows = [(row.id, row.label) for row in queries.types(context)]
    rows += [(row.id, row.name) for row in queries.municipalities(context)]
    return [context.t("highlight.chosen", name=name) for id, name in rows if id == context.choice.highlight]


def highlights(charts: Sequence[Chart], context: PageContext) -> Part:
    """Return links that highlight one approach or municipality in all charts, folded until one is chosen."""
    present = frozenset().union(*(subjects for chart in charts for subjects in chart.subjects.values()))
    kinds = [
        [(row.id, row.label) for row in queries.types(context) if row.id in present],
        [(row.id, row.name) for row in queries.municipalities(context) if row.id in present][:ON_A_PAGE],
    ]
    approaches = dict(kinds[0])
    chosen = context.choice.highlight
    if not chosen and all(len(kind) < 2 for kind in kinds):
        return None

    def item(id: str, label: str) -> Node:
        href = context.address(highlight="" if id == chosen else id)
        current = "true" if id == chosen else None
        mark = type_mark(id) if id in approaches else None
        link = h("a", mark, label, href=href, aria_current=current, data_choice=True, id=f"highlight-{id}")
        return h("li", link)

    lists = [h("ul", [item(*one) for one in kind]) for kind in kinds if kind]
    off = h("p", h("a", context.t("highlight.off"), href=context.address(highlight=""), data_choice=True))
    parts, cls = [lists, off if chosen else None], "off-paper highlights"
    return fold(context.t("highlight.head"), parts, cls=cls, id="highlight", opened=bool(chosen))


def chart_contents(charts: Sequence[Chart], context: PageContext, *more: Link) -> Part:
    """Return links to the charts, folded, when there are several."""
    if len(charts) < 2:
        return None
    links = [Link(href=f"#{chart.key}", label=chart.question) for chart in charts]
    label = context.t("compare.contents")
    return fold(label, contents([*links, *more], label=label), cls="off-paper", id="contents")


def _report_link(chart: Chart, context: PageContext, *, pinned: str) -> str:
    """Return a mail with subject and text, or the form of the operator with parameters; empty without a contact.

    Both name the chart, the data version and `pinned`, the path of the chart at that version.
    """
    contact = settings().contact_url
    if not contact:
        return ""
    version, link = stamp(context).data_version, absolute_url(pinned)
    if contact.startswith("mailto:"):
        subject = context.t("report.subject", chart=chart.question)
        lines = context.t("report.body", chart=chart.question, id=chart.key, version=version, link=link)
        # RFC 6068: spaces are %20 and lines end in CRLF.
        return f"{contact}?subject={quote(subject)}&body={quote(lines.replace(chr(10), chr(13) + chr(10)))}"
    page, mark, anchor = contact.partition("#")
    items = urlencode({"chart": chart.key, "version": version, "link": link})
    return f"{page}{'&' if '?' in page else '?'}{items}{mark}{anchor}"


def _citation(chart: Chart, context: PageContext, *, link: str) -> str:
    """Return how to cite a chart; `link` is its URL, pinned to the data version of the context."""
    return context.t(
        "export.citation", site=context.t("site.name"), year=context.released.year, question=chart.question,
        version=context.version_text(), link=link,
    )  # fmt: skip


# The height in px of the text around a chart, at the two widths of its forms.
_WORDS: dict[Form, int] = {"wide": 380, "narrow": 670}


def _frame_code(chart: Chart, *, src: str, script: Script) -> str:
    """Return the iframe code, as high as the chart needs in a narrow column, with the script that fits the height."""
    height = max(Plot(chart=chart).height(form) + words for form, words in _WORDS.items())
    frame: Node = h(
        "iframe", src=src, title=chart.question, width="100%", height=math.ceil(height / 20) * 20, loading="lazy",
    )  # fmt: skip
    return f"{render(frame)}\n{render(script)}"


def card_of(
    chart: Chart, context: PageContext, *, path: str = "", level: int = 2, explained: Sequence[Note | Strength] = (),
    **values: Any,
) -> Node:  # fmt: skip
    """Return the card of a chart with its links.

    `path` is the page of its files; `values` are their only filters, instead of those of the page. `explained` stands
    elsewhere on the page.
    """
    filtered = context.cleared(**values) if values else context
    base = path or context.path
    frame_path = context.t("where.embed", chart=chart.key)
    frame, frame_pinned = filtered.address(frame_path), filtered.pinned(frame_path)
    pinned, csv = filtered.pinned(base, anchor=chart.key), filtered.address(f"{base}/{chart.key}.csv")
    files = {
        "card.csv": csv,
        **{f"export.{kind}": filtered.address(f"{base}/{chart.key}.{kind}") for kind in ("xlsx", "png", "svg")},
        "export.csv_all": csv + ("&" if "?" in csv else "?") + "all=yes",
    }
    uses = ShareLinks(
        files=files,
        link=context.address(anchor=chart.key),
        pinned=pinned,
        citation=_citation(chart, context, link=pinned),
        # URLs in the embed code are escaped as HTML.
        frame=escape(frame),
        frame_code=_frame_code(chart, src=frame, script=script("embed_parent")),
        frame_pinned=escape(frame_pinned),
        frame_pinned_code=_frame_code(chart, src=frame_pinned, script=script("embed_parent")),
        report=_report_link(chart, context, pinned=pinned),
        forms=tuple(
            Link(
                # The first form is the default, which an address leaves out.
                href=filtered.address(base, anchor=chart.key, form=name if number else ""),
                label=context.t(f"form.{name}"),
                current=name == chart.form,
            )
            for number, name in enumerate(chart.forms)
        ),
    )
    return card(chart, uses, lang=context.lang, version_text=context.version_text(), level=level, explained=explained)


def plain_card_of(chart: Chart, context: PageContext, *, level: int = 2, short: bool = False) -> Node:
    """Return the card of a chart that compares no arms, with its files for the filters of the request."""
    files = [
        Link(href=context.address(f"{context.path}/{chart.key}.{kind}"), label=kind.upper())
        for kind in ("csv", "xlsx", "svg", "png")
    ]
    report = _report_link(chart, context, pinned=context.pinned(anchor=chart.key))
    return plain_card(chart, files, lang=context.lang, level=level, short=short, report=report)
