"""One visit: the language, what was chosen, and what of the address was not understood."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

from dashboard import formats, queries, sets, state
from dashboard.queries import NEWEST, Row, Scope
from dashboard.state import ACCESSES, KINDS, Choice, Known, Remark
from dashboard.texts import say

# What a page shows of one kind. More is no longer read, and takes a reader's phone seconds to draw.
MOST_ROWS = 100
# What a page that shows many experiments or themes shows of one cell of the map.
MOST_IN_A_CELL = 40
# How many experiments or municipalities a page shows at once; of a longer list it shows one part.
ON_A_PAGE = 20


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A reader at an address. `path` is the path of the page in the language of the visit, `item` what it is about."""

    lang: str
    path: str
    choice: Choice
    remarks: tuple[Remark, ...]
    known: Known
    item: str = ""

    @property
    def as_of(self) -> dt.date:
        """The date of the data version to ask; a date after every release for the newest."""
        return self.choice.as_of or NEWEST

    @property
    def scope(self) -> Scope:
        """The choice as a scope for queries."""
        return Scope(
            as_of=self.as_of,
            most=MOST_ROWS,
            theme=self.choice.theme,
            indicator=self.choice.indicator or None,
            types=self.choice.types,
            municipalities=self.choice.municipalities,
            comparisons=self.choice.comparisons,
            focus=self.choice.focus or None,
            axis=self.choice.axis,
        )

    def address(self, path: str = "", *, anchor: str = "", **values: object) -> str:
        """An address with this choice, some values changed; of this page when no path is given."""
        return state.address(path or self.path, state.changed(self.choice, **values), self.known, anchor=anchor)

    def pinned(self, path: str = "", *, anchor: str = "", **values: object) -> str:
        """The same, fixed to the data version that is shown."""
        choice = state.pinned(state.changed(self.choice, **values), self.known)
        return state.address(path or self.path, choice, self.known, anchor=anchor)

    def label(self, row: Row, key: str = "label") -> str:
        """A text of a row in the language of the visit."""
        return str(row[f"{key}_{self.lang}"])

    def say(self, key: str, **slots: object) -> str:
        """A text in the language of the visit."""
        return say(key, self.lang, **slots)

    def version_text(self) -> str:
        """`Dataversie 21 november 2026`, of the data that are shown."""
        day = self.choice.as_of or queries.version()["released"]
        return self.say("frame.version", date=formats.date(day.isoformat(), self.lang))


def _indicators() -> tuple[Row, ...]:
    """What experiments measured, and what official statistics count; the two have no id in common."""
    return queries.indicators(as_of=NEWEST) + queries.context_indicators(as_of=NEWEST)


def known() -> Known:
    """The values that a choice may have now."""
    themes = queries.themes(as_of=NEWEST)
    days = [row["released"] for row in queries.releases()]
    experiments, towns = queries.experiments(as_of=NEWEST), queries.municipalities(as_of=NEWEST)
    return Known(
        themes=tuple(row["id"] for row in themes),
        indicators={row["id"]: row["theme"] for row in _indicators()},
        types=tuple(row["id"] for row in queries.types(as_of=NEWEST)),
        municipalities=tuple(row["id"] for row in towns),
        cells=frozenset(f"{experiment['id']}.{theme['id']}" for experiment in experiments for theme in themes),
        first_release=days[0],
        last_release=days[-1],
        kinds=KINDS,
        accesses=ACCESSES,
        pages=max(1, math.ceil(max(len(experiments), len(towns)) / ON_A_PAGE)),
    )


def arrive(*, lang: str, path: str, query: str, item: str = "") -> Visit:
    """A visit to an address. Never raises for what a reader typed. The brief may be about several themes."""
    values = known()
    if path in (say("path.set", lang), say("path.present", lang)):
        choice, remarks = sets.parse(query, values)
    else:
        choice, remarks = state.parse(query, values, paper=path == say("path.brief", lang))
    return Visit(lang=lang, path=path, choice=choice, remarks=remarks, known=values, item=item)


def remark_texts(visit: Visit) -> list[str]:
    """What of the address was not understood, and that older data are shown, in calm sentences."""
    texts = []
    for remark in visit.remarks:
        if remark.reason == "theme_follows":
            row = {entry["id"]: entry for entry in _indicators()}[remark.value]
            theme = {entry["id"]: entry for entry in queries.themes(as_of=NEWEST)}[row["theme"]]
            texts.append(visit.say("remark.theme_follows", indicator=visit.label(row), theme=visit.label(theme)))
        elif remark.reason == "unknown" and remark.value:
            texts.append(visit.say("remark.unknown_value", name=remark.name, value=remark.value))
        elif remark.reason == "unknown":
            texts.append(visit.say("remark.unknown_name", name=remark.name))
        elif remark.reason == "date":
            texts.append(visit.say("remark.date", value=remark.value))
        elif remark.reason in ("item", "most_items"):
            texts.append(visit.say(f"remark.{remark.reason}", value=remark.value))
        elif remark.reason in ("words", "name"):
            texts.append(visit.say(f"remark.{remark.reason}"))
        else:
            texts.append(visit.say("remark.too_long"))
    if visit.choice.as_of and visit.choice.as_of < visit.known.last_release:
        day = formats.date(visit.choice.as_of.isoformat(), visit.lang)
        texts.append(visit.say("remark.older", date=day))
    return texts
