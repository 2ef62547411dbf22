"""Parts of the pages of the desk, and the components that Dash does not have; assets/js/desk_components.js draws these."""

from base64 import b64decode
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.i18n.catalogue import t


def aria(**values: str) -> dict[str, Any]:
    """Return ARIA attributes: `aria(label=...)` is `aria-label`."""
    return {f"aria-{name}": value for name, value in values.items()}


def section(title: str, *parts: Component) -> Component:
    """Return a part of a page under its heading."""
    return html.Section([html.H2(title), *parts], className="part")


def button(id: str | dict[str, Any], text: str, look: str = "button") -> Component:
    """Return a button that a callback listens to."""
    return html.Button(text, id=id, type="button", className=look)


def busy(id: str, lang: str) -> Component:
    """Return the sign that something is being checked, which a callback shows while it runs."""
    return html.P(t("desk.busy", lang), id=id, hidden=True, role="status", className="small soft")


def content_of(contents: str) -> bytes:
    """Return the bytes of the file of a field."""
    return b64decode(contents.partition(",")[2])


class _DeskComponent(Component):
    """A component without children, whose properties are all that its class names."""

    _namespace = "desk_components"
    _children_props: list[str] = []  # noqa: RUF012 - read by Dash from the class
    _base_nodes: list[str] = []  # noqa: RUF012
    _valid_wildcard_attributes: list[str] = []  # noqa: RUF012
    available_properties: list[str]
    available_wildcard_properties: list[str] = []  # noqa: RUF012

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)  # type: ignore[no-untyped-call]

    def __init_subclass__(cls) -> None:
        cls._type = cls.__name__
        cls.available_properties = cls._prop_names


class PageText(_DeskComponent):
    """Show a page as a picture with its words over it. `marked` becomes what somebody takes, with its box.

    Each of `words` is its text, its box, and whether it is a number.
    """

    _prop_names: list[str] = ["id", "picture", "label", "hint", "width", "height", "words", "boxes", "taken", "marked"]  # noqa: RUF012


class Field(_DeskComponent):
    """Show a labelled field: a list of choices with `options`, an area with `lines`, a box with `check`, a file with `file`."""

    _prop_names: list[str] = [  # noqa: RUF012
        "id", "name", "label", "value", "options", "lines", "help", "problem", "required", "check", "file",
    ]  # fmt: skip


class Html(_DeskComponent):
    """Show HTML that `web.components.render` made."""

    _prop_names: list[str] = ["id", "className", "html"]  # noqa: RUF012
