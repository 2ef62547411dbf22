"""The small map of the Netherlands: each place at its point, with the marks of what it tried."""

from bs4 import BeautifulSoup

from dashboard.web.components.dutch_map import MapPlace, dutch_map
from dashboard.web.components.html import render


def test_places_are_drawn_at_their_points_with_their_marks() -> None:
    north = MapPlace(name="Noord", latitude=53.2, longitude=6.6, type_ids=("basic_job",))
    south = MapPlace(name="Zuid", latitude=51.0, longitude=5.0)
    found = BeautifulSoup(render(dutch_map([north, south], label="Kaart")), "html.parser")
    assert found.svg is not None
    assert found.svg["aria-label"] == "Kaart"
    dots = [(float(str(dot["cx"])), float(str(dot["cy"]))) for dot in found.select(".dot")]
    assert dots[0][0] > dots[1][0]
    assert dots[0][1] < dots[1][1]
    assert [str(use["href"]) for use in found.select("use")] == ["#sign-mark-basic-job"]
    assert [label.get_text() for label in found.select("text")] == ["Noord", "Zuid"]
