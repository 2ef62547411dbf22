"""Verantwoording: how facts were chosen and weighed, where sources disagree, what was left out, what changed."""

from __future__ import annotations

from dashboard import config, formats, queries
from dashboard.charts import words
from dashboard.components.notices import contents, notice
from dashboard.components.reading import Subject, rules, signs, subjects, versions
from dashboard.components.sections import opening, section
from dashboard.components.tables import data_table
from dashboard.components.tree import Node, h
from dashboard.model import Group, Head, Link, Note, Table
from dashboard.pages import where
from dashboard.pages.history import history
from dashboard.pages.visit import Visit, remark_texts

PATHS: dict[str, str] = {"nl": "/verantwoording", "en": "/en/method"}
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


def heading(visit: Visit) -> str:
    """The title of the page."""
    return visit.say("method.title")


def _numbered(key: str, most: int, visit: Visit, **slots: str) -> Node:
    """The sentences `key_1`, `key_2` ...; the last one takes the slots."""
    texts = [visit.say(f"{key}_{place}", **(slots if place == most else {})) for place in range(1, most + 1)]
    return rules(texts)


def _facts(visit: Visit) -> Node:
    held = {key: formats.number(value, visit.lang) for key, value in queries.facts_held(as_of=visit.as_of).items()}
    return _numbered(
        "method.facts", 7, visit, part=held["sources_read_in_part"], secondary=held["sources_secondary"],
        full=held["sources_read_in_full"],
    )  # fmt: skip


def _levels(visit: Visit) -> list[Node]:
    """Our levels with what each compares, how many results stand on it, and what it would fit at Movisie."""
    counted = {row["level"]: row["results"] for row in queries.levels(as_of=visit.as_of)}
    rows = tuple(
        (
            str(level) if level else visit.say("method.unrated"),
            f"{visit.say(f'strength.{key}')}. {visit.say(f'strength.{key}_why')}",
            formats.number(counted.get(level, 0), visit.lang),
            visit.say(f"method.movisie_{level or 'none'}"),
        )
        for level, key in _LEVELS
    )
    heads = (
        Head(label=visit.say("method.level")),
        Head(label=visit.say("method.comparison")),
        Head(label=visit.say("method.held"), numeric=True),
        Head(label=visit.say("method.movisie")),
    )
    table = Table(caption=visit.say("method.levels_caption"), heads=heads, groups=(Group(rows=rows),))
    link = h("a", visit.say("method.movisie_link"), href=_MOVISIE, rel="external")
    return [
        h("div", data_table(table), cls="wide"),
        notice(visit.say("method.movisie_text"), head=f"{visit.say('method.movisie_head')}."),
        h("p", link, cls="small"),
    ]


def _nothing(visit: Visit) -> Node:
    """The four kinds of no effect, each with the sign that it has everywhere."""

    def note(key: str) -> Note:
        return Note(head=visit.say(f"state.{key}"), text=visit.say(f"state.{key}_why"))

    size = Note(head=visit.say("method.size"), text=visit.say("method.size_why"))
    return signs(
        (
            ("not-measured", note("not_measured")),
            ("same", note("same")),
            ("direction", size),
            ("not-found", note("not_found")),
        )
    )


def _conflicts(visit: Visit) -> Node:
    titles = {row["id"]: row["title"] for row in queries.sources(as_of=visit.as_of)}
    found = [
        Subject(
            id=row["id"],
            place=words.experiment(row, visit.lang) if row["experiment_id"] else "",
            head=words.start_small(visit.label(row, "subject")),
            text=visit.label(row, "text"),
            choice=visit.label(row, "choice"),
            sources=tuple(
                Link(href=where.page("sources", visit, anchor=id), label=titles[id])
                for id in row["source_ids"] or ()
                if id in titles
            ),
        )
        for row in queries.conflicts(as_of=visit.as_of)
    ]
    return subjects(found, lang=visit.lang)


def _left_out(visit: Visit) -> Node:
    rows = tuple((visit.label(row, "text"), visit.label(row, "why")) for row in queries.left_out(as_of=visit.as_of))
    heads = (Head(label=visit.say("method.left_out")), Head(label=visit.say("method.why")))
    table = Table(caption=visit.say("method.left_out_intro"), heads=heads, groups=(Group(rows=rows),))
    return h("div", data_table(table), cls="wide")


def _mistake(visit: Visit) -> list[Node]:
    """How to report a mistake, and where, when whoever runs the site said so."""
    parts = [h("p", visit.say("method.mistake_text"))]
    contact = config.contact()
    if contact:
        href = contact if "://" in contact or contact.startswith("mailto:") else f"mailto:{contact}"
        parts.append(h("p", h("a", visit.say("method.mistake_where"), href=href), f" ({contact})"))
    return parts


def _licence(visit: Visit) -> Node:
    """What may be reused, and whose scripts run on the pages: their licences ask that a reader can find them."""
    software = h("a", visit.say("method.software_link"), href="/licences.txt")
    return h("p", visit.say("method.licence_text"), " ", visit.say("method.software_text"), " ", software)


def body(visit: Visit) -> Node:
    """The whole page."""
    n = formats.number(len(queries.conflicts(as_of=visit.as_of)), visit.lang)
    inside = {
        "facts": (None, [_facts(visit)]),
        "levels": (visit.say("method.levels_intro"), _levels(visit)),
        "compare": (None, [_numbered("method.compare", 6, visit)]),
        "word": (None, [h("p", visit.say("map.rule"))]),
        "nothing": (visit.say("method.nothing_intro"), [_nothing(visit)]),
        "small": (None, [h("p", visit.say("method.small_text"))]),
        "conflicts": (visit.say("method.conflicts_intro", n=n), [_conflicts(visit)]),
        "left_out": (None, [_left_out(visit)]),
        "changes": (visit.say("method.changes_intro"), [versions(history(visit), lang=visit.lang)]),
        "licence": (None, [_licence(visit)]),
        "mistake": (None, _mistake(visit)),
    }
    jump = [Link(href=f"#{name}", label=visit.say(f"method.{name}")) for name in _PARTS]
    return h(
        "div",
        [notice(text) for text in remark_texts(visit)],
        opening(visit.say("method.title"), lead=(visit.say("method.lead"),)),
        contents(jump, label=visit.say("compare.contents")),
        [
            section(visit.say(f"method.{name}"), *inside[name][1], id=name, intro=inside[name][0])
            for name in _PARTS
        ],
        cls="method",
    )  # fmt: skip
