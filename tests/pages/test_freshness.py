"""Pages say when the data are old, and when the next update is expected."""

from __future__ import annotations

import datetime as dt

import pytest
from flask.testing import FlaskClient

from dashboard import config
from dashboard.db import queries
from dashboard.web import middleware
from dashboard.web.http.responses import ResponseCache
from tests.conftest import SetVariables
from tests.page_reader import page, said

FRONT = {"nl": "/", "en": "/en/"}
OLD = {"nl": "Later onderzoek staat er niet in.", "en": "They do not include later research."}


def on_day(monkeypatch: pytest.MonkeyPatch, days: int) -> dt.date:
    """Let a number of days pass since the release, and return the day of today."""
    today = queries.version().released + dt.timedelta(days=days)
    monkeypatch.setattr(middleware, "cache", ResponseCache())
    monkeypatch.setattr(config, "today", lambda: today)
    return today


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_front_page_and_footer_say_that_data_are_older_than_the_setting(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, set_variables: SetVariables, lang: str
) -> None:
    set_variables(DASHBOARD_STALE_DAYS="30")
    for days, expected in ((30, False), (31, True)):
        on_day(monkeypatch, days)
        soup = page(client, FRONT[lang])
        notices = [said(part) for part in soup.select("main [data-notice]") if OLD[lang] in said(part)]
        assert (OLD[lang] in said(soup.footer), len(notices)) == (expected, int(expected))
    assert "31" in notices[0]


@pytest.mark.parametrize(
    ("expected_on", "sentence"),
    [
        ("", "Wanneer de volgende update komt, is niet bekend."),
        ("2020-01-01", "Wanneer de volgende update komt, is niet bekend."),
        ("2099-03-01", "De volgende update verwachten we op 1 maart 2099."),
    ],
)
def test_footer_says_when_the_next_update_is_expected(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, set_variables: SetVariables, expected_on: str, sentence: str
) -> None:
    set_variables(DASHBOARD_NEXT_UPDATE=expected_on)
    on_day(monkeypatch, 0)
    assert sentence in said(page(client, "/privacy").footer)


def test_footer_says_that_an_expected_update_is_late(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, set_variables: SetVariables
) -> None:
    today = on_day(monkeypatch, 9)
    set_variables(DASHBOARD_NEXT_UPDATE=str(today - dt.timedelta(days=1)))
    assert "maar is er nog niet." in said(page(client, "/privacy").footer)
