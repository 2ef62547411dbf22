"""Build the summary of an experiment from rows: approach, arms, evidence and set-up."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.db import queries
from dashboard.db.rows.subjects import ArmRow, DesignFactRow, ExperimentRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.profile import ArmLine, Glance, Profile, SetUpFact, SetUpGroup
from dashboard.models.scope import Scope
from dashboard.models.text import Note, TypeLabel
from dashboard.web.pages import urls
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.evidence import detail, word

# The kinds of set-up facts under each heading, in page order.
_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("money", ("cost", "budget")),
    ("people", ("target", "invited", "participants", "respondents")),
    ("pay", ("premium", "wage", "hours")),
    ("duration", ("duration",)),
    ("other", ("other",)),
)


def people(row: ExperimentRow | ArmRow, context: PageContext) -> str:
    """Return the number of people of an arm or experiment, or that it is unknown."""
    if row.participants is None:
        return context.t("profile.people_unknown")
    return formats.full(row.participants, "persons", context.lang, 0, row.participants_qualifier)


def period(experiment: ExperimentRow, context: PageContext) -> str:
    """Return the period and what followed; for a trial that is only announced, that."""
    start, end = experiment.start, experiment.end
    text = formats.period(start, end, context.lang)
    if experiment.status == "unknown":
        return context.t("profile.period.unknown", start=context.date(start))
    return context.t(f"profile.period.{experiment.status}", period=text)


def arms(experiment: ExperimentRow, context: PageContext) -> tuple[ArmLine, ...]:
    """Return the arms of an experiment, comparison arms included, with their numbers of people."""
    tried = {row.id: row for row in queries.experiment_types(context)}
    found = []
    for row in queries.arms(context):
        if row.experiment_id != experiment.id:
            continue
        treated = row.role == "treatment"
        name = tried[row.type_id].label
        label = TypeLabel(id=row.type_id, name=name, href=urls.page("type", context, id=row.type_id))
        if not treated:
            label = TypeLabel(id="comparison", name=context.t(f"profile.role.{row.role}"))
        found.append(ArmLine(type=label, name=row.label, people=people(row, context)))
    return tuple(found)


def _evidence(experiment: ExperimentRow, context: PageContext) -> str:
    """Return the strength of the strongest result in words; levels belong to results, not experiments."""
    cells = [row for row in queries.evidence(context) if row.experiment_id == experiment.id]
    held = [row for row in cells if row.results]
    if not held:
        return context.t("profile.evidence.none")
    best = max(held, key=lambda row: row.level or 0)
    if best.level is None or best.comparison is None:
        return context.t("profile.evidence.unrated")
    name = labels.strength(best.level, best.comparison, context.lang).name
    return context.t("profile.evidence.level", level=best.level, comparison=name)


def _facts(experiment: ExperimentRow, context: PageContext) -> list[Note]:
    who = experiment.evaluator
    told = {
        "period": period(experiment, context),
        "population": experiment.population,
        "participants": people(experiment, context),
        "design": context.t(f"profile.design.{experiment.design}"),
        "evidence": _evidence(experiment, context),
        "evaluator": who or context.t("profile.evaluator_unknown"),
        "scheme": experiment.scheme,
    }
    return [Note(head=context.t(f"profile.fact.{key}"), text=text) for key, text in told.items() if text]


def glances(experiment: ExperimentRow, context: PageContext, *, base: str = "") -> tuple[Glance, ...]:
    """Return the state of each theme as a link to its results on the municipality page."""
    themes = {row.id: row for row in queries.themes(context)}
    cells = {row.theme: row for row in queries.evidence(context) if row.experiment_id == experiment.id}
    return tuple(
        Glance(
            theme=row.label,
            state=cells[id].state,
            verdict=cells[id].verdict,
            word=word(cells[id], context),
            detail=detail(cells[id], context),
            href=f"{base}#{anchor(experiment, id)}",
        )
        for id, row in themes.items()
    )


def anchor(experiment: ExperimentRow, theme: str) -> str:
    """Return the id of a theme of an experiment on the municipality page."""
    return f"{experiment.id}.{theme}"


def profile(experiment: ExperimentRow, context: PageContext) -> Profile:
    """Return the summary of an experiment for the top of its municipality page."""
    return Profile(
        id=experiment.id,
        title=experiment.short,
        summary=experiment.summary,
        facts=tuple(_facts(experiment, context)),
        arms=arms(experiment, context),
        glances=glances(experiment, context),
        source=labels.source(experiment, context),
    )


def _value(row: DesignFactRow, context: PageContext) -> str:
    if row.value is None or row.unit is None:
        return ""
    return formats.full(row.value, row.unit, context.lang, 0, row.qualifier)


def _remark(row: DesignFactRow, leading: Sequence[DesignFactRow], context: PageContext) -> str:
    """Return why a number is not used: another one is preferred, or it is not certain enough."""
    for other in leading:
        same = (other.kind, other.label) == (row.kind, row.label)
        if same and other.value is not None:
            return context.t("profile.other_leads", value=_value(other, context))
    return context.t("profile.not_certain")


def _fact(row: DesignFactRow, context: PageContext, *, leading: Sequence[DesignFactRow] = ()) -> SetUpFact:
    found = labels.source(row, context)
    remark = "" if row.preferred else _remark(row, leading, context)
    if not row.preferred:
        remark = " ".join([context.t("source.says", who=labels.stop(found.publisher)), remark])
    return SetUpFact(
        label=row.label,
        value=_value(row, context),
        when=context.date(row.date) if row.date else "",
        source=found,
        remark=remark,
    )


def set_up(experiment: ExperimentRow, context: PageContext) -> tuple[tuple[SetUpGroup, ...], tuple[SetUpFact, ...]]:
    """Return the preferred facts on costs, people, pay and time by kind, and the unused ones."""
    rows = queries.design_facts(Scope(experiment=experiment.id), context)
    leading = [row for row in rows if row.preferred]
    groups = [
        SetUpGroup(
            title=context.t(f"profile.kind.{name}"),
            facts=tuple(_fact(row, context) for kind in kinds for row in leading if row.kind == kind),
        )
        for name, kinds in _KINDS
    ]
    others = tuple(_fact(row, context, leading=leading) for row in rows if not row.preferred)
    return tuple(group for group in groups if group.facts), others
