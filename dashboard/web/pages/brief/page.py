"""Factsheet: one or two pages for a meeting about one municipality, one type of approach, or everything."""

from dashboard.db import queries
from dashboard.exports import brief, page_layout
from dashboard.exports.document import Document
from dashboard.selection import filters
from dashboard.web.components.brief_preview import sheets
from dashboard.web.components.controls import get_form, select, select_field, submit, text_field
from dashboard.web.components.html import Node, h
from dashboard.web.components.sections import copying, fold, notice, opening
from dashboard.web.pages.brief.draft import content
from dashboard.web.pages.brief.scope import BriefScope
from dashboard.web.pages.context import PageContext, remark_texts
from dashboard.web.pages.share.links import share_page


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
    places = h("datalist", [h("option", value=row.name) for row in queries.places(context)], id="brief-places")
    towns = [(row.id, row.name) for row in queries.municipalities(context)]
    types = [(row.id, row.label) for row in queries.types(context)]
    choices = [
        select(name, context.t(f"brief.form.{name}"), rows, chosen, any_label=context.t(every))
        for name, rows, chosen, every in (
            ("municipality", towns, scope.municipality, "brief.form.all_municipalities"),
            ("type", types, scope.type, "brief.form.all_types"),
        )
    ]
    return get_form(
        [select_field(control, f"brief-{control.name}") for control in choices],
        text_field(
            context.t("brief.form.name"), places, id="brief-name", name="name", value=context.choice.name,
            most=filters.LONGEST_NAME, help=context.t("brief.form.name_help"), list="brief-places",
        ),
        h("fieldset", h("legend", context.t("brief.form.themes")), h("div", themes, cls="row"), cls="field themes"),
        submit(context.t("brief.form.make")),
        # The answer is the factsheet with its files, so a reader sees these and not this form again.
        action=f"{context.path}#files",
        hidden=context.pin.items(),
        cls="brief-form",
    )  # fmt: skip


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
    copy = copying("export.pin", done="export.pinned", lang=context.lang, data_copy=context.pinned())
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
