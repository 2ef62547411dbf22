"""The charts of a filter choice: sentence, sources and rows of each."""

from typing import Any

from dashboard.charts import registry
from dashboard.charts.registry import KINDS, LISTED
from dashboard.db.writers import ExportRows, infer
from dashboard.models.chart import Chart
from dashboard.web.api import rows
from dashboard.web.api.endpoints import Endpoint, Schema
from dashboard.web.api.params import AS_OF, LANGUAGE, PAGES, Params, filters
from dashboard.web.api.response import FORMATS, ROOT, Payload, Problem, printable
from dashboard.web.api.schemas import LINK, envelope, object_schema, text
from dashboard.web.pages import paths
from dashboard.web.pages.context import PageContext, absolute_url

_ABOUT = list(dict.fromkeys(kind.about for kind in KINDS.values()))


def page_of(chart: Chart, context: PageContext) -> str:
    """Return the absolute URL of the page that shows a chart, pinned to the data version."""
    path = paths.path(KINDS[chart.kind].page, context.lang, context.item)
    return absolute_url(context.pinned(path, anchor=chart.key))


def sheet_of(chart: Chart) -> ExportRows:
    """Return the rows of a chart with their position."""
    return infer(chart.rows)


def stamped(chart: Chart, context: PageContext, version: str) -> ExportRows:
    """Return the rows for a file: each with the data version and the URL of the chart."""
    own = {"data_version": version, "address": page_of(chart, context)}
    return infer([{**row, **own} for row in chart.rows])


def about(chart: Chart, context: PageContext) -> dict[str, Any]:
    """Return the metadata of a chart: sentence, comparison, strength and sources."""
    return {
        "key": chart.key,
        "kind": chart.kind,
        "about": KINDS[chart.kind].about,
        "question": chart.question,
        "sentence": chart.sentence,
        "description": chart.description,
        "reading": [{"head": note.head, "text": note.text} for note in chart.reading],
        "strength": {"level": chart.strength.level, "name": chart.strength.name, "why": chart.strength.why},
        "calculation": chart.calculation or None,
        "sources": [
            {"id": item.id, "title": item.title, "publisher": item.publisher, "published": item.published, "url": item.url,
             "access": item.access, "locators": list(item.locators)}
            for item in chart.sources
        ],
        "page": page_of(chart, context),
    }  # fmt: skip


def _about_schema() -> Schema:
    maybe = {"type": ["string", "null"]}
    source = {name: text() for name in ("id", "title", "publisher", "published", "url", "access")}
    return object_schema({
        "key": text(), "kind": text(enum=[*KINDS]),
        "about": text(enum=_ABOUT),
        "question": text(), "sentence": text(), "description": text(),
        "reading": {"type": "array", "items": object_schema({"head": text(), "text": text()})},
        "strength": object_schema({"level": {"type": ["integer", "null"]}, "name": text(), "why": text()}),
        "calculation": maybe,
        "sources": {"type": "array", "items": object_schema({**source, "locators": {"type": "array", "items": text()}})},
        "page": LINK,
    })  # fmt: skip


def _list(params: Params, form: str, item: str) -> Payload:
    context = params.context
    own = {"theme": context.choice.theme}
    result = [
        {
            "key": chart.key, "kind": kind.name,
            "about": kind.about,
            "question": chart.question, "sentence": chart.sentence, "rows": len(chart.rows),
            "links": {name: params.address(f"{ROOT}/charts/{chart.key}.{name}", **own) for name in FORMATS}
            | {"page": page_of(chart, context)},
        }
        for kind in LISTED
        for chart in kind.make(context.scope, context)
    ]  # fmt: skip
    return rows.json_payload(
        {**rows.metadata(params), "theme": context.choice.theme, "charts": result}, lang=context.lang
    )


def _list_schema() -> Schema:
    item = {
        "key": text(), "kind": text(enum=[kind.name for kind in LISTED]),
        "about": text(enum=_ABOUT), "question": text(), "sentence": text(),
        "rows": {"type": "integer", "minimum": 1}, "links": object_schema(dict.fromkeys((*FORMATS, "page"), LINK)),
    }  # fmt: skip
    return envelope({"theme": text(), "charts": {"type": "array", "items": object_schema(item)}})


def _rows(params: Params, form: str, key: str) -> Payload:
    context = params.context
    chart = registry.find(key, context.scope, context)
    if chart is None:
        raise Problem(status=404, key="chart", slots={"found": printable(key)})
    version = rows.metadata(params)["data_version"]
    sheet = sheet_of(chart) if form == "json" else stamped(chart, context, version)
    body = {"chart": about(chart, context)}
    return rows.rows_payload(sheet, form, params=params, path=f"/charts/{key}", about=body, name=key, lang=context.lang)


def _rows_schema() -> Schema:
    cell = {"type": ["string", "number", "boolean", "null"]}
    return envelope({"chart": _about_schema()}, rows={"type": "object", "additionalProperties": cell})


def page_json(chart: Chart, context: PageContext) -> Payload:
    """Return all rows of a chart as JSON, for the path of its page with `.json`."""
    params = Params(context=context, page=None, page_size=max(1, len(chart.rows)), items=())
    body = {**rows.metadata(params), "chart": about(chart, context), "total": len(chart.rows), "rows": [*chart.rows]}
    return rows.json_payload(body, lang=context.lang)


def endpoints() -> list[Endpoint]:
    """Return the endpoints of the list of charts and of each chart."""
    return [
        Endpoint(
            path="/charts", name="charts", words="charts", make=_list, schema=_list_schema, formats=("json",),
            parameters=lambda values: (*filters(values), AS_OF, LANGUAGE),
        ),
        Endpoint(
            path="/charts/{chart}", name="chart", words="chart", make=_rows, schema=_rows_schema, formats=tuple(FORMATS),
            parameters=lambda values: (*filters(values), AS_OF, LANGUAGE, *PAGES),
        ),
    ]  # fmt: skip
