"""The documents of the search: each with its kind, a sentence, and its URL."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dashboard.db import queries, sql
from dashboard.db.rows.results import NOT_USED, CitedFindingRow, CitedNumberRow, CitedPairRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import known
from dashboard.labels import labels
from dashboard.labels import pairs as pair_labels
from dashboard.labels.labels import citation
from dashboard.models.context import NEWEST, Scope
from dashboard.models.text import Link
from dashboard.search.index import Entry, Index
from dashboard.web.pages import paths, suggested_questions, urls
from dashboard.web.pages.context import MOST_IN_A_CELL, ON_A_PAGE, PageContext, resolve_context
from dashboard.web.pages.cost_block import amount, said
from dashboard.web.pages.experiment_types import participation_income

# Answers come first: pages, approaches, municipalities and claims with a verdict; then what was tried, found and spent.
KINDS = (
    "page",
    "type",
    "municipality",
    "claim",
    "experiment",
    "cost",
    "finding",
    "number",
    "indicator",
    "term",
    "lesson",
    "elsewhere",
    "question",
    "source",
)
# The most pairs, numbers and findings each, to bound the time of a search.
_MOST = 2_000
# Pages by their name in the menu, and pages that are not in it by their title.
_IN_MENU = tuple(
    "overview types municipalities brief compare figures claims ask costs starting places elsewhere".split()
)
_TITLED = ("trial_size", "set", "method", "glossary", "sources", "data", "accessibility", "privacy")


@dataclass(frozen=True, kw_only=True)
class SearchDocument:
    """A search document. `more` is searched and not shown; `text` is searched unless it is the description of a page."""

    id: str
    kind: str
    head: str
    text: str
    href: str
    more: str = ""


def _municipalities(context: PageContext) -> Iterator[SearchDocument]:
    experiments = queries.experiments(context)
    for row in queries.municipalities(context):
        own = [labels.lower_first(item.short) for item in experiments if item.municipality_id == row.id]
        text = labels.stop(formats.listing(own, context.lang).capitalize())
        href = urls.municipality(row.id, context)
        yield SearchDocument(id=f"municipality.{row.id}", kind="municipality", head=row.name, text=text, href=href)


def _types(context: PageContext) -> Iterator[SearchDocument]:
    for row in queries.types(context):
        href = urls.page("type", context, id=row.id)
        yield SearchDocument(id=f"type.{row.id}", kind="type", head=row.label, text=row.definition, href=href)


def _experiments(context: PageContext) -> Iterator[SearchDocument]:
    for row in queries.experiments(context):
        head, href = labels.experiment(row), urls.municipality(row.municipality_id, context)
        more = f"{row.name} {row.population}"
        yield SearchDocument(
            id=f"experiment.{row.id}", kind="experiment", head=head, text=row.summary, href=href, more=more
        )


def _terms(context: PageContext) -> Iterator[SearchDocument]:
    for row in queries.terms(context):
        href = urls.page("glossary", context, anchor=row.id)
        yield SearchDocument(id=f"term.{row.id}", kind="term", head=row.term, text=row.explanation, href=href)


def _indicators(context: PageContext) -> Iterator[SearchDocument]:
    themes = {row.id: row.label for row in queries.themes(context)}
    places = [(row, context.link("compare", indicator=row.id)) for row in queries.indicators(context)]
    places += [(row, urls.context(row.id, context)) for row in queries.context_indicators(context)]
    for row, href in places:
        id, theme = f"indicator.{row.id}", themes[row.theme]
        yield SearchDocument(id=id, kind="indicator", head=row.label, text=row.definition, href=href, more=theme)


def _found(
    context: PageContext,
) -> tuple[tuple[CitedPairRow, ...], tuple[CitedNumberRow, ...], tuple[CitedFindingRow, ...]]:
    """Return searchable pairs, numbers and findings: the first of each source, to bound the index."""
    return (
        queries.cited_pairs(context, each=MOST_IN_A_CELL, most=_MOST),
        queries.cited_numbers(context, each=MOST_IN_A_CELL, most=_MOST),
        queries.cited_findings(context, each=MOST_IN_A_CELL, most=_MOST),
    )


def _results(context: PageContext) -> Iterator[SearchDocument]:
    lang = context.lang
    pairs, numbers, findings = _found(context)
    several = context.t("about.several_municipalities")
    publishers = {row.id: row.publisher for row in queries.sources(context)}
    for row in findings:
        place = labels.experiment(row) if row.experiment_id else several
        sentences = context.t("sources.claim") if row.basis == "claim" else labels.test_words(row.test, lang)
        head = f"{place}: {labels.lower_first(row.indicator)}"
        text = row.text if row.basis == "measured" else f"{sentences} {row.text}"
        text = context.t("statements.with_source", text=text, source=publishers[row.source_id])
        href = urls.finding(row, context)
        yield SearchDocument(
            id=f"finding.{row.id}", kind="finding", head=head, text=text, href=href, more=row.arm or ""
        )
    indicators = {row.id: row.label for row in queries.indicators(context)}
    for pair in pairs:
        id = f"pair.{pair.treated_id}.{pair.comparison_id}"
        text = context.t(
            "search.pair",
            group=pair_labels.group(pair, lang),
            treated=pair_labels.value(pair, lang, side="treated"),
            other=pair_labels.value(pair, lang, side="comparison"),
            arm=labels.members(pair.arm, lang),
            other_arm=labels.members(pair.comparison_arm, lang),
        )
        head = f"{labels.experiment(pair)}: {labels.lower_first(indicators[pair.indicator_id])}"
        yield SearchDocument(id=id, kind="number", head=head, text=text, href=urls.pair(pair, context))
    for number in numbers:
        parts = [labels.value(number, lang), number.arm and labels.lower_first(number.arm)]
        parts += [number.subgroup, formats.period(number.start, number.end, lang)]
        old = f" {context.t(f'sources.remark.{number.reason}')}" if number.reason in NOT_USED else ""
        text = labels.stop(", ".join(part for part in parts if part)) + old
        head = f"{labels.experiment(number)}: {labels.lower_first(number.indicator)}"
        yield SearchDocument(
            id=f"number.{number.id}", kind="number", head=head, text=text, href=urls.number(number, context)
        )


def _claims(context: PageContext) -> Iterator[SearchDocument]:
    for row in queries.claims(context):
        text = f"{context.t(f'claims.verdict.{row.verdict}')}. {row.answer}"
        href = urls.page("claim", context, id=row.id)
        head = context.t("claims.quoted", claim=row.claim)
        yield SearchDocument(id=f"claim.{row.id}", kind="claim", head=head, text=text, href=href)


def _costs(context: PageContext) -> Iterator[SearchDocument]:
    """Return the costs of each trial, with the amount first; one that is not used says so."""
    for row in queries.costs(Scope(), context):
        worth = amount(row, context)
        remark = f" {context.t('costs.not_used')}" if worth and not row.preferred else ""
        yield SearchDocument(
            id=f"cost.{row.id}",
            kind="cost",
            head=f"{labels.upper_first(worth)}: {labels.lower_first(row.label)}" if worth else row.label,
            text=f"{labels.experiment(row)}. {said(row, context)}{remark}",
            href=urls.page("costs", context, anchor=f"costs-{row.experiment_id}"),
            more=context.t("search.kind.cost"),
        )


def _lessons(context: PageContext) -> Iterator[SearchDocument]:
    for row in queries.lessons(Scope(), context):
        href = urls.page("starting", context, anchor=row.id)
        text = f"{context.t(f'starting.kind.{row.kind}')}. {row.text}"
        more = f"{row.tip or ''} {row.who_says}"
        yield SearchDocument(id=f"lesson.{row.id}", kind="lesson", head=row.title, text=text, href=href, more=more)


def _elsewhere(context: PageContext) -> Iterator[SearchDocument]:
    """Return the trials elsewhere with the page that compares them, on the first theme of their results."""
    for row in queries.elsewhere_trials(context):
        href = context.link("elsewhere", theme=row.themes[0], anchor=f"trial-{row.id}")
        more = f"{row.country_name} {row.type}"
        yield SearchDocument(
            id=f"elsewhere.{row.id}", kind="elsewhere", head=row.name, text=row.what, href=href, more=more
        )
    for answer in queries.elsewhere_answers(context):
        href = context.link("elsewhere", theme=answer.theme, anchor=f"answer-{answer.id}")
        yield SearchDocument(
            id=f"elsewhere.answer.{answer.id}", kind="elsewhere", head=answer.question, text=answer.text, href=href
        )


def _questions(context: PageContext) -> Iterator[SearchDocument]:
    """Return questions with the first page that asks them; others link to the results on their theme."""
    requested: dict[str, str] = {}
    # Each calls the database; the first calls run nearly all queries.
    for town in queries.municipalities(context)[:ON_A_PAGE]:
        page = urls.page("municipality", context, id=town.id, anchor="questions")
        for note in suggested_questions.for_municipality(town.id, context):
            requested.setdefault(note.head, page)
    for kind in queries.types(context):
        page = urls.page("type", context, id=kind.id, anchor="questions")
        for note in suggested_questions.for_type(kind.id, context):
            requested.setdefault(note.head, page)
    for row in queries.questions(context):
        href = requested.get(row.question) or context.link("compare", theme=row.theme)
        yield SearchDocument(id=f"question.{row.id}", kind="question", head=row.question, text=row.why, href=href)


def _sources(context: PageContext) -> Iterator[SearchDocument]:
    for row in queries.sources(context):
        text = citation(row, context.lang).rpartition(" ")[0]
        href = urls.page("sources", context, anchor=row.id)
        yield SearchDocument(id=f"source.{row.id}", kind="source", head=row.title, text=text, href=href)


def _pages(context: PageContext) -> Iterator[SearchDocument]:
    """Return the pages, each with other words by which readers look for it."""
    heads = {name: context.t(f"menu.{name}") for name in _IN_MENU}
    heads |= {name: context.t(f"{name}.title") for name in _TITLED}
    heads["head_to_head"] = context.t("head_to_head.heading")
    if answer := participation_income(context):
        yield SearchDocument(
            id="page.participation_income",
            kind="page",
            head=context.t("types.participation_income"),
            text=answer,
            href=urls.page("types", context, anchor="participation-income"),
        )
    for name, head in heads.items():
        yield SearchDocument(
            id=f"page.{name}",
            kind="page",
            head=head,
            text=context.t(f"description.{name}"),
            href=context.cleared().address(paths.path(name, context.lang)),
            more=context.t(f"search.words.{name}") if known(f"search.words.{name}") else "",
        )


@lru_cache(maxsize=8)
def _things(generation: tuple[int, int], lang: str, as_of: dt.date) -> dict[str, SearchDocument]:
    """Return all documents by id, cached per data version; `generation` is part of the cache key."""
    query = "" if as_of == NEWEST else f"as_of={as_of}"
    context = resolve_context(lang=lang, path="/", query=query)
    makers = (
        _municipalities,
        _types,
        _experiments,
        _terms,
        _claims,
        _indicators,
        _results,
        _costs,
        _lessons,
        _elsewhere,
        _questions,
        _sources,
        _pages,
    )
    return {thing.id: thing for make in makers for thing in make(context)}


def _searched(thing: SearchDocument) -> str:
    """Return the words of a document besides its head: a page that names every municipality is not about each of them."""
    return thing.more if thing.kind == "page" else f"{thing.text} {thing.more}"


@lru_cache(maxsize=4)
def _index(generation: tuple[int, int], as_of: dt.date) -> Index:
    both = {lang: _things(generation, lang, as_of) for lang in ("nl", "en")}
    return Index(
        Entry(
            id=id,
            main={lang: things[id].head for lang, things in both.items()},
            more={lang: _searched(things[id]) for lang, things in both.items()},
        )
        for id in both["nl"]
    )


def things(context: PageContext) -> dict[str, SearchDocument]:
    """Return all documents in the language and data version of the request."""
    return _things(sql.data_version(), context.lang, context.as_of)


def index(context: PageContext) -> Index:
    """Return the index of all documents, in both languages."""
    return _index(sql.data_version(), context.as_of)


def is_cut(context: PageContext) -> bool:
    """Return whether some results are left out of the index."""
    pairs, numbers, findings = _found(context)
    ids = {id for row in pairs for id in (row.treated_id, row.comparison_id)} | {row.id for row in numbers}
    results = ("observation", "finding", "claim")
    held: int = sum(row.rows for row in queries.cited(context) if row.kind in results)
    return len(ids) + len(findings) < held


def beginnings(context: PageContext) -> list[Link]:
    """Return links to start from: municipalities, or their list when there are many, and types."""
    towns = [Link(href=item.href, label=item.head) for item in _municipalities(context)]
    if len(towns) > ON_A_PAGE:
        towns = [Link(href=urls.page("municipalities", context), label=context.t("municipality.every"))]
    links = [*towns, *(Link(href=item.href, label=item.head) for item in _types(context))]
    return [link for link in links if link.href]
