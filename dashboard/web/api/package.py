"""The whole data set in one file: a zip as a Data Package, a workbook, or a DuckDB file.

All hold the rows of one date, with a licence and a README on what to know before using a number.
"""

import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from functools import partial
from typing import Any

from dashboard import config
from dashboard.db import writers
from dashboard.db.writers import ExportRows, Field
from dashboard.exports import pool, public_columns, xlsx
from dashboard.exports.about import LICENCE, LICENCE_NAME, About, about, citation
from dashboard.i18n.catalogue import t
from dashboard.ingest.schema import Column, Table
from dashboard.web.api.endpoints import Endpoint
from dashboard.web.api.params import AS_OF, Params
from dashboard.web.api.response import Payload
from dashboard.web.api.rows import BOTH, service_links, worksheet
from dashboard.web.api.schemas import PARTIAL_DATE, limits
from dashboard.web.pages.context import absolute_url

ZIP = "application/zip"
# IANA lists no media type for DuckDB files.
DUCKDB = "application/octet-stream"


def _field(column: Column) -> dict[str, Any]:
    result: dict[str, Any] = {"name": column.name, "type": public_columns.kind(column).replace("text", "string")}
    result["description"] = column.description
    constraints = {**({"required": True} if column.required else {}), **limits(column)}
    if column.type == "partial_date":
        constraints["pattern"] = PARTIAL_DATE
    return {**result, "constraints": constraints} if constraints else result


def _schema(table: Table) -> dict[str, Any]:
    """Return the Table Schema. A reference that also allows other values is not a foreign key."""
    foreign = []
    for column in table.columns.values():
        if column.references and not column.also:
            target, key = column.references
            reference = {"resource": "" if target == table.name else target, "fields": [key]}
            foreign.append({"fields": [column.name], "reference": reference})
    built = {
        "fields": [_field(column) for column in table.columns.values()],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    return {**built, "foreignKeys": foreign} if foreign else built


def descriptor(found: About, files: dict[str, bytes]) -> dict[str, Any]:
    """Return the datapackage.json for tables, given as CSV bytes by name."""
    lang = config.DEFAULT_LANGUAGE
    return {
        "profile": "tabular-data-package",
        "name": "bijstand-op-proef",
        "id": absolute_url("/api/v1/dataset.zip"),
        "title": found.title[lang],
        "description": found.description[lang],
        "homepage": found.home[lang],
        "version": found.version,
        "created": f"{found.stamp.released.isoformat()}T00:00:00Z",
        "keywords": [word for words in found.keywords.values() for word in words],
        "licenses": [
            {"name": LICENCE_NAME, "path": LICENCE, "title": "Creative Commons Attribution 4.0 International"}
        ],
        "contributors": [{"title": found.publisher, "path": found.publisher_address, "role": "publisher"}],
        "sources": [{"title": t("dataset.sources", lang), "path": absolute_url(t("where.sources", lang))}],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": name,
                "path": f"data/{name}.csv",
                "title": name,
                "description": public_columns.tables()[name].about,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True, "header": True},
                "bytes": len(body),
                "hash": f"sha256:{hashlib.sha256(body).hexdigest()}",
                "schema": _schema(public_columns.tables()[name]),
            }
            for name, body in files.items()
        ],
    }


def readme(found: About) -> str:
    """Return the README of the data set, in both languages."""
    parts = [_readme(found, lang) for lang in config.LANGUAGES]
    return "\n\n---\n\n".join(parts) + "\n"


def _readme(found: About, lang: str) -> str:
    lines = [f"# {found.title[lang]}", found.description[lang]]
    lines += [t("dataset.version", lang, version=found.version, date=found.stamp.released.isoformat())]
    lines += [f"## {t('dataset.know', lang)}"]
    lines += [f"{number}. {t(f'dataset.know_{number}', lang)}" for number in range(1, 4)]
    lines += [f"## {t('dataset.inside', lang)}"]
    tables = public_columns.tables().values()
    lines += [
        "\n".join(f"- `{table.name}`: {t(f'dataset.table.{table.name}', lang)}" for table in tables),
        t("dataset.form", lang),
        t("dataset.left_out", lang),
    ]
    lines += [f"## {t('dataset.cite', lang)}", citation(found, lang), t("dataset.licence", lang, address=LICENCE)]
    return "\n\n".join([*lines, t("dataset.more", lang, address=found.home[lang])])


def _zip(params: Params, form: str, item: str) -> Payload:
    result = about(absolute_url(""), params.context.as_of)
    files = {
        name: public_columns.csv_bytes(public_columns.sheet(name, as_of=params.context.as_of))
        for name in public_columns.tables()
    }
    package = json.dumps(descriptor(result, files), ensure_ascii=False, indent=1) + "\n"
    inside = {
        "README.md": readme(result).encode(),
        "LICENSE": (config.DATA / "LICENSE").read_bytes(),
        "datapackage.json": package.encode(),
        **{f"data/{name}.csv": body for name, body in files.items()},
    }
    day = result.stamp.released
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in inside.items():
            # The date of the data version, so that the same data give the same bytes.
            entry = zipfile.ZipInfo(name, date_time=(day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, body)
    return Payload(body=target.getvalue(), kind=ZIP, lang=BOTH, name=_name(result, "zip"), links=service_links())


def _name(found: About, suffix: str) -> str:
    return f"bijstand-op-proef-{found.stamp.released.isoformat()}.{suffix}"


def _texts(names: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> ExportRows:
    return ExportRows(fields=tuple(Field(name=name) for name in names), rows=tuple(rows))


def _duckdb(params: Params, form: str, item: str) -> Payload:
    """Return the public tables, with a table of column descriptions and one of metadata."""
    result = about(absolute_url(""), params.context.as_of)
    columns = [
        (table.name, entry.name, entry.type, "yes" if entry.required else "no", entry.description)
        for table in public_columns.tables().values()
        for entry in table.columns.values()
    ]
    facts = [
        ("title", result.title["nl"]), ("title_en", result.title["en"]), ("data_version", result.version),
        ("released", result.stamp.released.isoformat()), ("licence", LICENCE), ("address", result.home["nl"]),
        ("citation", citation(result, "nl")), ("readme", readme(result)),
    ]  # fmt: skip
    sheets = {
        **{name: public_columns.sheet(name, as_of=params.context.as_of) for name in public_columns.tables()},
        "about_columns": _texts(("table_name", "column_name", "type", "required", "description"), columns),
        "about_dataset": _texts(("name", "value"), facts),
    }
    name = _name(result, "duckdb")
    return Payload(
        body=writers.database(sheets), kind=DUCKDB, lang=BOTH, name=name, links=service_links(), of=repr(sheets)
    )


def _workbook(params: Params, form: str, item: str) -> Payload:
    """Return the public tables, each in a worksheet, after one with what to know before using them."""
    result = about(absolute_url(""), params.context.as_of)
    sheets = {
        "README": xlsx.Worksheet(heads=("README",), rows=[(line,) for line in readme(result).split("\n\n")], plain=())
    }
    for name in public_columns.tables():
        sheets[name] = worksheet(public_columns.sheet(name, as_of=params.context.as_of))
    created = dt.datetime.combine(result.stamp.released, dt.time())
    facts = {"title": result.title["nl"], "author": result.publisher, "comments": citation(result, "nl")}
    body = pool.run(partial(xlsx.workbook, sheets, created=created, **facts))
    return Payload(body=body, kind=xlsx.XLSX, lang=BOTH, name=_name(result, "xlsx"), links=service_links())


def endpoints() -> list[Endpoint]:
    """Return the endpoints of the zip, the workbook and the DuckDB file."""
    files = {"zip": (_zip, ZIP), "xlsx": (_workbook, xlsx.XLSX), "duckdb": (_duckdb, DUCKDB)}
    return [
        Endpoint(
            path=f"/dataset.{form}", name=f"dataset_{form}", words=form, make=make, kind=kind, gated=True,
            parameters=lambda values: (AS_OF,),
        )
        for form, (make, kind) in files.items()
    ]  # fmt: skip
