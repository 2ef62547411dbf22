"""Addresses that people and programs changed on their way are read as they were meant."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.selection import filters, normalize
from tests.unit.selection.test_filters import KNOWN

MEANT = "theme=health&municipality=oss"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (quote(MEANT, safe=""), MEANT),
        (quote(quote(MEANT, safe=""), safe=""), MEANT),
        (quote(MEANT, safe="&"), MEANT),
        (quote(MEANT, safe="") + "&fbclid=IwAR0x", f"{MEANT}&fbclid=IwAR0x"),
        (quote(MEANT + "#chart", safe=""), MEANT),
        ("theme=health&amp;municipality=oss", MEANT),
        ("Theme=Health&MUNICIPALITY=Oss", MEANT),
        *(
            (f"{MEANT}{mark}", MEANT)
            for mark in (".", ",", ")", ").", "%22", "%E2%80%9D", "%3E", "%20", "%C2%A0", "**")
        ),
        ("theme=%22health%22", "theme=health"),
        ("as_of=2026-11-21.", "as_of=2026-11-21"),
        ("item=lines.a.b*theme.health)", "item=lines.a.b*theme.health"),
        ("q%3Dwerkt%2520het%253F", "q=werkt%20het%3F"),
    ],
)
def test_changed_query_is_read_as_it_was_meant(text: str, meant: str) -> None:
    assert filters.normalized(text) == meant
    assert filters.parse(filters.normalized(text), KNOWN)[1] == filters.parse(meant, KNOWN)[1]


@pytest.mark.parametrize(
    "text",
    ["", MEANT, "q=Werkt%20het%3F", "name=Oss.", "without=7%2C5", "municipality=oss%2Camsterdam",
     "theme=", "theme=%3A", "theme=%3Cb%3Ex%3C%2Fb%3E.",
     "gemeente%3Doss", "nonsense", "nonsense%20of.a.reader", "100%25", "utm_source=Nieuws.", "fbclid=IwAR0.", "x=Y.", "%",
     "%zz=1"],
)  # fmt: skip
def test_other_query_stays_as_it_is(text: str) -> None:
    assert filters.normalized(text) == text


@settings(max_examples=60)
@given(st.text("=&%#;.,)aA0 _+é\u200b", max_size=20).map(lambda text: quote(text, safe="=&%#;.,)+")))
def test_normal_query_is_not_changed_again(text: str) -> None:
    assert filters.normalized(filters.normalized(text)) == filters.normalized(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("/gemeenten/oss.", ("/gemeenten/oss", "")),
        ("/gemeenten/Oss”)", ("/gemeenten/oss", "")),
        ("/gemeenten/oss%20", ("/gemeenten/oss", "")),
        ("/nl", ("/", "")),
        ("/nl/vergelijken", ("/vergelijken", "")),
        ("/NL//example.org", ("/NL//example.org", "")),
        ("/..", ("/..", "")),
        ("/Oss'; drop table", ("/Oss'; drop table", "")),
        ("/vergelijken?theme=health", ("/vergelijken", "theme=health")),
        ("/vergelijken%3Ftheme%3Dhealth", ("/vergelijken", "theme=health")),
        ("/nlx", ("/nlx", "")),
    ],
)
def test_changed_path_is_read_as_it_was_meant(text: str, meant: tuple[str, str]) -> None:
    assert normalize.path(text) == meant
