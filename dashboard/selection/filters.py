"""Filters and the query string: parse a URL into filters, and write filters into a URL. Names are equal in both languages.

No URL can break a page. Unknown values are ignored with a remark to the reader; values that are too long are cut.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from dashboard import config
from dashboard.models import elsewhere
from dashboard.models.elsewhere import ElsewhereChoice
from dashboard.models.filters import (
    AXES,
    BESIDE,
    CHART_FORMS,
    COMPARISONS,
    MOMENTS,
    MOST_PEOPLE,
    READERS,
    SORTS,
    VERDICTS,
    FilterOptions,
    Filters,
    Remark,
)
from dashboard.selection import normalize, trial_size

# Longer than any query string of a page; the rest is ignored.
_LONGEST = 2000
_MOST_VALUES = 60
# The longest search query, or sentence to check; the rest is ignored.
LONGEST_WORDS = 280
# Longer than any name of a municipality, and short enough for one line of a brief.
LONGEST_NAME = 60

# Filters that may have several values: their names in an address, and in `Filters`.
SEVERAL = {
    "type": "types",
    "municipality": "municipalities",
    "comparison": "comparisons",
    "subgroup": "subgroups",
    "moment": "moments",
}
_NAMES = [
    *"theme indicator type municipality comparison subgroup moment measured as_of open kind access q all axis".split(),
    *"form sort reader verdict beside page people highlight first second".split(), *trial_size.NAMES, *elsewhere.NAMES,
]  # fmt: skip
# Names that parameters had before, which old addresses have.
FORMER_NAMES = {"focus": "highlight"}
_PAPER = (*_NAMES, "name")
# The filters that a chart depends on; the others concern the page.
_OF_CHARTS = (
    *"theme indicator type municipality comparison subgroup moment as_of axis form highlight".split(), *elsewhere.NAMES,
)  # fmt: skip
# Names of all pages, of a chart set and of the API.
_EVERY_NAME = frozenset((*_PAPER, *FORMER_NAMES, "item", "page_size", "lang"))


def _printable(value: str) -> str:
    """Return a text with a space for each control character."""
    return "".join(letter if letter.isprintable() else " " for letter in value)


def shown(value: str, *, most: int = 40) -> str:
    """Return a value as it may be shown to a reader: short, and without control characters."""
    clean = _printable(value)
    return clean if len(clean) <= most else clean[: most - 1] + "…"


def read_date(value: str) -> dt.date | None:
    """Return a date that was written as 2026-11-21 and is not after today; None for any other."""
    try:
        day = dt.date.fromisoformat(value) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) else None
    except ValueError:
        return None
    return day if day and day <= config.today() else None


def normalized(query: str) -> str:
    """Return a query string as we would have written what was meant; most stay as they are."""
    return normalize.query(query, names=_EVERY_NAME)


def parse(query: str, known: FilterOptions, *, paper: bool = False) -> tuple[Filters, tuple[Remark, ...]]:
    """Parse a query string without question mark. Never raises; ignored values give remarks.

    A `paper`, a factsheet or chart set, may have several themes and a name.
    """
    remarks: list[Remark] = []
    if len(query) > _LONGEST:
        # The last part is cut in two, so it says nothing.
        query = query[:_LONGEST].rpartition("&")[0]
        remarks.append(Remark(reason="too_long"))
    values: dict[str, list[str]] = {}
    try:
        items = parse_qsl(query, keep_blank_values=True, errors="replace", max_num_fields=None)[:_MOST_VALUES]
    except ValueError:
        items = []
    for written, value in items:
        name = FORMER_NAMES.get(written, written)
        # A name without a value that is not ours is shown too: it may be all that is left of a query.
        values.update({} if name in values or name in _PAPER else {name: []})
        for part in value.split(",") if name in SEVERAL else (value,):
            if part.strip():
                values.setdefault(name, []).append(part.strip())

    def reject(name: str, value: str) -> None:
        remarks.append(Remark(reason="unknown", name=name, value=shown(value)))

    def one(name: str, allowed: Sequence[str] | frozenset[str] | Mapping[str, str]) -> str:
        first = ""
        for value in dict.fromkeys(values.get(name, [])):
            if value not in allowed:
                reject(name, value)
            elif first:
                remarks.append(Remark(reason="once", name=name, value=shown(value)))
            first = first or (value if value in allowed else "")
        return first

    def several(name: str, allowed: Sequence[str]) -> tuple[str, ...]:
        requested = dict.fromkeys(values.get(name, []))
        remarks.extend(Remark(reason="unknown", name=name, value=shown(v)) for v in requested if v not in allowed)
        chosen = tuple(value for value in allowed if value in requested)
        return () if len(chosen) == len(allowed) else chosen

    def text(name: str, most: int, reason: str) -> str:
        value = " ".join(_printable(" ".join(values.get(name, []))).split())
        if len(value) > most:
            remarks.append(Remark(reason=reason))
        return value[:most].rstrip()

    themes = several("theme", known.themes) if paper else ()
    theme = next(iter(themes), "") if paper else one("theme", known.themes)
    name = text("name", LONGEST_NAME, "name") if paper else ""
    indicator = one("indicator", known.indicators)
    if indicator and known.indicators[indicator] != (theme or known.themes[0]):
        if theme:
            remarks.append(Remark(reason="theme_follows", name="indicator", value=indicator))
        theme = known.indicators[indicator]
    measured = one("measured", ("yes",)) == "yes"
    words = text("q", LONGEST_WORDS, "words")
    remarks.extend(
        Remark(reason="once", name=name, value=shown(value))
        for name in ("as_of", "people")
        for value in dict.fromkeys(values.get(name, [])[1:])
        if value != values[name][0]
    )
    as_of = None
    for value in values.get("as_of", [])[:1]:
        day = read_date(value)
        if day is None or not known.first_release <= day:
            remarks.append(Remark(reason="date", name="as_of", value=shown(value)))
        elif day <= known.last_release:
            # The newest version is pinned too, because a newer one may come.
            as_of = day
    people = 0
    for value in values.get("people", [])[:1]:
        if value.isascii() and value.isdecimal() and len(value) < 9 and 1 <= int(value) <= MOST_PEOPLE:
            people = int(value)
        else:
            remarks.append(Remark(reason="people", name="people", value=shown(value)))
    choice = Filters(
        theme=theme or known.themes[0],
        indicator=indicator,
        types=several("type", known.types),
        municipalities=several("municipality", known.municipalities),
        comparisons=several("comparison", COMPARISONS),
        subgroups=several("subgroup", known.subgroups),
        moments=several("moment", MOMENTS),
        measured=measured,
        open=one("open", known.cells),
        as_of=as_of,
        kind=one("kind", known.kinds),
        access=one("access", known.accesses),
        words=words,
        themes=themes,
        name=name,
        everything="yes" in values.get("all", []),
        axis=one("axis", AXES),
        form=one("form", CHART_FORMS),
        sort=one("sort", SORTS),
        people=people,
        reader=one("reader", READERS),
        verdict=one("verdict", VERDICTS),
        beside=one("beside", BESIDE),
        highlight=one("highlight", (*known.types, *known.municipalities)),
        first=one("first", known.sides),
        second=one("second", known.sides),
        trial=trial_size.parse(values, reject) if values.keys() & set(trial_size.NAMES) else trial_size.DEFAULT,
        elsewhere=ElsewhereChoice(**{name: one(name, known.elsewhere.get(name, ())) for name in elsewhere.NAMES}),
        page=int(one("page", [str(number + 1) for number in range(known.pages)]) or 1),
    )
    names = _PAPER if paper else _NAMES
    remarks.extend(
        Remark(reason="unknown", name=shown(other))
        for other in values
        if other not in names and not normalize.is_tracking(other)
    )
    return choice, tuple(remarks[:6])


def query(choice: Filters, known: FilterOptions) -> str:
    """Return the query string of filters, without defaults, always in the same order."""
    default = choice.theme == known.themes[0] or choice.indicator
    values: dict[str, str | tuple[str, ...]] = {
        "theme": choice.themes or ("" if default else choice.theme),
        "indicator": choice.indicator,
        **{name: getattr(choice, attribute) for name, attribute in SEVERAL.items()},
        "measured": "yes" if choice.measured else "",
        "all": "yes" if choice.everything else "",
        "as_of": choice.as_of.isoformat() if choice.as_of else "",
        **{name: getattr(choice, name) for name in ("open", "axis", "form", "kind", "access")},
        "q": choice.words,
        **{name: getattr(choice, name) for name in ("name", "sort", "reader", "verdict", "beside")},
        "page": str(choice.page) if choice.page > 1 else "",
        "people": str(choice.people or ""),
        **{name: getattr(choice, name) for name in ("highlight", "first", "second")},
        **({} if choice.trial == trial_size.DEFAULT else dict(trial_size.items(choice.trial))),
        **{name: getattr(choice.elsewhere, name) for name in elsewhere.NAMES},
        "item": choice.items,
    }
    parts = {name: (value,) if isinstance(value, str) else value for name, value in values.items()}
    items = [(name, value) for name, chosen in parts.items() for value in chosen if value]
    return urlencode(items, safe="*")


def address(path: str, choice: Filters, known: FilterOptions, *, anchor: str = "") -> str:
    """Return a path with the query string of filters, and an anchor."""
    text = query(choice, known)
    return path + (f"?{text}" if text else "") + (f"#{anchor}" if anchor else "")


def chart_item(key: str, query: str) -> str:
    """Return the item of a chart set for a chart at one of our query strings, without question mark."""
    pairs = [f"{name}.{value}" for name, value in parse_qsl(query) if name in _OF_CHARTS]
    return "*".join([key, *pairs])


def changed(choice: Filters, **values: object) -> Filters:
    """Return filters with other values. A new theme replaces the themes of a brief."""
    if "theme" in values or "indicator" in values:
        values = {"themes": (), **values}
    return replace(choice, **values)  # type: ignore[arg-type]


def shared(choice: Filters) -> Filters:
    """Return the filters that the picture of a link depends on; it shows no words of a reader."""
    names = ("theme", "themes", "indicator", "types", "municipalities", "highlight", "as_of")
    return Filters(**{name: getattr(choice, name) for name in names})


def pinned(choice: Filters, known: FilterOptions) -> Filters:
    """Return the same filters, pinned to the data version that they show."""
    return replace(choice, as_of=choice.as_of or known.last_release)
