"""The form of a brief: about what, on which themes, for whom. It is a GET form, so it needs no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.i18n.catalogue import t
from dashboard.models.controls import Option
from dashboard.web.components.html import Node, h


def brief_form(
    *, action: str, lang: str, municipalities: Sequence[Option], types: Sequence[Option], themes: Sequence[Option],
    name: str, longest: int, hidden: Mapping[str, str],
) -> Node:  # fmt: skip
    """Return two selects, the themes as checkboxes, and a name; `hidden` keeps the requested data version."""
    help_id = "brief-name-help"
    field = h(
        "input", type="text", id="brief-name", name="name", value=name or None, maxlength=longest, autocomplete="off",
        aria_describedby=help_id,
    )  # fmt: skip
    label = h("label", t("brief.form.name", lang), for_="brief-name")
    return h(
        "form",
        [h("input", type="hidden", name=key, value=value) for key, value in hidden.items()],
        _select("municipality", municipalities, lang=lang),
        _select("type", types, lang=lang),
        h("div", label, field, h("p", t("brief.form.name_help", lang), id=help_id, cls="help"), cls="field"),
        h(
            "fieldset",
            h("legend", t("brief.form.themes", lang)),
            h("div", [_checkbox(theme) for theme in themes], cls="row"),
            cls="field themes",
        ),
        h("div", h("button", t("brief.form.make", lang), type="submit", cls="button"), cls="go"),
        method="get",
        action=action,
        cls="brief-form",
    )


def _select(name: str, options: Sequence[Option], *, lang: str) -> Node:
    id = f"brief-{name}"
    choices = [h("option", option.label, value=option.value, selected=option.selected) for option in options]
    label = h("label", t(f"brief.form.{name}", lang), for_=id)
    return h("div", label, h("select", choices, id=id, name=name), cls="field")


def _checkbox(theme: Option) -> Node:
    id = f"brief-theme-{theme.value}"
    box = h("input", type="checkbox", name="theme", value=theme.value, checked=theme.selected, id=id)
    return h("label", box, h("span", theme.label), cls="check")
