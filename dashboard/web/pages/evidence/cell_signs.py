"""The sign of a cell of the evidence map, its kind, which gives the tint, and its word."""

from collections.abc import Collection

from dashboard.db import queries
from dashboard.db.rows.evidence import CellRow
from dashboard.db.rows.results import FindingRow, PairRow
from dashboard.db.rows.subjects import ExperimentRow
from dashboard.labels import labels
from dashboard.models.text import Strength
from dashboard.web.components.labels import UNKNOWN, state_name
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.evidence.findings import FAIR, SIDES, SIGNS, sign

# The kinds of cells in the order of the legend, each with its sign.
KINDS = {
    "better": "better", "worse": "worse", "favourable": "favourable", "same": "same", "mixed": "mixed",
    "cause": "direction-up", "described": "described", "none": "not-found",
}  # fmt: skip


def cells_of(experiment: ExperimentRow, context: PageContext) -> list[CellRow]:
    """Return the cells of a trial, in the order of the themes."""
    cells = {row.theme: row for row in queries.evidence(context) if row.experiment_id == experiment.id}
    return [cells[theme.id] for theme in queries.themes(context)]


def is_fair(row: CellRow | FindingRow | PairRow) -> bool:
    """Return whether a result is that of a fair comparison."""
    return (row.level or 0) >= FAIR


def kind(cell: CellRow) -> str:
    """Return the kind of a cell, which gives its tint: a side by a fair comparison differs from one without."""
    if cell.state in UNKNOWN:
        return "none"
    if cell.state == "direction":
        name = sign(cell.verdict or "", cell.level, cell.comparison, may_be_chance=cell.may_be_chance)
        return name if name in ("favourable", "described") else "cause"
    return "favourable" if cell.state == "better" and not cell.sized else cell.state


def sign_of(cell: CellRow) -> str:
    """Return the sign of a cell."""
    if cell.state in UNKNOWN:
        return state_name(cell.state)
    name = kind(cell)
    if name != "cause":
        return KINDS[name]
    return SIGNS[cell.verdict][2] if cell.verdict in SIDES else "direction"


def side(cell: CellRow) -> str:
    """Return the side and the comparison of a cell without a sure size, as a text key; empty for another state."""
    if cell.state == "direction" and cell.verdict == "unclear":
        return "unclear_over_time" if cell.comparison == "over_time" else "unclear"
    if cell.state == "direction" and cell.may_be_chance and is_fair(cell):
        return f"{cell.verdict}.chance"
    if cell.state == "direction" or (cell.state in ("better", "worse") and not cell.sized):
        return f"{cell.verdict}.{cell.comparison}"
    return ""


def word(cell: CellRow, context: PageContext) -> str:
    """Return the word of a cell; a side without a size says why it is not more, differing results how they differ.

    *Better* and *worse* are for a difference with a size.
    """
    if key := side(cell):
        return context.t(f"evidence.direction.{key}")
    if cell.state == "mixed" and cell.favourable and not cell.unfavourable:
        return context.t("evidence.word.partly")
    if cell.state == "mixed" and len(cell.type_ids) > 1:
        return context.t(f"evidence.word.{'by_approach' if cell.only_outcome else 'by_outcome'}")
    return context.t(f"evidence.word.{cell.state}")


def of_verdicts(verdicts: Collection[str], comparison: str, context: PageContext) -> tuple[str, str]:
    """Return the sign and the word of the verdicts of results by one fair comparison."""
    only = next(iter(verdicts)) if len(verdicts) == 1 else "mixed"
    if only not in (*SIDES, "same", "unclear"):
        return "mixed", context.t(
            "evidence.word.partly" if {*verdicts} == {"favourable", "same"} else "evidence.word.mixed"
        )
    key = f"direction.{only}.{comparison}" if only in SIDES else "word.same" if only == "same" else "direction.unclear"
    return sign(only, FAIR, comparison), context.t(f"evidence.{key}")


def strength_of(cell: CellRow, context: PageContext) -> Strength | None:
    """Return how fair the comparison of a cell is; None without one."""
    return labels.strength(cell.level, cell.comparison, context.lang) if cell.comparison else None
