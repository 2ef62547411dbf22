"""The row of the evidence map for studies of several municipalities together, such as those of the CPB."""

from dashboard.db import queries
from dashboard.db.rows.evidence import CellRow
from dashboard.db.rows.results import FindingRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.context import Scope
from dashboard.models.evidence import MapGroup, MapRow, Panel
from dashboard.statements.from_rows import of_rows
from dashboard.web.pages.context import MOST_IN_A_CELL, PageContext
from dashboard.web.pages.evidence import cell_words
from dashboard.web.pages.evidence.cell_signs import strength_of
from dashboard.web.pages.evidence.findings import finding
from dashboard.web.pages.evidence.map import map_cell

ID = "national"
"""What stands for the experiment in the id of a cell, such as `national.health`."""


def findings(context: PageContext, *, theme: str | None = None, types: tuple[str, ...] = ()) -> list[FindingRow]:
    """Return what such studies measured, unfavourable results first; on types, what is about one of them."""
    rows = queries.findings(Scope(most=MOST_IN_A_CELL, theme=theme, types=types), context)
    measured = [
        row for row in rows if row.about == "several_municipalities" and row.preferred and row.basis == "measured"
    ]
    return sorted(measured, key=lambda row: row.verdict != "unfavourable")


def word(cell: CellRow, context: PageContext) -> str:
    """Return the word of a cell of the national row."""
    state = "varies" if cell.state == "mixed" and cell.results == 1 else cell.state
    return context.t(f"national.word.{state}")


def detail(cell: CellRow, context: PageContext) -> str:
    """Return how many results of a cell point which way; of one result its outcome and limits."""
    counts = {"favourable": cell.favourable, "same": cell.same, "unfavourable": cell.unfavourable, "mixed": cell.mixed}
    if sum(counts.values()) < 2:
        return cell_words.detail(cell, context)
    return formats.listing(
        [context.count(f"national.count.{side}", number) for side, number in counts.items() if number], context.lang
    )


def group(context: PageContext, *, number: int = 1) -> MapGroup:
    """Return the last group of the map, with its open panel if any; `number` is the part of the map that is shown."""
    themes = {theme.id: theme.label for theme in queries.themes(context)}
    cells = queries.national_evidence(context)
    opened = next((cell for cell in cells if context.choice.open == f"{ID}.{cell.theme}"), None)
    row = MapRow(
        experiment_id=ID,
        municipality=context.t("national.title"),
        name=context.t("national.name"),
        cells=tuple(
            map_cell(
                cell, ID, themes[cell.theme], context, number=number, part=number, word=word(cell, context),
                detail=detail(cell, context),
                sentence=context.count("evidence.results", cell.results) if cell.results else "",
            )
            for cell in cells
        ),
        panel=_panel(opened, themes[opened.theme], context, number=number) if opened else None,
    )  # fmt: skip
    return MapGroup(title=context.t("national.group"), text=context.t("national.text"), rows=(row,))


def _panel(cell: CellRow, theme: str, context: PageContext, *, number: int) -> Panel:
    rows = findings(context, theme=cell.theme)
    return Panel(
        title=context.t("national.panel", theme=labels.lower_first(theme)),
        answer=context.t("national.answer" if rows else "national.nothing"),
        findings=tuple(finding(row, context) for row in rows),
        strength=strength_of(cell, context),
        more_href=context.link("compare", theme=cell.theme) if rows else "",
        close_href=context.address(open="", page=number, anchor=f"cell-{ID}.{cell.theme}"),
        statements=of_rows(context, findings=rows),
    )
