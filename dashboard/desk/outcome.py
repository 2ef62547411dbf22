"""Show what a plan of changes comes to: what the build refuses, in the reader's language, or what the site would say.

The build writes English for maintainers. A text of `desk.rule` has in English words of such a message, and in Dutch what it
means for somebody who fills in a row. The message itself stays behind it.
"""

import re
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from dash import html
from dash.development.base_component import Component

from dashboard.db.connection import Database
from dashboard.desk.components import Html
from dashboard.desk.forms import in_words
from dashboard.desk.preview import differences, snapshot
from dashboard.desk.state import Desk
from dashboard.editing.apply import attempt
from dashboard.editing.models import EditProblem, Plan
from dashboard.editing.reports.draft import DraftRow
from dashboard.editing.reports.publish import contradictions, plan_draft
from dashboard.i18n.catalogue import catalogue, count, known, t
from dashboard.labels.labels import lower_first, upper_first

RULES = tuple(key.removeprefix("desk.rule.") for key in catalogue() if key.startswith("desk.rule."))
# What the reader of a file remarks; the English text has the words before and after what it is about.
REMARKS = ("no_sheet", "ordinary", "printed", "old_csv")
_DRAFT = re.compile(r"draft row (\d+)(?:, column (\w+))?")
_FILE = re.compile(r"file (.+)")
_SHEET = re.compile(r"sheet (\w+)(?:, (?:cell|row) (\w+))?")


def outcome(desk: Desk, plan: Plan, lang: str) -> list[Component]:
    """Return the number of changes and the problems; without problems the site before and after."""
    head = html.P(count("desk.outcome.changes", lang, len(plan.changes)), className="name")
    remarks = [html.P(remark(one, lang), className="small") for one in plan.remarks]
    problems, changed = _built(desk, plan, lang)
    return [head, *remarks, *problems, *changed]


def draft_outcome(desk: Desk, lang: str) -> list[Component]:
    """Return the same for the draft, with the rows that it repeats or contradicts."""
    rows = desk.folder.rows
    head = html.P(count("desk.outcome.changes", lang, len(rows)), className="name")
    problems, changed = _built(desk, plan_draft(desk.current, rows, desk.folder.reports), lang)
    return [head, *problems, said_before(desk, rows, lang), *([] if problems else changed)]


def said_before(desk: Desk, rows: Sequence[DraftRow], lang: str) -> Component:
    """Return the rows of the tables and the draft that say the same, or something else, on the same thing."""
    items = []
    for one in contradictions(desk.current, rows):
        columns, other = desk.schema[rows[one.row].table].columns, one.other
        words = {name: in_words(name, columns[name], other, lang, rows) for name in other if name in columns}
        names = ("experiment_id", "indicator_id", "arm_id", f"label_{lang}")
        about = ", ".join(words[name] for name in names if words.get(name))
        says = ", ".join(f"{t(f'desk.column.{name}', lang)} {words[name]}" for name in one.fields)
        key, slots = ("contradicts", {"columns": says}) if says else ("repeats", {})
        items.append(html.Li(t(f"desk.check.{key}", lang, row=about, **slots)))
    return html.Ul(items, className="problem") if items else html.Div()


def _built(desk: Desk, plan: Plan, lang: str) -> tuple[list[Component], list[Component]]:
    """Return what the build refuses of a plan, and what the site would say when it could be built."""
    if not plan.changes:
        return listed(plan.problems, lang), []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "indicators.duckdb"
        problems = listed(attempt(desk.current, plan, folder=Path(folder), database=file).problems, lang)
        if not file.exists():
            return problems, []
        changed = Database(file)
        try:
            text = differences(snapshot(desk.database, lang), snapshot(changed, lang), lang)
        finally:
            changed.close()
    return problems, [Html(id="differences", html=text)]


def listed(problems: Iterable[EditProblem], lang: str, drafted: int | None = None) -> list[Component]:
    """Return what the build refuses, as a list below a line that counts them; nothing when it refuses nothing.

    Of the rows of a draft only the first `drafted` have a number; those after it are in the form.
    """
    items = [html.Li(_item(problem, lang, drafted)) for problem in dict.fromkeys(problems)]
    if not items:
        return []
    return [
        html.P(count("desk.check.refused", lang, len(items)), className="problem"),
        html.Ul(items, className="small"),
    ]


def _item(problem: EditProblem, lang: str, drafted: int | None) -> list[Component | str]:
    if lang == "en":
        rest = str(problem).removeprefix(problem.place).lstrip(": ")
        return [f"{_place(problem.place, lang, drafted)} {upper_first(rest)}"]
    original = html.Details([html.Summary(t("desk.original", lang)), str(problem)])
    return [words(problem, lang, drafted), original]


def words(problem: EditProblem, lang: str, drafted: int | None = None) -> str:
    """Return a problem as a sentence: its place, the name of its column, the value that was found, and the rule."""
    column = problem.problem.partition(" ")[0]
    # The most words say most: `is not a number` rather than `number`.
    fits = [key for key in RULES if t(f"desk.rule.{key}", "en") in problem.problem]
    found = max(fits, key=lambda key: len(t(f"desk.rule.{key}", "en")), default="")
    named = bool(found) and known(f"desk.column.{column}")
    rule = t(f"desk.rule.{found}" if found else "desk.rule_unknown", lang)
    about = t("desk.where.column", lang, column=t(f"desk.column.{column}", lang)) if named else ""
    value = t("desk.where.value", lang, value=_value(problem.value, lang)) if problem.value else ""
    value = value if about else upper_first(value)
    return " ".join(part for part in (_place(problem.place, lang, drafted), about, value, rule) if part)


def remark(text: str, lang: str) -> str:
    """Return a remark on a file in the language of the reader."""
    for key in REMARKS:
        before, after = t(f"desk.remark.{key}", "en", about="|").split("|")
        if lang != "en" and text.startswith(before) and text.endswith(after):
            about = text[len(before) : len(text) - len(after)]
            place = _place(about, lang).removesuffix(".") if not before else about
            return t(f"desk.remark.{key}", lang, about=place)
    return text


def _value(value: str, lang: str) -> str:
    """Return a value with the names of columns before its numbers in words: `low 17.6` is `ondergrens van het interval 17,6`."""

    def named(match: re.Match[str]) -> str:
        return lower_first(t(f"desk.column.{match[0]}", lang)) if known(f"desk.column.{match[0]}") else match[0]

    return re.sub(r"(?<=\d)\.(?=\d)", ",", re.sub(r"\b[a-z]+(?= -?\d)", named, value))


def _place(place: str, lang: str, drafted: int | None = None) -> str:
    if match := _DRAFT.match(place):
        in_form = drafted is not None and int(match[1]) > drafted
        return t("desk.where.form", lang) if in_form else t("desk.where.draft", lang, row=match[1])
    if match := _SHEET.match(place):
        return t("desk.where.sheet", lang, sheet=" ".join(filter(None, match.groups())))
    if match := _FILE.match(place):
        return t("desk.where.file", lang, file=match[1])
    return f"{place}."
