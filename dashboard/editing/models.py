"""What the parts of a change of the tables hand to each other: why, one change, and all of them with what stops them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard.editing.rows import Cells, Place, Trouble

Kind = Literal["added", "corrected", "withdrawn", "changed", "removed"]


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why rows are corrected or withdrawn, for readers in both languages, and from which day."""

    day: date
    nl: str = ""
    en: str = ""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change. `changed` and `removed` are of rows that were not published yet; `reason` is (Dutch, English)."""

    kind: Kind
    table: str
    key: tuple[str, ...]
    place: str
    old: Cells | None = None
    new: Cells | None = None
    columns: tuple[str, ...] = ()
    reason: tuple[str, str] = ("", "")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What would change, what stops it, and the rows that each changed table would have, with where each comes from."""

    changes: tuple[Change, ...]
    troubles: tuple[Trouble, ...]
    rows: Mapping[str, Sequence[tuple[Cells, Place | None]]]
    remarks: tuple[str, ...] = ()
