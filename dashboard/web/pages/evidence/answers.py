"""What an approach brought, from its fairest comparison, and the trials that it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.db import queries
from dashboard.db.rows.results import FindingRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import known
from dashboard.labels import labels, pairs
from dashboard.statements.rules import lottery_weakness, sentence_of
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.evidence import national
from dashboard.web.pages.evidence.trials import Trial, main_outcome, trials

RANDOMISED_LEVEL = 5
# The most outcomes of a side that fit in one line: with another side in it, and alone.
_MOST = {"favourable": (2, 2), "unfavourable": (1, 2), "same": (1, 2)}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An answer with the level and the kind of the comparison behind it, and where that was; `short` fits on a tile.

    One that is `sized` has two numbers, and says itself how the groups were formed. `exceptions` are the places where
    people could be left out of the lottery.
    """

    text: str
    short: str
    level: int | None
    comparison: str
    places: tuple[str, ...]
    sized: bool = False
    exceptions: tuple[str, ...] = ()


def comparison_text(line: Answer, context: PageContext) -> str:
    """Return where the comparison behind an answer was, and how fair it was."""
    fair = context.t(f"fair.{line.comparison}")
    places = [
        context.t("answer.exceptions", place=place) if place in line.exceptions else place for place in line.places
    ]
    return f"{formats.listing(places, context.lang)}: {fair}" if places else fair


def answer(type_id: str, context: PageContext) -> Answer:
    """Return the answer of an approach: a size, else results by lot, else a change over time, else that nothing is known."""
    own = trials(type_id, context)
    for trial in own:
        if trial.sized:
            return _sized(trial, type_id, context)
    found = [row for trial in own for row in trial.findings]
    by_lot = [row for row in found if row.level == RANDOMISED_LEVEL and row.verdict in _MOST]
    if by_lot:
        return _by_lot(by_lot, context)
    over_time = [
        row for row in found if row.comparison == "over_time" and row.verdict in ("favourable", "unfavourable")
    ]
    if over_time:
        text = " ".join(
            context.t(f"answer.over_time.{side}", outcomes=_listed(rows, context))
            for side, rows in _by_side(over_time, context).items()
        )
        is_tested = any(row.test != "not_tested" for row in over_time)
        return _of(over_time, f"{text} {context.t('answer.cause_unknown' if is_tested else 'answer.cause_untested')}")
    if found:
        return _of(found, context.t("answer.unfair"))
    return _nothing(own, context)


def _by_side(rows: Sequence[FindingRow], context: PageContext) -> dict[str, list[FindingRow]]:
    """Return the favourable results and then the others, by the text of their side."""
    sides = [[row for row in rows if row.verdict == side] for side in ("favourable", "unfavourable")]
    return {f"{own[0].verdict}{of_most(own, context)}": own for own in sides if own}


def of_most(rows: Sequence[FindingRow], context: PageContext) -> str:
    """Return the ending of a text key when all rows say that a change holds for most people."""
    return "_most" if all(context.t("answer.most_word") in row.text for row in rows) else ""


def _sized(trial: Trial, type_id: str, context: PageContext) -> Answer:
    pair, lang = trial.pairs[0], context.lang
    # How these groups were formed comes first: national studies may compare in another way.
    text = f"{sentence_of(pair, lang)} {context.t(f'with_and_without.sure.{pair.comparison}')}"
    if pair.may_be_chance:
        text = f"{text} {context.t('statements.may_be_chance')}"
    sides = {row.verdict for row in national.findings(context, types=(type_id,))}
    wide = ""
    if "unfavourable" in sides:
        wide = f" {context.t('answer.national_mixed' if 'favourable' in sides else 'answer.national_unfavourable')}"
    slots = {
        "municipality": pair.municipality,
        "treated": pairs.value(pair, lang, side="treated"),
        "comparison": pairs.value(pair, lang, side="comparison"),
        "others": context.t(f"answer.others.{pair.comparison}"),
        "whose": pairs.whose(pair, lang),
    }
    if known(f"answer.sized_of.{pair.indicator_id}"):
        short = context.t(f"answer.sized_of.{pair.indicator_id}", **slots)
    else:
        short = context.t("answer.sized", indicator=labels.lower_first(pair.indicator), **slots)
    return Answer(
        text=f"{text}{wide}",
        short=f"{short}{wide}",
        level=pair.level,
        comparison=pair.comparison,
        places=(pair.municipality,),
        sized=True,
    )


def _by_lot(rows: Sequence[FindingRow], context: PageContext) -> Answer:
    """Return the outcomes of each side, those of the main outcome and of other places first."""
    main = main_outcome(context)
    theme = next((row.theme for row in queries.indicators(context) if row.id == main), "")
    sides = {side: [row for row in rows if row.verdict == side] for side in _MOST}
    alone = sum(map(bool, sides.values())) == 1
    used: list[FindingRow] = []
    parts: list[str] = []
    for side, own in sides.items():
        first: dict[str | None, FindingRow] = {}
        for row in sorted(own, key=lambda row: (row.indicator_id != main, row.theme != theme)):
            first.setdefault(row.municipality, row)
        chosen = list(first.values())[: _MOST[side][alone]]
        if chosen:
            used += chosen
            parts.append(context.t(f"answer.by_lot.{side}", outcomes=_listed(chosen, context)))
    if any(row.test == "not_stated" for row in used):
        parts.append(context.t("answer.untested"))
    weak = {row.municipality or "": lottery_weakness(row.experiment_id or "", context.lang) for row in used}
    exceptions = tuple(place for place, weakness in weak.items() if weakness)
    return replace(_of(used, " ".join(parts)), exceptions=exceptions)


def _of(rows: Sequence[FindingRow], text: str) -> Answer:
    places = tuple(dict.fromkeys(row.municipality or "" for row in rows))
    return Answer(text=text, short=text, level=rows[0].level, comparison=rows[0].comparison, places=places)


def _listed(rows: Sequence[FindingRow], context: PageContext) -> str:
    """Return outcomes with their places, and who reports a result of somebody else; outcomes of the same places share them."""
    places: dict[str, list[str]] = {}
    reporters: dict[str, list[str]] = {}
    for row in rows:
        if labels.second_hand(row, context):
            reporters.setdefault(row.municipality or "", []).append(labels.source(row, context).publisher)
    for row in rows:
        name = labels.noun(row.indicator_id, row.indicator, context.lang)
        place = row.municipality or ""
        if labels.second_hand(row, context):
            who = formats.listing(list(dict.fromkeys(reporters[place])), context.lang)
            place = context.t("answer.according", place=place, who=who)
        places.setdefault(name, []).append(place)
    outcomes: dict[str, list[str]] = {}
    for name, where in places.items():
        outcomes.setdefault(", ".join(dict.fromkeys(where)), []).append(name)
    return formats.listing(
        [f"{formats.listing(names, context.lang)} ({where})" for where, names in outcomes.items()], context.lang
    )


def _nothing(own: Sequence[Trial], context: PageContext) -> Answer:
    places = tuple(dict.fromkeys(trial.experiment.municipality for trial in own))
    key = "answer.nothing_one" if len(places) == 1 else "answer.nothing_many"
    total = formats.in_words(len(queries.municipalities(context)), context.lang)
    text = context.t(key, places=formats.listing(list(places), context.lang), total=total)
    return Answer(text=text, short=text, level=None, comparison="nothing", places=places)
