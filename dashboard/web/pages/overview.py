"""The overview: a plain answer, the evidence map, three questions to start from, and gaps."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dashboard.db import queries
from dashboard.db.rows.results import CellRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.models.context import Scope
from dashboard.models.text import Link, Note
from dashboard.statements.pair_sentence import sentence_of
from dashboard.web.components.evidence_map import evidence_map
from dashboard.web.components.html import Node, h
from dashboard.web.components.legend import legend
from dashboard.web.components.notices import entries, unknowns
from dashboard.web.components.sections import opening, section
from dashboard.web.components.symbols import UNKNOWN
from dashboard.web.pages import national, pagination
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.evidence import groups, ordered
from dashboard.web.pages.page_parts import remarks

# More cells than these are counted, because a selection would mislead.
_NAMED = 6


def better(cell: CellRow, context: PageContext) -> str:
    """Return a sentence on a cell that is better or worse, with its comparison: its first pair, or its finding."""
    return f"{_better(cell, context)} {context.t(f'with_and_without.sure.{cell.comparison}')}"


def _better(cell: CellRow, context: PageContext) -> str:
    scope = Scope(experiment=cell.experiment_id, theme=cell.theme)
    lang = context.lang
    pair = next((row for row in queries.pairs(scope, context) if row.preferred and row.comparable), None)
    if pair:
        indicators = {row.id: row for row in queries.indicators(context)}
        return sentence_of(pair, lang, outcome=indicators[pair.indicator_id].label)
    row = next(
        row
        for row in queries.findings(scope, context)
        if row.counts and row.level == cell.level and row.test == "significant"
    )
    return context.t("overview.finding", municipality=row.municipality, text=row.text)


def answer(context: PageContext) -> list[str]:
    """Return the computed answer: the spread of the cells, then one that is shown, one that is not, and one unknown."""
    cells = queries.evidence(context)
    order = {row.id: place for place, row in enumerate(queries.themes(context))}
    clear = sorted((cell for cell in cells if cell.state in ("better", "worse")), key=lambda cell: order[cell.theme])
    counted = Counter("unknown" if cell.state in UNKNOWN else cell.state for cell in cells)
    counted["clear"] = len(clear)
    keys = ("clear", "same", "mixed", "direction", "unknown")
    numbers = {key: context.number(counted[key]) for key in keys}
    rest = context.t("overview.rest", total=context.number(len(cells)), **numbers)
    # Without its comparison the answer would seem stronger than it is.
    named = clear if len(clear) <= _NAMED else []
    shown = [better(cell, context) for cell in named[:1]]
    return [rest, *shown, *_not_shown(cells, context), *_not_known(cells, context)]


def _not_shown(cells: Sequence[CellRow], context: PageContext) -> list[str]:
    """Return a result on the fairest comparison that showed no difference, on the first theme that has one."""
    first = {row.id: place for place, row in enumerate(queries.themes(context))}
    ranked = sorted(
        (cell for cell in cells if cell.state == "same"),
        key=lambda cell: (cell.second_hand, -(cell.level or 0), first[cell.theme]),
    )
    for cell in ranked[:1]:
        rows = queries.findings(Scope(experiment=cell.experiment_id, theme=cell.theme), context)
        row = min(
            (row for row in rows if row.counts and row.verdict == "same" and row.level == cell.level),
            key=lambda row: row.test != "not_significant",
        )
        sure = context.t(f"with_and_without.sure.{row.comparison}")
        return [f"{context.t('overview.finding', municipality=row.municipality, text=row.text)} {sure}"]
    return []


def _not_known(cells: Sequence[CellRow], context: PageContext) -> list[str]:
    themes = {row.id: labels.lower_first(row.label) for row in queries.themes(context)}
    places = {row.id: row.municipality for row in queries.experiments(context)}
    unknown = next((cell for cell in cells if cell.state in UNKNOWN), None)
    if unknown is None:
        return []
    slots = {"municipality": places[unknown.experiment_id], "theme": themes[unknown.theme]}
    return [context.t("overview.unknown_example", **slots)]


def _questions(context: PageContext) -> list[Link]:
    """Return three questions, each as a link to filters on the compare page."""
    first = context.known.themes[0]
    choices: dict[str, dict[str, Any]] = {
        "earning": {"theme": first, "types": ("earnings_premium",)},
        "basic_job": {"theme": first, "types": ("basic_job",)},
        "health": {"theme": "health"},
    }
    return [
        Link(
            href=context.link("compare", **choice),
            label=context.t(f"overview.question.{name}"),
            text=context.t(f"overview.question.{name}_text"),
        )
        for name, choice in choices.items()
    ]


def _unknowns(context: PageContext) -> list[Note]:
    """Return what the facts do not say, counted from the rows of the map."""
    held, cells = queries.facts_held(context), queries.evidence(context)
    themes = {row.id: row for row in queries.themes(context)}
    experiments = {row.id: row for row in queries.experiments(context)}
    total = context.number(len(experiments))
    sized = context.t(
        "overview.unknown.size_text", results=context.number(held.results), sized=context.number(held.sized)
    )
    key = f"overview.unknown.range_{'some' if held.with_interval else 'none'}"
    ranges = context.t(key, n=context.number(held.with_interval))
    notes = [
        Note(head=context.t("overview.unknown.size"), text=sized),
        Note(head=context.t("overview.unknown.range"), text=ranges),
    ]
    unknown = [cell for cell in cells if cell.state in UNKNOWN]
    if unknown:
        counts = Counter(cell.theme for cell in unknown)
        number = max(counts.values())
        least = [labels.lower_first(themes[theme].label) for theme in themes if counts[theme] == number]
        head = context.t("overview.unknown.theme", theme=formats.listing(least, context.lang))
        text = context.t("overview.unknown.theme_text", n=context.number(number), total=total)
        notes.append(Note(head=head, text=text))
    counted = Counter(cell.experiment_id for cell in unknown)
    silent = [id for id, number in counted.items() if number == len(themes)]
    if len(silent) > _NAMED:
        return [*notes, _note("experiments", context, n=context.number(len(silent)), total=total)]
    return [*notes, *(_note("experiment", context, municipality=experiments[id].municipality) for id in silent)]


def _note(name: str, context: PageContext, **slots: str) -> Note:
    """Return one gap with its heading."""
    head, text = context.t(f"overview.unknown.{name}", **slots), context.t(f"overview.unknown.{name}_text", **slots)
    return Note(head=head, text=text)


def heading(context: PageContext) -> str:
    """Return the title of the page, which search engines and previews show."""
    return context.t(
        "overview.heading", experiments=formats.in_words(queries.facts_held(context).experiments, context.lang)
    )


def body(context: PageContext) -> Node:
    """Return the body of the page."""
    held = queries.facts_held(context)
    counts = {
        "experiments": formats.in_words(held.experiments, context.lang).capitalize(),
        "municipalities": formats.in_words(held.municipalities, context.lang),
        "themes": formats.in_words(held.themes, context.lang),
    }
    themes = [row.label for row in queries.themes(context)]
    opened = context.choice.open.rpartition(".")[0]
    part = pagination.part(
        ordered(context), context, kind="experiments", name=lambda row: row.municipality,
        opened=lambda row: row.id == opened,
    )  # fmt: skip
    return h(
        "div",
        remarks(context),
        opening(context.t("overview.title", experiments=formats.in_words(held.experiments, context.lang)),
                lead=answer(context), beside=entries(_questions(context), lang=context.lang)),
        section(
            context.t("overview.map"),
            part.before,
            evidence_map(
                (*groups(part.rows, context, number=part.number), national.group(context, number=part.number)),
                themes=themes, lang=context.lang,
            ) if part.rows else None,
            part.after,
            legend(lang=context.lang),
            id="evidence",
            intro=context.t("overview.map_intro", **counts),
        ),
        section(
            context.t("overview.unknown.title"), unknowns(_unknowns(context)), id="unknown",
            intro=context.t("overview.unknown.intro"),
        ),
    )  # fmt: skip
