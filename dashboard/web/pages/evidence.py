"""Build the evidence map from rows: groups by type, the word of every cell, and the open cell."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from dashboard.db import queries
from dashboard.db.rows.results import CellRow
from dashboard.db.rows.subjects import ExperimentRow, ThemeRow
from dashboard.i18n import formats
from dashboard.i18n.formats import level_text
from dashboard.labels import labels, pairs
from dashboard.models.context import Scope
from dashboard.models.evidence import MapCell, MapGroup, MapRow
from dashboard.models.text import TypeLabel
from dashboard.web.components.symbols import UNKNOWN, state_name
from dashboard.web.pages import urls
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.evidence_panel import panel

_SEVERAL = "several"
# The kinds of cells in the order of the legend, each with its sign.
KINDS = {
    "better": "better", "worse": "worse", "favourable": "favourable", "same": "same", "mixed": "mixed",
    "cause": "direction-up", "told": "told", "none": "not-found",
}  # fmt: skip
_FAIR = 3


def kind(cell: CellRow) -> str:
    """Return the kind of a cell, which gives its tint: a side by a fair comparison is apart from one without."""
    if cell.state in UNKNOWN:
        return "none"
    if cell.state == "better" and not cell.sized:
        return "favourable"
    if cell.state != "direction":
        return cell.state
    if cell.verdict == "favourable" and (cell.level or 0) >= _FAIR:
        return "favourable"
    return "told" if cell.verdict == "unclear" or cell.comparison == "none" else "cause"


def sign_of(cell: CellRow) -> str:
    """Return the sign of a cell."""
    name = kind(cell)
    return state_name(cell.state, cell.verdict) if name in ("none", "cause") else KINDS[name]


def linked(labels: Sequence[TypeLabel], context: PageContext) -> tuple[TypeLabel, ...]:
    """Return types with links to their pages."""
    return tuple(replace(label, href=urls.page("type", context, id=label.id)) for label in labels)


def word(cell: CellRow, context: PageContext) -> str:
    """Return the word of a cell; a direction names its side and why it is not more, differing results how they differ."""
    if cell.state == "direction":
        if cell.verdict == "unclear":
            return context.t("evidence.direction.unclear")
        return context.t(f"evidence.direction.{cell.verdict}.{cell.comparison}")
    if cell.state == "mixed" and cell.favourable and not cell.unfavourable:
        return context.t("evidence.word.partly")
    if cell.state == "mixed" and len(cell.type_ids) > 1:
        return context.t("evidence.word.by_approach")
    return context.t(f"evidence.word.{cell.state}")


def detail(cell: CellRow, context: PageContext) -> str:
    """Return what belongs to the word of a cell: its outcome, its approaches, and its limits."""
    parts = []
    if cell.only_outcome:
        outcomes = {row.id: row.label for row in queries.indicators(context)}
        parts.append(context.t("evidence.outcome", outcome=labels.lower_first(outcomes[cell.only_outcome])))
    if cell.state == "mixed":
        parts += [_for_types(f"differs_{side}", ids, context) for side, ids in _sides(cell) if ids]
    return ", ".join([*parts, *approaches(cell, context), *limits(cell, context)])


def approaches(cell: CellRow, context: PageContext) -> list[str]:
    """Return which approaches a word is about, when these are not all."""
    if cell.state == "mixed" or cell.covers_all or not cell.type_ids:
        return []
    return [_for_types("only_for", cell.type_ids, context)]


def limits(cell: CellRow, context: PageContext) -> list[str]:
    """Return the limits of a word: no size, no stated test, other cities in the same sentence, or only reports."""
    found = {
        "no_size": cell.state in ("better", "worse") and not cell.sized,
        "untested": cell.untested and (cell.level or 0) >= 3,
        "most": cell.partly and cell.state == "same",
        "several_cities": cell.several_cities,
        "second_hand": cell.second_hand,
    }
    return [context.t(f"evidence.{name}") for name, holds in found.items() if holds]


def outcome(cell: CellRow, context: PageContext) -> str:
    """Return what the word of a cell of the map is about, and whether it is only known from reports on the study."""
    press = context.t("evidence.second_hand") if cell.second_hand else ""
    return ", ".join(part for part in (_outcome(cell, context), press) if part)


def _outcome(cell: CellRow, context: PageContext) -> str:
    """Return two numbers, or the outcome, or the approaches that a word is for."""
    if cell.sized and kind(cell) in ("better", "worse"):
        scope = Scope(experiment=cell.experiment_id, theme=cell.theme)
        pair = next(row for row in queries.pairs(scope, context) if row.preferred and row.comparable)
        treated = formats.number(pair.treated, context.lang, formats.least_decimals(pair.treated, pair.decimals))
        numbers = {"treated": treated, "comparison": pairs.value(pair, context.lang, side="comparison")}
        return context.t("evidence.numbers", **numbers)
    if cell.only_outcome:
        return labels.lower_first({row.id: row.label for row in queries.indicators(context)}[cell.only_outcome])
    if cell.state == "mixed":
        return ", ".join(_for_types(f"differs_{side}", ids, context) for side, ids in _sides(cell) if ids)
    return ""


def _sides(cell: CellRow) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ("for", cell.types_for), ("against", cell.types_against)


def _for_types(key: str, ids: Sequence[str], context: PageContext) -> str:
    names = [labels.lower_first(item.name) for item in labels.types(ids, context)]
    return context.t(f"evidence.{key}", types=formats.listing(names, context.lang))


def count(cell: CellRow, context: PageContext) -> str:
    """Return how many results a cell has, and how many use its strongest comparison.

    The level of a cell is that of its strongest comparison; without the second number all results would seem as strong.
    """
    number = cell.results
    if not number:
        return ""
    name = "pairs" if cell.pairs == number else "results"
    message = context.count(f"evidence.{name}", number)
    if cell.level and 0 < cell.strongest < number:
        return context.t("evidence.strongest", results=message, n=context.number(cell.strongest))
    return message


def _word(cell: CellRow, context: PageContext) -> str:
    """Return the word of a cell of the map, which says `better` of a difference with a size only."""
    if cell.state == "better" and kind(cell) == "favourable":
        return context.t(f"evidence.direction.{cell.verdict}.{cell.comparison}")
    return word(cell, context)


def _sentence(cell: CellRow, context: PageContext) -> str:
    """Return all limits of a cell: those of its word, how fair the comparison is, and on how many results it rests."""
    parts = [detail(cell, context)]
    if cell.comparison:
        strength = labels.strength(cell.level, cell.comparison, context.lang)
        parts += [level_text(strength.level, lang=context.lang), strength.name, count(cell, context)]
    return ". ".join(part for part in parts if part)


def _cell(row: CellRow, themes: dict[str, ThemeRow], context: PageContext, *, number: int) -> MapCell:
    id = f"{row.experiment_id}.{row.theme}"
    is_open = context.choice.open == id
    return MapCell(
        id=id,
        theme=themes[row.theme].label,
        kind=kind(row),
        sign=sign_of(row),
        word=_word(row, context),
        detail=outcome(row, context),
        sentence=_sentence(row, context),
        # The part of the map follows from the opened cell.
        href=context.address(open="", page=number)
        if is_open
        else context.address(open=id, page=1, anchor=f"cell-{id}"),
        open=is_open,
    )


def _row(
    experiment: ExperimentRow,
    cells: Sequence[CellRow],
    themes: dict[str, ThemeRow],
    context: PageContext,
    *,
    number: int,
) -> MapRow:
    opened = next((cell for cell in cells if context.choice.open == f"{experiment.id}.{cell.theme}"), None)
    return MapRow(
        experiment_id=experiment.id,
        municipality=experiment.municipality,
        name=experiment.short,
        fair=context.t(f"map.design.{experiment.design}"),
        types=linked(labels.types(experiment.type_ids, context), context),
        href=urls.municipality(experiment.municipality_id, context),
        cells=tuple(_cell(cell, themes, context, number=number) for cell in cells),
        panel=panel(opened, experiment, themes[opened.theme], context, part=number) if opened else None,
    )


def _group(experiment: ExperimentRow) -> str:
    ids = experiment.type_ids
    return str(ids[0]) if len(ids) == 1 else _SEVERAL


def ordered(context: PageContext) -> list[ExperimentRow]:
    """Return experiments in map order: those with several approaches first, then by type."""
    order = [_SEVERAL, *(row.id for row in queries.types(context))]
    return sorted(queries.experiments(context), key=lambda row: order.index(_group(row)))


def groups(experiments: Sequence[ExperimentRow], context: PageContext, *, number: int = 1) -> tuple[MapGroup, ...]:
    """Return map groups of these experiments by type; `number` is the part of the map."""
    themes = {row.id: row for row in queries.themes(context)}
    cells = {(row.experiment_id, row.theme): row for row in queries.evidence(context)}
    types = {row.id: row for row in queries.types(context)}
    result = []
    for id, own in groupby(experiments, key=_group):
        rows = tuple(
            _row(item, [cells[item.id, theme] for theme in themes], themes, context, number=number) for item in own
        )
        several = id == _SEVERAL
        title = context.t("evidence.several") if several else types[id].label
        text = context.t("evidence.several_text") if several else types[id].definition
        result.append(MapGroup(title=title, text=text, rows=rows))
    return tuple(result)
