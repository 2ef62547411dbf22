"""The filters of the compare page, with options from the data, and the filters in words."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.db import queries
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.controls import Control, Option, OptionGroup
from dashboard.selection.filters import COMPARISONS
from dashboard.web.pages.context import PageContext


def _theme(context: PageContext) -> Control:
    options = tuple(
        Option(value=row.id, label=row.label, selected=row.id == context.choice.theme)
        for row in queries.themes(context)
    )
    return Control(
        name="theme", label=context.t("filter.theme"), kind="one", groups=(OptionGroup(label="", options=options),)
    )


def _indicator(context: PageContext) -> Control:
    """Return all outcomes by theme; an outcome of another theme switches to that theme."""
    everything = Option(value="", label=context.t("filter.all_indicators"), selected=not context.choice.indicator)
    rows = queries.indicators(context)
    groups = [OptionGroup(label="", options=(everything,))]
    for theme in queries.themes(context):
        own = sorted((row for row in rows if row.theme == theme.id), key=lambda row: row.label.casefold())
        groups.append(
            OptionGroup(
                label=theme.label,
                value=theme.id,
                options=tuple(
                    Option(value=row.id, label=row.label, selected=row.id == context.choice.indicator) for row in own
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
    """Return the controls in the order of the form."""
    types = [(row.id, row.label) for row in queries.types(context)]
    places = [(row.id, row.name) for row in queries.municipalities(context)]
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
    """Return the filters in a few words, such as `Meedoen en werk, bijverdienpremie, Amsterdam`."""
    choice = context.choice
    parts = [row.label for row in queries.themes(context) if row.id == choice.theme]
    small = [row.label for row in queries.indicators(context) if row.id == choice.indicator]
    small += [row.label for row in queries.types(context) if row.id in choice.types]
    parts += [labels.start_small(text) for text in small]
    parts += [row.name for row in queries.municipalities(context) if row.id in choice.municipalities]
    parts += [labels.start_small(context.t(f"filter.comparisons.{id}")) for id in choice.comparisons]
    if choice.measured:
        parts.append(context.t("filter.measured_short"))
    return ", ".join(parts)
