"""Raadsbrief: two pages for a meeting about one municipality, one type of approach, or everything."""

from __future__ import annotations

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
from dashboard.web.pages.brief_scope import about, too_wide
from dashboard.web.pages.brief_scope import title as question
from dashboard.web.pages.context import PageContext, remark_texts


def heading(context: PageContext) -> str:
    """The title of the page: what it is, and the question that this brief answers."""
    return f"{context.t('brief.heading')}: {question(context)}"


def build(context: PageContext) -> Document:
    """Return the document of two pages for a choice."""
    return page_layout.paginate(brief.build(page_layout.fit(content(context))))


def _options(context: PageContext) -> dict[str, list[Option]]:
    own = about(context)
    towns = [(row.id, row.name) for row in queries.municipalities(context)]
    types = [(row.id, row.label) for row in queries.types(context)]
    themes = [(row.id, row.label) for row in queries.themes(context)]
    return {
        "municipalities": [
            Option(value=id, label=label, selected=id == own.municipality)
            for id, label in (("", context.t("brief.form.all_municipalities")), *towns)
        ],
        "types": [
            Option(value=id, label=label, selected=id == own.type)
            for id, label in (("", context.t("brief.form.all_types")), *types)
        ],
        "themes": [Option(value=id, label=label, selected=id in own.themes) for id, label in themes],
    }


def _remarks(context: PageContext) -> list[str]:
    texts = remark_texts(context)
    choice, first = context.choice, question(context)
    if choice.municipalities and choice.types:
        texts.append(context.t("brief.both"))
    if len(choice.municipalities) > 1 or (not choice.municipalities and len(choice.types) > 1):
        texts.append(context.t("brief.several", name=first.partition(":")[0]))
    return texts


def _actions(context: PageContext) -> Node:
    files = [
        h(
            "li",
            h(
                "a",
                context.t(f"brief.{kind}"),
                href=context.address(f"{context.path}.{kind}"),
                download=True,
                cls="button",
            ),
        )
        for kind in ("pdf", "docx")
    ]
    copy = copying(
        context.t("export.pin"), done=context.t("export.pinned"), lang=context.lang, data_copy=context.pinned()
    )  # fmt: skip
    return h("ul", files, h("li", copy, cls="needs-script"), cls="actions brief-actions")


def body(context: PageContext) -> Node:
    """The form, how to take the brief along, and the brief itself; of a choice that is too wide, that it is."""
    wide = too_wide(context)
    return h(
        "div",
        h(
            "div",
            [notice(text) for text in _remarks(context)],
            opening(context.t("brief.heading"), lead=(context.t("brief.lead"),)),
            brief_form(
                action=context.path,
                lang=context.lang,
                **_options(context),
                name=context.choice.name,
                longest=filters.LONGEST_NAME,
                hidden={"as_of": context.choice.as_of.isoformat()} if context.choice.as_of else {},
            ),
            notice(wide) if wide else _actions(context),
            cls="brief-controls",
        ),
        None if wide else sheets(build(context)),
    )
