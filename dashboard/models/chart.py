"""A chart with its texts, and the statements and natural frequencies that belong to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from dashboard.models.kinds import Figure
from dashboard.models.marks import Direction, EventMark, Moment, Pair, PlaceSeries
from dashboard.models.text import Note, Source, Strength, Table, TypeLabel


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A statement that the evidence supports, or one that it does not, with the reason.

    `source` names the sources of an allowed statement, to be copied with it. `why_alone` is the reason for a place that does
    not say how groups were formed, where it differs from `why`.
    """

    text: str
    allowed: bool
    why: str = ""
    why_alone: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class StatementGroup:
    """The statements on the results of one experiment, under its name."""

    title: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, kw_only=True)
class OutOfHundred:
    """A share of an arm as whole people of every hundred; `part` says that another one is there in part."""

    name: str
    words: str
    type_id: str
    people: int
    part: bool = False


@dataclass(frozen=True, kw_only=True)
class Frequency:
    """Two arms as natural frequencies: a sentence, the population, and the two arms."""

    head: str
    sentence: str
    population: str
    arms: tuple[OutOfHundred, ...]


@dataclass(frozen=True, kw_only=True)
class MarkDetails:
    """What a reader can know about a mark of a figure, in words of one language.

    `id` is unique in its chart: it is the first value in the `customdata` of the mark, and names its row in the table.
    Values include unit and qualifier. A field that does not apply is empty.
    """

    id: str
    place: str
    group: str
    value: str
    comparison: str = ""
    difference: str = ""
    people: str = ""
    fairness: str = ""
    source: str = ""
    source_href: str = ""


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Everything that belongs to one chart. It cannot be made without title, sentence, description, table and sources.

    `former` are keys that it had or may have had before, the likeliest first: links with them lead to it.
    `types` explains the shapes of marks; `marks` has the details of each mark that can be selected.
    What is drawn stands in one of `pairs`, `directions`, `moments` and `series`, for documents that draw it themselves.
    `forms` names the ways to draw the chart that are honest, the default first, and `form` the one that is drawn.
    `subjects` has the municipality and the approach of each mark by its id, for a reader who highlights one of them.
    `draw(form=...)` builds the figure: a table, a file or a list of charts needs none.
    """

    key: str
    question: str
    sentence: str
    description: str
    draw: Callable[..., Figure] = field(compare=False, repr=False)
    reading: tuple[Note, ...]
    strength: Strength
    table: Table
    sources: tuple[Source, ...]
    calculation: str = ""
    subtitle: str = ""
    rows: tuple[dict[str, Any], ...] = ()
    former: tuple[str, ...] = ()
    types: tuple[TypeLabel, ...] = ()
    marks: tuple[MarkDetails, ...] = ()
    statements: tuple[StatementGroup, ...] = ()
    frequencies: tuple[Frequency, ...] = ()
    pairs: tuple[Pair, ...] = ()
    directions: tuple[Direction, ...] = ()
    moments: tuple[Moment, ...] = ()
    events: tuple[EventMark, ...] = ()
    series: tuple[PlaceSeries, ...] = ()
    forms: tuple[str, ...] = ()
    form: str = ""
    subjects: Mapping[str, frozenset[str]] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        for name in ("key", "question", "sentence", "description", "sources", "reading"):
            if not getattr(self, name):
                raise ValueError(f"chart {self.key!r} has no {name} (expected one)")
        if not any(group.rows for group in self.table.groups):
            raise ValueError(f"chart {self.key!r} has an empty table (expected the rows of its figure)")

    @property
    def kind(self) -> str:
        """The name of its kind (see `charts.registry`)."""
        return self.key.partition(".")[0]

    def has_key(self, key: str) -> bool:
        """Return whether a key is, or was, that of the chart."""
        return key == self.key or key in self.former

    @cached_property
    def wide(self) -> Figure:
        """The figure for a wide window."""
        return self.draw(form="wide")

    @cached_property
    def narrow(self) -> Figure:
        """The figure for a narrow window."""
        return self.draw(form="narrow")
