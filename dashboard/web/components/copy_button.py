"""A button that copies something, with a live region that announces the result."""

from __future__ import annotations

from dashboard.i18n.catalogue import t
from dashboard.web.components.html import Node, Part, h


def copying(label: str, *, done: str, lang: str, about: Part = None, **attrs: str) -> list[Node]:
    """Return the button and its live region. `done` is announced; `about` follows the label for screen readers.

    `attrs` define what is copied: `data_copy` (a URL), or `data_copy_text`, with `data_copy_link` for a URL in it.
    """
    button = h(
        "button", label, about, type="button", cls="quiet", data_done=done, data_failed=t("card.not_copied", lang), **attrs
    )  # fmt: skip
    # The words that say that it worked stand in a region that was there before, or they are not read out.
    return [button, h("span", cls="done", role="status", data_said=True)]
