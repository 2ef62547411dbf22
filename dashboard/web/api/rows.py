"""Rows as a payload: pages of JSON with links, or CSV, Parquet and a workbook as a whole."""

import datetime as dt
import json
from dataclasses import replace
from functools import partial
from typing import Any

from dashboard.db import writers
from dashboard.db.writers import ExportRows, json_value
from dashboard.exports import pool, public_columns, xlsx
from dashboard.exports.about import LICENCE
from dashboard.exports.provenance import stamp
from dashboard.web.api.params import Params
from dashboard.web.api.response import FORMATS, ROOT, Payload, Problem
from dashboard.web.pages.context import absolute_url

BOTH = "nl, en"


def dumps(part: Any) -> bytes:
    """Serialize to JSON."""
    return (json.dumps(part, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def metadata(params: Params) -> dict[str, str]:
    """Return the metadata of every response: data version, its date, and licence."""
    mark = stamp(params.context)
    return {"data_version": mark.data_version, "as_of": mark.released.isoformat(), "licence": LICENCE}


def links(params: Params, path: str, *, total: int) -> dict[str, str]:
    """Return the pagination links. Raises Problem 404 for a page after the last."""
    page, last = params.page or 1, max(1, -(-total // params.page_size))
    if page > last:
        raise Problem(status=404, key="page", slots={"found": page, "last": last})
    result = {"self": params.address(path), "first": params.address(path, page=1)}
    if page > 1:
        result["prev"] = params.address(path, page=page - 1)
    if page < last:
        result["next"] = params.address(path, page=page + 1)
    return {**result, "last": params.address(path, page=last)}


def service_links() -> list[tuple[str, str]]:
    """Return the links to the licence and to the OpenAPI description."""
    return [("license", LICENCE), ("service-desc", absolute_url(f"{ROOT}/openapi.json"))]


def page_of_rows(params: Params, sheet: ExportRows) -> ExportRows:
    """Return the rows of the requested page."""
    start = ((params.page or 1) - 1) * params.page_size
    return replace(sheet, rows=sheet.rows[start : start + params.page_size])


def _cell(value: Any) -> xlsx.Cell:
    """Return a value as the CSV has it, except that numbers are numbers."""
    if isinstance(value, bool) or not isinstance(value, int | float | None):
        return str(json_value(value)).lower() if isinstance(value, bool) else str(json_value(value))
    return value


def worksheet(sheet: ExportRows) -> xlsx.Worksheet:
    """Return rows as a worksheet."""
    rows = [tuple(map(_cell, row)) for row in sheet.rows]
    return xlsx.Worksheet(heads=sheet.names, rows=rows, plain=range(len(sheet.names)), prose=False)


def _workbook(sheet: ExportRows, params: Params) -> bytes:
    """Write rows as a workbook, with the data version and the licence in its properties."""
    mark = stamp(params.context)
    created = dt.datetime.combine(mark.released, dt.time())
    comments = f"{mark.data_version} {LICENCE}"
    return pool.run(partial(xlsx.workbook, {"rows": worksheet(sheet)}, created=created, comments=comments))


def rows_payload(
    sheet: ExportRows, form: str, *, params: Params, path: str, about: dict[str, Any], name: str, lang: str = BOTH
) -> Payload:
    """Return rows in a format. JSON is paginated; the others are whole unless a page is requested."""
    path = ROOT + path
    result = links(params, path, total=len(sheet.rows))
    if form == "json":
        page = {
            **metadata(params), **about, "page": params.page or 1, "page_size": params.page_size, "total": len(sheet.rows),
            "links": result, "rows": public_columns.json_rows(page_of_rows(params, sheet)),
        }  # fmt: skip
        return Payload(body=dumps(page), kind=FORMATS[form], lang=lang, links=[*result.items(), *service_links()])
    part = sheet if params.page is None else page_of_rows(params, sheet)
    if form == "xlsx":
        body = _workbook(part, params)
    else:
        body = public_columns.csv_bytes(part) if form == "csv" else writers.parquet(part)
    own = [] if params.page is None else list(result.items())
    file = f"{name}-{metadata(params)['as_of']}.{form}"
    return Payload(body=body, kind=FORMATS[form], lang=lang, name=file, links=[*own, *service_links()])


def json_payload(body: dict[str, Any], *, lang: str = BOTH) -> Payload:
    """Return a payload that is not a list of rows."""
    return Payload(body=dumps(body), kind=FORMATS["json"], lang=lang, links=service_links())
