"""A chart for embedding in other sites: question, sentence, picture, strength and sources, without menu.

A script shows the cards of its marks, and reports the height to the page around it. Both are extras: without scripts the
frame has the fixed height of its code.
"""

import math

from dashboard.i18n.catalogue import t
from dashboard.models.chart import Chart
from dashboard.models.kinds import Form
from dashboard.web.components.card import mark_card
from dashboard.web.components.html import Node, Part, Plot, Script, h
from dashboard.web.components.render import render
from dashboard.web.components.sections import fold
from dashboard.web.components.sources import source_line, source_links
from dashboard.web.components.symbols import strength, types, with_drawings

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
