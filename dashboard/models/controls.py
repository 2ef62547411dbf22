"""Controls of a form, and the ways to take a chart along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Option:
    """One choice of a control."""

    value: str
    label: str
    selected: bool = False


@dataclass(frozen=True, kw_only=True)
class OptionGroup:
    """Choices of a control under one name; without a name they stand on their own."""

    label: str
    options: tuple[Option, ...]
    value: str = ""


@dataclass(frozen=True, kw_only=True)
class Control:
    """A control of a form. `kind` is `one` (a select), `several` (checkboxes behind a summary) or `switch` (one checkbox)."""

    name: str
    label: str
    kind: Literal["one", "several", "switch"]
    groups: tuple[OptionGroup, ...]
    summary: str = ""
    help: str = ""


@dataclass(frozen=True, kw_only=True)
class Pages:
    """The parts of a long list: which one is shown, how many there are, and the address of each part that is named.

    `links` has the first, the last and those around this one; `previous` and `next` are empty at the ends.
    """

    number: int
    total: int
    links: tuple[tuple[int, str], ...]
    previous: str = ""
    next: str = ""


@dataclass(frozen=True, kw_only=True)
class Uses:
    """How a chart can be taken along: addresses of its files, and texts to copy. All addresses are those of this site.

    `pinned` is fixed to the data version; `citation` and the codes for a frame hold `pinned`, `frame` and `frame_pinned`.
    """

    png: str
    svg: str
    csv_all: str
    pinned: str
    citation: str
    frame: str
    frame_code: str
    frame_pinned: str
    frame_pinned_code: str
