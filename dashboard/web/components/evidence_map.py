"""The evidence map: a matrix of experiments by theme, whose cells open a panel; and its legend.

On a phone the panel is a sheet.
"""

from collections.abc import Sequence

from dashboard.i18n.catalogue import t
from dashboard.models.evidence import MapCell, MapGroup, MapRow
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.panel import panel
from dashboard.web.components.sections import fold
from dashboard.web.components.symbols import icon, stairs, type_mark

# The icons of the states; the text key is that of the icon.
_STATES = tuple("better worse same mixed direction-up not-measured not-published not-found".split())
_LADDER = ((5, "lottery"), (3, "matched"), (2, "adjusted"), (1, "plain"), (None, "none"))


def evidence_map(groups: Sequence[MapGroup], *, themes: Sequence[tuple[str, str]], lang: str) -> Node:
    """Return the map. A cell links to the URL with its panel open, which works without scripts.

    The panel is a row right below its experiment. A theme has a name, and a short one for a phone.
    """
    heads = [h("th", h("span", name), scope="col", data_short=short) for name, short in themes]
    table = h(
        "table",
        h("caption", t("map.caption", lang), cls="vh"),
        h("colgroup", h("col", cls="c0"), [h("col") for _ in themes]),
        h("thead", h("tr", h("th", t("map.experiment", lang), scope="col"), heads)),
        [_group(group, themes=themes, lang=lang) for group in groups],
        cls="map",
    )
    return h("div", table, id="map", cls="map-region")


def _group(group: MapGroup, *, themes: Sequence[tuple[str, str]], lang: str) -> Part:
    return [_row(row, first=not place, themes=themes, lang=lang) for place, row in enumerate(group.rows)]


def _row(row: MapRow, *, first: bool, themes: Sequence[tuple[str, str]], lang: str) -> Node:
    """Return an experiment; the first one of a group has some space above it."""
    cells = [h("td", _cell(cell, row)) for cell in row.cells]
    marks = [[type_mark(label.id), h("span", label.name, cls="vh")] for label in row.types]
    head = h(
        "th",
        h("span", h("a", row.municipality, href=row.href) if row.href else row.municipality, cls="city"),
        h("span", row.name, cls="name"),
        h("span", row.fair, h("span", marks, cls="marks") if marks else None, cls="name") if row.fair else None,
        scope="row",
        cls="experiment",
    )
    opened: Part = None
    if row.panel is not None:
        inside = panel(row.panel, id=f"panel-{row.experiment_id}", lang=lang)
        opened = h("tr", h("td", inside, colspan=len(themes) + 1, cls="opened"), cls="under")
    return h(
        "tbody", h("tr", head, cells), opened, data_experiment=row.experiment_id, cls="row first" if first else "row"
    )


def _cell(cell: MapCell, row: MapRow) -> Node:
    """Return a cell: a link whose name is the whole sentence, of which a phone shows the sign."""
    return h(
        "a",
        h("span", f"{row.municipality}, {cell.theme}: ", cls="vh"),
        icon(cell.sign, cls=f"is-{cell.sign}"),
        h(
            "span",
            h("span", cell.word, cls="word"),
            h("span", h("span", ", ", cls="vh"), cell.detail, cls="detail") if cell.detail else None,
            cls="words",
        ),
        h("span", f". {cell.sentence}.", cls="vh") if cell.sentence else None,
        cls=f"cell tint-{cell.kind}",
        href=cell.href,
        id=f"cell-{cell.id}",
        data_cell=cell.id,
        aria_expanded="true" if cell.open else "false",
    )


def legend(*, lang: str) -> Node:
    """Return eight states and five strengths, folded on a phone."""
    states = []
    for sign in _STATES:
        key = sign.removesuffix("-up").replace("-", "_")
        words = h("b", t(f"state.{key}", lang)), " ", h("span", t(f"state.{key}_why", lang))
        states.append(h("li", icon(sign, cls=f"is-{sign}"), words))
    ladder = [
        h("li", stairs(level), h("b", t(f"strength.{key}", lang)), " ", h("span", t(f"strength.{key}_why", lang)))
        for level, key in _LADDER
    ]
    signs = [h("h3", t("map.signs", lang)), h("ul", states, cls="signs")]
    strengths = [h("h3", t("map.ladder", lang)), h("ul", ladder, cls="ladder")]
    inside = h("div", signs, strengths, h("p", t("map.rule", lang), cls="source"), id="legend", cls="inside")
    return fold(t("map.legend", lang), inside, cls="legend")
