"""The toolbar of a chart: its forms as links, and what needs a script: zoom in time and the whole screen (tools.js)."""

from dashboard.i18n.catalogue import t
from dashboard.models.chart import Chart
from dashboard.models.controls import ShareLinks
from dashboard.models.text import Link
from dashboard.web.components.html import Node, h

_ZOOM = ("earlier", "later", "closer", "wider")


def tools(chart: Chart, uses: ShareLinks, *, lang: str) -> Node:
    """Return the toolbar, which is one tab stop with a script; without, it has only the links to other forms."""
    forms = [_form(chart, form) for form in uses.forms] if len(uses.forms) > 1 else None
    zoom = None
    if chart.form == "years":
        zoom = h(
            "span",
            [_button(t(f"tools.{name}", lang), data_zoom=name) for name in _ZOOM],
            _button(t("tools.whole", lang), data_zoom="whole", hidden=True),
            h("span", role="status", data_period=t("tools.period", lang)),
            cls="needs-script",
        )
    full = _button(
        t("tools.full", lang), data_full=t("tools.not_full", lang), data_not_full=t("tools.full", lang),
        cls="quiet needs-script",
    )  # fmt: skip
    return h(
        "div",
        h("ul", [h("li", form) for form in forms], cls="forms", aria_label=t("form.label", lang)) if forms else None,
        zoom,
        full,
        cls="tools",
        role="toolbar",
        aria_label=t("tools.label", lang, question=chart.question),
        data_tools=True,
    )


def _form(chart: Chart, form: Link) -> Node:
    id = f"{chart.key}-form-{form.label}".replace(" ", "-")
    if form.current:
        return h("span", form.label, aria_current="true", id=id, tabindex="-1")
    return h("a", form.label, href=form.href, id=id, data_choice=True)


def _button(label: str, *, cls: str = "quiet", **attrs: str | bool) -> Node:
    return h("button", label, type="button", cls=cls, **attrs)
