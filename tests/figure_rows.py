"""Made-up rows in the shapes that the real ones have, and the figures made of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dashboard.charts.figures.comparison import with_and_without
from dashboard.charts.figures.directions import directions
from dashboard.charts.figures.dot_plot import dot_plot
from dashboard.charts.figures.over_time import over_time
from dashboard.charts.figures.pairs import arms, slope
from dashboard.charts.figures.trend import trend
from dashboard.charts.figures.trend_small_multiples import trend_many
from dashboard.models.kinds import Figure, Form, Lang
from dashboard.models.marks import (
    ArmValue,
    Direction,
    Dot,
    EventMark,
    Facet,
    Moment,
    Pair,
    Period,
    PlaceSeries,
    Statistic,
)

Words = Callable[[str, str], str]


def _words(lang: Lang) -> Words:
    return lambda dutch, english: dutch if lang == "nl" else english


def premium(lang: Lang) -> list[Pair]:
    """Four pairs in two blocks."""
    of = _words(lang)
    work = of("Uit de bijstand naar werk", "Left social assistance for work")
    part = of("Begonnen met deeltijdwerk", "Started part-time work")
    pairs = []
    for block, year, treated, comparison in (
        (work, 2018, 25, 19),
        (work, 2019, 15, 9),
        (part, 2018, 38, 9),
        (part, 2019, 20, 8),
    ):
        points = of("procentpunt", "percentage points")
        pairs.append(
            Pair(
                block=block, row=of(f"Begonnen in {year}", f"Started in {year}"),
                treated=ArmValue(
                    name=of("deelnemers met bijverdienpremie", "participants with earnings premium"),
                    type_id="earnings_premium", value=treated,
                ),
                comparison=ArmValue(
                    name=of("vergelijkbare niet-deelnemers", "comparable non-participants"),
                    type_id="comparison", value=comparison,
                ),
                difference=f"{treated - comparison} {points}", signed=f"+{treated - comparison}", unit="percent",
            )
        )  # fmt: skip
    return pairs


def valued(pair: Pair, treated: float, comparison: float) -> Pair:
    """A pair with other values."""
    signed = f"{treated - comparison:+g}".replace("+0", "0").replace("-", "−")
    return replace(
        pair,
        signed=signed,
        treated=replace(pair.treated, value=treated),
        comparison=replace(pair.comparison, value=comparison),
    )


def crossed(lang: Lang) -> list[Pair]:
    """The comparison higher, equal, nearly equal, at zero and at the end of the axis."""
    first = premium(lang)[0]
    of = _words(lang)
    points = of(" procentpunt", " percentage points")
    later = of("Groep {} na twee jaar en drie maanden", "Group {} after two years and three months")
    numbers = ((12.5, 31.0), (40, 40), (50, 48), (0, 1), (3, 0), (96, 55), (2, 100))
    return [
        replace(
            valued(first, treated, comparison), block="", row=later.format(number), decimals=1 if treated == 12.5 else 0,
            difference=f"{abs(treated - comparison):g}".replace(".", of(",", ".")) + points,
        )
        for number, (treated, comparison) in enumerate(numbers, start=1)
    ]  # fmt: skip


def dodged(lang: Lang) -> list[Pair]:
    """A first row with equal values, so that the names cannot stand above it, then other arms in another block."""
    equal, other = premium(lang)[0], premium(lang)[3]
    of = _words(lang)
    long = of(
        "Meer dan 12 uur per week aan het werk, bijna twee jaar later",
        "Working more than 12 hours a week, almost two years later",
    )
    return [
        replace(valued(equal, 19, 19), difference=of("0 procentpunt", "0 percentage points")),
        replace(
            other, block=long,
            treated=replace(other.treated, name=of("zelfregie", "self-direction"), type_id="self_direction"),
            comparison=replace(other.comparison, name=of("groep uit de loting", "lottery group")),
        ),
    ]  # fmt: skip


def intervals(lang: Lang) -> list[Pair]:
    """Two rows with intervals, one without."""
    first, second, third = premium(lang)[:3]
    first = replace(first, comparison=replace(first.comparison, interval=(16.0, 22.0)))
    return [
        replace(first, treated=replace(first.treated, interval=(21.0, 29.0))),
        replace(second, treated=replace(second.treated, interval=(10.0, 20.0))),
        third,
    ]


def persons(lang: Lang) -> list[Pair]:
    """Counts of people, large ones, one row."""
    of = _words(lang)
    basic_job = valued(premium(lang)[0], 6551, 1200)
    basic_job = replace(basic_job, treated=replace(basic_job.treated, type_id="basic_job"))
    return [
        replace(
            basic_job, block="", unit="persons",
            difference=of("5.351 mensen", "5,351 people"),
        )
    ]  # fmt: skip


def sides(lang: Lang, *, other: bool = False) -> list[Direction]:
    """Eleven rows in four blocks, some with results on two sides."""
    of = _words(lang)
    tested, silent = of("getoetst", "tested"), of("toets niet vermeld", "test not mentioned")
    work = of("Uit de bijstand naar werk", "Left social assistance for work")
    amsterdam, groningen = (
        of("Amsterdam, vormen van begeleiding", "Amsterdam, forms of guidance"),
        "Groningen, Bijstand op Maat",
    )
    oss, wageningen = "Oss, Zelf aan het stuur en op maat", "Wageningen, Vertrouwen Werkt"
    volunteer = of("Vrijwilligerswerk en mantelzorg", "Volunteering and informal care")
    paid = of("Betaald werk", "Paid work")
    full = of("Uit de bijstand naar voltijdwerk", "Left social assistance for full-time work")
    rows: list[tuple[str, str, str, tuple[str, ...], str]] = [
        (amsterdam, work, "same", ("tailored_support", "self_direction"), tested),
        (amsterdam, paid, "same", ("self_direction",), tested),
        (amsterdam, paid, "favourable", ("tailored_support",), silent),
        (amsterdam, of("Uren betaald werk", "Hours of paid work"), "favourable", ("tailored_support",), silent),
        (amsterdam, of("In deeltijd aan het werk", "Working part-time"), "favourable", ("tailored_support",), silent),
        (amsterdam, volunteer, "same", ("tailored_support", "self_direction"), tested),
        (groningen, work, "same", ("self_direction", "tailored_support", "earnings_premium", "free_choice"), silent),
        (oss, of("Meedoen in de samenleving", "Taking part in society"), "favourable", ("together",), silent),
        (wageningen, full, "same", ("self_direction", "tailored_support", "earnings_premium"), tested),
        (wageningen, work, "same", ("tailored_support",), tested),
        (
            wageningen,
            of("Meer dan 12 uur, bijna 2 jaar later", "More than 12 hours, almost 2 years later"),
            "same",
            ("self_direction",),
            silent,
        ),
        (wageningen, of("Uren per week", "Hours a week"), "unfavourable", ("basic_job",), silent),
    ]
    if other:
        rows.insert(
            7, (groningen, of("Zoeken naar werk", "Looking for work"), "other", ("self_direction", "together"), silent)
        )
    return [Direction(block=b, row=r, side=s, marks=m, test=t) for b, r, s, m, t in rows]  # type: ignore[arg-type]


def counts(lang: Lang) -> list[Moment]:
    """Six counts of people with a basic job."""
    of = _words(lang)
    return [
        Moment(at=at, when=of(*when), value=value, text=str(value))
        for at, when, value in (
            ("2020-06-01", ("juni 2020", "June 2020"), 9),
            ("2021-01-01", ("1 januari 2021", "1 January 2021"), 25),
            ("2022-03-01", ("1 maart 2022", "1 March 2022"), 50),
            ("2023-03-01", ("maart 2023", "March 2023"), 56),
            ("2024-04-01", ("1 april 2024", "1 April 2024"), 132),
            ("2025-04-01", ("april 2025", "April 2025"), 160),
        )
    ]


def _basic_jobs(lang: Lang, form: Form) -> Figure:
    of = _words(lang)
    events = [
        EventMark(
            at="2023-03-01",
            text=of("Einde van de proef. Daarna vast beleid.", "End of the trial. Regular policy since."),
        )
    ]
    return over_time(
        counts(lang), type_id="basic_job", events=events, unit_label=of("mensen", "people"), lang=lang, form=form
    )


def _busy(lang: Lang, form: Form) -> Figure:
    """Counts that go up and down, with several events, in a type that came later."""
    of = _words(lang)
    moments = [
        Moment(at=at, when=at[:4], value=value, text=f"{value}")
        for at, value in (
            ("2019-01-01", 1200),
            ("2019-07-01", 1300),
            ("2020-06-01", 1400),
            ("2021-02-01", 900),
            ("2022-01-01", 950),
            ("2025-09-01", 1310),
        )
    ]
    events = [
        EventMark(at="2020-01-01", text=of("Start van de basisbaan", "Start of the basic job")),
        EventMark(at="2023-03-01", text=of("Eindmeting van de Hanzehogeschool", "Final evaluation by Hanzehogeschool")),
    ]
    label = of("mensen", "people")
    return over_time(moments, type_id="new", events=events, unit_label=label, lang=lang, form=form)


def points(lang: Lang, *values: tuple[int, float, str], unit: str = "percent") -> tuple[Statistic, ...]:
    """Made-up figures: year, value and kind. A year joins the one before it."""
    years = {year for year, _, _ in values}
    sign = "%" if unit == "percent" else ""
    return tuple(
        Statistic(
            year=year, value=value, text=f"{value:g}".replace(".", "," if lang == "nl" else ".") + sign,
            kind=kind, joins=year - 1 in years,
        )  # type: ignore[arg-type]
        for year, value, kind in values
    )  # fmt: skip


def series(lang: Lang) -> list[PlaceSeries]:
    """Four made-up places and a country: with gaps, one figure only, estimates, and figures that are not final."""
    counted, model, early = "counted", "modelled", "provisional"
    country = "Nederland" if lang == "nl" else "Netherlands"
    years = [(year, 10 + (year % 4), counted) for year in range(2012, 2022)]
    return [
        PlaceSeries(
            name="Aa", role="own",
            points=points(lang, (2015, 12.4, counted), (2018, 14, counted), (2019, 13.1, counted),
                          (2020, 12.2, counted), (2021, 15.5, early)),
        ),
        PlaceSeries(name="Berg", role="other", points=points(lang, (2012, 3, model), (2016, 7, model), (2020, 5, model))),
        PlaceSeries(name="Cuijk aan Zee", role="other", points=points(lang, (2020, 8, counted))),
        PlaceSeries(
            name="Dal", role="other",
            points=points(lang, (2014, 20, counted), (2015, 19, counted), (2016, 22, counted)),
        ),
        PlaceSeries(name=country, role="country", points=points(lang, *years)),
    ]  # fmt: skip


def facets(lang: Lang) -> list[Facet]:
    """A panel for each place, the country beside it and on its own."""
    *places, country = series(lang)
    made = []
    for place in places:
        gone = tuple(year for year in range(2012, 2022) if year not in {point.year for point in place.points})
        made.append(Facet(title=place.name, series=(replace(place, role="own"), country), missing=gone))
    return [*made, Facet(title=country.name, series=(country,), missing=())]


def _many(lang: Lang, form: Form, *, shared: bool) -> Figure:
    of = _words(lang)
    fall = Period(start=2018, end=2020, text=of("landelijke daling", "national fall")) if shared else None
    foot = [of("verzonnen cijfers, alleen om te tekenen", "made-up figures, only to draw")]
    return trend_many(facets(lang), shared=shared, unit="percent", fall=fall, foot=foot, lang=lang, form=form)


def estimates(lang: Lang) -> list[Dot]:
    """Estimates on both sides of zero with intervals, one derived, one of unknown size, one that is missing."""
    of = _words(lang)
    published, derived = of("95%, gepubliceerd", "95%, published"), of("95%, afgeleid", "95%, derived")
    return [
        Dot(label="Aa", block=of("Werk", "Work"), text="+2,1", mark="randomised_control", value=2.1,
            interval=(-0.4, 4.6), note=published, id="aa"),
        Dot(label="Berg aan de Zoom en omstreken", block=of("Werk", "Work"), text="−1", mark="matched_comparison", value=-1,
            interval=(-2.5, 0.5), note=derived, id="berg"),
        Dot(label="Cuijk", block=of("Inkomen", "Income"), text="+3", mark="non_participants", value=3,
            note=of("geen bereik gevonden", "no range found"), id="cuijk"),
        Dot(label="Dal", block=of("Inkomen", "Income"), text=of("grootte niet gevonden", "size not found"), mark="over_time"),
        Dot(label="Eem", block=of("Inkomen", "Income"), text=of("geen cijfer", "no figure"), mark="over_time", missing=True),
    ]  # fmt: skip


def _forest(lang: Lang, form: Form) -> Figure:
    of = _words(lang)
    key = {
        "randomised_control": of("geloot", "by lottery"),
        "matched_comparison": of("vergelijkbare mensen", "comparable people"),
        "non_participants": of("mensen die niet meededen", "people who did not take part"),
    }
    return dot_plot(estimates(lang), unit="percentage_points", key=key, lang=lang, form=form)


def before_and_after(lang: Lang) -> list[Pair]:
    """One group of people with its comparison group at two moments."""
    of = _words(lang)
    first, second = premium(lang)[:2]
    return [
        replace(valued(first, 21, 20), row=of("Bij de start, maart 2018", "At the start, March 2018")),
        replace(valued(second, 34, 27), row=of("Na twee jaar, maart 2020", "After two years, March 2020")),
    ]


def _in_focus(lang: Lang, form: Form) -> Figure:
    of = _words(lang)
    own, *others, country = series(lang)
    facet = Facet(title="Aa", series=(own, country, *others), missing=(2012, 2013, 2014, 2016, 2017))
    periods = [
        Period(start=2017.3, end=2019.1, text=of("Proef met vertrouwen 2017–2019", "Trial with trust 2017–2019")),
        Period(start=2020.2, end=None, text=of("Baan: start gepland in 2020", "Job: start planned in 2020")),
    ]
    return trend(
        facet, unit="percent", unit_label=of("procent", "percent"), no_figure=of("geen cijfer", "no figure"),
        periods=periods, fall=Period(start=2018, end=2020, text=of("landelijke daling", "national fall")),
        foot=[of("verzonnen cijfers", "made-up figures")], lang=lang, form=form,
    )  # fmt: skip


FIGURES: dict[str, Callable[[Lang, Form], Figure]] = {
    "premium": lambda lang, form: with_and_without(premium(lang), lang=lang, form=form),
    "crossed": lambda lang, form: with_and_without(crossed(lang), lang=lang, form=form),
    "dodged": lambda lang, form: with_and_without(dodged(lang), lang=lang, form=form),
    "intervals": lambda lang, form: with_and_without(intervals(lang), lang=lang, form=form),
    "persons": lambda lang, form: with_and_without(persons(lang), lang=lang, form=form),
    "sides": lambda lang, form: directions(sides(lang), lang=lang, form=form),
    "four_sides": lambda lang, form: directions(sides(lang, other=True), lang=lang, form=form),
    "dots": lambda lang, form: arms(premium(lang), lang=lang, form=form),
    "dots_of_intervals": lambda lang, form: arms(intervals(lang), lang=lang, form=form),
    "forest": _forest,
    "slope": lambda lang, form: slope(before_and_after(lang), lang=lang, form=form),
    "counts": _basic_jobs,
    "busy": _busy,
    "many": lambda lang, form: _many(lang, form, shared=True),
    "many_free": lambda lang, form: _many(lang, form, shared=False),
    "in_focus": _in_focus,
}

# Their marks may lie on each other: two places or arms can have the same value at a moment.
TRENDS = {"many", "many_free", "in_focus", "slope"}
