"""The filters of the compare page, with options from the data, and the filters in words."""

from collections.abc import Sequence

from dashboard.db import queries
from dashboard.db.rows.subjects import IndicatorRow, ThemeRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.controls import Control, Option, OptionGroup
from dashboard.selection.filters import COMPARISONS, MOMENTS
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.page_parts import highlight_text


def _control(name: str, *groups: OptionGroup, context: PageContext) -> Control:
    return Control(name=name, label=context.t(f"filter.{name}"), kind="one", groups=groups)


def _options(rows: Sequence[ThemeRow | IndicatorRow], chosen: str) -> tuple[Option, ...]:
    return tuple(Option(value=row.id, label=row.label, selected=row.id == chosen) for row in rows)


def _indicator(context: PageContext) -> Control:
    """Return all outcomes by theme; an outcome of another theme switches to that theme."""
    chosen = context.choice.indicator
    everything = Option(value="", label=context.t("filter.all_indicators"), selected=not chosen)
    groups = [OptionGroup(label="", options=(everything,))]
    for theme in queries.themes(context):
        own = [row for row in queries.indicators(context) if row.theme == theme.id]
        options = _options(sorted(own, key=lambda row: row.label.casefold()), chosen)
        groups.append(OptionGroup(label=theme.label, value=theme.id, options=options))
    return _control("indicator", *groups, context=context)


def _several(name: str, options: Sequence[tuple[str, str]], chosen: Sequence[str], context: PageContext) -> Control:
    picked = [label for value, label in options if value in chosen]
    boxes = tuple(Option(value=value, label=label, selected=value in chosen) for value, label in options)
    return Control(
        name=name,
        label=context.t(f"filter.{name}"),
        kind="several",
        groups=(OptionGroup(label="", options=boxes),),
        summary=formats.listing(picked, context.lang) if picked else context.t(f"filter.all_{name}"),
    )


def filters(context: PageContext) -> list[Control]:
    """Return the controls in the order of the form."""
    themes = _options(queries.themes(context), context.choice.theme)
    types = [(row.id, row.label) for row in queries.types(context)]
    places = [(row.id, row.name) for row in queries.municipalities(context)]
    groups = [(row.id, row.label or context.t("filter.whole_group")) for row in queries.subgroups(context)]
    moments = [(id, context.t(f"filter.moments.{id}")) for id in MOMENTS]
    comparisons = [(id, context.t(f"filter.comparisons.{id}")) for id in COMPARISONS]
    measured = Option(value="yes", label=context.t("filter.measured"), selected=context.choice.measured)
    return [
        _control("theme", OptionGroup(label="", options=themes), context=context),
        _indicator(context),
        _several("type", types, context.choice.types, context),
        _several("municipality", places, context.choice.municipalities, context),
        _several("comparison", comparisons, context.choice.comparisons, context),
        _several("subgroup", groups, context.choice.subgroups, context),
        _several("moment", moments, context.choice.moments, context),
        Control(name="measured", label="", kind="switch", groups=(OptionGroup(label="", options=(measured,)),)),
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
