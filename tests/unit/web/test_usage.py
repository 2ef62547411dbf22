"""The usage of a site from its logs: pages, files and claims per day, and nothing about readers."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.__main__ import main
from dashboard.web.pages.registry import everywhere
from dashboard.web.usage import count

ADDRESS = "203.0.113.7"
COMBINED = (
    '{address} - jan [30/Nov/2026:11:06:39 +0100] "{request} HTTP/1.1" {status} 512 "https://a.nl/?q=geheim" "{agent}"'
)


def combined(path: str, *, status: int = 200, method: str = "GET", agent: str = "Mozilla/5.0") -> str:
    return COMBINED.format(address=ADDRESS, request=f"{method} {path}", status=status, agent=agent)


def event(path: str, *, kind: str = "request", status: int = 200, method: str = "GET") -> str:
    time = "2026-12-01T11:06:39.981Z" if kind == "request" else "2026-12-01T12:06:39+01:00"
    return json.dumps({"time": time, "event": kind, "method": method, "path": path, "status": status})


def test_command_prints_counts_per_day_and_nothing_about_readers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        *[combined("/gemeenten/oss?as_of=2026-11-21")] * 2, combined("/gemeenten/oss", status=304),
        combined("/klopt-dat/made-up-claim"), combined("/vergelijken/directions.matched_comparison.csv?x=geheim"),
        combined("/zoeken?q=geheim"), combined("/geheim", status=404), combined("/jan@example.org"),
        combined("/kosten", method="HEAD"), combined("/kosten", agent="Googlebot/2.1"), combined("/assets/site.css"),
        "", "half a li", '{"time": "yesterday', combined("/kosten")[:60],
    ]  # fmt: skip
    (tmp_path / "access.log").write_text("\n".join(lines), encoding="utf-8")
    with gzip.open(tmp_path / "old.log.gz", "wt") as file:
        file.write(combined("/en/costs").replace("30/Nov", "29/Nov"))
    assert main(["usage", str(tmp_path / "access.log"), str(tmp_path / "old.log.gz")]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "day,kind,path,requests",
        "2026-11-29,page,/en/costs,1",
        "2026-11-30,claim,/klopt-dat/made-up-claim,1",
        "2026-11-30,file,/vergelijken/directions.matched_comparison.csv,1",
        "2026-11-30,page,/gemeenten/oss,3",
        "2026-11-30,page,/zoeken,1",
    ]
    assert "15 lines, 3 could not be read; 1 requests of robots and 1 that failed" in printed.err
    for secret in (ADDRESS, "geheim", "jan", "Mozilla"):
        assert secret not in printed.out + printed.err


def test_lines_of_a_proxy_replace_those_of_the_application() -> None:
    application = [event("/kosten"), event("/_dash-update-component", method="POST")]
    assert count(application).rows() == [("2026-12-01", "page", "/kosten", 1)]
    both = count([*application, event("/kosten", kind="proxy"), event("/kosten", kind="proxy"), '{"level": "warning"}'])
    assert (both.rows(), both.bad) == ([("2026-12-01", "page", "/kosten", 2)], 0)


def test_day_is_that_of_the_netherlands() -> None:
    assert count([event("/kosten").replace("T11:06", "T23:06")]).rows()[0][0] == "2026-12-02"


def test_every_page_and_logged_request_is_counted(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    paths = {place.page.path(place.lang, place.item) for place in everywhere()}
    rows = count([event(path) for path in paths]).rows()
    assert {row[2] for row in rows} == paths
    with caplog.at_level("INFO", logger="dashboard.requests"):
        client.get("/kosten?x=geheim")
    fields = next(record.fields for record in caplog.records if hasattr(record, "fields"))
    assert count([json.dumps({"time": "2026-12-01T11:06:39.981Z", **fields})]).rows()[0][1:] == ("page", "/kosten", 1)
