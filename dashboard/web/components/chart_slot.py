"""The Dash component that shows a chart inside the HTML of a page; its script is assets/js/dash_components.js."""

from dash.development.base_component import Component


class ChartSlot(Component):
    """Show a `dcc.Graph` in the box of the chart `name`, once a reader comes near it.

    The HTML of a page is not part of Dash's tree, so that it is complete before any script. A React portal puts the graph in
    its place there.
    """

    _type = "ChartSlot"
    _namespace = "dashboard_components"
    _children_props: list[str] = []  # noqa: RUF012 - read by Dash from the class
    _base_nodes: list[str] = ["children"]  # noqa: RUF012
    _prop_names: list[str] = ["children", "id", "name"]  # noqa: RUF012
    _valid_wildcard_attributes: list[str] = []  # noqa: RUF012
    available_properties = _prop_names
    available_wildcard_properties: list[str] = []  # noqa: RUF012
