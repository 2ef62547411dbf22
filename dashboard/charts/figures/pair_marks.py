"""One row of a with-and-without chart: two marks, the line between them, their values and their intervals."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.charts.figures.base import VALUE, Sheet
from dashboard.i18n import formats
from dashboard.models.kinds import Anchor
from dashboard.models.marks import Pair
from dashboard.style import palette
from dashboard.svg import text_metrics

# Marks whose centres are closer than this would cover each other, so they stand above each other.
_NEAR = 19
_DODGE = 10
_BESIDE = 14
# A value that finds no room before its mark stands below it.
_BELOW = 20
_RANGE_AT = {"comparison": 14, "treated": 20}
RANGE_ROOM = 14


@dataclass(frozen=True, kw_only=True)
class Ruler:
    """The value axis at the narrowest width it is drawn at: where zero is, how long a unit is, where words fit."""

    zero: float
    unit: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The px of a value."""
        return self.zero + value * self.unit


def has_range(pair: Pair) -> bool:
    """Whether a source gives an interval for one of the two."""
    return _complete(pair.treated_low, pair.treated_high) or _complete(pair.comparison_low, pair.comparison_high)


def _complete(low: float | None, high: float | None) -> bool:
    return low is not None and high is not None


def near(pair: Pair, ruler: Ruler) -> bool:
    """Whether the marks of a pair would cover each other."""
    return abs(pair.treated - pair.comparison) * ruler.unit < _NEAR


def values(pair: Pair, lang: str) -> tuple[str, str]:
    """The two values in words: treated, comparison."""
    treated = formats.short(pair.treated, pair.unit, lang, pair.decimals, pair.treated_qualifier)
    return treated, formats.short(pair.comparison, pair.unit, lang, pair.decimals, pair.comparison_qualifier)


def foot(pair: Pair, *, ruler: Ruler, lang: str) -> float:
    """The room that a row needs below its marks: for a value that stands there, and for intervals."""
    return (_BELOW - 3 if _cramped(pair, ruler, lang) else 0) + (RANGE_ROOM if has_range(pair) else 0)


def _cramped(pair: Pair, ruler: Ruler, lang: str) -> bool:
    """Whether the left value finds no room before its mark."""
    treated, comparison = values(pair, lang)
    left = treated if pair.treated < pair.comparison else comparison
    needed = text_metrics.width(left, size=VALUE, bold=pair.treated < pair.comparison) + _BESIDE
    return not near(pair, ruler) and ruler.at(min(pair.treated, pair.comparison)) - needed < ruler.start


def draw_pair(sheet: Sheet, pair: Pair, *, y: float, ruler: Ruler, lang: str, named: bool = False) -> None:
    """Draw a row at `y`. With `named`, names go with the values where the marks stand above each other."""
    treated, comparison = values(pair, lang)
    if near(pair, ruler):
        names = (pair.treated_name, pair.comparison_name)
        longest = text_metrics.widest([f"{treated} {name}" for name in names], size=VALUE)
        before = named and max(ruler.at(pair.treated), ruler.at(pair.comparison)) + _BESIDE + longest > ruler.end
        for kind, value, words, dy, name in (
            ("treated", pair.treated, treated, -_DODGE, pair.treated_name),
            ("comparison", pair.comparison, comparison, _DODGE, pair.comparison_name),
        ):
            own = text_metrics.markup(words, bold=kind == "treated")
            parts = [own, text_metrics.markup(name)] if named else [own]
            text = " ".join(reversed(parts) if before else parts)
            _mark(sheet, kind, pair, value, y + dy)
            _value(sheet, kind, text, x=value, y=y + dy, dx=-_BESIDE if before else _BESIDE, before=before)
    else:
        sheet.path("connector", [(pair.comparison, y), (pair.treated, y)], token="rule-firm", width=2)
        _mark(sheet, "comparison", pair, pair.comparison, y)
        _mark(sheet, "treated", pair, pair.treated, y)
        words_of = {"treated": treated, "comparison": comparison}
        _sided(sheet, pair, y=y, cramped=_cramped(pair, ruler, lang), words=words_of)
    _range(sheet, "comparison", pair.comparison_low, pair.comparison_high, y=y, token=palette.mark("comparison")[0])
    _range(sheet, "treated", pair.treated_low, pair.treated_high, y=y, token=palette.mark(pair.type_id)[0])


def _mark(sheet: Sheet, kind: str, pair: Pair, value: float, y: float) -> None:
    sheet.mark(kind, type_id=pair.type_id if kind == "treated" else "comparison", x=value, y=y)


def _value(
    sheet: Sheet, kind: str, text: str, *, x: float, y: float, dx: float, dy: float = 0, before: bool = False
) -> None:
    token = "chart-value" if kind == "treated" else "chart-text"
    anchor: Anchor = "right" if before else "left"
    sheet.words(text, x=x, y=y, dx=dx, dy=dy, anchor=anchor, token=token, size=VALUE, knock=True)


def _sided(sheet: Sheet, pair: Pair, *, y: float, cramped: bool, words: dict[str, str]) -> None:
    """Values on the outer side of their marks, so that they never lie on the line between."""
    at = {"treated": pair.treated, "comparison": pair.comparison}
    left, right = sorted(at, key=lambda kind: at[kind])
    text = text_metrics.markup(words[left], bold=left == "treated")
    if cramped:
        _value(sheet, left, text, x=at[left], y=y, dx=-7, dy=_BELOW + (RANGE_ROOM if has_range(pair) else 0))
    else:
        _value(sheet, left, text, x=at[left], y=y, dx=-_BESIDE, before=True)
    text = text_metrics.markup(words[right], bold=right == "treated")
    _value(sheet, right, text, x=at[right], y=y, dx=_BESIDE)


def _range(sheet: Sheet, kind: str, low: float | None, high: float | None, *, y: float, token: str) -> None:
    """A thin line with ends below the row, from the lower to the higher bound that the source gives."""
    if low is None or high is None:
        return
    level = y + _RANGE_AT[kind]
    ends = [[(bound, level - 3), (bound, level + 3)] for bound in (low, high)]
    for points in ([(low, level), (high, level)], *ends):
        sheet.path(f"range {kind}", points, token=token, width=1.5)
