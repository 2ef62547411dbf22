"""Numbers as reports print them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.editing.reports.numbers import is_number, read_number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12,5", {"value": "12.5"}),
        ("12.5%", {"value": "12.5", "unit": "percent"}),
        ("38 procent", {"value": "38", "unit": "percent"}),
        ("4,2 procentpunt", {"value": "4.2", "unit": "percentage_points"}),
        ("€ 1.234,50", {"value": "1234.5", "unit": "euro"}),
        ("€ 1,2 miljoen", {"value": "1.2", "unit": "million_euro"}),
        ("1.500.000", {"value": "1500000"}),
        ("1 500", {"value": "1500"}),
        ("1,234,567.8", {"value": "1234567.8"}),
        ("−0,35", {"value": "-0.35"}),
        ("0,500", {"value": "0.5"}),
        ("ruim 800", {"value": "800", "qualifier": "more_than"}),
        ("ca. 40", {"value": "40", "qualifier": "about"}),
        ("< 10", {}),
        ("12,5 (10,1-14,9)", {"value": "12.5", "low": "10.1", "high": "14.9"}),
        ("12,5 (95%-BI 10,1–14,9)", {"value": "12.5", "low": "10.1", "high": "14.9"}),
        ("0,4 (95%-BI [-0,2; 1,0])", {"value": "0.4", "low": "-0.2", "high": "1.0"}),
        ("0.4 [95% CI -0.2, 1.0]", {"value": "0.4", "low": "-0.2", "high": "1.0"}),
        ("95%-betrouwbaarheidsinterval: 3 tot 8", {"low": "3", "high": "8"}),
        ("-1,2 (-2,0--0,4)", {"value": "-1.2", "low": "-2.0", "high": "-0.4"}),
        ("p<0,05", {}),
        ("3,1 (p = .03)", {"value": "3.1"}),
        ("proef (n=132)", {"n": 132}),
        ("geen", {}),
    ],
)
def test_printed_number_is_read_with_unit_interval_and_test(text: str, expected: dict[str, object]) -> None:
    reading = read_number(text)
    exact = {
        name: Decimal(str(value)) if name in ("value", "low", "high") else value for name, value in expected.items()
    }
    names = ("value", "unit", "qualifier", "low", "high", "n")
    assert {name: getattr(reading, name) for name in names if getattr(reading, name) not in (None, "")} == exact
    assert not reading.doubtful


@pytest.mark.parametrize(
    ("text", "dutch", "english"), [("1.500", "1500", "1.5"), ("1,500", "1.5", "1500"), ("€ 12.345", "12345", "12.345")]
)
def test_number_that_may_be_thousands_or_decimals_has_both_readings(text: str, dutch: str, english: str) -> None:
    reading = read_number(text)
    assert reading.doubtful
    assert reading.readings == (Decimal(dutch), Decimal(english))


def test_interval_that_may_be_thousands_is_doubtful_as_a_whole() -> None:
    reading = read_number("1.500 (1.200-1.800)")
    assert (reading.low, reading.high) == (1200, 1800)
    assert reading.alternative is not None
    assert (reading.alternative.value, reading.alternative.low) == (Decimal("1.5"), Decimal("1.2"))


def test_words_with_a_number_among_them_are_no_number() -> None:
    assert [text for text in ("12,5", "8,3%", "n=41", "12 (10-14)", "p < 0,05", "€ 5") if not is_number(text)] == []
    assert [text for text in ("Groep 2", "proef (n=132)", "geen", "", "-") if is_number(text)] == []


@given(st.text(alphabet="0123456789.,-–;()[]%€<>=pnBI tot", max_size=30))
def test_any_text_is_read_or_left_alone(text: str) -> None:
    reading = read_number(text)
    assert reading.low is None or reading.high is None or reading.low <= reading.high


@given(st.decimals(min_value=-9999, max_value=9999, places=2))
def test_number_in_dutch_and_english_notation_is_the_same(value: Decimal) -> None:
    for text in (f"{value}", f"{value}".replace(".", ",")):
        assert read_number(text).value == value
