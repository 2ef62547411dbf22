"""The calculator: how large a trial must be to see a difference, and what the trials could have seen."""

from dataclasses import replace

from dashboard.charts import registry
from dashboard.charts.trial_size import KEY, points_text
from dashboard.db import queries
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.controls import Control
from dashboard.models.text import heads
from dashboard.models.trial_size import TrialSize, smallest_difference
from dashboard.selection.trial_size import LIMITS, MISSES
from dashboard.web.components import details
from dashboard.web.components.controls import select, switch
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.sections import cards, notice, opening, section
from dashboard.web.pages.charts.cards import plain_card_of
from dashboard.web.pages.context import PageContext, remarks
from dashboard.web.pages.page_parts import filter_section


def chosen_text(context: PageContext) -> str:
    """Return the numbers in a few words, such as `11 procent zonder de aanpak, 100 mensen per groep`."""
    size = context.choice.trial
    return context.t(
        "trial_size.chosen",
        without=formats.full(size.without, "percent", context.lang),
        people=context.number(size.each),
    )


def _number(value: float, lang: str) -> str:
    """Return a number as it is written in a field: no separator of thousands."""
    text = f"{value:g}" if value != int(value) else str(int(value))
    return text.replace(".", ",") if lang == "nl" else text


def _controls(context: PageContext) -> list[Control]:
    size, default = context.choice.trial, TrialSize()
    fields = [
        Control(
            name=name,
            label=context.t(f"trial_size.field.{name}"),
            kind="number",
            value=_number(getattr(size, name), context.lang),
            default=_number(getattr(default, name), context.lang),
            help=context.t("trial_size.between", least=context.number(least), most=context.number(most)),
        )
        for name, (least, most) in LIMITS.items()
    ]
    # The default has no value, so that an address leaves it out.
    values = {miss: "" if miss == default.miss else str(miss) for miss in sorted(MISSES)}
    options = [(value, formats.full(miss, "percent", context.lang)) for miss, value in values.items()]
    options.sort(key=lambda option: bool(option[0]))
    return [
        *fields,
        select("miss", context.t("trial_size.field.miss"), options, values[size.miss]),
        switch("corrected", context.t("trial_size.field.corrected"), on=size.corrected),
    ]


def _trials(context: PageContext) -> Part:
    """Return what each trial with a lottery could have seen, had its groups been of the same size."""
    size, lang = context.choice.trial, context.lang
    arms = queries.arms(context)
    names = ("trial", "all", "groups", "people", "difference", "use")
    columns = heads(*(context.t(f"trial_size.head.{name}") for name in names), numeric=range(1, 5))
    rows = []
    for row in queries.experiments(context):
        groups = sum(arm.experiment_id == row.id and arm.role != "non_participants" for arm in arms)
        if row.design != "randomised" or row.participants is None or groups < 2:
            continue
        each = row.participants // groups
        smallest = smallest_difference(size.without, each, miss=size.miss, corrected=size.corrected)
        seen = points_text(smallest, lang) if smallest is not None else context.t("trial_size.no_difference")
        href = context.address(trial=replace(size, each=each, groups=groups), anchor=KEY)
        total = formats.full(row.participants, "persons", lang, 0, row.participants_qualifier)
        cells = (
            total,
            context.number(groups),
            context.number(each),
            seen,
            h("a", context.t("trial_size.use"), href=href),
        )
        rows.append(details.row_of(columns, labels.experiment(row), *cells))
    caption = h("caption", context.t("trial_size.trials_caption"))
    return section(
        context.t("trial_size.trials"),
        details.table(caption, columns, details.body(rows), cls="data cols-6 stack"),
        id="trials",
        intro=context.t("trial_size.trials_intro"),
    )


def results(context: PageContext) -> Node:
    """Return the results for the numbers of a reader, which are the part of the page that they replace."""
    charts = registry.all_for(context.scope, context, page="trial_size")
    return cards(
        remarks(context),
        h("p", charts[0].sentence, cls="vh", id="found"),
        [plain_card_of(chart, context) for chart in charts],
        _trials(context),
    )


def body(context: PageContext) -> Node:
    """Return the title, the fields, and the results."""
    back = h("a", context.t("trial_size.back"), href=context.link("starting"))
    return h(
        "div",
        opening(context.t("trial_size.title"), lead=(context.t("trial_size.lead"),)),
        notice(context.t("trial_size.notice"), head=context.t("trial_size.notice_head")),
        filter_section(_controls(context), results(context), context, chosen=chosen_text(context)),
        h("p", back, cls="onward"),
    )
