"""Find what a sentence is about by fixed words, and the claims and results on the same subjects."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.db import queries
from dashboard.db.rows.provenance import ClaimRow
from dashboard.db.rows.results import FindingRow, PairRow
from dashboard.i18n.catalogue import known, t
from dashboard.models.chart import StatementGroup
from dashboard.models.context import Scope
from dashboard.search.index import words
from dashboard.statements.from_rows import of_rows
from dashboard.web.pages.context import PageContext

# A word of this length may be part of a longer one, such as premie in bijverdienpremie.
_PART = 5
# The most results of a kind to state.
_MOST = 6


@dataclass(frozen=True, kw_only=True)
class Subjects:
    """The ids of the municipalities, types and themes that a sentence or claim is about."""

    municipalities: frozenset[str]
    types: frozenset[str]
    themes: frozenset[str]

    @property
    def every(self) -> tuple[frozenset[str], ...]:
        """The three kinds of subjects."""
        return (self.municipalities, self.types, self.themes)


def subjects_of_sentence(sentence: str, context: PageContext) -> Subjects:
    """Return what a sentence is about."""
    said = _plain(sentence)
    towns = queries.municipalities(context)
    return Subjects(
        municipalities=frozenset(row.id for row in towns if _plain(row.name) in said),
        types=_named([row.id for row in queries.types(context)], said),
        themes=_named([row.id for row in queries.themes(context)], said),
    )


def _plain(text: str) -> str:
    """Return the folded words of a text with a space around each."""
    return f" {' '.join(words(text))} "


def _named(ids: Iterable[str], said: str) -> frozenset[str]:
    """Return the ids of which one of the words, in either language, is in a sentence."""
    found = set()
    for id in ids:
        key = f"claims.words.{id}"
        keys = [_plain(word) for lang in ("nl", "en") for word in t(key, lang).split("|")] if known(key) else []
        if any((word.strip() if len(word) >= _PART + 2 else word) in said for word in keys):
            found.add(id)
    return frozenset(found)


def subjects_of_claims(context: PageContext) -> dict[str, Subjects]:
    """Return what each claim is about: the subjects of the rows that it rests on."""
    result = {}
    facts = queries.claim_facts(context)
    for claim in queries.claims(context):
        own = [row for row in facts if row.claim_id == claim.id]
        result[claim.id] = Subjects(
            municipalities=frozenset(row.municipality_id for row in own if row.municipality_id),
            types=frozenset(id for row in own for id in row.type_ids),
            themes=frozenset(row.theme for row in own if row.theme),
        )
    return result


def claims_about(found: Subjects, context: PageContext) -> list[ClaimRow]:
    """Return the claims that agree with a sentence on the most kinds of subjects, at least one."""
    about = subjects_of_claims(context)
    agreement = {
        id: sum(bool(wanted & own) for wanted, own in zip(found.every, subjects.every, strict=True))
        for id, subjects in about.items()
    }
    most = max(agreement.values(), default=0)
    return [row for row in queries.claims(context) if most and agreement[row.id] == most]


def statements_about(found: Subjects, context: PageContext) -> tuple[StatementGroup, ...]:
    """Return what may be said of the results on all subjects of a sentence."""
    pairs: list[PairRow] = []
    findings: list[FindingRow] = []
    for theme in sorted(found.themes) or (None,):
        scope = Scope(theme=theme, municipalities=tuple(sorted(found.municipalities)), types=tuple(sorted(found.types)))
        pairs += queries.pairs(scope, context)[:_MOST]
        findings += [row for row in queries.findings(scope, context) if row.preferred and row.counts][:_MOST]
    return of_rows(context, pairs=pairs, findings=findings)
