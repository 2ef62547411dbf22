"""Factsheet: one or two pages for a meeting about one municipality, one type of approach, or everything."""

from collections.abc import Iterable

from dashboard.db import queries
from dashboard.exports import brief, page_layout
from dashboard.exports.document import Document
from dashboard.selection import filters
from dashboard.web.components.brief_preview import sheets
from dashboard.web.components.controls import select, select_field
from dashboard.web.components.html import Node, h
from dashboard.web.components.sections import copying, fold, notice, opening
from dashboard.web.pages.brief_draft import content
from dashboard.web.pages.brief_scope import BriefScope
from dashboard.web.pages.context import PageContext, remark_texts
from dashboard.web.pages.share import share_page


def heading(context: PageContext) -> str:
    """Return the title of the page: what it is, and the question that this brief answers."""
    return f"{context.t('brief.heading')}: {BriefScope(context).title}"


def build(context: PageContext) -> Document:
    """Return the document of at most two pages for a choice."""
    return page_layout.paginate(brief.build(page_layout.fit(content(context))))


def _form(context: PageContext, scope: BriefScope) -> Node:
    """Return a GET form: about what, on which themes, and for whom. It needs no script."""
    themes = []
    for row in queries.themes(context):
        # Without a choice a factsheet is about all themes, so a reader ticks what to have, not what to drop.
        box = h("input", type="checkbox", name="theme", value=row.id, checked=row.id in context.choice.themes,
                id=f"brief-theme-{row.id}")  # fmt: skip
        themes.append(h("label", box, h("span", row.label), cls="check"))
    help_id = "brief-name-help"
    name = h(
        "input", type="text", id="brief-name", name="name", value=context.choice.name or None,
        maxlength=filters.LONGEST_NAME, autocomplete="off", aria_describedby=help_id, list="brief-places",
    )  # fmt: skip
    places = h("datalist", [h("option", value=row.name) for row in queries.places(context)], id="brief-places")
    label = h("label", context.t("brief.form.name"), for_="brief-name")
    towns = [(row.id, row.name) for row in queries.municipalities(context)]
    types = [(row.id, row.label) for row in queries.types(context)]
    return h(
        "form",
        [h("input", type="hidden", name=key, value=value) for key, value in context.pin.items()],
        _select("municipality", towns, scope.municipality, context.t("brief.form.all_municipalities"), context),
        _select("type", types, scope.type, context.t("brief.form.all_types"), context),
        h("div", label, name, places, h("p", context.t("brief.form.name_help"), id=help_id, cls="help"), cls="field"),
        h("fieldset", h("legend", context.t("brief.form.themes")), h("div", themes, cls="row"), cls="field themes"),
        h("div", h("button", context.t("brief.form.make"), type="submit", cls="button"), cls="go"),
        method="get",
        # The answer is the factsheet with its files, so a reader sees these and not this form again.
        action=f"{context.path}#files",
        cls="brief-form",
    )


def _select(name: str, rows: Iterable[tuple[str, str]], selected: str, any_label: str, context: PageContext) -> Node:
    control = select(name, context.t(f"brief.form.{name}"), rows, selected, any_label=any_label)
    return select_field(control, f"brief-{name}")


def _remarks(context: PageContext, scope: BriefScope) -> list[str]:
    """Return what of the choice was not understood or left out."""
    texts, choice = remark_texts(context), context.choice
    if choice.municipalities and choice.types:
        texts.append(context.t("brief.both"))
    if len(choice.municipalities) > 1 or (not choice.municipalities and len(choice.types) > 1):
        texts.append(context.t("brief.several", name=scope.title.partition(":")[0]))
    return texts


def _actions(context: PageContext) -> Node:
    """Return links to the files, and a button that copies the pinned link."""
    files = [
        h("a", context.t(f"brief.{kind}"), href=context.address(f"{context.path}.{kind}"), download=True, cls="button")
        for kind in ("pdf", "docx")
    ]
    copy = copying(
        context.t("export.pin"), done=context.t("export.pinned"), lang=context.lang, data_copy=context.pinned()
    )  # fmt: skip
    items = [*(h("li", link) for link in files), h("li", copy, cls="needs-script"), *share_page("brief", context)]
    return h("ul", items, cls="actions brief-actions", id="files")


def body(context: PageContext) -> Node:
    """Return the form, links to the files, and the brief itself or why there is none."""
    scope = BriefScope(context)
    choice, form = context.choice, _form(context, scope)
    if (choice.municipalities or choice.types or choice.name or choice.themes) and not scope.too_wide:
        form = fold(context.t("brief.other"), form)
    controls = h(
        "div",
        [notice(text) for text in _remarks(context, scope)],
        opening(context.t("brief.heading"), lead=(context.t("brief.lead"),)),
        form,
        notice(scope.too_wide) if scope.too_wide else _actions(context),
        cls="brief-controls",
    )
    return h("div", controls, None if scope.too_wide else sheets(build(context)))
