"""A set of charts on its page: the list in which it is put in order, and the files that can be downloaded."""

from collections.abc import Callable, Mapping, Sequence

from dashboard.exports.blocks import ChartBlock
from dashboard.exports.document import Document
from dashboard.exports.provenance import within
from dashboard.i18n.catalogue import t
from dashboard.selection import chart_set
from dashboard.selection.filters import LONGEST_NAME
from dashboard.web.components.controls import get_form, submit, text_field
from dashboard.web.components.html import Node, Part, h

FORMS = ("pptx", "pdf", "docx", "xlsx", "html")
# The URL of this set with its items in another order.
Url = Callable[[Sequence[str]], str]


def place_form(items: Sequence[str], place: str, *, action: str, hidden: Mapping[str, str], lang: str) -> Node:
    """Return the form that puts the reader's own municipality into the URL of the set."""
    return get_form(
        text_field(
            t("set.place", lang), id="set-place", name="name", value=place, most=LONGEST_NAME, help=t("set.place_help", lang)
        ),
        submit(t("set.add_place", lang)),
        action=action,
        hidden=[*(("item", item) for item in items), *hidden.items()],
        cls="find",
    )  # fmt: skip


def set_list(document: Document, items: Sequence[str], *, place: str, url: Url, files: Mapping[str, str]) -> Node:
    """Return the form: a name, the items in their order with a note each, and buttons for the files."""
    lang = document.lang
    blocks = {block.item: block for block in document.charts}
    rows = [_row(number, items, blocks.get(item), url=url, lang=lang) for number, item in enumerate(items)]
    name = text_field(
        t("set.meeting", lang), id="set-title", name="title", most=chart_set.LONGEST_TITLE,
        help=t("set.meeting_help", lang), data_set_title=True,
    )  # fmt: skip
    return h(
        "form",
        name,
        h("input", type="hidden", name="place", value=place) if place else None,
        h("h2", t("set.items", lang), cls="vh"),
        h("ol", rows, cls="set-items"),
        _files(lang, files),
        method="post",
        action=files["pptx"],
        accept_charset="utf-8",
        cls="set-form",
        data_set_form=True,
    )


def _row(place: int, items: Sequence[str], block: ChartBlock | None, *, url: Url, lang: str) -> Node:
    """Return one item: what it shows, links that move or remove it, and the reader's note."""
    item, others = items[place], [*items[:place], *items[place + 1 :]]
    about = h("span", t("set.about", lang, question=block.chart.question if block else item), cls="vh")

    def change(kind: str, order: Sequence[str], said: str, *, focus: int, id: str | None = None) -> Node:
        return h(
            "a", t(f"set.{kind}", lang), about, href=url(order), cls="quiet", id=id, data_set_order=" ".join(order),
            data_set_said=said, data_set_focus=f"{kind}-{focus}",
        )  # fmt: skip

    def move(kind: str, to: int) -> Part:
        if not 0 <= to < len(items):
            return None
        link = change(kind, [*others[:to], item, *others[to:]], t("set.moved", lang, n=to + 1), focus=to)
        return h("li", link, data_place=f"{kind}-{place}")

    focus = min(place, len(others) - 1)
    remove = h("li", change("remove", others, t("set.removed", lang), focus=focus, id=f"remove-{place}"))
    return h(
        "li",
        h("div", _summary(block, item, lang), cls="set-what"),
        h("ul", move("up", place - 1), move("down", place + 1), remove, cls="actions set-move"),
        _note(item, place, about, lang) if block else None,
        h("input", type="hidden", name="item", value=item),
        data_item=item,
        cls=None if block else "set-gone",
    )


def _summary(block: ChartBlock | None, item: str, lang: str) -> Part:
    if block is None:
        return [h("h3", t("set.gone", lang)), h("p", t("set.gone_text", lang, item=item))]
    filters = t("set.filters", lang, chosen=block.filters)
    return [
        h("h3", h("a", block.chart.question, href=within(block.link))),
        h("p", block.chart.sentence, cls="say"),
        h("p", filters, f". {block.stamp.text}.", cls="small soft"),
    ]


def _note(item: str, place: int, about: Node, lang: str) -> Node:
    id, help_id = f"note-{place}", f"note-{place}-help"
    left = h("span", data_note_left=t("set.note_left", lang), cls="needs-script")
    return h(
        "div",
        h("label", t("set.note", lang), about, for_=id),
        h("textarea", id=id, name=f"note.{item}", rows=3, maxlength=chart_set.LONGEST_NOTE, aria_describedby=help_id,
          data_note=item),
        h("p", h("span", t("set.note_help", lang)), " ", left, id=help_id, cls="help"),
        cls="field",
    )  # fmt: skip


def _files(lang: str, files: Mapping[str, str]) -> Node:
    buttons = [
        h("button", t(f"set.{form}", lang), type="submit", formaction=files[form], cls="button", data_file=form)
        for form in FORMS
    ]
    return h(
        "div",
        h("h2", t("set.take", lang)),
        h("ul", [h("li", button) for button in buttons], cls="actions set-files"),
        h("p", cls="set-said", role="status", data_set_status=True, data_working=t("set.working", lang),
          data_ready=t("set.ready", lang, name="#"), data_failed=t("set.failed", lang)),
        h("p", t("set.take_help", lang), cls="small soft"),
        cls="set-take",
    )  # fmt: skip


def empty(lang: str) -> Node:
    """Return where to find charts for a set that has none."""
    links = [("where.compare", "set.empty_compare"), ("where.figures", "set.empty_figures")]
    return h(
        "div",
        h("h2", t("set.empty_title", lang)),
        h("p", t("set.empty_text", lang)),
        h("ul", [h("li", h("a", t(label, lang), href=t(path, lang))) for path, label in links]),
        cls="set-empty",
        data_set_empty=True,
    )
