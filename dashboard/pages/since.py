"""A link that is fixed to a data version: the page shows that version, and says what is other now."""

from __future__ import annotations

from dashboard import formats, queries
from dashboard.charts import words
from dashboard.components.changes import changes
from dashboard.components.tree import Node
from dashboard.model import Note
from dashboard.pages.visit import Visit
from dashboard.queries import Row

# More than these are counted, not listed: the notice stands above the page that was asked for.
_MOST = 8


def since(visit: Visit) -> Node | None:
    """The notice for a visit with a fixed data version; None without one."""
    if visit.choice.as_of is None:
        return None
    rows = queries.changes_since(as_of=visit.choice.as_of)
    day = formats.date(visit.choice.as_of.isoformat(), visit.lang)
    if rows:
        key = f"since.head.{'one' if len(rows) == 1 else 'many'}"
        head = visit.say(key, date=day, n=formats.number(len(rows), visit.lang))
    else:
        head = visit.say("since.same", date=day)
    rest = len(rows) - _MOST
    return changes(
        head,
        [_note(row, visit) for row in rows[:_MOST]],
        more=visit.say("since.more", n=formats.number(rest, visit.lang)) if rest > 0 else "",
        newest_href=visit.address(as_of=None),
        newest=visit.say("since.newest"),
    )


def _note(row: Row, visit: Visit) -> Note:
    head = visit.say(f"since.change.{row['change']}", date=formats.date(row["day"].isoformat(), visit.lang))
    place = ", ".join(part for part in (row["municipality"], row[f"short_{visit.lang}"]) if part)
    text = row[f"text_{visit.lang}"]
    if row["kind"] == "source":
        text = visit.say("since.in_source", title=text)
    parts = [words.stop(": ".join(part for part in (place, _valued(row, text, visit)) if part))]
    reason = row[f"reason_{visit.lang}"]
    if reason:
        parts.append(words.stop(visit.say("since.reason", reason=reason)))
    return Note(head=head, text=" ".join(parts))


def _valued(row: Row, text: str, visit: Visit) -> str:
    """The name of a number with what it was and is; a text as it is now."""
    sides = {
        side: formats.full(row[f"{side}_value"], row["unit"], visit.lang, row["decimals"], row[f"{side}_qualifier"])
        for side in ("old", "new")
        if row[f"{side}_value"] is not None
    }
    if not sides:
        return text
    key = "values" if len(sides) == 2 else f"only_{next(iter(sides))}"
    return f"{words.start_small(text)} {visit.say(f'since.{key}', **sides)}"
