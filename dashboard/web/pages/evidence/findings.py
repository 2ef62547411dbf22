"""Results in words, with their signs: findings, numbers without a comparison arm, and interim results, groups side by side."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import TypeVar

from dashboard.db.rows.results import FindingRow, NumberRow, PairRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.evidence import Finding, Interim
from dashboard.models.text import Group, Head, Table
from dashboard.web.pages.context import PageContext

Row = TypeVar("Row")

# A comparison of this level or better is fair: it makes a size worth drawing large.
FAIR = 3
# The sign of a verdict by a fair comparison with a size, by a fair one without, and by any other.
SIGNS = {
    "favourable": ("better", "favourable", "direction-up"),
    "unfavourable": ("worse", "direction-down", "direction-down"),
    "same": ("same", "same", "same"),
    "mixed": ("mixed", "mixed", "mixed"),
}
SIDES = ("favourable", "unfavourable")


def sign(
    verdict: str, level: int | None, comparison: str | None, *, may_be_chance: bool = False, sized: bool = False
) -> str:
    """Return the sign of a verdict, with or without a size. A side without a comparison is only described."""
    if verdict not in SIGNS or (verdict in SIDES and comparison == "none"):
        return "described"
    fair = (level or 0) >= FAIR and not may_be_chance
    return SIGNS[verdict][0 if fair and sized else 1 if fair else 2]


def finding_sign(row: FindingRow) -> str:
    """Return the sign of a finding, which is that of a cell with this finding alone."""
    return sign(row.effect, row.level, row.comparison)


def pair_sign(row: PairRow) -> str:
    """Return the sign of a pair; groups that were not made comparable have a dashed ring."""
    level = row.level if row.comparable else None
    return sign(row.verdict, level, row.comparison_kind, may_be_chance=row.may_be_chance, sized=True)


def first_of_each(rows: Iterable[Row], key: Callable[[Row], object]) -> list[Row]:
    """Return the first row of each key, in the order of the rows."""
    first: dict[object, Row] = {}
    for row in rows:
        first.setdefault(key(row), row)
    return list(first.values())


def interim_of(numbers: Sequence[NumberRow], findings: Sequence[FindingRow], context: PageContext) -> Interim | None:
    """Return interim results; None without any. The order of the numbers has the comparison arm last."""
    if not numbers and not findings:
        return None
    notes = _sentences([row.note or "" for row in numbers])
    return Interim(
        table=_table(numbers, context) if numbers else None,
        texts=(*notes, *(row.text for row in findings)),
        sources=labels.sources([*numbers, *findings], context),
    )


def _table(numbers: Sequence[NumberRow], context: PageContext) -> Table:
    lang = context.lang
    groups = []
    for (municipality, indicator, start, end), rows in groupby(
        numbers, key=lambda row: (row.municipality, row.indicator, row.start, row.end)
    ):
        when = formats.period(start, end, lang)
        title = context.t("interim.group", municipality=municipality, outcome=labels.lower_first(indicator), when=when)
        cells = tuple((row.arm or row.subgroup or context.t("interim.all"), labels.value(row, lang)) for row in rows)
        groups.append(Group(title=title if when else title.removesuffix(" ()"), rows=cells))
    heads = (Head(label=context.t("interim.head.group")), Head(label=context.t("interim.head.value"), numeric=True))
    return Table(caption=context.t("interim.caption"), heads=heads, groups=tuple(groups))


def _sentences(notes: Sequence[str]) -> list[str]:
    """Return the sentences of the notes, each once; of notes that share sentences, only those."""
    split = [[f"{part.rstrip('.')}." for part in note.split(". ") if part] for note in notes]
    uses = Counter(part for parts in split for part in dict.fromkeys(parts))
    result: dict[str, None] = {}
    for parts in split:
        shared = [part for part in parts if uses[part] > 1]
        result[" ".join(shared or parts)] = None
    return [text for text in result if text]


def finding(row: FindingRow, context: PageContext) -> Finding:
    """Return a finding row as a result in words."""
    return Finding(
        head=row.indicator,
        text=row.text,
        sign=finding_sign(row),
        word=labels.verdict_word(row.effect, context.lang),
        marks=labels.types((row.type_id,), context) if row.type_id else (),
        strength=labels.strength(row.level, row.comparison, context.lang),
        test=labels.test_words(row.test, context.lang),
        source=labels.source(row, context),
    )


def number(row: NumberRow, context: PageContext) -> Finding:
    """Return a number without a comparison arm as a result in words."""
    lang = context.lang
    when = formats.period(row.start, row.end, lang)
    parts = [
        f"{labels.value(row, lang)}.",
        labels.stop(row.subgroup) if row.subgroup else "",
        context.t("evidence.when", when=when) if when else "",
        "" if row.n is None else context.t("evidence.about_people", n=formats.full(row.n, "persons", lang)),
        *(labels.stop(text) for text in (row.note, row.caution) if text),
    ]
    return Finding(
        head=row.indicator,
        text=" ".join(part for part in parts if part),
        sign="count",
        word=context.t(f"evidence.number.{row.reason}"),
        marks=labels.types((row.type_id,), context) if row.type_id else (),
        strength=labels.strength(row.level, row.comparison or "none", lang),
        test="",
        source=labels.source(row, context),
    )
