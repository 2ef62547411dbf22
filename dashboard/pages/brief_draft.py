"""All that a brief could say about a choice, in the order in which it is wanted. What fits is chosen later, by `fitting`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from dashboard import charts, formats, queries
from dashboard.charts import claim_rows, words
from dashboard.components.symbols import UNKNOWN, state_name
from dashboard.exports.address import whole
from dashboard.exports.item import Item, item, stamp
from dashboard.exports.paper import Cell, Draft, Result, Sure, Tried
from dashboard.model import Note, Saying
from dashboard.pages import evidence
from dashboard.pages.overview import better
from dashboard.pages.visit import Visit
from dashboard.queries import Row, Scope

# Charts by how much they say: two numbers beside each other, then sides by lottery, and so on. Others are not for a brief.
_CHARTS = (
    "with_and_without", "directions.randomised_control", "directions.matched_comparison", "over_time",
    "directions.over_time", "directions.unrated", "directions.non_participants",
)  # fmt: skip
_FOCUS = ("evidence", "value_of_work", "stable_income", "organisation_and_guidance", "financing")
_MOST_CLEAR = 2
_MOST_KINDS = 4
# With more trials than this in the table, a row says only what tells them apart, and the answer counts.
_FEW = 2


@dataclass(frozen=True, kw_only=True)
class About:
    """What a brief is about: one municipality, one type, or everything; and the themes, all of them by default."""

    municipality: str = ""
    type: str = ""
    themes: tuple[str, ...] = ()


def about(visit: Visit) -> About:
    """The subject of a visit: a municipality goes before a type, the first of several before the others."""
    town = next(iter(visit.choice.municipalities), "")
    kind = "" if town else next(iter(visit.choice.types), "")
    return About(municipality=town, type=kind, themes=visit.choice.themes or visit.known.themes)


def scope(visit: Visit, theme: str | None = None) -> Scope:
    """The choice of a brief as a scope for queries, on one theme or all."""
    own = about(visit)
    return Scope(
        as_of=visit.as_of,
        theme=theme,
        municipalities=(own.municipality,) if own.municipality else (),
        types=(own.type,) if own.type else (),
    )


def _experiments(visit: Visit) -> list[Row]:
    own = about(visit)
    return [
        row
        for row in queries.experiments(as_of=visit.as_of)
        if own.municipality in ("", row["municipality_id"]) and (not own.type or own.type in (row["type_ids"] or []))
    ]


def _cells(visit: Visit) -> list[Row]:
    """The cells of the evidence map that a brief is about, experiment by experiment in the order of the themes."""
    found = {(row["experiment_id"], row["theme"]): row for row in queries.evidence(as_of=visit.as_of)}
    return [found[one["id"], theme] for one in _experiments(visit) for theme in about(visit).themes]


def title(visit: Visit) -> str:
    """The question that the brief answers."""
    own = about(visit)
    if own.municipality:
        names = {row["id"]: row["name"] for row in queries.municipalities(as_of=queries.NEWEST)}
        return visit.say("brief.title.municipality", name=names[own.municipality])
    if own.type:
        types = {row["id"]: row for row in queries.types(as_of=queries.NEWEST)}
        return visit.say("brief.title.type", name=visit.label(types[own.type]))
    return visit.say("brief.title.all")


def _lead(visit: Visit) -> tuple[str, ...]:
    """What reads better or worse in a sentence each, then how many cells read otherwise."""
    own, cells = about(visit), _cells(visit)
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
    if len(_experiments(visit)) <= _FEW:
        return (*sentences, *(_row_in_words(row, visit) for row in _experiments(visit)), *_whole(visit))
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
    for cell in _cells(visit):
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
    mixed = any(len(row["type_ids"] or []) > 1 for row in _experiments(visit))
    return (visit.say("brief.word_whole"),) if about(visit).type and mixed else ()


def _tried(visit: Visit) -> tuple[Tried, ...]:
    lang, found, many = visit.lang, [], len(_experiments(visit)) > _FEW
    cells = {(row["experiment_id"], row["theme"]): row for row in _cells(visit)}
    for row in _experiments(visit):
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


def _pairs(visit: Visit) -> list[tuple[Row, Result]]:
    """Numbers beside their comparison arm; several groups of one outcome share a result."""
    labels = {row["id"]: row for row in queries.indicators(as_of=visit.as_of)}
    lang, found = visit.lang, []
    rows = [row for row in queries.pairs(scope(visit)) if row["preferred"] and row["theme"] in about(visit).themes]
    for _, grouped in groupby(rows, key=lambda row: (row["group_key"], row["experiment_id"], row["type_id"])):
        own = list(grouped)
        first = own[0]
        parts = [
            visit.say(
                "brief.pair",
                indicator=words.start_small(visit.label(labels[first["indicator_id"]])),
                treated=words.value(first, lang, key="treated"),
                arm=words.start_small(first[f"arm_{lang}"]),
                comparison=words.value(first, lang, key="comparison_value", qualifier="comparison_qualifier"),
                comparison_arm=words.start_small(first[f"comparison_arm_{lang}"]),
                group=words.start_small(_group(first, lang)),
            )
        ]
        parts += [
            visit.say(
                "brief.pair_more",
                group=_group(row, lang),
                treated=formats.short(row["treated"], "none", lang, row["decimals"], row["qualifier"]),
                comparison=words.value(row, lang, key="comparison_value", qualifier="comparison_qualifier"),
            )
            for row in own[1:]
        ]
        kind = first["comparison"] if first["comparable"] else "not_comparable"
        made = Result(
            whose=words.experiment(first, lang),
            text=" ".join(parts),
            strength=words.strength(first["level"], kind, lang),
            sources=words.sources(own, lang, as_of=visit.as_of),
        )
        found.append((first, made))
    return found


def _group(row: Row, lang: str) -> str:
    return row[f"subgroup_{lang}"] or formats.period(row["start"], row["end"], lang)


def _findings(visit: Visit) -> list[tuple[Row, Result]]:
    lang = visit.lang
    return [
        (
            row,
            Result(
                whose=words.experiment(row, lang),
                text=row[f"text_{lang}"],
                strength=words.strength(row["level"], row["comparison"], lang),
                sources=words.sources([row], lang, as_of=visit.as_of),
            ),
        )
        for row in queries.findings(scope(visit))
        if row["counts"] and row["experiment_id"] and row["theme"] in about(visit).themes
    ]


def _results(visit: Visit) -> tuple[Result, ...]:
    """Experiment by experiment; within one, the strongest of each theme first, then the second of each."""
    themes = about(visit).themes
    places = {row["id"]: place for place, row in enumerate(_experiments(visit))}
    found: dict[tuple[int, str], list[Result]] = {}
    rows = [*_pairs(visit), *_findings(visit)]
    own = about(visit).type
    # On a type, what is said of it alone goes before what is said of approaches together.
    rows.sort(key=lambda one: (bool(own) and one[0]["type_id"] != own, -(one[0]["level"] or 0)))
    for row, result in rows:
        found.setdefault((places[row["experiment_id"]], row["theme"]), []).append(result)
    made: list[Result] = []
    for place in sorted(set(places.values())):
        columns = [found.get((place, theme), []) for theme in themes]
        made.extend(one for line in zip_longest(*columns) for one in line if one)
    return tuple(made)


def _sure(results: Sequence[Result], visit: Visit) -> tuple[Sure, ...]:
    counted = Counter(result.strength for result in results)
    ordered = sorted(counted.items(), key=lambda one: -(one[0].level or 0))[:_MOST_KINDS]
    return tuple(
        Sure(
            strength=strength,
            count=visit.say(f"brief.results.{'one' if n == 1 else 'many'}", n=formats.number(n, visit.lang)),
        )
        for strength, n in ordered
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
    dark = {(cell["experiment_id"], cell["theme"]) for cell in _cells(visit) if cell["state"] in UNKNOWN}
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
    tried = {id for row in _experiments(visit) for id in row["type_ids"] or []}
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
    results = _results(visit)
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
        sure=_sure(results, visit),
        results=results,
        sayings=_sayings(visit),
        charts=_charts(visit),
        unknown=_unknown(visit),
        questions=_questions(visit),
    )
