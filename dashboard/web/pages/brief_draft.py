"""All that a brief could say about its scope, in order of preference. `page_layout` chooses what fits on two pages."""

from collections import Counter
from collections.abc import Iterable
from itertools import zip_longest
from typing import TypeVar

from dashboard.charts import registry
from dashboard.db import queries
from dashboard.db.rows.results import CellRow, GapRow
from dashboard.db.rows.subjects import QuestionRow
from dashboard.exports.address import absolute_url
from dashboard.exports.blocks import ChartBlock, EvidenceCell, EvidenceRow
from dashboard.exports.brief import Brief
from dashboard.exports.data_version import chart_block, stamp
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.chart import Statement
from dashboard.models.text import Note
from dashboard.statements import from_rows
from dashboard.web.components.symbols import UNKNOWN, state_name
from dashboard.web.pages import evidence
from dashboard.web.pages.brief_results import findings_of, pairs_of, results_of, strengths
from dashboard.web.pages.brief_scope import BriefScope
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.overview import better

Item = TypeVar("Item")
# Charts by how much they say: two numbers beside each other, then directions of a lottery, and so on. A brief has no others.
_CHARTS = (
    "with_and_without", "directions.randomised_control", "directions.matched_comparison", "over_time",
    "directions.over_time", "directions.unrated", "directions.non_participants",
)  # fmt: skip
_FOCUS = ("evidence", "value_of_work", "stable_income", "organisation_and_guidance", "financing")
_MOST_CLEAR = 2
# With more experiments than this, a row says only what tells them apart, and the answer counts.
_FEW = 2


def content(context: PageContext) -> Brief:
    """Return all that the brief of a choice could say."""
    brief = BriefScope(context)
    themes = {row.id: row.label for row in queries.themes(context)}
    results, name = results_of(brief), context.choice.name
    return Brief(
        lang=context.lang,
        stamp=stamp(context),
        link=absolute_url(context.pinned()),
        title=brief.title,
        reader=context.t("brief.reader", name=name) if name else "",
        lead=_lead(brief, themes),
        themes=tuple(themes[id] for id in brief.themes),
        experiments=_experiments(brief),
        strengths=strengths(brief),
        results=results,
        statements=_statements(brief),
        charts=_charts(brief),
        unknown=_unknown(brief, themes),
        questions=_questions(brief),
    )


def _by_turns(columns: Iterable[Iterable[Item]]) -> list[Item]:
    """Return the first item of each column, then the second of each, and so on."""
    return [item for line in zip_longest(*columns) for item in line if item]


def _lead(brief: BriefScope, themes: dict[str, str]) -> tuple[str, ...]:
    """Return a sentence on each cell that is better or worse, then on the other cells."""
    context, lang, cells = brief.context, brief.context.lang, brief.cells
    if cells and all(cell.state in UNKNOWN for cell in cells):
        return (context.t("brief.silent"),)
    clear = [
        cell
        for cell in sorted(cells, key=lambda cell: brief.themes.index(cell.theme))
        if cell.state in ("better", "worse") and (not brief.type or cell.covers_all or brief.type in cell.type_ids)
    ]
    sentences = [better(cell, context) for cell in clear[:_MOST_CLEAR]]
    if len(brief.experiments) <= _FEW:
        for experiment in brief.experiments:
            parts = _row_parts([cell for cell in cells if cell.experiment_id == experiment.id], themes, context)
            sentences.append(context.t("brief.row", experiment=labels.experiment(experiment), parts="; ".join(parts)))
    else:
        # On a type, a word that another approach set is not counted.
        cells = [cell for cell in cells if not brief.type or cell.covers_all or brief.type in cell.type_ids]
        counted = Counter("unknown" if cell.state in UNKNOWN else cell.state for cell in cells)
        parts = [
            context.t(f"brief.cells.{name}", n=formats.number(counted[name], lang))
            for name in ("better", "worse", "same", "mixed", "direction", "unknown")
            if counted[name]
        ]
        key = "brief.count.one" if len(cells) == 1 else "brief.count.many"
        sentences.append(context.t(key, n=formats.number(len(cells), lang), parts=formats.listing(parts, lang)))
    # On a type, a word is about a whole experiment, where other approaches were tried as well.
    if brief.type and any(len(row.type_ids) > 1 for row in brief.experiments):
        sentences.append(context.t("brief.word_whole"))
    return tuple(sentences)


def _row_parts(cells: Iterable[CellRow], themes: dict[str, str], context: PageContext) -> list[str]:
    """Return each word of a row of the evidence table, with the themes that have it."""
    themes_of: dict[str, list[str]] = {}
    for cell in cells:
        detail = evidence.detail(cell, context, short=True)
        word = labels.lower_first(evidence.word(cell, context)).replace(": ", ", ") + (f" ({detail})" if detail else "")
        themes_of.setdefault(word, []).append(labels.lower_first(themes[cell.theme]))
    first, *others = (f"{', '.join(names)}: {word}" for word, names in themes_of.items())
    return [first[:1].upper() + first[1:], *others]


def _experiments(brief: BriefScope) -> tuple[EvidenceRow, ...]:
    context, lang = brief.context, brief.context.lang
    cells = {(row.experiment_id, row.theme): row for row in brief.cells}
    rows = []
    for row in brief.experiments:
        people = {"years": context.t(f"brief.period.{row.status}", years=formats.years(row.start, row.end))}
        if row.participants is not None:
            people["people"] = formats.full(row.participants, "persons", lang, 0, row.participants_qualifier)
        facts = [context.t("brief.people.some" if "people" in people else "brief.people.none", **people)]
        if len(brief.experiments) <= _FEW:
            types = [labels.lower_first(one.name) for one in labels.types(row.type_ids, context)]
            facts.insert(0, labels.upper_first(formats.listing(types, lang)))
        rows.append(
            EvidenceRow(
                place=row.municipality,
                name=row.short,
                facts=tuple(facts),
                cells=tuple(_cell(cells[row.id, theme], context) for theme in brief.themes),
                source=labels.source(row, context),
            )
        )
    return tuple(rows)


def _cell(row: CellRow, context: PageContext) -> EvidenceCell:
    return EvidenceCell(
        icon=state_name(row.state, row.verdict),
        word=evidence.word(row, context),
        detail=evidence.detail(row, context, short=True),
        strength=labels.strength(row.level, row.comparison, context.lang) if row.comparison else None,
        unknown=row.state in UNKNOWN,
    )


def _statements(brief: BriefScope) -> tuple[Statement, ...]:
    """Return what cannot be said of the results, one of each experiment first."""
    indicators = {row.id: row for row in queries.indicators(brief.context)}
    groups = from_rows.of_rows(brief.context, pairs=pairs_of(brief), findings=findings_of(brief), indicators=indicators)
    return tuple(_by_turns([one for one in group.statements if not one.allowed] for group in groups))


def _charts(brief: BriefScope) -> tuple[ChartBlock, ...]:
    """Return the charts of the scope, those that say most first."""
    context, ranked = brief.context, list[tuple[tuple[int, int, int, int], ChartBlock]]()
    kinds = [kind for kind in registry.CHARTS if any(key.startswith(kind.name) for key in _CHARTS)]
    for theme in brief.themes:
        query = brief.query(theme)
        for chart in (chart for kind in kinds for chart in kind.make(query, context)):
            rank = next((place for place, key in enumerate(_CHARTS) if chart.key.startswith(key)), None)
            if rank is not None:
                link = context.pinned(
                    context.t("path.compare"), theme=theme, themes=(), types=query.types, name="",
                    municipalities=query.municipalities, anchor=chart.key,
                )  # fmt: skip
                block = chart_block(chart, context, link=absolute_url(link))
                ranked.append(((rank, -(chart.strength.level or 0), -len(chart.rows), len(ranked)), block))
    ranked.sort(key=lambda one: one[0])
    # A chart of directions with one result says little more than its sentence, so it is there only without others.
    rich = [block for rank, block in ranked if rank[2] < -1 or _CHARTS[rank[0]] in ("with_and_without", "over_time")]
    return tuple(rich or (block for _, block in ranked))


def _unknown(brief: BriefScope, themes: dict[str, str]) -> tuple[Note, ...]:
    """Return the gaps, by turns of the experiments: cells without any result first, then results without a size."""
    empty = {(cell.experiment_id, cell.theme) for cell in brief.cells if cell.state in UNKNOWN}
    columns: dict[bool, dict[str, list[GapRow]]] = {True: {}, False: {}}
    for row in queries.gaps(brief.query(), brief.context):
        if row.theme in brief.themes:
            is_empty = (row.experiment_id, row.theme) in empty
            columns[is_empty].setdefault(row.experiment_id, []).append(row)
    rows = _by_turns(columns[True].values()) + _by_turns(columns[False].values())
    return tuple(
        Note(head=f"{labels.experiment(row)}: {labels.lower_first(themes[row.theme])}", text=row.text) for row in rows
    )


def _questions(brief: BriefScope) -> tuple[Note, ...]:
    """Return questions on the themes and on what was tried, those that name the municipality first, by turns of focus.

    A question that asks about another municipality, or on a type that was not tried, is left out.
    """
    tried = {brief.type} if brief.type else {id for row in brief.experiments for id in row.type_ids}
    names = {row.id: row.name for row in queries.municipalities(brief.context)}
    here = names.get(brief.municipality, "")
    others = [name for name in names.values() if here and name != here]
    columns: dict[str, list[tuple[int, QuestionRow]]] = {focus: [] for focus in _FOCUS}
    for row in queries.questions(brief.context):
        is_elsewhere = any(name in row.question for name in others)
        if is_elsewhere or row.theme not in brief.themes or (row.type_id and row.type_id not in tried):
            continue
        text = f"{row.question} {row.why}"
        names_here = bool(here) and here in text
        names_other = not names_here and any(name in text for name in others)
        weight = 4 * names_here + 2 * bool(row.type_id) - 3 * names_other
        columns.setdefault(row.focus, []).append((-weight, row))
    ordered = _by_turns([row for _, row in sorted(rows, key=lambda one: one[0])] for rows in columns.values())
    return tuple(Note(head=row.question, text=row.why) for row in ordered)
