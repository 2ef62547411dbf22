"""The live region of a page, which changes with the filters: HTML with SVG charts, and the Plotly figures."""

from typing import Any

from dashboard.models.kinds import Figure
from dashboard.web.components.html import Child, plots
from dashboard.web.components.render import render
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.layout import full_title
from dashboard.web.pages.registry import Page

Figures = dict[str, dict[str, Any]]


def figures(node: Child) -> Figures:
    """Return the figures of all charts in a part of a page, in both forms, by the key of the chart."""
    return {plot.id: {"wide": _for_browser(plot.wide), "narrow": _for_browser(plot.narrow)} for plot in plots(node)}


def _for_browser(figure: Figure) -> dict[str, Any]:
    """Return a figure that Plotly draws under the Content-Security-Policy of a page.

    Plotly makes `<b>` a style attribute, which the policy forbids. The weight of a font looks the same and is allowed; a
    text that is bold in part is drawn in regular weight.
    """
    drawn: dict[str, Any] = figure.to_dict()
    for note in drawn["layout"].get("annotations", ()):
        text = note["text"]
        if text.startswith("<b>") and text.endswith("</b>") and text.count("<b>") == 1:
            note["font"] = {**note.get("font", {}), "weight": "bold"}
        note["text"] = text.replace("<b>", "").replace("</b>", "")
    return drawn


def render_partial(page: Page, context: PageContext) -> dict[str, Any]:
    """Return what a choice of filters changes: HTML, figures, title of the page, and the filters in words."""
    if page.live is None:
        raise ValueError(f"page {page.name!r} has no live region")
    region = page.live(context)
    return {
        "html": render(region),
        "figures": figures(region),
        "title": full_title(page.heading(context), context),
        "chosen": page.chosen(context),
    }
