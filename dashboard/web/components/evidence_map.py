"""The evidence map: a matrix of experiments by theme, whose cells open a panel; and its legend.

On a phone the panel is a sheet.
"""

from collections.abc import Sequence

from dashboard.i18n.catalogue import t
from dashboard.models.evidence import MapCell, MapGroup, MapRow, Panel
from dashboard.models.text import Source
from dashboard.web.components.details import data_table, frequencies, interim, results, statements
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.labels import icon, note, source_line, stairs, strength_note, type_mark
from dashboard.web.components.sections import fold

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
        inside = _panel(row.panel, id=f"panel-{row.experiment_id}", lang=lang)
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


def _panel(value: Panel, *, id: str, lang: str) -> Node:
    """Return an opened cell: text and numbers with notes, then results, claims and sources."""
    close = h("a", t("map.close", lang), _about(value), cls="quiet", href=value.close_href)
    beside = [
        strength_note(value.strength, lang=lang) if value.strength else None,
        [note(part) for part in value.notes],
    ]
    measured: Part = None
    if value.findings:
        result = results(value.findings, lang=lang, brief=True)
        measured = h("div", h("h4", t("map.findings", lang)), result, cls="outcomes")
    claimed: Part = None
    if value.claims:
        claimed = h(
            "div",
            h("h4", t("map.claims", lang)),
            h("p", t("map.claims_intro", lang), cls="small"),
            results(value.claims, lang=lang, kind="claimed", brief=True),
            cls="claims",
        )
    links = ((t("evidence.why_not_none", lang), value.size_href), (t("map.more", lang), value.more_href))
    more = [h("p", h("a", label, href=href), cls="more") for label, href in links if href]
    used = list({source.id: source for source in _sources(value)}.values())
    has_notes = value.strength is not None or bool(value.notes)
    return h(
        "div",
        h("div", h("h3", value.title, id=f"{id}-title"), close, cls="top"),
        h(
            "div",
            h("p", value.answer, cls="answer") if value.answer else None,
            data_table(value.table) if value.table else None,
            frequencies(value.frequencies, id=f"{id}-hundred", lang=lang),
            cls="main",
        ),
        h("dl", beside, cls="notes") if has_notes else None,
        measured,
        interim(value.interim, id=f"{id}-interim", level=4, lang=lang) if value.interim else None,
        claimed,
        statements(value.statements, id=f"{id}-say", lang=lang, about=_about(value), level=4),
        h("div", source_line(used, lang=lang) if used else None, more, cls="base"),
        id=id,
        cls="panel" + ("" if has_notes and value.table else " plain"),
        role="group",
        aria_labelledby=f"{id}-title",
        data_panel=True,
    )


def _about(value: Panel) -> Node:
    """Return hidden text that tells screen readers which cell a link or fold belongs to."""
    return h("span", f": {value.title}", cls="vh")


def _sources(value: Panel) -> list[Source]:
    """Return the sources; those of the panel come last, because they have the places of its numbers."""
    return [*(finding.source for finding in (*value.findings, *value.claims)), *value.sources]


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
