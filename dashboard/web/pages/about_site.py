"""The pages about the site: accessibility and privacy.

The accessibility page states no conformance status, because only the publisher can. tests/pages/test_about.py has the test
behind each of `TESTED`.
"""

from dashboard import config
from dashboard.models.text import Group, Head, Table
from dashboard.web.components.details import data_table
from dashboard.web.components.html import Node, h
from dashboard.web.components.sections import notice
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.page_parts import sentences, text_page

TESTED = (
    "rules", "keys", "narrow", "touch", "signs", "motion", "charts", "filters", "scripts", "paper", "files", "words",
)  # fmt: skip
# The keys of the browser storage.
STORED = ("meeting-set", "fonts", "checklist", "seen-version", "own-place")
# The number of sentences of each part of the privacy page.
_PRIVACY = {"short": 3, "browser": 8, "server": 4, "words": 3, "people": 3, "elsewhere": 2, "outside": 1}


def _publisher(context: PageContext) -> list[Node]:
    """Return publisher and contact from the settings, or a sentence that neither is set."""
    settings = config.settings()
    name, address = settings.publisher, settings.publisher_url
    offered: list[Node] = []
    if name:
        before, _, after = context.t("about_site.offered", who="\n").partition("\n")
        offered.append(h("p", before, h("a", name, href=address) if address else name, after))
    if not settings.contact:
        return [*offered, h("p", context.t("about_site.nobody"))]
    link = h("a", settings.contact, href=settings.contact_url)
    return [*offered, h("p", context.t("about_site.write"), " ", link, ".")]


def _changed(context: PageContext) -> Node:
    return h("p", context.t("about_site.changed_text", date=context.date(context.t("about_site.day"))))


def _tested(context: PageContext) -> Node:
    rows = tuple(
        (context.t(f"accessibility.test.{name}.what"), context.t(f"accessibility.test.{name}.how")) for name in TESTED
    )
    heads = (Head(label=context.t("accessibility.what")), Head(label=context.t("accessibility.how")))
    table = Table(caption=context.t("accessibility.tested_caption"), heads=heads, groups=(Group(rows=rows),))
    return h("div", data_table(table), cls="wide pairs-of-words")


def accessibility(context: PageContext) -> Node:
    """Return the accessibility page: what was tested, what was not, known problems, and how to report one."""
    parts = {
        "aim": (None, [sentences("accessibility.aim", 3, context)]),
        "tested": (context.t("accessibility.tested_intro"), [_tested(context)]),
        "untested": (None, [sentences("accessibility.untested", 6, context)]),
        "flaws": (None, [sentences("accessibility.flaws", 3, context)]),
        "report": (None, [*_publisher(context), sentences("accessibility.report", 3, context)]),
    }
    status = notice(context.t("accessibility.status"), head=context.t("accessibility.status_head"))
    return text_page("accessibility", parts, context, remark=status, changed=_changed(context))


def privacy(context: PageContext) -> Node:
    """Return the privacy page: browser storage, server logs, what happens to input, and people in the data."""
    stored = {
        1: {"set": f"`{STORED[0]}`"},
        4: {"fonts": f"`{STORED[1]}`"},
        6: {"checklist": f"`{STORED[2]}`"},
        7: {"seen": f"`{STORED[3]}`"},
        8: {"own_place": f"`{STORED[4]}`"},
    }
    parts = {
        name: (None, [sentences(f"privacy.{name}", many, context, stored if name == "browser" else {})])
        for name, many in _PRIVACY.items()
    }
    parts["contact"] = (None, [*_publisher(context), sentences("privacy.contact", 2, context)])
    return text_page("privacy", parts, context, changed=_changed(context))
