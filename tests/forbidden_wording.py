"""What a sentence that is allowed may never say, by what it rests on. Used on made-up and on real results."""

from __future__ import annotations

import re

from dashboard.statements.evidence import Evidence

# Words that make a cause of a difference, or a success of a count.
CAUSE = {
    "nl": r"\bzorg(t|de|den)\b|\bdoor\b|dankzij|te danken|leid(t|de) tot|veroorza|oorzaak|\beffect|\bwerkt(e)?\b|\bhelpt\b"
    r"|hielp|bewijs|bewezen|succes|staat vast",
    "en": r"caus(e|ed|es)\b|because of|thanks to|\bdue to|le(d|ads) to|\beffect|\bworks\b|\bworked\b|\bhelps\b|helped"
    r"|prove[sn]?\b|success|it is certain",
}
NO_EFFECT = {"nl": r"geen effect|werkt niet|helpt niet|had geen", "en": r"no effect|(does|did) not (work|help)|had no"}
CONTROL = {"nl": r"controlegroep", "en": r"control group"}
JOINED = {
    "nl": r"\bstee?g|\bdaal|gemiddeld|\bnam (toe|af)\b|opgeteld",
    "en": r"\brose\b|\bfell\b|average|\bincreased\b|in total",
}
SAID = {"nl": "Dat is gezegd, niet gemeten.", "en": "That was said, not measured."}


def faults(text: str, one: Evidence, lang: str) -> list[str]:
    """Why an allowed sentence says more than its evidence carries; nothing when it does not. Names are left out first."""
    bare = text
    for name in (
        one.approach,
        one.comparison_arm,
        one.population,
        one.text,
        one.who,
        one.value,
        one.when,
        *one.outcomes,
    ):
        for form in (name, name[:1].lower() + name[1:]):
            bare = bare.replace(form, "") if name else bare
    found = [
        name
        for name, words in (("cause", CAUSE), ("no effect", NO_EFFECT), ("joined", JOINED))
        if re.search(words[lang], bare, re.IGNORECASE)
    ]
    if one.comparison != "randomised_control" and re.search(CONTROL[lang], bare, re.IGNORECASE):
        found.append("a control group that it had not")
    if one.kind == "finding" and re.search(r"\d", bare):
        found.append("a number")
    if one.place not in text:
        found.append("no place")
    if one.basis == "claim" and SAID[lang] not in text:
        found.append("a claim as a finding")
    return found
