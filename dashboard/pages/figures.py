"""Cijfers: official statistics of whole municipalities by year, beside the country. Never an effect of an experiment."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dashboard import charts, formats, queries
from dashboard.charts import words
from dashboard.charts.trend import without
from dashboard.components.controls import controls
from dashboard.components.notices import contents, missing, notice, unknowns
from dashboard.components.sections import cards, opening, section, stage
from dashboard.components.tree import Node, Part, h
from dashboard.model import Control, Link, Missing, Note, Option, OptionGroup
from dashboard.pages.figure_table import figure_table
from dashboard.pages.taking import card_of
from dashboard.pages.visit import Visit, remark_texts
from dashboard.queries import Row

PATHS: dict[str, str] = {"nl": "/cijfers", "en": "/en/figures"}


def heading(visit: Visit) -> str:
    """The title of the page, with the theme that is shown."""
    themes = {row["id"]: row for row in queries.themes(as_of=visit.as_of)}
    return visit.say("figures.title", theme=words.start_small(visit.label(themes[visit.choice.theme])))


def _one(name: str, groups: Sequence[OptionGroup], visit: Visit) -> Control:
    return Control(name=name, label=visit.say(f"figures.{name}"), kind="one", groups=tuple(groups))


def _option(value: str, label: str, chosen: str) -> Option:
    return Option(value=value, label=label, selected=value == chosen)


def filters(visit: Visit) -> list[Control]:
    """Theme, subject, municipality in focus, and the axis; the first choice of each is the default."""
    choice = visit.choice
    themes = queries.themes(as_of=visit.as_of)
    subjects = [OptionGroup(label="", options=(_option("", visit.say("figures.all_indicators"), choice.indicator),))]
    rows = queries.context_indicators(as_of=visit.as_of)
    for theme in themes:
        own = tuple(
            _option(row["id"], visit.label(row), choice.indicator) for row in rows if row["theme"] == theme["id"]
        )
        if own:
            subjects.append(OptionGroup(label=visit.label(theme), value=theme["id"], options=own))
    places = [_option("", visit.say("figures.no_focus"), choice.focus)]
    places += [_option(row["id"], row["name"], choice.focus) for row in queries.municipalities(as_of=visit.as_of)]
    axes = [_option(id, visit.say(f"figures.axes.{id or 'shared'}"), choice.axis) for id in ("", "free")]
    shown = tuple(_option(row["id"], visit.label(row), choice.theme) for row in themes)
    return [
        _one("theme", [OptionGroup(label="", options=shown)], visit),
        _one("indicator", subjects, visit),
        _one("focus", [OptionGroup(label="", options=tuple(places))], visit),
        _one("axis", [OptionGroup(label="", options=tuple(axes))], visit),
    ]


def chosen_text(visit: Visit) -> str:
    """The choice in a few words: `Ervaren gezondheid, Groningen, eigen as`."""
    choice = visit.choice
    parts = [visit.label(row) for row in queries.themes(as_of=visit.as_of) if row["id"] == choice.theme]
    for row in queries.context_indicators(as_of=visit.as_of):
        if row["id"] == choice.indicator:
            parts.append(words.start_small(visit.label(row)))
    parts += [row["name"] for row in queries.municipalities(as_of=visit.as_of) if row["id"] == choice.focus]
    if choice.axis:
        parts.append(words.start_small(visit.say(f"figures.axes.{choice.axis}")))
    return ", ".join(parts)


def _gaps(rows: Sequence[Row], visit: Visit) -> list[Note]:
    """For each subject the places without any figure, with what is known about why."""
    indicators = {row["id"]: row for row in queries.context_indicators(as_of=visit.as_of)}
    found = []
    for id, grouped in groupby(rows, key=lambda row: row["indicator_id"]):
        gone = without(list(grouped), visit.lang, as_of=visit.as_of)
        if gone:
            caution = visit.label(indicators[id], "caution") if indicators[id][f"caution_{visit.lang}"] else ""
            text = visit.say("figures.gap", places=formats.listing(gone, visit.lang))
            found.append(Note(head=visit.label(indicators[id]), text=f"{text} {caution}".strip()))
    return found


def _missing(gaps: Sequence[Note], visit: Visit) -> Missing:
    """A choice without a chart: an outcome of trials, which is on another page, or a place without a figure."""
    choice = visit.choice
    other = {row["id"] for row in queries.indicators(as_of=visit.as_of)}
    if choice.indicator in other:
        label = next(visit.label(row) for row in queries.indicators(as_of=visit.as_of) if row["id"] == choice.indicator)
        text = visit.say("figures.of_trials", indicator=label)
        links = [Link(href=visit.address(visit.say("path.compare"), focus="", axis="", sort="", words=""),
                      label=visit.say("figures.to_compare"))]  # fmt: skip
        texts = [text]
    else:
        links = [Link(href=visit.address(focus=""), label=visit.say("figures.wider.focus"))] if choice.focus else []
        texts = [f"{note.head}. {note.text}" for note in gaps] or [visit.say("figures.nothing_here")]
    if choice.indicator:
        links.append(Link(href=visit.address(indicator=""), label=visit.say("figures.wider.indicator")))
    return Missing(
        title=visit.say("figures.none", chosen=words.start_small(chosen_text(visit))),
        state="not_found",
        word=visit.say("evidence.word.not_found"),
        texts=tuple(texts),
        links=(*links, Link(href=visit.path, label=visit.say("control.reset"))),
    )


def results(visit: Visit) -> Node:
    """What a choice leaves: the part of the page that changes with the filters."""
    lang, scope = visit.lang, visit.scope
    shown = [chart for kind in charts.STATISTICS for chart in kind.make(scope, lang)]
    rows = queries.context(scope)
    gaps = _gaps(rows, visit)
    parts: list[Part] = [notice(text) for text in remark_texts(visit)]
    many = visit.say(f"compare.charts.{'one' if len(shown) == 1 else 'many'}", n=formats.number(len(shown), lang))
    figures = formats.number(sum(len(chart.rows) for chart in shown), lang)
    found = (
        visit.say("figures.found", chosen=chosen_text(visit), charts=many, n=figures)
        if shown
        else visit.say("compare.found_none", chosen=chosen_text(visit))
    )
    parts.append(h("p", found, cls="tally", id="found"))
    if len(shown) > 1:
        links = [Link(href=f"#{chart.key}", label=chart.question) for chart in shown]
        links.append(Link(href="#table-part", label=visit.say("figures.table")))
        parts.append(contents(links, label=visit.say("compare.contents")))
    if not shown:
        parts.append(missing(_missing(gaps, visit)))
    parts.extend(card_of(chart, visit) for chart in shown)
    if gaps and shown:
        parts.append(
            section(visit.say("figures.gaps"), unknowns(gaps), id="gaps", intro=visit.say("figures.gaps_intro"))
        )
    if rows:
        parts.append(figure_table(rows, visit))
    return cards(*parts)


def body(visit: Visit) -> Node:
    """The whole page: title, what these figures are not, filters, and the results as they are drawn without scripts."""
    choice = visit.choice
    hidden = {"as_of": choice.as_of.isoformat() if choice.as_of else "", "q": choice.words, "sort": choice.sort}
    return h(
        "div",
        opening(visit.say("figures.heading"), lead=(visit.say("figures.lead"),)),
        notice(visit.say("figures.notice"), head=visit.say("figures.notice_head")),
        controls(
            filters(visit), action=visit.path, lang=visit.lang, chosen=chosen_text(visit),
            hidden={name: value for name, value in hidden.items() if value},
        ),
        h("p", cls="vh", role="status", aria_live="polite", id="announce"),
        stage(results(visit)),
    )  # fmt: skip
