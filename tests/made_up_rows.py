"""Made-up rows of queries, to change: everything about a town that does not exist."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from dashboard.db.rows.provenance import SourceRow
from dashboard.db.rows.results import PairRow

_WORDS = {
    "nl": {"arm": "Met fluit", "comparison_arm": "Anderen", "subgroup": "Begonnen in 2030",
           "population": "Alleen mensen met lippen"},
    "en": {"arm": "With a whistle", "comparison_arm": "Others", "subgroup": "Started in 2030",
           "population": "Only people with lips"},
}  # fmt: skip
_PAIR: dict[str, Any] = {
    "source_id": "nowhere", "group_key": "whistling.matched", "indicator_id": "whistling", "indicator": "Fluiten",
    "theme": "health", "experiment_id": "whistle", "municipality_id": "nowhere", "municipality": "Nergenshuizen",
    "short": "Fluiten", "treated_id": "with", "comparison_id": "without", "unit": "percent", "decimals": 0, "better": "up",
    "verdict": "favourable", "treated": 25.0, "comparison_value": 19.0, "difference": 6.0, "low": None, "high": None,
    "may_be_chance": False, "comparison_low": None, "comparison_high": None, "n": None, "comparison_n": None, "qualifier": None,
    "comparison_qualifier": None, "type_id": "free_choice", "start": "2030", "end": None, "timing": "cohort",
    "comparison": "matched_comparison", "comparable": True, "level": 3, "preferred": True, "locator": "p. 1", "note": None,
}  # fmt: skip


def pair(lang: str = "nl", **changes: Any) -> PairRow:
    """A share of people with a whistle beside one of people without."""
    values = {**_PAIR, **_WORDS[lang], **changes}
    return PairRow(**values, comparison_kind=values["comparison"] if values["comparable"] else "not_comparable")


def source(**changes: Any) -> SourceRow:
    """A source that does not exist."""
    values = {
        "id": "nowhere",
        "kind": "web",
        "title": "Fluiten",
        "publisher": "Verzonnen",
        "url": "https://example.org",
    }
    empty = dict.fromkeys(field.name for field in fields(SourceRow))
    return SourceRow(**{**empty, **values, "language": "nl", "access": "full", **changes})
