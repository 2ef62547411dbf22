"""From rows to an experiment in short: who, how, which groups, how strong the evidence is, and how it was set up."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import formats, queries
from dashboard.charts import words
from dashboard.model import ArmLine, Glance, Note, Profile, SetUpFact, SetUpGroup, TypeLabel
from dashboard.pages import where
from dashboard.pages.evidence import detail, word
from dashboard.pages.visit import Visit
from dashboard.queries import Row, Scope

# The kinds of set-up facts under one head, in the order of the page.
_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("money", ("cost", "budget")),
    ("people", ("target", "invited", "participants", "respondents")),
    ("pay", ("premium", "wage", "hours")),
    ("duration", ("duration",)),
    ("other", ("other",)),
)


def people(row: Row, visit: Visit) -> str:
    """How many people were in a group or an experiment, or that the number was not found."""
    if row["participants"] is None:
        return visit.say("profile.people_unknown")
    return formats.full(row["participants"], "persons", visit.lang, 0, row["participants_qualifier"])


def period(experiment: Row, visit: Visit) -> str:
    """When it ran, and what came after; for a trial of which only the announcement is known, that."""
    start, end = experiment["start"], experiment["end"]
    text = formats.period(start, end, visit.lang)
    if experiment["status"] == "unknown":
        return visit.say("profile.period.unknown", start=formats.date(start, visit.lang))
    return visit.say(f"profile.period.{experiment['status']}", period=text)


def arms(experiment: Row, visit: Visit) -> tuple[ArmLine, ...]:
    """The groups of an experiment, comparison groups too, each with its number of people."""
    tried = {row["id"]: row for row in queries.experiment_types(as_of=visit.as_of)}
    found = []
    for row in queries.arms(as_of=visit.as_of):
        if row["experiment_id"] != experiment["id"]:
            continue
        treated = row["role"] == "treatment"
        name = visit.label(tried[row["type_id"]])
        label = TypeLabel(id=row["type_id"], name=name, href=where.page("type", visit, id=row["type_id"]))
        if not treated:
            label = TypeLabel(id="comparison", name=visit.say(f"profile.role.{row['role']}"))
        found.append(ArmLine(type=label, name=visit.label(row), people=people(row, visit)))
    return tuple(found)


def _evidence(experiment: Row, visit: Visit) -> str:
    """How strong the strongest result is, in words; the level belongs to results, not to the experiment."""
    cells = [row for row in queries.evidence(as_of=visit.as_of) if row["experiment_id"] == experiment["id"]]
    held = [row for row in cells if row["results"]]
    if not held:
        return visit.say("profile.evidence.none")
    best = max(held, key=lambda row: row["level"] or 0)
    if best["level"] is None:
        return visit.say("profile.evidence.unrated")
    name = words.strength(best["level"], best["comparison"], visit.lang).name
    return visit.say("profile.evidence.level", level=best["level"], comparison=name)


def _facts(experiment: Row, visit: Visit) -> list[Note]:
    lang = visit.lang
    who = experiment[f"evaluator_{lang}"]
    told = {
        "period": period(experiment, visit),
        "population": experiment[f"population_{lang}"],
        "participants": people(experiment, visit),
        "design": visit.say(f"profile.design.{experiment['design']}"),
        "evidence": _evidence(experiment, visit),
        "evaluator": who or visit.say("profile.evaluator_unknown"),
        "scheme": experiment[f"scheme_{lang}"],
    }
    return [Note(head=visit.say(f"profile.fact.{key}"), text=text) for key, text in told.items() if text]


def glances(experiment: Row, visit: Visit, *, base: str = "") -> tuple[Glance, ...]:
    """The word of each theme, as a link to its results on the page of the municipality."""
    themes = {row["id"]: row for row in queries.themes(as_of=visit.as_of)}
    cells = {
        row["theme"]: row for row in queries.evidence(as_of=visit.as_of) if row["experiment_id"] == experiment["id"]
    }
    return tuple(
        Glance(
            theme=visit.label(row),
            state=cells[id]["state"],
            verdict=cells[id]["verdict"],
            word=word(cells[id], visit),
            detail=detail(cells[id], visit),
            href=f"{base}#{anchor(experiment, id)}",
        )
        for id, row in themes.items()
    )


def anchor(experiment: Row, theme: str) -> str:
    """The place of a theme of an experiment on the page of its municipality."""
    return f"{experiment['id']}.{theme}"


def profile(experiment: Row, visit: Visit) -> Profile:
    """Everything of an experiment that stands at the top of its municipality's page."""
    return Profile(
        id=experiment["id"],
        title=experiment[f"short_{visit.lang}"],
        summary=experiment[f"summary_{visit.lang}"],
        facts=tuple(_facts(experiment, visit)),
        arms=arms(experiment, visit),
        glances=glances(experiment, visit),
        source=words.source(experiment, visit.lang, as_of=visit.as_of),
    )


def _value(row: Row, visit: Visit) -> str:
    if row["value"] is None:
        return ""
    return formats.full(row["value"], row["unit"], visit.lang, 0, row["qualifier"])


def _remark(row: Row, leading: Sequence[Row], visit: Visit) -> str:
    """Why a number is not used: another one of the same kind and name leads, or it is not certain enough."""
    for other in leading:
        same = (other["kind"], other["label_en"]) == (row["kind"], row["label_en"])
        if same and other["value"] is not None:
            return visit.say("profile.other_leads", value=_value(other, visit))
    return visit.say("profile.not_certain")


def _fact(row: Row, visit: Visit, *, leading: Sequence[Row] = ()) -> SetUpFact:
    lang = visit.lang
    found = words.source(row, lang, as_of=visit.as_of)
    remark = "" if row["preferred"] else _remark(row, leading, visit)
    if not row["preferred"]:
        remark = " ".join([visit.say("source.says", who=words.stop(found.publisher)), remark])
    return SetUpFact(
        label=visit.label(row),
        value=_value(row, visit),
        when=formats.date(row["date"], lang) if row["date"] else "",
        source=found,
        remark=remark,
    )


def set_up(experiment: Row, visit: Visit) -> tuple[tuple[SetUpGroup, ...], tuple[SetUpFact, ...]]:
    """The facts on costs, people, pay and time that lead, by kind, and those that are not used."""
    rows = queries.design_facts(Scope(as_of=visit.as_of, experiment=experiment["id"]))
    leading = [row for row in rows if row["preferred"]]
    groups = [
        SetUpGroup(
            title=visit.say(f"profile.kind.{name}"),
            facts=tuple(_fact(row, visit) for kind in kinds for row in leading if row["kind"] == kind),
        )
        for name, kinds in _KINDS
    ]
    others = tuple(_fact(row, visit, leading=leading) for row in rows if not row["preferred"])
    return tuple(group for group in groups if group.facts), others
