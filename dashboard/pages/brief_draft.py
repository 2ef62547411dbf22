"""All that a brief could say about a choice, in the order in which it is wanted. What fits is chosen later, by `fitting`."""

from __future__ import annotations

from collections import Counter
from itertools import zip_longest

from dashboard import charts, formats, queries
from dashboard.charts import claim_rows, words
from dashboard.components.symbols import UNKNOWN, state_name
from dashboard.exports.address import whole
from dashboard.exports.item import Item, item, stamp
from dashboard.exports.paper import Cell, Draft, Tried
from dashboard.model import Note, Saying
from dashboard.pages import evidence
from dashboard.pages.brief_results import results_of, sure
from dashboard.pages.brief_scope import about, cells_of, experiments, scope, title
from dashboard.pages.overview import better
from dashboard.pages.visit import Visit
from dashboard.queries import Row

# Charts by how much they say: two numbers beside each other, then sides by lottery, and so on. Others are not for a brief.
_CHARTS = (
    "with_and_without", "directions.randomised_control", "directions.matched_comparison", "over_time",
    "directions.over_time", "directions.unrated", "directions.non_participants",
)  # fmt: skip
_FOCUS = ("evidence", "value_of_work", "stable_income", "organisation_and_guidance", "financing")
_MOST_CLEAR = 2
# With more trials than this in the table, a row says only what tells them apart, and the answer counts.
_FEW = 2


def _lead(visit: Visit) -> tuple[str, ...]:
    """What reads better or worse in a sentence each, then how many cells read otherwise."""
    own, cells = about(visit), cells_of(visit)
    order = {id: place for place, id in enumerate(own.themes)}
    clear = [
        cell
        for cell in sorted(cells, key=lambda cell: order[cell["theme"]])
        if cell["state"] in ("better", "worse")
        and (not own.type or cell["covers_all"] or own.type in (cell["type_ids"] or []))
    ]
    if cells and all(cell["state"] in UNKNOWN for cell in cells):
        return (visit.say("brief.silent"),)
    sentences = [better(cell, visit) for cell in clear[:_MOST_CLEAR]]
    if len(experiments(visit)) <= _FEW:
        return (*sentences, *(_row_in_words(row, visit) for row in experiments(visit)), *_whole(visit))
    counted = Counter("unknown" if cell["state"] in UNKNOWN else cell["state"] for cell in cells)
    parts = [
        visit.say(f"brief.cells.{name}", n=formats.number(counted[name], visit.lang))
        for name in ("better", "worse", "same", "mixed", "direction", "unknown")
        if counted[name]
    ]
    n = formats.number(len(cells), visit.lang)
    key = "one" if len(cells) == 1 else "many"
    count = visit.say(f"brief.count.{key}", n=n, parts=formats.listing(parts, visit.lang))
    return (*sentences, count, *_whole(visit))


def _row_in_words(experiment: Row, visit: Visit) -> str:
    """A row of the table in a sentence: each word with the themes that have it."""
    labels = {row["id"]: words.start_small(visit.label(row)) for row in queries.themes(as_of=visit.as_of)}
    found: dict[str, list[str]] = {}
    for cell in cells_of(visit):
        if cell["experiment_id"] == experiment["id"]:
            detail = evidence.detail(cell, visit)
            word = words.start_small(evidence.word(cell, visit)).replace(": ", ", ") + (
                f" ({detail})" if detail else ""
            )
            found.setdefault(word, []).append(labels[cell["theme"]])
    parts = [f"{', '.join(themes)}: {word}" for word, themes in found.items()]
    parts[0] = parts[0][:1].upper() + parts[0][1:]
    return visit.say("brief.row", experiment=words.experiment(experiment, visit.lang), parts="; ".join(parts))


def _whole(visit: Visit) -> tuple[str, ...]:
    """On a type: that a word is about a whole trial, where other approaches were tried as well."""
    mixed = any(len(row["type_ids"] or []) > 1 for row in experiments(visit))
    return (visit.say("brief.word_whole"),) if about(visit).type and mixed else ()


def _tried(visit: Visit) -> tuple[Tried, ...]:
    lang, found, many = visit.lang, [], len(experiments(visit)) > _FEW
    cells = {(row["experiment_id"], row["theme"]): row for row in cells_of(visit)}
    for row in experiments(visit):
        types = [words.start_small(one.name) for one in words.types(row["type_ids"] or [], lang, as_of=visit.as_of)]
        years = visit.say(f"brief.period.{row['status']}", years=formats.years(row["start"], row["end"]))
        if row["participants"] is None:
            people = visit.say("brief.people.none", years=years)
        else:
            number = formats.full(row["participants"], "persons", lang, 0, row["participants_qualifier"])
            people = visit.say("brief.people.some", years=years, people=number)
        kinds = formats.listing(types, lang)
        found.append(
            Tried(
                place=row["municipality"],
                name=row[f"short_{lang}"],
                facts=(people,) if many else (kinds[:1].upper() + kinds[1:], people),
                cells=tuple(_cell(cells[row["id"], theme], visit) for theme in about(visit).themes),
                source=words.source(row, lang, as_of=visit.as_of),
            )
        )
    return tuple(found)


def _cell(row: Row, visit: Visit) -> Cell:
    return Cell(
        sign=state_name(row["state"], row["verdict"]),
        word=evidence.word(row, visit),
        detail=evidence.detail(row, visit),
        strength=words.strength(row["level"], row["comparison"], visit.lang) if row["comparison"] else None,
        unknown=row["state"] in UNKNOWN,
    )


def _sayings(visit: Visit) -> tuple[Saying, ...]:
    """What cannot be said of these results, one of each experiment first."""
    chosen = about(visit).themes
    groups = claim_rows.of_rows(
        visit.lang,
        as_of=visit.as_of,
        pairs=[row for row in queries.pairs(scope(visit)) if row["preferred"] and row["theme"] in chosen],
        findings=[
            row
            for row in queries.findings(scope(visit))
            if row["counts"] and row["experiment_id"] and row["theme"] in chosen
        ],
        indicators={row["id"]: row for row in queries.indicators(as_of=visit.as_of)},
    )
    columns = [[one for one in group.sayings if not one.allowed] for group in groups]
    return tuple(one for line in zip_longest(*columns) for one in line if one)


def _charts(visit: Visit) -> tuple[Item, ...]:
    found: list[tuple[int, int, int, int, Item]] = []
    own = about(visit)
    for theme in own.themes:
        kinds = [kind for kind in charts.CHARTS if any(key.startswith(kind.name) for key in _CHARTS)]
        for chart in (chart for kind in kinds for chart in kind.make(scope(visit, theme), visit.lang)):
            rank = next((place for place, key in enumerate(_CHARTS) if chart.key.startswith(key)), None)
            if rank is not None:
                link = visit.pinned(
                    visit.say("path.compare"), theme=theme, themes=(), types=(own.type,) if own.type else (), name="",
                    municipalities=(own.municipality,) if own.municipality else (), anchor=chart.key,
                )  # fmt: skip
                made = item(chart, lang=visit.lang, as_of=visit.as_of, link=whole(link))
                found.append((rank, -(chart.strength.level or 0), -len(chart.rows), len(found), made))
    # A chart of directions with one result says little more than its sentence: only where there is no other.
    many = [one for one in found if one[2] < -1 or _CHARTS[one[0]] in ("with_and_without", "over_time")]
    return tuple(made for *_, made in sorted(many or found, key=lambda one: one[:4]))


def _unknown(visit: Visit) -> tuple[Note, ...]:
    """Gaps: where there is no result at all first, then where a size is missing."""
    own = about(visit)
    dark = {(cell["experiment_id"], cell["theme"]) for cell in cells_of(visit) if cell["state"] in UNKNOWN}
    themes = {row["id"]: row for row in queries.themes(as_of=visit.as_of)}
    rows = [row for row in queries.gaps(scope(visit)) if row["theme"] in own.themes]
    # Of each experiment one, before a second of any.
    turn: dict[tuple[bool, str], list[Row]] = {}
    for row in rows:
        turn.setdefault(((row["experiment_id"], row["theme"]) not in dark, row["experiment_id"]), []).append(row)
    columns = [[own for (lit, _), own in turn.items() if lit == side] for side in (False, True)]
    rows = [row for side in columns for line in zip_longest(*side) for row in line if row]
    return tuple(
        Note(
            head=f"{words.experiment(row, visit.lang)}: {words.start_small(visit.label(themes[row['theme']]))}",
            text=row[f"text_{visit.lang}"],
        )
        for row in rows
    )


def _questions(visit: Visit) -> tuple[Note, ...]:
    """By fixed rules: on the chosen themes and on what was tried; those that name the municipality first; one of each focus.

    A question that asks about another municipality, or on a type that was not tried, is left out.
    """
    own = about(visit)
    tried = {id for row in experiments(visit) for id in row["type_ids"] or []}
    tried = {own.type} if own.type else tried
    names = {row["id"]: row["name"] for row in queries.municipalities(as_of=visit.as_of)}
    here = names.get(own.municipality, "")
    columns: dict[str, list[tuple[int, Row]]] = {focus: [] for focus in _FOCUS}
    for row in queries.questions(as_of=visit.as_of):
        elsewhere = here and any(name in row["question_nl"] for name in names.values() if name != here)
        if elsewhere or row["theme"] not in own.themes or (row["type_id"] and row["type_id"] not in tried):
            continue
        said = f"{row['question_nl']} {row['why_nl']}"
        own_place = bool(here and here in said)
        other_place = bool(here and not own_place and any(name in said for name in names.values()))
        weight = 4 * own_place + 2 * bool(row["type_id"]) - 3 * other_place
        columns.setdefault(row["focus"], []).append((-weight, row))
    lists = [[row for _, row in sorted(rows, key=lambda one: one[0])] for rows in columns.values()]
    ordered = [row for line in zip_longest(*lists) for row in line if row]
    return tuple(Note(head=visit.label(row, "question"), text=visit.label(row, "why")) for row in ordered)


def draft(visit: Visit) -> Draft:
    """Everything for the brief of a visit."""
    themes = {row["id"]: row for row in queries.themes(as_of=visit.as_of)}
    results = results_of(visit)
    name = visit.choice.name
    return Draft(
        lang=visit.lang,
        stamp=stamp(visit.as_of, visit.lang),
        link=whole(visit.pinned()),
        title=title(visit),
        reader=visit.say("brief.reader", name=name) if name else "",
        lead=_lead(visit),
        themes=tuple(visit.label(themes[id]) for id in about(visit).themes),
        tried=_tried(visit),
        sure=sure(results, visit),
        results=results,
        sayings=_sayings(visit),
        charts=_charts(visit),
        unknown=_unknown(visit),
        questions=_questions(visit),
    )
