"""Forms: the filters of a page, which filter without scripts, and the search field of a long list."""

from collections.abc import Iterable, Sequence

from dashboard.db.rows.subjects import IndicatorRow, ThemeRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.models.controls import Control, OptionGroup
from dashboard.web.components.html import Node, Part, h

# A list of this many options has a search field.
_MANY = 20


Values = Iterable[tuple[str, str]]


def select(name: str, label: str, options: Values, chosen: str, *, any_label: str = "") -> Control:
    """Return a control for one of the options, which are values and labels, or for any with the label `any_label`."""
    options = [("", any_label), *options] if any_label else options
    return Control(name=name, label=label, kind="one", groups=(OptionGroup(options=tuple(options)),), chosen=(chosen,))


def by_theme(
    label: str, themes: Sequence[ThemeRow], rows: Sequence[IndicatorRow], chosen: str, *, any_label: str
) -> Control:
    """Return the control for an indicator, in groups of their theme; one of another theme switches to that theme."""
    groups = [OptionGroup(options=(("", any_label),))]
    for theme in themes:
        if own := tuple((row.id, row.label) for row in rows if row.theme == theme.id):
            groups.append(OptionGroup(label=theme.label, value=theme.id, options=own))
    return Control(name="indicator", label=label, kind="one", groups=tuple(groups), chosen=(chosen,))


def switch(name: str, label: str, *, on: bool) -> Control:
    """Return a control that is on or off."""
    return Control(name=name, label=label, kind="switch", chosen=("yes",) if on else ())


def get_form(*parts: Part, action: str, hidden: Values = (), **attrs: str | bool) -> Node:
    """Return a form that puts its fields into the address, with names and values that are hidden."""
    retained = [h("input", type="hidden", name=name, value=value) for name, value in hidden]
    return h("form", retained, parts, method="get", action=action, **attrs)  # type: ignore[arg-type]


def submit(label: str) -> Node:
    """Return the button of a form."""
    return h("div", h("button", label, type="submit", cls="button"), cls="go")


def text_field(
    label: str, *beside: Part, id: str, name: str, most: int, help: str, value: str = "", cls: str = "field",
    **attrs: str | bool,
) -> Node:  # fmt: skip
    """Return a field for at most so many characters, with its label and help."""
    field = h(
        "input", type="text", id=id, name=name, value=value or None, maxlength=most, autocomplete="off",
        aria_describedby=f"{id}-help", **attrs,  # type: ignore[arg-type]
    )  # fmt: skip
    return h("div", h("label", label, for_=id), field, beside, h("p", help, id=f"{id}-help", cls="help"), cls=cls)


def controls(controls: Sequence[Control], *, action: str, lang: str, chosen: str, hidden: Values = ()) -> Node:
    """Return the filter bar. On a phone it folds to one line with the filters in words, unless numbers are filled in."""
    switches = [control for control in controls if control.kind == "switch"]
    form = get_form(
        [_control(control, lang=lang) for control in controls if control.kind != "switch"],
        h(
            "div",
            [_switch(control) for control in switches],
            h("button", t("control.show", lang), type="submit", cls="button without-script"),
            h("a", t("control.reset", lang), href=action, cls="quiet", data_reset=True),
            cls="go with-switch" if switches else "go",
        ),
        action=action,
        hidden=hidden,
        id="choose",
        data_choose=True,
    )
    summary = h("summary", h("span", t("control.change", lang)), h("span", chosen, cls="chosen", data_chosen=True))
    numbers = any(control.kind == "number" for control in controls)
    return h("details", summary, form, cls="filter", data_filter=True, open=numbers)


def _control(control: Control, *, lang: str) -> Node:
    if control.kind == "number":
        return _number(control)
    return select_field(control, f"choose-{control.name}") if control.kind == "one" else _several(control, lang=lang)


def _number(control: Control) -> Node:
    """Return a field for a number. The address, not the browser, judges what was typed, so a decimal comma may be used."""
    name = f"choose-{control.name}"
    field = h(
        "input", type="text", inputmode="decimal", id=name, name=control.name, value=control.value, maxlength=9,
        autocomplete="off", aria_describedby=_described(control), data_default=control.default,
    )  # fmt: skip
    return h("div", h("label", control.label, for_=name), field, _help(control), cls="field")


def _help(control: Control) -> Part:
    return h("p", control.help, id=f"choose-{control.name}-help", cls="help") if control.help else None


def _described(control: Control) -> str | None:
    return f"choose-{control.name}-help" if control.help else None


def select_field(control: Control, id: str) -> Node:
    """Return a control for one option with its label; options with a name in groups of that name."""
    choices: list[Part] = []
    for group in control.groups:
        options = [h("option", text, value=value, selected=value in control.chosen) for value, text in group.options]
        choices.append(
            h("optgroup", options, label=group.label, data_group=group.value or None) if group.label else options
        )
    return h(
        "div",
        h("label", control.label, for_=id),
        h("select", choices, id=id, name=control.name, aria_describedby=_described(control)),
        _help(control),
        cls="field",
    )


def _several(control: Control, *, lang: str) -> Node:
    """Return checkboxes behind a summary with the filters in words; the legend names them."""
    boxes: list[Part] = []
    every = [option for group in control.groups for option in group.options]
    many = len(every) > _MANY
    picked = [label for value, label in every if value in control.chosen]
    summary = formats.listing(picked, lang) if picked else control.any_label
    for group in control.groups:
        # Selected options come first in a long list, or they would be out of sight.
        listed = sorted(group.options, key=lambda option: option[0] not in control.chosen) if many else group.options
        options = [_check(control, *option) for option in listed]
        if group.label:
            boxes.append(h("div", h("p", group.label), options, cls="boxes", data_group=group.value or None))
        else:
            boxes.append(h("div", options, cls="boxes"))
    return h(
        "fieldset",
        h("legend", control.label),
        h(
            "details",
            h("summary", h("span", summary, data_summary=control.name)),
            h("div", _find(lang) if many else None, boxes, _help(control), cls="list long" if many else "list"),
            cls="pick",
            name="pick",
        ),
        cls="field",
        aria_describedby=_described(control),
    )


def _find(lang: str) -> Node:
    """Return a field that filters the options; it has no name, because it is not a filter, and needs a script."""
    return h("label", t("control.find", lang), h("input", type="search"), cls="in-list", hidden=True, data_find=True)


def _switch(control: Control) -> Node:
    return h("div", _check(control, "yes", control.label, described=_described(control)), _help(control), cls="switch")


def _check(control: Control, value: str, label: str, *, described: str | None = None) -> Node:
    box = h(
        "input",
        type="checkbox",
        name=control.name,
        value=value,
        checked=value in control.chosen,
        id=f"choose-{control.name}-{value}",
        aria_describedby=described,
    )
    return h("label", box, h("span", label), cls="check")


def find_form(
    *, action: str, lang: str, label: str, value: str, submit: str, controls: Sequence[Control] = (),
    hidden: Values = (), reset: bool = False, focus: bool = False,
) -> Node:  # fmt: skip
    """Return a search field (`q`) and selects; `reset` adds a link to the page without filters, `focus` starts in the field."""
    field = h("input", type="search", name="q", value=value or None, id="find-q", maxlength=100, autocomplete="off",
              autofocus=focus)  # fmt: skip
    return get_form(
        h("div", h("label", label, for_="find-q"), field, cls="field words"),
        [select_field(control, f"find-{control.name}") for control in controls],
        h(
            "div",
            h("button", submit, type="submit", cls="button"),
            h("a", t("control.reset", lang), href=action, cls="quiet") if reset else None,
            cls="go",
        ),
        action=action,
        hidden=hidden,
        role="search",
        cls="find",
    )
