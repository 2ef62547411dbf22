"""From rows to an experiment in short: who, how, which groups, how strong the evidence is, and how it was set up."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.db import queries
from dashboard.db.queries import Row, Scope
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.profile import ArmLine, Glance, Profile, SetUpFact, SetUpGroup
from dashboard.models.text import Note, TypeLabel
from dashboard.web.pages import urls
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.evidence import detail, word

# The kinds of set-up facts under one head, in the order of the page.
_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("money", ("cost", "budget")),
    ("people", ("target", "invited", "participants", "respondents")),
    ("pay", ("premium", "wage", "hours")),
    ("duration", ("duration",)),
    ("other", ("other",)),
)


def people(row: Row, context: PageContext) -> str:
    """How many people were in a group or an experiment, or that the number was not found."""
    if row["participants"] is None:
        return context.t("profile.people_unknown")
    return formats.full(row["participants"], "persons", context.lang, 0, row["participants_qualifier"])


def period(experiment: Row, context: PageContext) -> str:
    """When it ran, and what came after; for a trial of which only the announcement is known, that."""
    start, end = experiment["start"], experiment["end"]
    text = formats.period(start, end, context.lang)
    if experiment["status"] == "unknown":
        return context.t("profile.period.unknown", start=formats.date(start, context.lang))
    return context.t(f"profile.period.{experiment['status']}", period=text)


def arms(experiment: Row, context: PageContext) -> tuple[ArmLine, ...]:
    """The groups of an experiment, comparison groups too, each with its number of people."""
    tried = {row["id"]: row for row in queries.experiment_types(as_of=context.as_of)}
    found = []
    for row in queries.arms(as_of=context.as_of):
        if row["experiment_id"] != experiment["id"]:
            continue
        treated = row["role"] == "treatment"
        name = context.label(tried[row["type_id"]])
        label = TypeLabel(id=row["type_id"], name=name, href=urls.page("type", context, id=row["type_id"]))
        if not treated:
            label = TypeLabel(id="comparison", name=context.t(f"profile.role.{row['role']}"))
        found.append(ArmLine(type=label, name=context.label(row), people=people(row, context)))
    return tuple(found)


def _evidence(experiment: Row, context: PageContext) -> str:
    """How strong the strongest result is, in words; the level belongs to results, not to the experiment."""
    cells = [row for row in queries.evidence(as_of=context.as_of) if row["experiment_id"] == experiment["id"]]
    held = [row for row in cells if row["results"]]
    if not held:
        return context.t("profile.evidence.none")
    best = max(held, key=lambda row: row["level"] or 0)
    if best["level"] is None:
        return context.t("profile.evidence.unrated")
    name = labels.strength(best["level"], best["comparison"], context.lang).name
    return context.t("profile.evidence.level", level=best["level"], comparison=name)


def _facts(experiment: Row, context: PageContext) -> list[Note]:
    lang = context.lang
    who = experiment[f"evaluator_{lang}"]
    told = {
        "period": period(experiment, context),
        "population": experiment[f"population_{lang}"],
        "participants": people(experiment, context),
        "design": context.t(f"profile.design.{experiment['design']}"),
        "evidence": _evidence(experiment, context),
        "evaluator": who or context.t("profile.evaluator_unknown"),
        "scheme": experiment[f"scheme_{lang}"],
    }
    return [Note(head=context.t(f"profile.fact.{key}"), text=text) for key, text in told.items() if text]


def glances(experiment: Row, context: PageContext, *, base: str = "") -> tuple[Glance, ...]:
    """The word of each theme, as a link to its results on the page of the municipality."""
    themes = {row["id"]: row for row in queries.themes(as_of=context.as_of)}
    cells = {
        row["theme"]: row for row in queries.evidence(as_of=context.as_of) if row["experiment_id"] == experiment["id"]
    }
    return tuple(
        Glance(
            theme=context.label(row),
            state=cells[id]["state"],
            verdict=cells[id]["verdict"],
            word=word(cells[id], context),
            detail=detail(cells[id], context),
            href=f"{base}#{anchor(experiment, id)}",
        )
        for id, row in themes.items()
    )


def anchor(experiment: Row, theme: str) -> str:
    """The place of a theme of an experiment on the page of its municipality."""
    return f"{experiment['id']}.{theme}"


def profile(experiment: Row, context: PageContext) -> Profile:
    """Everything of an experiment that stands at the top of its municipality's page."""
    return Profile(
        id=experiment["id"],
        title=experiment[f"short_{context.lang}"],
        summary=experiment[f"summary_{context.lang}"],
        facts=tuple(_facts(experiment, context)),
        arms=arms(experiment, context),
        glances=glances(experiment, context),
        source=labels.source(experiment, context.lang, as_of=context.as_of),
    )


def _value(row: Row, context: PageContext) -> str:
    if row["value"] is None:
        return ""
    return formats.full(row["value"], row["unit"], context.lang, 0, row["qualifier"])


def _remark(row: Row, leading: Sequence[Row], context: PageContext) -> str:
    """Why a number is not used: another one of the same kind and name leads, or it is not certain enough."""
    for other in leading:
        same = (other["kind"], other["label_en"]) == (row["kind"], row["label_en"])
        if same and other["value"] is not None:
            return context.t("profile.other_leads", value=_value(other, context))
    return context.t("profile.not_certain")


def _fact(row: Row, context: PageContext, *, leading: Sequence[Row] = ()) -> SetUpFact:
    lang = context.lang
    found = labels.source(row, lang, as_of=context.as_of)
    remark = "" if row["preferred"] else _remark(row, leading, context)
    if not row["preferred"]:
        remark = " ".join([context.t("source.says", who=labels.stop(found.publisher)), remark])
    return SetUpFact(
        label=context.label(row),
        value=_value(row, context),
        when=formats.date(row["date"], lang) if row["date"] else "",
        source=found,
        remark=remark,
    )


def set_up(experiment: Row, context: PageContext) -> tuple[tuple[SetUpGroup, ...], tuple[SetUpFact, ...]]:
    """The facts on costs, people, pay and time that lead, by kind, and those that are not used."""
    rows = queries.design_facts(Scope(as_of=context.as_of, experiment=experiment["id"]))
    leading = [row for row in rows if row["preferred"]]
    groups = [
        SetUpGroup(
            title=context.t(f"profile.kind.{name}"),
            facts=tuple(_fact(row, context) for kind in kinds for row in leading if row["kind"] == kind),
        )
        for name, kinds in _KINDS
    ]
    others = tuple(_fact(row, context, leading=leading) for row in rows if not row["preferred"])
    return tuple(group for group in groups if group.facts), others
