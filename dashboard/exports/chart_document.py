"""A chart as it goes into a document: the same figure, sentence, table and sources as on the screen, and where they come from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dashboard.charts.figures.base import WIDTH
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.labels.strength import level_text
from dashboard.models.chart import Chart
from dashboard.models.kinds import Figure, Form
from dashboard.models.text import Source, Strength
from dashboard.svg.render import still


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """Which data a document shows: the date of the version, its name in the database, and both in words."""

    released: dt.date
    data_version: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """One chart of a document in one language. `link` is its address, whole and pinned to the data version."""

    chart: Chart
    lang: str
    stamp: Stamp
    link: str

    @property
    def picture_id(self) -> str:
        """A name for the picture that is the same in every export."""
        return self.chart.key

    @property
    def reading(self) -> str:
        """How to read the chart, and what to mind, as one text."""
        return " ".join(f"{note.head}: {note.text}" for note in self.chart.reading)

    @property
    def strength(self) -> str:
        """How strong the comparison is, in words: `bewijs 3 van 5: vergelijkbare mensen. Er is niet geloot. ...`."""
        return strength_text(self.chart.strength, lang=self.lang)

    @property
    def sources(self) -> tuple[str, ...]:
        """Each source in one line, with the place in it and how much of it was read."""
        return tuple(source_text(source) for source in self.chart.sources)

    def figure(self, form: Form = "wide") -> Figure:
        """The figure of the page, in the form for a wide or a narrow sheet."""
        return self.chart.wide if form == "wide" else self.chart.narrow

    def height(self, form: Form = "wide") -> int:
        """The height of the picture in px, at a width of WIDTH[form]."""
        height: float = self.figure(form)["layout"]["height"]
        return round(height)

    def svg(self, form: Form = "wide") -> str:
        """The picture alone, from the figure that the page shows."""
        return still(
            self.figure(form),
            width=WIDTH[form],
            title=self.chart.question,
            description=self.chart.description,
            id_prefix=f"{self.picture_id}-{form}",
        )


def strength_text(strength: Strength, *, lang: str) -> str:
    """The level, the comparison and why, as a text."""
    return f"{_sentence(level_text(strength.level, lang=lang))[:-1]}: {strength.name}. {strength.why}"


def source_text(source: Source) -> str:
    """Publisher, title, date, places and how much was read, without the address."""
    parts = [source.publisher, source.title, source.published, "; ".join(source.locators)]
    return f"{', '.join(part for part in parts if part)}. {_sentence(source.access)}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def stamp(as_of: dt.date, lang: str) -> Stamp:
    """The stamp of the data of a date, or of the newest data for a date after them."""
    # A file is made in a process without data, which starts faster without what opens them.
    from dashboard.db import queries

    newest = queries.version()
    released = newest["released"] if as_of >= newest["released"] else as_of
    same = released == newest["released"]
    return Stamp(
        released=released,
        data_version=str(newest["data_version"]) if same else released.isoformat(),
        text=t("frame.version", lang, date=formats.date(released.isoformat(), lang)),
    )


def item(chart: Chart, *, lang: str, as_of: dt.date, link: str) -> Item:
    """A chart for a document; `link` is its whole address, fixed to the data version of `as_of`."""
    return Item(chart=chart, lang=lang, stamp=stamp(as_of, lang), link=link)


def citation(chart: Chart, *, lang: str, as_of: dt.date, link: str) -> str:
    """How to name a chart in a paper."""
    mark = stamp(as_of, lang)
    return t(
        "export.citation",
        lang,
        site=t("site.name", lang),
        year=mark.released.year,
        question=chart.question,
        version=mark.text,
        link=link,
    )
