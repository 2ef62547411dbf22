"""The filters of the comparing page, with their choices from the data, and the choice in words."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import formats, queries
from dashboard.charts import words
from dashboard.model import Control, Option, OptionGroup
from dashboard.pages.visit import Visit
from dashboard.queries import Row
from dashboard.state import COMPARISONS


def _theme(visit: Visit) -> Control:
    options = tuple(
        Option(value=row["id"], label=visit.label(row), selected=row["id"] == visit.choice.theme)
        for row in queries.themes(as_of=visit.as_of)
    )
    return Control(
        name="theme", label=visit.say("filter.theme"), kind="one", groups=(OptionGroup(label="", options=options),)
    )


def _indicator(visit: Visit) -> Control:
    """All outcomes, under their themes: choosing one of another theme moves to that theme."""
    everything = Option(value="", label=visit.say("filter.all_indicators"), selected=not visit.choice.indicator)
    rows = queries.indicators(as_of=visit.as_of)
    groups = [OptionGroup(label="", options=(everything,))]
    for theme in queries.themes(as_of=visit.as_of):
        own = sorted((row for row in rows if row["theme"] == theme["id"]), key=lambda row: visit.label(row).casefold())
        groups.append(
            OptionGroup(
                label=visit.label(theme),
                value=theme["id"],
                options=tuple(
                    Option(value=row["id"], label=visit.label(row), selected=row["id"] == visit.choice.indicator)
                    for row in own
                ),
            )
        )
    return Control(name="indicator", label=visit.say("filter.indicator"), kind="one", groups=tuple(groups))


def _several(name: str, options: Sequence[tuple[str, str]], chosen: Sequence[str], visit: Visit) -> Control:
    picked = [label for value, label in options if value in chosen]
    return Control(
        name=name,
        label=visit.say(f"filter.{name}"),
        kind="several",
        groups=(
            OptionGroup(
                label="",
                options=tuple(Option(value=value, label=label, selected=value in chosen) for value, label in options),
            ),
        ),
        summary=formats.listing(picked, visit.lang) if picked else visit.say(f"filter.all_{name}"),
    )


def filters(visit: Visit) -> list[Control]:
    """The controls, in the order of the form."""
    types = [(row["id"], visit.label(row)) for row in queries.types(as_of=visit.as_of)]
    places = [(row["id"], row["name"]) for row in queries.municipalities(as_of=visit.as_of)]
    comparisons = [(id, visit.say(f"filter.comparisons.{id}")) for id in COMPARISONS]
    measured = Option(value="yes", label=visit.say("filter.measured"), selected=visit.choice.measured)
    return [
        _theme(visit),
        _indicator(visit),
        _several("type", types, visit.choice.types, visit),
        _several("municipality", places, visit.choice.municipalities, visit),
        _several("comparison", comparisons, visit.choice.comparisons, visit),
        Control(name="measured", label="", kind="switch", groups=(OptionGroup(label="", options=(measured,)),)),
    ]


def chosen_text(visit: Visit) -> str:
    """The choice in a few words: `Meedoen en werk, bijverdienpremie of vrijlating, Amsterdam`."""
    as_of, choice = visit.as_of, visit.choice

    def names(rows: Sequence[Row], ids: Sequence[str], key: str) -> list[str]:
        return [row[key] for row in rows if row["id"] in ids]

    label = f"label_{visit.lang}"
    parts = names(queries.themes(as_of=as_of), (choice.theme,), label)
    small = [
        *names(queries.indicators(as_of=as_of), (choice.indicator,), label),
        *names(queries.types(as_of=as_of), choice.types, label),
    ]
    parts += [words.start_small(text) for text in small]
    parts += names(queries.municipalities(as_of=as_of), choice.municipalities, "name")
    parts += [words.start_small(visit.say(f"filter.comparisons.{id}")) for id in choice.comparisons]
    if choice.measured:
        parts.append(visit.say("filter.measured_short"))
    return ", ".join(parts)
