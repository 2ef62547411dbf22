"""The page of one chart for the frame of another site.

A script shows the cards of the marks, and reports the height to the page around the frame. Both are extras: without
scripts the frame has the fixed height of its code.
"""

from dashboard.i18n.catalogue import t
from dashboard.models.chart import Chart
from dashboard.web.components.html import Plot, Script, h, render
from dashboard.web.components.labels import source_line, source_links, strength, types, with_drawings
from dashboard.web.components.mark_card import mark_card
from dashboard.web.components.sections import fold


def document(
    chart: Chart, *, lang: str, version_text: str, pinned_text: str, href: str, style: str, script: Script
) -> str:
    """Return the page of an embedded chart. `href` links to the chart on the site, in a new window."""
    links = source_links(chart.sources, lang=lang)
    here = t("export.open_here", lang, site=t("site.name", lang))
    body = h(
        "main",
        h("h1", chart.question),
        h("p", chart.sentence, cls="say"),
        h("p", chart.subtitle, cls="small soft") if chart.subtitle else None,
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
    page = h("html", head, h("body", body, mark_card(lang), script), lang=lang)
    return "<!doctype html>\n" + with_drawings(render(page)) + "\n"
