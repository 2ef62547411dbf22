"""The texts of a comparison chart: its sentence, every row in words, its table, and how to read it."""

from collections.abc import Sequence
from itertools import groupby

from dashboard.db.rows.results import NumberRow, PairRow
from dashboard.db.rows.subjects import IndicatorRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.labels import labels
from dashboard.labels.pairs import (
    apart,
    arms_of,
    cell,
    differ_in_arms,
    difference,
    group,
    interval,
    label,
    value,
    whose,
)
from dashboard.models.text import Group, Head, Note, Table
from dashboard.statements.pair_sentence import sentence_of

Rows = Sequence[PairRow]


def mark_id(row: PairRow) -> str:
    """Return the id of the marks of a pair."""
    return f"{row.treated_id}.{row.comparison_id}"


def has_range(rows: Rows) -> bool:
    """Return whether a source gives an interval for any of the rows."""
    return any(row.low is not None or row.comparison_low is not None for row in rows)


def sentence(rows: Rows, lang: str, *, outcome: str) -> str:
    """Return what the chart shows: the first row of each pair of arms in full, the others short, then the comparison."""
    parts: list[str] = []
    for _, grouped in groupby(rows, key=arms_of):
        own = list(grouped)
        first = own[0]
        parts.append(sentence_of(first, lang, outcome=outcome))
        parts.append(t("with_and_without.difference", lang, difference=difference(first, lang)))
        parts.extend(
            t(
                "with_and_without.more",
                lang,
                whose=whose(row, lang),
                treated=formats.short(row.treated, "none", lang, row.decimals, row.qualifier),
                comparison=value(row, lang, side="comparison"),
            )
            for row in own[1:]
        )
    kind = rows[0].comparison_kind
    parts.append(t(f"with_and_without.sure.{kind}", lang))
    parts.append(t("with_and_without.with_range" if has_range(rows) else "with_and_without.without_range", lang))
    return " ".join(parts)


def description(rows: Rows, lang: str) -> str:
    """Return every row of the figure in words, for readers who do not see it."""
    return " ".join(
        t(
            "with_and_without.described",
            lang,
            experiment=labels.experiment(row),
            group=labels.lower_first(group(row, lang)),
            treated=value(row, lang, side="treated"),
            arm=labels.members(row.arm, lang),
            comparison=value(row, lang, side="comparison"),
            comparison_arm=labels.members(row.comparison_arm, lang),
        )
        for row in rows
    )


def people(row: PairRow, lang: str) -> str:
    """Return the number of people of each arm; where it is reported for neither, that once."""
    if row.n is None and row.comparison_n is None:
        return t("mark.no_people", lang)
    numbers = [t("mark.no_people", lang) if n is None else formats.number(n, lang) for n in (row.n, row.comparison_n)]
    return formats.listing(numbers, lang)


def table(rows: Rows, lang: str, *, caption: str) -> Table:
    """Return the rows of the figure with both values, by trial."""
    groups = []
    several = differ_in_arms(rows)
    for _, grouped in groupby(rows, key=lambda row: row.experiment_id):
        own = list(grouped)
        groups.append(
            Group(
                title=labels.experiment(own[0]),
                rows=tuple(
                    (
                        label(row, lang, arms=several),
                        cell(row, lang, side="treated"),
                        cell(row, lang, side="comparison"),
                        difference(row, lang),
                        interval(row, lang) or t("chart.no_range", lang),
                        people(row, lang),
                    )
                    for row in own
                ),
                marks=tuple((mark_id(row),) for row in own),
            )
        )
    first = rows[0]
    heads = (
        Head(label=t("with_and_without.head.group", lang)),
        Head(label=t("evidence.with", lang) if several else first.arm, numeric=True),
        Head(label=t("evidence.without", lang) if several else first.comparison_arm, numeric=True),
        Head(label=t("with_and_without.head.difference", lang), numeric=True),
        Head(label=t("with_and_without.head.range", lang)),
        Head(label=t("with_and_without.head.people", lang), numeric=True),
    )
    return Table(caption=caption, heads=heads, groups=tuple(groups))


def reading(rows: Rows, indicator: IndicatorRow, lang: str, *, others: Rows, form: str) -> tuple[Note, ...]:
    """Return how to read the chart in a form, what to keep in mind, and why `others` are not on its axis."""
    notes = dict.fromkeys(row.note for row in rows if row.note)
    result = [Note(head=t("chart.how_to_read", lang), text=t(f"with_and_without.reading.{form}", lang))]
    if not has_range(rows):
        result.append(Note(head=t("chart.range_head", lang), text=t("with_and_without.range_why", lang)))
    if indicator.caution or notes:
        # The caution of the indicator and the notes of the rows may repeat each other, or the kind of comparison.
        sentences: dict[str, None] = {}
        for text in (indicator.caution, *notes):
            for sentence in (text or "").split(". "):
                if labels.stop(sentence.strip()) not in (".", t("with_and_without.no_lottery", lang)):
                    sentences[labels.stop(sentence.strip())] = None
        result.append(Note(head=t("chart.mind", lang), text=" ".join(sentences)))
    if others:
        result.append(Note(head=t("chart.apart_head", lang), text=apart(rows[0], others, lang)))
    return tuple(result)


def suppressed(rows: Sequence[NumberRow], lang: str) -> tuple[Note, ...]:
    """Return a note on the numbers that are not drawn because they are about few people."""
    parts = []
    for row in rows:
        who = row.subgroup or formats.period(row.start, row.end, lang)
        names = (row.municipality, *map(labels.lower_first, filter(None, (row.arm, who))))
        parts.append(f"{', '.join(names)}: {labels.value(row, lang)}.")
    text = " ".join([*parts, t("compare.reason.suppressed", lang)])
    return (Note(head=t("over_time.not_drawn_head", lang), text=text),) if parts else ()
