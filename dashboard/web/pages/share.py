"""Links to share or download a chart or a page, to report a mistake, and the page of a chart for embedding in other sites.

In an embedded chart a script shows the cards of its marks, and reports the height to the page around it. Both are extras:
without scripts the frame has the fixed height of its code.
"""

import math
from collections.abc import Sequence
from html import escape
from typing import Any
from urllib.parse import quote, urlencode

from dashboard.config import settings
from dashboard.exports.provenance import absolute_url, citation, stamp
from dashboard.i18n.catalogue import t
from dashboard.models.chart import Chart
from dashboard.models.controls import ShareLinks
from dashboard.models.kinds import Form
from dashboard.models.text import Link, Note, Strength
from dashboard.selection import filters
from dashboard.web.components.card import card, mark_card, plain_card
from dashboard.web.components.html import Node, Part, Plot, Script, h, render
from dashboard.web.components.sections import fold
from dashboard.web.components.sources import source_line, source_links
from dashboard.web.components.symbols import strength, types, with_drawings
from dashboard.web.pages import paths
from dashboard.web.pages.context import PageContext
from dashboard.web.scripts import script


def share_picture(page: str, context: PageContext, *, square: bool = False) -> str:
    """Return the address of the share card of a page with the filters of a request."""
    query = filters.query(filters.shared(context.choice), context.known)
    return paths.preview(page, context.lang, context.item, query=query, square=square)


def share_page(page: str, context: PageContext) -> list[Node]:
    """Return list items that pass a page on: to an app of the phone, which a script shows, and as a picture."""
    links = [
        h("li", h("a", context.t(f"share.{shape}"), href=share_picture(page, context, square=shape == "square"),
                  download=f"{page}-{shape}.png", cls="quiet"))
        for shape in ("wide", "square")
    ]  # fmt: skip
    button = h("button", context.t("share.native"), type="button", cls="quiet", data_share=context.address())
    return [h("li", button, hidden=True, data_share_item=True), *links]


def _report_link(chart: Chart, context: PageContext, *, pinned: str) -> str:
    """Return a mail with subject and text, or the form of the operator with parameters; empty without a contact.

    Both name the chart, the data version and `pinned`, the path of the chart at that version.
    """
    contact, version, link = settings().contact_url, stamp(context).data_version, absolute_url(pinned)
    if contact.startswith("mailto:"):
        subject = context.t("report.subject", chart=chart.question)
        lines = context.t("report.body", chart=chart.question, id=chart.key, version=version, link=link)
        # RFC 6068: spaces are %20 and lines end in CRLF.
        return f"{contact}?subject={quote(subject)}&body={quote(lines.replace(chr(10), chr(13) + chr(10)))}"
    if not contact:
        return ""
    page, mark, anchor = contact.partition("#")
    items = urlencode({"chart": chart.key, "version": version, "link": link})
    return f"{page}{'&' if '?' in page else '?'}{items}{mark}{anchor}"


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
    frame_path = context.t("path.embed", chart=chart.key)
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
        citation=citation(chart, context, link=pinned),
        # URLs in the embed code are escaped as HTML.
        frame=escape(frame),
        frame_code=code(chart, src=frame, script=script("embed_parent")),
        frame_pinned=escape(frame_pinned),
        frame_pinned_code=code(chart, src=frame_pinned, script=script("embed_parent")),
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


# The height in px of the text around a chart, at the two widths of its forms.
_WORDS: dict[Form, int] = {"wide": 380, "narrow": 670}


def bare(
    chart: Chart, *, lang: str, version_text: str, pinned_text: str, href: str, style: str, script: Script,
    notice: Part = None,
) -> str:  # fmt: skip
    """Return the whole document. `href` links to the chart on the site, in a new window."""
    links = source_links(chart.sources, lang=lang)
    here = t("export.open_here", lang, site=t("site.name", lang))
    body = h(
        "main",
        h("h1", chart.question),
        h("p", chart.sentence, cls="say"),
        h("p", chart.subtitle, cls="small soft") if chart.subtitle else None,
        notice,
        Plot(chart=chart, has_details=True),
        types(chart.types),
        h("p", strength(chart.strength, lang=lang), f". {chart.strength.why}"),
        source_line(
            chart.sources,
            lang=lang,
            calculation=chart.calculation,
            version_text=f"{version_text}. {pinned_text}",
            linked=False,
        ),
        fold(t("source.links", lang), links) if links else None,
        h("p", h("a", here, href=href, target="_blank", rel="noopener")),
        cls="embed",
    )
    head = h(
        "head",
        h("meta", charset="utf-8"),
        h("meta", name="viewport", content="width=device-width, initial-scale=1"),
        h("title", f"{chart.question} | {t('site.name', lang)}"),
        h("meta", name="robots", content="noindex"),
        # Every link leaves the frame.
        h("base", target="_blank"),
        h("meta", name="color-scheme", content="light dark"),
        h("link", rel="stylesheet", href=style),
    )
    document = h("html", head, h("body", body, mark_card(lang), script), lang=lang)
    return "<!doctype html>\n" + with_drawings(render(document)) + "\n"


def code(chart: Chart, *, src: str, script: Script) -> str:
    """Return the iframe code, as high as the chart needs in a narrow column, with the script that fits the height."""
    height = max(Plot(chart=chart).height(form) + words for form, words in _WORDS.items())
    frame: Node = h(
        "iframe", src=src, title=chart.question, width="100%", height=math.ceil(height / 20) * 20, loading="lazy",
    )  # fmt: skip
    return f"{render(frame)}\n{render(script)}"
