"""A municipality and its trials: time line, groups, set-up."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.models.kinds import Figure, State, Verdict
from dashboard.models.text import Link, Note, Source, TypeLabel


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """Something that happened in a trial or nationally. `at` is an ISO date, `when` the same as exact as it is known."""

    at: str
    when: str
    text: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Track:
    """One line of a timeline. `start` and `end` are ISO dates or empty when not known; before `sure` the start is not exact.

    `goes_on` says that the approach was kept after the end; `remark` is what is not known, in words.
    """

    name: str
    mark: str
    milestones: tuple[Milestone, ...]
    start: str = ""
    sure: str = ""
    end: str = ""
    goes_on: bool = False
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """What happened when: one drawing for a wide window, and the same moments as a list."""

    id: str
    title: str
    description: str
    figure: Figure
    tracks: tuple[Track, ...]
    publishers: str


@dataclass(frozen=True, kw_only=True)
class ArmLine:
    """One group of an experiment: what it got, and how many people were in it."""

    type: TypeLabel
    name: str
    people: str


@dataclass(frozen=True, kw_only=True)
class Glance:
    """A theme with the word of its cell, as a link to the results."""

    theme: str
    state: State
    verdict: Verdict | None
    word: str
    detail: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Profile:
    """An experiment in short: what was tried, how it was set up, its groups, and the word on each theme."""

    id: str
    title: str
    summary: str
    facts: tuple[Note, ...]
    arms: tuple[ArmLine, ...]
    glances: tuple[Glance, ...]
    source: Source
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class SetUpFact:
    """One fact on how an experiment was set up. `remark` says why a number that is not used is not used."""

    label: str
    value: str
    when: str
    source: Source
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class SetUpGroup:
    """Facts of one kind under their name."""

    title: str
    facts: tuple[SetUpFact, ...]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A type with what it means and where it was tried."""

    label: TypeLabel
    text: str
    links: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class Trial:
    """Who tried a type: where, in which experiment, with which groups; `alone` when it tried nothing else."""

    municipality: Link
    experiment: Link
    period: str
    arms: tuple[ArmLine, ...]
    design: str
    alone: bool
