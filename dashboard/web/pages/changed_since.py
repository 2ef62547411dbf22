"""The notice on a page that is pinned to an older data version: what has changed since."""

from dashboard.db import queries
from dashboard.db.rows.provenance import ChangeSinceRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.text import Note
from dashboard.web.components.html import Node, h
from dashboard.web.pages.context import PageContext

# More changes than these are counted, not listed, because the notice is above the page.
_MOST = 8


def since(context: PageContext) -> Node | None:
    """Return the notice for a pinned data version; None without one."""
    if context.choice.as_of is None:
        return None
    rows = queries.changes_since(context)
    day = context.date(context.choice.as_of)
    head = (
        context.count("changed_since.head", len(rows), date=day) if rows else context.t("changed_since.same", date=day)
    )
    items = [h("li", h("b", f"{note.head}: "), note.text) for note in (_note(row, context) for row in rows[:_MOST])]
    rest = len(rows) - _MOST
    newest = h("a", context.t("changed_since.newest"), href=context.address(as_of=None))
    return h(
        "div",
        h("p", head),
        h("ul", items) if items else None,
        h("p", context.t("changed_since.more", n=context.number(rest))) if rest > 0 else None,
        h("p", newest) if items else None,
        cls="remark since",
        data_notice=True,
        data_since=True,
    )


def _note(row: ChangeSinceRow, context: PageContext) -> Note:
    head = context.t(f"changed_since.change.{row.change}", date=context.date(row.day))
    place = ", ".join(part for part in (row.municipality, row.short) if part)
    text = row.text
    if row.kind == "source":
        text = context.t("changed_since.in_source", title=text)
    parts = [labels.stop(": ".join(part for part in (place, _valued(row, text, context)) if part))]
    reason = row.reason
    if reason:
        parts.append(labels.stop(context.t("changed_since.reason", reason=reason)))
    return Note(head=head, text=" ".join(parts))


def _valued(row: ChangeSinceRow, text: str, context: PageContext) -> str:
    """Return a number with its old and new value, or a text as it is now."""
    values = {"old": (row.old_value, row.old_qualifier), "new": (row.new_value, row.new_qualifier)}
    sides = {
        side: formats.full(value, row.unit, context.lang, row.decimals or 0, qualifier)
        for side, (value, qualifier) in values.items()
        if row.unit and (value is not None or qualifier)
    }
    if not sides:
        return text
    key = "values" if len(sides) == 2 else f"only_{next(iter(sides))}"
    return f"{labels.lower_first(text)} {context.t(f'changed_since.{key}', **sides)}"
