"""How an experiment was set up: costs, people, pay and time, each fact with its source."""

from collections.abc import Sequence

from dashboard.db import queries
from dashboard.db.rows.subjects import DesignFactRow, ExperimentRow
from dashboard.labels import labels
from dashboard.models.context import Scope
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.labels import short_source
from dashboard.web.components.sections import fold, phone_fold
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.costs.amounts import amount

# The kinds of set-up facts under each heading, in page order.
_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("money", ("cost", "budget")),
    ("people", ("target", "invited", "participants", "respondents")),
    ("pay", ("premium", "wage", "hours")),
    ("duration", ("duration",)),
    ("other", ("other",)),
)


def _remark(row: DesignFactRow, leading: Sequence[DesignFactRow], context: PageContext) -> str:
    """Return why a number is not used: another one is preferred, or it is not certain enough."""
    for other in leading:
        same = (other.kind, other.label) == (row.kind, row.label)
        if same and other.value is not None:
            return context.t("profile.other_leads", value=amount(other, context))
    return context.t("profile.not_certain")


def _fact(row: DesignFactRow, context: PageContext, *, leading: Sequence[DesignFactRow] = ()) -> Node:
    source, value = labels.source(row, context), amount(row, context)
    worth = [h("b", value) if value else None, " ", h("span", context.date(row.date)) if row.date else None]
    remark: Part = None
    if not row.preferred:
        says = context.t("source.says", who=labels.stop(source.publisher))
        remark = h("p", f"{says} {_remark(row, leading, context)}", cls="remark-line")
    return h(
        "li",
        h("p", row.label, cls="label"),
        h("p", worth, cls="value") if value or row.date else None,
        remark,
        short_source(source, lang=context.lang),
    )


def set_up(experiment: ExperimentRow, context: PageContext, *, id: str) -> Part:
    """Return the preferred facts by kind and the unused ones folded below, with the reason; None without any."""
    rows = queries.design_facts(Scope(experiment=experiment.id), context)
    leading = [row for row in rows if row.preferred]
    groups = []
    for name, kinds in _KINDS:
        facts = [_fact(row, context) for kind in kinds for row in leading if row.kind == kind]
        if facts:
            groups.append(h("div", h("h3", context.t(f"profile.kind.{name}")), h("ul", facts, cls="set-up")))
    others = [_fact(row, context, leading=leading) for row in rows if not row.preferred]
    if not groups and not others:
        return None
    used, rest = None, None
    if groups:
        facts_of = h("div", groups, cls="set-ups")
        used = phone_fold("fold.facts", len(leading), facts_of, lang=context.lang, id=f"{id}-used")
    if others:
        intro = h("p", context.t("profile.others_intro"), cls="small soft")
        listed = h("ul", others, cls="set-up")
        rest = fold(context.count("profile.others", len(others)), intro, listed, id=f"{id}-others")
    return h("div", used, rest, id=id)
