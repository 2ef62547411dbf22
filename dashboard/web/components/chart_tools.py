"""What a reader can do with a chart: its toolbar, files, links and the chart set; and the summary of the fold that holds them."""

from dashboard.i18n.catalogue import t
from dashboard.models.chart import Chart
from dashboard.models.controls import ShareLinks
from dashboard.models.text import Link
from dashboard.selection import chart_set
from dashboard.web.components.html import Node, h
from dashboard.web.components.sections import copying

_ZOOM = ("earlier", "later", "closer", "wider")


def summary(chart: Chart, *, lang: str, has_statements: bool) -> Node:
    """Return the summary of the fold of a card: what is in it, and whether the chart is in the reader's set."""
    names = ("say", "take") if has_statements else ("take",)
    what = [h("span", t(f"use.{name}", lang), cls=f"soft of-{name}") for name in names]
    is_in = h("span", t("use.in_set", lang), cls="in-set", hidden=True, data_in_set=True)
    return h("summary", h("span", t("use.open", lang), about(chart, lang=lang), cls="name"), what, is_in)


def tools(chart: Chart, uses: ShareLinks, *, lang: str) -> Node:
    """Return the toolbar: links to other forms, and for a script (tools.js) zoom in time and the whole screen.

    With a script it is one tab stop.
    """
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


def take(chart: Chart, uses: ShareLinks, *, lang: str) -> Node:
    """Return what a reader takes along: the chart in a set, files and links. Copying needs a script; files do not."""
    groups = [
        (t("set.title", lang), _collect(chart, uses, lang=lang), None),
        (t("export.files", lang), _files(chart, uses, lang=lang), None),
        (t("export.links", lang), _links(chart, uses, lang=lang), "needs-script"),
    ]
    if uses.report:
        report = h("a", t("report.link", lang), about(chart, lang=lang), href=uses.report, cls="quiet")
        groups.append((t("report.head", lang), [h("li", report)], None))
    built = [h("div", h("p", head), h("ul", items, cls="actions"), cls=cls) for head, items, cls in groups]
    return h("div", built, cls="exports")


def about(chart: Chart, *, lang: str) -> Node:
    """Return hidden text that tells screen readers which chart a link belongs to."""
    return h("span", t("card.about", lang, question=chart.question), cls="vh")


def _files(chart: Chart, uses: ShareLinks, *, lang: str) -> list[Node]:
    """Return the links to the rows and the picture as files."""
    links = [
        h("li", h("a", t(key, lang), about(chart, lang=lang), href=href, download=True, cls="quiet"))
        for key, href in uses.files.items()
    ]
    copy = h(
        "button",
        t("export.copy_image", lang),
        about(chart, lang=lang),
        type="button",
        cls="quiet",
        data_copy_image=uses.files["export.png"],
        **{f"data_{name}": t(f"export.copy_image_{name}", lang) for name in ("busy", "done", "failed")},
    )
    return [*links, h("li", copy, h("span", cls="done", role="status", data_said=True), cls="needs-script")]


def _links(chart: Chart, uses: ShareLinks, *, lang: str) -> list[Node]:
    """Return what can be copied: the current link, the pinned link, a citation, and the embed code."""

    def copy(label: str, done: str, **values: str) -> Node:
        return h("li", copying(t(label, lang), done=t(done, lang), lang=lang, about=about(chart, lang=lang), **values))

    link = copy("card.copy", "card.copied", data_copy=uses.link)
    code, pinned_code = uses.frame_code, uses.frame_pinned_code
    return [
        link,
        copy("export.pin", "export.pinned", data_copy=uses.pinned),
        copy("export.cite", "export.cited", data_copy_text=uses.citation, data_copy_link=uses.pinned),
        copy("export.embed", "export.embedded", data_copy_text=code, data_copy_link=uses.frame),
        copy("export.embed_pinned", "export.embedded", data_copy_text=pinned_code, data_copy_link=uses.frame_pinned),
    ]


def _collect(chart: Chart, uses: ShareLinks, *, lang: str) -> list[Node]:
    """Return the button that adds the chart with its filters to the set; without scripts a link."""
    item = chart_set.text(chart.key, uses.files["card.csv"].partition("?")[2])
    parts = {f"data_said_{name}": t(f"set.said_{name}", lang) for name in ("added", "removed", "full", "unkept")}
    button = h(
        "button",
        h("span", t("set.add", lang), data_add_label=True),
        about(chart, lang=lang),
        type="button",
        cls="quiet",
        aria_pressed="false",
        data_add=item,
        data_added=t("set.added", lang),
        data_not_added=t("set.add", lang),
        **parts,
    )
    done = h("span", cls="done", role="status", data_said=True)
    link = h("a", t("set.add", lang), about(chart, lang=lang), href=f"{t('path.set', lang)}?item={item}", cls="quiet")
    return [h("li", button, done, cls="needs-script"), h("li", link, cls="without-script")]
