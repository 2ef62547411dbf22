"""The headline of a brief and the sentences below it: the answer with its limits, and how results are spread."""

from collections.abc import Iterable

from dashboard.db import queries
from dashboard.db.rows.evidence import CellRow
from dashboard.db.rows.subjects import ExperimentRow
from dashboard.exports.chart_set import split_sentences
from dashboard.models.context import Scope
from dashboard.statements.rules import sentence_of
from dashboard.web.components.labels import UNKNOWN
from dashboard.web.pages.brief.results import count_of_type
from dashboard.web.pages.brief.scope import BriefScope
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.evidence import cell_signs, cell_words
from dashboard.web.pages.evidence.answers import answer
from dashboard.web.pages.overview.page import spread_text

_CLEAR = ("better", "worse")
# Characters of a headline, before the sentence on its comparison.
_HEADLINE = 220
# With more experiments than this, a row says only what tells them apart, and the answer counts.
FEW = 2


def lead_of(brief: BriefScope) -> tuple[str, ...]:
    """Return the headline and what follows it.

    An approach has its answer with the comparison behind it; a few experiments have a sentence each; many are counted.
    """
    context, cells = brief.context, brief.cells
    if cells and all(cell.state in UNKNOWN for cell in cells):
        return (context.t("brief.silent"),)
    if brief.type:
        return tuple(_of_type(brief))
    clear = [cell for cell in sorted(cells, key=lambda cell: brief.themes.index(cell.theme)) if cell.state in _CLEAR][
        :1
    ]
    sentences = [part for cell in clear for part in _clear_result(cell, context)]
    if len(brief.experiments) <= FEW:
        for experiment in brief.experiments:
            own = [cell for cell in cells if cell.experiment_id == experiment.id and cell not in clear]
            words = list(_words(experiment, own, context))
            # The first sentence is the headline. A trial of which the clear result is all there is has no other words.
            head = words[:1] if not sentences else []
            rest = " ".join(words[len(head) :])
            sentences += [*head, *([rest] if rest else [])]
        return tuple(sentences)
    # Many trials are led by their spread: one clear result is not what they found together.
    return (spread_text(cells, context), *sentences)


def _clear_result(cell: CellRow, context: PageContext) -> Iterable[str]:
    """Yield a headline on a cell that is better or worse, with its comparison, and what else its result says."""
    scope = Scope(experiment=cell.experiment_id, theme=cell.theme)
    pair = next((row for row in queries.pairs(scope, context) if row.preferred and row.comparable), None)
    if pair:
        text = sentence_of(pair, context.lang)
    else:
        tested = [row for row in queries.findings(scope, context) if row.counts and row.test == "significant"]
        row = next(row for row in tested if row.level == cell.level)
        text = context.t("overview.finding", municipality=row.municipality, text=row.text)
    head, rest = split_sentences(text, room=_HEADLINE)
    yield f"{head} {context.t(f'with_and_without.sure.{cell.comparison}')}"
    if rest:
        yield rest


def _of_type(brief: BriefScope) -> Iterable[str]:
    """Yield the answer of an approach with how groups were formed, then the count of its results."""
    context = brief.context
    line = answer(brief.type, context)
    known = context.t(f"statements.basis.{line.comparison}") if line.comparison != "nothing" and not line.sized else ""
    yield f"{line.text} {known}".strip()
    yield count_of_type(brief)


def _words(experiment: ExperimentRow, cells: Iterable[CellRow], context: PageContext) -> Iterable[str]:
    """Yield a sentence on each word of a row of the evidence table, with the themes that have it."""
    alike: dict[tuple[str, tuple[str, ...]], list[CellRow]] = {}
    for cell in cells:
        key = cell_signs.word(cell, context), tuple(cell_words.limits(cell, context))
        alike.setdefault(key, []).append(cell)
    where = context.t("brief.where", place=experiment.municipality, experiment=experiment.short)
    for own in alike.values():
        yield cell_words.result_sentence(own, context, where=where)
        where = ""
