"""Choose the tempting sentence for a result, and the reason why its evidence does not support it."""

from dashboard.statements.evidence import Evidence


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
