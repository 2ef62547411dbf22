"""Bronnen: every source with its date, how much of it was read, a citation to copy, and all that rests on it."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import formats, lookup, queries
from dashboard.charts.citing import citation, usable_licence
from dashboard.components.bibliography import Reference, UseGroup, bibliography
from dashboard.components.finding import find_form
from dashboard.components.notices import contents, notice
from dashboard.components.sections import opening
from dashboard.components.tree import Node, h
from dashboard.model import Control, Link, Note, Option, OptionGroup
from dashboard.pages.rests import Rest, rests_on
from dashboard.pages.visit import Visit, remark_texts
from dashboard.queries import Row
from dashboard.state import ACCESSES, KINDS

PATHS: dict[str, str] = {"nl": "/bronnen", "en": "/en/sources"}
Rests = dict[str, tuple[Rest, ...]]


def heading(visit: Visit) -> str:
    """The title of the page."""
    return visit.say("sources.title")


def chosen(visit: Visit) -> list[Row]:
    """The sources that fit the choice: kind, how much was read, and words that stand in title, publisher or authors."""
    choice = visit.choice
    asked = lookup.words(choice.words)
    found = []
    for row in queries.sources(as_of=visit.as_of):
        text = lookup.fold(" ".join(row[key] or "" for key in ("title", "publisher", "authors", "published", "id")))
        fits = choice.kind in ("", row["kind"]) and choice.access in ("", row["access"])
        if fits and all(word in text for word in asked):
            found.append(row)
    return found


def _control(name: str, values: Sequence[tuple[str, str]], picked: str, visit: Visit) -> Control:
    everything = Option(value="", label=visit.say(f"sources.any_{name}"), selected=not picked)
    options = (everything, *(Option(value=id, label=label, selected=id == picked) for id, label in values))
    return Control(
        name=name, label=visit.say(f"sources.{name}"), kind="one", groups=(OptionGroup(label="", options=options),)
    )


def _form(visit: Visit) -> Node:
    kinds = [(id, visit.say(f"sources.kinds.{id}")) for id in KINDS]
    # How much was read, only where there is a source that was read so far.
    held = {row["access"] for row in queries.sources(as_of=visit.as_of)}
    reads = [(id, visit.say(f"access.{id}").capitalize()) for id in ACCESSES if id in held]
    choice = visit.choice
    return find_form(
        action=visit.path, lang=visit.lang, label=visit.say("sources.words"), value=choice.words,
        submit=visit.say("control.show"),
        controls=(_control("kind", kinds, choice.kind, visit), _control("access", reads, choice.access, visit)),
        hidden={"as_of": choice.as_of.isoformat()} if choice.as_of else None,
        reset=bool(choice.words or choice.kind or choice.access),
    )  # fmt: skip


def _related(row: Row, rows: dict[str, Row], visit: Visit) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """The primary source that this one reports on, and the sources through which this one was read."""

    def link(id: str) -> Link:
        address = visit.address(anchor=id, kind="", access="", words="")
        return Link(href=address, label=rows[id]["title"])

    other = row["reports_on"]
    through = [one["id"] for one in rows.values() if one["reports_on"] == row["id"] and one["id"] != row["id"]]
    found: list[tuple[str, tuple[Link, ...]]] = []
    if other and other != row["id"] and other in rows:
        found.append((visit.say("sources.reports_on"), (link(other),)))
    if through:
        found.append((visit.say("sources.known_through"), tuple(link(id) for id in through)))
    return tuple(found)


def _group(rest: Rest, visit: Visit) -> UseGroup:
    more = visit.say("sources.cut", total=formats.number(rest.number, visit.lang)) if rest.cut else ""
    return UseGroup(name=visit.say(f"sources.group.{rest.kind}"), uses=rest.uses, more=more)


def _reference(row: Row, rests: Rests, rows: dict[str, Row], visit: Visit) -> Reference:
    lang = visit.lang
    date = formats.date(row["published"], lang) if row["published"] else visit.say("origin.undated")
    facts = [
        Note(head=visit.say("sources.publisher"), text=row["publisher"]),
        Note(head=visit.say("sources.date"), text=date),
        Note(head=visit.say("sources.was_read"), text=visit.say(f"access.{row['access']}")),
    ]
    if row["language"] != "nl":
        facts.append(
            Note(head=visit.say("sources.language"), text=visit.say(f"sources.languages.of_{row['language']}"))
        )
    if usable_licence(row):
        facts.append(Note(head=visit.say("sources.licence"), text=usable_licence(row)))
    own = rests.get(row["id"], ())
    return Reference(
        id=row["id"],
        title=row["title"],
        language=row["language"],
        url=row["url"],
        facts=tuple(facts),
        citation=citation(row, lang),
        uses=tuple(_group(rest, visit) for rest in own),
        number=sum(rest.number for rest in own),
        related=_related(row, rows, visit),
    )


def _list(found: Sequence[Row], visit: Visit) -> Node:
    """The chosen sources under their kinds."""
    rests = rests_on(visit)
    rows = {row["id"]: row for row in queries.sources(as_of=visit.as_of)}
    groups = []
    for kind in KINDS:
        own = [_reference(row, rests, rows, visit) for row in found if row["kind"] == kind]
        if own:
            groups.append((f"kind-{kind}", visit.say(f"sources.kinds.{kind}"), own))
    jump = [Link(href=f"#{id}", label=f"{title} ({len(own)})") for id, title, own in groups]
    parts = [contents(jump, label=visit.say("compare.contents"))] if len(groups) > 1 else []
    return h("div", parts, bibliography(groups, lang=visit.lang, opened=len(found) < len(rows)))


def body(visit: Visit) -> Node:
    """The whole page."""
    held = {key: formats.number(value, visit.lang) for key, value in queries.facts_held(as_of=visit.as_of).items()}
    amounts = {"part": held["sources_read_in_part"], "secondary": held["sources_secondary"]}
    read = "none"
    if queries.facts_held(as_of=visit.as_of)["sources_read_in_full"]:
        read, amounts = "some", {**amounts, "full": held["sources_read_in_full"]}
    found = chosen(visit)
    key = "one" if len(found) == 1 else "many"
    return h(
        "div",
        [notice(text) for text in remark_texts(visit)],
        opening(
            visit.say("sources.title"),
            lead=(
                visit.say("sources.lead", n=held["sources"]),
                visit.say(f"sources.read_{read}", **amounts),
            ),
        ),
        _form(visit),
        h("p", visit.say(f"sources.found.{key}", n=formats.number(len(found), visit.lang)), cls="tally", id="found"),
        _list(found, visit) if found else h("p", visit.say("sources.none")),
    )  # fmt: skip
