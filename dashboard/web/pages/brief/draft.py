"""All that a brief could say about its scope, in order of preference. `page_layout` chooses what fits on two pages."""

from dataclasses import replace

from dashboard.charts.comparison import with_and_without
from dashboard.db import queries
from dashboard.db.rows.evidence import CellRow, GapRow
from dashboard.db.rows.subjects import QuestionRow
from dashboard.exports.blocks import ChartBlock, EvidenceCell, EvidenceRow
from dashboard.exports.brief import Brief, Result
from dashboard.exports.provenance import chart_block, stamp
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.chart import Statement
from dashboard.models.text import Note
from dashboard.statements import from_rows
from dashboard.web.components.labels import UNKNOWN
from dashboard.web.pages.brief.lead import FEW, lead_of
from dashboard.web.pages.brief.place import place_facts
from dashboard.web.pages.brief.results import by_turns, findings_of, national_of, pairs_of, results_of
from dashboard.web.pages.brief.scope import BriefScope
from dashboard.web.pages.context import PageContext, absolute_url
from dashboard.web.pages.costs.amounts import cost_notes, cost_rows, costs_known
from dashboard.web.pages.evidence import cell_signs, cell_words, national
from dashboard.web.pages.suggested_questions import FOCUS, fitting

_MOST_COSTS = 2


def content(context: PageContext) -> Brief:
    """Return all that the brief of a choice could say."""
    brief = BriefScope(context)
    themes = {row.id: row.label for row in queries.themes(context)}
    several = any(len(row.type_ids) > 1 for row in brief.experiments)
    name, (headline, *lead) = context.choice.name, lead_of(brief)
    place = place_facts(context)
    return Brief(
        lang=context.lang,
        stamp=stamp(context),
        link=absolute_url(context.pinned()),
        title=brief.title,
        headline=headline,
        reader=context.t("brief.reader", name=name) if name and place is None else "",
        # The table says the same again, and a place needs the room.
        lead=() if place and brief.municipality else tuple(lead),
        themes=tuple(themes[id] for id in brief.themes),
        experiments=_experiments(brief),
        results=results_of(brief),
        national=national_of(brief),
        statements=_statements(brief),
        charts=_charts(brief),
        costs=_costs(brief),
        unknown=_unknown(brief, themes),
        questions=_questions(brief),
        place=place,
        elsewhere=_elsewhere(brief),
        word_whole=context.t("brief.word_whole") if brief.type and several else "",
    )


def _experiments(brief: BriefScope) -> tuple[EvidenceRow, ...]:
    context, lang = brief.context, brief.context.lang
    cells = {(row.experiment_id, row.theme): row for row in brief.cells}
    rows = []
    for row in brief.experiments:
        years = context.t(f"brief.period.{row.status}", years=formats.years(row.start, row.end))
        facts, few = [years], len(brief.experiments) <= FEW
        if few:
            facts = [context.t("brief.people.none", years=years)]
            if row.participants is not None:
                number = formats.full(row.participants, "persons", lang, 0, row.participants_qualifier)
                facts = [context.t("brief.people.some", years=years, people=number)]
            types = [labels.lower_first(one.name) for one in labels.types(row.type_ids, context)]
            facts.insert(0, labels.upper_first(formats.listing(types, lang)))
        rows.append(
            EvidenceRow(
                place=row.municipality,
                name=row.short,
                facts=tuple(facts),
                cells=tuple(_cell(cells[row.id, theme], brief) for theme in brief.themes),
                source=labels.source(row, context) if few else None,
            )
        )
    if not brief.type and not brief.municipality:
        cells_of_all = [cell for cell in queries.national_evidence(context) if cell.theme in brief.themes]
        rows.append(
            EvidenceRow(
                place=context.t("national.title"), name=context.t("national.name"), facts=(),
                cells=tuple(
                    replace(_cell(cell, brief), word=national.word(cell, context), detail="") for cell in cells_of_all
                ),
            )
        )  # fmt: skip
    return tuple(rows)


def _cell(row: CellRow, brief: BriefScope) -> EvidenceCell:
    """Return a cell of the table; among many experiments an asterisk stands for the limits of its word."""
    context = brief.context
    limits, many = cell_words.limits(row, context), len(brief.experiments) > FEW
    approaches = cell_words.approaches(row, context)
    return EvidenceCell(
        icon=cell_signs.sign_of(row),
        word=cell_signs.word(row, context) + ("*" if limits and many else ""),
        detail=", ".join(approaches if many else [*approaches, *limits]),
        strength=cell_signs.strength_of(row, context),
        unknown=row.state in UNKNOWN,
    )


def _statements(brief: BriefScope) -> tuple[Statement, ...]:
    """Return what cannot be said of the results, one of each experiment first."""
    groups = from_rows.of_rows(brief.context, pairs=pairs_of(brief), findings=findings_of(brief))
    refused = by_turns([one for one in group.statements if not one.allowed] for group in groups)
    return tuple(replace(one, why=one.why_alone or one.why) for one in refused)


def _costs(brief: BriefScope) -> tuple[Result, ...]:
    """Return the first amounts of the trials within the scope; that nothing was found, where that is so."""
    context = brief.context
    every = queries.costs(brief.query(), context)
    if not (brief.municipality or brief.type):
        # The first amounts are all of one trial.
        return (Result(whose="", text=costs_known(every, context), sources=()),)
    rows = cost_rows(every)[:_MOST_COSTS]
    if not rows:
        return (Result(whose="", text=context.t("costs.none"), sources=()),)
    notes = cost_notes(rows, context, short=bool(brief.municipality))
    return tuple(
        Result(whose=note.head, text=note.text, sources=labels.sources([row], context))
        for row, note in zip(rows, notes, strict=True)
    )


def _charts(brief: BriefScope) -> tuple[ChartBlock, ...]:
    """Return the fairest chart of two groups beside each other, if any; a brief on many trials has no room for one.

    A chart of directions says little more than its sentence, and how a scheme grew is no result.
    """
    if not brief.type and len(brief.experiments) > FEW:
        return ()
    context, found = brief.context, list[ChartBlock]()
    for theme in brief.themes:
        query = brief.query(theme)
        for chart in with_and_without(query, context):
            link = context.pinned(
                context.t("where.compare"), theme=theme, themes=(), types=query.types, name="",
                municipalities=query.municipalities, anchor=chart.key,
            )  # fmt: skip
            found.append(chart_block(chart, context, link=absolute_url(link)))
    return tuple(sorted(found, key=lambda one: (-(one.chart.strength.level or 0), -len(one.chart.rows)))[:1])


def _unknown(brief: BriefScope, themes: dict[str, str]) -> tuple[Note, ...]:
    """Return the gaps, by turns of the experiments: cells without any result first, then results without a size."""
    empty = {(cell.experiment_id, cell.theme) for cell in brief.cells if cell.state in UNKNOWN}
    columns: dict[bool, dict[str, list[GapRow]]] = {True: {}, False: {}}
    for row in queries.gaps(brief.query(), brief.context):
        if row.theme in brief.themes:
            is_empty = (row.experiment_id, row.theme) in empty
            columns[is_empty].setdefault(row.experiment_id, []).append(row)
    rows = by_turns(columns[True].values()) + by_turns(columns[False].values())
    return tuple(
        Note(head=f"{labels.experiment(row)}: {labels.lower_first(themes[row.theme])}", text=row.text) for row in rows
    )


def _elsewhere(brief: BriefScope) -> tuple[Note, ...]:
    """Return what trials elsewhere say of the approach of a brief, each time with what that does not say."""
    not_here = brief.context.t("elsewhere.not_here")
    return tuple(
        Note(head=row.question, text=f"{row.text} {not_here}")
        for row in queries.elsewhere_answers(brief.context)
        if brief.type == row.type_id and row.theme in brief.themes
    )


def _questions(brief: BriefScope) -> tuple[Note, ...]:
    """Return questions on the themes and on what was tried, those that name the municipality first, by turns of focus."""
    tried = {brief.type} if brief.type else {id for row in brief.experiments for id in row.type_ids}
    names = {row.id: row.name for row in queries.municipalities(brief.context)}
    here = names.get(brief.municipality, "")
    others = [name for name in names.values() if here and name != here]
    columns: dict[str, list[tuple[int, QuestionRow]]] = {focus: [] for focus in FOCUS}
    for row in fitting(brief.municipality, tried, brief.context):
        if row.theme not in brief.themes:
            continue
        text = f"{row.question} {row.why}"
        names_here = bool(here) and here in text
        names_other = not names_here and any(name in text for name in others)
        weight = 4 * names_here + 2 * bool(row.type_id) - 3 * names_other
        columns.setdefault(row.focus, []).append((-weight, row))
    ordered = by_turns([row for _, row in sorted(rows, key=lambda one: one[0])] for rows in columns.values())
    return tuple(Note(head=row.question, text=row.why) for row in ordered)
