"""A brief on a page of the site: one or two sheets, each with its header and footer, that print as they are."""

from collections.abc import Sequence

from dashboard.exports import blocks
from dashboard.exports.blocks import short_strength
from dashboard.exports.document import Document, Section
from dashboard.i18n.catalogue import t
from dashboard.models.text import Group, Head, Table
from dashboard.web.components import details
from dashboard.web.components.html import Node, Part, Plot, h
from dashboard.web.components.labels import icon, stairs, state_word, types

# The classes of the texts of the document itself, by their style.
_TEXTS = {"kicker": "kicker", "reader": "reader", "lead": "answer", "small": "key"}


def sheets(document: Document) -> Node:
    """Return the sheets of a brief, one for each page of its document."""
    pages: list[list[Part]] = [[]]
    for section in document.sections:
        if section.new_page:
            pages.append([])
        pages[-1].append(_section(section, document.lang))
    total = len(pages)
    return h(
        "div",
        [_sheet(parts, document, number=number, total=total) for number, parts in enumerate(pages, start=1)],
        cls="sheets",
        id="factsheet",
    )


def _sheet(parts: Sequence[Part], document: Document, *, number: int, total: int) -> Node:
    lang = document.lang
    page = h("span", t("brief.page", lang, n=number, total=total))
    return h(
        "section",
        h("p", h("b", icon("brand"), t("site.name", lang)), h("span", document.header), cls="sheet-head"),
        parts,
        h("p", h("span", document.footer), page, cls="sheet-foot"),
        cls="sheet",
        aria_label=t("brief.sheet", lang, n=number),
    )


def _section(section: Section, lang: str) -> Part:
    blocks = [_block(block, section, lang) for block in section.blocks]
    if section.title or section.name == "ending":
        return h("div", h("h3", section.title) if section.title else None, blocks)
    return blocks


def _block(block: blocks.Block, section: Section, lang: str) -> Part:
    match block:
        case blocks.Text(style="title"):
            return h("h2", block.text, cls="brief-title", id="brief-title")
        case blocks.Text():
            return h("p", block.text, cls=_TEXTS[block.style])
        case blocks.EvidenceTable():
            return _evidence(block, lang)
        case blocks.BulletColumns():
            lists = [
                h("div", h("h3", title), h("ul", [_bullet(item) for item in bullets], cls="lines"))
                for title, bullets in block.columns
            ]
            return h("div", lists[0], h("div", lists[1:]) if lists[1:] else None, cls="halves")
        case blocks.FactTable():
            return _facts(block)
        case blocks.ChartBlock():
            return h(
                "div",
                h("h3", block.chart.question),
                h("p", block.sentences),
                Plot(chart=block.chart),
                types(block.chart.types),
                h("p", block.basis, _refs(block.refs), cls="key"),
                cls="brief-chart",
            )
        case blocks.NoteList():
            notes = [h("li", h("h4", note.head), h("p", note.text)) for note in block.notes]
            return h("ul", notes, cls="brief-notes")
        case blocks.ReferenceList():
            return _references(block)
        case blocks.Address():
            return h("p", block.before, h("a", block.link, href=block.link), block.after, cls="key")
    raise TypeError(f"a {type(block).__name__} cannot be shown (expected a block of a brief)")


def _evidence(block: blocks.EvidenceTable, lang: str) -> Part:
    rows = []
    for row in block.rows:
        facts = [h("span", fact, _refs(row.refs) if fact is row.facts[-1] else None, cls="fact") for fact in row.facts]
        head = details.row_head(h("b", row.place), f", {row.name}", facts)
        cells = [_cell(cell, theme, lang) for cell, theme in zip(row.cells, block.heads[1:], strict=True)]
        rows.append(details.row(head, cells))
    heads = [details.column_head(name) for name in block.heads]
    cls = f"tried themes-{len(block.heads) - 1}"
    return [
        h("h3", block.title),
        details.table(h("caption", block.title, cls="vh"), heads, details.body(rows), cls=cls),
        h("p", block.key, cls="key"),
    ]


def _facts(block: blocks.FactTable) -> Part:
    heads = tuple(Head(label=name, numeric=number > 0) for number, name in enumerate(block.heads))
    table = Table(caption=block.lead, heads=heads, groups=(Group(rows=block.rows),))
    links = [["; " if place else " ", h("a", f"{one.publisher}, {one.title}", href=one.url)]
             for place, one in enumerate(block.sources)]  # fmt: skip
    return [details.data_table(table), h("p", block.note, links, cls="key")]


def _cell(cell: blocks.EvidenceCell, theme: str, lang: str) -> Node:
    bars = (
        [stairs(cell.strength.level), h("span", short_strength(cell.strength, lang=lang), cls="vh")]
        if cell.strength
        else None
    )
    return h(
        "td",
        h("span", theme, cls="theme"),
        h(
            "span",
            state_word(cell.icon, cell.word),
            h("span", cell.detail, cls="detail") if cell.detail else None,
            bars,
            cls="what",
        ),
        cls="unknown" if cell.unknown else None,
    )


def _refs(numbers: Sequence[int]) -> Part:
    return [h("a", f"\u00a0[{number}]", href=f"#brief-source-{number}", cls="brief-ref") for number in numbers]


def _bullet(bullet: blocks.Bullet) -> Node:
    return h("li", h("b", bullet.lead), bullet.text, _refs(bullet.refs))


def _references(block: blocks.ReferenceList) -> Node:
    half = (len(block.items) + 1) // 2
    items = [
        h("li", h("a", item.text, href=item.source.url, rel="external"), id=f"brief-source-{item.number}")
        for item in block.items
    ]
    return h(
        "div",
        h("ol", items[:half]),
        h("ol", items[half:], start=half + 1) if items[half:] else None,
        cls="brief-sources",
    )
