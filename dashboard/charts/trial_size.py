"""How large a trial must be to see a difference: a calculation of ours for the numbers of a reader, never a result."""

from functools import partial

from dashboard.charts.figures.trial_size import trial_size as figure
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.models.chart import Chart, MarkDetails
from dashboard.models.context import Context, Scope
from dashboard.models.marks import SizeMark
from dashboard.models.text import Group, Head, Note, Source, Strength, Table
from dashboard.models.trial_size import FALSE_ALARM, MOST_PEOPLE, TrialSize, smallest_difference

KEY = "trial_size"
_STEPS = 60
# The line begins where a difference is at most this large, in percentage points.
_TALLEST = 60
# The sizes of a group in the table.
_SIZES = (25, 50, 100, 200, 400, 800, 1600)


def points_text(value: float, lang: str) -> str:
    """Return a difference in whole percentage points in words; below 1 with one decimal."""
    decimals = 0 if value >= 1 else 1
    return formats.full(round(value, decimals), "percentage_points", lang, decimals)


def smallest_text(size: TrialSize, lang: str) -> str:
    """Return in a sentence which difference the people of a reader can show."""
    slots = {"people": formats.number(size.each, lang), "without": _percent(size.without, lang)}
    if size.smallest is None:
        return t("trial_size.none", lang, **slots)
    return t("trial_size.smallest", lang, difference=points_text(size.smallest, lang), **slots)


def needed_text(size: TrialSize, lang: str) -> str:
    """Return in a sentence how many people the difference takes that a reader wants to see."""
    difference = points_text(size.difference, lang)
    if size.needed is None:
        return t("trial_size.past", lang, difference=difference, without=_percent(size.without, lang))
    numbers = {"people": size.needed, "all": size.needed * size.groups, "groups": size.groups}
    return t(
        "trial_size.needed", lang, difference=difference,
        **{name: formats.number(value, lang) for name, value in numbers.items()},
    )  # fmt: skip


def _percent(value: float, lang: str) -> str:
    return formats.full(value, "percent", lang)


def _marks(size: TrialSize, lang: str) -> tuple[SizeMark, ...]:
    result = []
    for id, people, difference in (
        ("has", size.each, size.smallest),
        ("wants", size.needed, float(size.difference)),
    ):
        if people is not None and difference is not None and people <= MOST_PEOPLE:
            text = (points_text(difference, lang), t("trial_size.each", lang, n=formats.number(people, lang)))
            result.append(SizeMark(id=id, people=people, difference=difference, text=text, has=id == "has"))
    return tuple(result)


def _line(size: TrialSize, most: float) -> tuple[tuple[float, float], ...]:
    """Return the smallest difference for groups from 2 people to `most`, closer together where it falls fast."""
    result = []
    for step in range(_STEPS + 1):
        people = 2 + (most - 2) * (step / _STEPS) ** 2
        difference = smallest_difference(size.without, people, miss=size.miss, corrected=size.corrected)
        if difference is not None and difference <= _TALLEST:
            result.append((round(people, 1), round(difference, 2)))
    return tuple(result)


def _details(mark: SizeMark, size: TrialSize, lang: str) -> MarkDetails:
    return MarkDetails(
        id=mark.id,
        place=t(f"trial_size.mark.{mark.id}", lang),
        group=t("trial_size.each", lang, n=formats.number(mark.people, lang)),
        value=points_text(mark.difference, lang),
        comparison=t("trial_size.with_without", lang, without=_percent(size.without, lang)),
        source=t("trial_size.calculation", lang),
    )


def trial_size(scope: Scope, context: Context) -> tuple[Chart, ...]:
    """Return the chart of the size of a trial for the numbers of a scope."""
    lang, size = context.lang, scope.trial
    marks = _marks(size, lang)
    most = max([200, *(mark.people * 1.25 for mark in marks)])
    line = _line(size, most)
    sizes = sorted({*_SIZES, size.each})
    differences = {
        people: smallest_difference(size.without, people, miss=size.miss, corrected=size.corrected) for people in sizes
    }
    rows = tuple(
        (
            formats.number(people, lang),
            formats.number(people * size.groups, lang),
            points_text(difference, lang) if difference is not None else t("trial_size.no_difference", lang),
        )
        for people, difference in differences.items()
    )
    heads = tuple(
        Head(label=t(f"trial_size.head.{name}", lang), numeric=True) for name in ("people", "all", "difference")
    )
    source = Source(
        id=KEY,
        title=t("trial_size.source.title", lang),
        publisher=t("trial_size.source.publisher", lang),
        published="2003",
        url="",
        access=t("trial_size.source.access", lang),
        locators=(t("trial_size.source.place", lang),),
        language="en",
    )
    chances = t("trial_size.chances", lang, miss=str(size.miss), alarm=str(FALSE_ALARM))
    chart = Chart(
        key=KEY,
        question=t("trial_size.question", lang),
        sentence=f"{smallest_text(size, lang)} {needed_text(size, lang)}",
        description=t("trial_size.described", lang, rows="; ".join(": ".join((row[0], row[2])) for row in rows)),
        draw=partial(
            figure, line, marks, x_label=t("trial_size.axis.people", lang), y_label=t("trial_size.axis.difference", lang),
            lang=lang,
        ),
        reading=(
            Note(head=t("trial_size.chance", lang), text=chances),
            Note(head=t("trial_size.limits", lang), text=t("trial_size.limits_text", lang)),
        ),
        strength=Strength(level=None, name=t("trial_size.calculation", lang), why=t("trial_size.no_result", lang)),
        table=Table(caption=t("trial_size.question", lang), heads=heads, groups=(Group(rows=rows),)),
        sources=(source,),
        calculation=t("trial_size.calculation", lang),
        rows=tuple(
            {
                "people_in_each_group": people,
                "people_in_all_groups": people * size.groups,
                "groups": size.groups,
                "percent_without": size.without,
                "smallest_difference_in_percentage_points": None if difference is None else round(difference, 2),
                "chance_of_missing_it_in_percent": size.miss,
                "continuity_correction": size.corrected,
                "note": t("trial_size.no_result", lang),
            }
            for people, difference in differences.items()
        ),
        marks=tuple(_details(mark, size, lang) for mark in marks),
    )  # fmt: skip
    return (chart,)
