"""The changes of each data version, and those since the version that a page is pinned to.

They are computed from the dates on which rows were added and withdrawn.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.db import queries
from dashboard.db.rows.provenance import ChangeRow, ChangeSinceRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.text import Link, Note
from dashboard.web.components.html import Node, Part, h
from dashboard.web.pages.context import PageContext

# More rows than these that came into one table on one day are counted, not listed.
_MOST_ADDED = 30


@dataclass(frozen=True, kw_only=True)
class Change:
    """A row that was added, corrected or withdrawn; `before` and `now` are its texts."""

    kind: str
    what: str
    before: str = ""
    now: str = ""
    reason: str = ""
    source: Link | None = None

    @property
    def texts(self) -> list[tuple[str, str]]:
        """What the row was and is and the reason, by the key of their names."""
        named = [("was", self.before), ("now", self.now), ("reason", self.reason)]
        return [(f"method.{name}", text) for name, text in named if text]


@dataclass(frozen=True, kw_only=True)
class Version:
    """The changes of one data version, and the URL that shows the site at that version."""

    day: dt.date
    text: str
    href: str
    changes: tuple[Change, ...] = ()


def _row_text(text: str | None, value: float | None, qualifier: str | None, row: ChangeRow, lang: str) -> str:
    """Return the text of a row, with its number and unit."""
    text = text or ""
    number = formats.full(value, row.unit, lang, row.decimals or 0, qualifier) if row.unit else ""
    return f"{text}: {number}" if text and number else text or number


def _change(row: ChangeRow, titles: dict[str, str], context: PageContext) -> Change:
    names = {item.id: item.name for item in queries.municipalities(context.newest)}
    kind = context.t(f"method.table.{row.table_name}")
    place = names.get(row.place or "", "")
    source = row.new_source_id or row.source_id
    link = None
    if source in titles:
        link = Link(href=context.link("sources", anchor=source), label=titles[source])
    return Change(
        kind=row.kind,
        what=f"{kind}, {place}" if place else kind,
        before=_row_text(row.text, row.value, row.qualifier, row, context.lang) if row.kind != "added" else "",
        now=_row_text(row.new_text, row.new_value, row.new_qualifier, row, context.lang)
        if row.kind != "withdrawn"
        else "",
        reason=labels.stop(row.reason) if row.reason else "",
        source=link,
    )


def _changes(rows: Sequence[ChangeRow], titles: dict[str, str], context: PageContext) -> Iterator[Change]:
    """Give the changes of one day; many new rows of one table are one change with their number."""
    for (kind, table), own in groupby(rows, key=lambda row: (row.kind, row.table_name)):
        found = list(own)
        if kind == "added" and len(found) > _MOST_ADDED:
            text = context.t("method.many_added", n=context.number(len(found)), table=table)
            yield Change(kind=kind, what=context.t(f"method.table.{table}"), now=text)
        else:
            yield from (_change(row, titles, context) for row in found)


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a reader can follow: a municipality, theme or type (`kind`), with its name and the URL of its page."""

    kind: str
    id: str
    name: str
    href: str


def subjects(context: PageContext) -> list[Subject]:
    """Return all subjects that have a feed."""
    newest = context.newest
    named = [("municipality", row.id, row.name) for row in queries.municipalities(newest)]
    named += [("type", row.id, row.label) for row in queries.types(newest)]
    found = [Subject(kind=kind, id=id, name=name, href=context.link(kind, id)) for kind, id, name in named]
    themes = [(row.id, row.label, context.link("compare", theme=row.id)) for row in queries.themes(newest)]
    return found + [Subject(kind="theme", id=id, name=name, href=href) for id, name, href in themes]


def history(context: PageContext, subject: Subject | None = None) -> list[Version]:
    """Return all data versions, newest first; the first release is not listed row by row.

    With a subject, only its changes are in them.
    """
    about = {
        (row.table_name, row.key)
        for row in queries.change_subjects(context)
        if subject and (row.kind, row.id) == (subject.kind, subject.id)
    }
    changed = [row for row in queries.changes(context) if subject is None or (row.table_name, row.key) in about]
    titles = {row.id: row.title for row in queries.sources(context.newest)}
    by_day = {day: list(rows) for day, rows in groupby(changed, key=lambda row: row.day)}
    days = queries.releases()[::-1]
    result = []
    for day in days:
        text, href = context.t("method.first_version"), f"{context.t('where.overview')}?as_of={day}"
        changes = tuple(_changes(by_day.get(day, []), titles, context))
        result.append(Version(day=day, text=text if day == days[-1] else "", href=href, changes=changes))
    return result


def versions(context: PageContext) -> Node:
    """Return data versions, newest first, with their changes; a script shows which came since the last visit."""
    note = h("p", h("strong", context.t("method.new_since")), " ", h("span"), ".", hidden=True, data_new_since=True)
    return h("div", note, h("ol", [_version(one, context) for one in history(context)], cls="versions"))


def _version(one: Version, context: PageContext) -> Node:
    day = context.date(one.day)
    seen = h("a", context.t("method.see_version"), h("span", f": {day}", cls="vh"), href=one.href)
    changes = h("ul", [_changed_row(change, context) for change in one.changes]) if one.changes else None
    return h("li", h("h3", day), h("p", one.text, " ", seen), changes, data_version=str(one.day))


def _changed_row(one: Change, context: PageContext) -> Node:
    rows: list[Part] = [h("div", h("dt", context.t(key)), h("dd", text)) for key, text in one.texts]
    if one.source:
        link = h("dd", h("a", one.source.label, href=one.source.href))
        rows.append(h("div", h("dt", context.t("source.one").rstrip(":")), link))
    kind = context.t(f"method.change.{one.kind}")
    return h("li", h("p", h("b", kind), f": {one.what}"), h("dl", rows, cls="facts") if rows else None)


# More changes than these are counted, not listed, because the notice is above the page.
_MOST = 8


def changes_notice(context: PageContext) -> Node | None:
    """Return the notice for a pinned data version; None without one."""
    if context.choice.as_of is None:
        return None
    rows = queries.changes_since(context)
    day = context.date(context.choice.as_of)
    head = context.t("changed_since.same", date=day)
    if rows:
        head = context.count("changed_since.head", len(rows), date=day)
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
    parts = [labels.stop(": ".join(part for part in (place, _with_values(row, text, context)) if part))]
    reason = row.reason
    if reason:
        parts.append(labels.stop(context.t("changed_since.reason", reason=reason)))
    return Note(head=head, text=" ".join(parts))


def _with_values(row: ChangeSinceRow, text: str, context: PageContext) -> str:
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
