"""Which columns a form asks for each kind of row, which it fills in itself, and what there is to choose from in each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.db import queries
from dashboard.editing.reports.draft import DraftRow
from dashboard.i18n.catalogue import known, t
from dashboard.ingest.schema import Column
from dashboard.labels.labels import experiment
from dashboard.models.context import Context

Option = dict[str, str]

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


def options(
    name: str, column: Column, cells: Mapping[str, str], lang: str, drafted: Sequence[DraftRow] = ()
) -> list[Option] | None:
    """Return the choices of a column, or None where any text may stand; arms are those of the chosen experiment.

    Rows of the draft that may be referred to are choices as well.
    """
    empty = {"value": "", "label": t("desk.choose", lang)}
    rows = _rows(name, cells, Context(lang=lang))
    if rows is not None:
        found = [{"value": id, "label": label} for id, label in [*rows, *_drafted(name, cells, drafted, lang)]]
        added = [{"value": NEW, "label": t(f"desk.new.{name}", lang)}] if name in ADDED else []
        # What is missing from a long list stands above it.
        return [empty, *added, *found]
    values = ("true", "false") if column.type == "boolean" else column.choices
    if not values:
        return None
    is_chosen = (column.required or column.type == "boolean") and cells.get(name)
    return [*([] if is_chosen else [empty]), *({"value": value, "label": _word(value, lang)} for value in values)]


def in_words(name: str, column: Column, cells: Mapping[str, str], lang: str, drafted: Sequence[DraftRow] = ()) -> str:
    """Return the value of a column as a reader sees it: the name of its choice, or a number with its decimal sign."""
    value = cells.get(name, "")
    words = {option["value"]: option["label"] for option in options(name, column, cells, lang, drafted) or ()}
    return words.get(value, with_decimal_sign(value, lang) if column.type == "number" else value)


def with_decimal_sign(number: str, lang: str) -> str:
    """Return a number with the decimal sign of the language, so that it can be typed as it is shown."""
    return number.replace(".", ",") if lang == "nl" else number


def _drafted(name: str, cells: Mapping[str, str], rows: Sequence[DraftRow], lang: str) -> Iterator[tuple[str, str]]:
    for row in rows:
        # A row with a place in a report corrects one that is a choice already.
        is_new = name in ADDED and row.table == ADDED[name].table and not row.sha256
        if is_new and row.values.get("experiment_id", "") in ("", cells.get("experiment_id")):
            yield row.values["id"], row.values.get("title") or row.values.get(f"label_{lang}") or row.values["id"]


def _word(value: str, lang: str) -> str:
    return t(f"desk.choice.{value}", lang) if known(f"desk.choice.{value}") else value.replace("_", " ")


def _rows(name: str, cells: Mapping[str, str], context: Context) -> Iterable[tuple[str, str]] | None:
    """Return id and name of the rows that a column refers to; None for a column that refers to none."""
    match name:
        case "experiment_id":
            return [(row.id, experiment(row)) for row in queries.experiments(context)]
        case "arm_id" | "comparator_arm_id":
            chosen = cells.get("experiment_id")
            return [(row.id, row.label) for row in queries.arms(context) if row.experiment_id == chosen]
        case "indicator_id":
            rows = queries.indicators(context)
            # The unit stands with the name: a percentage must not become a number of people.
            units = {row.id: "" if row.unit == "none" else f" ({_word(row.unit, context.lang)})" for row in rows}
            return sorted(((row.id, row.label + units[row.id]) for row in rows), key=_by_name)
        case "source_id":
            return sorted(((row.id, row.title) for row in queries.sources(context)), key=_by_name)
        case "theme":
            return [(row.id, row.label) for row in queries.themes(context)]
        case "type_id":
            return [(row.id, row.label) for row in queries.experiment_types(context)]
    return None


def _by_name(choice: tuple[str, str]) -> str:
    return choice[1].lower()
