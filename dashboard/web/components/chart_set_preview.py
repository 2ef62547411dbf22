"""The set on a page: the list in which it is put in order, and the files that can be made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dashboard.exports.address import within
from dashboard.exports.blocks import ChartBlock
from dashboard.exports.document import Document
from dashboard.i18n.catalogue import t
from dashboard.selection import chart_set
from dashboard.web.components.html import Node, Part, h

FORMS = ("pptx", "pdf", "docx", "xlsx", "html")
# The address of this set with its items in another order.
Address = Callable[[Sequence[str]], str]


def set_list(document: Document, items: Sequence[str], *, address: Address, files: Mapping[str, str]) -> Node:
    """The form: a name, the items in their order with a note each, and the files that can be made of them."""
    lang = document.lang
    entries = {block.item: block for block in document.charts}
    rows = [_row(item, place, items, entries.get(item), address=address, lang=lang) for place, item in enumerate(items)]
    return h(
        "form",
        h(
            "div",
            h("label", t("set.meeting", lang), for_="set-title"),
            h(
                "input", type="text", id="set-title", name="title", maxlength=chart_set.LONGEST_TITLE, autocomplete="off",
                aria_describedby="set-title-help", data_set_title=True,
            ),
            h("p", t("set.meeting_help", lang), id="set-title-help", cls="help"),
            cls="field",
        ),
        h("h2", t("set.items", lang), cls="vh"),
        h("ol", rows, cls="set-items"),
        _take(lang, files=files),
        method="post",
        action=files["pptx"],
        accept_charset="utf-8",
        cls="set-form",
        data_set_form=True,
    )  # fmt: skip


def _row(item: str, place: int, items: Sequence[str], block: ChartBlock | None, *, address: Address, lang: str) -> Node:
    """One item: what it shows, how to move or remove it, and the reader's note."""
    name = block.chart.question if block else item
    others = [*items[:place], *items[place + 1 :]]
    about = h("span", t("set.about", lang, question=name), cls="vh")

    def move(kind: str, to: int) -> Part:
        if not 0 <= to < len(items):
            return None
        order = [*others[:to], item, *others[to:]]
        sentences = t("set.moved", lang, n=to + 1)
        return _change(kind, about, href=address(order), order=order, said=sentences, focus=f"{kind}-{to}", lang=lang)

    remove = _change(
        "remove", about, href=address(others), order=others, said=t("set.removed", lang),
        focus=f"remove-{min(place, len(others) - 1)}", lang=lang, id=f"remove-{place}",
    )  # fmt: skip
    return h(
        "li",
        h("div", _what(block, item, lang), cls="set-what"),
        h("ul", _li(move("up", place - 1), place, "up"), _li(move("down", place + 1), place, "down"), h("li", remove),
          cls="actions set-move"),
        _note(item, place, about, lang) if block else None,
        h("input", type="hidden", name="item", value=item),
        data_item=item,
        cls=None if block else "set-gone",
    )  # fmt: skip


def _li(link: Part, place: int, kind: str) -> Part:
    return h("li", link, data_place=f"{kind}-{place}") if link else None


def _change(
    kind: str, about: Node, *, href: str, order: Sequence[str], said: str, focus: str, lang: str, id: str = ""
) -> Node:
    return h(
        "a",
        t(f"set.{kind}", lang),
        about,
        href=href,
        cls="quiet",
        id=id or None,
        data_set_order=" ".join(order),
        data_set_said=said,
        data_set_focus=focus,
    )


def _what(block: ChartBlock | None, item: str, lang: str) -> Part:
    if block is None:
        return [h("h3", t("set.gone", lang)), h("p", t("set.gone_text", lang, item=item))]
    chart = block.chart
    return [
        h("h3", h("a", chart.question, href=within(block.link))),
        h("p", chart.sentence, cls="say"),
        h("p", t("set.filters", lang, chosen=block.filters), f". {block.stamp.text}.", cls="small soft"),
    ]


def _note(item: str, place: int, about: Node, lang: str) -> Node:
    id = f"note-{place}"
    return h(
        "div",
        h("label", t("set.note", lang), about, for_=id),
        h(
            "textarea", id=id, name=f"note.{item}", rows=3, maxlength=chart_set.LONGEST_NOTE,
            aria_describedby=f"{id}-help", data_note=item,
        ),
        h(
            "p", h("span", t("set.note_help", lang)), " ",
            h("span", data_note_left=t("set.note_left", lang), cls="needs-script"), id=f"{id}-help", cls="help",
        ),
        cls="field",
    )  # fmt: skip


def _take(lang: str, *, files: Mapping[str, str]) -> Node:
    buttons = [
        h(
            "li",
            h("button", t(f"set.{form}", lang), type="submit", formaction=files[form], cls="button", data_file=form),
        )
        for form in FORMS
    ]
    return h(
        "div",
        h("h2", t("set.take", lang)),
        h("ul", buttons, cls="actions set-files"),
        h(
            "p", cls="set-said", role="status", data_set_status=True, data_working=t("set.working", lang),
            data_ready=t("set.ready", lang, name="#"), data_failed=t("set.failed", lang),
        ),
        h("p", t("set.take_help", lang), cls="small soft"),
        cls="set-take",
    )  # fmt: skip


def empty(lang: str, *, compare: str, figures: str) -> Node:
    """What to do when there is nothing yet."""
    links = [(compare, "set.empty_compare"), (figures, "set.empty_figures")]
    return h(
        "div",
        h("h2", t("set.empty_title", lang)),
        h("p", t("set.empty_text", lang)),
        h("ul", [h("li", h("a", t(key, lang), href=href)) for href, key in links]),
        cls="set-empty",
        data_set_empty=True,
    )
