"""The set as slides on a page: shown in a meeting one at a time, or kept in a file."""

from __future__ import annotations

from dataclasses import replace

from dashboard.exports.address import within
from dashboard.exports.chart_document import source_text
from dashboard.exports.chart_set import Entry, Meeting, counted, sentences, used_in
from dashboard.i18n.catalogue import t
from dashboard.web.components.html import Node, Part, Plot, h
from dashboard.web.components.panel import note as note_entry
from dashboard.web.components.panel import strength_note
from dashboard.web.components.sources import source_line, source_links
from dashboard.web.components.symbols import strength, types
from dashboard.web.components.tables import data_table


def presentation(meeting: Meeting, *, back: str = "", running: bool = True) -> Node:
    """The slides. With scripts one at a time when `running`, else below each other, as without scripts and on paper.

    With a way `back` to the list, notes come from the reader's browser; in a file they are in it.
    """
    lang = meeting.lang
    slides = [_front(meeting), *(_slide(entry, meeting, kept=bool(back)) for entry in meeting.entries)]
    slides += [_unknown(meeting), _sources(meeting)]
    say_place = t("present.place", lang, total=len(slides))
    controls = h(
        "div",
        h("a", t("present.back", lang), href=back, cls="quiet") if back else None,
        None if back else _button("leave", lang, cls="quiet present-leave"),
        _button("previous", lang),
        h("span", "", data_present_place=say_place, cls="small"),
        _button("next", lang),
        _button("full", lang, cls="quiet"),
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


def _button(name: str, lang: str, *, cls: str = "button") -> Node:
    return h("button", t(f"present.{name}", lang), type="button", cls=cls, data_present_do=name)


def _front(meeting: Meeting) -> Node:
    lang = meeting.lang
    lists = [h("li", entry.item.chart.question) for entry in meeting.entries]
    return h(
        "section",
        h("p", t("site.name", lang), cls="kicker"),
        h("h1", meeting.heading, tabindex="-1", data_set_heading=True),
        h("p", f"{t('set.heading', lang)}, {meeting.many}. {meeting.stamp.text}. {meeting.made_text}."),
        h("ol", lists, cls="slide-contents"),
        h("p", t("set.not_added", lang)),
        h("p", h("a", t("set.again", lang, link=meeting.link), href=meeting.link), cls="source slide-address"),
        cls="slide slide-front",
        data_slide=True,
    )


def _slide(entry: Entry, meeting: Meeting, *, kept: bool) -> Node:
    lang, item, chart = meeting.lang, entry.item, entry.item.chart
    first, rest = sentences(chart.sentence, room=150)
    # A page of the site is not beside a file that was kept.
    sources = chart.sources if kept else tuple(replace(source, about="") for source in chart.sources)
    note = h(
        "div",
        h("h3", t("set.note", lang)),
        h("p", entry.note, data_note_for=entry.text if kept else None),
        cls="slide-note",
        hidden=kept or not entry.note,
    )
    return h(
        "section",
        h("p", chart.question, h("span", counted(meeting, entry.number)), cls="kicker"),
        h("h2", first, tabindex="-1"),
        h("p", " ".join(text for text in (rest, chart.subtitle) if text), cls="slide-rest"),
        h(
            "div",
            h("div", _plot(entry), types(chart.marks), cls="slide-chart"),
            h("div", note, h("p", strength(chart.strength, lang=lang), ". ", chart.strength.why, cls="small"),
              cls="slide-beside"),
            cls="slide-main",
        ),
        h("details", h("summary", t("set.figures_table", lang)), data_table(chart.table),
          h("dl", [note_entry(note) for note in chart.reading], strength_note(chart.strength, lang=lang), cls="notes"),
          source_links(sources, lang=lang, label=t("source.to", lang)),
          cls="fold slide-more"),
        h(
            "div",
            source_line(
                sources, lang=lang, calculation=chart.calculation, version_text=item.stamp.text, linked=False
            ),
            h("p", t("set.filters", lang, chosen=entry.chosen), ". ",
              h("a", t("set.see", lang), href=within(item.link) if kept else item.link), cls="source"),
            cls="slide-foot",
        ),
        cls="slide",
        aria_label=counted(meeting, entry.number),
        data_slide=True,
    )  # fmt: skip


def _plot(entry: Entry) -> Plot:
    chart = entry.item.chart
    return Plot(
        id=f"slide-{entry.number}",
        wide=chart.wide,
        narrow=chart.narrow,
        title=chart.question,
        description=chart.description,
        height_wide=entry.item.height("wide"),
        height_narrow=entry.item.height("narrow"),
    )


def _unknown(meeting: Meeting) -> Node:
    lang = meeting.lang
    notes = [h("li", h("h3", note.head), h("p", note.text)) for note in meeting.unknown]
    body: Part = h("ul", notes, cls="slide-list") if notes else h("p", t("set.unknown_none", lang))
    return h(
        "section",
        h("h2", t("set.unknown", lang), tabindex="-1"),
        body,
        h("p", t("set.not_added", lang), cls="small"),
        cls="slide",
        data_slide=True,
    )


def _sources(meeting: Meeting) -> Node:
    lang = meeting.lang
    lines = [
        h("li", h("a", source_text(source), href=source.url) if source.url else source_text(source), " ",
          h("span", f"({t('set.used_in', lang, numbers=used_in(meeting, number))})"))
        for number, source in enumerate(meeting.sources, start=1)
    ]  # fmt: skip
    return h(
        "section",
        h("h2", t("set.sources", lang), tabindex="-1"),
        h("ol", lines, cls="slide-list slide-sources"),
        h("p", f"{meeting.stamp.text} ({meeting.stamp.data_version}). {meeting.made_text}.", cls="small"),
        cls="slide",
        data_slide=True,
    )
