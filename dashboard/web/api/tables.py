"""The endpoints of the tables, their rows, the releases and the changes."""

from dashboard.db import queries
from dashboard.db.writers import ExportRows, Field
from dashboard.exports import public_columns
from dashboard.web.api import rows
from dashboard.web.api.endpoints import Endpoint, Schema
from dashboard.web.api.params import AS_OF, PAGES, Params
from dashboard.web.api.response import FORMATS, ROOT, Payload
from dashboard.web.api.schemas import LINK, envelope, object_schema, of_table, text
from dashboard.web.pages.context import absolute_url

_TYPES = {"day": "date", "value": "number", "new_value": "number", "decimals": "integer"}
_CHANGE = tuple(
    Field(name=name, type=_TYPES.get(name, "text"))
    for name in (
        "day", "kind", "table_name", "key", "place", "text_nl", "text_en", "new_text_nl", "new_text_en", "value",
        "new_value", "qualifier", "new_qualifier", "unit", "decimals", "reason_nl", "reason_en", "source_id",
        "new_source_id",
    )
)  # fmt: skip


def _list(params: Params, form: str, item: str) -> Payload:
    result = [
        {
            "name": name,
            "about": table.about,
            "key": list(table.key),
            "columns": [{"name": entry.name, "description": entry.description} for entry in table.columns.values()],
            "rows": queries.rows_held(table=name, as_of=params.context.as_of),
            "links": {kind: absolute_url(f"{ROOT}/tables/{name}.{kind}") for kind in FORMATS},
        }
        for name, table in public_columns.tables().items()
    ]
    return rows.json_payload({**rows.metadata(params), "tables": result})


def _list_schema() -> Schema:
    column = object_schema({"name": text(), "description": text()})
    table = {
        "name": text(enum=list(public_columns.tables())), "about": text(), "key": {"type": "array", "items": text()},
        "columns": {"type": "array", "items": column}, "rows": {"type": "integer", "minimum": 0},
        "links": object_schema(dict.fromkeys(FORMATS, LINK)),
    }  # fmt: skip
    return envelope({"tables": {"type": "array", "items": object_schema(table)}})


def _rows(params: Params, form: str, table: str) -> Payload:
    sheet = public_columns.sheet(table, as_of=params.context.as_of)
    return rows.rows_payload(sheet, form, params=params, path=f"/tables/{table}", about={"table": table}, name=table)


def _changes(params: Params, form: str, item: str) -> Payload:
    """Return the rows added, corrected or withdrawn up to the requested data version."""
    result = [row for row in queries.raw_changes() if row["day"] <= params.context.as_of]
    sheet = ExportRows(fields=_CHANGE, rows=tuple(tuple(row[field.name] for field in _CHANGE) for row in result))
    return rows.rows_payload(sheet, form, params=params, path="/changes", about={}, name="changes")


def _changes_schema() -> Schema:
    types = {
        "number": {"type": ["number", "null"]},
        "integer": {"type": ["integer", "null"]},
        "date": text(format="date"),
    }
    return envelope(
        {}, rows=object_schema({item.name: types.get(item.type, {"type": ["string", "null"]}) for item in _CHANGE})
    )


def _releases(params: Params, form: str, item: str) -> Payload:
    days = [day.isoformat() for day in queries.releases()]
    version = queries.version()
    result = [
        {"released": day, "links": {"tables": absolute_url(f"{ROOT}/tables?as_of={day}"),
                                    "dataset": absolute_url(f"{ROOT}/dataset.zip?as_of={day}")}}
        for day in reversed(days)
    ]  # fmt: skip
    return rows.json_payload({**rows.metadata(params), "built": version.built_at.isoformat() + "Z", "releases": result})


def _releases_schema() -> Schema:
    item = object_schema({"released": text(format="date"), "links": object_schema({"tables": LINK, "dataset": LINK})})
    return envelope({"built": text(format="date-time"), "releases": {"type": "array", "items": item}})


def endpoints() -> list[Endpoint]:
    """Return the endpoints of the list of tables, each table, the releases and the changes."""
    every = [
        Endpoint(
            path=f"/tables/{name}",
            name=f"table_{name}",
            words="table",
            slots={"table": name, "about": table.about},
            make=lambda params, form, item, name=name: _rows(params, form, name),  # type: ignore[misc]
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
