"""The brief as a page of the site: one or two sheets, each with its head and foot, that print as they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dashboard.exports import height_estimates
from dashboard.exports.brief import Cell, Drawn, Line, Paper, Shown
from dashboard.exports.chart_document import source_text
from dashboard.i18n.catalogue import t
from dashboard.labels.strength import level_text
from dashboard.models.chart import Saying
from dashboard.models.text import Note, Strength
from dashboard.web.components.html import Node, Part, Plot, h
from dashboard.web.components.symbols import icon, pips, state_word, types


def sheets(paper: Paper) -> Node:
    """Both sheets; one where one is enough."""
    makers: dict[str, Callable[[], Part]] = {
        "top": lambda: _top(paper),
        "found": lambda: _found(paper),
        "sure": lambda: _sure(paper),
        "unknown": lambda: _notes("unknown", paper.unknown, paper.lang),
        "questions": lambda: _notes("questions", paper.questions, paper.lang),
        "ending": lambda: _ending(paper),
    }
    makers |= {f"chart-{place}": _maker(drawn) for place, drawn in enumerate(paper.charts)}
    pages: list[list[Part]] = [[]]
    for name, _ in height_estimates.parts(paper):
        if name == paper.second:
            pages.append([])
        pages[-1].append(makers[name]())
    return h(
        "div",
        [_sheet(parts, paper, number=number, total=len(pages)) for number, parts in enumerate(pages, start=1)],
        cls="sheets",
    )


def _maker(drawn: Drawn) -> Callable[[], Part]:
    return lambda: _chart(drawn)


def _sheet(parts: Sequence[Part], paper: Paper, *, number: int, total: int) -> Node:
    lang = paper.lang
    kind = t("brief.kind", lang, version=paper.stamp.text[:1].lower() + paper.stamp.text[1:])
    return h(
        "section",
        h("p", h("b", icon("brand"), t("site.name", lang)), h("span", kind), cls="sheet-head"),
        parts,
        h(
            "p",
            h("span", t("brief.not_added", lang)),
            h("span", t("brief.page", lang, n=number, total=total)),
            cls="sheet-foot",
        ),
        cls="sheet",
        aria_label=t("brief.sheet", lang, n=number),
    )


def _top(paper: Paper) -> Part:
    heads = [
        h("th", name, scope="col", role="columnheader") for name in (t("brief.experiment", paper.lang), *paper.themes)
    ]
    rows = [_row(line, paper) for line in paper.tried]
    return [
        h("h2", paper.title, cls="brief-title", id="brief-title"),
        h("p", paper.reader, cls="reader") if paper.reader else None,
        [h("p", text, cls="answer") for text in paper.lead],
        h("h3", t("brief.tried", paper.lang)),
        h(
            "table",
            h("caption", t("brief.tried", paper.lang), cls="vh"),
            h("thead", h("tr", heads, role="row"), role="rowgroup"),
            h("tbody", rows, role="rowgroup"),
            cls=f"tried themes-{len(paper.themes)}",
            role="table",
        ),
        h("p", t("brief.key", paper.lang), cls="key"),
    ]


def _row(line: Line, paper: Paper) -> Node:
    row = line.tried
    facts = [h("span", fact, _refs((line.ref,)) if fact is row.facts[-1] else None, cls="fact") for fact in row.facts]
    head = h("th", h("b", row.place), f", {row.name}", facts, scope="row", role="rowheader")
    cells = [_cell(cell, theme, lang=paper.lang) for cell, theme in zip(row.cells, paper.themes, strict=True)]
    return h("tr", head, cells, role="row")


def _cell(cell: Cell, theme: str, *, lang: str) -> Node:
    return h(
        "td",
        h("span", theme, cls="theme"),
        h(
            "span",
            state_word(cell.sign, cell.word),
            h("span", cell.detail, cls="detail") if cell.detail else None,
            _pips(cell.strength, lang=lang) if cell.strength else None,
            cls="what",
        ),
        role="cell",
        cls="unknown" if cell.unknown else None,
    )


def _pips(strength: Strength, *, lang: str) -> Part:
    """Bars, with their meaning for who cannot see them."""
    return [pips(strength.level), h("span", f"{level_text(strength.level, lang=lang)}: {strength.name}", cls="vh")]


def _refs(numbers: Sequence[int]) -> Part:
    return [h("a", f"\u00a0[{number}]", href=f"#brief-source-{number}", cls="brief-ref") for number in numbers]


def _found(paper: Paper) -> Part:
    lang = paper.lang
    found = h("ul", [_result(one, lang) for one in paper.results], cls="lines")
    return h(
        "div",
        h("div", h("h3", t("brief.found", lang)), found) if paper.results else None,
        h(
            "div",
            h("h3", t("brief.not_say", lang)),
            h("ul", [_saying(one, lang) for one in paper.sayings], cls="lines"),
        )
        if paper.sayings
        else None,
        cls="halves",
    )


def _result(one: Shown, lang: str) -> Node:
    result = one.result
    strong = h(
        "span", pips(result.strength.level), h("span", f"{level_text(result.strength.level, lang=lang)}: ", cls="vh"),
        result.strength.name, cls="how",
    )  # fmt: skip
    return h("li", h("b", result.whose), f": {result.text}", _refs(one.refs), strong)


def _saying(one: Saying, lang: str) -> Node:
    return h("li", h("b", t("brief.quoted", lang, text=one.text)), f" {one.why}")


def _chart(one: Drawn) -> Part:
    chart = one.item.chart
    return h(
        "div",
        h("h3", chart.question),
        h("p", " ".join(part for part in (chart.sentence, chart.subtitle) if part)),
        Plot(
            id=chart.key,
            wide=chart.wide,
            narrow=chart.narrow,
            title=chart.question,
            description=chart.description,
            height_wide=one.item.height(),
            height_narrow=one.item.height("narrow"),
        ),
        types(chart.marks),
        h("p", height_estimates.below_chart(one, numbers=False), _refs(one.refs), cls="key"),
        cls="brief-chart",
    )


def _sure(paper: Paper) -> Part:
    rows = [
        h(
            "li",
            pips(one.strength.level),
            h(
                "span",
                h("span", f"{level_text(one.strength.level, lang=paper.lang)}: ", cls="vh"),
                h("b", one.strength.name),
                f" ({one.count}). {one.strength.why}",
            ),
        )
        for one in paper.sure
    ]
    return h("div", h("h3", t("brief.sure", paper.lang)), h("ul", rows, cls="brief-sure"))


def _notes(name: str, notes: Sequence[Note], lang: str) -> Part:
    items = [h("li", h("h4", note.head), h("p", note.text)) for note in notes]
    return h("div", h("h3", t(f"brief.{name}", lang)), h("ul", items, cls=f"notes-{name}"))


def _ending(paper: Paper) -> Part:
    lang = paper.lang
    before, _, after = t("brief.again", lang, link="\n").partition("\n")
    half = (len(paper.sources) + 1) // 2
    items = [
        h("li", h("a", source_text(source), href=source.url, rel="external"), id=f"brief-source-{number}")
        for number, source in enumerate(paper.sources, start=1)
    ]
    lists = [h("ol", items[:half]), h("ol", items[half:], start=half + 1) if items[half:] else None]
    return h(
        "div",
        h("h3", t("brief.sources", lang)) if items else None,
        h("div", lists, cls="brief-sources") if items else None,
        h("p", paper.left_out, cls="key") if paper.left_out else None,
        h("p", before, h("a", paper.link, href=paper.link), after, cls="key"),
    )
