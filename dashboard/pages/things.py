"""Everything that can be looked for, each with what it is, a sentence, and the address where it is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dashboard import formats, queries, store
from dashboard.charts import words
from dashboard.charts.citing import citation
from dashboard.lookup import Entry, Index
from dashboard.model import Link
from dashboard.pages import asking, where
from dashboard.pages.visit import MOST_IN_A_CELL, ON_A_PAGE, Visit, arrive
from dashboard.queries import NEWEST, Row

KINDS = ("municipality", "type", "experiment", "term", "indicator", "finding", "number", "question", "source", "page")
# Of pairs, of numbers and of findings each: so many texts are looked through in a moment.
_MOST = 2_000
_ABOUT = ("method", "glossary", "sources", "data", "accessibility", "privacy")


@dataclass(frozen=True, kw_only=True)
class Thing:
    """Something that can be found. `more` is searched and not shown."""

    id: str
    kind: str
    head: str
    text: str
    href: str
    more: str = ""


def _municipalities(visit: Visit) -> Iterator[Thing]:
    experiments = queries.experiments(as_of=visit.as_of)
    for row in queries.municipalities(as_of=visit.as_of):
        own = [
            words.start_small(one[f"short_{visit.lang}"]) for one in experiments if one["municipality_id"] == row["id"]
        ]
        href = where.municipality(row["id"], visit)
        yield Thing(
            id=f"municipality.{row['id']}", kind="municipality", head=row["name"],
            text=words.stop(formats.listing(own, visit.lang).capitalize()), href=href,
        )  # fmt: skip


def _types(visit: Visit) -> Iterator[Thing]:
    for row in queries.types(as_of=visit.as_of):
        yield Thing(
            id=f"type.{row['id']}", kind="type", head=visit.label(row), text=visit.label(row, "definition"),
            href=where.page("type", visit, id=row["id"]),
        )  # fmt: skip


def _experiments(visit: Visit) -> Iterator[Thing]:
    for row in queries.experiments(as_of=visit.as_of):
        yield Thing(
            id=f"experiment.{row['id']}", kind="experiment", head=words.experiment(row, visit.lang),
            text=visit.label(row, "summary"), href=where.municipality(row["municipality_id"], visit),
            more=f"{visit.label(row, 'name')} {visit.label(row, 'population')}",
        )  # fmt: skip


def _terms(visit: Visit) -> Iterator[Thing]:
    for row in queries.terms(as_of=visit.as_of):
        yield Thing(
            id=f"term.{row['id']}", kind="term", head=visit.label(row, "term"), text=visit.label(row, "explanation"),
            href=where.page("glossary", visit, anchor=row["id"]),
        )  # fmt: skip


def _indicators(visit: Visit) -> Iterator[Thing]:
    themes = {row["id"]: visit.label(row) for row in queries.themes(as_of=visit.as_of)}
    for row in queries.indicators(as_of=visit.as_of):
        yield Thing(
            id=f"indicator.{row['id']}", kind="indicator", head=visit.label(row), text=visit.label(row, "definition"),
            href=where.indicator(row["id"], visit), more=themes[row["theme"]],
        )  # fmt: skip
    for row in queries.context_indicators(as_of=visit.as_of):
        yield Thing(
            id=f"indicator.{row['id']}", kind="indicator", head=visit.label(row), text=visit.label(row, "definition"),
            href=where.context(row["id"], visit), more=themes[row["theme"]],
        )  # fmt: skip


def _found(as_of: dt.date) -> tuple[tuple[Row, ...], tuple[Row, ...], tuple[Row, ...]]:
    """The pairs, numbers and findings that can be looked for: of each source the first, as an index of all would not fit."""
    return (
        queries.cited_pairs(as_of=as_of, each=MOST_IN_A_CELL, most=_MOST),
        queries.cited_numbers(as_of=as_of, each=MOST_IN_A_CELL, most=_MOST),
        queries.cited_findings(as_of=as_of, each=MOST_IN_A_CELL, most=_MOST),
    )


def _results(visit: Visit) -> Iterator[Thing]:
    lang = visit.lang
    pairs, numbers, findings = _found(visit.as_of)
    several = visit.say("about.several_municipalities")
    for row in findings:
        place = words.experiment(row, lang) if row["experiment_id"] else several
        said = visit.say("sources.claim") if row["basis"] == "claim" else words.test_words(row["test"], lang)
        yield Thing(
            id=f"finding.{row['id']}", kind="finding",
            head=f"{place}: {words.start_small(row[f'indicator_{lang}'])}",
            text=row[f"text_{lang}"] if row["basis"] == "measured" else f"{said} {row[f'text_{lang}']}",
            href=where.finding(row, visit), more=row[f"arm_{lang}"] or "",
        )  # fmt: skip
    labels = {row["id"]: visit.label(row) for row in queries.indicators(as_of=visit.as_of)}
    for row in pairs:
        group = row[f"subgroup_{lang}"] or formats.period(row["start"], row["end"], lang)
        treated = words.value(row, lang, key="treated")
        other = words.value(row, lang, key="comparison_value", qualifier="comparison_qualifier")
        yield Thing(
            id=f"pair.{row['treated_id']}.{row['comparison_id']}", kind="number",
            head=f"{words.experiment(row, lang)}: {words.start_small(labels[row['indicator_id']])}",
            text=visit.say("search.pair", group=group, treated=treated, other=other,
                           arm=words.members(row[f"arm_{lang}"], lang),
                           other_arm=words.members(row[f"comparison_arm_{lang}"], lang)),
            href=where.pair(row, visit),
        )  # fmt: skip
    for row in numbers:
        parts = [words.value(row, lang), row[f"arm_{lang}"] and words.start_small(row[f"arm_{lang}"])]
        parts += [row[f"subgroup_{lang}"], formats.period(row["start"], row["end"], lang)]
        old = f" {visit.say('sources.not_chosen')}" if row["reason"] == "superseded" else ""
        yield Thing(
            id=f"number.{row['id']}", kind="number",
            head=f"{words.experiment(row, lang)}: {words.start_small(row[f'indicator_{lang}'])}",
            text=words.stop(", ".join(part for part in parts if part)) + old, href=where.number(row, visit),
        )  # fmt: skip


def _questions(visit: Visit) -> Iterator[Thing]:
    """Questions, each with the first page that asks it; one that no page asks leads to the results on its theme."""
    asked: dict[str, str] = {}
    # Each asks the database; the first ask nearly all questions that there are.
    for row in queries.municipalities(as_of=visit.as_of)[:ON_A_PAGE]:
        page = where.page("municipality", visit, id=row["id"], anchor="questions")
        asked |= {note.head: page for note in asking.for_municipality(row["id"], visit) if note.head not in asked}
    for row in queries.types(as_of=visit.as_of):
        page = where.page("type", visit, id=row["id"], anchor="questions")
        asked |= {note.head: page for note in asking.for_type(row["id"], visit) if note.head not in asked}
    for row in queries.questions(as_of=visit.as_of):
        question = visit.label(row, "question")
        href = asked.get(question) or where.theme(row["theme"], visit)
        yield Thing(id=f"question.{row['id']}", kind="question", head=question, text=visit.label(row, "why"), href=href)


def _sources(visit: Visit) -> Iterator[Thing]:
    for row in queries.sources(as_of=visit.as_of):
        yield Thing(
            id=f"source.{row['id']}", kind="source", head=row["title"], text=citation(row, visit.lang).rpartition(" ")[0],
            href=where.page("sources", visit, anchor=row["id"]),
        )  # fmt: skip


def _pages(visit: Visit) -> Iterator[Thing]:
    """The pages about the site itself."""
    for name in _ABOUT:
        head, text = visit.say(f"{name}.title"), visit.say(f"description.{name}")
        yield Thing(id=f"page.{name}", kind="page", head=head, text=text, href=where.page(name, visit))


@lru_cache(maxsize=8)
def _things(generation: tuple[int, int], lang: str, as_of: dt.date) -> dict[str, Thing]:
    """Everything by id, once for a version; `generation` is only there to tell versions apart."""
    query = "" if as_of == NEWEST else f"as_of={as_of}"
    visit = arrive(lang=lang, path="/", query=query)
    makers = (_municipalities, _types, _experiments, _terms, _indicators, _results, _questions, _sources, _pages)
    return {thing.id: thing for make in makers for thing in make(visit)}


@lru_cache(maxsize=4)
def _index(generation: tuple[int, int], as_of: dt.date) -> Index:
    both = {lang: _things(generation, lang, as_of) for lang in ("nl", "en")}
    return Index(
        Entry(
            id=id,
            main={lang: things[id].head for lang, things in both.items()},
            more={lang: f"{things[id].text} {things[id].more}" for lang, things in both.items()},
        )
        for id in both["nl"]
    )


def _now() -> tuple[int, int]:
    current = store.current()
    current.refresh()
    return current.serial, current.generation


def things(visit: Visit) -> dict[str, Thing]:
    """Everything that can be found, in the language and the data version of the visit."""
    return _things(_now(), visit.lang, visit.as_of)


def index(visit: Visit) -> Index:
    """The index over all of it, in both languages."""
    return _index(_now(), visit.as_of)


def is_cut(visit: Visit) -> bool:
    """Whether some results are too many to be looked for."""
    pairs, numbers, findings = _found(visit.as_of)
    ids = {row[key] for row in pairs for key in ("treated_id", "comparison_id")} | {row["id"] for row in numbers}
    results = ("observation", "finding", "claim")
    held: int = sum(row["rows"] for row in queries.cited(as_of=visit.as_of) if row["kind"] in results)
    return len(ids) + len(findings) < held


def beginnings(visit: Visit) -> list[Link]:
    """Where a reader may begin: the municipalities, or the page of all where they are many, and the types of approach."""
    towns = [Link(href=one.href, label=one.head) for one in _municipalities(visit)]
    if len(towns) > ON_A_PAGE:
        towns = [Link(href=where.page("municipalities", visit), label=visit.say("municipality.every"))]
    links = [*towns, *(Link(href=one.href, label=one.head) for one in _types(visit))]
    return [link for link in links if link.href]
