"""The choices of a column: rows of other tables by their name, or the closed set of values of the schema."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dashboard.db import queries
from dashboard.desk.forms import ADDED, NEW
from dashboard.editing.reports.draft import DraftRow
from dashboard.i18n.catalogue import known, t
from dashboard.ingest.schema import Column
from dashboard.labels.labels import experiment
from dashboard.models.context import Context

Option = dict[str, str]


def options(
    name: str, column: Column, cells: Mapping[str, str], lang: str, drafted: Sequence[DraftRow] = ()
) -> list[Option] | None:
    """Return the choices of a column, or None where any text may stand; arms are those of the chosen experiment.

    Rows of the draft that may be referred to are choices as well.
    """
    rows = _rows(name, cells, Context(lang=lang))
    if rows is not None:
        found = [{"value": id, "label": label} for id, label in [*rows, *_drafted(name, cells, drafted, lang)]]
        added = [{"value": NEW, "label": t(f"desk.new.{name}", lang)}] if name in ADDED else []
        # What is missing from a long list stands above it.
        return [_empty(lang), *added, *found]
    if column.type == "boolean":
        yes_no = [{"value": value, "label": t(f"desk.choice.{value}", lang)} for value in ("true", "false")]
        return yes_no if cells.get(name) else [_empty(lang), *yes_no]
    if not column.choices:
        return None
    empty = [] if column.required and cells.get(name) else [_empty(lang)]
    return [*empty, *({"value": value, "label": _word(value, lang)} for value in column.choices)]


def _drafted(name: str, cells: Mapping[str, str], rows: Sequence[DraftRow], lang: str) -> Iterator[tuple[str, str]]:
    for row in rows:
        # A row with a place in a report corrects one that is a choice already.
        is_new = name in ADDED and row.table == ADDED[name].table and not row.sha256
        if is_new and row.values.get("experiment_id", "") in ("", cells.get("experiment_id")):
            label = {"nl": row.values.get("label_nl"), "en": row.values.get("label_en")}[lang]
            yield row.values["id"], row.values.get("title") or label or row.values["id"]


def _empty(lang: str) -> Option:
    return {"value": "", "label": t("desk.choose", lang)}


def _word(value: str, lang: str) -> str:
    return t(f"desk.choice.{value}", lang) if known(f"desk.choice.{value}") else value.replace("_", " ")


def _rows(name: str, cells: Mapping[str, str], context: Context) -> Iterable[tuple[str, str]] | None:
    """Return id and name of the rows that a column refers to; None for a column that refers to none."""
    if name == "experiment_id":
        return [(row.id, experiment(row)) for row in queries.experiments(context)]
    if name in ("arm_id", "comparator_arm_id"):
        chosen = cells.get("experiment_id")
        return [(row.id, row.label) for row in queries.arms(context) if row.experiment_id == chosen]
    if name == "indicator_id":
        rows = queries.indicators(context)
        # The unit stands with the name: a percentage must not become a number of people.
        units = {row.id: "" if row.unit == "none" else f" ({_word(row.unit, context.lang)})" for row in rows}
        return sorted(((row.id, row.label + units[row.id]) for row in rows), key=lambda pair: pair[1].lower())
    if name == "source_id":
        return sorted(((row.id, row.title) for row in queries.sources(context)), key=lambda pair: pair[1].lower())
    if name == "theme":
        return [(row.id, row.label) for row in queries.themes(context)]
    if name == "type_id":
        return [(row.id, row.label) for row in queries.experiment_types(context)]
    return None
