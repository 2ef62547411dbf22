"""Raadsbrief: two pages for a meeting about one municipality, one type of approach, or everything."""

from __future__ import annotations

from dashboard import queries, state
from dashboard.components.brief_form import brief_form
from dashboard.components.copying import copying
from dashboard.components.notices import notice
from dashboard.components.sections import opening
from dashboard.components.tree import Node, h
from dashboard.exports import fitting
from dashboard.exports.brief_sheet import sheets
from dashboard.exports.paper import Paper
from dashboard.model import Option
from dashboard.pages.brief_draft import draft
from dashboard.pages.brief_scope import about, too_wide
from dashboard.pages.brief_scope import title as question
from dashboard.pages.visit import Visit, remark_texts
from dashboard.texts import say

PATHS: dict[str, str] = {lang: say("path.brief", lang) for lang in ("nl", "en")}


def heading(visit: Visit) -> str:
    """The title of the page: what it is, and the question that this brief answers."""
    return f"{visit.say('brief.heading')}: {question(visit)}"


def paper(visit: Visit) -> Paper:
    """What the two pages hold for a visit."""
    return fitting.fit(draft(visit))


def _options(visit: Visit) -> dict[str, list[Option]]:
    own = about(visit)
    towns = [(row["id"], row["name"]) for row in queries.municipalities(as_of=visit.as_of)]
    types = [(row["id"], visit.label(row)) for row in queries.types(as_of=visit.as_of)]
    themes = [(row["id"], visit.label(row)) for row in queries.themes(as_of=visit.as_of)]
    return {
        "municipalities": [
            Option(value=id, label=label, selected=id == own.municipality)
            for id, label in (("", visit.say("brief.form.all_municipalities")), *towns)
        ],
        "types": [
            Option(value=id, label=label, selected=id == own.type)
            for id, label in (("", visit.say("brief.form.all_types")), *types)
        ],
        "themes": [Option(value=id, label=label, selected=id in own.themes) for id, label in themes],
    }


def _remarks(visit: Visit) -> list[str]:
    texts = remark_texts(visit)
    choice, first = visit.choice, question(visit)
    if choice.municipalities and choice.types:
        texts.append(visit.say("brief.both"))
    if len(choice.municipalities) > 1 or (not choice.municipalities and len(choice.types) > 1):
        texts.append(visit.say("brief.several", name=first.partition(":")[0]))
    return texts


def _actions(visit: Visit) -> Node:
    files = [
        h(
            "li",
            h("a", visit.say(f"brief.{kind}"), href=visit.address(f"{visit.path}.{kind}"), download=True, cls="button"),
        )
        for kind in ("pdf", "docx")
    ]
    copy = copying(
        visit.say("export.pin"), done=visit.say("export.pinned"), lang=visit.lang, data_copy=visit.pinned()
    )  # fmt: skip
    return h("ul", files, h("li", copy, cls="needs-script"), cls="actions brief-actions")


def body(visit: Visit) -> Node:
    """The form, how to take the brief along, and the brief itself; of a choice that is too wide, that it is."""
    wide = too_wide(visit)
    return h(
        "div",
        h(
            "div",
            [notice(text) for text in _remarks(visit)],
            opening(visit.say("brief.heading"), lead=(visit.say("brief.lead"),)),
            brief_form(
                action=visit.path,
                lang=visit.lang,
                **_options(visit),
                name=visit.choice.name,
                longest=state.LONGEST_NAME,
                hidden={"as_of": visit.choice.as_of.isoformat()} if visit.choice.as_of else {},
            ),
            notice(wide) if wide else _actions(visit),
            cls="brief-controls",
        ),
        None if wide else sheets(paper(visit)),
    )
