"""The set on a page: the list in which it is put in order, and the slides that are shown in a meeting or kept in a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from dashboard import sets
from dashboard.components.panel import note as note_entry
from dashboard.components.panel import strength_note
from dashboard.components.sources import source_line
from dashboard.components.symbols import strength, types
from dashboard.components.tables import data_table
from dashboard.components.tree import Node, Part, Plot, h
from dashboard.exports.item import source_text
from dashboard.exports.meeting import Entry, Meeting, counted, sentences, used_in
from dashboard.texts import say

FORMS = ("pptx", "pdf", "docx", "xlsx", "html")
# The address of this set with its items in another order.
Address = Callable[[Sequence[str]], str]


def set_list(meeting: Meeting, items: Sequence[str], *, address: Address, files: Mapping[str, str]) -> Node:
    """The form: a name, the items in their order with a note each, and the files that can be made of them."""
    lang = meeting.lang
    entries = {entry.text: entry for entry in meeting.entries}
    rows = [_row(item, place, items, entries.get(item), address=address, lang=lang) for place, item in enumerate(items)]
    return h(
        "form",
        h(
            "div",
            h("label", say("set.meeting", lang), for_="set-title"),
            h(
                "input", type="text", id="set-title", name="title", maxlength=sets.LONGEST_TITLE, autocomplete="off",
                aria_describedby="set-title-help", data_set_title=True,
            ),
            h("p", say("set.meeting_help", lang), id="set-title-help", cls="help"),
            cls="field",
        ),
        h("h2", say("set.items", lang), cls="vh"),
        h("ol", rows, cls="set-items"),
        _take(lang, files=files),
        method="post",
        action=files["pptx"],
        accept_charset="utf-8",
        cls="set-form",
        data_set_form=True,
    )  # fmt: skip


def _row(item: str, place: int, items: Sequence[str], entry: Entry | None, *, address: Address, lang: str) -> Node:
    """One item: what it shows, how to move or remove it, and the reader's note."""
    name = entry.item.chart.question if entry else item
    others = [*items[:place], *items[place + 1 :]]
    about = h("span", say("set.about", lang, question=name), cls="vh")

    def move(kind: str, to: int) -> Part:
        if not 0 <= to < len(items):
            return None
        order = [*others[:to], item, *others[to:]]
        said = say("set.moved", lang, n=to + 1)
        return _change(kind, about, href=address(order), order=order, said=said, focus=f"{kind}-{to}", lang=lang)

    remove = _change(
        "remove", about, href=address(others), order=others, said=say("set.removed", lang),
        focus=f"remove-{min(place, len(others) - 1)}", lang=lang, id=f"remove-{place}",
    )  # fmt: skip
    return h(
        "li",
        h("div", _what(entry, item, lang), cls="set-what"),
        h("ul", _li(move("up", place - 1), place, "up"), _li(move("down", place + 1), place, "down"), h("li", remove),
          cls="actions set-move"),
        _note(item, place, about, lang) if entry else None,
        h("input", type="hidden", name="item", value=item),
        data_item=item,
        cls=None if entry else "set-gone",
    )  # fmt: skip


def _li(link: Part, place: int, kind: str) -> Part:
    return h("li", link, data_place=f"{kind}-{place}") if link else None


def _change(
    kind: str, about: Node, *, href: str, order: Sequence[str], said: str, focus: str, lang: str, id: str = ""
) -> Node:
    return h(
        "a",
        say(f"set.{kind}", lang),
        about,
        href=href,
        cls="quiet",
        id=id or None,
        data_set_order=" ".join(order),
        data_set_said=said,
        data_set_focus=focus,
    )


def _what(entry: Entry | None, item: str, lang: str) -> Part:
    if entry is None:
        return [h("h3", say("set.gone", lang)), h("p", say("set.gone_text", lang, item=item))]
    chart = entry.item.chart
    return [
        h("h3", h("a", chart.question, href=_path(entry.item.link))),
        h("p", chart.sentence, cls="say"),
        h("p", say("set.filters", lang, chosen=entry.chosen), f". {entry.item.stamp.text}.", cls="small soft"),
    ]


def _path(link: str) -> str:
    """The address without the name of the site: a page of the site links within it."""
    return "/" + link.split("://", 1)[-1].partition("/")[2] if "://" in link else link


def _note(item: str, place: int, about: Node, lang: str) -> Node:
    id = f"note-{place}"
    return h(
        "div",
        h("label", say("set.note", lang), about, for_=id),
        h(
            "textarea", id=id, name=f"note.{item}", rows=3, maxlength=sets.LONGEST_NOTE,
            aria_describedby=f"{id}-help", data_note=item,
        ),
        h(
            "p", h("span", say("set.note_help", lang)), " ",
            h("span", data_note_left=say("set.note_left", lang), cls="needs-script"), id=f"{id}-help", cls="help",
        ),
        cls="field",
    )  # fmt: skip


def _take(lang: str, *, files: Mapping[str, str]) -> Node:
    buttons = [
        h(
            "li",
            h("button", say(f"set.{form}", lang), type="submit", formaction=files[form], cls="button", data_file=form),
        )
        for form in FORMS
    ]
    return h(
        "div",
        h("h2", say("set.take", lang)),
        h("ul", buttons, cls="actions set-files"),
        h(
            "p", cls="set-said", role="status", data_set_status=True, data_working=say("set.working", lang),
            data_ready=say("set.ready", lang, name="#"), data_failed=say("set.failed", lang),
        ),
        h("p", say("set.take_help", lang), cls="small soft"),
        cls="set-take",
    )  # fmt: skip


def empty(lang: str, *, compare: str, figures: str) -> Node:
    """What to do when there is nothing yet."""
    links = [(compare, "set.empty_compare"), (figures, "set.empty_figures")]
    return h(
        "div",
        h("h2", say("set.empty_title", lang)),
        h("p", say("set.empty_text", lang)),
        h("ul", [h("li", h("a", say(key, lang), href=href)) for href, key in links]),
        cls="set-empty",
        data_set_empty=True,
    )


def presentation(meeting: Meeting, *, back: str = "", running: bool = True) -> Node:
    """The slides. With scripts one at a time when `running`, else below each other, as without scripts and on paper.

    With a way `back` to the list, notes come from the reader's browser; in a file they are in it.
    """
    lang = meeting.lang
    slides = [_front(meeting), *(_slide(entry, meeting, kept=bool(back)) for entry in meeting.entries)]
    slides += [_unknown(meeting), _sources(meeting)]
    say_place = say("present.place", lang, total=len(slides))
    controls = h(
        "div",
        h("a", say("present.back", lang), href=back, cls="quiet") if back else None,
        None if back else _button("leave", lang, cls="quiet present-leave"),
        _button("previous", lang),
        h("span", "", data_present_place=say_place, cls="small"),
        _button("next", lang),
        _button("full", lang, cls="quiet"),
        h("span", say("present.keys", lang), cls="small soft present-keys"),
        cls="present-bar needs-script",
    )
    return h(
        "div",
        None if back else h("p", _button("start", lang), cls="present-start needs-script"),
        slides,
        controls,
        cls="present",
        role="region",
        aria_label=say("present.region", lang),
        data_present="on" if running else "off",
    )


def _button(name: str, lang: str, *, cls: str = "button") -> Node:
    return h("button", say(f"present.{name}", lang), type="button", cls=cls, data_present_do=name)


def _front(meeting: Meeting) -> Node:
    lang = meeting.lang
    lists = [h("li", entry.item.chart.question) for entry in meeting.entries]
    return h(
        "section",
        h("p", say("site.name", lang), cls="kicker"),
        h("h1", meeting.heading, tabindex="-1", data_set_heading=True),
        h("p", f"{say('set.heading', lang)}, {meeting.many}. {meeting.stamp.text}. {meeting.made_text}."),
        h("ol", lists, cls="slide-contents"),
        h("p", say("set.not_added", lang)),
        h("p", h("a", say("set.again", lang, link=meeting.link), href=meeting.link), cls="source slide-address"),
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
        h("h3", say("set.note", lang)),
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
        h("details", h("summary", say("set.figures_table", lang)), data_table(chart.table),
          h("dl", [note_entry(note) for note in chart.reading], strength_note(chart.strength, lang=lang), cls="notes"),
          cls="fold slide-more"),
        h(
            "div",
            source_line(sources, lang=lang, calculation=chart.calculation, version_text=item.stamp.text),
            h("p", say("set.filters", lang, chosen=entry.chosen), ". ",
              h("a", say("set.see", lang), href=_path(item.link) if kept else item.link), cls="source"),
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
    body: Part = h("ul", notes, cls="slide-list") if notes else h("p", say("set.unknown_none", lang))
    return h(
        "section",
        h("h2", say("set.unknown", lang), tabindex="-1"),
        body,
        h("p", say("set.not_added", lang), cls="small"),
        cls="slide",
        data_slide=True,
    )


def _sources(meeting: Meeting) -> Node:
    lang = meeting.lang
    lines = [
        h("li", h("a", source_text(source), href=source.url) if source.url else source_text(source), " ",
          h("span", f"({say('set.used_in', lang, numbers=used_in(meeting, number))})"))
        for number, source in enumerate(meeting.sources, start=1)
    ]  # fmt: skip
    return h(
        "section",
        h("h2", say("set.sources", lang), tabindex="-1"),
        h("ol", lines, cls="slide-list slide-sources"),
        h("p", f"{meeting.stamp.text} ({meeting.stamp.data_version}). {meeting.made_text}.", cls="small"),
        cls="slide",
        data_slide=True,
    )
