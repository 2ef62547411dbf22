"""All that a brief could say about a choice, in the order in which it is wanted. What fits is chosen later, by `fitting`."""

from __future__ import annotations

from collections import Counter
from itertools import zip_longest

from dashboard.charts import registry
from dashboard.db import queries
from dashboard.db.rows.results import CellRow, GapRow
from dashboard.db.rows.subjects import ExperimentRow, QuestionRow
from dashboard.exports.address import whole
from dashboard.exports.blocks import ChartBlock, EvidenceCell, EvidenceRow
from dashboard.exports.brief import Brief
from dashboard.exports.data_version import chart_block, stamp
from dashboard.i18n import formats
from dashboard.labels import labels as words
from dashboard.models.chart import Saying
from dashboard.models.text import Note
from dashboard.statements import from_rows
from dashboard.web.components.symbols import UNKNOWN, state_name
from dashboard.web.pages import evidence
from dashboard.web.pages.brief_results import results_of, strengths
from dashboard.web.pages.brief_scope import about, cells_of, experiments, scope, title
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.overview import better

# Charts by how much they say: two numbers beside each other, then sides by lottery, and so on. Others are not for a brief.
_CHARTS = (
    "with_and_without", "directions.randomised_control", "directions.matched_comparison", "over_time",
    "directions.over_time", "directions.unrated", "directions.non_participants",
)  # fmt: skip
_FOCUS = ("evidence", "value_of_work", "stable_income", "organisation_and_guidance", "financing")
_MOST_CLEAR = 2
# With more trials than this in the table, a row says only what tells them apart, and the answer counts.
_FEW = 2


def _lead(context: PageContext) -> tuple[str, ...]:
    """What reads better or worse in a sentence each, then how many cells read otherwise."""
    own, cells = about(context), cells_of(context)
    order = {id: place for place, id in enumerate(own.themes)}
    clear = [
        cell
        for cell in sorted(cells, key=lambda cell: order[cell.theme])
        if cell.state in ("better", "worse") and (not own.type or cell.covers_all or own.type in cell.type_ids)
    ]
    if cells and all(cell.state in UNKNOWN for cell in cells):
        return (context.t("brief.silent"),)
    sentences = [better(cell, context) for cell in clear[:_MOST_CLEAR]]
    if len(experiments(context)) <= _FEW:
        return (*sentences, *(_row_in_words(row, context) for row in experiments(context)), *_whole(context))
    counted = Counter("unknown" if cell.state in UNKNOWN else cell.state for cell in cells)
    parts = [
        context.t(f"brief.cells.{name}", n=formats.number(counted[name], context.lang))
        for name in ("better", "worse", "same", "mixed", "direction", "unknown")
        if counted[name]
    ]
    n = formats.number(len(cells), context.lang)
    key = "one" if len(cells) == 1 else "many"
    count = context.t(f"brief.count.{key}", n=n, parts=formats.listing(parts, context.lang))
    return (*sentences, count, *_whole(context))


def _row_in_words(experiment: ExperimentRow, context: PageContext) -> str:
    """A row of the table in a sentence: each word with the themes that have it."""
    labels = {row.id: words.start_small(row.label) for row in queries.themes(context)}
    result: dict[str, list[str]] = {}
    for cell in cells_of(context):
        if cell.experiment_id == experiment.id:
            detail = evidence.detail(cell, context)
            word = words.start_small(evidence.word(cell, context)).replace(": ", ", ") + (
                f" ({detail})" if detail else ""
            )
            result.setdefault(word, []).append(labels[cell.theme])
    parts = [f"{', '.join(themes)}: {word}" for word, themes in result.items()]
    parts[0] = parts[0][:1].upper() + parts[0][1:]
    return context.t("brief.row", experiment=words.experiment(experiment), parts="; ".join(parts))


def _whole(context: PageContext) -> tuple[str, ...]:
    """On a type: that a word is about a whole trial, where other approaches were tried as well."""
    mixed = any(len(row.type_ids) > 1 for row in experiments(context))
    return (context.t("brief.word_whole"),) if about(context).type and mixed else ()


def _tried(context: PageContext) -> tuple[EvidenceRow, ...]:
    lang, result, many = context.lang, [], len(experiments(context)) > _FEW
    cells = {(row.experiment_id, row.theme): row for row in cells_of(context)}
    for row in experiments(context):
        types = [words.start_small(item.name) for item in words.types(row.type_ids, context)]
        years = context.t(f"brief.period.{row.status}", years=formats.years(row.start, row.end))
        if row.participants is None:
            people = context.t("brief.people.none", years=years)
        else:
            number = formats.full(row.participants, "persons", lang, 0, row.participants_qualifier)
            people = context.t("brief.people.some", years=years, people=number)
        kinds = formats.listing(types, lang)
        result.append(
            EvidenceRow(
                place=row.municipality,
                name=row.short,
                facts=(people,) if many else (kinds[:1].upper() + kinds[1:], people),
                cells=tuple(_cell(cells[row.id, theme], context) for theme in about(context).themes),
                source=words.source(row, context),
            )
        )
    return tuple(result)


def _cell(row: CellRow, context: PageContext) -> EvidenceCell:
    return EvidenceCell(
        icon=state_name(row.state, row.verdict),
        word=evidence.word(row, context),
        detail=evidence.detail(row, context),
        strength=words.strength(row.level, row.comparison, context.lang) if row.comparison else None,
        unknown=row.state in UNKNOWN,
    )


def _sayings(context: PageContext) -> tuple[Saying, ...]:
    """What cannot be said of these results, one of each experiment first."""
    chosen = about(context).themes
    groups = from_rows.of_rows(
        context,
        pairs=[row for row in queries.pairs(scope(context), context) if row.preferred and row.theme in chosen],
        findings=[
            row
            for row in queries.findings(scope(context), context)
            if row.counts and row.experiment_id and row.theme in chosen
        ],
        indicators={row.id: row for row in queries.indicators(context)},
    )
    columns = [[item for item in group.sayings if not item.allowed] for group in groups]
    return tuple(item for line in zip_longest(*columns) for item in line if item)


def _charts(context: PageContext) -> tuple[ChartBlock, ...]:
    result: list[tuple[int, int, int, int, ChartBlock]] = []
    own = about(context)
    for theme in own.themes:
        kinds = [kind for kind in registry.CHARTS if any(key.startswith(kind.name) for key in _CHARTS)]
        for chart in (chart for kind in kinds for chart in kind.make(scope(context, theme), context)):
            rank = next((place for place, key in enumerate(_CHARTS) if chart.key.startswith(key)), None)
            if rank is not None:
                link = context.pinned(
                    context.t("path.compare"), theme=theme, themes=(), types=(own.type,) if own.type else (), name="",
                    municipalities=(own.municipality,) if own.municipality else (), anchor=chart.key,
                )  # fmt: skip
                built = chart_block(chart, context, link=whole(link))
                result.append((rank, -(chart.strength.level or 0), -len(chart.rows), len(result), built))
    # A chart of directions with one result says little more than its sentence: only where there is no other.
    many = [one for one in result if one[2] < -1 or _CHARTS[one[0]] in ("with_and_without", "over_time")]
    return tuple(built for *_, built in sorted(many or result, key=lambda one: one[:4]))


def _unknown(context: PageContext) -> tuple[Note, ...]:
    """Gaps: where there is no result at all first, then where a size is missing."""
    own = about(context)
    dark = {(cell.experiment_id, cell.theme) for cell in cells_of(context) if cell.state in UNKNOWN}
    themes = {row.id: row for row in queries.themes(context)}
    rows = [row for row in queries.gaps(scope(context), context) if row.theme in own.themes]
    # Of each experiment one, before a second of any.
    turn: dict[tuple[bool, str], list[GapRow]] = {}
    for row in rows:
        turn.setdefault(((row.experiment_id, row.theme) not in dark, row.experiment_id), []).append(row)
    columns = [[own for (lit, _), own in turn.items() if lit == side] for side in (False, True)]
    rows = [row for side in columns for line in zip_longest(*side) for row in line if row]
    return tuple(
        Note(
            head=f"{words.experiment(row)}: {words.start_small(themes[row.theme].label)}",
            text=row.text,
        )
        for row in rows
    )


def _questions(context: PageContext) -> tuple[Note, ...]:
    """By fixed rules: on the chosen themes and on what was tried; those that name the municipality first; one of each focus.

    A question that asks about another municipality, or on a type that was not tried, is left out.
    """
    own = about(context)
    tried = {id for row in experiments(context) for id in row.type_ids}
    tried = {own.type} if own.type else tried
    names = {row.id: row.name for row in queries.municipalities(context)}
    here = names.get(own.municipality, "")
    columns: dict[str, list[tuple[int, QuestionRow]]] = {focus: [] for focus in _FOCUS}
    for row in queries.questions(context):
        elsewhere = here and any(name in row.question for name in names.values() if name != here)
        if elsewhere or row.theme not in own.themes or (row.type_id and row.type_id not in tried):
            continue
        sentences = f"{row.question} {row.why}"
        own_place = bool(here and here in sentences)
        other_place = bool(here and not own_place and any(name in sentences for name in names.values()))
        weight = 4 * own_place + 2 * bool(row.type_id) - 3 * other_place
        columns.setdefault(row.focus, []).append((-weight, row))
    lists = [[row for _, row in sorted(rows, key=lambda one: one[0])] for rows in columns.values()]
    ordered = [row for line in zip_longest(*lists) for row in line if row]
    return tuple(Note(head=row.question, text=row.why) for row in ordered)


def content(context: PageContext) -> Brief:
    """Everything for the brief of a visit."""
    themes = {row.id: row for row in queries.themes(context)}
    results = results_of(context)
    name = context.choice.name
    return Brief(
        lang=context.lang,
        stamp=stamp(context),
        link=whole(context.pinned()),
        title=title(context),
        reader=context.t("brief.reader", name=name) if name else "",
        lead=_lead(context),
        themes=tuple(themes[id].label for id in about(context).themes),
        experiments=_tried(context),
        strengths=strengths(results, context),
        results=results,
        sayings=_sayings(context),
        charts=_charts(context),
        unknown=_unknown(context),
        questions=_questions(context),
    )
