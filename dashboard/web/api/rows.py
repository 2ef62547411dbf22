"""Rows as an answer: pages of JSON with links to the next, or CSV and Parquet as a whole."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from dashboard.db import writers
from dashboard.db.writers import Sheet
from dashboard.exports import public_columns
from dashboard.exports.address import whole
from dashboard.exports.chart_document import stamp
from dashboard.web.api.params import Asked
from dashboard.web.api.problems import Problem
from dashboard.web.api.response import FORMATS, ROOT, Made

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
BOTH = "nl, en"


def dumps(part: Any) -> bytes:
    """An answer as JSON."""
    return (json.dumps(part, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def head(asked: Asked) -> dict[str, str]:
    """What every answer says of itself: the data version, its date, and the licence."""
    mark = stamp(asked.context.as_of, asked.context.lang)
    return {"data_version": mark.data_version, "as_of": mark.released.isoformat(), "licence": LICENCE}


def links(asked: Asked, path: str, *, total: int) -> dict[str, str]:
    """Where this page, the first, the last and those beside it are. Raises Problem 404 for a page after the last."""
    page, last = asked.page or 1, max(1, -(-total // asked.page_size))
    if page > last:
        raise Problem(status=404, key="page", slots={"found": page, "last": last})
    found = {"self": asked.address(path), "first": asked.address(path, page=1)}
    if page > 1:
        found["prev"] = asked.address(path, page=page - 1)
    if page < last:
        found["next"] = asked.address(path, page=page + 1)
    return {**found, "last": asked.address(path, page=last)}


def described() -> list[tuple[str, str]]:
    """The links that every answer has: to the licence and to the description of the service."""
    return [("license", LICENCE), ("service-desc", whole(f"{ROOT}/openapi.json"))]


def paged(asked: Asked, sheet: Sheet) -> Sheet:
    """The rows of the page that is asked."""
    start = ((asked.page or 1) - 1) * asked.page_size
    return replace(sheet, rows=sheet.rows[start : start + asked.page_size])


def answer(
    sheet: Sheet, form: str, *, asked: Asked, path: str, about: dict[str, Any], name: str, lang: str = BOTH
) -> Made:
    """The rows in a form. JSON comes in pages; CSV and Parquet as a whole, unless a page is asked."""
    path = ROOT + path
    found = links(asked, path, total=len(sheet.rows))
    if form == "json":
        told = {
            **head(asked), **about, "page": asked.page or 1, "page_size": asked.page_size, "total": len(sheet.rows),
            "links": found, "rows": public_columns.json_rows(paged(asked, sheet)),
        }  # fmt: skip
        return Made(body=dumps(told), kind=FORMATS[form], lang=lang, links=[*found.items(), *described()])
    part = sheet if asked.page is None else paged(asked, sheet)
    body = public_columns.csv_bytes(part) if form == "csv" else writers.parquet(part)
    own = [] if asked.page is None else list(found.items())
    file = f"{name}-{head(asked)['as_of']}.{form}"
    return Made(body=body, kind=FORMATS[form], lang=lang, name=file, links=[*own, *described()])


def whole_answer(told: dict[str, Any], *, lang: str = BOTH, kind: str = FORMATS["json"]) -> Made:
    """An answer that is no list of rows."""
    return Made(body=dumps(told), kind=kind, lang=lang, links=described())
