"""Which columns a form asks for each kind of row, and which it fills in itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field

NEW = "+"
"""The choice of a reference that adds a row to the table it refers to."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """The columns of a table in the order of the form; `filled` are values that it does not ask for.

    `pair` are the columns that a second number, of the comparison arm, has of its own.
    """

    table: str
    columns: tuple[str, ...]
    filled: Mapping[str, str] = field(default_factory=dict)
    pair: tuple[str, ...] = ()


_PLACE = ("source_id", "locator_nl", "locator_en")
_NUMBER = ("value", "qualifier", "low", "high", "n", "as_published")

FORMS: dict[str, Form] = {
    "observation": Form(
        table="observations",
        columns=(
            "source_id", "experiment_id", "indicator_id", "arm_id", "value", "low", "high", "n", "qualifier", "as_published",
            "timing", "start", "end", "base_nl", "base_en", "subgroup_nl", "subgroup_en", "comparator_arm_id",
            "groups_comparable", "adjusted", "stage", "locator_nl", "locator_en", "note_nl", "note_en",
        ),
        # Not how fair the comparison is: somebody says that once, and it stays for the numbers that follow.
        filled={"processing": "published", "preferred": "true"},
        pair=("arm_id", *_NUMBER),
    ),
    "finding": Form(
        table="findings",
        columns=(
            "source_id", "experiment_id", "indicator_id", "about", "arm_id", "comparison", "comparator_arm_id", "direction",
            "test", "text_nl", "text_en", "start", "end", "adjusted", "stage", "locator_nl", "locator_en",
        ),
        filled={"basis": "measured", "preferred": "true", "adjusted": "false", "about": "treatment_arm"},
    ),
    "group_size": Form(
        table="arms",
        columns=("source_id", "experiment_id", "arm_id", "participants", "participants_qualifier", "locator_nl", "locator_en"),
    ),
    "cost": Form(
        table="design_facts",
        columns=(
            "source_id", "experiment_id", "kind", "label_nl", "label_en", "value", "qualifier", "unit", "cost_status", "date",
            "as_published", "locator_nl", "locator_en",
        ),
        filled={"preferred": "true", "kind": "cost", "unit": "euro", "cost_status": "not_stated"},
    ),
    "design_fact": Form(
        table="design_facts",
        columns=(
            "source_id", "experiment_id", "kind", "label_nl", "label_en", "value", "qualifier", "unit", "date", "as_published",
            "locator_nl", "locator_en",
        ),
        filled={"preferred": "true"},
    ),
}  # fmt: skip

# What can be added in the same form, by the column that refers to it.
ADDED: dict[str, Form] = {
    "source_id": Form(
        table="sources",
        columns=("title", "publisher", "authors", "published", "url", "kind", "language"),
        filled={"kind": "report", "language": "nl", "access": "opening"},
    ),
    "indicator_id": Form(
        table="indicators",
        columns=(
            "label_nl", "label_en", "theme", "unit", "decimals", "better", "question_nl", "question_en", "definition_nl",
            "definition_en", "caution_nl", "caution_en",
        ),
        filled={"scope": "experiment", "decimals": "0"},
    ),
    "arm_id": Form(
        table="arms",
        columns=("label_nl", "label_en", "type_id", "role", "participants"),
        filled={},
    ),
}  # fmt: skip


def kind_of(table: str, cells: Mapping[str, str]) -> str:
    """Return the kind of a row of a table; the costs are facts on the design of their own kind."""
    if table == "design_facts":
        return "cost" if cells.get("kind") == "cost" else "design_fact"
    return next(kind for kind, form in FORMS.items() if form.table == table)
