"""Made-up nouns: a town, an experiment and figures that do not exist, with hostile text wherever text can stand."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.models.chart import Chart, Frequency, OutOfHundred, Statement, StatementGroup
from dashboard.models.controls import Control, Option, OptionGroup, ShareLinks
from dashboard.models.evidence import Finding, MapCell, MapGroup, MapRow, Missing, Panel, Undrawn
from dashboard.models.kinds import Figure
from dashboard.models.text import Group, Head, Link, Note, Source, Strength, Table, TypeLabel
from dashboard.web.components.card import card
from dashboard.web.components.controls import controls
from dashboard.web.components.evidence_map import evidence_map
from dashboard.web.components.html import Node, h
from dashboard.web.components.legend import legend
from dashboard.web.components.notices import contents, entries, missing, notice, undrawn, unknowns
from dashboard.web.components.results import findings_list
from dashboard.web.components.sections import cards, opening, section, stage
from dashboard.web.components.sources import source_line

EVIL = "<img src=x onerror=\"alert('1')\">&amp;</p>"
THEMES = ("Werk (verzonnen)", f"Geld {EVIL}")
TYPE = TypeLabel(id="earnings_premium", name=f"Premie {EVIL}")
LOTTERY = Strength(level=5, name=f"loting {EVIL}", why=f"Toeval {EVIL}")
UNRATED = Strength(level=None, name="geen vergelijking", why="")
SOURCE = Source(
    id="made_up",
    title=f"Verzonnen rapport {EVIL}",
    publisher=f"Gemeente Nergens {EVIL}",
    published="1 mei 2030",
    url='https://example.org/a?b=1&c="2"',
    access="een deel gelezen",
    locators=(f"tabel 9 {EVIL}", "bladzijde 4"),
)
OTHER = Source(
    id="other", title="Ander stuk", publisher="Niemand", published="2031", url="javascript:alert(1)", access=""
)
TABLE = Table(
    caption=f"Verzonnen cijfers {EVIL}",
    heads=(Head(label="Groep"), Head(label=f"Met {EVIL}", numeric=True), Head(label="Zonder", numeric=True)),
    groups=(Group(title=f"Werk {EVIL}", rows=((f"2030 {EVIL}", "25%", "19%"),)), Group(rows=(("2031", "3%", "4%"),))),
)


def finding(text: str = "Iets veranderde.", *, verdict: str | None = "favourable") -> Finding:
    return Finding(
        text=f"{text} {EVIL}", verdict=verdict, word=f"Gunstig {EVIL}", marks=(TYPE,), strength=LOTTERY,
        test=f"getoetst {EVIL}", source=SOURCE, head=f"Uitkomst {EVIL}",
    )  # type: ignore[arg-type]  # fmt: skip


SAYINGS = (
    StatementGroup(
        title=f"Nergens, Proef {EVIL}",
        statements=(
            Statement(text=f"In Nergens 25 tegen 19. {EVIL}", allowed=True, source="Rapport van Nergens."),
            Statement(text=f"De premie werkt. {EVIL}", allowed=False, why=f"Er is niet geloot. {EVIL}"),
        ),
    ),
)
HUNDREDS = (
    Frequency(
        head=f"Nergens, begonnen in 2030 {EVIL}",
        sentence=f"25 van de 100 met premie. Zonder de aanpak 3 tot 4 van de 100. {EVIL}",
        population=f"Werk. Van wie: mensen die niet bestaan. {EVIL}",
        arms=(
            OutOfHundred(name=f"met premie {EVIL}", words="25 van de 100", type_id="earnings_premium", people=25),
            OutOfHundred(name="zonder", words="3 tot 4 van de 100", type_id="comparison", people=3, part=True),
        ),
    ),
)


def figure(height: int) -> Figure:
    return Figure(layout={"height": height})


CHART = Chart(
    key="made-up",
    question=f"Kregen mensen in Nergens werk? {EVIL}",
    sentence=f"Van de een 25, van de ander 19 procent. {EVIL}",
    description=f"Beschrijving {EVIL}",
    draw=lambda form: figure(296 if form == "wide" else 380),
    reading=(Note(head=f"Zo leest u dit {EVIL}", text=f"Gevuld is met. {EVIL}"),),
    strength=LOTTERY,
    table=TABLE,
    sources=(SOURCE, OTHER),
    calculation=f"Het verschil is onze berekening {EVIL}",
    subtitle=f"Verzonnen {EVIL}",
    types=(TYPE,),
    statements=SAYINGS,
    frequencies=HUNDREDS,
)
PANEL = Panel(
    title=f"Nergens: werk {EVIL}",
    answer=f"Iets meer werk. {EVIL}",
    table=TABLE,
    findings=(finding(), finding("Een telling.", verdict=None)),
    notes=(Note(head=f"Wat ontbreekt {EVIL}", text=f"Het bereik. {EVIL}"),),
    claims=(finding("De burgemeester zegt dat het hielp."),),
    strength=LOTTERY,
    sources=(SOURCE,),
    more_href="/vergelijken?theme=work",
    close_href="/#map",
    statements=SAYINGS,
    frequencies=HUNDREDS,
)


def cell(theme: str, **changes: object) -> MapCell:
    parts: dict[str, object] = {
        "id": f"nowhere.{theme}", "theme": theme, "state": "better", "verdict": "favourable", "word": f"Beter {EVIL}",
        "detail": f"bij de premie {EVIL}", "strength": LOTTERY, "count": f"2 resultaten {EVIL}",
        "href": f"/?open=nowhere.{theme}&x=\"1\"#cell-nowhere.{theme}", "open": False,
    }  # fmt: skip
    return MapCell(**{**parts, **changes})  # type: ignore[arg-type]


def map_groups(*, opened: bool = True) -> tuple[MapGroup, ...]:
    cells = (
        cell("work", open=opened),
        cell("money", state="not_found", word=f"Niet gevonden {EVIL}", strength=None, count="", detail=""),
    )
    row = MapRow(
        experiment_id="nowhere", municipality=f"Nergens {EVIL}", name=f"Proef {EVIL}", types=(TYPE,), cells=cells,
        panel=PANEL if opened else None,
    )  # fmt: skip
    return (MapGroup(title=f"Verzonnen groep {EVIL}", text=f"Uitleg {EVIL}", rows=(row,)),)


CONTROLS = (
    Control(
        name="theme", label=f"Thema {EVIL}", kind="one", help=f"Kies er een {EVIL}",
        groups=(OptionGroup(label="", options=(Option(value="work", label=f"Werk {EVIL}", selected=True),)),),
    ),
    Control(
        name="indicator", label="Uitkomst", kind="one",
        groups=(OptionGroup(label=f"Werk {EVIL}", value="work", options=(Option(value="a\"b", label="Een"),)),),
    ),
    Control(
        name="type", label=f"Soort {EVIL}", kind="several", summary=f"Premie {EVIL}",
        groups=(OptionGroup(label=f"Groep {EVIL}", options=(
            Option(value="premium", label=f"Premie {EVIL}", selected=True), Option(value="job", label="Baan"))),),
    ),
    Control(
        name="measured", label="Cijfers", kind="switch", help=f"Zonder beweringen {EVIL}",
        groups=(OptionGroup(label="", options=(Option(value="1", label=f"Alleen met cijfers {EVIL}"),)),),
    ),
)  # fmt: skip
LINKS = (Link(href="/a?b=1&c=2", label=f"Vraag {EVIL}", text=f"Uitleg {EVIL}"), Link(href="#map", label="Kaart"))
MISSING = Missing(
    title=f"Niets gevonden {EVIL}",
    state="not_read",
    word=f"Niet gelezen {EVIL}",
    texts=(f"Waarom {EVIL}",),
    links=LINKS,
)
UNDRAWN = (Undrawn(head=f"Nergens {EVIL}", value=f"4 keer {EVIL}", why=f"Alleen een verhouding {EVIL}", source=SOURCE),)


USES = ShareLinks(csv="/made-up.csv?a=1&b=2", link="/#made-up")


def one_card(lang: str) -> Node:
    return card(CHART, USES, lang=lang, version_text=f"Versie {EVIL}")


def live_parts(lang: str) -> Node:
    """All that may stand in the live region."""
    return cards(
        notice(EVIL, head=EVIL),
        one_card(lang),
        undrawn(UNDRAWN, title=f"Niet getekend {EVIL}", intro=EVIL, lang=lang, id="undrawn"),
        undrawn(UNDRAWN, title="Ook niet getekend", intro=EVIL, lang=lang, id="older", fold=True),
        contents(LINKS, label=EVIL),
        section(f"Weten we niet {EVIL}", unknowns((Note(head=EVIL, text=EVIL),)), id="gaps", intro=EVIL),
        findings_list(f"Beweerd {EVIL}", intro=EVIL, findings=(finding(),), lang=lang, id="claims", kind="claimed"),
        missing(MISSING),
    )


PARTS: dict[str, Callable[[str], Node]] = {
    "card": one_card,
    "live": live_parts,
    "map": lambda lang: evidence_map(map_groups(), themes=THEMES, lang=lang),
    "map closed": lambda lang: evidence_map(map_groups(opened=False), themes=THEMES, lang=lang),
    "legend": lambda lang: legend(lang=lang),
    "controls": lambda lang: controls(CONTROLS, action="/x", lang=lang, chosen=EVIL, hidden={"as_of": EVIL}),
    "entries": lambda lang: entries(LINKS, lang=lang),
    "results": lambda lang: findings_list(EVIL, intro=EVIL, findings=(finding(),), lang=lang, id="more"),
    "source": lambda lang: source_line((SOURCE, OTHER), lang=lang, calculation=EVIL, version_text=EVIL),
    "opening": lambda lang: opening(EVIL, lead=(EVIL,), beside=entries(LINKS, lang=lang)),
    "stage": lambda lang: stage(h("p", EVIL)),
}
