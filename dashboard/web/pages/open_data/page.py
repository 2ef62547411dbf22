"""The page on open data: downloads, what to know before using them, and working examples."""

from collections.abc import Iterable

from dashboard.charts import registry
from dashboard.db import queries
from dashboard.exports import calendar, public_columns
from dashboard.exports.about import about, citation
from dashboard.labels.labels import lower_first
from dashboard.models.context import Scope
from dashboard.models.text import heads
from dashboard.web.components import details
from dashboard.web.components.html import Node, h
from dashboard.web.components.sections import copying, rules
from dashboard.web.pages.context import MOST_IN_A_CELL, PageContext, absolute_url
from dashboard.web.pages.open_data.metadata import FEEDS
from dashboard.web.pages.page_parts import sentences, text_page

ROOT = "/api/v1"
_FORMS = {"xlsx": "Excel", "csv": "CSV", "json": "JSON", "parquet": "Parquet"}
# Rows of a page of the API, which a link to a whole table as JSON asks for.
MOST_ROWS = 5000


def _downloads(files: Iterable[tuple[str, str, str]]) -> Node:
    """Return files, each with its URL, name and description."""
    items = [h("li", h("a", h("b", name), href=href), h("p", text)) for href, name, text in files]
    return h("ul", items, cls="downloads")


def _example_item(head: str, code: str, context: PageContext, *, href: str = "", prose: bool = False) -> Node:
    """Return code, a URL or (`prose`) a text to copy, with its title; `href` shows the response."""
    about = h("span", f": {head}", cls="vh")
    copy = copying("data.copy", done="data.copied", lang=context.lang, about=about, data_copy_text=code)
    seen = h("li", h("a", context.t("data.try"), about, href=href)) if href else None
    return h(
        "li",
        h("h3", head),
        h("p", code, cls="citation") if prose else h("pre", h("code", code)),
        h("ul", h("li", copy, cls="needs-script"), seen, cls="actions"),
    )


def _table(name: str, suffix: str, context: PageContext) -> str:
    """Return the URL of a table in a format; JSON with the largest page size."""
    size = f"page_size={MOST_ROWS}" if suffix == "json" else ""
    items = "&".join(part for part in (context.pin_query.lstrip("?"), size) if part)
    return f"{ROOT}/tables/{name}.{suffix}" + (f"?{items}" if items else "")


def _files(name: str, context: PageContext) -> Node:
    links = []
    for suffix, form in _FORMS.items():
        label = context.t("data.download_as", table=name, form=form)
        links.append(h("li", h("a", form, href=_table(name, suffix, context), aria_label=label)))
    return h("ul", links, cls="forms")


def _tables(context: PageContext) -> Node:
    """Return the tables with their files; on a phone each is a line with its files below it."""
    columns = heads(*(context.t(f"data.{name}") for name in ("table", "holds", "rows", "download")), numeric=(2,))
    rows = [
        details.row(
            details.row_head(h("code", name)),
            details.cell(context.t(f"dataset.table.{name}")),
            details.cell(
                context.number(queries.rows_held(table=name, as_of=context.as_of)), numeric=True,
                data_of=context.t("data.rows"),
            ),
            details.cell(_files(name, context)),
        )
        for name in public_columns.tables()
    ]  # fmt: skip
    caption = h("caption", context.t("data.each_caption"), cls="vh")
    return details.table(caption, columns, details.body(rows), cls="data files")


def _example(context: PageContext) -> tuple[str, str]:
    """Return theme and key of an existing chart, found in a few rows because drawing all charts is slow."""
    for theme in context.known.themes:
        for chart in registry.all_for(Scope(theme=theme, most=MOST_IN_A_CELL), context):
            return theme, chart.key
    return context.known.themes[0], ""


def _examples(context: PageContext) -> Node:
    """Return URLs and code that work unchanged."""
    theme, key = _example(context)
    about_theme, town = queries.themes(context)[-1], queries.municipalities(context)[-1]
    slots = {"charts": {"theme": lower_first(about_theme.label), "place": town.name}}
    lang = "" if context.lang == "nl" else f"&lang={context.lang}"
    addresses = {
        "table": "/tables/observations?page_size=10",
        "csv": "/tables/observations.csv",
        "charts": f"/charts?theme={about_theme.id}&municipality={town.id}{lang}",
        "chart": f"/charts/{key}.csv?theme={theme}{lang}",
        "then": f"/tables?as_of={context.known.first_release}",
    }
    if not key:
        del addresses["chart"]
    csv = absolute_url(f"{ROOT}/tables/observations.csv")
    code = {name: absolute_url(ROOT + path) for name, path in addresses.items()}
    code |= {"python": f'import pandas as pd\npd.read_csv("{csv}")', "r": f'read.csv("{csv}")'}
    hrefs = {name: ROOT + path for name, path in addresses.items()}
    built = [
        _example_item(context.t(f"data.example_{name}", **slots.get(name, {})), text, context, href=hrefs.get(name, ""))
        for name, text in code.items()
    ]
    return h("ul", built, cls="recipes")


def _interfaces(context: PageContext) -> Node:
    agenda = calendar.PATHS[context.lang]
    result = (
        (f"{ROOT}/openapi.json", "openapi.json", "openapi"),
        (f"{ROOT}/dcat.jsonld", "dcat.jsonld", "dcat"),
        (f"{ROOT}/changes", "changes", "changes"),
        (FEEDS[context.lang], "feed.atom", "feed"),
        (agenda, agenda.rpartition("/")[2], "agenda"),
    )
    return _downloads((href, name, context.t(f"data.{words}_text")) for href, name, words in result)


def body(context: PageContext) -> Node:
    """Return the body of the page."""
    files = _downloads(
        (f"{ROOT}/dataset.{name}{context.pin_query}", context.t(f"data.{name}"), context.t(f"data.{name}_text"))
        for name in ("zip", "xlsx", "duckdb")
    )
    known = [*(f"dataset.know_{number}" for number in range(1, 4)), "dataset.left_out", "dataset.form"]
    cited = _example_item(
        context.t("data.citation"), citation(about(absolute_url(""), context.as_of), context.lang), context, prose=True
    )
    parts = {
        "all": (None, [files]),
        "know": (None, [rules([context.t(key) for key in known]), h("ul", cited, cls="recipes")]),
        "each": (context.t("data.each_intro"), [_tables(context)]),
        "program": (context.t("data.program_intro"), [_examples(context)]),
        "rules": (None, [sentences("data.rule", 8, context, {2: {"most": context.number(MOST_ROWS)}})]),
        "machines": (None, [_interfaces(context)]),
    }
    return text_page("data", parts, context, cls="open-data")
