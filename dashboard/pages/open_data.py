"""Gegevens en API: what can be taken away, what to know before using it, and examples that work."""

from __future__ import annotations

from dashboard import formats, queries
from dashboard.charts import CHARTS
from dashboard.charts.words import start_small
from dashboard.components.notices import contents, notice
from dashboard.components.reading import rules
from dashboard.components.recipes import FileRow, Recipe, coded, downloads, file_table, recipes
from dashboard.components.sections import opening, section
from dashboard.components.tree import Node, h
from dashboard.exports import public
from dashboard.exports.about import about, citation
from dashboard.exports.address import whole
from dashboard.model import Link
from dashboard.pages.dataset import FEEDS
from dashboard.pages.visit import MOST_IN_A_CELL, Visit, remark_texts
from dashboard.queries import Scope

PATHS: dict[str, str] = {"nl": "/api", "en": "/en/api"}
ROOT = "/api/v1"
_FORMS = {"csv": "CSV", "json": "JSON", "parquet": "Parquet"}
_PARTS = ("all", "know", "each", "program", "rules", "machines")
MOST_ROWS = 1000


def heading(visit: Visit) -> str:
    """The title of the page."""
    return visit.say("data.title")


def _then(visit: Visit) -> str:
    """The part of an address that keeps the data version that the page shows."""
    return f"?as_of={visit.choice.as_of}" if visit.choice.as_of else ""


def _all(visit: Visit) -> Node:
    return downloads([
        Link(
            href=f"{ROOT}/dataset.{name}{_then(visit)}", label=visit.say(f"data.{name}"), text=visit.say(f"data.{name}_text")
        )
        for name in ("zip", "duckdb")
    ])  # fmt: skip


def _know(visit: Visit) -> Node:
    texts = [visit.say(f"dataset.know_{number}") for number in range(1, 4)]
    return rules([coded(text) for text in (*texts, visit.say("dataset.left_out"), visit.say("dataset.form"))])


def _table(name: str, suffix: str, visit: Visit) -> str:
    """The address of a table in a form. JSON comes in pages: as many rows as one may have, so that few need a second."""
    size = f"page_size={MOST_ROWS}" if suffix == "json" else ""
    items = "&".join(part for part in (_then(visit).lstrip("?"), size) if part)
    return f"{ROOT}/tables/{name}.{suffix}" + (f"?{items}" if items else "")


def _each(visit: Visit) -> Node:
    found = [
        FileRow(
            name=name,
            text=visit.say(f"dataset.table.{name}"),
            rows=formats.number(queries.rows_held(table=name, as_of=visit.as_of)["rows"], visit.lang),
            files=tuple(
                Link(
                    href=_table(name, suffix, visit),
                    label=form,
                    text=visit.say("data.download_as", table=name, form=form),
                )
                for suffix, form in _FORMS.items()
            ),
        )
        for name in public.tables()
    ]
    return file_table(found, caption=visit.say("data.each_caption"), lang=visit.lang)


def _example(visit: Visit) -> tuple[str, str]:
    """A chart that there is now, by theme and key; looked for in a few rows, as all charts of a theme take seconds to draw."""
    for theme in visit.known.themes:
        for kind in CHARTS:
            for chart in kind.make(Scope(as_of=visit.as_of, theme=theme, most=MOST_IN_A_CELL), visit.lang):
                return theme, chart.key
    return visit.known.themes[0], ""


def examples(visit: Visit) -> list[Recipe]:
    """Addresses and code that work as they stand."""
    theme, key = _example(visit)
    about_theme, town = queries.themes(as_of=visit.as_of)[-1], queries.municipalities(as_of=visit.as_of)[-1]
    slots = {"theme": start_small(visit.label(about_theme)), "place": town["name"]}
    lang = "" if visit.lang == "nl" else f"&lang={visit.lang}"
    addresses = {
        "table": "/tables/observations?page_size=10",
        "csv": "/tables/observations.csv",
        "charts": f"/charts?theme={about_theme['id']}&municipality={town['id']}{lang}",
        "chart": f"/charts/{key}.csv?theme={theme}{lang}",
        "then": f"/tables?as_of={visit.known.first_release}",
    }
    made = [
        Recipe(
            head=visit.say(f"data.example_{name}", **(slots if name == "charts" else {})),
            code=whole(ROOT + path),
            href=ROOT + path,
        )
        for name, path in addresses.items()
        if key or name != "chart"
    ]
    csv = whole(f"{ROOT}/tables/observations.csv")
    code = {"python": f'import pandas as pd\npd.read_csv("{csv}")', "r": f'read.csv("{csv}")'}
    return [*made, *(Recipe(head=visit.say(f"data.example_{name}"), code=text) for name, text in code.items())]


def _rules(visit: Visit) -> Node:
    most = formats.number(MOST_ROWS, visit.lang)
    texts = [visit.say(f"data.rule_{one}", **({"most": most} if one == 2 else {})) for one in range(1, 8)]
    return rules([coded(text) for text in texts])


def _machines(visit: Visit) -> Node:
    found = {
        f"{ROOT}/openapi.json": ("openapi.json", "openapi"),
        f"{ROOT}/dcat.ttl": ("dcat.ttl", "dcat"),
        f"{ROOT}/dcat.jsonld": ("dcat.jsonld", "dcat"),
        f"{ROOT}/changes": ("changes", "changes"),
        FEEDS[visit.lang]: ("feed.atom", "feed"),
    }
    return downloads([
        Link(href=href, label=label, text=visit.say(f"data.{words}_text")) for href, (label, words) in found.items()
    ])  # fmt: skip


def _citation(visit: Visit) -> Node:
    return recipes(
        [Recipe(head=visit.say("data.citation"), code=citation(about(visit.as_of), visit.lang), prose=True)],
        lang=visit.lang,
    )


def body(visit: Visit) -> Node:
    """The whole page."""
    inside = {
        "all": (None, [_all(visit)]),
        "know": (None, [_know(visit), _citation(visit)]),
        "each": (visit.say("data.each_intro"), [_each(visit)]),
        "program": (visit.say("data.program_intro"), [recipes(examples(visit), lang=visit.lang)]),
        "rules": (None, [_rules(visit)]),
        "machines": (None, [_machines(visit)]),
    }
    jump = [Link(href=f"#{name}", label=visit.say(f"data.{name}")) for name in _PARTS]
    return h(
        "div",
        [notice(text) for text in remark_texts(visit)],
        opening(visit.say("data.title"), lead=(visit.say("data.lead"),)),
        contents(jump, label=visit.say("compare.contents")),
        [section(visit.say(f"data.{name}"), *inside[name][1], id=name, intro=inside[name][0]) for name in _PARTS],
        cls="open-data",
    )
