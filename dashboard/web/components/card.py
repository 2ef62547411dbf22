"""The card of a chart: question, sentence, chart, comparison, sources, and a fold with tools and files.

All interactive elements are in the fold, so that a keyboard passes a chart in two steps with its marks.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dashboard.i18n.catalogue import t
from dashboard.models.chart import Chart
from dashboard.models.controls import ShareLinks
from dashboard.models.text import Link, Note, Strength
from dashboard.selection import filters
from dashboard.web.components.details import data_table, frequencies, sentences
from dashboard.web.components.html import Node, Part, Plot, h
from dashboard.web.components.labels import note as note_entry
from dashboard.web.components.labels import (
    publisher_names,
    source_line,
    source_links,
    strength,
    strength_note,
    strength_words,
    types,
)
from dashboard.web.components.sections import copying, fold

_ZOOM = ("earlier", "later", "closer", "wider")


def summary(chart: Chart, *, lang: str, has_statements: bool) -> Node:
    """Return the summary of the fold of a card: what is in it, and whether the chart is in the reader's set."""
    names = ("say", "take") if has_statements else ("take",)
    what = [h("span", t(f"use.{name}", lang), cls=f"soft of-{name}") for name in names]
    is_in = h("span", t("use.in_set", lang), cls="in-set", hidden=True, data_in_set=True)
    return h("summary", h("span", t("use.open", lang), about(chart, lang=lang), cls="name"), what, is_in)


def tools(chart: Chart, uses: ShareLinks, *, lang: str) -> Node:
    """Return the toolbar: links to other forms, and for a script (tools.js) zoom in time and the whole screen.

    With a script it is one tab stop.
    """
    forms = [_form(chart, form) for form in uses.forms] if len(uses.forms) > 1 else None
    zoom = None
    if chart.form == "years":
        zoom = h(
            "span",
            [_button(t(f"tools.{name}", lang), data_zoom=name) for name in _ZOOM],
            _button(t("tools.whole", lang), data_zoom="whole", hidden=True),
            h("span", role="status", data_period=t("tools.period", lang)),
            cls="needs-script",
        )
    full = _button(
        t("tools.full", lang), data_full=t("tools.not_full", lang), data_not_full=t("tools.full", lang),
        cls="quiet needs-script",
    )  # fmt: skip
    return h(
        "div",
        h("ul", [h("li", form) for form in forms], cls="forms", aria_label=t("form.label", lang)) if forms else None,
        zoom,
        full,
        cls="tools",
        role="toolbar",
        aria_label=t("tools.label", lang, question=chart.question),
        data_tools=True,
    )


def _form(chart: Chart, form: Link) -> Node:
    id = f"{chart.key}-form-{form.label}".replace(" ", "-")
    if form.current:
        return h("span", form.label, aria_current="true", id=id, tabindex="-1")
    return h("a", form.label, href=form.href, id=id, data_choice=True)


def _button(label: str, *, cls: str = "quiet", **attrs: str | bool) -> Node:
    return h("button", label, type="button", cls=cls, **attrs)


def take(chart: Chart, uses: ShareLinks, *, lang: str) -> Node:
    """Return what a reader takes along: the chart in a set, files and links. Copying needs a script; files do not."""
    groups = [
        (t("set.title", lang), _collect(chart, uses, lang=lang), None),
        (t("export.files", lang), _files(chart, uses, lang=lang), None),
        (t("export.links", lang), _links(chart, uses, lang=lang), "needs-script"),
    ]
    if uses.report:
        report = h("a", t("report.link", lang), about(chart, lang=lang), href=uses.report, cls="quiet")
        groups.append((t("report.head", lang), [h("li", report)], None))
    built = [h("div", h("p", head), h("ul", items, cls="actions"), cls=cls) for head, items, cls in groups]
    return h("div", built, cls="exports")


def about(chart: Chart, *, lang: str) -> Node:
    """Return hidden text that tells screen readers which chart a link belongs to."""
    return h("span", t("card.about", lang, question=chart.question), cls="vh")


def _files(chart: Chart, uses: ShareLinks, *, lang: str) -> list[Node]:
    """Return the links to the rows and the picture as files."""
    links = [
        h("li", h("a", t(key, lang), about(chart, lang=lang), href=href, download=True, cls="quiet"))
        for key, href in uses.files.items()
    ]
    copy = h(
        "button",
        t("export.copy_image", lang),
        about(chart, lang=lang),
        type="button",
        cls="quiet",
        data_copy_image=uses.files["export.png"],
        **{f"data_{name}": t(f"export.copy_image_{name}", lang) for name in ("busy", "done", "failed")},
    )
    return [*links, h("li", copy, h("span", cls="done", role="status", data_said=True), cls="needs-script")]


def _links(chart: Chart, uses: ShareLinks, *, lang: str) -> list[Node]:
    """Return what can be copied: the current link, the pinned link, a citation, and the embed code."""

    def copy(label: str, done: str, **values: str) -> Node:
        return h("li", copying(label, done=done, lang=lang, about=about(chart, lang=lang), **values))

    link = copy("card.copy", "card.copied", data_copy=uses.link)
    code, pinned_code = uses.frame_code, uses.frame_pinned_code
    return [
        link,
        copy("export.pin", "export.pinned", data_copy=uses.pinned),
        copy("export.cite", "export.cited", data_copy_text=uses.citation, data_copy_link=uses.pinned),
        copy("export.embed", "export.embedded", data_copy_text=code, data_copy_link=uses.frame),
        copy("export.embed_pinned", "export.embedded", data_copy_text=pinned_code, data_copy_link=uses.frame_pinned),
    ]


def _collect(chart: Chart, uses: ShareLinks, *, lang: str) -> list[Node]:
    """Return the button that adds the chart with its filters to the set; without scripts a link."""
    item = filters.chart_item(chart.key, uses.files["card.csv"].partition("?")[2])
    parts = {f"data_said_{name}": t(f"set.said_{name}", lang) for name in ("added", "removed", "full", "unkept")}
    button = h(
        "button",
        h("span", t("set.add", lang), data_add_label=True),
        about(chart, lang=lang),
        type="button",
        cls="quiet",
        aria_pressed="false",
        data_add=item,
        data_added=t("set.added", lang),
        data_not_added=t("set.add", lang),
        **parts,
    )
    done = h("span", cls="done", role="status", data_said=True)
    link = h("a", t("set.add", lang), about(chart, lang=lang), href=f"{t('where.set', lang)}?item={item}", cls="quiet")
    return [h("li", button, done, cls="needs-script"), h("li", link, cls="without-script")]


# How many former keys of a chart are anchors; of hundreds of rows in one chart, few ever gave it its key.
_MOST_FORMER = 10


def shared(charts: Sequence[Chart]) -> tuple[Note | Strength, ...]:
    """Return what explains several charts of a page: notes that recur, and every kind of comparison."""
    if len(charts) < 2:
        return ()
    many = Counter(note for chart in charts for note in dict.fromkeys(chart.reading))
    notes = [note for note, times in many.items() if times > 1]
    return (*notes, *dict.fromkeys(chart.strength for chart in charts))


def explanations(parts: Sequence[Note | Strength], *, lang: str) -> Part:
    """Return the explanations of a page as a fold, each text once under its heading."""
    heads: dict[str, list[Part]] = {}
    for part in parts:
        head, text = (t("strength.head", lang), strength_words(part, lang=lang)) if isinstance(part, Strength) else (
            part.head, part.text)  # fmt: skip
        heads.setdefault(head, []).append(h("dd", text))
    terms = [h("div", h("dt", head), texts) for head, texts in heads.items()]
    listed = h("dl", terms, cls="notes below")
    return fold(t("card.explained", lang), listed, id="reading") if parts else None


def card(
    chart: Chart, uses: ShareLinks, *, lang: str, version_text: str, level: int = 2,
    explained: Sequence[Note | Strength] = (),
) -> Node:  # fmt: skip
    """Return the card of a chart; its id is the key of the chart, for links, also with the keys that it had before.

    Its one fold has statements, how to read it, its table, its sources in full, and its files. `explained` stands elsewhere
    on the page.
    """
    key, method = chart.key, f"{t('where.method', lang)}#levels"
    basis = h(
        "div",
        types(tuple(replace(label, href="") for label in chart.types)),
        # Official statistics compare nothing; their page says so once.
        None if chart.series else h("p", strength(chart.strength, lang=lang)),
        h("p", chart.subtitle) if chart.subtitle else None,
        publisher_names(chart.sources, lang=lang),
        cls="basis",
    )
    said = sentences(chart.statements, id=f"{key}-say", lang=lang, level=level + 1)
    notes: list[Part] = [note_entry(note) for note in chart.reading if note not in explained]
    if chart.strength not in explained:
        notes.append(strength_note(chart.strength, lang=lang))
    more = h(
        "details",
        summary(chart, lang=lang, has_statements=said is not None),
        tools(chart, uses, lang=lang),
        said,
        h("dl", notes, cls="notes below") if notes else None,
        None if chart.series else h("p", h("a", t("method.levels", lang), about(chart, lang=lang), href=method)),
        frequencies(chart.frequencies, id=f"{key}-hundred", lang=lang),
        data_table(chart.table),
        source_line(chart.sources, lang=lang, calculation=chart.calculation, version_text=version_text),
        take(chart, uses, lang=lang),
        cls="fold use off-paper",
        id=f"{key}-more",
    )
    return _article(chart, basis, more, level=level)


def _article(chart: Chart, *parts: Part, level: int, below: Part = None) -> Node:
    """Return a chart under its question and sentence, with parts that belong to it."""
    key = chart.key
    return h(
        "article",
        [h("span", id=former) for former in chart.former[:_MOST_FORMER]],
        h("div", h(f"h{level}", chart.question, id=f"{key}-title"), h("p", chart.sentence, cls="say"), cls="head"),
        h("div", Plot(chart=chart, has_details=True), parts, cls="pic"),
        below,
        cls="card",
        id=key,
        aria_labelledby=f"{key}-title",
        data_card=key,
    )


def plain_card(
    chart: Chart, files: Sequence[Link], *, lang: str, level: int = 2, short: bool = False, report: str = ""
) -> Node:
    """Return the card of a chart that compares no arms: without strength, and with its files in the fold of its table.

    On a `short` card the notes are in the fold too. `report` is the URL to report a mistake.
    """
    notes = h("dl", [note_entry(part) for part in chart.reading], cls="notes below")
    listed = h(
        "ul",
        [h("li", h("a", link.label, href=link.href, download=True)) for link in files],
        h("li", h("a", t("report.link", lang), about(chart, lang=lang), href=report)) if report else None,
        cls="actions",
    )
    folded = fold(
        [t("card.table", lang), about(chart, lang=lang)],
        notes if short else None,
        data_table(chart.table),
        source_links(chart.sources, lang=lang, label=t("source.to", lang)),
        listed,
        id=f"{chart.key}-table",
    )
    base = h("div", source_line(chart.sources, lang=lang, calculation=chart.calculation, linked=False), cls="base")
    return _article(chart, None if short else notes, folded, level=level, below=base)
