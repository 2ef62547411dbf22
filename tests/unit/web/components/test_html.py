"""The tree as HTML: nothing runs, nothing is lost, nothing is twice."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from dashboard.web.components.html import Plot, h
from dashboard.web.components.render import render
from tests.unit.web.components.sample_rows import EVIL, PARTS

LANGUAGES = ("nl", "en")
PLOT = Plot(
    id="c", wide={"layout": {"height": 296}}, narrow={"layout": {"height": 380}}, title="T", description="D",
    height_wide=296, height_narrow=380,
)  # fmt: skip


def parsed(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "html.parser")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PARTS)
def test_hostile_text_stays_text(name: str, lang: str) -> None:
    page = parsed(render(PARTS[name](lang)))
    assert not page.find_all("script")
    assert all(str(image["src"]).startswith("data:image/gif") for image in page.find_all("img"))
    for element in page.find_all(True):
        assert not [attribute for attribute in element.attrs if attribute.startswith("on") or attribute == "style"]
        assert not str(element.get("href", "")).startswith("javascript")
    if name not in ("legend",):
        assert EVIL in page.get_text() or EVIL in str([element.attrs for element in page.find_all(True)])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PARTS)
def test_no_id_is_used_twice(name: str, lang: str) -> None:
    ids = [element["id"] for element in parsed(render(PARTS[name](lang))).find_all(id=True)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", PARTS)
def test_what_is_pointed_at_exists(name: str) -> None:
    page = parsed(render(PARTS[name]("nl")))
    for attribute in ("aria-labelledby", "aria-describedby", "for"):
        for element in page.find_all(attrs={attribute: True}):
            for target in str(element[attribute]).split():
                assert page.find(id=target), f"{attribute} {target}"


@pytest.mark.parametrize("name", PARTS)
def test_headings_never_skip_a_level(name: str) -> None:
    levels = [int(element.name[1]) for element in parsed(render(PARTS[name]("nl"))).find_all(["h1", "h2", "h3", "h4"])]
    for before, after in pairwise(levels):
        assert after <= before + 1


def test_a_chart_is_drawn_in_both_forms(stills: list[dict[str, Any]]) -> None:
    page = parsed(render(PLOT))
    assert [one["width"] for one in stills] == [860, 358]
    assert [one["figure"] for one in stills] == [PLOT.wide, PLOT.narrow]
    assert len({one["id_prefix"] for one in stills}) == 2
    assert [" ".join(element["class"]) for element in page.select(".pic-still")] == [
        "pic-still pic-wide",
        "pic-still pic-narrow",
    ]


def test_a_chart_holds_its_place_open_and_says_which_figure_it_shows() -> None:
    page = parsed(render(PLOT))
    assert [(image["height"], image["width"]) for image in page.find_all("img")] == [("296", "1"), ("380", "1")]
    assert [box["data-plot"] for box in page.select(".pic-plot")] == ["c"]


@pytest.mark.parametrize("attribute", ["style", "onclick", "onload"])
def test_what_the_security_policy_forbids_is_refused(attribute: str) -> None:
    with pytest.raises(ValueError, match=attribute):
        h("p", **{attribute: "x"})


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JavaScript:x", " javascript:x", "java\nscript:x", "data:text/html,x"]
)
def test_an_address_that_could_run_is_left_out(address: str) -> None:
    assert "href" not in h("a", "x", href=address).attrs


@pytest.mark.parametrize(
    "address", ["/a?b=c:d", "#x", "?open=a.b", "https://example.org", "mailto:a@example.org", "a/b:c"]
)
def test_an_address_that_leads_somewhere_stays(address: str) -> None:
    assert h("a", "x", href=address).attrs["href"] == address


def test_data_for_scripts_cannot_end_its_element() -> None:
    text = render(h("script", '{"a": "</script><b>"}', type="application/json", id="data"))
    element = parsed(text).find("script")
    assert isinstance(element, Tag)
    assert element.string == '{"a": "\\u003c/script>\\u003cb>"}'
    with pytest.raises(ValueError, match="script"):
        render(h("script", "alert(1)"))


def test_empty_parts_leave_nothing() -> None:
    assert render(h("p", None, [], ["a", ["b", None]], "", hidden=False, title=None)) == "<p>ab</p>"
    with pytest.raises(ValueError, match="children"):
        render(h("br", "x"))
