"""The filters of the comparing page, with their choices from the data, and the choice in words."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.db import queries
from dashboard.db.queries import Row
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.controls import Control, Option, OptionGroup
from dashboard.selection.filters import COMPARISONS
from dashboard.web.pages.context import PageContext


def _theme(context: PageContext) -> Control:
    options = tuple(
        Option(value=row["id"], label=context.label(row), selected=row["id"] == context.choice.theme)
        for row in queries.themes(as_of=context.as_of)
    )
    return Control(
        name="theme", label=context.t("filter.theme"), kind="one", groups=(OptionGroup(label="", options=options),)
    )


def _indicator(context: PageContext) -> Control:
    """All outcomes, under their themes: choosing one of another theme moves to that theme."""
    everything = Option(value="", label=context.t("filter.all_indicators"), selected=not context.choice.indicator)
    rows = queries.indicators(as_of=context.as_of)
    groups = [OptionGroup(label="", options=(everything,))]
    for theme in queries.themes(as_of=context.as_of):
        own = sorted(
            (row for row in rows if row["theme"] == theme["id"]), key=lambda row: context.label(row).casefold()
        )
        groups.append(
            OptionGroup(
                label=context.label(theme),
                value=theme["id"],
                options=tuple(
                    Option(value=row["id"], label=context.label(row), selected=row["id"] == context.choice.indicator)
                    for row in own
                ),
            )
        )
    return Control(name="indicator", label=context.t("filter.indicator"), kind="one", groups=tuple(groups))


def _several(name: str, options: Sequence[tuple[str, str]], chosen: Sequence[str], context: PageContext) -> Control:
    picked = [label for value, label in options if value in chosen]
    return Control(
        name=name,
        label=context.t(f"filter.{name}"),
        kind="several",
        groups=(
            OptionGroup(
                label="",
                options=tuple(Option(value=value, label=label, selected=value in chosen) for value, label in options),
            ),
        ),
        summary=formats.listing(picked, context.lang) if picked else context.t(f"filter.all_{name}"),
    )


def filters(context: PageContext) -> list[Control]:
    """The controls, in the order of the form."""
    types = [(row["id"], context.label(row)) for row in queries.types(as_of=context.as_of)]
    places = [(row["id"], row["name"]) for row in queries.municipalities(as_of=context.as_of)]
    comparisons = [(id, context.t(f"filter.comparisons.{id}")) for id in COMPARISONS]
    measured = Option(value="yes", label=context.t("filter.measured"), selected=context.choice.measured)
    return [
        _theme(context),
        _indicator(context),
        _several("type", types, context.choice.types, context),
        _several("municipality", places, context.choice.municipalities, context),
        _several("comparison", comparisons, context.choice.comparisons, context),
        Control(name="measured", label="", kind="switch", groups=(OptionGroup(label="", options=(measured,)),)),
    ]


def chosen_text(context: PageContext) -> str:
    """The choice in a few words: `Meedoen en werk, bijverdienpremie of vrijlating, Amsterdam`."""
    as_of, choice = context.as_of, context.choice

    def names(rows: Sequence[Row], ids: Sequence[str], key: str) -> list[str]:
        return [row[key] for row in rows if row["id"] in ids]

    label = f"label_{context.lang}"
    parts = names(queries.themes(as_of=as_of), (choice.theme,), label)
    small = [
        *names(queries.indicators(as_of=as_of), (choice.indicator,), label),
        *names(queries.types(as_of=as_of), choice.types, label),
    ]
    parts += [labels.start_small(text) for text in small]
    parts += names(queries.municipalities(as_of=as_of), choice.municipalities, "name")
    parts += [labels.start_small(context.t(f"filter.comparisons.{id}")) for id in choice.comparisons]
    if choice.measured:
        parts.append(context.t("filter.measured_short"))
    return ", ".join(parts)
