"""What a person sees and hears in each part of a page, from made-up nouns."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag

from dashboard import config
from dashboard.i18n.catalogue import t
from dashboard.models.controls import Control, Option, OptionGroup
from dashboard.models.kinds import Figure
from dashboard.models.text import Group, Head, Link, Note
from dashboard.style import palette
from dashboard.svg.icons import icons
from dashboard.web.components.card import card
from dashboard.web.components.controls import controls
from dashboard.web.components.evidence_map import evidence_map
from dashboard.web.components.html import Node, h
from dashboard.web.components.legend import legend
from dashboard.web.components.panel import panel
from dashboard.web.components.render import render
from dashboard.web.components.shell import document
from dashboard.web.components.sources import source_line
from dashboard.web.components.tables import data_table
from dashboard.web.http.styles import SHEETS
from tests.unit.web.components.sample_rows import (
    CHART,
    CONTROLS,
    EVIL,
    OTHER,
    PANEL,
    SOURCE,
    TABLE,
    THEMES,
    USES,
    map_groups,
    one_card,
)


def parsed(node: Node) -> BeautifulSoup:
    return BeautifulSoup(render(node), "html.parser")


def only(page: BeautifulSoup | Tag, selector: str) -> Tag:
    found = page.select(selector)
    assert len(found) == 1, f"{selector}: {len(found)}"
    return found[0]


def text(element: Tag) -> str:
    return " ".join(element.get_text(" ").split())


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_cell_says_theme_word_strength_and_count(lang: str) -> None:
    page = parsed(evidence_map(map_groups(), themes=THEMES, lang=lang))
    one = only(page, '[data-cell="nowhere.work"]')
    said = text(one)
    for part in (THEMES[0], "Beter", "bij de premie", t("strength.level_5", lang), "loting", "2 resultaten"):
        assert part in said
    assert one.name == "a"
    assert str(one["href"]).endswith("#cell-nowhere.work")
    assert one["id"] == "cell-nowhere.work"


def test_a_cell_without_a_result_says_why_it_can_be_opened() -> None:
    page = parsed(evidence_map(map_groups(), themes=THEMES, lang="nl"))
    one = only(page, '[data-cell="nowhere.money"]')
    assert "unknown" in one["class"]
    assert t("map.why", "nl") in text(one)
    assert one["aria-expanded"] == "false"


def test_the_panel_stands_right_under_its_experiment_and_after_its_own_line() -> None:
    page = parsed(evidence_map(map_groups(), themes=THEMES, lang="nl"))
    opened = only(page, '[aria-expanded="true"]')
    row = only(page, "[data-experiment]")
    under = only(row, "tr.under > td")
    cell = opened.find_parent("td")
    assert isinstance(cell, Tag)
    assert "at-1" in cell["class"]
    assert "at-1" in under["class"]
    assert under["colspan"] == str(len(THEMES) + 1)
    assert not parsed(evidence_map(map_groups(opened=False), themes=THEMES, lang="nl")).select("[data-panel]")


def test_each_theme_can_be_shown_alone_without_scripts() -> None:
    page = parsed(evidence_map(map_groups(), themes=THEMES, lang="nl"))
    for link in page.select(".jump a"):
        assert page.find(id=str(link["href"])[1:])


def test_a_claim_is_apart_and_names_who_says_it() -> None:
    page = parsed(panel(PANEL, id="p", lang="nl"))
    claims = only(page, ".claims")
    assert text(only(claims, "h4")) == "Gezegd, niet gemeten"
    assert f"Gemeld door: {SOURCE.publisher}" in claims.get_text()
    assert "De burgemeester" in claims.get_text()
    assert "De burgemeester" not in only(page, ".outcomes").get_text()
    assert not claims.select(".pips")


def test_a_panel_names_each_source_in_full_once() -> None:
    base = only(parsed(panel(replace(PANEL, sources=()), id="p", lang="nl")), ".panel > .base")
    assert base.get_text().count("Een deel gelezen.") == 1
    assert "tabel 9" in base.get_text()
    assert "bladzijde 4" in base.get_text()


def test_a_panel_closes_and_leads_to_the_charts() -> None:
    page = parsed(panel(PANEL, id="p", lang="en"))
    assert only(page, "[data-panel] .top a")["href"] == "/#map"
    assert only(page, ".more a")["href"] == "/vergelijken?theme=work"


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_legend_has_eight_states_and_five_strengths(lang: str) -> None:
    page = parsed(legend(lang=lang))
    assert len(page.select(".signs > li")) == 8
    levels = [" ".join(element["class"]) for element in page.select(".ladder .pips")]
    assert levels == [f"icon pips pips-{level}" for level in (5, 3, 2, 1, "none")]


def test_a_card_has_all_that_belongs_to_a_chart_in_order() -> None:
    page = parsed(one_card("nl"))
    whole = only(page, "article#made-up")
    said = text(whole)
    order = [
        "Kregen mensen",
        "Van de een 25",
        "Zo leest u dit",
        "Zeer eerlijke vergelijking",
        "Toon de cijfers",
        "Bron",
        "Versie",
    ]
    assert [said.index(part) for part in order] == sorted(said.index(part) for part in order)
    assert only(whole, "h2")["id"] == whole["aria-labelledby"]
    assert only(whole, "details#made-up-table table caption").get_text() == TABLE.caption
    link = only(whole, "a[download]")
    assert link["href"] == "/made-up.csv?a=1&b=2"
    assert CHART.question in link.get_text()
    copy = only(whole, "button[data-copy]")
    assert copy["data-copy"] == "/#made-up"
    assert copy["data-done"] == "Link gekopieerd"
    assert copy.parent is not None
    assert only(copy.parent, "[data-said]")["role"] == "status"


def test_beside_a_chart_stands_what_is_needed_to_read_it_and_the_rest_below() -> None:
    notes = tuple(Note(head=f"Noot {place}", text="Een zin van gewone lengte.") for place in range(3))
    page = parsed(card(replace(CHART, reading=notes), USES, lang="nl", version_text=""))
    beside = [text(head) for head in page.select(".notes:not(.below) dt")]
    assert beside == ["Noot 0", "Soort aanpak", "Hoe eerlijk is er vergeleken?"]
    assert [text(head) for head in page.select(".notes.below dt")] == ["Noot 1", "Noot 2"]
    alone = parsed(card(CHART, USES, lang="nl", version_text=""))
    assert not alone.select(".below")


def test_a_table_of_words_becomes_a_list_on_a_phone() -> None:
    def heads(*numeric: bool) -> tuple[Head, ...]:
        return tuple(Head(label=f"Kolom {place}", numeric=one) for place, one in enumerate(numeric))

    for numeric, stacked in (((False, True, True, True), False), ((False, False, False, False), True)):
        table = replace(TABLE, heads=heads(*numeric), groups=(Group(rows=(("a", "b", "c", "d"),)),))
        assert bool(parsed(data_table(table)).select("table.stack")) is stacked


def test_each_sentence_that_holds_can_be_copied_with_its_source_and_the_other_cannot() -> None:
    fold = only(parsed(one_card("nl")), "details#made-up-use")
    assert "Mag ik dit zeggen?" in text(only(fold, "summary"))
    copy = only(fold, "button[data-copy-text]")
    assert copy["data-copy-text"] == f"In Nergens 25 tegen 19. {EVIL} (Bron: Rapport van Nergens.)"
    assert "In Nergens 25 tegen 19." in only(fold, f"#{copy['aria-describedby']}").get_text()
    refused = text(only(fold, ".refused"))
    assert refused.index("Zeg dit liever niet") < refused.index("De premie werkt") < refused.index("Er is niet geloot")


def test_a_hundred_people_are_drawn_and_said() -> None:
    block = only(parsed(one_card("nl")), "#made-up-hundred")
    picture = only(block, '[role="img"]')
    assert "25 van de 100" in text(only(block, f"#{picture['aria-labelledby']}"))
    assert [" ".join(one["class"]) for one in picture.select(".people")] == [
        "people mark-earnings-premium rows-2 more-5",
        "people mark-comparison rows-0 more-3 half",
    ]
    assert "mensen die niet bestaan" in text(block)


def test_a_figure_without_a_height_is_refused() -> None:
    bad = replace(CHART, draw=lambda form: Figure())
    with pytest.raises(ValueError, match="height"):
        card(bad, USES, lang="nl", version_text="")


def test_a_source_line_is_put_together() -> None:
    one = text(
        parsed(source_line((replace(SOURCE, title="Rapport", publisher="Nergens", locators=("tabel 9",)),), lang="nl"))
    )
    assert one == "Bron: Rapport , Nergens, 1 mei 2030, tabel 9. Een deel gelezen."
    several = parsed(source_line((SOURCE, OTHER), lang="nl", calculation="Zelf berekend"))
    assert len(several.select("li")) == 2
    assert "Bronnen:" in several.get_text()
    assert "Zelf berekend." in several.get_text()
    assert len(several.select("a[href]")) == 1


def test_each_cell_of_a_table_has_its_heads() -> None:
    page = parsed(data_table(TABLE))
    assert [cell["data-of"] for cell in page.select("tbody tr:not(.of) td")] == [f"Met {EVIL}", "Zonder"] * 2
    assert len(page.select('tbody th[scope="row"]')) == 2
    assert only(page, 'th[scope="rowgroup"]')["colspan"] == "3"
    with pytest.raises(ValueError, match="shorter"):
        data_table(replace(TABLE, heads=(*TABLE.heads, Head(label="Te veel"))))


def test_every_control_has_a_label_and_works_without_scripts() -> None:
    page = parsed(controls(CONTROLS, action="/vergelijken", lang="nl", chosen="Werk", hidden={"as_of": "2030-01-01"}))
    form = only(page, "form")
    assert (form["method"], form["action"]) == ("get", "/vergelijken")
    for field in form.select('select, input:not([type="hidden"])'):
        label = form.find("label", attrs={"for": field.get("id")}) or field.find_parent("label")
        assert isinstance(label, Tag)
        assert text(label)
    for group in form.select("fieldset"):
        assert only(group, "legend").get_text()
    assert only(form, 'input[type="hidden"]')["value"] == "2030-01-01"
    assert [box["value"] for box in form.select("input[checked]")] == ["premium"]
    assert [option["value"] for option in form.select("option[selected]")] == ["work"]
    assert only(form, 'button[type="submit"]').get_text() == "Toon"
    assert only(form, "a[data-reset]")["href"] == "/vergelijken"
    assert "Werk" in only(page, "details > summary [data-chosen]").get_text()


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("items", [0, 2, 6])
def test_a_document_is_whole(lang: str, items: int) -> None:
    nav = [Link(href=f"/{place}", label=f"Pagina {place}", current=place == 1) for place in range(items)]
    page = BeautifulSoup(
        document(
            lang=lang, title=f"Titel {EVIL}", description=EVIL, nav=nav, other=Link(href="/en?a=1&b=2", label="English"),
            body=h("p", "Inhoud"), version_text=f"Versie {EVIL}", footer=(Note(head="", text=EVIL),),
            footer_links=(("Gegevens", (Link(href="/bronnen", label="Bronnen"),)), ("Leeg", ())),
            scripts=(h("script", src="/a.js", defer=True),),
        ),
        "html.parser",
    )  # fmt: skip
    assert only(page, "html")["lang"] == lang
    assert only(page, "title").get_text() == f"Titel {EVIL}"
    first = page.find("body")
    assert isinstance(first, Tag)
    skip = first.find("a")
    assert isinstance(skip, Tag)
    assert page.find(id=str(skip["href"])[1:]) is only(page, "main")
    assert [link.get("aria-current") for link in page.select(".nav a")] == [None, "page", None, None, None, None][
        :items
    ]
    other = only(page, "a.lang")
    assert (other["href"], other["hreflang"]) == ("/en?a=1&b=2", "en" if lang == "nl" else "nl")
    assert f"Versie {EVIL}" in only(page, "footer").get_text()
    assert "Leeg" not in only(page, "footer").get_text()
    assert not [element for element in page.find_all("script") if element.string]


def test_approaches_added_later_have_a_shape_and_a_colour() -> None:
    sheet = (config.ASSETS / "css/icons.css").read_text(encoding="utf-8")
    coloured = set(re.findall(r"\.(mark-[\w-]+) \{ color:", sheet))
    types = {
        f"mark-{palette.mark(name)[0].removeprefix('type-')}"
        for name in ("basic_job", "free_choice", "together", "a", "b", "c")
    }
    assert types - coloured == set()
    assert types - set(icons()) == set()


def test_every_token_that_is_used_exists() -> None:
    defined = set(re.findall(r"(--[\w-]+):", (config.ASSETS / "tokens.css").read_text(encoding="utf-8")))
    for style in SHEETS[1:]:
        sheet = (config.ASSETS / f"{style}.css").read_text(encoding="utf-8")
        used = set(re.findall(r"var\((--[\w-]+)", sheet)) - set(re.findall(r"(--[\w-]+):", sheet))
        # A colleague's spare types are optional until a new type needs them.
        assert {name for name in used - defined if not name.startswith("--type-spare")} == set(), style


def test_a_long_list_puts_what_is_chosen_first_and_has_a_field_to_find_the_rest() -> None:
    def listed(many: int) -> Tag:
        options = tuple(Option(value=f"p{n}", label=f"Plaats {n}", selected=n == many - 1) for n in range(many))
        control = Control(
            name="place", label="Plaats", kind="several", groups=(OptionGroup(label="", options=options),)
        )
        return parsed(controls([control], action="/", lang="nl", chosen=""))

    long, short = listed(340), listed(5)
    boxes = long.select("input[name=place]")
    assert len(boxes) == 340
    assert [box["value"] for box in boxes[:2]] == ["p339", "p0"]
    assert boxes[0].has_attr("checked")
    field = long.select_one("label.in-list[hidden] input[type=search]")
    assert field is not None
    # A field with a name would be part of the address.
    assert not field.has_attr("name")
    assert short.select_one(".in-list") is None
    assert [box["value"] for box in short.select("input[name=place]")] == [f"p{n}" for n in range(5)]
