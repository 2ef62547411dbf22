"""Settings: each value is checked at a start, and every problem is named."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from importlib.util import find_spec

import pytest

from dashboard import config
from dashboard.config import ROOT, VARIABLES, Settings, unknown_variables
from dashboard.errors import SettingsError

GOOD = {
    "DASHBOARD_DATABASE": ["tables.duckdb", "/srv/tables.duckdb"],
    "DASHBOARD_PUBLIC_URL": [
        "",
        "https://example.org",
        "https://example.org/",
        "http://127.0.0.1:8050",
    ],
    "DASHBOARD_CONTACT": ["", "a@example.org", "mailto:a@example.org", "https://example.org/report?about=data"],
    "DASHBOARD_CODE_URL": ["", "https://example.org/code"],
    "DASHBOARD_PUBLISHER": ["", "Made-up Office", "Made-up Office <https://example.org>"],
    "DASHBOARD_EMBED_ANCESTORS": [
        "*",
        "'none'",
        "https://example.org https://example.com",
        "'self' https: *.example.org",
    ],
    "DASHBOARD_QUERY_SECONDS": ["1", "600"],
    "DASHBOARD_QUERY_MEGABYTES": ["64"],
    "DASHBOARD_RULE_DAYS": ["1", "36500"],
    "DASHBOARD_STALE_DAYS": ["1", "36500"],
    "DASHBOARD_NEXT_UPDATE": ["", "2027-03-01"],
    "DASHBOARD_SMALLEST_GROUP": ["1", "10"],
    "DASHBOARD_EXPORT_WORKERS": ["1", "32"],
    "PORT": ["80", "65535"],
    "WEB_CONCURRENCY": ["1"],
}
WRONG = {
    "DASHBOARD_DATABASE": ["mysql://x/y", "ducklake:catalog.db", "https://example.org/x.duckdb", "tables/", str(ROOT)],
    "DASHBOARD_PUBLIC_URL": [
        "example.org", "https://example.org?a=b", "https://example.org/#a",
        "https://example.org/dashboard", "ftp://example.org", "https://", "https://a b",
        "https://example.org:port", "https://[", "https://example.org:99999", "https://-", "https://bücher.example",
    ],
    "DASHBOARD_CONTACT": [
        "http://example.org", "call us", "a@b", "a@example.org\nContact: x", "https://",
        "a@example.org?bcc=b@example.org", "a@example.org,b@example.org",
    ],
    "DASHBOARD_CODE_URL": ["http://example.org/code", "example.org", "https://a b.nl"],
    "DASHBOARD_PUBLISHER": ["Office <example.org>", "Office <https://example.org", "<https://example.org>"],
    "DASHBOARD_EMBED_ANCESTORS": ["*; script-src *", "https://a.nl,https://b.nl", "*\n*", "none", "self", "example"],
    "DASHBOARD_QUERY_SECONDS": ["0", "601", "1.5", "ten", "-1", "١"],
    "DASHBOARD_QUERY_MEGABYTES": ["63", "65537"],
    "DASHBOARD_RULE_DAYS": ["0", "36501"],
    "DASHBOARD_STALE_DAYS": ["0", "36501"],
    "DASHBOARD_NEXT_UPDATE": ["2027-02-29", "1-3-2027", "20270301", "soon"],
    "DASHBOARD_SMALLEST_GROUP": ["0", "ten", "1001"],
    "DASHBOARD_EXPORT_WORKERS": ["0", "33"],
    "PORT": ["0", "65536", "http", "9" * 5000],
    "WEB_CONCURRENCY": ["0", "many"],
}  # fmt: skip


def test_each_variable_has_examples() -> None:
    assert set(GOOD) == set(WRONG) == set(VARIABLES)


def test_documentation_lists_every_variable() -> None:
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert [name for name in ["DASHBOARD_DATA", *VARIABLES] if f"| `{name}` |" not in text] == []


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in GOOD.items() for value in values])
def test_good_value_is_accepted(name: str, value: str) -> None:
    Settings.from_env({name: value})


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_wrong_value_is_refused_with_what_was_found_and_expected(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.from_env({name: value})
    (problem,) = refused.value.problems
    assert problem.startswith(f"{name} is ")
    assert repr(value.strip()) in problem
    assert "(expected " in problem


def test_today_is_the_date_in_the_netherlands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half past eleven in the evening in UTC is half past midnight in Amsterdam, and half past one in summer."""
    for month in (11, 7):
        late = dt.datetime(2026, month, 30, 23, 30, tzinfo=dt.UTC)
        monkeypatch.setattr(config, "datetime", type("Clock", (), {"now": staticmethod(late.astimezone)}))
        assert config.today.__wrapped__() == dt.date(2026, month, 30) + dt.timedelta(days=1)


def test_folder_without_texts_is_refused() -> None:
    Settings.from_env({"DASHBOARD_DATA": str(ROOT / "data")})
    with pytest.raises(SettingsError, match=r"DASHBOARD_DATA is '/nowhere' \(expected a folder with the tables"):
        Settings.from_env({"DASHBOARD_DATA": "/nowhere"})


def test_prefix_of_a_proxy_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"SCRIPT_NAME is '/bijstand' \(expected none: links begin at the root"):
        Settings.from_env({"SCRIPT_NAME": "/bijstand"})


def test_every_problem_is_named() -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.from_env({name: values[0] for name, values in WRONG.items()})
    assert [problem.partition(" ")[0] for problem in refused.value.problems] == list(VARIABLES)


def test_empty_values_are_the_defaults() -> None:
    assert Settings.from_env(dict.fromkeys(VARIABLES, " ")) == Settings.from_env({})


def test_values_are_normalised() -> None:
    settings = Settings.from_env(
        {
            "DASHBOARD_PUBLIC_URL": "https://example.org/",
            "DASHBOARD_CONTACT": "mailto:a@example.org",
            "DASHBOARD_PUBLISHER": "Made-up Office <https://example.org>",
        }
    )
    assert settings.public_url == "https://example.org"
    assert (settings.contact, settings.contact_url) == ("a@example.org", "mailto:a@example.org")
    assert (settings.publisher, settings.publisher_url) == ("Made-up Office", "https://example.org")


def test_password_of_the_database_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "find_spec", lambda _: None)
    address = "postgresql://tables:very-secret@db.example.org/tables"  # pragma: allowlist secret
    with pytest.raises(SettingsError, match=r"requirements-postgresql\.txt") as refused:
        Settings.from_env({"DASHBOARD_DATABASE": address})
    assert "very-secret" not in str(refused.value)
    assert "db.example.org" in str(refused.value)


@pytest.mark.skipif(find_spec("psycopg") is None, reason="psycopg is not installed")
def test_postgresql_is_accepted_with_its_driver() -> None:
    address = "postgresql://tables@127.0.0.1/tables"
    assert Settings.from_env({"DASHBOARD_DATABASE": address}).database == address


def test_unknown_variable_is_named_with_the_nearest_setting() -> None:
    assert unknown_variables({"DASHBOARD_CONTCT": "", "DASHBOARD_DATA": "", "PORT": "", "HOME": ""}) == [
        "DASHBOARD_CONTCT is not a setting; did you mean DASHBOARD_CONTACT?"
    ]
    assert unknown_variables(["DASHBOARD_XYZZY_PLUGH"]) == ["DASHBOARD_XYZZY_PLUGH is not a setting"]


@pytest.mark.parametrize(
    "command",
    [("app.py",), ("-m", "gunicorn", "--config", "gunicorn.conf.py", "app:server"), ("-m", "dashboard", "build")],
)
def test_start_with_wrong_settings_names_each_and_exits_with_1(command: tuple[str, ...]) -> None:
    environment = {**os.environ, "PORT": "none", "DASHBOARD_PUBLIC_URL": "example.org", "DASHBOARD_DATABSE": "x"}
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 1
    assert "DASHBOARD_PUBLIC_URL is 'example.org' (expected an address such as https://example.org" in done.stderr
    assert "PORT is 'none' (expected a whole number from 1 to 65535)" in done.stderr
    assert "Traceback" not in done.stderr
    if "build" not in command:
        assert "DASHBOARD_DATABSE is not a setting; did you mean DASHBOARD_DATABASE?" in done.stderr
