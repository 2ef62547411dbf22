"""What a reader sees of corrected, partial and interim rows, and of the tables as they were before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from dashboard.db import queries
from dashboard.models.context import Context, Scope
from dashboard.statements.from_rows import of_rows
from dashboard.web.pages.urls import finding as finding_url
from tests.page_reader import page, rows

WAGENINGEN = {"nl": "/gemeenten/wageningen", "en": "/en/municipalities/wageningen"}
CELL = "wageningen_vertrouwen_werkt.participation"


def test_an_address_with_the_date_of_the_first_release_shows_its_rows(client: FlaskClient) -> None:
    then = page(client, "/bronnen?as_of=2026-11-21")
    now = page(client, "/bronnen")
    assert len(then.select("li.ref")) == 95
    assert len(now.select("li.ref")) == len(rows("sources"))
    assert page(client, "/aanpak/minder-plichten?as_of=2026-11-21").h1.get_text() == "Zelfregie"
    assert page(client, "/aanpak/minder-plichten").h1.get_text() == "Minder plichten"


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("place", ["panel", "municipality", "compare"])
def test_interim_numbers_have_a_heading_and_the_control_group_comes_last(
    client: FlaskClient, lang: str, place: str
) -> None:
    prefix = {"nl": "", "en": "/en"}[lang]
    address = {
        "panel": f"{prefix}/?open={CELL}",
        "municipality": WAGENINGEN[lang],
        "compare": {
            "nl": "/vergelijken?indicator=found_paid_work_share", "en": "/en/compare?indicator=found_paid_work_share",
        }[lang],
    }[place]  # fmt: skip
    (block,) = [one for one in page(client, address).select(".interim, .unfold#interim") if "17" in one.get_text()]
    heading = block.select_one("h2, h3, h4, h5").get_text()
    assert heading.startswith({"nl": "Tussenstand, geen eindresultaat", "en": "Interim result, not a final one"}[lang])
    groups = [row.get_text() for row in block.select("tbody tr th[scope=row]")][:4]
    assert len(groups) == 4
    assert groups[-1].startswith({"nl": "Controlegroep", "en": "Control group"}[lang])
    assert "11,0" not in block.get_text()
    assert "11.0" not in block.get_text()


def test_an_interim_number_is_in_no_sentence_to_copy(client: FlaskClient) -> None:
    found = page(client, f"/?open={CELL}")
    copied = " ".join(button["data-copy-text"] for button in found.select("button[data-copy-text]"))
    assert "17,8" not in copied
    assert "11 procent" not in copied


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_sentence_on_a_row_with_a_limit_has_the_words_of_the_row(client: FlaskClient, lang: str) -> None:
    context = Context(lang=lang)
    limited = [
        row
        for row in queries.findings(Scope(), context)
        if row.preferred and (row.partly or not row.shows_effect or row.several_cities)
    ]
    assert len(limited) > 15
    for row in limited:
        (group,) = of_rows(context, findings=[row])
        assert group.statements[0].text.startswith(row.text), row.id


def test_a_number_is_called_replaced_only_where_another_leads(real: None) -> None:
    for row in queries.unpaired_numbers(Scope(), Context(lang="nl")):
        if row.reason in ("superseded", "doubtful"):
            leaders = [
                other
                for other in rows("observations")
                if other["preferred"] == "true"
                and (other["experiment_id"], other["indicator_id"]) == (row.experiment_id, row.indicator_id)
            ]
            assert bool(leaders) == (row.reason == "superseded"), row.id


def test_a_result_of_several_municipalities_that_is_not_used_has_an_address(client: FlaskClient) -> None:
    """A made-up change of a real row: the list of sources must not lead to a cell of no experiment."""
    row = next(one for one in queries.findings(Scope(), Context(lang="nl")) if not one.experiment_id)
    built: list[str] = []

    class Links:
        def link(self, name: str, **values: object) -> str:
            built.append(name)
            return f"/{name}?{values}"

    finding_url(replace(row, preferred=False, counts=False), Links())  # type: ignore[arg-type]
    assert built == ["compare"]
