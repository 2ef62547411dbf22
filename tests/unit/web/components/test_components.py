"""Components where a page cannot show it: what a component refuses, long lists, marks and style sheets."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag

from dashboard import config
from dashboard.models.controls import Control, OptionGroup
from dashboard.models.text import Group, Head, Table
from dashboard.style import palette
from dashboard.svg.icons import icons
from dashboard.web.components.controls import controls
from dashboard.web.components.details import data_table
from dashboard.web.components.html import Node, h, render
from dashboard.web.http.static import SHEETS


def parsed(node: Node) -> BeautifulSoup:
    return BeautifulSoup(render(node), "html.parser")


@pytest.mark.parametrize("attribute", ["style", "onclick", "onload"])
def test_attribute_that_the_security_policy_forbids_is_refused(attribute: str) -> None:
    with pytest.raises(ValueError, match=attribute):
        h("p", **{attribute: "x"})


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        *((text, False) for text in ("javascript:x", "JavaScript:x", " javascript:x", "java\nscript:x", "data:text/html,x")),
        *((text, True) for text in ("/a?b=c:d", "#x", "?open=a.b", "https://example.org", "mailto:a@example.org", "a/b:c")),
    ],
)  # fmt: skip
def test_only_an_address_that_cannot_run_becomes_a_link(address: str, safe: bool) -> None:
    assert h("a", "x", href=address).attrs.get("href") == (address if safe else None)


def test_data_for_scripts_cannot_end_its_element() -> None:
    element = parsed(h("script", '{"a": "</script><b>"}', type="application/json", id="data")).find("script")
    assert isinstance(element, Tag)
    assert element.string == '{"a": "\\u003c/script>\\u003cb>"}'
    with pytest.raises(ValueError, match="script"):
        render(h("script", "alert(1)"))


def test_empty_children_and_attributes_are_left_out() -> None:
    assert render(h("p", None, [], ["a", ["b", None]], "", hidden=False, title=None)) == "<p>ab</p>"
    with pytest.raises(ValueError, match="children"):
        render(h("br", "x"))


def test_table_of_words_becomes_a_list_on_a_phone() -> None:
    for numeric, stacked in (((False, True, True, True), False), ((False, False, False, False), True)):
        heads = tuple(Head(label=f"Kolom {place}", numeric=one) for place, one in enumerate(numeric))
        table = Table(caption="Verzonnen", heads=heads, groups=(Group(rows=(("a", "b", "c", "d"),)),))
        assert bool(parsed(data_table(table)).select("table.stack")) is stacked
        with pytest.raises(ValueError, match="shorter"):
            data_table(replace(table, heads=(*heads, Head(label="Te veel"))))


def test_types_of_approach_added_later_have_a_shape_and_a_colour() -> None:
    sheet = (config.ASSETS / "css/icons.css").read_text(encoding="utf-8")
    coloured = set(re.findall(r"\.(mark-[\w-]+) \{ color:", sheet))
    names = ("basic_job", "free_choice", "together", "a", "b", "c")
    types = {f"mark-{palette.mark(name)[0].removeprefix('type-')}" for name in names}
    assert types <= coloured & set(icons())


def test_every_token_that_is_used_exists() -> None:
    defined = set(re.findall(r"(--[\w-]+):", (config.ASSETS / "tokens.css").read_text(encoding="utf-8")))
    for style in SHEETS[1:]:
        sheet = (config.ASSETS / f"{style}.css").read_text(encoding="utf-8")
        used = set(re.findall(r"var\((--[\w-]+)", sheet)) - set(re.findall(r"(--[\w-]+):", sheet))
        # The spare types are optional until a new type needs them.
        assert {name for name in used - defined if not name.startswith("--type-spare")} == set(), style


def test_long_list_starts_with_the_selected_option_and_has_a_search_field() -> None:
    def listed(many: int) -> BeautifulSoup:
        groups = (OptionGroup(options=tuple((f"p{n}", f"Plaats {n}") for n in range(many))),)
        control = Control(name="place", label="Plaats", kind="several", groups=groups, chosen=(f"p{many - 1}",))
        return parsed(controls([control], action="/", lang="nl", chosen=""))

    long, short = listed(340), listed(5)
    boxes = long.select("input[name=place]")
    assert ([box["value"] for box in boxes[:2]], len(boxes)) == (["p339", "p0"], 340)
    assert boxes[0].has_attr("checked")
    (field,) = long.select("label.in-list[hidden] input[type=search]")
    # A field with a name would be part of the address.
    assert not field.has_attr("name")
    assert short.select_one(".in-list") is None
    assert [box["value"] for box in short.select("input[name=place]")] == [f"p{n}" for n in range(5)]
