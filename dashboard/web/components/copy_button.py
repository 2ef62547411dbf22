"""A button that copies something, with a live region that announces the result."""

from dashboard.i18n.catalogue import t
from dashboard.web.components.html import Node, Part, h


def copying(label: str, *, done: str, lang: str, about: Part = None, **attrs: str) -> list[Node]:
    """Return the button and its live region. `done` is announced; `about` follows the label for screen readers.

    `attrs` define what is copied: `data_copy` (a URL), or `data_copy_text`, with `data_copy_link` for a URL in it.
    """
    button = h(
        "button", label, about, type="button", cls="quiet", data_done=done, data_failed=t("card.not_copied", lang), **attrs
    )  # fmt: skip
    # A live region must exist before its text changes, or screen readers do not announce it.
    return [button, h("span", cls="done", role="status", data_said=True)]
