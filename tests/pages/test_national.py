"""Studies of several municipalities together: their row in the map, and every result of theirs in its panel."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from dashboard.db import queries
from dashboard.models.context import Context, Scope
from dashboard.web.pages.evidence.findings import first_of_each
from tests.page_reader import rows

MEASURED = [
    row
    for row in rows("findings")
    if row["about"] == "several_municipalities" and row["basis"] == "measured" and row["preferred"] == "true"
]


def national(lang: str, theme: str) -> list[str]:
    """Return the texts of the rows on a theme, read from the table itself."""
    themes = {row["id"]: row["theme"] for row in rows("indicators")}
    return [row[f"text_{lang}"] for row in MEASURED if themes[row["indicator_id"]] == theme]


@pytest.mark.parametrize(("lang", "path"), [("nl", "/"), ("en", "/en/")])
def test_the_national_row_opens_on_every_result_the_unfavourable_first(
    real: None, client: FlaskClient, lang: str, path: str
) -> None:
    texts = national(lang, "participation")
    found = BeautifulSoup(client.get(f"{path}?open=national.participation").get_data(as_text=True), "lxml")
    assert len(found.select("[data-cell^=national]")) == 4
    panel = found.select_one("[data-panel]")
    assert panel
    words = panel.get_text(" ", strip=True)
    assert len(texts) > 5
    assert [text for text in texts if text not in words] == []
    against = next(row[f"text_{lang}"] for row in MEASURED if row["id"] == "national_earnings_full_time_after")
    assert words.index(against) == min(words.index(text) for text in texts)


def test_the_national_cell_counts_each_result_once_by_its_side(real: None) -> None:
    cells = {cell.theme: cell for cell in queries.national_evidence(Context(lang="nl"))}
    for theme, cell in cells.items():
        counted = cell.favourable + cell.unfavourable + cell.same + cell.mixed
        assert counted == cell.results == len(national("nl", theme)), theme
    assert cells["participation"].unfavourable == 1
    assert cells["health"].state == "not_found"
    # A result of several municipalities gives no municipality a word.
    scope = Scope(experiment="wageningen_vertrouwen_werkt")
    assert not any(row.about == "several_municipalities" for row in queries.findings(scope, Context(lang="nl")))


def test_the_first_result_of_each_outcome_keeps_its_place() -> None:
    """An unfavourable result stays first when a later one is on the same outcome."""
    assert first_of_each(["work", "health", "Work", "income"], str.casefold) == ["work", "health", "income"]
