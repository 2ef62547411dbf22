"""Build the evidence map from rows: groups by type, the word of every cell, and the open cell."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from dashboard.db import queries
from dashboard.db.rows.evidence import CellRow
from dashboard.db.rows.subjects import ExperimentRow
from dashboard.labels import labels
from dashboard.models.evidence import MapCell, MapGroup, MapRow
from dashboard.models.text import TypeLabel
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.evidence.cell_signs import cells_of, kind, sign_of, word
from dashboard.web.pages.evidence.cell_words import limits_sentence, outcome
from dashboard.web.pages.evidence.panel import panel

_SEVERAL = "several"


def linked(labels: Sequence[TypeLabel], context: PageContext) -> tuple[TypeLabel, ...]:
    """Return types with links to their pages."""
    return tuple(replace(label, href=context.link("type", label.id)) for label in labels)


def map_cell(
    cell: CellRow, experiment: str, theme: str, context: PageContext, *, number: int, part: int = 1, **words: str
) -> MapCell:
    """Return a cell of the map with a link that opens it, in a `part` of the map, or closes it, in part `number`."""
    id = f"{experiment}.{cell.theme}"
    is_open = context.choice.open == id
    href = (
        context.address(open="", page=number) if is_open else context.address(open=id, page=part, anchor=f"cell-{id}")
    )
    return MapCell(id=id, theme=theme, kind=kind(cell), sign=sign_of(cell), href=href, open=is_open, **words)


def map_row(experiment: ExperimentRow, context: PageContext, *, number: int = 1) -> MapRow:
    """Return the row of a trial, with its open panel if any; `number` is the part of the map."""
    themes = {row.id: row for row in queries.themes(context)}
    cells = cells_of(experiment, context)
    opened = next((cell for cell in cells if context.choice.open == f"{experiment.id}.{cell.theme}"), None)
    return MapRow(
        experiment_id=experiment.id,
        municipality=experiment.municipality,
        name=experiment.short,
        fair=context.t(f"map.design.{experiment.design}"),
        types=linked(labels.types(experiment.type_ids, context), context),
        href=context.link("municipality", experiment.municipality_id),
        cells=tuple(
            map_cell(
                cell, experiment.id, themes[cell.theme].label, context, number=number, word=word(cell, context),
                detail=outcome(cell, context), sentence=limits_sentence(cell, context),
            )
            for cell in cells
        ),
        panel=panel(opened, experiment, themes[opened.theme], context, part=number) if opened else None,
    )  # fmt: skip


def _group(experiment: ExperimentRow) -> str:
    ids = experiment.type_ids
    return str(ids[0]) if len(ids) == 1 else _SEVERAL


def ordered(context: PageContext) -> list[ExperimentRow]:
    """Return experiments in map order: those with several approaches first, then by type."""
    order = [_SEVERAL, *(row.id for row in queries.types(context))]
    return sorted(queries.experiments(context), key=lambda row: order.index(_group(row)))


def groups(experiments: Sequence[ExperimentRow], context: PageContext, *, number: int = 1) -> tuple[MapGroup, ...]:
    """Return map groups of these experiments by type; `number` is the part of the map."""
    types = {row.id: row for row in queries.types(context)}
    result = []
    for id, own in groupby(experiments, key=_group):
        rows = tuple(map_row(item, context, number=number) for item in own)
        several = id == _SEVERAL
        title = context.t("evidence.several") if several else types[id].label
        text = context.t("evidence.several_text") if several else types[id].definition
        result.append(MapGroup(title=title, text=text, rows=rows))
    return tuple(result)
