"""The reading page: the words, tables and hits of a made-up report as a reader gets them."""

from __future__ import annotations

import pytest
from dash.development.base_component import Component

from dashboard.desk import reading_page
from dashboard.desk.app import make_server
from dashboard.desk.layout import Address
from dashboard.desk.state import Desk
from tests.made_up_reports import FIVE_GROUPS, OUTCOMES, set_report
from tests.unit.desk.conftest import OpenDesk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, open_desk: OpenDesk) -> Desk:
    folder = tmp_path_factory.mktemp("desk")
    broken = folder / "stuk.pdf"
    broken.write_bytes(b"%PDF-1.7 made up")
    return open_desk(folder, set_report(folder / "a.pdf", FIVE_GROUPS, OUTCOMES), broken)


def shown(desk: Desk, number: int, query: str = "") -> list[Component]:
    """Return all components of a page of the only report that is open."""
    address = Address(page="report", report=next(iter(desk.reports)), number=number)
    return list(reading_page.body(desk, address, query)._traverse())


def test_each_number_of_a_table_is_a_button_with_its_heads(desk: Desk) -> None:
    buttons = [one for one in shown(desk, 1) if getattr(one, "className", "") == "cell-number"]
    texts = {one.children: getattr(one, "aria-description") for one in buttons}
    assert len(texts) == 10
    assert texts["24,1% (20,2–28,0)"] == "Zelfregie, Betaald werk"


def test_hits_of_all_pages_lead_to_their_page(desk: Desk) -> None:
    hits = next(one for one in shown(desk, 1, "0,05") if getattr(one, "className", "") == "desk-hits small")
    links = [one for one in hits._traverse() if hasattr(one, "href")]
    assert [link.href.partition("?")[0].rpartition("/")[2] for link in links] == ["2"]


def test_a_refused_report_is_named_with_the_reason(desk: Desk) -> None:
    (name, refused), *rest = desk.refused
    assert (name, refused.key, rest) == ("stuk.pdf", "report.refused.broken", [])


def test_a_picture_is_served_for_pages_that_exist_only(desk: Desk) -> None:
    client, report = make_server(desk).test_client(), next(iter(desk.reports))
    headers = {"Host": "127.0.0.1"}
    assert client.get(f"/pictures/{report}/1.png", headers=headers).data.startswith(b"\x89PNG")
    assert client.get(f"/pictures/{report}/3.png", headers=headers).status_code == 404
    assert client.get("/pictures/0123456789ab/1.png", headers=headers).status_code == 404
