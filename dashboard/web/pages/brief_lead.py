"""The headline of a brief and the sentences below it: the answer with its limits, and how results are spread."""

from collections import Counter
from collections.abc import Iterable

from dashboard.db.rows.results import CellRow
from dashboard.db.rows.subjects import ExperimentRow
from dashboard.i18n import formats
from dashboard.labels import labels
from dashboard.web.components.symbols import UNKNOWN
from dashboard.web.pages import evidence
from dashboard.web.pages.answers import answer
from dashboard.web.pages.brief_results import counted
from dashboard.web.pages.brief_scope import BriefScope
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.overview import better, spread_text

_SIDES = ("favourable", "same", "unfavourable", "other")
_CLEAR = ("better", "worse")
# With more experiments than this, a row says only what tells them apart, and the answer counts.
FEW = 2


def lead_of(brief: BriefScope, themes: dict[str, str]) -> tuple[str, ...]:
    """Return the headline and what follows it.

    An approach has its answer with the comparison behind it; a few experiments have a sentence each; many are counted.
    """
    context, cells = brief.context, brief.cells
    if cells and all(cell.state in UNKNOWN for cell in cells):
        return (context.t("brief.silent"),)
    if brief.type:
        return tuple(_of_type(brief))
    clear = [cell for cell in sorted(cells, key=lambda cell: brief.themes.index(cell.theme)) if cell.state in _CLEAR][
        :1
    ]
    sentences = [better(cell, context) for cell in clear]
    if len(brief.experiments) <= FEW:
        for experiment in brief.experiments:
            own = [cell for cell in cells if cell.experiment_id == experiment.id and cell not in clear]
            first, *rest = _words(experiment, own, themes, context)
            sentences += [first, *([" ".join(rest)] if rest else [])] if not sentences else [" ".join([first, *rest])]
        return tuple(sentences)
    # Many trials are led by their spread: one clear result is not what they found together.
    return (spread_text(cells, context), *sentences)


def _of_type(brief: BriefScope) -> Iterable[str]:
    """Yield the answer of an approach with how groups were formed, then the count of its results."""
    context = brief.context
    line = answer(brief.type, context)
    limit = f" {context.t(f'statements.basis.{line.comparison}')}" if line.comparison != "nothing" else ""
    yield f"{line.text}{limit}"
    sides = Counter(
        verdict if (verdict := getattr(row, "verdict", "")) in _SIDES else "other" for row in counted(brief)
    )
    parts = [context.count(f"brief.side.{side}", sides[side]) for side in _SIDES if sides[side]]
    if parts:
        yield context.count("brief.of_type", sides.total(), parts=formats.listing(parts, context.lang))


def _words(
    experiment: ExperimentRow, cells: Iterable[CellRow], themes: dict[str, str], context: PageContext
) -> Iterable[str]:
    """Yield a sentence on each word of a row of the evidence table, with the themes that have it."""
    themes_of: dict[tuple[str, str], list[str]] = {}
    for cell in cells:
        kind = f"{cell.verdict}.{cell.comparison}" if cell.state == "direction" else cell.state
        kind = "unclear" if cell.verdict == "unclear" else kind
        limits = ", ".join([*evidence.approaches(cell, context), *evidence.limits(cell, context)])
        themes_of.setdefault((kind, limits), []).append(labels.lower_first(themes[cell.theme]))
    where = context.t("brief.where", place=experiment.municipality, experiment=experiment.short)
    for (kind, detail), names in themes_of.items():
        listed = formats.listing(names, context.lang) + (f" ({detail})" if detail else "")
        yield context.t(f"brief.says.{kind}", where=where, themes=listed)
        where = context.t("brief.there")
