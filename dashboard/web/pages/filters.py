"""The filters of the compare page, with options from the data, and the filters in words."""

from collections.abc import Sequence

from dashboard.db import queries
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.controls import Control
from dashboard.models.filters import COMPARISONS, MOMENTS
from dashboard.web.components.controls import option_group, select, switch
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.page_parts import highlight_text


def _indicator(context: PageContext) -> Control:
    """Return all outcomes by theme; an outcome of another theme switches to that theme."""
    chosen = (context.choice.indicator,)
    groups = [option_group([("", context.t("filter.all_indicators"))], chosen)]
    for theme in queries.themes(context):
        own = [(row.id, row.label) for row in queries.indicators(context) if row.theme == theme.id]
        own.sort(key=lambda option: option[1].casefold())
        groups.append(option_group(own, chosen, label=theme.label, value=theme.id))
    return Control(name="indicator", label=context.t("filter.indicator"), kind="one", groups=tuple(groups))


def _several(name: str, options: Sequence[tuple[str, str]], chosen: Sequence[str], context: PageContext) -> Control:
    picked = [label for value, label in options if value in chosen]
    return Control(
        name=name,
        label=context.t(f"filter.{name}"),
        kind="several",
        groups=(option_group(options, chosen),),
        summary=formats.listing(picked, context.lang) if picked else context.t(f"filter.all_{name}"),
    )


def filters(context: PageContext) -> list[Control]:
    """Return the controls in the order of the form."""
    themes = [(row.id, row.label) for row in queries.themes(context)]
    types = [(row.id, row.label) for row in queries.types(context)]
    places = [(row.id, row.name) for row in queries.municipalities(context)]
    groups = [(row.id, row.label or context.t("filter.whole_group")) for row in queries.subgroups(context)]
    moments = [(id, context.t(f"filter.moments.{id}")) for id in MOMENTS]
    comparisons = [(id, context.t(f"filter.comparisons.{id}")) for id in COMPARISONS]
    return [
        select("theme", context.t("filter.theme"), themes, context.choice.theme),
        _indicator(context),
        _several("type", types, context.choice.types, context),
        _several("municipality", places, context.choice.municipalities, context),
        _several("comparison", comparisons, context.choice.comparisons, context),
        _several("subgroup", groups, context.choice.subgroups, context),
        _several("moment", moments, context.choice.moments, context),
        switch("measured", context.t("filter.measured"), on=context.choice.measured),
    ]


def chosen_text(context: PageContext) -> str:
    """Return the filters in a few words, such as `Meedoen en werk, bijverdienpremie, Amsterdam`."""
    choice = context.choice
    parts = [row.label for row in queries.themes(context) if row.id == choice.theme]
    small = [row.label for row in queries.indicators(context) if row.id == choice.indicator]
    small += [row.label for row in queries.types(context) if row.id in choice.types]
    parts += [labels.lower_first(text) for text in small]
    parts += [row.name for row in queries.municipalities(context) if row.id in choice.municipalities]
    parts += [labels.lower_first(context.t(f"filter.comparisons.{id}")) for id in choice.comparisons]
    parts += [
        labels.lower_first(row.label or context.t("filter.whole_group"))
        for row in queries.subgroups(context)
        if row.id in choice.subgroups
    ]
    parts += [labels.lower_first(context.t(f"filter.moments.{id}")) for id in choice.moments]
    parts += highlight_text(context)
    if choice.measured:
        parts.append(context.t("filter.measured_short"))
    return ", ".join(parts)
