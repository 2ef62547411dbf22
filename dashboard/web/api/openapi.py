"""The OpenAPI 3.1 description, computed from the endpoints, their parameters and data/schema.toml."""

from collections.abc import Sequence
from typing import Any

from dashboard.exports.about import LICENCE, about
from dashboard.i18n.catalogue import t
from dashboard.web.api.endpoints import Endpoint, Schema
from dashboard.web.api.params import Parameter, Params
from dashboard.web.api.response import MIMETYPE, ROOT, VERSION, Payload
from dashboard.web.api.rows import dumps
from dashboard.web.api.schemas import object_schema, text
from dashboard.web.pages.context import absolute_url, known

# Names in the tables are English, and so is the description for programmers.
LANG = "en"
_REFUSED = ("bad_request", "not_found", "not_acceptable", "too_long")
_HEADERS = ("API-Version", "ETag", "Link", "Content-Language")


def document(endpoints: Sequence[Endpoint]) -> dict[str, Any]:
    """Return the OpenAPI document."""
    result = about(absolute_url(""))
    paths: dict[str, Any] = {}
    # The root endpoint has an empty path, which OpenAPI does not allow.
    for item in (item for item in endpoints if item.path):
        paths[item.path] = {"get": _operation(item)}
        if item.formats:
            paths[f"{item.path}.{{format}}"] = {"get": _operation(item, suffixed=True)}
    contact: dict[str, Any] = {"name": result.publisher}
    if result.contact.startswith("mailto:"):
        contact["email"] = result.contact.removeprefix("mailto:")
    else:
        contact["url"] = result.contact
    return {
        "openapi": "3.1.0",
        "info": {
            "title": result.title[LANG],
            "summary": t("dataset.service_text", LANG),
            "description": f"{result.description[LANG]}\n\n{t('api.conventions', LANG)}",
            "version": VERSION,
            "license": {"name": "CC BY 4.0", "url": LICENCE},
            "contact": contact,
        },
        "servers": [{"url": ROOT}],
        "externalDocs": {"url": result.home[LANG]},
        "security": [],
        "tags": [{"name": name, "description": t(f"api.tag.{name}", LANG)} for name in ("data", "charts", "files")],
        "paths": paths,
        "components": {
            "headers": {name: {"description": t(f"api.header.{name}", LANG), "schema": text()} for name in _HEADERS},
            "responses": {name: _problem(name) for name in _REFUSED},
            "schemas": {"problem": _problem_schema()},
        },
    }


def _operation(one: Endpoint, *, suffixed: bool = False) -> dict[str, Any]:
    values = known()
    parameters = [_parameter(parameter) for parameter in one.parameters(values)]
    if "{chart}" in one.path:
        chart = text(minLength=1, pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)+$")
        parameters.append(_in_path("chart", chart))
    if suffixed:
        parameters.append(_in_path("format", text(enum=list(one.formats))))
    responses = {
        "200": _answer(one),
        "400": {"$ref": "#/components/responses/bad_request"},
        "404": {"$ref": "#/components/responses/not_found"},
    }
    if parameters:
        responses["414"] = {"$ref": "#/components/responses/too_long"}
    if one.formats and not suffixed:
        responses["406"] = {"$ref": "#/components/responses/not_acceptable"}
    tag = "charts" if one.path.startswith("/charts") else "files" if one.kind else "data"
    return {
        "operationId": f"{one.name}_as" if suffixed else one.name,
        "summary": t(f"api.endpoint.{one.words}", LANG, **(one.slots or {})),
        "tags": [tag],
        "parameters": parameters,
        "responses": responses,
    }


def _answer(one: Endpoint) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for kind in one.kinds:
        plain = kind.partition(";")[0]
        schema = one.schema() if "json" in kind else {"type": "string"}
        content[plain] = {"schema": schema} if schema else {}
    headers = {name: {"$ref": f"#/components/headers/{name}"} for name in _HEADERS}
    return {"description": t("api.answer", LANG), "headers": headers, "content": content}


def _parameter(one: Parameter) -> dict[str, Any]:
    result: dict[str, Any] = {
        "name": one.name, "in": "query", "description": t(f"api.parameter.{one.name}", LANG), "schema": one.schema(),
    }  # fmt: skip
    return {**result, "style": "form", "explode": True} if one.kind == "several" else result


def _in_path(name: str, schema: Schema) -> dict[str, Any]:
    words = t(f"api.parameter.{name}", LANG)
    return {"name": name, "in": "path", "required": True, "description": words, "schema": schema}


def _problem(name: str) -> dict[str, Any]:
    return {
        "description": t(f"api.refused.{name}", LANG),
        "headers": {"API-Version": {"$ref": "#/components/headers/API-Version"}},
        "content": {MIMETYPE: {"schema": {"$ref": "#/components/schemas/problem"}}},
    }


def _problem_schema() -> Schema:
    fault = object_schema({"name": text(), "found": text(), "expected": text()})
    return object_schema(
        {
            "type": text(), "title": text(), "status": {"type": "integer"}, "detail": text(),
            "errors": {"type": "array", "items": fault},
        },
        optional=("errors",),
    )  # fmt: skip


def endpoint(every: Sequence[Endpoint]) -> Endpoint:
    """Return the endpoint of the description, which includes itself."""

    def make(params: Params, form: str, item: str) -> Payload:
        own = Endpoint(path="/openapi.json", name="openapi", words="openapi", make=make, kind="application/json")
        links = [("license", LICENCE), ("service-doc", absolute_url(t("where.data", LANG)))]
        return Payload(body=dumps(document([*every, own])), kind="application/json", lang=LANG, links=links)

    return Endpoint(path="/openapi.json", name="openapi", words="openapi", make=make, kind="application/json")
