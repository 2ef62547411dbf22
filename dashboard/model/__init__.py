"""The nouns that the floors hand to each other. All words in them are already in the reader's language."""

from __future__ import annotations

from dashboard.model.chart import Chart, Hundred, OutOfHundred, Saying, SayingGroup
from dashboard.model.control import Control, Option, OptionGroup, Pages, Uses
from dashboard.model.evidence import Finding, MapCell, MapGroup, MapRow, Missing, Panel, Undrawn
from dashboard.model.kinds import FORMS, Figure, Form, Lang, State, Verdict
from dashboard.model.marks import Course, Direction, EventMark, Facet, Moment, Pair, Spot, Stretch
from dashboard.model.profile import (
    ArmLine,
    Glance,
    Kind,
    Milestone,
    Profile,
    SetUpFact,
    SetUpGroup,
    Timeline,
    Track,
    Trial,
)
from dashboard.model.text import Group, Head, Link, Note, Source, Strength, Table, TypeLabel

__all__ = [
    "FORMS",
    "ArmLine",
    "Chart",
    "Control",
    "Course",
    "Direction",
    "EventMark",
    "Facet",
    "Figure",
    "Finding",
    "Form",
    "Glance",
    "Group",
    "Head",
    "Hundred",
    "Kind",
    "Lang",
    "Link",
    "MapCell",
    "MapGroup",
    "MapRow",
    "Milestone",
    "Missing",
    "Moment",
    "Note",
    "Option",
    "OptionGroup",
    "OutOfHundred",
    "Pages",
    "Pair",
    "Panel",
    "Profile",
    "Saying",
    "SayingGroup",
    "SetUpFact",
    "SetUpGroup",
    "Source",
    "Spot",
    "State",
    "Strength",
    "Stretch",
    "Table",
    "Timeline",
    "Track",
    "Trial",
    "TypeLabel",
    "Undrawn",
    "Uses",
    "Verdict",
]
