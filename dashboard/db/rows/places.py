"""Rows about all Dutch municipalities: their official figures, their likeness, and names that are no longer there."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceRow:
    """A municipality of today; `municipality_id` is filled when it held experiments."""

    id: str
    name: str
    also_called: str | None
    province: str
    municipality_id: str | None
    latitude: float
    longitude: float
    boundary_note: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class FormerNameRow:
    """A municipality that ceased to exist, the place that it belongs to now, and others that got a part of it."""

    id: str
    name: str
    kind: str
    place_id: str
    place: str
    also_partly: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceFigureRow:
    """An official figure of all places: its unit, year and source.

    `role` is likeness, show or warning. `scale` is linear, or log where the places differ too much in size for one axis.
    """

    id: str
    label: str
    unit: str
    decimals: int
    role: str
    scale: str
    year: int
    modelled: bool
    netherlands_value: float | None
    caution: str | None
    source_id: str
    # The tables of official figures have no place in the source.
    locator: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceValueRow:
    """An official figure of a place that was found, in the unit of the figure."""

    place_id: str
    figure_id: str
    value: float


@dataclass(frozen=True, kw_only=True, slots=True)
class LikenessRow:
    """How far a place is from a municipality with experiments on one figure (`step`) and on all (`distance`).

    Both are in standard deviations over all places. `word` is much, somewhat, little or not; none when fewer than six
    `figures` are known.
    """

    place_id: str
    municipality_id: str
    figure_id: str
    value: float
    other_value: float
    step: float
    distance: float
    figures: int
    word: str
