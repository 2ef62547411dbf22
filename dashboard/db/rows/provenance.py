"""Rows about where facts come from and how the data changed: sources, citations, conflicts, versions, in one language."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceRow:
    """A source; `access` is how much of it was read, `language` the language of its title."""

    id: str
    kind: str
    publisher: str
    authors: str | None
    title: str
    published: str | None
    url: str
    language: str
    access: str
    reports_on: str | None
    licence: str | None
    page_count: int | None
    pages_read: str | None
    read_on: dt.date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingRow:
    """Where in a PDF a row was read: the page, and a rectangle in points from its top left."""

    row_table: str
    row_id: str
    source_id: str
    sha256: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    read_on: dt.date


@dataclass(frozen=True, kw_only=True, slots=True)
class CitationRow:
    """A fact that is no result and rests on a source: an experiment, a design fact, an event or an official figure.

    `value` is in `unit`; for an official figure `text` is the name of its indicator and `date` its year. Without a
    municipality it is about the country.
    """

    source_id: str
    kind: str
    id: str
    municipality_id: str | None
    municipality: str | None
    experiment_id: str | None
    short: str | None
    indicator_id: str | None
    text: str
    value: float | None
    qualifier: str | None
    unit: str | None
    decimals: int | None
    date: str | None
    locator: str | None
    preferred: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CitedRow:
    """How many facts of a kind rest on a source."""

    source_id: str
    kind: str
    rows: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ConflictRow:
    """Where sources contradict each other: what they say, and which leads and why."""

    id: str
    experiment_id: str | None
    municipality: str | None
    short: str | None
    theme: str | None
    indicator_id: str | None
    subject: str
    text: str
    choice: str
    source_ids: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimRow:
    """A claim that goes round; `verdict` is true, half_true, outdated, not_shown or unknown, `answer` says why."""

    id: str
    claim: str
    verdict: str
    answer: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimFactRow:
    """A row that a claim rests on; `kind` is its table. A contradiction has several sources and no place in them."""

    claim_id: str
    kind: str
    id: str
    municipality_id: str | None
    experiment_id: str | None
    type_ids: tuple[str, ...]
    theme: str | None
    text: str
    value: float | None
    qualifier: str | None
    unit: str | None
    decimals: int | None
    source_ids: tuple[str, ...]
    locator: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftOutRow:
    """What was read and not taken into the tables, and why."""

    id: str
    municipality: str | None
    text: str
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeRow:
    """A row that came, was corrected or was withdrawn after the first data version, before and after the change.

    Both values are in `unit`. Of an added row only the `new_` columns are filled, of a withdrawn one only the others.
    """

    day: dt.date
    kind: str
    table_name: str
    key: str
    place: str | None
    text: str | None
    new_text: str | None
    value: float | None
    new_value: float | None
    qualifier: str | None
    new_qualifier: str | None
    unit: str | None
    decimals: int | None
    reason: str | None
    source_id: str | None
    new_source_id: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeSubjectRow:
    """What a row of a table is about: `id` is that of a municipality, theme or type (`kind`)."""

    table_name: str
    key: str
    kind: str
    id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeSinceRow:
    """A fact that is other now than on a date: corrected, added or withdrawn (`change`); both values are in `unit`."""

    kind: str
    id: str
    change: str
    day: dt.date
    municipality: str | None
    short: str | None
    text: str
    unit: str | None
    decimals: int | None
    old_value: float | None
    old_qualifier: str | None
    new_value: float | None
    new_qualifier: str | None
    reason: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class CountsRow:
    """How many facts the dashboard rests on. `sized` results have two numbers; the last three count sources by access."""

    experiments: int
    municipalities: int
    themes: int
    results: int
    sized: int
    with_interval: int
    sources: int
    sources_read_in_part: int
    sources_secondary: int
    sources_read_in_full: int


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionRow:
    """The stamp of the database. `built_at` is in UTC."""

    data_version: str
    released: dt.date
    built_at: dt.datetime
    content_hash: str
