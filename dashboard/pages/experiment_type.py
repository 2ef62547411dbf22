"""Soort: what one approach is, who tried it, what was found on each theme, and how sure that is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from dashboard import formats, queries
from dashboard.charts import words
from dashboard.charts.over_time import over_time
from dashboard.charts.with_and_without import with_and_without
from dashboard.components.notices import contents, notice, unknowns
from dashboard.components.profile import folded_sources, local_menu, questions, tried_by
from dashboard.components.results import results
from dashboard.components.sections import opening, section
from dashboard.components.symbols import pips, spoken
from dashboard.components.tree import Node, Part, h
from dashboard.model import Finding, Link, Note, Trial, TypeLabel
from dashboard.pages import asking, where
from dashboard.pages import profile as profile_rows
from dashboard.pages.bounds import too_many
from dashboard.pages.panel import finding, number
from dashboard.pages.relations import relations_of
from dashboard.pages.theme_results import chart_cards, listed, replaced_list
from dashboard.pages.visit import MOST_ROWS, Visit, remark_texts
from dashboard.queries import NEWEST, Row, Scope
from dashboard.texts import count

PATHS: dict[str, str] = {"nl": "/soorten/<id>", "en": "/en/types/<id>"}
_SIDES = ("favourable", "unfavourable", "same")


def ids() -> tuple[str, ...]:
    """The types that have a page: those that were tried."""
    return tuple(row["id"] for row in queries.types(as_of=NEWEST))


def _type(visit: Visit) -> Row:
    return {row["id"]: row for row in queries.types(as_of=NEWEST)}[visit.item]


def heading(visit: Visit) -> str:
    """The name of the type."""
    return visit.label(_type(visit))


def _trials(visit: Visit) -> list[Trial]:
    """Who tried it: with which group, of how many people, and how that was compared."""
    found = []
    for row in queries.experiments(as_of=visit.as_of):
        if visit.item not in (row["type_ids"] or []):
            continue
        own = [arm for arm in profile_rows.arms(row, visit) if arm.type.id == visit.item]
        found.append(
            Trial(
                municipality=Link(href=where.municipality(row["municipality_id"], visit), label=row["municipality"]),
                experiment=Link(
                    href=where.page("municipality", visit, anchor=row["id"], id=row["municipality_id"]),
                    label=row[f"short_{visit.lang}"],
                ),
                period=profile_rows.period(row, visit),
                arms=tuple(own),
                design=visit.say(f"profile.design.{row['design']}"),
                alone=len(row["type_ids"]) == 1,
            )
        )
    return found


def _placed(row: Row, made: Finding) -> Finding:
    """A result with the municipality that it comes from before the outcome."""
    return replace(made, head=f"{row['municipality']}: {made.head}") if row["municipality"] else made


def _sure(own: list[Row], visit: Visit) -> Part:
    """How many results point which way, by kind of comparison, the strongest first. Nothing is added up over cities' sizes."""
    lang = visit.lang
    lines = []
    kinds: dict[tuple[int | None, str], list[Row]] = {}
    for row in sorted(own, key=lambda row: -(row["level"] or 0)):
        group = row["comparison"] if row["level"] else "unrated"
        kinds.setdefault((row["level"], group), []).append(row)
    for (level, comparison), rows in kinds.items():
        counted = Counter(row["verdict"] if row["verdict"] in _SIDES else "other" for row in rows)
        parts = [
            visit.say(f"directions.count.{side}.{'one' if counted[side] == 1 else 'many'}",
                      n=formats.number(counted[side], lang))
            for side in (*_SIDES, "other") if counted[side]
        ]  # fmt: skip
        name = words.strength(level, comparison, lang).name
        lines.append(
            h(
                "li",
                pips(level),
                h(
                    "span",
                    h("b", f"{spoken(level, lang=lang).capitalize()}, {name}: "),
                    words.stop(formats.listing(parts, lang)),
                ),
            )
        )
    return h("ul", lines, cls="sure") if lines else None


def _national(found: list[Finding], visit: Visit, *, id: str) -> Part:
    """Results of several municipalities together, folded: they are the same for every approach that was tried there."""
    if not found:
        return None
    return h(
        "details",
        h("summary", count("type.national", visit.lang, len(found))),
        h("p", visit.say("type.national_intro"), cls="small soft"),
        results(found, lang=visit.lang),
        cls="fold",
        id=f"{id}-national",
    )


def _theme(theme: Row, visit: Visit) -> Node:
    """What was found on one theme: this approach alone, then approaches together, then several municipalities."""
    lang = visit.lang
    scope = Scope(as_of=visit.as_of, most=MOST_ROWS, theme=theme["id"], types=(visit.item,))
    more = too_many(scope)
    findings = queries.findings(scope)
    numbers = [row for row in queries.numbers(scope) if row["type_id"] == visit.item]
    pairs = [row for row in queries.pairs(scope) if row["preferred"]]
    alone = [row for row in findings if row["type_id"] == visit.item and row["counts"]]
    together = [row for row in findings if row["experiment_id"] and not row["arm_id"] and row["counts"]]
    national = [row for row in findings if row["about"] == "several_municipalities" and row["basis"] == "measured"]
    claims = [row for row in findings if row["basis"] == "claim" and row["type_id"] == visit.item]
    charts = (*with_and_without(scope, lang), *over_time(scope, lang))
    charts = tuple(one for one in charts if one.rows)
    loose = [row for row in numbers if row["reason"] not in ("superseded", "series")]
    own = [*pairs, *alone]
    notes = [Note(head=words.experiment(row, lang), text=row[f"text_{lang}"]) for row in queries.gaps(scope)]
    id = theme["id"]
    measured = [_placed(row, finding(row, visit)) for row in alone] + [
        _placed(row, number(row, visit)) for row in loose
    ]
    return h(
        "section",
        h("h3", visit.label(theme), id=f"{id}-title"),
        h("p", visit.say("type.found" if own else "type.none"), cls="answer"),
        None if more else _sure(own, visit),
        notice(visit.say("bounds.theme")) if more else None,
        chart_cards(charts, visit, theme=id, municipalities=()),
        listed(visit.say("type.alone"), measured, visit),
        listed(
            visit.say("type.together"), [_placed(row, finding(row, visit)) for row in together], visit,
            intro=visit.say("type.together_intro"),
        ),
        _national([finding(row, visit) for row in national], visit, id=id),
        listed(
            visit.say("map.claims"), [_placed(row, finding(row, visit)) for row in claims], visit, claimed=True,
            intro=visit.say("results.claims_intro"),
        ),
        replaced_list(
            [row for row in numbers if row["reason"] == "superseded"],
            [row for row in findings if row["basis"] == "measured" and not row["preferred"] and row["type_id"] == visit.item],
            visit, id=id,
        ),
        h("div", h("h4", visit.say("compare.unknown")), unknowns(notes, level=5), cls="listed") if notes else None,
        cls="theme-results",
        id=id,
        aria_labelledby=f"{id}-title",
    )  # fmt: skip


def _sources(visit: Visit) -> Node:
    scope = Scope(as_of=visit.as_of, most=MOST_ROWS, types=(visit.item,))
    rows = [row for row in queries.findings(scope) if row["type_id"] in (visit.item, None)]
    rows += [row for row in queries.numbers(scope) if row["type_id"] == visit.item]
    found = words.sources([*queries.pairs(scope), *rows], visit.lang, as_of=visit.as_of)
    return section(
        visit.say("municipality.sources"),
        folded_sources(found, lang=visit.lang, version_text=visit.version_text()) if found else None,
        id="sources",
        intro=visit.say("municipality.sources_intro", n=formats.number(len(found), visit.lang)),
    )


def body(visit: Visit) -> Node:
    """The whole page."""
    lead, relations = relations_of(_type(visit), visit)
    themes = queries.themes(as_of=visit.as_of)
    links = [Link(href=f"#{row['id']}", label=visit.label(row)) for row in themes]
    every = [
        Link(href=where.page("type", visit, id=row["id"]), label=visit.label(row), current=row["id"] == visit.item)
        for row in queries.types(as_of=visit.as_of)
    ]
    mark = TypeLabel(id=visit.item, name="")
    return h(
        "div",
        [notice(text) for text in remark_texts(visit)],
        h("div", opening(heading(visit), lead=(lead,)), local_menu(every, label=visit.say("type.menu")), cls="titled"),
        section(visit.say("type.relation"), relations, id="relation"),
        section(visit.say("type.who"), tried_by(_trials(visit), mark=mark, lang=visit.lang), id="tried"),
        section(
            visit.say("type.results"),
            contents(links, label=visit.say("type.themes")),
            [_theme(row, visit) for row in themes],
            id="results",
            intro=visit.say("type.results_intro"),
        ),
        section(
            visit.say("asking.title"), questions(asking.for_type(visit.item, visit)), id="questions",
            intro=visit.say("type.asking_intro"),
        ),
        _sources(visit),
        cls="dossier",
    )  # fmt: skip
