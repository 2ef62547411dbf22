"""A set of charts as slides on a page: shown one at a time, or saved as a file."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.exports.blocks import ChartBlock, Cover, ReferenceList
from dashboard.exports.chart_set import split_sentences
from dashboard.exports.document import Document
from dashboard.exports.pool import bounded
from dashboard.exports.provenance import within
from dashboard.i18n.catalogue import t
from dashboard.models.text import Note
from dashboard.web.components.details import data_table
from dashboard.web.components.html import Node, Plot, h, render
from dashboard.web.components.labels import note as note_entry
from dashboard.web.components.labels import source_line, source_links, strength, strength_note, types, with_drawings
from dashboard.web.components.sections import fold

HTML = "text/html"


def presentation(document: Document, *, back: str = "", running: bool = True) -> Node:
    """Return the slides: one at a time with scripts when `running`, else below each other, as without scripts and on paper.

    With a link `back` to the list, notes come from the reader's browser; in a file they are part of it.
    """
    lang = document.lang
    slides = [_cover(document), *(_chart(block, lang, in_file=not back) for block in document.charts)]
    slides += [*(_notes(title, notes, document) for title, notes in document.note_lists), _sources(document)]
    controls = h(
        "div",
        h("a", t("present.back", lang), href=back, cls="quiet")
        if back
        else _button("leave", lang, "quiet present-leave"),
        _button("previous", lang),
        h("span", "", data_present_place=t("present.place", lang, total=len(slides)), cls="small"),
        _button("next", lang),
        _button("full", lang, "quiet"),
        h("span", t("present.keys", lang), cls="small soft present-keys"),
        cls="present-bar needs-script",
    )
    return h(
        "div",
        None if back else h("p", _button("start", lang), cls="present-start needs-script"),
        slides,
        controls,
        cls="present",
        role="region",
        aria_label=t("present.region", lang),
        data_present="on" if running else "off",
    )


def _button(name: str, lang: str, cls: str = "button") -> Node:
    return h("button", t(f"present.{name}", lang), type="button", cls=cls, data_present_do=name)


def _cover(document: Document) -> Node:
    lang, link = document.lang, document.link
    return h(
        "section",
        h("p", t("site.name", lang), cls="kicker"),
        h("h1", document.title, tabindex="-1", data_set_heading=True),
        h("p", document.description),
        h("ol", [h("li", block.chart.question) for block in document.charts], cls="slide-contents"),
        h("p", document.footer),
        h("p", h("a", t("set.again", lang, link=link), href=link), cls="source slide-address"),
        cls="slide slide-front",
        data_slide=True,
    )


def _chart(block: ChartBlock, lang: str, *, in_file: bool) -> Node:
    chart = block.chart
    first, rest = split_sentences(chart.sentence, room=150)
    # The pages of the site are not beside a file.
    sources = tuple(replace(source, about="") for source in chart.sources) if in_file else chart.sources
    link = block.link if in_file else within(block.link)
    note = h("p", block.note, data_note_for=None if in_file else block.item)
    basis = h("p", strength(chart.strength, lang=lang), ". ", chart.strength.why, cls="small")
    return h(
        "section",
        h("p", chart.question, h("span", block.place), cls="kicker"),
        h("h2", first, tabindex="-1"),
        h("p", " ".join(text for text in (rest, chart.subtitle) if text), cls="slide-rest"),
        h(
            "div",
            h("div", Plot(chart=chart, name=f"slide-{block.number}"), types(chart.types), cls="slide-chart"),
            h("div", h("div", h("h3", t("set.note", lang)), note, cls="slide-note", hidden=not (in_file and block.note)),
              basis, cls="slide-beside"),
            cls="slide-main",
        ),
        fold(t("set.figures_table", lang), data_table(chart.table),
             h("dl", [note_entry(note) for note in chart.reading], strength_note(chart.strength, lang=lang), cls="notes"),
             source_links(sources, lang=lang, label=t("source.to", lang)),
             cls="slide-more"),
        h(
            "div",
            source_line(sources, lang=lang, calculation=chart.calculation, version_text=block.stamp.text, linked=False),
            h("p", t("set.filters", lang, chosen=block.filters), ". ", h("a", t("set.see", lang), href=link), cls="source"),
            cls="slide-foot",
        ),
        cls="slide",
        aria_label=block.place,
        data_slide=True,
    )  # fmt: skip


def _notes(title: str, notes: Sequence[Note], document: Document) -> Node:
    items = [h("li", h("h3", note.head), h("p", note.text)) for note in notes if note.head]
    body = h("ul", items, cls="slide-list") if items else h("p", notes[0].text)
    return _list(title, body, document.footer)


def _sources(document: Document) -> Node:
    items = [
        h("li", h("a", item.text, href=item.source.url) if item.source.url else item.text, " ", h("span", item.used))
        for item in document.blocks(ReferenceList)[0].items
    ]
    stamp, built = document.stamp, document.blocks(Cover)[0].made
    version = f"{stamp.text} ({stamp.data_version}). {built}."
    return _list(t("set.sources", document.lang), h("ol", items, cls="slide-list slide-sources"), version)


def _list(title: str, body: Node, below: str) -> Node:
    return h("section", h("h2", title, tabindex="-1"), body, h("p", below, cls="small"), cls="slide", data_slide=True)


def write_html(document: Document, *, style: str, script: str, policy: str) -> bytes:
    """Write the set as one .html, with a style sheet, a script, and the content security policy that allows only these two.

    It needs no other file. Raises TooLarge when it is larger than any file that is offered.
    """
    if "</" in style or "</" in script:
        raise ValueError("a style sheet or script has an end tag in it (expected none within a page)")
    title = f"{document.title} | {t('site.name', document.lang)}"
    head = h(
        "head",
        h("meta", charset="utf-8"),
        h("meta", name="viewport", content="width=device-width, initial-scale=1"),
        h("meta", http_equiv="Content-Security-Policy", content=policy),
        h("title", title),
        h("meta", name="generator", content=t("site.name", document.lang)),
        h("meta", name="data-version", content=document.stamp.data_version),
        h("meta", name="color-scheme", content="light dark"),
        h("link", rel="canonical", href=document.link),
    )
    body = h("body", h("main", presentation(document, running=False), cls="wrap alone"))
    page = with_drawings(render(h("html", head, body, lang=document.lang)))
    page = page.replace("</head>", f"<style>{style}</style></head>", 1)
    before, end, after = page.rpartition("</body>")
    return bounded(f"<!doctype html>\n{before}<script>{script}</script>{end}{after}\n".encode())
