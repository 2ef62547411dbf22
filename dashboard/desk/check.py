"""Check the fields of a form: each value by the schema, and the rows together by the build."""

import re

from dashboard.desk.forms import ADDED, FORMS, NEW
from dashboard.desk.rows import Doubtful, Parts, number
from dashboard.desk.state import Desk
from dashboard.i18n.catalogue import t
from dashboard.ingest.cells import read_cell


def problems_of(desk: Desk, kind: str, parts: Parts, lang: str) -> dict[tuple[str, str], str]:
    """Return what is wrong with each field, by part and column; what is not added along is not looked at."""
    found = {}
    own = parts.get("row", {})
    shown = [part for part in parts if part not in ADDED or own.get(part) == NEW]
    for part, name in [(one, name) for one in shown for name in parts[one]]:
        form = ADDED[part] if part in ADDED else FORMS[kind]
        column = desk.schema[form.table].columns.get(name)
        written = parts[part].get(name, "")
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
        elif value and name in ("value", "low", "high") and _is_share(desk, parts) and not 0 <= float(value) <= 100:
            found[part, name] = t("desk.problem.percentage", lang)
    # A number of all groups together is compared with none.
    if kind == "observation" and own.get("comparator_arm_id") and not own.get("arm_id"):
        found["row", "arm_id"] = t("desk.problem.group", lang)
    return found


def _is_share(desk: Desk, parts: Parts) -> bool:
    """Return whether the outcome of a form is a percentage."""
    id = parts.get("row", {}).get("indicator_id", "")
    if id == NEW:
        return parts.get("indicator_id", {}).get("unit") == "percent"
    drafted = [row.values for row in desk.folder.rows if row.table == "indicators"]
    rows = [*desk.current.rows["indicators"], *drafted]
    return any(row["id"] == id and row.get("unit") == "percent" for row in rows)


def with_decimal_sign(number: str, lang: str) -> str:
    """Return a number with the decimal sign of the language, so that it can be typed as it is shown."""
    return number.replace(".", ",") if lang == "nl" else number


def certain(number: str, lang: str) -> str:
    """Return a number as it can be typed without doubt: three decimals get a zero, as `1,234` may be thousands."""
    return with_decimal_sign(f"{number}0" if re.search(r"\.\d{3}$", number) else number, lang)


_TYPES = ("number", "integer", "partial_date", "url")
