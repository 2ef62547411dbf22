"""A municipality and its trials: timeline, arms and set-up."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.models.kinds import Figure, State, Verdict
from dashboard.models.text import Link, Note, Source, TypeLabel


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """An event in a trial or nationally. `at` is an ISO date; `when` is as exact as the source."""

    at: str
    when: str
    text: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Track:
    """One line of a timeline. `start` and `end` are ISO dates, empty when unknown; before `sure` the start is not exact.

    `goes_on` says that the approach continued after the end; `remark` says in words what is unknown.
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
    """A timeline: one drawing for a wide window, and the same events as a list."""

    id: str
    title: str
    description: str
    figure: Figure
    tracks: tuple[Track, ...]
    publishers: str


@dataclass(frozen=True, kw_only=True)
class ArmLine:
    """One arm of an experiment: its treatment and its number of people."""

    type: TypeLabel
    name: str
    people: str


@dataclass(frozen=True, kw_only=True)
class Glance:
    """A theme with the state of its cell, as a link to the results."""

    theme: str
    state: State
    verdict: Verdict | None
    word: str
    detail: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A summary of an experiment: approach, set-up, arms, and the state of each theme."""

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
    """One fact on the set-up of an experiment. `remark` says why a number is not used."""

    label: str
    value: str
    when: str
    source: Source
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class SetUpGroup:
    """Facts of one kind, under their name."""

    title: str
    facts: tuple[SetUpFact, ...]
