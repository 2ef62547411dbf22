"""The page on open data: downloads, what to know before using them, and working examples."""

from __future__ import annotations

from dashboard.charts.registry import CHARTS
from dashboard.db import queries
from dashboard.exports import public_columns
from dashboard.exports.about import about, citation
from dashboard.exports.address import absolute_url
from dashboard.labels.labels import lower_first
from dashboard.models.scope import Scope
from dashboard.models.text import Link
from dashboard.web.components.html import Node, h
from dashboard.web.components.recipes import downloads, file_row, file_table, recipe
from dashboard.web.components.sections import rules
from dashboard.web.pages.context import MOST_IN_A_CELL, PageContext
from dashboard.web.pages.dataset_metadata import FEEDS
from dashboard.web.pages.page_parts import text_page

ROOT = "/api/v1"
_FORMS = {"csv": "CSV", "json": "JSON", "parquet": "Parquet"}
MOST_ROWS = 1000


def _then(context: PageContext) -> str:
    """Return the query string that pins the data version of the page."""
    return f"?as_of={context.choice.as_of}" if context.choice.as_of else ""


def _all(context: PageContext) -> Node:
    return downloads([
        Link(
            href=f"{ROOT}/dataset.{name}{_then(context)}", label=context.t(f"data.{name}"), text=context.t(f"data.{name}_text")
        )
        for name in ("zip", "duckdb")
    ])  # fmt: skip


def _know(context: PageContext) -> Node:
    texts = [context.t(f"dataset.know_{number}") for number in range(1, 4)]
    return rules([*texts, context.t("dataset.left_out"), context.t("dataset.form")])


def _table(name: str, suffix: str, context: PageContext) -> str:
    """Return the URL of a table in a format; JSON with the largest page size."""
    size = f"page_size={MOST_ROWS}" if suffix == "json" else ""
    items = "&".join(part for part in (_then(context).lstrip("?"), size) if part)
    return f"{ROOT}/tables/{name}.{suffix}" + (f"?{items}" if items else "")


def _each(context: PageContext) -> Node:
    rows = []
    for name in public_columns.tables():
        number = context.number(queries.rows_held(table=name, as_of=context.as_of))
        files = [
            Link(
                href=_table(name, suffix, context),
                label=form,
                text=context.t("data.download_as", table=name, form=form),
            )
            for suffix, form in _FORMS.items()
        ]
        rows.append(file_row(name, context.t(f"dataset.table.{name}"), number, files, lang=context.lang))
    return file_table(rows, caption=context.t("data.each_caption"), lang=context.lang)


def _example(context: PageContext) -> tuple[str, str]:
    """Return theme and key of an existing chart, found in a few rows because drawing all charts is slow."""
    for theme in context.known.themes:
        for kind in CHARTS:
            for chart in kind.make(Scope(theme=theme, most=MOST_IN_A_CELL), context):
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
        recipe(
            context.t(f"data.example_{name}", **slots.get(name, {})), text, href=hrefs.get(name, ""), lang=context.lang
        )
        for name, text in code.items()
    ]
    return h("ul", built, cls="recipes")


def _rules(context: PageContext) -> Node:
    most = context.number(MOST_ROWS)
    return rules([context.t(f"data.rule_{item}", **({"most": most} if item == 2 else {})) for item in range(1, 8)])


def _machines(context: PageContext) -> Node:
    result = {
        f"{ROOT}/openapi.json": ("openapi.json", "openapi"),
        f"{ROOT}/dcat.jsonld": ("dcat.jsonld", "dcat"),
        f"{ROOT}/changes": ("changes", "changes"),
        FEEDS[context.lang]: ("feed.atom", "feed"),
    }
    return downloads([
        Link(href=href, label=label, text=context.t(f"data.{words}_text")) for href, (label, words) in result.items()
    ])  # fmt: skip


def _citation(context: PageContext) -> Node:
    text = citation(about(context.as_of), context.lang)
    return h("ul", recipe(context.t("data.citation"), text, prose=True, lang=context.lang), cls="recipes")


def body(context: PageContext) -> Node:
    """Return the body of the page."""
    parts = {
        "all": (None, [_all(context)]),
        "know": (None, [_know(context), _citation(context)]),
        "each": (context.t("data.each_intro"), [_each(context)]),
        "program": (context.t("data.program_intro"), [_examples(context)]),
        "rules": (None, [_rules(context)]),
        "machines": (None, [_machines(context)]),
    }
    return text_page("data", parts, context, cls="open-data")
