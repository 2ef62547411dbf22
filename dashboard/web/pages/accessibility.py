"""The accessibility page: what was tested, what was not, known problems, and how to report one.

It states no conformance status, because only the publisher can. tests/pages/test_about.py has the test behind each of `TESTED`.
"""

from __future__ import annotations

from dashboard.models.text import Group, Head, Note, Table
from dashboard.web.components.html import Node, h
from dashboard.web.components.tables import data_table
from dashboard.web.pages import about_page
from dashboard.web.pages.context import PageContext

TESTED = (
    "rules", "keys", "narrow", "touch", "signs", "motion", "charts", "told", "scripts", "paper", "files", "words",
)  # fmt: skip


def heading(context: PageContext) -> str:
    """Return the title of the page."""
    return context.t("accessibility.title")


def _tested(context: PageContext) -> Node:
    rows = tuple(
        (context.t(f"accessibility.test.{name}.what"), context.t(f"accessibility.test.{name}.how")) for name in TESTED
    )
    heads = (Head(label=context.t("accessibility.what")), Head(label=context.t("accessibility.how")))
    table = Table(caption=context.t("accessibility.tested_caption"), heads=heads, groups=(Group(rows=rows),))
    return h("div", data_table(table), cls="wide pairs-of-words")


def body(context: PageContext) -> Node:
    """Return the body of the page."""
    parts = {
        "aim": (None, [about_page.sentences("accessibility.aim", 3, context)]),
        "tested": (context.t("accessibility.tested_intro"), [_tested(context)]),
        "untested": (None, [about_page.sentences("accessibility.untested", 6, context)]),
        "flaws": (None, [about_page.sentences("accessibility.flaws", 3, context)]),
        "report": (None, [*about_page.whom(context), about_page.sentences("accessibility.report", 3, context)]),
    }
    remark = Note(head=context.t("accessibility.status_head"), text=context.t("accessibility.status"))
    return about_page.page("accessibility", parts, context, remark=remark)
