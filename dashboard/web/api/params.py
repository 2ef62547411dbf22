"""Query parameters: one list, from which requests are validated and the OpenAPI description is made.

The names are those of the pages. A page ignores unknown values and says so; the API refuses them.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode

from dashboard.config import DEFAULT_LANGUAGE, LANGUAGES
from dashboard.i18n.catalogue import t
from dashboard.models.filters import AXES, CHART_FORMS, COMPARISONS, MOMENTS, FilterOptions
from dashboard.selection import filters as url_filters
from dashboard.selection import normalize
from dashboard.web.api.response import Fault, Problem, printable
from dashboard.web.pages.context import PageContext, absolute_url, known
from dashboard.web.pages.open_data.page import MOST_ROWS
from dashboard.web.pages.paths import PATHS

LONGEST_QUERY = 2000
ROWS = 100
_MOST_PAGES = 100_000


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A query parameter: one or several of its choices, a date, or an integer from 1 to `most`."""

    name: str
    kind: Literal["one", "several", "date", "number"]
    choices: tuple[str, ...] = ()
    most: int = 0
    default: str | int | None = None

    def expected(self, lang: str) -> str:
        """Return what the parameter accepts, in words."""
        if self.kind == "date":
            return t("api.expected.date", lang)
        if self.kind == "number":
            return t("api.expected.number", lang, most=self.most)
        return t(f"api.expected.{self.kind}", lang, choices=", ".join(self.choices))

    def takes(self, value: str) -> bool:
        """Return whether the parameter accepts a value."""
        if self.kind == "date":
            return url_filters.read_date(value) is not None
        if self.kind == "number":
            return value.isascii() and value.isdecimal() and len(value) < 8 and 0 < int(value) <= self.most
        return value in self.choices

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the parameter."""
        if self.kind == "date":
            return {"type": "string", "format": "date"}
        if self.kind == "number":
            return {"type": "integer", "minimum": 1, "maximum": self.most, "default": self.default}
        item: dict[str, Any] = {"type": "string", "enum": list(self.choices)}
        if self.kind == "several":
            return {"type": "array", "items": item, "uniqueItems": True, "minItems": 1, "maxItems": len(self.choices)}
        return item if self.default is None else {**item, "default": self.default}


AS_OF = Parameter(name="as_of", kind="date")
PAGES = (
    Parameter(name="page", kind="number", most=_MOST_PAGES, default=1),
    Parameter(name="page_size", kind="number", most=MOST_ROWS, default=ROWS),
)
LANGUAGE = Parameter(name="lang", kind="one", choices=LANGUAGES, default=DEFAULT_LANGUAGE)


def filters(values: FilterOptions) -> tuple[Parameter, ...]:
    """Return the parameters that filter the rows of charts, with the values that exist now."""
    return (
        Parameter(name="theme", kind="one", choices=values.themes, default=values.themes[0]),
        Parameter(name="indicator", kind="one", choices=tuple(values.indicators)),
        Parameter(name="type", kind="several", choices=values.types),
        Parameter(name="municipality", kind="several", choices=values.municipalities),
        Parameter(name="comparison", kind="several", choices=COMPARISONS),
        Parameter(name="subgroup", kind="several", choices=values.subgroups),
        Parameter(name="moment", kind="several", choices=MOMENTS),
        Parameter(name="highlight", kind="one", choices=(*values.types, *values.municipalities)),
        Parameter(name="axis", kind="one", choices=AXES),
        Parameter(name="form", kind="one", choices=CHART_FORMS),
    )


@dataclass(frozen=True, kw_only=True)
class Params:
    """The validated parameters: a page context with the filters and language, and the requested page of rows."""

    context: PageContext
    page: int | None
    page_size: int
    items: tuple[tuple[str, str], ...]

    def address(self, path: str, **values: object) -> str:
        """Return the absolute URL with these parameters, some changed; None removes one."""
        changed = [(name, value) for name, value in self.items if name not in values]
        changed += [(name, str(value)) for name, value in values.items() if value is not None]
        return absolute_url(path) + (f"?{urlencode(changed)}" if changed else "")


def parse_params(query: str, parameters: Iterable[Parameter], *, lang: str) -> Params:
    """Parse a query string. Raises Problem 400 that lists every fault, and 404 for a date before the first release."""
    allowed = {entry.name: entry for entry in parameters}
    items = _items(query, allowed)
    given: dict[str, list[str]] = {}
    for name, value in items:
        given.setdefault(name, []).append(value)
    faults = [
        Fault(name=printable(name), found=printable(",".join(many)), expected=_expected(name, allowed, lang))
        for name, many in given.items()
        if name not in allowed
        or (len(many) > 1 and allowed[name].kind != "several")
        or len(set(many)) < len(many)
        or not all(allowed[name].takes(value) for value in many)
    ]
    if faults:
        raise Problem(status=400, key="query", faults=faults)
    values = known()
    as_of = given.get("as_of", [""])[0]
    if as_of and dt.date.fromisoformat(as_of) < values.first_release:
        raise Problem(status=404, key="too_early", slots={"first": values.first_release.isoformat()})
    own = ("page", "page_size", "lang")
    choice, _ = url_filters.parse(urlencode([item for item in items if item[0] not in own]), values)
    language = given.get("lang", [DEFAULT_LANGUAGE])[0]
    context = PageContext(lang=language, path=PATHS["compare"][language], choice=choice, remarks=(), known=values)
    page, size = given.get("page"), given.get("page_size")
    return Params(
        context=context,
        page=int(page[0]) if page else 1 if size else None,
        page_size=int(size[0]) if size else ROWS,
        items=tuple(items),
    )


def _items(query: str, allowed: Mapping[str, Parameter]) -> list[tuple[str, str]]:
    """Return names and values in order; values of a repeated parameter may be separated by commas."""
    try:
        result = parse_qsl(query, keep_blank_values=True, errors="replace", max_num_fields=100)
    except ValueError:
        raise Problem(status=400, key="query_form") from None
    return [
        (name, part)
        for written, value in result
        for name in (url_filters.FORMER_NAMES.get(written, written),)
        if not normalize.is_tracking(name)
        for part in (value.split(",") if name in allowed and allowed[name].kind == "several" else (value,))
    ]


def _expected(name: str, allowed: Mapping[str, Parameter], lang: str) -> str:
    if name in allowed:
        return allowed[name].expected(lang)
    names = ", ".join(allowed) or t("api.expected.nothing", lang)
    return t("api.expected.names", lang, names=names)
