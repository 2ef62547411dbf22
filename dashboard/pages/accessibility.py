"""Toegankelijkheid: what was tested and how, what was not, what is not right yet, and where to say so.

It gives no status: only whoever offers the site can. tests/test_statements.py has the test behind each of `TESTED`.
"""

from __future__ import annotations

from dashboard.components.tables import data_table
from dashboard.components.tree import Node, h
from dashboard.model import Group, Head, Note, Table
from dashboard.pages import statement
from dashboard.pages.visit import Visit

PATHS: dict[str, str] = {"nl": "/toegankelijkheid", "en": "/en/accessibility"}
TESTED = (
    "rules", "keys", "narrow", "touch", "signs", "motion", "charts", "told", "scripts", "paper", "files", "words",
)  # fmt: skip


def heading(visit: Visit) -> str:
    """The title of the page."""
    return visit.say("accessibility.title")


def _tested(visit: Visit) -> Node:
    rows = tuple(
        (visit.say(f"accessibility.test.{name}.what"), visit.say(f"accessibility.test.{name}.how")) for name in TESTED
    )
    heads = (Head(label=visit.say("accessibility.what")), Head(label=visit.say("accessibility.how")))
    table = Table(caption=visit.say("accessibility.tested_caption"), heads=heads, groups=(Group(rows=rows),))
    return h("div", data_table(table), cls="wide pairs-of-words")


def body(visit: Visit) -> Node:
    """The whole page."""
    parts = {
        "aim": (None, [statement.sentences("accessibility.aim", 3, visit)]),
        "tested": (visit.say("accessibility.tested_intro"), [_tested(visit)]),
        "untested": (None, [statement.sentences("accessibility.untested", 6, visit)]),
        "flaws": (None, [statement.sentences("accessibility.flaws", 3, visit)]),
        "report": (None, [*statement.whom(visit), statement.sentences("accessibility.report", 3, visit)]),
    }
    remark = Note(head=visit.say("accessibility.status_head"), text=visit.say("accessibility.status"))
    return statement.page("accessibility", parts, visit, remark=remark)
