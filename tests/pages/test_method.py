"""The page on method: nothing that a reader must know to trust a figure is left to guess."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.db import queries
from dashboard.models.context import Context
from dashboard.web.pages.context import resolve_context
from dashboard.web.pages.open_data.history import history
from tests.conftest import SetVariables
from tests.csv_tables import WITHDRAWN, add, change
from tests.page_reader import page as soup
from tests.page_reader import rows, said

PATHS = (("nl", "/verantwoording"), ("en", "/en/method"))


@pytest.mark.parametrize(("lang", "path"), PATHS)
def test_every_conflict_is_listed_with_what_leads_and_its_sources(client: FlaskClient, lang: str, path: str) -> None:
    page = soup(client, path)
    sources = soup(client, "/bronnen" if lang == "nl" else "/en/sources")
    assert len(page.select(".subjects > li")) == len(rows("conflicts")) >= 20
    for row in rows("conflicts"):
        item = page.find(id=row["id"])
        for column in ("text", "choice"):
            assert row[f"{column}_{lang}"] in said(item)
        links = [link["href"].partition("#")[2] for link in item.select(".source a")]
        assert links == [id for id in row["sources"].split("|") if id]
        assert all(sources.find(id=id) for id in links)


@pytest.mark.parametrize(("lang", "path"), PATHS)
def test_what_was_left_out_is_listed_with_the_reason(client: FlaskClient, lang: str, path: str) -> None:
    text = said(soup(client, path).select_one("#left_out"))
    for row in rows("left_out"):
        assert row[f"text_{lang}"] in text
        assert row[f"why_{lang}"] in text


@pytest.mark.parametrize(("lang", "path"), PATHS)
def test_levels_count_the_results_and_never_claim_a_recognition(client: FlaskClient, lang: str, path: str) -> None:
    part = soup(client, path).select_one("#levels")
    numbers = [int(row.select("td.num")[0].get_text()) for row in part.select("tbody tr")]
    counted = {row.level: row.results for row in queries.levels(Context(lang=lang))}
    assert numbers == [counted.get(level, 0) for level in (5, 3, 2, 1, None)]
    words = {
        "nl": ("Zou passen bij (onze lezing)", "Geen erkenning"),
        "en": ("Would fit (our reading)", "No recognition"),
    }
    assert all(word in said(part) for word in words[lang])


@pytest.mark.parametrize(("lang", "path"), PATHS)
def test_four_kinds_of_no_effect_have_four_words_and_signs(client: FlaskClient, lang: str, path: str) -> None:
    items = soup(client, path).select("#nothing .signs > li")
    assert len({said(item.b) for item in items}) == 4
    assert len({tuple(item.select_one(".icon")["class"]) for item in items}) == 4


def test_a_way_to_report_is_shown_only_when_there_is_one(client: FlaskClient, set_variables: SetVariables) -> None:
    set_variables(DASHBOARD_CONTACT="")
    assert not soup(client, "/verantwoording").select("#mistake a")
    set_variables(DASHBOARD_CONTACT="fouten@example.org")
    # Another address of the same page, so that no answer is taken that was made before.
    assert soup(client, "/verantwoording?q=x").select_one("#mistake a")["href"] == "mailto:fouten@example.org"


def test_code_is_linked_only_when_its_address_is_set(client: FlaskClient, set_variables: SetVariables) -> None:
    set_variables(DASHBOARD_CODE_URL="")
    assert [link["href"] for link in soup(client, "/verantwoording?q=a").select("#licence a")] == ["/licences.txt"]
    set_variables(DASHBOARD_CODE_URL="https://example.org/code")
    links = [link["href"] for link in soup(client, "/en/method?q=b").select("#licence a")]
    assert links == ["https://example.org/code", "/licences.txt"]


def test_changes_are_listed_version_by_version(made_up: Path, build_and_use: Callable[[], None]) -> None:
    """A corrected number says what it was, what it is, why, and where that stands; the first version is no change."""
    day = date(2026, 6, 1).isoformat()
    add(made_up, table="observations", like=4, cells={"value": "13", "added": day})
    change(made_up, table="observations", line=4, cells=WITHDRAWN)
    add(made_up, table="questions", like=2, cells={"id": "made_up_new", "question_en": "Something new?", "added": day})
    build_and_use()
    newest, first = history(resolve_context(lang="en", path="/en/method", query=""))
    assert (newest.day, first.day) == (date(2026, 6, 1), date(2026, 1, 1))
    assert first.changes == ()
    by_kind = {one.kind: one for one in newest.changes}
    assert set(by_kind) == {"added", "corrected"}
    corrected = by_kind["corrected"]
    assert corrected.now.endswith("13 percent") or "13" in corrected.now
    assert corrected.before != corrected.now
    assert corrected.reason
    assert corrected.source
    assert by_kind["added"].now == "Something new?"
    assert newest.href.endswith(f"?as_of={day}")
