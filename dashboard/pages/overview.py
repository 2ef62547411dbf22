"""Overzicht: a plain answer, the evidence map, three questions to start from, and what is not known."""

from __future__ import annotations

from collections import Counter

from dashboard import formats, queries
from dashboard.charts import words
from dashboard.components.evidence_map import evidence_map
from dashboard.components.legend import legend
from dashboard.components.notices import entries, notice, unknowns
from dashboard.components.sections import opening, section
from dashboard.components.tree import Node, h
from dashboard.model import Link, Note
from dashboard.pages import paging
from dashboard.pages.evidence import groups, ordered
from dashboard.pages.visit import Visit, remark_texts
from dashboard.queries import Row, Scope
from dashboard.state import Choice, address

PATHS: dict[str, str] = {"nl": "/", "en": "/en/"}

# Of more than these a list is no plain answer, and a choice from them would mislead: they are counted.
_NAMED = 6
_UNKNOWN = ("not_measured", "not_published", "not_found", "not_read")


def heading(visit: Visit) -> str:
    """The title of the page."""
    return visit.say("menu.overview")


def better(cell: Row, visit: Visit) -> str:
    """A sentence on a cell that reads better or worse: its first pair of numbers, or the finding that carries it."""
    scope = Scope(as_of=visit.as_of, experiment=cell["experiment_id"], theme=cell["theme"])
    lang = visit.lang
    pair = next((row for row in queries.pairs(scope) if row["preferred"] and row["comparable"]), None)
    if pair:
        labels = {row["id"]: row for row in queries.indicators(as_of=visit.as_of)}
        return visit.say(
            "overview.pair",
            municipality=pair["municipality"],
            indicator=words.start_small(visit.label(labels[pair["indicator_id"]])),
            treated=words.value(pair, lang, key="treated"),
            arm=words.members(pair[f"arm_{lang}"], lang),
            comparison=words.value(pair, lang, key="comparison_value", qualifier="comparison_qualifier"),
            comparison_arm=words.members(pair[f"comparison_arm_{lang}"], lang),
            group=words.start_small(pair[f"subgroup_{lang}"] or formats.period(pair["start"], pair["end"], lang)),
        )
    row = next(
        row
        for row in queries.findings(scope)
        if row["counts"] and row["level"] == cell["level"] and row["test"] == "significant"
    )
    return visit.say("overview.finding", municipality=row["municipality"], text=row[f"text_{lang}"])


def answer(visit: Visit) -> list[str]:
    """The plain answer: what reads better or worse, then how many cells read otherwise. All of it computed."""
    cells = queries.evidence(as_of=visit.as_of)
    order = {row["id"]: place for place, row in enumerate(queries.themes(as_of=visit.as_of))}
    clear = sorted(
        (cell for cell in cells if cell["state"] in ("better", "worse")), key=lambda cell: order[cell["theme"]]
    )
    counted = Counter("unknown" if cell["state"] in _UNKNOWN else cell["state"] for cell in cells)
    counted["clear"] = len(clear)
    keys = ("clear", "same", "mixed", "direction", "unknown")
    numbers = {key: formats.number(counted[key], visit.lang) for key in keys}
    rest = visit.say("overview.rest", total=formats.number(len(cells), visit.lang), **numbers)
    # A first answer without its comparison would read as stronger than it is.
    named = clear if len(clear) <= _NAMED else []
    leads = [f"{better(cell, visit)} {visit.say('with_and_without.sure.' + cell['comparison'])}" for cell in named]
    return [*leads, rest]


def _questions(visit: Visit) -> list[Link]:
    """Three starts from a question; each is a choice on the comparing page."""
    path = visit.say("path.compare")
    first = visit.known.themes[0]
    choices = {
        "earning": Choice(theme=first, types=("earnings_premium",), as_of=visit.choice.as_of),
        "basic_job": Choice(theme=first, types=("basic_job",), as_of=visit.choice.as_of),
        "health": Choice(theme="health", as_of=visit.choice.as_of),
    }
    return [
        Link(
            href=address(path, choice, visit.known),
            label=visit.say(f"overview.question.{name}"),
            text=visit.say(f"overview.question.{name}_text"),
        )
        for name, choice in choices.items()
    ]


def _unknowns(visit: Visit) -> list[Note]:
    """What the facts do not say, counted from the same rows as the map."""
    held = queries.facts_held(as_of=visit.as_of)
    cells = queries.evidence(as_of=visit.as_of)
    themes = {row["id"]: row for row in queries.themes(as_of=visit.as_of)}
    experiments = {row["id"]: row for row in queries.experiments(as_of=visit.as_of)}
    lang = visit.lang
    notes = [
        Note(
            head=visit.say("overview.unknown.size"),
            text=visit.say(
                "overview.unknown.size_text",
                results=formats.number(held["results"], lang),
                sized=formats.number(held["sized"], lang),
            ),
        ),
        Note(
            head=visit.say("overview.unknown.range"),
            text=visit.say(f"overview.unknown.range_{'none' if not held['with_interval'] else 'some'}",
                           n=formats.number(held["with_interval"], lang)),
        ),
    ]  # fmt: skip
    dark = Counter(cell["theme"] for cell in cells if cell["state"] in _UNKNOWN)
    if dark:
        theme, number = dark.most_common(1)[0]
        notes.append(
            Note(
                head=visit.say("overview.unknown.theme", theme=words.start_small(visit.label(themes[theme]))),
                text=visit.say(
                    "overview.unknown.theme_text",
                    n=formats.number(number, lang),
                    total=formats.number(len(experiments), lang),
                ),
            )
        )
    counted = Counter(cell["experiment_id"] for cell in cells if cell["state"] in _UNKNOWN)
    silent = [id for id, number in counted.items() if number == len(themes)]
    if len(silent) > _NAMED:
        slots = {"n": formats.number(len(silent), lang), "total": formats.number(len(experiments), lang)}
        return [*notes, _note("experiments", visit, **slots)]
    return [*notes, *(_note("experiment", visit, municipality=experiments[id]["municipality"]) for id in silent)]


def _note(name: str, visit: Visit, **slots: str) -> Note:
    """One thing that is not known, with its head."""
    return Note(
        head=visit.say(f"overview.unknown.{name}", **slots), text=visit.say(f"overview.unknown.{name}_text", **slots)
    )


def body(visit: Visit) -> Node:
    """The whole page."""
    held = queries.facts_held(as_of=visit.as_of)
    counts = {key: formats.in_words(held[key], visit.lang) for key in ("experiments", "municipalities", "themes")}
    counts["experiments"] = counts["experiments"].capitalize()
    themes = [visit.label(row) for row in queries.themes(as_of=visit.as_of)]
    opened = visit.choice.open.rpartition(".")[0]
    part = paging.part(
        ordered(visit), visit, kind="experiments", name="municipality",
        opened=lambda row: row["id"] == opened,
    )  # fmt: skip
    return h(
        "div",
        [notice(text) for text in remark_texts(visit)],
        opening(visit.say("overview.title", experiments=formats.in_words(held["experiments"], visit.lang)), lead=answer(visit),
                beside=entries(_questions(visit), lang=visit.lang)),
        section(
            visit.say("overview.map"),
            part.before,
            evidence_map(groups(part.rows, visit, number=part.number), themes=themes, lang=visit.lang) if part.rows else None,
            part.after,
            legend(lang=visit.lang),
            id="evidence",
            intro=visit.say("overview.map_intro", **counts),
        ),
        section(
            visit.say("overview.unknown.title"), unknowns(_unknowns(visit)), id="unknown",
            intro=visit.say("overview.unknown.intro"),
        ),
    )  # fmt: skip
