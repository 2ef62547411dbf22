"""The results of one approach: each place on the rung of its comparison, the sizes as a chart, and results in words."""

from collections.abc import Sequence

from dashboard.db import queries
from dashboard.db.rows.evidence import GapRow
from dashboard.db.rows.results import FindingRow, PairRow
from dashboard.db.rows.subjects import TypeRow
from dashboard.i18n import formats
from dashboard.labels import labels, pairs
from dashboard.models.context import Scope
from dashboard.statements.rules import lottery_weakness
from dashboard.web.components.dumbbell import dumbbell
from dashboard.web.components.html import Node, h
from dashboard.web.components.labels import icon, publishers, sign, type_class
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.evidence import findings
from dashboard.web.pages.evidence.answers import of_most
from dashboard.web.pages.evidence.cell_words import two_numbers
from dashboard.web.pages.evidence.findings import FAIR
from dashboard.web.pages.evidence.trials import Trial
from dashboard.web.pages.overview.hero import legend, size_row, ticks

# The rungs of the ladder, from the fairest comparison to none: the levels and comparisons that stand on each.
_RUNGS = ("very_fair", "fair", "weak", "unnamed")
# A side that the source limits, by its name; and all names in the order of a rung.
_PARTLY = {"favourable": "sometimes_favourable", "unfavourable": "sometimes_unfavourable", "same": "mostly_same"}
_NAMED = ("favourable", "unfavourable", "mixed", "same", "no_effect")
_SIDES = (
    "favourable", "sometimes_favourable", "improved", "improved_most", "described", "unfavourable", "sometimes_unfavourable",
    "mixed", "same", "mostly_same", "no_effect", "other",
)  # fmt: skip
MOST_RESULTS = 5


def _rung(row: PairRow | FindingRow) -> str:
    level = row.level or 0
    if level > FAIR:
        return "very_fair"
    return "fair" if level == FAIR else "weak" if level else "unnamed"


def ladder(kind: TypeRow, own: Sequence[Trial], wide: Sequence[FindingRow], context: PageContext) -> Node:
    """Return the ladder: each place on the rung of its comparison, with its outcomes by side."""
    rungs = []
    for name in _RUNGS:
        lines: list[Node] = []
        # What national studies say of all approaches together says nothing about this one.
        alone = [row for row in wide if kind.id in row.types and _rung(row) == name]
        if alone:
            lines.append(_on_rung(kind.id, context.t("national.title"), _outcomes(alone, context), sized=False))
        for trial in own:
            fair = [row for row in trial.pairs if _rung(row) == name]
            found = [row for row in trial.findings if _rung(row) == name]
            if fair or found:
                weak = lottery_weakness(trial.experiment.id, context.lang) if name == "very_fair" else ""
                texts = [numbers(fair, context), _outcomes(found, context, began=trial.experiment.start or ""), weak]
                lines.append(
                    _on_rung(kind.id, trial.experiment.municipality, " ".join(filter(None, texts)), sized=bool(fair))
                )
        head = h("b", context.t(f"rung.{name}"), " ", h("small", context.t(f"rung.{name}_why")))
        body = h("ul", lines) if lines else h("p", context.t("rung.empty"), cls="soft")
        rungs.append(h("li", head, body))
    silent = [trial.experiment.municipality for trial in own if not trial.pairs and not trial.findings]
    nothing = context.t("rung.nothing", places=formats.listing(silent, context.lang)) if silent else ""
    rest = h("p", nothing, cls="source") if nothing else None
    intro = h("p", context.t("rung.intro"), cls="small soft")
    return h("div", h("h2", context.t("rung.title")), intro, h("ol", rungs, cls="rungs"), rest)


def _on_rung(type_id: str, place: str, text: str, *, sized: bool) -> Node:
    mark = sign(type_class(type_id), cls=f"icon mark {'known' if sized else 'open'}")
    said = h("span", h("b", f"{place}."), " ", text)
    return h("li", h("span", mark, cls=f"trials {type_class(type_id)}"), said)


def finding_sign(row: FindingRow) -> Node:
    """Return the icon of a finding."""
    name = findings.finding_sign(row)
    return icon(name, cls=f"is-{name}")


def comparison_note(row: FindingRow, context: PageContext, *, by: bool = False) -> Node:
    """Return how fair the comparison of a result is and whether it was tested, and with `by` who reports it."""
    parts = [labels.source(row, context).publisher] if by else []
    parts += [labels.strength(row.level, row.comparison, context.lang).name, labels.test_words(row.test, context.lang)]
    return h("small", f"({'; '.join(parts)})")


def numbers(rows: Sequence[PairRow], context: PageContext) -> str:
    """Return the two numbers of each pair, by outcome."""
    shown: dict[str, list[str]] = {}
    for row in rows:
        outcome = labels.noun(row.indicator_id, row.indicator, context.lang)
        shown.setdefault(outcome, []).append(two_numbers(row, context))
    return " ".join(
        context.t("rung.numbers", outcome=name, numbers=formats.listing(texts, context.lang))
        for name, texts in shown.items()
    )


def _outcomes(rows: Sequence[FindingRow], context: PageContext, *, began: str = "") -> str:
    """Return a sentence for each side with its outcomes; of national studies with their years, because these differ.

    A national study with results both ways is in the words of its row, which say when and where each holds.
    """
    sides: dict[str, list[str]] = {}
    quoted = [row.text for row in rows if row.effect == "mixed" and not row.experiment_id]
    for row in rows:
        if row.text in quoted:
            continue
        side = row.effect if row.effect in _NAMED else "other"
        if side == "favourable" and row.comparison == "over_time":
            side = f"improved{of_most([row], context)}"
        elif side == "favourable" and row.comparison == "none":
            side = "described"
        elif row.partly:
            side = _PARTLY.get(side, side)
        name = labels.timed(labels.noun(row.indicator_id, row.indicator, context.lang), row, began, context.lang)
        if not row.experiment_id:
            name = f"{name} ({formats.years(row.start, row.end)})"
        names = sides.setdefault(side, [])
        if name not in names:
            names.append(name)
    parts = [
        context.t(f"rung.side.{side}", outcomes=formats.listing(sides[side], context.lang))
        for side in _SIDES
        if side in sides
    ]
    return " ".join([*parts, *quoted])


def main_results(kind: TypeRow, own: Sequence[Trial], context: PageContext) -> Node:
    """Return the chart of all sizes from a fair comparison, or the results in words."""
    rows = [row for trial in own for row in trial.pairs]
    if not rows:
        return _in_words(own, context)
    places = formats.listing(list(dict.fromkeys(row.municipality for row in rows)), context.lang)
    return size_chart(rows, h("h2", context.t("type.chart", place=places)), context)


def size_chart(rows: Sequence[PairRow], title: Node, context: PageContext) -> Node:
    """Return a chart of pairs of one approach that share a unit, under its title, with their notes and sources."""
    drawn = [size_row(row, row.indicator, labels.lower_first(pairs.group(row, context.lang)), context) for row in rows]
    unit = "%" if rows[0].unit == "percent" else ""
    notes = [row.note for row in rows if row.note]
    notes += [f"{row.indicator}: {labels.lower_first(row.population)}" for row in rows if row.population]
    return h(
        "div",
        title,
        legend(rows[0].type_id, context),
        dumbbell(drawn, ticks=ticks(rows), unit=unit),
        h("p", " ".join(map(labels.stop, dict.fromkeys(notes))), " ", context.t("type.no_margin"), cls="source"),
        publishers(labels.sources(rows, context), lang=context.lang),
        cls=f"size-chart {type_class(rows[0].type_id)}",
    )


def _in_words(own: Sequence[Trial], context: PageContext) -> Node:
    """Return the strongest results in the words of their rows, each with its sign and place."""
    found = [row for trial in own for row in trial.findings][:MOST_RESULTS]
    lines = [
        h("li", finding_sign(row),
          h("span", h("b", f"{row.municipality}, {labels.lower_first(row.indicator)}."), " ", row.text, " ",
            comparison_note(row, context, by=labels.second_hand(row, context))))
        for row in found
    ]  # fmt: skip
    missing = [
        h("li", icon("not-found"), h("span", h("b", f"{row.municipality}."), " ", row.text))
        for row in gaps(own, context)
    ]
    shown = [*lines, *missing][:MOST_RESULTS]
    return h(
        "div",
        h("h2", context.t("type.found_head")),
        h("p", context.t("type.no_size"), cls="key"),
        h("ul", shown, cls="items signed"),
        publishers(labels.sources(found, context), lang=context.lang) if found else None,
        cls="size-chart",
    )


def gaps(own: Sequence[Trial], context: PageContext) -> list[GapRow]:
    """Return the gaps of the trials without findings."""
    ids = [trial.experiment.id for trial in own if not trial.findings]
    return [row for id in ids for row in queries.gaps(Scope(experiment=id), context)]
