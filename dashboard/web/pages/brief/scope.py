"""The scope of a brief: one municipality, one type of approach or everything, on some themes or all."""

from dataclasses import dataclass
from functools import cached_property

from dashboard.db import queries
from dashboard.db.rows.evidence import CellRow
from dashboard.db.rows.subjects import ExperimentRow
from dashboard.i18n import formats
from dashboard.models.context import Scope
from dashboard.web.pages.context import PageContext

# The evidence table has a row for each experiment; more than these leave no room on two pages for anything else.
_MOST = 12


@dataclass(frozen=True)
class BriefScope:
    """What a brief is about. A municipality goes before a type, and the first of several before the others."""

    context: PageContext

    @cached_property
    def municipality(self) -> str:
        """The id of the municipality, if any."""
        return next(iter(self.context.choice.municipalities), "")

    @cached_property
    def type(self) -> str:
        """The id of the type of approach, if any."""
        return "" if self.municipality else next(iter(self.context.choice.types), "")

    @cached_property
    def themes(self) -> tuple[str, ...]:
        """The ids of the themes, all of them by default."""
        return self.context.choice.themes or self.context.known.themes

    @cached_property
    def experiments(self) -> list[ExperimentRow]:
        """The experiments within the scope."""
        return [
            row
            for row in queries.experiments(self.context)
            if self.municipality in ("", row.municipality_id) and (not self.type or self.type in row.type_ids)
        ]

    @cached_property
    def cells(self) -> list[CellRow]:
        """The cells of the evidence map, experiment by experiment in the order of the themes."""
        cells = {(row.experiment_id, row.theme): row for row in queries.evidence(self.context)}
        return [cells[row.id, theme] for row in self.experiments for theme in self.themes]

    @property
    def too_wide(self) -> str:
        """Why there is no brief: there are more experiments than two pages hold. Empty when there are not."""
        number = len(self.experiments)
        return self.context.t("brief.too_wide", n=formats.number(number, self.context.lang)) if number > _MOST else ""

    @property
    def title(self) -> str:
        """The question that the brief answers."""
        newest = self.context.newest
        if self.municipality:
            names = {row.id: row.name for row in queries.municipalities(newest)}
            return self.context.t("brief.title.municipality", name=names[self.municipality])
        if self.type:
            labels = {row.id: row.label for row in queries.types(newest)}
            return self.context.t("brief.title.type", name=labels[self.type])
        return self.context.t("brief.title.all")

    def query(self, theme: str | None = None) -> Scope:
        """Return the scope of queries, on one theme or all."""
        town, type = self.municipality, self.type
        return Scope(theme=theme, municipalities=(town,) if town else (), types=(type,) if type else ())
