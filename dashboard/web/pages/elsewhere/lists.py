"""Lists of trials elsewhere: in what they are like ours, results without a size, and what may not share an axis."""

from collections.abc import Collection, Sequence

from dashboard.db import queries
from dashboard.db.rows.elsewhere import EffectRow, ElsewhereFindingRow, ElsewhereTrialRow
from dashboard.labels import labels
from dashboard.models.text import Head, heads
from dashboard.web.components import details
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.labels import one_source
from dashboard.web.components.sections import fold, phone_fold, section
from dashboard.web.pages.context import PageContext

_LIKE = ("on_benefits", "duties_removed", "money_added")
_COLUMNS = ("approach", *_LIKE, "likeness")


def _like(row: ElsewhereTrialRow, columns: Sequence[Head], context: PageContext) -> Node:
    where = ", ".join(dict.fromkeys([row.place, row.country_name]))
    head = h("span", h("b", row.name), h("br"), h("span", where, cls="small soft"))
    likes = [context.t(f"elsewhere.yes.{getattr(row, name)}") for name in _LIKE]
    return details.row_of(columns, head, row.type, *likes, row.likeness, id=f"trial-{row.id}")


def likeness(drawn: Collection[str], context: PageContext) -> Part:
    """Return in what the trials with results on the theme are like the five municipalities, the most comparable first.

    Trials that are not `drawn` are in a fold.
    """
    choice = context.choice
    rows = [
        row for row in queries.elsewhere_trials(context) if choice.theme in row.themes and choice.elsewhere.has(row)
    ]
    if not rows:
        return None
    columns = heads(*(context.t(f"elsewhere.head.{name}") for name in ("trial", *_COLUMNS)))
    five = [context.t(f"elsewhere.five.{name}") for name in _COLUMNS]
    ours = details.row_of(columns, h("b", context.t("elsewhere.ours_head")), *five)

    def table(body: list[Node], caption: str) -> Node:
        named = h("caption", context.t(caption), cls="vh" if caption == "elsewhere.like_caption" else None)
        return details.table(named, columns, details.body(body), cls="data cols-6 stack")

    shown = [_like(row, columns, context) for row in rows if row.id in drawn]
    others = [_like(row, columns, context) for row in rows if row.id not in drawn]
    head = [context.t("elsewhere.like_more"), f" ({len(others)})"]
    return section(
        context.t("elsewhere.like"),
        phone_fold("fold.trials", len(shown), table([ours, *shown], "elsewhere.like_caption"), lang=context.lang),
        fold(head, table(others, "elsewhere.like_more")) if others else None,
        id="likeness",
        intro=context.t("elsewhere.like_intro"),
    )


def _folded(key: str, items: Sequence[Node], context: PageContext, *, id: str) -> Part:
    """Return a list with rules between its items, folded under their number; None without items."""
    head = context.count(f"elsewhere.{key}", len(items))
    return fold(head, h("ul", items, cls="rules"), id=id) if items else None


def _finding(row: ElsewhereFindingRow, context: PageContext) -> Node:
    """Return a result without a size, with its comparison and source."""
    source = one_source(labels.source(row, context), lang=context.lang)
    untested = row.test == "not_stated" and row.comparison not in ("review", "not_named", "none")
    test = f" {context.t('statements.test.not_stated')}" if untested else ""
    return h(
        "li",
        h("p", h("b", f"{row.study}: {labels.lower_first(row.indicator)}. "), row.text),
        h("p", context.t(f"elsewhere.compared.{row.comparison}"), test, " ", source, cls="small soft"),
        id=f"finding-{row.id}",
    )


def _beside(row: EffectRow | None, context: PageContext) -> str:
    """Return with whom an effect that is not drawn was compared, how, and when it was measured; empty for other rows."""
    if row is None:
        return ""
    compared = context.t("elsewhere.beside", comparison=labels.lower_first(row.comparison), follow_up=row.follow_up)
    how = context.t(f"elsewhere.how.{row.comparison_role}")
    return f"{compared} " if how in row.text else f"{compared} {how} "


def limits(findings: Sequence[ElsewhereFindingRow], effects: Sequence[EffectRow], context: PageContext) -> list[Part]:
    """Return results without a size, what may not share an axis with the effects, and what was left out."""
    sized = {row.id: row for row in effects}
    ids = {*sized, *(row.id for row in findings)}
    apart = [
        row
        for row in queries.elsewhere_not_comparable(context)
        if row.theme is None or (row.theme == context.choice.theme and row.row_id in ids)
    ]
    not_shared = [
        # The text of a trial is its name.
        h("li", h("b", f"{row.study}. "), row.text if row.text != row.study else "", " ", _beside(sized.get(row.row_id), context),
          h("i", row.why), id=f"not-{row.row_id}")
        for row in apart
    ]  # fmt: skip
    left_out = [h("li", row.text, " ", h("i", row.why)) for row in queries.elsewhere_left_out(context)]
    on_theme = [_finding(row, context) for row in findings if row.theme == context.choice.theme]
    return [
        _folded("findings", on_theme, context, id="findings"),
        _folded("apart", not_shared, context, id="not-comparable"),
        _folded("left_out", left_out, context, id="left-out"),
    ]
