"""The charts of a choice: what each says, on what it rests, and its rows."""

from __future__ import annotations

from typing import Any

from dashboard.charts import registry
from dashboard.charts.registry import STATISTICS
from dashboard.db.writers import Sheet, guessed
from dashboard.exports.address import whole
from dashboard.models.chart import Chart
from dashboard.web.api import rows
from dashboard.web.api.endpoints import Endpoint, Schema
from dashboard.web.api.params import AS_OF, LANGUAGE, PAGES, Asked, filters
from dashboard.web.api.problems import Problem, shown
from dashboard.web.api.response import FORMATS, ROOT, Made
from dashboard.web.api.schemas import LINK, envelope, listed, text
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.paths import PATHS

KINDS = (*registry.CHARTS, *STATISTICS)
_OFFICIAL = {kind.name for kind in STATISTICS}


def kind_of(key: str) -> str:
    """The form of a chart, by its key."""
    return key.partition(".")[0]


def page_of(chart: Chart, context: PageContext) -> str:
    """The whole address of the page that shows a chart, fixed to the data version."""
    path = PATHS["figures"][context.lang] if kind_of(chart.key) in _OFFICIAL else context.path
    return whole(context.pinned(path, anchor=chart.key))


def sheet_of(chart: Chart) -> Sheet:
    """The rows of a chart, each with its place in the order of the data."""
    return guessed(chart.rows)


def stamped(chart: Chart, context: PageContext, version: str) -> Sheet:
    """The rows for a file that travels alone: with the data version and the address of the chart on each."""
    own = {"data_version": version, "address": page_of(chart, context)}
    return guessed([{**row, **own} for row in chart.rows])


def about(chart: Chart, context: PageContext) -> dict[str, Any]:
    """What a chart says besides its rows: never a number without its comparison, its strength and its sources."""
    return {
        "key": chart.key,
        "kind": kind_of(chart.key),
        "about": "official_statistics" if kind_of(chart.key) in _OFFICIAL else "experiments",
        "question": chart.question,
        "sentence": chart.sentence,
        "description": chart.description,
        "reading": [{"head": note.head, "text": note.text} for note in chart.reading],
        "strength": {"level": chart.strength.level, "name": chart.strength.name, "why": chart.strength.why},
        "calculation": chart.calculation or None,
        "sources": [
            {"id": one.id, "title": one.title, "publisher": one.publisher, "published": one.published, "url": one.url,
             "access": one.access, "locators": list(one.locators)}
            for one in chart.sources
        ],
        "page": page_of(chart, context),
    }  # fmt: skip


def _about_schema() -> Schema:
    maybe = {"type": ["string", "null"]}
    source = {name: text() for name in ("id", "title", "publisher", "published", "url", "access")}
    return listed({
        "key": text(), "kind": text(enum=[kind.name for kind in KINDS]),
        "about": text(enum=["experiments", "official_statistics"]),
        "question": text(), "sentence": text(), "description": text(),
        "reading": {"type": "array", "items": listed({"head": text(), "text": text()})},
        "strength": listed({"level": {"type": ["integer", "null"]}, "name": text(), "why": text()}),
        "calculation": maybe,
        "sources": {"type": "array", "items": listed({**source, "locators": {"type": "array", "items": text()}})},
        "page": LINK,
    })  # fmt: skip


def _list(asked: Asked, form: str, item: str) -> Made:
    context = asked.context
    own = {"theme": context.choice.theme}
    found = [
        {
            "key": chart.key, "kind": kind.name,
            "about": "official_statistics" if kind.name in _OFFICIAL else "experiments",
            "question": chart.question, "sentence": chart.sentence, "rows": len(chart.rows),
            "links": {name: asked.address(f"{ROOT}/charts/{chart.key}.{name}", **own) for name in FORMATS}
            | {"page": page_of(chart, context)},
        }
        for kind in KINDS
        for chart in kind.make(context.scope, context.lang)
    ]  # fmt: skip
    return rows.whole_answer({**rows.head(asked), "theme": context.choice.theme, "charts": found}, lang=context.lang)


def _list_schema() -> Schema:
    one = {
        "key": text(), "kind": text(enum=[kind.name for kind in KINDS]),
        "about": text(enum=["experiments", "official_statistics"]), "question": text(), "sentence": text(),
        "rows": {"type": "integer", "minimum": 1}, "links": listed(dict.fromkeys((*FORMATS, "page"), LINK)),
    }  # fmt: skip
    return envelope({"theme": text(), "charts": {"type": "array", "items": listed(one)}})


def _rows(asked: Asked, form: str, key: str) -> Made:
    context = asked.context
    chart = registry.find(key, context.scope, context.lang)
    if chart is None:
        raise Problem(status=404, key="chart", slots={"found": shown(key)})
    version = rows.head(asked)["data_version"]
    sheet = sheet_of(chart) if form == "json" else stamped(chart, context, version)
    told = {"chart": about(chart, context)}
    return rows.answer(sheet, form, asked=asked, path=f"/charts/{key}", about=told, name=key, lang=context.lang)


def _rows_schema() -> Schema:
    cell = {"type": ["string", "number", "boolean", "null"]}
    return envelope({"chart": _about_schema()}, rows={"type": "object", "additionalProperties": cell})


def beside_page(chart: Chart, context: PageContext) -> Made:
    """All rows of a chart as JSON, at the address of its page with .json after it."""
    asked = Asked(context=context, page=None, page_size=max(1, len(chart.rows)), items=())
    told = {**rows.head(asked), "chart": about(chart, context), "total": len(chart.rows), "rows": [*chart.rows]}
    return rows.whole_answer(told, lang=context.lang)


def endpoints() -> list[Endpoint]:
    """The charts of a choice, and each of them."""
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
