"""What a reader chooses among the trials elsewhere."""

from dataclasses import dataclass, fields
from typing import Protocol


class Described(Protocol):
    """A row of a trial or review elsewhere, with what a reader can choose by; a review has no country and no duties."""

    @property
    def type_id(self) -> str: ...
    @property
    def country(self) -> str | None: ...
    @property
    def design(self) -> str: ...
    @property
    def duties_removed(self) -> str | None: ...
    @property
    def money_added(self) -> str | None: ...


@dataclass(frozen=True, kw_only=True)
class ElsewhereChoice:
    """The filters of the page on trials elsewhere, by their names in an address; empty means all."""

    approach: str = ""
    country: str = ""
    design: str = ""
    duties: str = ""
    money: str = ""
    follow_up: str = ""

    def has(self, row: Described) -> bool:
        """Return whether a row is chosen."""
        found = {
            "approach": row.type_id,
            "country": row.country,
            "design": row.design,
            "duties": row.duties_removed,
            "money": row.money_added,
            "follow_up": getattr(row, "follow_up_id", self.follow_up),
        }
        return all(not getattr(self, name) or getattr(self, name) == value for name, value in found.items())


NAMES = tuple(field.name for field in fields(ElsewhereChoice))
