"""Decide by fixed rules which statements a result supports and which it does not.

The rules use direction, test, comparison and design. An allowed sentence names the place and the comparison, gives a number
only where the source has one, says what is unknown, and never names a cause. Beside it is one tempting sentence, with the
reason why its evidence does not support it. No rule combines results, so nothing can be added up or averaged.
"""

from collections.abc import Sequence

from dashboard.db.rows.results import NOT_USED, PairRow
from dashboard.i18n.catalogue import catalogue, known, slots_of, t
from dashboard.labels.labels import lower_first, members, noun, stop, upper_first
from dashboard.labels.pairs import group, value
from dashboard.models.chart import Statement, StatementGroup
from dashboard.statements.evidence import Evidence, Side


def traps(evidence: Evidence) -> list[tuple[str, str]]:
    """Return tempting sentences and the reasons against them, as text keys."""
    result = [_trap(evidence)]
    starts = {side.start for side in evidence.sides if side.start}
    if len(starts) > 1 and evidence.sides[0].value != evidence.sides[-1].value:
        # Cohorts that started in other years are other people, so their shares show no rise or fall.
        result.append(("rose" if evidence.sides[-1].value > evidence.sides[0].value else "fell", "cohorts"))
    return result


def _trap(one: Evidence) -> tuple[str, str]:
    if one.kind == "gap":
        return "nothing", "nothing"
    if one.basis == "claim":
        return "claim", "claim"
    if one.about == "several_municipalities":
        return "several", "several"
    if one.about == "comparison_arm":
        return "own_group", "comparison_arm"
    if one.kind == "number":
        return _number_trap(one)
    if one.verdict == "same":
        return "no_effect", "no_effect"
    if one.verdict == "mixed":
        return "cherry", "cherry"
    if one.verdict in ("unclear", "neutral"):
        why = "within_participants" if one.comparison == "within_participants" else one.verdict
        return "good_news", why
    return _sided_trap(one)


def _number_trap(one: Evidence) -> tuple[str, str]:
    """Return the trap of a number without a comparison: a success, or a difference from a control group."""
    if one.reason == "series":
        return "success", "series"
    if one.reason in ("only_a_difference", "only_a_ratio"):
        if one.comparison == "randomised_control":
            return "works_here", "one_place"
        return "control_size", one.comparison
    return "credit", "all_groups" if one.reason == "all_groups" else "none"


def _sided_trap(one: Evidence) -> tuple[str, str]:
    """Return the trap of a favourable or unfavourable result, by its comparison."""
    good = one.verdict == "favourable"
    if one.comparison == "randomised_control":
        if one.test == "significant":
            return ("works_here" if good else "harms_here"), "one_place"
        return ("certain" if good else "certain_harm"), "untested"
    if one.comparison in ("non_participants", "not_named"):
        return ("control" if good else "control_harm"), one.comparison
    if one.sides and one.comparison == "matched_comparison":
        return "caused_size", one.comparison
    return ("caused" if good else "caused_harm"), one.comparison


def supports(other: Evidence, one: Evidence, trap: str) -> bool:
    """Return whether another result on the same outcome and approach shows what a tempting sentence says.

    Refusing that sentence would contradict a sentence that is allowed on the same page.
    """
    side = {"control": "favourable", "control_harm": "unfavourable", "good_news": "favourable"}.get(trap)
    return (
        other is not one
        and other.verdict == side
        and set(other.outcomes) == set(one.outcomes)
        and other.subject == one.subject
        and (trap == "good_news" or other.comparison == "randomised_control")
    )


def pair_sentence(
    indicator_id: str, lang: str, *, share: bool, arm: str, comparison_arm: str, outcome: str, **slots: str
) -> str:
    """Return a sentence with its own verb where the texts have one for the outcome, such as `went to work`."""
    key = f"statements.pair_of.{indicator_id}"
    if not (share and known(key)):
        key = f"statements.pair.{'share' if share else 'other'}"
        slots["outcome"] = lower_first(outcome)
    return t(key, lang, arm=members(arm, lang), comparison_arm=members(comparison_arm, lang), **slots)


def sentence_of(row: PairRow, lang: str) -> str:
    """Return the sentence of a row."""
    return pair_sentence(
        row.indicator_id,
        lang,
        share=row.unit == "percent",
        arm=row.arm,
        comparison_arm=row.comparison_arm,
        outcome=row.indicator,
        place=row.municipality,
        treated=value(row, lang, side="treated"),
        comparison=value(row, lang, side="comparison"),
        group=lower_first(group(row, lang)),
    )


# More than two refused statements would drown the others; the most misleading come first.
_MOST_TRAPS = 2
_WORST = ("control", "control_harm", "control_size", "caused_size", "no_effect", "certain", "certain_harm")


def statements(evidence: Evidence, lang: str) -> tuple[Statement, ...]:
    """Return one to three allowed sentences and the tempting one; nothing for a number that is not used or shown."""
    return together("", [evidence], lang).statements


def together(title: str, results: Sequence[Evidence], lang: str) -> StatementGroup:
    """Return the statements on one experiment, with each limit and each kind of tempting sentence once."""
    own = [item for item in results if item.reason not in (*NOT_USED, "suppressed")]
    allowed: dict[str, Statement] = {}
    for texts in (_core, _limits):
        for item in own:
            for text in texts(item, lang):
                allowed.setdefault(text, Statement(text=text, allowed=True, source="; ".join(item.sources)))
    refused: dict[str, Statement] = {}
    for item in own:
        for trap, why in traps(item):
            if not any(supports(other, item, trap) for other in own):
                refused.setdefault(trap, _not(item, trap, why, lang))
    worst = sorted(refused, key=lambda trap: _WORST.index(trap) if trap in _WORST else len(_WORST))
    return StatementGroup(title=title, statements=(*allowed.values(), *(refused[trap] for trap in worst[:_MOST_TRAPS])))


def _core(one: Evidence, lang: str) -> list[str]:
    if one.basis == "claim":
        # A claim may only be repeated as a claim, with its author.
        return [t("statements.claim", lang, who=one.who, place=one.place, text=stop(one.text))]
    if one.kind == "gap":
        return [t(f"statements.gap.{one.reason}", lang, place=one.place, outcome=lower_first(one.outcomes[0]))]
    if one.kind == "pair":
        return [_pair(one, side, lang) for side in one.sides]
    return [_number(one, lang) if one.kind == "number" else _finding(one, lang)]


def _finding(one: Evidence, lang: str) -> str:
    """Return the words of the row, the place, the comparison, the test, and who reported it."""
    return _joined(
        stop(one.text),
        _fill(f"statements.from.{_whose(one)}", lang, {"place": one.place, "trial": one.trial}),
        "" if _says_itself(one, lang) else _how(one, lang),
        _with_whom(one, lang),
        tested(one.test, one.text, lang),
        _reported(one, lang),
    )


def _how(one: Evidence, lang: str) -> str:
    """Return how groups were formed, with the exception to the lottery where one is known."""
    key = f"statements.by_lot_but.{one.experiment}"
    if one.comparison == "randomised_control" and known(key):
        return t(key, lang)
    return t(f"statements.basis.{one.comparison}", lang)


def _with_whom(one: Evidence, lang: str) -> str:
    """Return the comparison arm of a lottery, unless the text of the row says with whom it compares."""
    words = t("statements.comparison_words", lang).split("|")
    if (
        one.comparison != "randomised_control"
        or not one.comparison_arm
        or any(word in one.text.lower() for word in words)
    ):
        return ""
    return t("statements.compared_with", lang, arm=lower_first(one.comparison_arm))


def _says_itself(one: Evidence, lang: str) -> bool:
    return one.comparison == "not_named" and t("statements.compared_word", lang) in one.text.lower()


def _reported(one: Evidence, lang: str) -> str:
    """Return who reported it, unless the text of its row says so, and that the study itself was not read."""
    if not one.second_hand:
        return ""
    named = one.who in one.text
    return t("statements.second_hand_named", lang) if named else t("statements.second_hand", lang, who=one.who)


def tested(test: str, text: str, lang: str) -> str:
    """Return whether a difference was tested, unless the text of its row says so."""
    return "" if t("statements.test_word", lang) in text.lower() else t(f"statements.test.{test}", lang)


def _whose(one: Evidence) -> str:
    if one.about == "several_municipalities":
        return "several"
    return "cities" if one.several_cities else "trial" if one.trial else "place"


def _number(one: Evidence, lang: str) -> str:
    key = f"statements.number_of.{one.indicator}"
    own = one.reason == "series" and known(key)
    slots = {
        "place": one.place,
        "outcome": lower_first(one.outcomes[0]),
        "value": f"{one.value} ({one.when})" if one.when and not own else one.value,
        "when": one.when,
        "basis": t(f"statements.basis.{one.comparison}", lang),
        "approach": lower_first(one.approach),
    }
    gap = one.reason in ("only_a_difference", "only_a_ratio")
    text = _fill(key if own else f"statements.number.{one.reason}", lang, slots)
    return _joined(text, _of_whom(one, lang), t("statements.no_range", lang) if gap else "")


def _pair(one: Evidence, side: Side, lang: str) -> str:
    """Return the two numbers of a group, the population of the shares, and what is unknown."""
    return _joined(
        pair_sentence(
            one.indicator,
            lang,
            share=one.is_share,
            arm=one.approach,
            comparison_arm=one.comparison_arm,
            outcome=one.outcomes[0],
            place=one.place,
            treated=side.treated,
            comparison=side.comparison,
            group=lower_first(side.group),
        ),
        _of_whom(one, lang) or (t("statements.of_whom_unknown", lang) if one.is_share else ""),
        t(f"statements.basis.{one.comparison}", lang),
        t("statements.range", lang, range=side.range) if side.range else t("statements.no_range", lang),
        t("statements.may_be_chance", lang) if side.may_be_chance else "",
    )


def _of_whom(one: Evidence, lang: str) -> str:
    return t("statements.of_whom", lang, population=lower_first(one.population)) if one.population else ""


def _limits(one: Evidence, lang: str) -> list[str]:
    """Return the limit of this kind of comparison, or of a result of several municipalities."""
    if one.basis == "claim" or one.kind == "gap":
        return []
    key = "several" if one.about == "several_municipalities" else "series" if one.reason == "series" else one.comparison
    weakness = lottery_weakness(one.experiment, lang) if key == "randomised_control" else ""
    return [_joined(t(f"statements.limit.{key}", lang, place=one.place), weakness)]


def lottery_weakness(experiment_id: str, lang: str) -> str:
    """Return what made the lottery of an experiment weaker; empty where nothing is known of it."""
    key = f"statements.lottery.{experiment_id}"
    return t(key, lang) if known(key) else ""


def _not(one: Evidence, trap: str, why: str, lang: str) -> Statement:
    outcome = lower_first(one.outcomes[0])
    filled = {"place": one.place, "subject": one.subject, "value": one.value, "outcome": outcome}
    filled["noun"] = noun(one.indicator, one.outcomes[0], lang)
    if one.sides:
        first, last = one.sides[0], one.sides[-1]
        filled |= {"difference": first.difference, "first": first.treated, "last": last.treated}
        filled |= {"first_group": lower_first(first.group), "last_group": lower_first(last.group)}
    text = _fill(f"statements.trap.{trap}", lang, filled)
    alone = t(f"statements.basis.{why}", lang) if why == "matched_comparison" else ""
    return Statement(text=upper_first(text), allowed=False, why=t(f"statements.trap_why.{why}", lang), why_alone=alone)


def _fill(key: str, lang: str, slots: dict[str, str]) -> str:
    """Return a text, filled with those slots that it has."""
    return t(key, lang, **{name: slots[name] for name in slots_of(catalogue()[key][lang])})


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
