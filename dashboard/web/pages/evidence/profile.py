"""The summary of an experiment: approach, arms, evidence, and the state of each theme."""

from collections.abc import Sequence

from dashboard.db import queries
from dashboard.db.rows.subjects import ArmRow, ExperimentRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.text import TypeLabel
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.labels import source_line, state_word, type_mark, type_name
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.evidence.cell_signs import cells_of, sign_of, strength_of, word
from dashboard.web.pages.evidence.cell_words import detail


def people(row: ExperimentRow | ArmRow, context: PageContext) -> str:
    """Return the number of people of an arm or experiment, or that it is unknown."""
    if row.participants is None:
        return context.t("profile.people_unknown")
    return formats.full(row.participants, "persons", context.lang, 0, row.participants_qualifier)


def period(experiment: ExperimentRow, context: PageContext) -> str:
    """Return the period and what followed; for a trial that is only announced, that."""
    if experiment.status == "unknown":
        return context.t("profile.period.unknown", start=context.date(experiment.start))
    text = formats.period(experiment.start, experiment.end, context.lang)
    return context.t(f"profile.period.{experiment.status}", period=text)


def arms(experiment: ExperimentRow, context: PageContext) -> list[tuple[ArmRow, TypeLabel]]:
    """Return the arms of an experiment with their types, comparison arms included."""
    names = {row.id: row.label for row in queries.experiment_types(context)}
    result = []
    for row in queries.arms(context):
        if row.experiment_id != experiment.id:
            continue
        if row.role == "treatment":
            href = context.link("type", row.type_id)
            label = TypeLabel(id=row.type_id, name=names[row.type_id], href=href)
        else:
            label = TypeLabel(id="comparison", name=context.t(f"profile.role.{row.role}"))
        result.append((row, label))
    return result


def _evidence(experiment: ExperimentRow, context: PageContext) -> str:
    """Return the strength of the strongest result in words; levels belong to results, not experiments."""
    held = [row for row in cells_of(experiment, context) if row.results]
    if not held:
        return context.t("profile.evidence.none")
    strength = strength_of(max(held, key=lambda row: row.level or 0), context)
    if strength is None or strength.level is None:
        return context.t("profile.evidence.unrated")
    return context.t("profile.evidence.level", comparison=strength.name)


def _facts(experiment: ExperimentRow, context: PageContext, *, short: bool) -> list[Part]:
    """Return the facts on an experiment as terms, in a list of experiments only the first ones."""
    message = {
        "period": period(experiment, context),
        "population": "" if short else experiment.population,
        "participants": people(experiment, context),
        "design": context.t(f"profile.design.{experiment.design}"),
    }
    if not short:
        message["evidence"] = _evidence(experiment, context)
        message["evaluator"] = experiment.evaluator or context.t("profile.evaluator_unknown")
        message["scheme"] = experiment.scheme
    return [[h("dt", context.t(f"profile.fact.{key}")), h("dd", text)] for key, text in message.items() if text]


def _arm(row: ArmRow, label: TypeLabel, context: PageContext) -> Node:
    """Return an arm, linked to its type when it is named after it; otherwise the type follows."""
    same = label.name == row.label
    return h(
        "li",
        type_mark(label.id),
        type_name(label) if same else h("span", row.label),
        h("small", people(row, context)),
        h("small", type_name(label)) if label.name and not same else None,
    )


def _themes(experiment: ExperimentRow, context: PageContext, *, base: str) -> Node:
    """Return the state of each theme as a link to its results on the municipality page."""
    items = []
    for theme, cell in zip(queries.themes(context), cells_of(experiment, context), strict=True):
        more = detail(cell, context)
        state = state_word(sign_of(cell), word(cell, context))
        text = [h("span", theme.label, cls="theme"), h("span", state, h("small", more) if more else None)]
        items.append(h("li", h("a", text, href=f"{base}#{anchor(experiment, theme.id)}")))
    return h("ul", items, cls="glances", aria_label=context.t("profile.glances"))


def anchor(experiment: ExperimentRow, theme: str) -> str:
    """Return the id of a theme of an experiment on the municipality page."""
    return f"{experiment.id}.{theme}"


def fact_list(experiment: ExperimentRow, context: PageContext) -> Node:
    """Return the facts on an experiment and its arms, with the source."""
    facts = _facts(experiment, context, short=False)
    items = [_arm(row, label, context) for row, label in arms(experiment, context)]
    if items:
        facts.append([h("dt", context.t("profile.arms")), h("dd", h("ul", items, cls="arm-list"))])
    source = source_line([labels.source(experiment, context)], lang=context.lang)
    return h("div", h("dl", facts, cls="kv"), source, cls="passport")


def profiles(experiments: Sequence[ExperimentRow], context: PageContext) -> Node:
    """Return experiments beside each other in short, with links to their pages."""
    built = [_profile(row, context) for row in experiments]
    return h("div", built, cls="profiles" if len(built) > 1 else "profiles alone")


def _profile(experiment: ExperimentRow, context: PageContext) -> Node:
    id = experiment.id
    base = context.link("municipality", experiment.municipality_id)
    title = h("h3", h("a", experiment.short, href=f"{base}#{id}"), id=f"{id}-title")
    found = h("div", title, h("p", experiment.summary, cls="summary"), _themes(experiment, context, base=base))
    source = source_line([labels.source(experiment, context)], lang=context.lang)
    known = h("div", h("dl", _facts(experiment, context, short=True), cls="kv"), source, cls="known")
    return h("article", found, known, cls="profile", id=id, aria_labelledby=f"{id}-title")
