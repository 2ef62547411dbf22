"""Choose questions from the table by fixed rules, based on what was tried and what is unknown."""

from collections.abc import Collection, Sequence

from dashboard.db import queries
from dashboard.db.rows.subjects import QuestionRow
from dashboard.models.context import Scope
from dashboard.models.text import Note
from dashboard.web.pages.context import PageContext

MOST = 5
# The five kinds of questions in page order.
FOCUS = ("evidence", "value_of_work", "stable_income", "organisation_and_guidance", "financing")
_NAMED, _TRIED, _MISSING = 4, 2, 1


def _one_of_each(rows: Sequence[tuple[int, QuestionRow]]) -> list[QuestionRow]:
    """Return the most important question of each focus, in the order of the foci."""
    best = []
    for focus in FOCUS:
        own = [(weight, row) for weight, row in rows if row.focus == focus and weight > 0]
        if own:
            best.append(max(own, key=lambda pair: pair[0])[1])
    return best[:MOST]


def fitting(municipality: str, tried: Collection[str], context: PageContext) -> list[QuestionRow]:
    """Return the questions that are about no other municipality and on no type that was not tried."""
    others = [row.name for row in queries.municipalities(context) if municipality and row.id != municipality]
    return [
        row
        for row in queries.questions(context)
        if not any(name in row.question for name in others) and (not row.type_id or row.type_id in tried)
    ]


def for_municipality(id: str, context: PageContext) -> list[Note]:
    """Return one question per focus: about this municipality, then its trials, then its gaps."""
    own = [row for row in queries.experiments(context) if row.municipality_id == id]
    tried: Collection[str] = {type_id for row in own for type_id in row.type_ids}
    missing = {row.theme for row in queries.gaps(Scope(municipalities=(id,)), context)}
    names = {row.id: row.name for row in queries.municipalities(context)}
    weighed = []
    for row in fitting(id, tried, context):
        named = names[id] in f"{row.question} {row.why}"
        weight = _NAMED * named + _TRIED * (row.type_id in tried) + _MISSING * (row.theme in missing)
        weighed.append((weight, row))
    return [Note(head=row.question, text=row.why) for row in _one_of_each(weighed)]


def for_type(id: str, context: PageContext) -> list[Note]:
    """Return questions on a type, completed to three with general ones on an unknown theme."""
    rows = queries.questions(context)
    own = sorted((row for row in rows if row.type_id == id), key=lambda row: FOCUS.index(row.focus))
    missing = {row.theme for row in queries.gaps(Scope(types=(id,)), context)}
    general = _one_of_each([(int(row.theme in missing), row) for row in rows if row.type_id is None])
    return [Note(head=row.question, text=row.why) for row in [*own[:MOST], *general[: max(0, 3 - len(own))]]]
