"""The documents of the search: each with its kind, a sentence, and its URL."""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.db import queries
from dashboard.db.rows.results import NOT_USED, CitedFindingRow, CitedNumberRow, CitedPairRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import known
from dashboard.labels import labels
from dashboard.labels import pairs as pair_labels
from dashboard.labels.labels import citation
from dashboard.models.context import Scope
from dashboard.models.text import Link
from dashboard.web.pages import paths, suggested_questions, urls
from dashboard.web.pages.approach.approaches import participation_income
from dashboard.web.pages.context import MOST_IN_A_CELL, ON_A_PAGE, PageContext
from dashboard.web.pages.costs.amounts import amount, status_text, trial_text
from dashboard.web.pages.search.answers import answers

# Answers come first, then pages, approaches, municipalities and claims with a verdict; then what was tried, found and spent.
KINDS = tuple(
    "answer page type municipality claim experiment cost finding number indicator term lesson elsewhere question source".split()
)
Searchable = tuple[tuple[CitedPairRow, ...], tuple[CitedNumberRow, ...], tuple[CitedFindingRow, ...]]
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


def _document(kind: str, id: str, head: str, text: str, href: str, more: str = "") -> SearchDocument:
    return SearchDocument(id=f"{kind}.{id}", kind=kind, head=head, text=text, href=href, more=more)


def _municipalities(context: PageContext) -> Iterator[SearchDocument]:
    experiments = queries.experiments(context)
    for row in queries.municipalities(context):
        own = [labels.lower_first(item.short) for item in experiments if item.municipality_id == row.id]
        text = labels.stop(formats.listing(own, context.lang).capitalize())
        yield _document("municipality", row.id, row.name, text, context.link("municipality", row.id))


def _types(context: PageContext) -> Iterator[SearchDocument]:
    for row in queries.types(context):
        yield _document("type", row.id, row.label, row.definition, context.link("type", row.id))


def _experiments(context: PageContext) -> Iterator[SearchDocument]:
    for row in queries.experiments(context):
        href, more = context.link("municipality", row.municipality_id), f"{row.name} {row.population}"
        yield _document("experiment", row.id, labels.experiment(row), row.summary, href, more)


def _terms(context: PageContext) -> Iterator[SearchDocument]:
    for row in queries.terms(context):
        yield _document("term", row.id, row.term, row.explanation, context.link("glossary", anchor=row.id))


def _indicators(context: PageContext) -> Iterator[SearchDocument]:
    themes = {row.id: row.label for row in queries.themes(context)}
    places = [(row, context.link("compare", indicator=row.id)) for row in queries.indicators(context)]
    places += [(row, urls.context(row.id, context)) for row in queries.context_indicators(context)]
    for row, href in places:
        yield _document("indicator", row.id, row.label, row.definition, href, themes[row.theme])


def searchable(context: PageContext) -> Searchable:
    """Return searchable pairs, numbers and findings: the first of each source, to bound the index."""
    return (
        queries.cited_pairs(context, each=MOST_IN_A_CELL, most=_MOST),
        queries.cited_numbers(context, each=MOST_IN_A_CELL, most=_MOST),
        queries.cited_findings(context, each=MOST_IN_A_CELL, most=_MOST),
    )


def _results(context: PageContext) -> Iterator[SearchDocument]:
    lang = context.lang
    pairs, numbers, findings = searchable(context)
    publishers = {row.id: row.publisher for row in queries.sources(context)}
    for row in findings:
        text = row.text if row.basis == "measured" else f"{context.t('sources.claim')} {row.text}"
        text = context.t("statements.with_source", text=text, source=publishers[row.source_id])
        yield _document("finding", row.id, labels.outcome(row, lang), text, urls.finding(row, context), row.arm or "")
    for pair in pairs:
        text = context.t(
            "search.pair",
            group=pair_labels.group(pair, lang),
            treated=pair_labels.value(pair, lang, side="treated"),
            other=pair_labels.value(pair, lang, side="comparison"),
            arm=labels.members(pair.arm, lang),
            other_arm=labels.members(pair.comparison_arm, lang),
        )
        id = f"pair.{pair.treated_id}.{pair.comparison_id}"
        href = urls.pair(pair, context)
        yield SearchDocument(id=id, kind="number", head=labels.outcome(pair, lang), text=text, href=href)
    for number in numbers:
        parts = [labels.value(number, lang), number.arm and labels.lower_first(number.arm)]
        parts += [number.subgroup, formats.period(number.start, number.end, lang)]
        old = f" {context.t(f'sources.remark.{number.reason}')}" if number.reason in NOT_USED else ""
        text = labels.stop(", ".join(part for part in parts if part)) + old
        yield _document("number", number.id, labels.outcome(number, lang), text, urls.number(number, context))


def _claims(context: PageContext) -> Iterator[SearchDocument]:
    for row in queries.claims(context):
        head, text = context.t("claims.quoted", claim=row.claim), context.t(f"claims.verdict.{row.verdict}")
        yield _document("claim", row.id, head, f"{text}. {row.answer}", context.link("claim", row.id))


def _costs(context: PageContext) -> Iterator[SearchDocument]:
    """Return the costs of each trial, with the amount first; one that is not used says so."""
    for row in queries.costs(Scope(), context):
        worth = amount(row, context)
        remark = f" {context.t('costs.not_used')}" if worth and not row.preferred else ""
        head = f"{labels.upper_first(worth)}: {labels.lower_first(row.label)}" if worth else row.label
        text = f"{trial_text(row, context)}. {status_text(row, context)}{remark}"
        href = context.link("costs", anchor=f"costs-{row.experiment_id}")
        yield _document("cost", row.id, head, text, href, context.t("search.kind.cost"))


def _lessons(context: PageContext) -> Iterator[SearchDocument]:
    for row in queries.lessons(Scope(), context):
        text, more = f"{context.t(f'starting.kind.{row.kind}')}. {row.text}", f"{row.tip or ''} {row.who_says}"
        yield _document("lesson", row.id, row.title, text, context.link("starting", anchor=row.id), more)


def _elsewhere(context: PageContext) -> Iterator[SearchDocument]:
    """Return the trials elsewhere with the page that compares them, on the first theme of their results."""
    for row in queries.elsewhere_trials(context):
        href = context.link("elsewhere", theme=row.themes[0], anchor=f"trial-{row.id}")
        yield _document("elsewhere", row.id, row.name, row.what, href, f"{row.country_name} {row.type}")
    for answer in queries.elsewhere_answers(context):
        href = context.link("elsewhere", theme=answer.theme, anchor=f"answer-{answer.id}")
        yield _document("elsewhere", f"answer.{answer.id}", answer.question, answer.text, href)


def _questions(context: PageContext) -> Iterator[SearchDocument]:
    """Return questions with the first page that asks them; others link to the results on their theme."""
    requested: dict[str, str] = {}
    # Each calls the database; the first calls run nearly all queries.
    for town in queries.municipalities(context)[:ON_A_PAGE]:
        page = context.link("municipality", town.id, anchor="questions")
        for note in suggested_questions.for_municipality(town.id, context):
            requested.setdefault(note.head, page)
    for kind in queries.types(context):
        page = context.link("type", kind.id, anchor="questions")
        for note in suggested_questions.for_type(kind.id, context):
            requested.setdefault(note.head, page)
    for row in queries.questions(context):
        href = requested.get(row.question) or context.link("compare", theme=row.theme)
        yield _document("question", row.id, row.question, row.why, href)


def _sources(context: PageContext) -> Iterator[SearchDocument]:
    for row in queries.sources(context):
        text = citation(row, context.lang).rpartition(" ")[0]
        yield _document("source", row.id, row.title, text, context.link("sources", anchor=row.id))


def _pages(context: PageContext) -> Iterator[SearchDocument]:
    """Return the pages, each with other words by which readers look for it."""
    heads = {name: context.t(f"menu.{name}") for name in _IN_MENU}
    heads |= {name: context.t(f"{name}.title") for name in _TITLED}
    heads["head_to_head"] = context.t("head_to_head.heading")
    if answer := participation_income(context):
        href = context.link("types", anchor="participation-income")
        yield _document("page", "participation_income", context.t("types.participation_income"), answer, href)
    for name, head in heads.items():
        href = context.cleared().address(paths.path(name, context.lang))
        more = context.t(f"search.words.{name}") if known(f"search.words.{name}") else ""
        yield _document("page", name, head, context.t(f"description.{name}"), href, more)


def _answers(context: PageContext) -> Iterator[SearchDocument]:
    for name, text, href in answers(context):
        yield _document("answer", name, context.t(f"search.says.{name}"), text, href)


MAKERS = (
    _answers, _municipalities, _types, _experiments, _terms, _claims, _indicators, _results, _costs, _lessons, _elsewhere,
    _questions, _sources, _pages,
)  # fmt: skip
"""The functions that make the documents."""


def start_links(context: PageContext) -> list[Link]:
    """Return links to start from: municipalities, or their list when there are many, and types."""
    towns = [Link(href=item.href, label=item.head) for item in _municipalities(context)]
    if len(towns) > ON_A_PAGE:
        towns = [Link(href=context.link("municipalities"), label=context.t("municipality.every"))]
    return [*towns, *(Link(href=item.href, label=item.head) for item in _types(context))]
