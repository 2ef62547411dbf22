"""Raadsbrief: two pages for a meeting about one municipality, one type of approach, or everything."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.db import queries
from dashboard.exports import brief, page_layout
from dashboard.exports.document import Document
from dashboard.models.controls import Option
from dashboard.selection import filters
from dashboard.web.components.brief_form import brief_form
from dashboard.web.components.brief_preview import sheets
from dashboard.web.components.copy_button import copying
from dashboard.web.components.html import Node, h
from dashboard.web.components.notices import notice
from dashboard.web.components.sections import opening
from dashboard.web.pages.brief_draft import content
from dashboard.web.pages.brief_scope import BriefScope
from dashboard.web.pages.context import PageContext, remark_texts


def heading(context: PageContext) -> str:
    """Return the title of the page: what it is, and the question that this brief answers."""
    return f"{context.t('brief.heading')}: {BriefScope(context).title}"


def build(context: PageContext) -> Document:
    """Return the document of at most two pages for a choice."""
    return page_layout.paginate(brief.build(page_layout.fit(content(context))))


def _options(rows: Iterable[tuple[str, str]], *selected: str) -> list[Option]:
    return [Option(value=id, label=label, selected=id in selected) for id, label in rows]


def _form(context: PageContext, scope: BriefScope) -> Node:
    towns = [(row.id, row.name) for row in queries.municipalities(context)]
    types = [(row.id, row.label) for row in queries.types(context)]
    as_of = context.choice.as_of
    return brief_form(
        action=context.path,
        lang=context.lang,
        municipalities=_options([("", context.t("brief.form.all_municipalities")), *towns], scope.municipality),
        types=_options([("", context.t("brief.form.all_types")), *types], scope.type),
        themes=_options(((row.id, row.label) for row in queries.themes(context)), *scope.themes),
        name=context.choice.name,
        longest=filters.LONGEST_NAME,
        hidden={"as_of": as_of.isoformat()} if as_of else {},
    )


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
    items = [*(h("li", link) for link in files), h("li", copy, cls="needs-script")]
    return h("ul", items, cls="actions brief-actions")


def body(context: PageContext) -> Node:
    """Return the form, links to the files, and the brief itself or why there is none."""
    scope = BriefScope(context)
    controls = h(
        "div",
        [notice(text) for text in _remarks(context, scope)],
        opening(context.t("brief.heading"), lead=(context.t("brief.lead"),)),
        _form(context, scope),
        notice(scope.too_wide) if scope.too_wide else _actions(context),
        cls="brief-controls",
    )
    return h("div", controls, None if scope.too_wide else sheets(build(context)))
