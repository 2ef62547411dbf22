"""What to request: every gap with the report that may have the number, and the texts to send."""

import io

import docx
import pytest
from flask.testing import FlaskClient
from PIL import Image

from tests.page_reader import page, rows, visible_text

PATHS = {"nl": "/vraag-het-op", "en": "/en/ask"}


@pytest.mark.parametrize(("lang", "path"), PATHS.items())
def test_each_gap_names_the_report_and_place_or_the_reason(client: FlaskClient, lang: str, path: str) -> None:
    soup = page(client, path, terms=False)
    for gap in rows("gaps"):
        shown = visible_text(soup.find(id=gap["experiment_id"]).select_one(".items"))
        assert (gap[f"report_{lang}"] or gap[f"text_{lang}"]) in shown, gap


def test_reports_are_named_in_the_reason_of_their_gap() -> None:
    """A report is a fact of the gap: its place in the report is in the words of the gap."""
    for gap in rows("gaps"):
        place = gap["report_nl"].rpartition(",")[2].split(" van het ")[0].strip()
        for word in ("3.1", "3.2", "3.1.9", "A1.2", "Hanzehogeschool", "Tilburg University", "Rijksuniversiteit"):
            assert (word in place) <= (word in gap["text_nl"]), (gap["experiment_id"], gap["theme"], word)


def test_bar_counts_the_sources_that_were_read_in_full(client: FlaskClient) -> None:
    access = [row["access"] for row in rows("sources")]
    top = page(client, "/vraag-het-op").select_one("#top")
    assert top.select_one(".figure-1").get_text() == str(access.count("full"))
    part = 100 * access.count("opening") / len(access)
    assert top.select_one("rect.part")["width"] == f"{part + 100 * access.count('full') / len(access):.2f}%"


def test_letters_are_the_same_on_the_page_in_the_copy_and_in_word(client: FlaskClient) -> None:
    fold = page(client, "/vraag-het-op").find(id="researchers-wageningen_vertrouwen_werkt")
    shown = [item.get_text() for item in fold.select(".letter p, .letter li")]
    assert shown[0] == "Aan de onderzoekers van Tilburg University"
    assert any("tabel A1.2 van het eindverslag" in text for text in shown)
    for text in shown:
        assert text in fold.find("button")["data-copy-text"]
    response = client.get(fold.find("a", download=True)["href"])
    word = [paragraph.text for paragraph in docx.Document(io.BytesIO(response.get_data())).paragraphs]
    assert set(shown) <= {text.rstrip(". ") if text.rstrip(". ") in shown else text for text in word}


def test_no_letter_goes_to_researchers_who_are_not_known(client: FlaskClient) -> None:
    soup = page(client, "/vraag-het-op")
    assert soup.find(id="college-heerlen_basisbanen")
    assert not soup.find(id="researchers-heerlen_basisbanen")
    assert client.get("/vraag-het-op/heerlen_basisbanen/researchers.docx").status_code == 404
    assert client.get("/vraag-het-op/nowhere/college.docx").status_code == 404


@pytest.mark.parametrize(("lang", "path"), PATHS.items())
def test_pictures_of_the_desk_load_late_and_are_small(client: FlaskClient, lang: str, path: str) -> None:
    pictures = page(client, path, terms=False).select("#read-along img")
    sizes = []
    for picture in pictures:
        response = client.get(picture["src"])
        assert (response.mimetype, response.status_code) == ("image/webp", 200)
        image = Image.open(io.BytesIO(response.data))
        assert [str(side) for side in image.size] == [picture["width"], picture["height"]]
        assert (picture["loading"], len(picture["alt"]) > 40) == ("lazy", True)
        sizes.append(len(response.data))
    assert (len(sizes), sum(sizes) < 75_000) == (3, True)
