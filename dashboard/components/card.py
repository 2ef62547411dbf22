"""A chart card: question, sentence, chart, how to read it, how strong it is, the same rows as a table, the sources."""

from __future__ import annotations

from dashboard import sets
from dashboard.components.copying import copying
from dashboard.components.hundred import hundreds
from dashboard.components.panel import note as note_entry
from dashboard.components.panel import strength_note
from dashboard.components.sayings import sayings
from dashboard.components.sources import source_line
from dashboard.components.symbols import types
from dashboard.components.tables import data_table
from dashboard.components.takeaway import more_uses
from dashboard.components.tree import Node, Part, Plot, h
from dashboard.model import Chart, Figure, Uses
from dashboard.texts import say


def card(
    chart: Chart,
    *,
    lang: str,
    csv_href: str,
    link_href: str,
    version_text: str,
    level: int = 2,
    uses: Uses | None = None,
) -> Node:
    """The card of a chart; its id is the key of the chart, so that a link can point at it.

    Without an address of its rows it has nothing to take away: a preview of what is not published.
    """
    key = chart.key
    return h(
        "article",
        h(
            "div",
            h(f"h{level}", chart.question, id=f"{key}-title"),
            h("p", chart.sentence, cls="say"),
            h("p", chart.subtitle, cls="small soft") if chart.subtitle else None,
            cls="head",
        ),
        h(
            "div",
            _plot(chart),
            _beside(chart, lang=lang),
            hundreds(chart.hundreds, id=f"{key}-hundred", lang=lang),
            _below(chart),
            h(
                "details",
                h("summary", say("card.table", lang), _about(chart, lang=lang)),
                data_table(chart.table),
                cls="fold",
                id=f"{key}-table",
            ),
            sayings(chart.sayings, id=f"{key}-say", lang=lang, about=_about(chart, lang=lang), level=level + 1),
            cls="pic",
        ),
        h(
            "div",
            source_line(chart.sources, lang=lang, calculation=chart.calculation, version_text=version_text),
            _actions(chart, lang=lang, csv_href=csv_href, link_href=link_href, uses=uses) if csv_href else None,
            more_uses(chart, uses, lang=lang) if uses else None,
            cls="base",
        ),
        cls="card",
        id=key,
        aria_labelledby=f"{key}-title",
        data_card=key,
    )


def _beside(chart: Chart, *, lang: str) -> Node:
    """What is needed to read the chart: how, which mark is what, and how strong the comparison is."""
    marks: Part = None
    if chart.marks:
        marks = h("div", h("dt", say("card.marks", lang)), h("dd", types(chart.marks)))
    return h("dl", note_entry(chart.reading[0]), marks, strength_note(chart.strength, lang=lang), cls="notes")


def _below(chart: Chart) -> Part:
    """What else to know, in a row under the chart."""
    return h("dl", [note_entry(part) for part in chart.reading[1:]], cls="notes below") if chart.reading[1:] else None


def _plot(chart: Chart) -> Plot:
    return Plot(
        id=chart.key,
        wide=chart.wide,
        narrow=chart.narrow,
        title=chart.question,
        description=chart.description,
        height_wide=_height(chart.wide, key=chart.key),
        height_narrow=_height(chart.narrow, key=chart.key),
    )


def _height(figure: Figure, *, key: str) -> int:
    height = figure.get("layout", {}).get("height")
    if not isinstance(height, int | float) or height <= 0:
        raise ValueError(f"the figure of {key!r} has height {height!r} (expected a number of pixels in its layout)")
    return round(height)


def _about(chart: Chart, *, lang: str) -> Node:
    """Links with the same words on each card say to a screen reader which chart they belong to."""
    return h("span", say("card.about", lang, question=chart.question), cls="vh")


def _actions(chart: Chart, *, lang: str, csv_href: str, link_href: str, uses: Uses | None) -> Node:
    csv = h("a", say("card.csv", lang), _about(chart, lang=lang), href=csv_href, download=True, cls="quiet")
    png: Part = None
    if uses:
        link = h("a", say("export.png", lang), _about(chart, lang=lang), href=uses.png, download=True, cls="quiet")
        png = h("li", link)
    copy = copying(
        say("card.copy", lang), done=say("card.copied", lang), lang=lang, about=_about(chart, lang=lang), data_copy=link_href
    )  # fmt: skip
    actions = [
        h("li", csv),
        png,
        h("li", copy, cls="needs-script"),
        *_collect(chart, lang=lang, csv_href=csv_href),
    ]
    return h("ul", actions, cls="actions")


def _collect(chart: Chart, *, lang: str, csv_href: str) -> list[Node]:
    """To put the chart in the meeting set, with the choice that its rows have; without scripts a link to a set of it alone."""
    item = sets.text(chart.key, csv_href.partition("?")[2])
    said = {f"data_said_{name}": say(f"set.said_{name}", lang) for name in ("added", "removed", "full", "unkept")}
    button = h(
        "button",
        h("span", say("set.add", lang), data_add_label=True),
        _about(chart, lang=lang),
        type="button",
        cls="quiet",
        aria_pressed="false",
        data_add=item,
        data_added=say("set.added", lang),
        data_not_added=say("set.add", lang),
        **said,
    )
    done = h("span", cls="done", role="status", data_said=True)
    link = h(
        "a", say("set.add", lang), _about(chart, lang=lang), href=f"{say('path.set', lang)}?item={item}", cls="quiet"
    )
    return [h("li", button, done, cls="needs-script"), h("li", link, cls="without-script")]
