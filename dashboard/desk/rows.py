"""From the fields of a form to rows of the tables: what is wrong with a field, numbers, ids, and rows that are added along."""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass

from dashboard.config import LANGUAGES
from dashboard.desk.forms import ADDED, FORMS, NEW, Form, with_decimal_sign
from dashboard.desk.suggestions import text
from dashboard.editing.models import Cells
from dashboard.editing.reports.numbers import read_number
from dashboard.i18n.catalogue import t
from dashboard.ingest.cells import read_cell
from dashboard.ingest.schema import Table
from dashboard.search.index import fold

Parts = Mapping[str, Mapping[str, str]]
"""The fields of a form: those of the row, of its pair, and of each row that is added, by `row`, `pair` and a column."""

_NUMBER = re.compile(r"[-−]?[\d.,\u00a0 ]+%?")
# The types with a remark of their own.
_TYPES = ("number", "integer", "partial_date", "url")


@dataclass(frozen=True, kw_only=True)
class NewRow:
    """A row that a form makes: its table, its cells, and the part of the form that it comes from."""

    table: str
    cells: Cells
    part: str


class Doubtful(ValueError):
    """A number that may be read in two ways; the arguments are both."""


def number(written: str, type: str) -> str:
    """Return a number as the tables have it, read as Dutch. Raises Doubtful for what may be thousands or decimals."""
    if type not in ("number", "integer") or not _NUMBER.fullmatch(written.strip()):
        return written.strip()
    reading = read_number(written)
    if type == "integer":
        whole = [value for value in reading.readings if value is not None and value == int(value)]
        return str(int(whole[0])) if whole else written.strip()
    if reading.doubtful:
        raise Doubtful(*map(text, reading.readings))
    return text(reading.value)


def certain(number: str, lang: str) -> str:
    """Return a number as it can be typed without doubt: three decimals get a zero, as `1,234` may be thousands."""
    return with_decimal_sign(f"{number}0" if re.search(r"\.\d{3}$", number) else number, lang)


def problems(
    kind: str, parts: Parts, lang: str, *, schema: Mapping[str, Table], units: Mapping[str, str]
) -> dict[tuple[str, str], str]:
    """Return what is wrong with each field, by part and column; what is not added along is not looked at.

    `units` are those of the outcomes that can be chosen, by id.
    """
    own, found = parts.get("row", {}), {}
    outcome = own.get("indicator_id", "")
    unit = parts.get("indicator_id", {}).get("unit") if outcome == NEW else units.get(outcome)
    shown = [part for part in parts if part not in ADDED or own.get(part) == NEW]
    for part, name in [(one, name) for one in shown for name in parts[one]]:
        column = schema[(ADDED.get(part) or FORMS[kind]).table].columns.get(name)
        written = parts[part][name]
        if column is None or (written == NEW and part == "row"):
            continue
        try:
            value = number(written, column.type)
        except Doubtful as doubt:
            first, second = (certain(value, lang) for value in doubt.args)
            found[part, name] = t("desk.doubt", lang, first=first, second=second)
            continue
        _, problem = read_cell(value, column=column)
        if problem:
            key = "empty" if not value else column.type if column.type in _TYPES else "other"
            found[part, name] = t(f"desk.problem.{key}", lang)
        elif value and name in ("value", "low", "high") and unit == "percent" and not 0 <= float(value) <= 100:
            found[part, name] = t("desk.problem.percentage", lang)
    if kind == "observation" and own.get("comparator_arm_id"):
        # A number with a group that it is compared with is a difference: of one group, and in percentage points.
        if not own.get("arm_id"):
            found["row", "arm_id"] = t("desk.problem.group", lang)
        if unit == "percent":
            found["row", "indicator_id"] = t("desk.problem.difference", lang)
    return found


def rows(kind: str, parts: Parts, *, schema: Mapping[str, Table], taken: Container[str], paired: bool) -> list[NewRow]:
    """Return the rows of a form, those that others refer to first. Raises Doubtful."""
    form, made = FORMS[kind], []
    own = dict(parts.get("row", {}))
    for column, added in ADDED.items():
        if own.get(column) == NEW:
            row = _added(column, added, parts.get(column, {}), own, schema, taken)
            own[column] = row.cells["id"]
            made.append(row)
    if kind == "group_size":
        # An empty qualifier is written too: a published "about" must not stay with an exact number.
        size = {
            "participants": number(own.get("participants", ""), "integer"),
            "participants_qualifier": own.get("participants_qualifier", ""),
        }
        if made and made[-1].table == "arms":
            return [*made[:-1], NewRow(table="arms", cells={**made[-1].cells, **size}, part="arm_id")]
        reasons = {f"withdrawn_reason_{lang}": _reason(own, lang) for lang in LANGUAGES}
        return [*made, NewRow(table="arms", cells={"id": own.get("arm_id", ""), **size, **reasons}, part="row")]
    first = _tidy(own, form, schema)
    made.append(NewRow(table=form.table, cells={"id": _id(first, taken), **first}, part="row"))
    if paired and form.pair:
        second = _tidy({**own, **dict.fromkeys(form.pair, ""), **parts.get("pair", {})}, form, schema)
        ids = {made[-1].cells["id"]}
        made.append(NewRow(table=form.table, cells={"id": _id(second, taken, ids), **second}, part="pair"))
    return made


def _reason(own: Mapping[str, str], lang: str) -> str:
    """Return why a group gets a size: its table has no columns for a source."""
    return t("desk.group_size", lang, source=own.get("source_id", ""), place=own.get(f"locator_{lang}", ""))


def _tidy(fields: Mapping[str, str], form: Form, schema: Mapping[str, Table]) -> dict[str, str]:
    columns = schema[form.table].columns
    given = {name: number(value or "", columns[name].type) for name, value in fields.items() if name in columns}
    return {**form.filled, **{name: value for name, value in given.items() if value}}


def _added(
    column: str, form: Form, fields: Mapping[str, str], own: Mapping[str, str], schema: Mapping[str, Table],
    taken: Container[str],
) -> NewRow:  # fmt: skip
    cells = _tidy(fields, form, schema)
    if form.table == "arms":
        cells = {**cells, "experiment_id": own.get("experiment_id", "")}
    name = cells.get("title") or cells.get("label_en") or cells.get("label_nl") or ""
    place = own.get("experiment_id", "").partition("_")[0] if form.table == "arms" else ""
    cells["id"] = _free(slug(f"{place} {name}"), taken)
    return NewRow(table=form.table, cells=cells, part=column)


def _id(cells: Cells, taken: Container[str], others: Container[str] = ()) -> str:
    subject = cells.get("indicator_id") or cells.get("kind", "")
    group = cells.get("arm_id", "") or cells.get("experiment_id", "")
    words = f"{group} {subject} {cells.get('end') or cells.get('start') or cells.get('date', '')}"
    base, at = slug(words), 1
    found = _free(base, taken)
    while found in others:
        at += 1
        found = _free(f"{base}_{at}", taken)
    return found


def _free(base: str, taken: Container[str]) -> str:
    """Return an id that no row has, with a number where needed."""
    found, at = base, 1
    while found in taken:
        at += 1
        found = f"{base}_{at}"
    return found


def slug(words: str) -> str:
    """Return an id from words: small letters, digits and underscores."""
    return re.sub(r"[^a-z0-9]+", "_", fold(words)).strip("_")[:60].strip("_") or "row"
