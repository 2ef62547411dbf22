"""Controls of a form, and links to share or download a chart."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dashboard.models.text import Link


@dataclass(frozen=True, kw_only=True)
class OptionGroup:
    """Options, which are values and labels, under one name; a group without a name has no heading."""

    options: tuple[tuple[str, str], ...]
    label: str = ""
    value: str = ""


@dataclass(frozen=True, kw_only=True)
class Control:
    """A control of a form. `kind` is `one` (a select), `several` (checkboxes behind a summary) or `switch` (one checkbox).

    `chosen` has the values of its selected options; without any, `several` shows `any_label`. A `number` has no options:
    `value` is filled in, and `default` is left out of an address.
    """

    name: str
    label: str
    kind: Literal["one", "several", "switch", "number"]
    groups: tuple[OptionGroup, ...] = ()
    chosen: tuple[str, ...] = ()
    any_label: str = ""
    help: str = ""
    value: str = ""
    default: str = ""


@dataclass(frozen=True, kw_only=True)
class ShareLinks:
    """The URLs of the files of a chart, by the key of their text, and texts to copy; URLs are on this site.

    `link` is the chart on its page, `pinned` is fixed to the data version; `citation` and the embed codes hold `pinned`,
    `frame` and `frame_pinned`. `forms` are the ways to draw the chart. `report` opens a mail or a form of the operator; it
    may be empty.
    """

    files: Mapping[str, str]
    link: str
    pinned: str
    citation: str
    frame: str
    frame_code: str
    frame_pinned: str
    frame_pinned_code: str
    forms: tuple[Link, ...]
    report: str
