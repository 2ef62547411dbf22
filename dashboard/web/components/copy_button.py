"""A button that copies something, and the place where a reader hears whether it worked."""

from __future__ import annotations

from dashboard.i18n.catalogue import t
from dashboard.web.components.html import Node, Part, h


def copying(label: str, *, done: str, lang: str, about: Part = None, **attrs: str) -> list[Node]:
    """The button and its live region. `done` is what is said when it worked, `about` what is said after the label.

    `attrs` say what is copied: `data_copy` (an address), or `data_copy_text`, with `data_copy_link` for an address in it.
    """
    button = h(
        "button", label, about, type="button", cls="quiet", data_done=done, data_failed=t("card.not_copied", lang), **attrs
    )  # fmt: skip
    # The words that say that it worked stand in a region that was there before, or they are not read out.
    return [button, h("span", cls="done", role="status", data_said=True)]
