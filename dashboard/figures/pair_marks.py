"""One row of a with-and-without chart: two marks, the line between them, their values and their intervals."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard import formats, theme
from dashboard.figures import measure
from dashboard.figures.base import VALUE, Sheet
from dashboard.model import Pair

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
    """The value axis at the narrowest width it is drawn at: where zero is, how long a unit is, where words may start."""

    zero: float
    unit: float
    start: float

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
    treated = formats.short(pair.treated, pair.unit, lang, pair.decimals)
    return treated, formats.short(pair.comparison, pair.unit, lang, pair.decimals)


def draw_pair(sheet: Sheet, pair: Pair, *, y: float, ruler: Ruler, lang: str, names: tuple[str, str] = ("", "")) -> None:
    """Draw a row at `y`. `names` (treated, comparison) follow the values where the marks stand above each other."""
    treated, comparison = values(pair, lang)
    if near(pair, ruler):
        for kind, value, words, dy, name in (
            ("treated", pair.treated, treated, -_DODGE, names[0]),
            ("comparison", pair.comparison, comparison, _DODGE, names[1]),
        ):
            own = measure.markup(words, bold=kind == "treated")
            text = f"{own} {measure.markup(name)}" if name else own
            _mark(sheet, kind, pair, value, y + dy)
            _value(sheet, kind, text, x=value, y=y + dy, dx=_BESIDE)
    else:
        sheet.path("connector", [(pair.comparison, y), (pair.treated, y)], token="rule-firm", width=2)
        _mark(sheet, "comparison", pair, pair.comparison, y)
        _mark(sheet, "treated", pair, pair.treated, y)
        _sided(sheet, pair, y=y, ruler=ruler, words={"treated": treated, "comparison": comparison})
    _range(sheet, "comparison", pair.comparison_low, pair.comparison_high, y=y, token=theme.mark("comparison")[0])
    _range(sheet, "treated", pair.treated_low, pair.treated_high, y=y, token=theme.mark(pair.type_id)[0])


def _mark(sheet: Sheet, kind: str, pair: Pair, value: float, y: float) -> None:
    sheet.mark(kind, type_id=pair.type_id if kind == "treated" else "comparison", x=value, y=y)


def _value(sheet: Sheet, kind: str, text: str, *, x: float, y: float, dx: float, dy: float = 0, before: bool = False) -> None:
    token = "chart-value" if kind == "treated" else "chart-text"
    anchor = "right" if before else "left"
    sheet.words(text, x=x, y=y, dx=dx, dy=dy, anchor=anchor, token=token, size=VALUE, knock=True)  # type: ignore[arg-type]


def _sided(sheet: Sheet, pair: Pair, *, y: float, ruler: Ruler, words: dict[str, str]) -> None:
    """Values on the outer side of their marks, so that they never lie on the line between."""
    at = {"treated": pair.treated, "comparison": pair.comparison}
    left, right = sorted(at, key=lambda kind: at[kind])
    needed = measure.width(words[left], size=VALUE, bold=left == "treated") + _BESIDE
    text = measure.markup(words[left], bold=left == "treated")
    if ruler.at(at[left]) - needed >= ruler.start:
        _value(sheet, left, text, x=at[left], y=y, dx=-_BESIDE, before=True)
    else:
        below = _BELOW + (RANGE_ROOM if has_range(pair) else 0)
        _value(sheet, left, text, x=at[left], y=y, dx=-7, dy=below)
    text = measure.markup(words[right], bold=right == "treated")
    _value(sheet, right, text, x=at[right], y=y, dx=_BESIDE)


def _range(sheet: Sheet, kind: str, low: float | None, high: float | None, *, y: float, token: str) -> None:
    """A thin line with ends below the row, from the lower to the higher bound that the source gives."""
    if low is None or high is None:
        return
    level = y + _RANGE_AT[kind]
    meta = f"range {kind}"
    for points in ([(low, level), (high, level)], [(low, level - 3), (low, level + 3)], [(high, level - 3), (high, level + 3)]):
        sheet.path(meta, points, token=token, width=1.5)
