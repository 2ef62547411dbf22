"""The context of a page request: language, filters, and what in the URL was ignored."""

import datetime as dt
import math
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Self

import flask

from dashboard import config
from dashboard.db import queries, sql
from dashboard.db.rows.subjects import IndicatorRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import count, t
from dashboard.models.context import DEFAULT_CONTEXT, NEWEST, Context, Scope
from dashboard.models.filters import ACCESSES, KINDS, YES_NO, FilterOptions, Filters, Remark
from dashboard.selection import chart_set, filters
from dashboard.web.components.html import Node
from dashboard.web.components.sections import notice
from dashboard.web.pages import paths

# The most rows of a kind on a page; more take a phone seconds to draw.
MOST_ROWS = 100
# The most results of one cell of the map on a page.
MOST_IN_A_CELL = 40
# The most experiments or municipalities on a page; longer lists are paginated.
ON_A_PAGE = 20


@dataclass(frozen=True, kw_only=True)
class PageContext(Context):
    """The context of a page request. `path` is the path of the page in its language, `item` its subject."""

    # Always that of the choice.
    as_of: dt.date = field(init=False)
    path: str
    choice: Filters
    remarks: tuple[Remark, ...]
    known: FilterOptions
    item: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "as_of", self.choice.as_of or NEWEST)

    @property
    def newest(self) -> Context:
        """The same language with the newest data."""
        return Context(lang=self.lang)

    @property
    def released(self) -> dt.date:
        """The date of the data that are shown."""
        return self.choice.as_of or queries.version().released

    @property
    def scope(self) -> Scope:
        """The filters as a scope for queries."""
        return Scope(
            most=MOST_ROWS,
            theme=self.choice.theme,
            indicator=self.choice.indicator or None,
            types=self.choice.types,
            municipalities=self.choice.municipalities,
            comparisons=self.choice.comparisons,
            subgroups=self.choice.subgroups,
            moments=self.choice.moments,
            focus=self.choice.highlight if self.choice.highlight in self.known.municipalities else None,
            axis=self.choice.axis,
            form=self.choice.form,
            highlight=self.choice.highlight,
            trial=self.choice.trial,
            place=self.item,
            beside=self.choice.beside,
            elsewhere=self.choice.elsewhere,
        )

    @property
    def pin(self) -> dict[str, str]:
        """The filter that pins the data version; empty for the newest data."""
        return {"as_of": self.choice.as_of.isoformat()} if self.choice.as_of else {}

    @property
    def pin_query(self) -> str:
        """The same as a query string with its question mark."""
        return f"?as_of={self.choice.as_of}" if self.choice.as_of else ""

    def cleared(self, **values: Any) -> Self:
        """Return the context with these filters only, of the same data version."""
        choice = Filters(**{"theme": self.known.themes[0], "as_of": self.choice.as_of, **values})
        return replace(self, choice=choice)

    def link(self, page: str, item: str = "", *, anchor: str = "", **values: Any) -> str:
        """Return the URL of a page, or of one of its items, with these filters only; empty without such an item."""
        if item and item not in paths.ITEMS[page]():
            return ""
        return self.cleared(**values).address(paths.path(page, self.lang, item), anchor=anchor)

    def address(self, path: str = "", *, anchor: str = "", **values: object) -> str:
        """Return a URL with these filters, some changed; without a path, of this page."""
        return filters.address(path or self.path, filters.changed(self.choice, **values), self.known, anchor=anchor)

    def pinned(self, path: str = "", *, anchor: str = "", **values: object) -> str:
        """Return the same URL, pinned to the data version that is shown."""
        choice = filters.pinned(filters.changed(self.choice, **values), self.known)
        return filters.address(path or self.path, choice, self.known, anchor=anchor)

    def t(self, key: str, **slots: object) -> str:
        """Return a text in the language of the request."""
        return t(key, self.lang, **slots)

    def count(self, key: str, number: int, **slots: object) -> str:
        """Return `key.one` or `key.many`, with the number in slot `n`."""
        return count(key, self.lang, number, **{"n": self.number(number), **slots})

    def number(self, value: float) -> str:
        """Return a whole number in the language of the request."""
        return formats.number(value, self.lang)

    def date(self, day: dt.date | str) -> str:
        """Return a date in words; a text is as exact as the source, such as `2018-02`."""
        return formats.date(str(day), self.lang)

    def full_title(self, title: str) -> str:
        """Return the title of a page with the name of the site."""
        name = self.t("site.name")
        return f"{title} | {name}" if title != name else name

    def version_text(self) -> str:
        """Return the data version in words, such as `Gegevens van 21 november 2026`."""
        return self.t("frame.version", date=self.date(self.released))


def absolute_url(path: str) -> str:
    """Return the address of a path with the origin of the site; the path alone when neither settings nor request have one."""
    base = config.settings().public_url
    if not base and flask.has_request_context():
        base = flask.request.host_url.rstrip("/")
    return base + path


def _indicators(context: Context) -> tuple[IndicatorRow, ...]:
    """Return the indicators of experiments and of official statistics, which share no id."""
    return queries.indicators(context) + queries.context_indicators(context)


def known() -> FilterOptions:
    """Return the values that filters may have now."""
    return _known(sql.data_version())


@lru_cache(maxsize=2)
def _known(version: tuple[int, int]) -> FilterOptions:
    """Collect them once for a version of the data; `version` is only there to tell versions apart."""
    themes = queries.themes(DEFAULT_CONTEXT)
    days = queries.releases()
    experiments, towns = queries.experiments(DEFAULT_CONTEXT), queries.municipalities(DEFAULT_CONTEXT)
    return FilterOptions(
        themes=tuple(row.id for row in themes),
        indicators={row.id: row.theme for row in _indicators(DEFAULT_CONTEXT)},
        types=tuple(row.id for row in queries.types(DEFAULT_CONTEXT)),
        municipalities=tuple(row.id for row in towns),
        cells=frozenset(
            f"{id}.{theme.id}" for id in (*(row.id for row in experiments), "national") for theme in themes
        ),
        first_release=days[0],
        last_release=days[-1],
        subgroups=tuple(row.id for row in queries.subgroups(DEFAULT_CONTEXT)),
        kinds=KINDS,
        accesses=ACCESSES,
        elsewhere=_elsewhere(),
        sides=(
            *(row.id for row in queries.types(DEFAULT_CONTEXT)),
            *(row.id for row in towns),
            *(row.id for row in experiments),
        ),
        pages=max(1, math.ceil(max(len(experiments), len(towns)) / ON_A_PAGE)),
    )


def _elsewhere() -> dict[str, tuple[str, ...]]:
    """Return the values of each filter of trials elsewhere."""
    effects = queries.elsewhere_effects(DEFAULT_CONTEXT)
    rows = (*effects, *queries.elsewhere_findings(DEFAULT_CONTEXT))

    def values(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value for row in rows if (value := getattr(row, name))))

    return {
        "approach": values("type_id"),
        "country": tuple(sorted(values("country"))),
        "design": values("design"),
        "duties": YES_NO,
        "money": YES_NO,
        "follow_up": tuple(dict.fromkeys(row.follow_up_id for row in effects)),
    }


def resolve_context(*, lang: str, path: str, query: str, item: str = "") -> PageContext:
    """Return the context of a request. Never raises for the content of a URL."""
    return _resolve_context(sql.data_version(), lang, path, query, item)


# The page cache needs the context for its key, and the page needs it again.
@lru_cache(maxsize=16)
def _resolve_context(version: tuple[int, int], lang: str, path: str, query: str, item: str) -> PageContext:
    values = known()
    if path in (t("where.set", lang), t("where.present", lang)):
        choice, remarks = chart_set.parse(query, values)
    else:
        choice, remarks = filters.parse(
            query, values, paper=path in (t("where.brief", lang), t("where.starting", lang))
        )
    return PageContext(lang=lang, path=path, choice=choice, remarks=remarks, known=values, item=item)


# What of a remark is in its text.
_SLOTS = {
    "unknown_value": ("name", "value"), "unknown_name": ("name",), "once": ("name", "value"), "date": ("value",),
    "item": ("value",), "most_items": ("value",),
}  # fmt: skip


def remark_texts(context: PageContext) -> list[str]:
    """Return sentences on ignored values of the URL, and on older data."""
    texts = []
    for remark in context.remarks:
        key = remark.reason
        if key == "theme_follows":
            row = {entry.id: entry for entry in _indicators(context.newest)}[remark.value]
            theme = {entry.id: entry for entry in queries.themes(context.newest)}[row.theme]
            texts.append(context.t("remark.theme_follows", indicator=row.label, theme=theme.label))
            continue
        if key == "unknown":
            key = "unknown_value" if remark.value else "unknown_name"
        texts.append(context.t(f"remark.{key}", **{slot: getattr(remark, slot) for slot in _SLOTS.get(key, ())}))
    if context.choice.as_of and context.choice.as_of < context.known.last_release:
        texts.append(context.t("remark.older", date=context.date(context.choice.as_of)))
    return texts


def remarks(context: PageContext) -> list[Node]:
    """Return notices on ignored values of the URL, and on older data."""
    return [notice(text) for text in remark_texts(context)]
