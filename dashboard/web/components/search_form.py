"""A GET form with a search field and selects, for long lists."""

from collections.abc import Mapping, Sequence

from dashboard.i18n.catalogue import t
from dashboard.models.controls import Control
from dashboard.web.components.html import Node, h


def find_form(
    *, action: str, lang: str, label: str, value: str, submit: str, controls: Sequence[Control] = (),
    hidden: Mapping[str, str] | None = None, reset: bool = False,
) -> Node:  # fmt: skip
    """Return a search field (`q`) and selects; `reset` adds a link to the page without filters."""
    selects = []
    for control in controls:
        options = [
            h("option", option.label, value=option.value, selected=option.selected)
            for group in control.groups
            for option in group.options
        ]
        id = f"find-{control.name}"
        select = h("select", options, id=id, name=control.name)
        selects.append(h("div", h("label", control.label, for_=id), select, cls="field"))
    field = h("input", type="search", name="q", value=value or None, id="find-q", maxlength=100, autocomplete="off")
    return h(
        "form",
        [h("input", type="hidden", name=name, value=retained) for name, retained in (hidden or {}).items()],
        h("div", h("label", label, for_="find-q"), field, cls="field words"),
        selects,
        h(
            "div",
            h("button", submit, type="submit", cls="button"),
            h("a", t("control.reset", lang), href=action, cls="quiet") if reset else None,
            cls="go",
        ),
        method="get",
        action=action,
        role="search",
        cls="find",
    )
