"""A reader's municipality beside the five: how it is found, the worked examples of the measure, and what it does not say."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from dashboard.db import queries
from dashboard.models.context import Context, Scope
from dashboard.web.pages import paths
from tests.csv_tables import add
from tests.page_reader import page

# Distances to Amsterdam, Groningen, Heerlen, Oss and Wageningen, worked out by hand from the published figures.
EXAMPLES = {
    "zwolle": (1.51, 0.99, 2.12, 0.74, 0.78),
    "tilburg": (0.83, 0.47, 1.69, 0.91, 1.03),
    "enschede": (0.93, 0.65, 1.03, 1.17, 1.16),
    "leeuwarden": (1.25, 0.47, 1.37, 0.88, 1.11),
    "delft": (1.05, 0.79, 1.44, 0.99, 0.86),
    "maastricht": (1.24, 1.10, 1.01, 1.36, 1.34),
    "maashorst": (1.91, 1.48, 2.46, 0.46, 0.76),
    "almere": (1.07, 0.69, 1.91, 0.59, 0.73),
}
FIVE = ("amsterdam", "groningen", "heerlen", "oss", "wageningen")


def words(part: Tag | None) -> str:
    assert part is not None
    return " ".join(part.get_text(" ").split())


@pytest.mark.usefixtures("real")
def test_the_worked_examples_of_the_measure_come_out() -> None:
    found: dict[str, dict[str, float]] = {}
    for row in queries.likeness(Scope(), Context(lang="nl")):
        found.setdefault(row.place_id, {})[row.municipality_id] = round(row.distance, 2)
    assert {id: tuple(found[id][town] for town in FIVE) for id in EXAMPLES} == EXAMPLES
    assert found["oss"]["wageningen"] == found["wageningen"]["oss"] == 0.67


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/uw-gemeente/zwolle", "Op zeven cijfers samen lijkt Zwolle op geen van de vijf echt, het meest nog op Oss en"),
        ("/uw-gemeente/tilburg", "Op zeven cijfers samen lijkt Tilburg een beetje op Groningen."),
        ("/uw-gemeente/maastricht", "Op zeven cijfers samen lijkt geen van de vijf op Maastricht."),
        ("/uw-gemeente/ameland", "Op zes cijfers samen"),
        ("/uw-gemeente/heerlen", "Op zeven cijfers samen lijkt geen van de andere vier op Heerlen."),
        ("/en/your-municipality/almere", "On seven figures together, Almere is somewhat like Oss. The difference from Groningen"),
    ],
)  # fmt: skip
def test_a_page_says_in_words_what_a_place_is_like_and_what_that_does_not_mean(
    client: FlaskClient, path: str, sentence: str
) -> None:
    soup = page(client, path)
    assert words(soup.select_one(".opening .lead")).startswith(sentence)
    assert re.search(r"of een aanpak bij u zou werken|whether an approach would work", words(soup.main))
    # No distance is shown as a score.
    assert not re.search(r"\b[012],\d\d\b", words(soup.select_one("#likeness")))


def test_inhabitants_stand_apart_on_a_scale_of_powers_of_ten(client: FlaskClient) -> None:
    first = page(client, "/uw-gemeente/ameland").select_one(".strips > li")
    assert first is not None
    assert words(first).startswith(
        "Inwoners op 1 januari 2024, elk streepje is tien keer zo veel als het vorige 1.000 1.000.000 Amsterdam 931.298"
    )
    places = sorted(float(dot["cx"].rstrip("%")) for dot in first.select("circle"))
    assert len(places) == 6
    assert places[1] - places[0] > 30
    assert places[-1] - places[1] > 40


def test_urbanity_has_an_axis_of_its_five_classes(client: FlaskClient) -> None:
    strip = page(client, "/uw-gemeente/ameland").select(".strips > li")[1]
    assert words(strip.select_one(".ends")) == "1 5"
    assert {dot["cx"] for dot in strip.select("circle")} <= {"0.00%", "25.00%", "50.00%", "75.00%", "100.00%"}
    assert len(strip.select("line")) == 6


def test_sentences_say_which_figures_are_estimates(client: FlaskClient) -> None:
    said = words(page(client, "/uw-gemeente/ameland").select_one("#likeness"))
    assert "eenzaamheid (37,3 procent, in de vijf 45,8 tot 54,5; een schatting uit een model)" in said
    assert "betaald werk (73,4 procent, in Amsterdam 72,8)" in said


def test_figures_that_are_alike_are_nouns_with_one_unit_and_no_numbers_of_people(client: FlaskClient) -> None:
    """Two numbers of people can differ much and still be close on a logarithmic scale."""
    alike, differ = (words(part) for part in page(client, "/uw-gemeente/rotterdam").select("#likeness .rules li")[:2])
    assert alike.startswith("Het meest lijkt Rotterdam op Amsterdam in stedelijkheid (klasse 1, net als Amsterdam) en ")
    assert "inwoners" not in alike
    assert all(sentence.count("procent") <= sentence.count("tegen") for sentence in (alike, differ))
    income = words(page(client, "/en/your-municipality/zwolle").select_one("#likeness .rules li"))
    assert "household income (37,800 against 38,100 euros)" in income


def test_no_municipality_is_singled_out_where_none_is_alike(client: FlaskClient) -> None:
    sentences = [words(part) for part in page(client, "/uw-gemeente/ameland").select("#likeness .rules li")]
    assert not any("Oss" in sentence for sentence in sentences)
    assert sentences[1].startswith("Van alle vijf verschilt Ameland het meest in het aantal inwoners")


def test_lessons_stand_with_the_question_of_transfer_and_what_is_not_known_is_named(client: FlaskClient) -> None:
    soup = page(client, "/uw-gemeente/zwolle")
    behaviour = soup.select_one("#ask-behaviour")
    assert behaviour is not None
    link = behaviour.select_one('a[href="/zelf-beginnen#many_invited_few_join"]')
    assert link is not None
    assert words(link.parent).startswith("Gemeten Nodig ruim uit")
    assert words(behaviour.select("li")[-1]) == "Over zelf kiezen vonden we geen les."


def test_a_page_of_a_place_reads_only_its_rows(client: FlaskClient) -> None:
    nl = Context(lang="nl")
    assert {row.place_id for row in queries.likeness(Scope(place="zwolle"), nl)} == {"zwolle"}
    assert {row.place_id for row in queries.place_values(Scope(place="zwolle"), nl)} == {"zwolle", *FIVE}


def test_all_figures_have_their_year_and_what_is_not_known_says_so(client: FlaskClient) -> None:
    soup = page(client, "/uw-gemeente/ameland")
    rows = soup.select("#all tbody tr")
    assert len(rows) == len(queries.place_figures(Context(lang="nl")))
    assert all(re.search(r"20\d\d", words(row.th)) for row in rows)
    sized = page(client, "/uw-gemeente/ameland?beside=size").select("#all table")
    assert [len(table.select("thead th")) for table in sized] == [8, 8]
    file = client.get("/uw-gemeente/ameland/places.inhabitants.csv?beside=size").text
    assert all(f";{name};" in file for name in ("Amsterdam", "Oss", "Terschelling", "Vlieland"))
    income = next(row for row in rows if "zonder studenten" in words(row.th))
    assert words(income.td) == "niet gevonden"
    assert len(soup.select("#figures [data-card]")) == 7


def test_newer_year_of_a_figure_is_added_by_rows(
    client: FlaskClient, made_up: Path, build_and_use: Callable[[], None]
) -> None:
    newer = {"year": "2023", "added": "2026-06-01"}
    add(made_up, table="place_figures", like=3, cells=newer)
    for line, value in ((4, "41"), (5, "30.5")):
        add(made_up, table="place_values", like=line, cells={**newer, "value": value})
    build_and_use()
    shown = {}
    for day in ("", "?as_of=2026-05-31"):
        soup = BeautifulSoup(client.get(f"/uw-gemeente/nergenshuizen{day}").get_data(as_text=True), "lxml")
        shown[day] = [(words(row.th), words(row.td)) for row in soup.select("#all tbody tr")][1]
    assert shown == {
        "": ("Eenzaam (verzonnen), 2023*", "30,5%"),
        "?as_of=2026-05-31": ("Eenzaam (verzonnen), 2020*", "44,5%"),
    }


@pytest.mark.parametrize(
    ("query", "place", "said"),
    [
        ("uden", "maashorst", "vroeger Uden"),
        ("sudwest", "sudwest-fryslan", ""),
    ],
)
def test_a_place_is_found_by_any_of_its_names(client: FlaskClient, query: str, place: str, said: str) -> None:
    soup = page(client, f"/uw-gemeente?q={query}")
    link = soup.select_one(f'.names a[href="/uw-gemeente/{place}"]')
    assert link is not None
    assert said in words(link.parent)


@pytest.mark.parametrize(
    ("query", "place"),
    [("den haag", "s-gravenhage"), ("SÚDWEST-FRYSLÂN", "sudwest-fryslan"), ("zwolle", "zwolle")],
)
def test_exact_name_leads_to_the_page_of_the_municipality(client: FlaskClient, query: str, place: str) -> None:
    response = client.get("/uw-gemeente", query_string={"q": query}, follow_redirects=True)
    assert (response.status_code, response.request.path) == (200, f"/uw-gemeente/{place}")
    assert response.history[-1].status_code == 303


def test_a_name_that_does_not_exist_is_said_without_harm(client: FlaskClient) -> None:
    soup = page(client, "/uw-gemeente?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert not soup.select(".names")
    assert "Er is geen gemeente" in words(soup.main)
    assert client.get("/uw-gemeente/atlantis").status_code == 404
    assert client.get("/uw-gemeente/sudwest_fryslan").status_code in (301, 308, 404)


def test_municipalities_of_like_size_stand_beside_a_place_and_its_link_is_on_the_figures_page(
    client: FlaskClient,
) -> None:
    form = page(client, "/cijfers").select_one("#peers form")
    assert form is not None
    assert {field["name"]: field.get("value") for field in form.select("input")} == {"beside": "size", "q": None}
    soup = page(client, client.get(f"{form['action']}?beside=size&q=zwolle").headers["Location"])
    values = [words(item) for item in soup.select(".strips > li")[0].select(".values .alike")]
    # By hand from the table: the nearest to 133,141 inhabitants that have no trial.
    assert values == ["Leiden 130.108", "Leeuwarden 128.810", "Zoetermeer 128.434", "Maastricht 125.285", "Ede 123.532"]
    assert "elk cijfer heeft een eigen jaar" in words(soup.select_one("#strips")).lower()


def test_every_place_has_a_page_in_the_sitemap(client: FlaskClient) -> None:
    text = client.get("/sitemap.xml").get_data(as_text=True)
    for row in queries.places(Context(lang="nl")):
        assert f"{paths.path('place', 'nl', row.id)}<" in text


def test_the_choice_travels_to_the_factsheet_and_to_the_sum_of_costs(client: FlaskClient) -> None:
    links = [link["href"] for link in page(client, "/uw-gemeente/zwolle").select("#likeness a")]
    assert "/raadsbrief?name=Zwolle" in links
    assert "/kosten?people=3650" in links
    brief = page(client, "/raadsbrief?name=Zwolle").main
    assert "Zwolle" in words(brief)
    assert brief is not None
    assert brief.select('.key a[href*="85984NED"]')


def test_the_figures_of_a_place_can_be_downloaded(client: FlaskClient) -> None:
    response = client.get("/uw-gemeente/zwolle/places.lonely.csv")
    assert response.status_code == 200
    assert "Zwolle" in response.get_data(as_text=True)


@pytest.mark.parametrize(
    ("words", "found"),
    [("zwolle", ["Zwolle"]), ("basisbaan in Uden", ["Maashorst"]), ("werk", []), ("gezondheid wageningen", [])],
)
def test_search_of_the_site_leads_to_a_municipality(client: FlaskClient, words: str, found: list[str]) -> None:
    soup = page(client, f"/zoeken?q={words}")
    assert [link.get_text() for link in soup.select("#found-places a")] == found
    own = [link["href"] for link in soup.select("#found-tried a")]
    assert own == (["/gemeenten/wageningen"] if "wageningen" in words else [])
