"""What a reader can do with a chart: statements, files, links and the chart set, in one fold."""

from __future__ import annotations

from dashboard.i18n.catalogue import t
from dashboard.models.chart import Chart
from dashboard.models.controls import Uses
from dashboard.selection import chart_set
from dashboard.web.components.copy_button import copying
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.statements import sentences


def use(chart: Chart, uses: Uses | None, *, lang: str, csv_href: str, link_href: str, level: int) -> Part:
    """Return the fold. Without the URL of its rows it has statements only; without those it is empty.

    Copying needs a script; files do not. `level` is that of the headings of statements.
    """
    told = sentences(chart.sayings, id=f"{chart.key}-say", lang=lang, level=level)
    if not told and not csv_href:
        return None
    what = [
        h("span", t(f"use.{name}", lang), cls=f"soft of-{name}")
        for name, there in (("say", told), ("take", csv_href))
        if there
    ]
    take: Part = None
    if csv_href:
        groups = [
            (t("set.title", lang), _collect(chart, lang=lang, csv_href=csv_href), None),
            (t("export.files", lang), _files(chart, uses, lang=lang, csv_href=csv_href), None),
            (t("export.links", lang), _links(chart, uses, lang=lang, link_href=link_href), "needs-script"),
        ]
        made = [h("div", h("p", head), h("ul", items, cls="actions"), cls=cls) for head, items, cls in groups]
        take = h("div", made, cls="take")
    is_in = h("span", t("use.in_set", lang), cls="in-set", hidden=True, data_in_set=True) if csv_href else None
    return h(
        "details",
        h("summary", h("span", t("use.open", lang), _about(chart, lang=lang), cls="name"), what, is_in),
        told,
        take,
        cls="fold use",
        id=f"{chart.key}-use",
    )


def _about(chart: Chart, *, lang: str) -> Node:
    """Return hidden text that tells screen readers which chart a link belongs to."""
    return h("span", t("card.about", lang, question=chart.question), cls="vh")


def _files(chart: Chart, uses: Uses | None, *, lang: str, csv_href: str) -> list[Node]:
    """Return the links to the rows and the picture as files."""

    def file(label: str, href: str) -> Node:
        return h("li", h("a", label, _about(chart, lang=lang), href=href, download=True, cls="quiet"))

    rows = file(t("card.csv", lang), csv_href)
    if uses is None:
        return [rows]
    return [
        rows,
        file(t("export.png", lang), uses.png),
        file(t("export.svg", lang), uses.svg),
        file(t("export.csv_all", lang), uses.csv_all),
    ]


def _links(chart: Chart, uses: Uses | None, *, lang: str, link_href: str) -> list[Node]:
    """Return what can be copied: the current link, the pinned link, a citation, and the embed code."""

    def copy(label: str, done: str, **values: str) -> Node:
        return h("li", copying(label, done=done, lang=lang, about=_about(chart, lang=lang), **values))

    link = copy(t("card.copy", lang), t("card.copied", lang), data_copy=link_href)
    if uses is None:
        return [link]

    def more(key: str, done: str, **values: str) -> Node:
        return copy(t(f"export.{key}", lang), t(f"export.{done}", lang), **values)

    return [
        link,
        more("pin", "pinned", data_copy=uses.pinned),
        more("cite", "cited", data_copy_text=uses.citation, data_copy_link=uses.pinned),
        more("embed", "embedded", data_copy_text=uses.frame_code, data_copy_link=uses.frame),
        more("embed_pinned", "embedded", data_copy_text=uses.frame_pinned_code, data_copy_link=uses.frame_pinned),
    ]


def _collect(chart: Chart, *, lang: str, csv_href: str) -> list[Node]:
    """Return the button that adds the chart with its filters to the set; without scripts a link."""
    item = chart_set.text(chart.key, csv_href.partition("?")[2])
    said = {f"data_said_{name}": t(f"set.said_{name}", lang) for name in ("added", "removed", "full", "unkept")}
    button = h(
        "button",
        h("span", t("set.add", lang), data_add_label=True),
        _about(chart, lang=lang),
        type="button",
        cls="quiet",
        aria_pressed="false",
        data_add=item,
        data_added=t("set.added", lang),
        data_not_added=t("set.add", lang),
        **said,
    )
    done = h("span", cls="done", role="status", data_said=True)
    link = h("a", t("set.add", lang), _about(chart, lang=lang), href=f"{t('path.set', lang)}?item={item}", cls="quiet")
    return [h("li", button, done, cls="needs-script"), h("li", link, cls="without-script")]
