"""Key dates as a calendar: what is known to the day, in the form that calendars read."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from tests.conftest import SetVariables
from tests.page_reader import page, rows


def unfolded(client: FlaskClient, path: str) -> list[str]:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    raw = answer.data.split(b"\r\n")
    assert raw.pop() == b""
    assert max(map(len, raw)) <= 75
    return b"\r\n".join(raw).replace(b"\r\n ", b"").decode().split("\r\n")


def test_calendar_has_every_event_that_is_known_to_the_day(client: FlaskClient, set_variables: SetVariables) -> None:
    set_variables(DASHBOARD_NEXT_UPDATE="2099-03-01")
    exact = {row["id"]: row["date"].replace("-", "") for row in rows("events") if len(row["date"]) == 10}
    assert len(exact) < len(rows("events"))
    for path, expected in (("/agenda.ics", "volgende update verwacht"), ("/en/calendar.ics", "next update expected")):
        lines = unfolded(client, path)
        assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
        ids = [line.partition(":")[2].partition("@")[0] for line in lines if line.startswith("UID:")]
        days = [line.partition(":")[2] for line in lines if line.startswith("DTSTART;VALUE=DATE:")]
        assert dict(zip(ids, days, strict=True)) == exact | {"next_update": "20990301"}
        assert any(line.startswith("SUMMARY:") and expected in line for line in lines)
        summaries = [line for line in lines if line.startswith("SUMMARY:")]
        assert not any(re.search(r"(?<!\\)[,;]", line) for line in summaries)
    assert page(client, "/api").select_one('a[href="/agenda.ics"]')


def test_update_that_is_past_or_unknown_is_not_in_the_calendar(
    client: FlaskClient, set_variables: SetVariables
) -> None:
    for day in ("", "2020-01-01"):
        set_variables(DASHBOARD_NEXT_UPDATE=day)
        assert not any("next_update" in line for line in unfolded(client, "/agenda.ics"))
