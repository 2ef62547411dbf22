"""The method page: how facts were chosen and rated, conflicts, omissions, and changes."""

from __future__ import annotations

from dataclasses import asdict

from dashboard import config
from dashboard.db import queries
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.text import Group, Head, Link, Note, Table
from dashboard.web.components.html import Node, h
from dashboard.web.components.notices import contents, notice
from dashboard.web.components.prose import Subject, rules, signs, subjects, versions
from dashboard.web.components.sections import opening, section
from dashboard.web.components.tables import data_table
from dashboard.web.pages import urls
from dashboard.web.pages.context import PageContext, remark_texts
from dashboard.web.pages.data_history import history

_MOVISIE = "https://www.movisie.nl/databank-effectieve-sociale-interventies/over-databank"
_LEVELS = ((5, "lottery"), (3, "matched"), (2, "adjusted"), (1, "plain"), (None, "none"))
_PARTS = (
    "facts",
    "levels",
    "compare",
    "word",
    "nothing",
    "small",
    "conflicts",
    "left_out",
    "changes",
    "licence",
    "mistake",
)


def heading(context: PageContext) -> str:
    """Return the title of the page."""
    return context.t("method.title")


def _numbered(key: str, most: int, context: PageContext, **slots: str) -> Node:
    """Return the sentences `key_1`, `key_2` and so on; the last one takes the slots."""
    texts = [context.t(f"{key}_{place}", **(slots if place == most else {})) for place in range(1, most + 1)]
    return rules(texts)


def _facts(context: PageContext) -> Node:
    held = {key: formats.number(value, context.lang) for key, value in asdict(queries.facts_held(context)).items()}
    return _numbered(
        "method.facts", 7, context, part=held["sources_read_in_part"], secondary=held["sources_secondary"],
        full=held["sources_read_in_full"],
    )  # fmt: skip


def _levels(context: PageContext) -> list[Node]:
    """Return the levels with their comparison, number of results, and the equivalent at Movisie."""
    counted = {row.level: row.results for row in queries.levels(context)}
    rows = tuple(
        (
            str(level) if level else context.t("method.unrated"),
            f"{context.t(f'strength.{key}')}. {context.t(f'strength.{key}_why')}",
            formats.number(counted.get(level, 0), context.lang),
            context.t(f"method.movisie_{level or 'none'}"),
        )
        for level, key in _LEVELS
    )
    heads = (
        Head(label=context.t("method.level")),
        Head(label=context.t("method.comparison")),
        Head(label=context.t("method.held"), numeric=True),
        Head(label=context.t("method.movisie")),
    )
    table = Table(caption=context.t("method.levels_caption"), heads=heads, groups=(Group(rows=rows),))
    link = h("a", context.t("method.movisie_link"), href=_MOVISIE, rel="external")
    return [
        h("div", data_table(table), cls="wide"),
        notice(context.t("method.movisie_text"), head=f"{context.t('method.movisie_head')}."),
        h("p", link, cls="small"),
    ]


def _nothing(context: PageContext) -> Node:
    """Return the four kinds of no effect, each with its icon."""

    def note(key: str) -> Note:
        return Note(head=context.t(f"state.{key}"), text=context.t(f"state.{key}_why"))

    size = Note(head=context.t("method.size"), text=context.t("method.size_why"))
    return signs(
        (
            ("not-measured", note("not_measured")),
            ("same", note("same")),
            ("direction", size),
            ("not-found", note("not_found")),
        )
    )


def _conflicts(context: PageContext) -> Node:
    titles = {row.id: row.title for row in queries.sources(context)}
    found = [
        Subject(
            id=row.id,
            place=labels.experiment(row) if row.experiment_id else "",
            head=labels.start_small(row.subject),
            text=row.text,
            choice=row.choice,
            sources=tuple(
                Link(href=urls.page("sources", context, anchor=id), label=titles[id])
                for id in row.source_ids
                if id in titles
            ),
        )
        for row in queries.conflicts(context)
    ]
    return subjects(found, lang=context.lang)


def _left_out(context: PageContext) -> Node:
    rows = tuple((row.text, row.why) for row in queries.left_out(context))
    heads = (Head(label=context.t("method.left_out")), Head(label=context.t("method.why")))
    table = Table(caption=context.t("method.left_out_intro"), heads=heads, groups=(Group(rows=rows),))
    return h("div", data_table(table), cls="wide")


def _mistake(context: PageContext) -> list[Node]:
    """Return how to report a mistake, and where if the publisher has set a contact."""
    parts = [h("p", context.t("method.mistake_text"))]
    settings = config.settings()
    if settings.contact:
        link = h("a", context.t("method.mistake_where"), href=settings.contact_url)
        parts.append(h("p", link, f" ({settings.contact})"))
    return parts


def _licence(context: PageContext) -> Node:
    """Return what may be reused, and the licences of scripts on the pages."""
    software = h("a", context.t("method.software_link"), href="/licences.txt")
    return h("p", context.t("method.licence_text"), " ", context.t("method.software_text"), " ", software)


def body(context: PageContext) -> Node:
    """Return the body of the page."""
    n = formats.number(len(queries.conflicts(context)), context.lang)
    inside = {
        "facts": (None, [_facts(context)]),
        "levels": (context.t("method.levels_intro"), _levels(context)),
        "compare": (None, [_numbered("method.compare", 6, context)]),
        "word": (None, [h("p", context.t("map.rule"))]),
        "nothing": (context.t("method.nothing_intro"), [_nothing(context)]),
        "small": (None, [h("p", context.t("method.small_text"))]),
        "conflicts": (context.t("method.conflicts_intro", n=n), [_conflicts(context)]),
        "left_out": (None, [_left_out(context)]),
        "changes": (context.t("method.changes_intro"), [versions(history(context), lang=context.lang)]),
        "licence": (None, [_licence(context)]),
        "mistake": (None, _mistake(context)),
    }
    jump = [Link(href=f"#{name}", label=context.t(f"method.{name}")) for name in _PARTS]
    return h(
        "div",
        [notice(text) for text in remark_texts(context)],
        opening(context.t("method.title"), lead=(context.t("method.lead"),)),
        contents(jump, label=context.t("compare.contents")),
        [
            section(context.t(f"method.{name}"), *inside[name][1], id=name, intro=inside[name][0])
            for name in _PARTS
        ],
        cls="method",
    )  # fmt: skip
