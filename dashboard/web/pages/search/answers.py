"""Answers that come first in the search: how large the differences were, and what publishers such as the VNG say."""

from collections.abc import Iterator, Set
from itertools import groupby

from dashboard.db import queries
from dashboard.labels import labels, pairs
from dashboard.models.context import Scope
from dashboard.web.pages import urls
from dashboard.web.pages.approach.results import numbers
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.evidence import national
from dashboard.web.pages.evidence.findings import first_of_each
from dashboard.web.pages.evidence.trials import fair_pairs
from dashboard.web.pages.share.basis import RANDOMISED, randomisation_text

# The most results that an answer quotes.
_MOST = 3


def answers(context: PageContext) -> Iterator[tuple[str, str, str]]:
    """Give name, text and URL of each answer."""
    if text := _size(context):
        yield "size", *text
    for name, (publisher, answer) in _PUBLISHERS.items():
        sources = {row.id for row in queries.sources(context) if publisher in row.publisher}
        if text := answer(name, sources, context):
            yield name, *text


def _size(context: PageContext) -> tuple[str, str] | None:
    """Return every size from a fair comparison, trial by trial, with its comparison."""
    said = []
    rows = fair_pairs(context)
    for _, group in groupby(rows, key=lambda row: (row.experiment_id, row.comparison)):
        own = list(group)
        how = list(dict.fromkeys(labels.lower_first(pairs.group(row, context.lang)) for row in own))
        how.append(labels.strength(own[0].level, own[0].comparison, context.lang).name)
        how += [] if own[0].comparison == RANDOMISED else [randomisation_text(own[0].comparison, context)]
        of_whom = [
            f"{labels.noun(row.indicator_id, row.indicator, context.lang)}: {labels.lower_first(row.population)}"
            for row in own
            if row.population
        ]
        notes = " ".join(labels.stop(labels.upper_first(text)) for text in dict.fromkeys(of_whom))
        slots = {"trial": labels.experiment(own[0]), "how": ", ".join(how), "numbers": numbers(own, context)}
        said.append(context.t("search.says.size_of", **slots, notes=notes))
    if not said:
        return None
    return context.t("search.says.size_text", said=" ".join(said)), context.link("type", rows[0].type_id)


def _claims(name: str, sources: Set[str], context: PageContext) -> tuple[str, str] | None:
    """Return what municipalities say in a source of a publisher; None when more than that was read."""
    rows = [row for row in queries.findings(Scope(), context) if row.source_id in sources]
    if len({row.source_id for row in rows}) != 1 or any(row.basis != "claim" for row in rows):
        return None
    source = next(row for row in queries.sources(context) if row.id == rows[0].source_id)
    said = " ".join(f"{row.municipality}: {labels.lower_first(row.text)}" for row in rows)
    date = context.date(source.published or "")
    href = context.link(
        "compare",
        anchor="claims",
        theme=rows[0].theme,
        types=tuple(dict.fromkeys(row.type_id for row in rows if row.type_id)),
        municipalities=tuple(dict.fromkeys(row.municipality_id for row in rows)),
    )
    return context.t(f"search.says.{name}_text", source=source.publisher, date=date, said=said), href


def _national_results(name: str, sources: Set[str], context: PageContext) -> tuple[str, str] | None:
    """Return the first results of a publisher on several municipalities, unfavourable ones first, one of each outcome."""
    rows = [row for row in national.findings(context) if row.source_id in sources]
    first = first_of_each(rows, lambda row: row.indicator_id)[:_MOST]
    if not first:
        return None
    said = " ".join(row.text for row in first)
    text = context.t(f"search.says.{name}_text", said=said, n=context.number(len(rows)))
    return text, urls.cell(national.ID, rows[0].theme, context)


# Publishers that readers ask about: the name of their texts, a part of the name of the publisher, and what is quoted.
_PUBLISHERS = {"vng": ("VNG", _claims), "cpb": ("CPB", _national_results)}
