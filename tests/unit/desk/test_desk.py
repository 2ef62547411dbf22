"""The server of the report desk: whom it answers, and what its start page lists."""

from __future__ import annotations

from pathlib import Path

import flask
import pytest

from dashboard.desk.app import make_server
from dashboard.desk.layout import Address, parse
from tests.unit.desk.conftest import OpenDesk

UPDATE = "/_dash-update-component"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, open_desk: OpenDesk) -> flask.Flask:
    return make_server(open_desk(tmp_path_factory.mktemp("desk")))


@pytest.mark.parametrize("path", ["/", "/en", "/report/0a1b/12", "/en/report/0a1b/3", "/draft", "/en/check"])
def test_an_address_is_read_as_it_is_written(path: str) -> None:
    assert parse(path).path == path


@pytest.mark.parametrize(
    ("path", "address"),
    [("/nonsense", Address()), ("/report", Address()), ("/report/0a/x", Address(page="report", report="0a"))],
)
def test_a_wrong_address_leads_to_a_page(path: str, address: Address) -> None:
    assert parse(path) == address


def test_another_host_is_refused(desk: flask.Flask) -> None:
    client = desk.test_client()
    assert [client.get("/", headers={"Host": host}).status_code for host in ("127.0.0.1:8060", "localhost")] == [
        200,
        200,
    ]
    assert client.get("/", headers={"Host": "desk.example.org"}).status_code == 403


def test_a_request_of_another_site_is_refused(desk: flask.Flask) -> None:
    client = desk.test_client()
    sent = client.post(UPDATE, json={}, headers={"Host": "127.0.0.1", "Origin": "https://example.org"})
    assert sent.status_code == 403


def test_a_page_loads_from_this_server_only(desk: flask.Flask) -> None:
    answer = desk.test_client().get("/", headers={"Host": "127.0.0.1"})
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert 'src="http' not in answer.get_data(as_text=True)


def test_the_public_server_does_not_import_the_desk() -> None:
    root = Path(make_server.__code__.co_filename).parents[1]
    public = [path for path in root.rglob("*.py") if "desk" not in path.parts and path.name != "__main__.py"]
    assert [path.name for path in public if "dashboard.desk" in path.read_text(encoding="utf-8")] == []
