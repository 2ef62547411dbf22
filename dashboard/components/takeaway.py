"""More ways to take a chart along: files, a fixed link, a citation, and the code for a frame. Folded: few readers need them."""

from __future__ import annotations

from dashboard.components.copying import copying
from dashboard.components.tree import Node, h
from dashboard.model import Chart, Uses
from dashboard.texts import say


def more_uses(chart: Chart, uses: Uses, *, lang: str) -> Node:
    """The list behind a summary. What is copied needs a script; files do not."""
    about = say("card.about", lang, question=chart.question)

    def file(key: str, href: str) -> Node:
        return h(
            "li", h("a", say(f"export.{key}", lang), h("span", about, cls="vh"), href=href, download=True, cls="quiet")
        )

    def copy(key: str, done: str, **values: str) -> Node:
        parts = copying(
            say(f"export.{key}", lang),
            done=say(f"export.{done}", lang),
            lang=lang,
            about=h("span", about, cls="vh"),
            **values,
        )
        return h("li", parts, cls="needs-script")

    items = [
        copy("pin", "pinned", data_copy=uses.pinned),
        copy("cite", "cited", data_copy_text=uses.citation, data_copy_link=uses.pinned),
        file("svg", uses.svg),
        file("csv_all", uses.csv_all),
        copy("embed", "embedded", data_copy_text=uses.frame_code, data_copy_link=uses.frame),
        copy("embed_pinned", "embedded", data_copy_text=uses.frame_pinned_code, data_copy_link=uses.frame_pinned),
    ]
    return h(
        "details",
        h("summary", say("export.more", lang), h("span", about, cls="vh")),
        h("ul", items, cls="actions"),
        cls="fold more-uses",
        id=f"{chart.key}-uses",
    )
