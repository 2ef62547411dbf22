"""The evidence map: a table of experiments by theme with cells that open; on a phone a list."""

from collections.abc import Sequence

from dashboard.i18n.catalogue import t
from dashboard.models.evidence import MapCell, MapGroup, MapRow
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.panel import panel
from dashboard.web.components.symbols import UNKNOWN, icon, state_name, strength, types


def evidence_map(groups: Sequence[MapGroup], *, themes: Sequence[str], lang: str) -> Node:
    """Return the map. A cell links to the URL with its panel open, which works without scripts.

    The panel is a row right below its experiment.
    """
    heads = [h("th", theme, scope="col", role="columnheader") for theme in themes]
    table = h(
        "table",
        h("caption", t("map.caption", lang), cls="vh"),
        h("colgroup", h("col", cls="c0"), [h("col") for _ in themes]),
        h(
            "thead",
            h("tr", h("th", t("map.experiment", lang), scope="col", role="columnheader"), heads, role="row"),
            role="rowgroup",
        ),
        [_group(group, themes=themes, lang=lang) for group in groups],
        cls="map",
        role="table",
    )
    return h("div", _jump(themes, lang=lang), table, id="map", cls="map-region")


def _jump(themes: Sequence[str], *, lang: str) -> Part:
    """Return links that show one theme on a phone; the style sheet uses :target, so no script is needed."""
    anchors = [h("span", id=f"only-{place}", cls="only") for place in range(1, len(themes) + 1)]
    links = [h("a", theme, href=f"#only-{place}") for place, theme in enumerate(themes, start=1)]
    everything = h("a", t("map.all", lang), href="#map")
    return [anchors, h("nav", everything, links, cls="jump", aria_label=t("map.jump", lang))]


def _group(group: MapGroup, *, themes: Sequence[str], lang: str) -> Part:
    head = h(
        "th",
        h("span", group.title, cls="title"),
        h("span", group.text, cls="text") if group.text else None,
        scope="rowgroup",
        role="rowheader",
        colspan=len(themes) + 1,
    )
    return [
        h("tbody", h("tr", head, role="row"), role="rowgroup", cls="group"),
        [_row(row, themes=themes, lang=lang) for row in group.rows],
    ]


def _row(row: MapRow, *, themes: Sequence[str], lang: str) -> Node:
    cells = [
        h("td", _cell(cell, theme=theme, lang=lang), role="cell", cls=f"at-{place}")
        for place, (cell, theme) in enumerate(zip(row.cells, themes, strict=True), start=1)
    ]
    head = h(
        "th",
        h("span", h("a", row.municipality, href=row.href) if row.href else row.municipality, cls="city"),
        h("span", row.name, cls="name"),
        types(row.types),
        scope="row",
        role="rowheader",
        cls="experiment",
    )
    opened: Part = None
    if row.panel is not None:
        place = next((number for number, cell in enumerate(row.cells, start=1) if cell.open), len(themes))
        inside = panel(row.panel, id=f"panel-{row.experiment_id}", lang=lang)
        opened = h(
            "tr",
            h("td", inside, colspan=len(themes) + 1, role="cell", cls=f"opened at-{place}"),
            role="row",
            cls="under",
        )
    return h(
        "tbody", h("tr", head, cells, role="row"), opened, role="rowgroup", data_experiment=row.experiment_id, cls="row"
    )


def _cell(cell: MapCell, *, theme: str, lang: str) -> Node:
    name = state_name(cell.state, cell.verdict)
    unknown = cell.state in UNKNOWN
    facts: list[Part] = []
    if unknown:
        facts.append(h("span", cell.count or t("map.why", lang)))
    else:
        facts.append(strength(cell.strength, lang=lang) if cell.strength else None)
        facts.append(h("span", cell.count) if cell.count else None)
    return h(
        "a",
        icon(name),
        h("span", h("span", theme), cls="theme"),
        h("span", h("span", cell.word), cls="word"),
        h("span", h("span", cell.detail), cls="detail") if cell.detail else None,
        h("span", facts, cls="facts"),
        icon("chevron", cls="turn"),
        cls=f"cell is-{name}" + (" unknown" if unknown else ""),
        href=cell.href,
        id=f"cell-{cell.id}",
        data_cell=cell.id,
        aria_expanded="true" if cell.open else "false",
    )
