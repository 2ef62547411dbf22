"""The tables: which there are, and the rows of each."""

from __future__ import annotations

from dashboard.db import queries
from dashboard.db.writers import Field, Sheet
from dashboard.exports import public_columns
from dashboard.exports.address import whole
from dashboard.web.api import rows
from dashboard.web.api.endpoints import Endpoint, Schema
from dashboard.web.api.params import AS_OF, PAGES, Asked
from dashboard.web.api.response import FORMATS, ROOT, Made
from dashboard.web.api.schemas import LINK, envelope, listed, of_table, text

_TYPES = {"day": "date", "value": "number", "new_value": "number", "decimals": "integer"}
_CHANGE = tuple(
    Field(name=name, type=_TYPES.get(name, "text"))
    for name in (
        "day", "kind", "table_name", "key", "place", "text_nl", "text_en", "new_text_nl", "new_text_en", "value",
        "new_value", "qualifier", "new_qualifier", "unit", "decimals", "reason_nl", "reason_en", "source_id",
        "new_source_id",
    )
)  # fmt: skip


def _list(asked: Asked, form: str, item: str) -> Made:
    found = [
        {
            "name": name,
            "about": table.about,
            "key": list(table.key),
            "columns": [{"name": one.name, "description": one.description} for one in table.columns.values()],
            "rows": queries.rows_held(table=name, as_of=asked.context.as_of)["rows"],
            "links": {kind: whole(f"{ROOT}/tables/{name}.{kind}") for kind in FORMATS},
        }
        for name, table in public_columns.tables().items()
    ]
    return rows.whole_answer({**rows.head(asked), "tables": found})


def _list_schema() -> Schema:
    column = listed({"name": text(), "description": text()})
    table = {
        "name": text(enum=list(public_columns.tables())), "about": text(), "key": {"type": "array", "items": text()},
        "columns": {"type": "array", "items": column}, "rows": {"type": "integer", "minimum": 0},
        "links": listed(dict.fromkeys(FORMATS, LINK)),
    }  # fmt: skip
    return envelope({"tables": {"type": "array", "items": listed(table)}})


def _rows(asked: Asked, form: str, table: str) -> Made:
    sheet = public_columns.sheet(table, as_of=asked.context.as_of)
    return rows.answer(sheet, form, asked=asked, path=f"/tables/{table}", about={"table": table}, name=table)


def _changes(asked: Asked, form: str, item: str) -> Made:
    """What came, was corrected and was withdrawn, up to the data version that is asked."""
    found = [row for row in queries.changes() if row["day"] <= asked.context.as_of]
    sheet = Sheet(fields=_CHANGE, rows=tuple(tuple(row[field.name] for field in _CHANGE) for row in found))
    return rows.answer(sheet, form, asked=asked, path="/changes", about={}, name="changes")


def _changes_schema() -> Schema:
    types = {
        "number": {"type": ["number", "null"]},
        "integer": {"type": ["integer", "null"]},
        "date": text(format="date"),
    }
    return envelope({}, rows=listed({one.name: types.get(one.type, {"type": ["string", "null"]}) for one in _CHANGE}))


def _releases(asked: Asked, form: str, item: str) -> Made:
    days = [row["released"].isoformat() for row in queries.releases()]
    version = queries.version()
    found = [
        {"released": day, "links": {"tables": whole(f"{ROOT}/tables?as_of={day}"),
                                    "dataset": whole(f"{ROOT}/dataset.zip?as_of={day}")}}
        for day in reversed(days)
    ]  # fmt: skip
    return rows.whole_answer({**rows.head(asked), "built": version["built_at"].isoformat() + "Z", "releases": found})


def _releases_schema() -> Schema:
    one = listed({"released": text(format="date"), "links": listed({"tables": LINK, "dataset": LINK})})
    return envelope({"built": text(format="date-time"), "releases": {"type": "array", "items": one}})


def endpoints() -> list[Endpoint]:
    """The list of tables, each table, the data versions, and what changed between them."""
    every = [
        Endpoint(
            path=f"/tables/{name}",
            name=f"table_{name}",
            words="table",
            slots={"table": name, "about": table.about},
            make=lambda asked, form, item, name=name: _rows(asked, form, name),  # type: ignore[misc]
            schema=lambda table=table: of_table(table),  # type: ignore[misc]
            parameters=lambda values: (AS_OF, *PAGES),
            formats=tuple(FORMATS),
        )
        for name, table in public_columns.tables().items()
    ]
    return [
        Endpoint(
            path="/tables", name="tables", words="tables", make=_list, schema=_list_schema, formats=("json",),
            parameters=lambda values: (AS_OF,),
        ),
        *every,
        Endpoint(
            path="/releases", name="releases", words="releases", make=_releases, schema=_releases_schema, formats=("json",)
        ),
        Endpoint(
            path="/changes", name="changes", words="changes", make=_changes,
            schema=_changes_schema, parameters=lambda values: (AS_OF, *PAGES),
            formats=tuple(FORMATS),
        ),
    ]  # fmt: skip
