"""The form that makes a brief: about what, on which themes, for whom. A plain form with GET, so that it needs no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.i18n.catalogue import t
from dashboard.models.controls import Option
from dashboard.web.components.html import Node, Part, h


def brief_form(
    *,
    action: str,
    lang: str,
    municipalities: Sequence[Option],
    types: Sequence[Option],
    themes: Sequence[Option],
    name: str,
    longest: int,
    hidden: Mapping[str, str],
) -> Node:
    """Two selects, the themes as checkboxes, and a name; `hidden` keeps the data version that was asked for."""
    boxes = [
        h(
            "label",
            h(
                "input",
                type="checkbox",
                name="theme",
                value=theme.value,
                checked=theme.selected,
                id=f"brief-theme-{theme.value}",
            ),
            h("span", theme.label),
            cls="check",
        )
        for theme in themes
    ]
    return h(
        "form",
        [h("input", type="hidden", name=key, value=value) for key, value in hidden.items()],
        _select("municipality", municipalities, lang=lang),
        _select("type", types, lang=lang),
        h(
            "div",
            h("label", t("brief.form.name", lang), for_="brief-name"),
            h(
                "input",
                type="text",
                id="brief-name",
                name="name",
                value=name or None,
                maxlength=longest,
                autocomplete="off",
                aria_describedby="brief-name-help",
            ),
            h("p", t("brief.form.name_help", lang), id="brief-name-help", cls="help"),
            cls="field",
        ),
        h("fieldset", h("legend", t("brief.form.themes", lang)), h("div", boxes, cls="row"), cls="field themes"),
        h("div", h("button", t("brief.form.make", lang), type="submit", cls="button"), cls="go"),
        method="get",
        action=action,
        cls="brief-form",
    )


def _select(name: str, options: Sequence[Option], *, lang: str) -> Node:
    choices: list[Part] = [
        h("option", option.label, value=option.value, selected=option.selected) for option in options
    ]
    id = f"brief-{name}"
    return h(
        "div", h("label", t(f"brief.form.{name}", lang), for_=id), h("select", choices, id=id, name=name), cls="field"
    )
