"""What a cell of the evidence map says besides its word: its outcome, its approaches, its limits, and its sentence."""

from collections.abc import Sequence

from dashboard.db import queries
from dashboard.db.rows.evidence import CellRow
from dashboard.db.rows.results import FindingRow, NumberRow, PairRow
from dashboard.i18n import formats
from dashboard.i18n.formats import level_text
from dashboard.labels import labels, pairs
from dashboard.models.context import Scope
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.evidence.cell_signs import is_fair, kind, side, strength_of


def detail(cell: CellRow, context: PageContext) -> str:
    """Return what belongs to the word of a cell: its outcome, its approaches, and its limits."""
    named = _only_outcome(cell, context)
    about = [context.t("evidence.outcome", outcome=named)] if named else []
    return ", ".join([*about, *_differs(cell, context), *approaches(cell, context), *limits(cell, context)])


def _only_outcome(cell: CellRow, context: PageContext, *, noun: bool = False) -> str:
    """Return the outcome that alone sets the word of a cell, with its years if these are a part of the trial; or nothing.

    In a sentence it is a noun. Where less is better it is the good side, so that "favourable" never stands beside a loss.
    """
    row = next((row for row in queries.indicators(context) if row.id == cell.only_outcome), None)
    if row is None:
        return ""
    noun = noun or row.better == "down"
    name = labels.noun(row.id, row.label, context.lang) if noun else labels.lower_first(row.label)
    began = {trial.id: trial.start for trial in queries.experiments(context)}.get(cell.experiment_id, "")
    scope = Scope(experiment=cell.experiment_id, indicator=row.id)
    found = [one for one in queries.findings(scope, context) if one.counts and one.comparison == cell.comparison]
    return labels.timed(name, found[0], began, context.lang) if found else name


def _differs(cell: CellRow, context: PageContext, *, named: bool = True) -> list[str]:
    """Return for which approaches differing results are favourable and for which not; if `named`, on which outcomes."""
    if cell.state != "mixed":
        return []
    sides = [
        ("differs_for", "favourable", cell.types_for),
        ("differs_against", "unfavourable", cell.types_against),
    ]
    return [
        context.t(f"evidence.{kind}", types=_types_of(cell, verdict, context) if named else _names(ids, context))
        for kind, verdict, ids in sides
        if ids
    ]


def _types_of(cell: CellRow, verdict: str, context: PageContext) -> str:
    """Return the approaches with results of a side, and their outcomes: another approach may have had other outcomes."""
    ids = cell.types_for if verdict == "favourable" else cell.types_against
    rows = [
        row
        for row in queries.findings(Scope(experiment=cell.experiment_id, theme=cell.theme), context)
        if row.counts and row.verdict == verdict and row.comparison == cell.comparison and row.type_id in ids
    ]
    types = _names(ids, context)
    if cell.only_outcome or not rows:
        return types
    return context.t("evidence.differs_of", types=types, outcomes=labels.nouns(rows, context.lang))


def approaches(cell: CellRow, context: PageContext) -> list[str]:
    """Return which approaches a word is about, when these are not all."""
    if cell.state == "mixed" or cell.covers_all or not cell.type_ids:
        return []
    return [context.t("evidence.only_for", types=_names(cell.type_ids, context))]


def _limits(cell: CellRow) -> list[str]:
    found = {
        "untested": cell.untested and is_fair(cell),
        "may_be_chance": cell.may_be_chance,
        "most": cell.partly and cell.state == "same",
        "several_cities": cell.several_cities,
        "second_hand": cell.second_hand,
    }
    return [name for name, holds in found.items() if holds]


def limits(cell: CellRow, context: PageContext) -> list[str]:
    """Return the limits of a word: no stated test, maybe chance, other cities in the same sentence, or only reports."""
    return [context.t(f"evidence.{name}") for name in _limits(cell)]


def outcome(cell: CellRow, context: PageContext) -> str:
    """Return what the word of a cell of the map is about, and whether it is only known from reports on the study."""
    press = context.t("evidence.second_hand") if cell.second_hand else ""
    return ", ".join(part for part in (_outcome(cell, context), press) if part)


def _outcome(cell: CellRow, context: PageContext) -> str:
    """Return two numbers, or the outcome, or the approaches that a word is for."""
    if cell.sized and kind(cell) in ("better", "worse"):
        scope = Scope(experiment=cell.experiment_id, theme=cell.theme)
        pair = next(row for row in queries.pairs(scope, context) if row.preferred and row.comparable)
        return two_numbers(pair, context)
    named = _only_outcome(cell, context)
    if named or cell.state != "mixed":
        return ", ".join([*([named] if named else []), *approaches(cell, context)])
    # A cell has no room for the approaches and the outcomes of two sides, and neither says enough alone.
    both = cell.types_for and cell.types_against and not cell.only_outcome
    return context.t("evidence.both_sides") if both else ", ".join(_differs(cell, context, named=False))


def two_numbers(pair: PairRow, context: PageContext) -> str:
    """Return the numbers of both groups of a pair, with the unit once."""
    treated = formats.number(pair.treated, context.lang, formats.least_decimals(pair.treated, pair.decimals))
    return context.t("evidence.numbers", treated=treated, comparison=pairs.value(pair, context.lang, side="comparison"))


def _names(ids: Sequence[str], context: PageContext) -> str:
    return formats.listing([labels.lower_first(item.name) for item in labels.types(ids, context)], context.lang)


def count(cell: CellRow, context: PageContext) -> str:
    """Return how many results a cell has, and how many use its strongest comparison.

    The level of a cell is that of its strongest comparison; without the second number all results would seem as strong.
    """
    number = cell.results
    if not number:
        return ""
    message = context.count("evidence.results", number)
    if cell.level and 0 < cell.strongest < number:
        return context.t("evidence.strongest", results=message, n=context.number(cell.strongest))
    return message


def result_sentence(cells: Sequence[CellRow], context: PageContext, *, where: str = "") -> str:
    """Return a sentence on cells with the same word and limits, with the theme and the outcome of each.

    `where` names their trial, for a reader who does not see it beside the sentence.
    """
    themes = formats.listing([_theme(cell, context) for cell in cells], context.lang)
    where = f" {where}" if where else ""
    if len(cells) == 1 and cells[0].state == "mixed" and cells[0].types_for:
        text = _mixed_sentence(cells[0], where, context)
    else:
        text = context.t(f"evidence.says.{side(cells[0]) or cells[0].state}", themes=themes, where=where)
    names = _limits(cells[0])
    if "untested" in names:
        # Within the sentence, so that it is clear which result may not have been tested.
        names.remove("untested")
        first, dot, rest = text.partition(". ")
        text = f"{first.removesuffix('.')} ({labels.test_words('not_stated', context.lang)}).{dot[1:]}{rest}"
    return " ".join([text, *(context.t(f"evidence.limit.{name}") for name in names)])


def _mixed_sentence(cell: CellRow, where: str, context: PageContext) -> str:
    """Return for which approaches differing results are favourable, and what the others are."""
    good, bad = (_types_of(cell, side, context) for side in ("favourable", "unfavourable"))
    if not bad:
        good = _names(cell.types_for, context)
    rest = "against" if bad else "mixed" if cell.mixed else "same"
    slots = {"theme": _theme_name(cell, context), "where": where, "types": good} | ({"against": bad} if bad else {})
    text = context.t(f"evidence.says.some_for.{rest}", **slots)
    return f"{text} {context.t('statements.basis.not_named')}" if cell.comparison == "not_named" else text


def unclear(cell: CellRow, context: PageContext) -> str:
    """Return which outcomes were only counted, described, or measured before and after."""
    scope = Scope(experiment=cell.experiment_id, theme=cell.theme)
    found = [row for row in queries.findings(scope, context) if row.counts]
    rows: list[FindingRow | NumberRow] = [*found, *queries.unpaired_numbers(scope, context)]
    outcomes = labels.nouns(rows, context.lang) or _theme_name(cell, context)
    answer = f"direction_{side(cell)}"
    return context.t(f"evidence.answer.{answer}", outcomes=outcomes)


def _theme_name(cell: CellRow, context: PageContext) -> str:
    return next(labels.lower_first(row.label) for row in queries.themes(context) if row.id == cell.theme)


def _theme(cell: CellRow, context: PageContext) -> str:
    """Return the theme of a cell, with the outcome and the approaches that its word is about."""
    name, outcome = _theme_name(cell, context), _only_outcome(cell, context, noun=True)
    # An outcome that repeats a word of its theme stands alone.
    repeats = outcome and {word for word in name.split() if len(word) > 3} & set(outcome.split())
    about = [
        part for part in ("" if repeats else outcome, *_differs(cell, context), *approaches(cell, context)) if part
    ]
    name = outcome if repeats else name
    return f"{name} ({', '.join(about)})" if about else name


def limits_sentence(cell: CellRow, context: PageContext) -> str:
    """Return all limits of a cell: those of its word, how fair the comparison is, and on how many results it rests."""
    parts = [detail(cell, context)]
    if strength := strength_of(cell, context):
        parts += [level_text(strength.level, lang=context.lang), strength.name, count(cell, context)]
    return ". ".join(part for part in parts if part)
