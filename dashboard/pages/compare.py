"""Vergelijken: filters, and the charts, numbers and claims that a choice leaves, each with what it cannot say."""

from __future__ import annotations

from dashboard import charts, formats, queries
from dashboard.charts import words
from dashboard.components.controls import controls
from dashboard.components.notices import contents, missing, notice, undrawn, unknowns
from dashboard.components.results import findings_list
from dashboard.components.sections import cards, opening, section, stage
from dashboard.components.tree import Node, Part, h
from dashboard.model import Link, Missing, Note, State, Undrawn
from dashboard.pages.bounds import too_many
from dashboard.pages.filters import chosen_text, filters
from dashboard.pages.panel import finding
from dashboard.pages.taking import card_of
from dashboard.pages.visit import Visit, remark_texts
from dashboard.queries import Row

PATHS = {"nl": "/vergelijken", "en": "/en/compare"}


def heading(visit: Visit) -> str:
    """The title of the page, with the theme that is shown."""
    themes = {row["id"]: row for row in queries.themes(as_of=visit.as_of)}
    theme = words.start_small(visit.label(themes[visit.choice.theme]))
    return visit.say("compare.title", theme=theme)


def _undrawn(rows: tuple[Row, ...], visit: Visit, *, reasons: tuple[str, ...]) -> list[Undrawn]:
    """Numbers that are on no chart, in the order of the reasons, each with its caution."""
    lang = visit.lang
    found = []
    for row in sorted((row for row in rows if row["reason"] in reasons), key=lambda row: reasons.index(row["reason"])):
        said = dict.fromkeys(words.stop(text) for text in (row[f"note_{lang}"], row[f"caution_{lang}"]) if text)
        group = f" {words.stop(row[f'subgroup_{lang}'])}" if row[f"subgroup_{lang}"] else ""
        found.append(
            Undrawn(
                head=f"{row['municipality']}, {words.start_small(row[f'indicator_{lang}'])}",
                value=words.value(row, lang),
                why=visit.say(f"compare.reason.{row['reason']}") + group + " " + " ".join(said),
                source=words.source(row, lang, as_of=visit.as_of),
            )
        )
    return found


def _gaps(visit: Visit) -> list[Note]:
    """What was not found or read on the chosen theme, experiment by experiment."""
    found = []
    for row in queries.gaps(visit.scope):
        word = words.start_small(visit.say(f"evidence.word.{row['reason']}"))
        found.append(Note(head=f"{words.experiment(row, visit.lang)}: {word}", text=row[f"text_{visit.lang}"]))
    return found


def _exists(visit: Visit) -> list[Link]:
    """Wider choices that do have something, the nearest first."""
    choice = visit.choice
    wider: list[tuple[str, str]] = []
    if choice.comparisons:
        wider.append(("comparisons", visit.address(comparisons=())))
    if choice.types:
        wider.append(("types", visit.address(types=())))
    if choice.indicator:
        wider.append(("indicator", visit.address(indicator="")))
    if choice.municipalities:
        wider.append(("municipalities", visit.address(municipalities=())))
    links = [Link(href=address, label=visit.say(f"compare.wider.{name}")) for name, address in wider]
    links.append(Link(href=visit.path, label=visit.say("control.reset")))
    return links


def _missing(visit: Visit, gaps: list[Note]) -> Missing:
    reasons = {row["reason"] for row in queries.gaps(visit.scope)}
    state: State = "not_read" if reasons == {"not_read"} else "not_found"
    texts = [f"{note.head}. {note.text}" for note in gaps] or [visit.say("compare.nothing_here")]
    return Missing(
        title=visit.say("compare.nothing", chosen=words.start_small(chosen_text(visit))),
        state=state,
        word=visit.say(f"evidence.word.{state}"),
        texts=tuple(texts),
        links=tuple(_exists(visit)),
    )  # fmt: skip


def _found(shown: int, results: int, visit: Visit) -> str:
    """How much the choice leaves, as it is read out after each change."""
    if not shown and not results:
        return visit.say("compare.found_none", chosen=chosen_text(visit))
    many = visit.say(f"compare.charts.{'one' if shown == 1 else 'many'}", n=formats.number(shown, visit.lang))
    rows = visit.say(f"compare.rows.{'one' if results == 1 else 'many'}", n=formats.number(results, visit.lang))
    return visit.say("compare.found", chosen=chosen_text(visit), charts=many, rows=rows)


def results(visit: Visit) -> Node:
    """What a choice leaves: the part of the page that changes with the filters."""
    lang = visit.lang
    shown = charts.all_for(visit.scope, lang)
    numbers = queries.numbers(visit.scope)
    loose = _undrawn(numbers, visit, reasons=("only_a_difference", "only_a_ratio", "all_groups", "no_comparison"))
    replaced = _undrawn(numbers, visit, reasons=("superseded",))
    claims = [] if visit.choice.measured else [
        row for row in queries.findings(visit.scope) if row["basis"] == "claim"
    ]  # fmt: skip
    gaps = _gaps(visit)
    parts: list[Part] = [notice(text) for text in remark_texts(visit)]
    if too_many(visit.scope):
        parts.append(notice(visit.say("bounds.too_many", most=formats.number(visit.scope.most, lang))))
    parts.append(h("p", _found(len(shown), sum(len(chart.rows) for chart in shown), visit), cls="tally", id="found"))
    empty = not shown and not loose and not claims and not replaced
    if len(shown) > 1:
        links = [Link(href=f"#{chart.key}", label=chart.question) for chart in shown]
        parts.append(contents(links, label=visit.say("compare.contents")))
    if empty:
        parts.append(missing(_missing(visit, gaps)))
    parts.extend(card_of(chart, visit) for chart in shown)
    if not shown and not empty:
        parts.append(notice(visit.say("compare.no_chart")))
    if loose:
        parts.append(
            undrawn(
                loose,
                title=visit.say("missing.undrawn"),
                intro=visit.say("missing.undrawn_intro"),
                lang=lang,
                id="undrawn",
            )
        )
    if replaced:
        parts.append(
            undrawn(
                replaced, title=visit.say("compare.replaced"), intro=visit.say("compare.replaced_intro"), lang=lang,
                id="replaced", fold=True,
            )
        )  # fmt: skip
    if gaps and not empty:
        parts.append(
            section(visit.say("compare.unknown"), unknowns(gaps), id="gaps", intro=visit.say("compare.unknown_intro"))
        )
    if claims:
        parts.append(
            findings_list(
                visit.say("compare.claims"), intro=visit.say("compare.claims_intro"),
                findings=[finding(row, visit) for row in claims], lang=lang, id="claims", kind="claimed",
            )
        )  # fmt: skip
    return cards(*parts)


def body(visit: Visit) -> Node:
    """The whole page: title, filters, and the results as they are drawn without scripts."""
    return h(
        "div",
        opening(visit.say("compare.heading"), lead=(visit.say("compare.lead"),)),
        controls(
            filters(visit), action=visit.path, lang=visit.lang, chosen=chosen_text(visit),
            hidden={"as_of": visit.choice.as_of.isoformat()} if visit.choice.as_of else None,
        ),
        h("p", cls="vh", role="status", aria_live="polite", id="announce"),
        stage(results(visit)),
    )  # fmt: skip
