"""Sentences on pages that readers take along: none contradicts another on its page, and computed ones are whole sentences.

The most seen ones are golden files.
"""

import re

import pytest
from flask.testing import FlaskClient

from dashboard.db import queries
from dashboard.i18n.catalogue import catalogue, known
from dashboard.models.context import Context, Scope
from dashboard.web.pages.registry import PAGES
from tests.golden_files import assert_as_recorded
from tests.page_reader import page, rows, said

# Tables of texts from which code makes sentences with values.
COMPUTED = (
    "statements.basis", "statements.gap", "statements.limit", "statements.number", "statements.pair",
    "statements.pair_of", "statements.test", "statements.from", "statements.trap", "statements.trap_why",
    "with_and_without.difference", "with_and_without.sure", "directions.sure", "directions.count", "over_time.rose",
    "over_time.fell", "over_time.equal", "trend.one", "trend.all", "evidence.says", "evidence.limit", "brief.of_type",
    "rung.side", "answer.by_lot", "answer.over_time", "directions.partly", "directions.untested",
    "directions.no_size", "directions.same_trials", "directions.not_tested", "directions.second_hand",
    "elsewhere.say", "elsewhere.how", "elsewhere.compared", "places.like", "places.alike",
    "places.differ", "over_time.of", "statements.number_of",
)  # fmt: skip
VERBS = {
    "nl": (
        "is was zijn waren ging gaat gold hield begon had heeft deed weten staat komt kan moet daalde steeg zorgde hielp "
        "helpt bepaalde leverde vergelijkt vergeleken betekent kennen noemt zegt gaan vonden bewijst telt kiest staan verschilt "
        "verschilde kunnen verschillen kijk meldt vergelijk noemen geldt gelden hadden toont lag ligt liepen lopen probeerde "
        "probeerden lijkt blijkt overlappen scheelde vertellen wijst wijzen tel bewijzen"
    ),
    "en": (
        "is was are were went applied left started stayed had has did do does know may can cannot fell rose caused "
        "helped compares helps decided came says say gives covers compare looked cover counts picks differ differs names comes "
        "made overlap have give holds hold lies differed tried found tells improved got follows proven shows resemble look "
        "achieved speak show"
    ),
}


def computed(lang: str) -> list[tuple[str, str]]:
    """Return the sentences of the computed texts, by the key of their text."""
    return [
        (key, sentence)
        for key, text in catalogue().items()
        if any(key == name or key.startswith(f"{name}.") for name in COMPUTED)
        for sentence in re.split(r"(?<=[.?!])\s+(?=[A-Z{])", text[lang])
        if not re.fullmatch(r"\{\w+\}\.?", sentence)
    ]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_computed_sentence_has_a_verb(lang: str) -> None:
    found, verbs = computed(lang), set(VERBS[lang].split())
    assert len(found) > 150
    assert [one for one in found if not verbs & set(re.findall(r"[a-z]+", one[1].lower()))] == []


# A ban, by the text that it is made of, and in each language the words that would contradict it in a sentence to copy.
BANS = {
    "statements.trap.control": {"nl": r"gunstig|beter|vaker|hoger|meer", "en": r"favourable|better|more|higher"},
    "statements.trap.control_harm": {"nl": r"ongunstig|slechter|minder|lager", "en": r"worse|less|lower|unfavourable"},
}
NO_EFFECT = {"nl": "geen effect", "en": "no effect"}
BY_LOT = {
    "nl": r"(?s)(?=.*controlegroep).*(Er is geloot|door loting)",
    "en": r"(?s)(?=.*control group).*(at random|by lot)",
}
SAID, BANNED = ".said li > p[id], .yes li p[id], .halves .lines li", ".refused q, .no q, .brief-notes h4"
# Bans that name their outcome by its noun, without quotation marks.
WITH_NOUN = ("statements.trap.caused", "statements.trap.caused_harm", "statements.trap.caused_size")
# Bans that are about no single outcome: one on municipalities together, and one on the size of a scheme.
WITHOUT_OUTCOME = ("statements.trap.several", "statements.trap.success")


def pattern(key: str, lang: str) -> re.Pattern[str]:
    """Return the expression of a text with its values as groups."""
    parts = re.split(r"\{(\w+)\}", catalogue()[key][lang])
    return re.compile(
        "".join(f"(?P<{part}>.+?)" if number % 2 else re.escape(part) for number, part in enumerate(parts))
    )


def contradictions(allowed: list[str], refused: list[str], lang: str) -> list[tuple[str, str]]:
    """Return each ban with the sentence that says, after a lottery, what the ban refuses: same place, same outcome."""
    found = []
    for ban in refused:
        for key, words in BANS.items():
            match = pattern(key, lang).fullmatch(ban)
            if match is None:
                continue
            stem = match["outcome"].split()[-1][:7]
            for sentence in allowed:
                same = match["place"] in sentence and stem in sentence
                says = re.search(words[lang], sentence) and NO_EFFECT[lang] not in sentence
                if same and says and re.match(BY_LOT[lang], sentence):
                    found.append((ban, sentence))
    return found


def test_a_ban_that_contradicts_a_sentence_is_found() -> None:
    ban = "In Nergens deed fluiten het op ‘gezondheid’ beter dan de controlegroep."
    sentence = "In Nergens was de gezondheid beter dan bij de controlegroep. Er is geloot."
    assert contradictions([sentence], [ban], "nl") == [(ban, sentence)]
    assert contradictions([sentence.replace("Nergens", "Elders")], [ban], "nl") == []
    ban = "In Nergens whistling did better than the control group on ‘health’."
    sentence = "In Nergens health was better than in the control group. Groups were formed at random."
    assert contradictions([sentence], [ban], "en") == [(ban, sentence)]


def cells(lang: str) -> list[str]:
    """Return the addresses of the front page with a cell of the map opened: half of the cells in each language."""
    front = next(one.path(lang) for one in PAGES if one.name == "overview")
    every = [f"{front}?open={row['id']}.{theme['id']}" for theme in rows("themes") for row in rows("experiments")]
    return every[lang == "en" :: 2]


def _items() -> dict[str, tuple[str, ...]]:
    return {one.name: one.ids() for one in PAGES if one.name in ("municipality", "type") and one.ids}


def factsheets(brief: str) -> list[str]:
    """Return the addresses of the factsheets on one municipality or one approach."""
    return [f"{brief}?{name}={item}" for name, ids in _items().items() for item in ids]


def addresses(lang: str) -> list[str]:
    """Return the addresses of pages with sentences to copy or to avoid: opened cells, factsheets, and items and themes.

    Items and themes have the sentences of cells, so they are read in Dutch only.
    """
    pages = {one.name: one for one in PAGES}
    result = [*cells(lang), *factsheets(pages["brief"].path(lang))]
    if lang == "nl":
        result += [pages[name].path(lang, item) for name, ids in _items().items() for item in ids]
        result += [f"{pages['compare'].path(lang)}?theme={row['id']}" for row in rows("themes")]
    return result


# One rule makes a sentence in both languages, so a quarter of the English pages is enough; nightly has them all.
@pytest.mark.parametrize(("lang", "step"), [("nl", 1), ("en", 4), pytest.param("en", 1, marks=pytest.mark.nightly)])
def test_no_page_refuses_what_it_says_and_every_ban_names_its_outcome(
    real: None, client: FlaskClient, lang: str, step: int
) -> None:
    bans = 0
    for address in addresses(lang)[::step]:
        found = page(client, address)
        allowed = [said(one) for one in found.select(SAID)]
        # On a factsheet only what stands in quotation marks is a sentence to avoid.
        banned = [(one.name, said(one)) for one in found.select(BANNED)]
        refused = [text.strip("“”") for name, text in banned if name == "q" or text.startswith("“")]
        bans += len(refused)
        assert contradictions(allowed, refused, lang) == [], address
        assert not set(allowed) & set(refused), address
        named = [one for one in refused if "‘" not in one]
        general = [
            one for one in named if any(pattern(key, lang).fullmatch(one) for key in (*WITH_NOUN, *WITHOUT_OUTCOME))
        ]
        assert named == general, address
    assert bans > 15 // step


# The sentences of the front page, of each opened cell, and at the top of each factsheet.
SEEN = ".deck, .one-number, .tile > h3, .tile > p:not(.tried), #brief-title, main p.answer"


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_most_seen_sentences_are_as_recorded(real: None, client: FlaskClient, lang: str) -> None:
    lines: list[str] = []
    front, brief = (next(one.path(lang) for one in PAGES if one.name == name) for name in ("overview", "brief"))
    for address in (front, *cells(lang), brief, *factsheets(brief)):
        new = [said(part) for part in page(client, address).select(SEEN)]
        lines += [f"# {address}", *(line for line in new if line not in lines)]
    assert_as_recorded(f"statements/pages-{lang}.txt", "\n".join(lines) + "\n")


def test_only_a_difference_with_a_size_is_called_better(real: None, client: FlaskClient) -> None:
    words = [said(part) for part in page(client, "/").select("#map td a.cell")]
    better = [text for text in words if "Beter" in text]
    assert len(words) > 25
    assert len(better) == 1
    assert re.search(r"Beter ?, \d+ tegen \d+ procent", better[0])
    for address in ("/", "/gemeenten/wageningen", "/raadsbrief?municipality=wageningen"):
        text = said(page(client, address).find("main"))
        assert "Gunstig, grootte onbekend" in text, address
        assert address == "/" or "Beter" not in text, address


def test_results_are_counted_and_labelled_alike_on_every_page(real: None, client: FlaskClient) -> None:
    pages = ("/", "/aanpak/bijverdienen", "/raadsbrief?type=earnings_premium")
    front, approach, factsheet = (said(page(client, address).find("main")) for address in pages)
    # Each pair of numbers is one result: four of a fair comparison, and two of parts of the groups.
    assert "redelijk eerlijke vergelijking. vergelijkbare mensen. 4 resultaten." in front
    assert "zwakke vergelijking. alleen een deel van elke groep. 2 resultaten." in front
    assert "Bij 6 van de" in front
    assert "Redelijk eerlijke vergelijking, vergelijkbare mensen: 4 resultaten zijn gunstig." in approach
    assert "Zwakke vergelijking, alleen een deel van elke groep: 2 resultaten zijn gunstig." in approach
    assert "Bij 4 ervan is zonder loting vergeleken met vergelijkbare mensen." in factsheet


def test_a_result_that_shows_no_effect_is_on_no_side(real: None, client: FlaskClient) -> None:
    cell = page(client, "/?open=groningen_bijstand_op_maat.income_stability")
    assert "Bewijst geen effect van de aanpak" in said(cell.find("main"))
    for address in ("/aanpak/extra-begeleiding", "/aanpak/minder-plichten"):
        (oss,) = [one for one in map(said, page(client, address).select(".rungs li li")) if "verschil gevonden" in one]
        assert oss.startswith("Oss. Bij vertrek naar voltijdwerk is een verschil gevonden")
        assert oss.endswith("maar dat bewijst niet dat de aanpak werkt.")


def test_outcome_for_which_less_is_better_has_a_noun_that_is_good(real: None, client: FlaskClient) -> None:
    """The ladder once said that support was favourable for having lost work."""
    ladder = said(page(client, "/aanpak/extra-begeleiding").select_one(".rungs"))
    assert "het behoud van werk" in ladder
    assert "kwijtgeraakt" not in ladder
    down = {row["id"] for row in rows("indicators") if row["better"] == "down"}
    assert [
        id for id in down & {row["indicator_id"] for row in rows("findings")} if not known(f"outcome.noun.{id}")
    ] == []


def test_tiles_keep_the_limits_of_their_results(real: None, client: FlaskClient) -> None:
    """Whose number it is, the national results, an unknown size and an unknown test once got lost on a tile."""
    tiles = {said(one.find("h3")): said(one) for one in page(client, "/").select(".tile")}
    assert "25 procent van wie in 2018 begon" in tiles["Bijverdienen"]
    assert "Landelijk" in tiles["Bijverdienen"]
    assert "hoeveel weten we niet" in tiles["Extra begeleiding"]
    assert "getoetst, weten we niet" in tiles["Extra begeleiding"]
    assert "Amsterdam (met uitzonderingen)" in tiles["Minder plichten"]


def test_end_dates_are_inclusive_and_an_amount_without_a_date_has_none(real: None, client: FlaskClient) -> None:
    text = said(page(client, "/aanpak/bijverdienen").find("main"))
    assert "1 november 2017 tot en met 31 oktober 2019" in text
    assert not re.search(r"\d{4} tot \d", text)
    assert "Gepland of gereserveerd, zonder datum" not in text


def test_card_warns_once_that_there_was_no_lottery_beside_its_sentences(real: None, client: FlaskClient) -> None:
    """The answer and the sentences to copy travel, so that each has its own limits; the rest of the card stays."""
    warned = 0
    for address in ("/vergelijken", "/gemeenten/amsterdam", "/aanpak/bijverdienen"):
        for card in page(client, address).select("[data-card]"):
            travel = {said(part) for part in card.select(".say, .said li > p[id]")}
            stay = [text for text in card.find_all(["p", "dd"]) if said(text) not in travel]
            warnings = [said(text) for text in stay if re.search("niet geloot|[Gg]een loting", said(text))]
            assert len(warnings) <= 1, (address, card["id"])
            warned += len(warnings)
    assert warned


def test_ban_without_its_card_says_that_there_was_no_lottery(real: None, client: FlaskClient) -> None:
    for address in ("/raadsbrief?type=earnings_premium", "/aanpak/bijverdienen"):
        text = said(page(client, address).find("main"))
        after = re.split(r"“?In Amsterdam komt het verschil van 6 procentpunt", text)[1][:200]
        assert "Er is niet geloot: wie meedeed, kan al anders zijn geweest." in after, address


def test_known_weakness_of_a_lottery_is_stated(real: None, client: FlaskClient) -> None:
    """A caseworker could keep people out of a group: the page of the trial says so, and no sentence to copy hides it."""
    facts = {row["id"]: row["label_nl"] for row in rows("design_facts")}
    amsterdam = said(page(client, "/gemeenten/amsterdam").find("main"))
    assert facts["amsterdam_guidance_caseworker_exclusion"] in amsterdam
    by_lot = [said(one) for one in page(client, "/vergelijken").select(SAID)]
    by_lot = [text for text in by_lot if "bepaalde loting wie in welke groep kwam" in text]
    ladder = [said(one) for one in page(client, "/aanpak/minder-plichten").select(".rungs > li:first-child li")]
    weakness = f"{facts['amsterdam_guidance_caseworker_exclusion']}."
    assert len(by_lot) > 1
    for text in (*by_lot, *ladder):
        # The fact is about one trial, so that no other place has it.
        assert (weakness in text) == ("Amsterdam" in text), text


def test_no_page_calls_fairness_a_score_or_a_report_by_others_research(real: None, client: FlaskClient) -> None:
    """Five blocks once looked like certainty, and an interview was said to be about research of others."""
    for address in ("/", "/vergelijken", "/kosten", "/gemeenten/groningen", "/raadsbrief?municipality=groningen"):
        text = said(page(client, address).find("main"))
        assert not re.search(r"bewijs \d|\b[1-5] van (de )?5\b", text), address
        assert "onderzoek van anderen" not in text, address
    assert "interview. Bericht van anderen, niet het onderzoek zelf." in said(page(client, "/kosten").find("main"))


def test_limits_of_a_row_stay_when_it_is_counted_listed_or_taken_along(real: None, client: FlaskClient) -> None:
    """The words sometimes, the years and a missing test once got lost in counts, ladders and factsheets."""
    ladder = said(page(client, "/aanpak/bijverdienen").select_one(".rungs"))
    assert "Soms was het gunstig voor deeltijdwerk (2017–2019)" in ladder
    assert "Bij deeltijdwerk (2020–2021)" in ladder
    counted = said(page(client, "/vergelijken").find(id="directions.national_randomised_control").select_one(".say"))
    assert re.search(
        r"\d resultaten gelden niet voor alle mensen, uitkomsten of momenten\. Bij \d resultaten is niet bekend of",
        counted,
    )
    lead = said(page(client, "/raadsbrief?type=earnings_premium").find(id="brief-title").parent)
    assert 0 < lead.index("Er is niet geloot.") < lead.index("Landelijk")
    assert "zijn gunstig" not in lead
    tilburg = page(client, "/elders?theme=participation").find(id="finding-tilburg_full_time")
    assert "Of er is getoetst, is niet bekend." in said(tilburg)


# Words by which a sentence written by hand names its outcome, and how it says that no difference was shown.
DENIED = {"nl": r"geen verschil|niet aan(toonbaar|getoond)", "en": r"no difference|not (demonstrabl|shown)"}


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_hand_written_text_that_denies_a_difference_names_its_outcome(lang: str) -> None:
    """A question once said that no difference was shown, of one outcome of a trial that had another."""
    words = [word for theme in rows("themes") for word in catalogue()[f"claims.words.{theme['id']}"][lang].split("|")]
    words += ["bijstand", "assistance", "uitkomst", "outcome", "vertrouwen", "trust", "mantelzorg", "care"]
    texts = [
        (f"{table}.{row['id']}", row[f"{column}_{lang}"])
        for table, column in (
            ("questions", "why"),
            ("claims", "answer"),
            ("lessons", "text"),
            ("experiments", "summary"),
        )
        for row in rows(table)
    ]
    denied = [
        (id, sentence)
        for id, text in texts
        for sentence in re.split(r"(?<=[.;])\s+", text)
        if re.search(DENIED[lang], sentence)
    ]
    assert len(denied) > 6
    assert [one for one in denied if not any(word in one[1].lower() for word in words)] == []


def test_finding_on_leaving_assistance_says_so() -> None:
    """A chance of work was once filed as leaving assistance, and led the answer of an approach."""
    left = ("uit de bijstand", "naar werk", "aan het werk", "effect op werk")
    found = [row for row in rows("findings") if row["indicator_id"] == "outflow_to_work" and row["experiment_id"]]
    of_one_sentence = {"amsterdam_guidance_interim_no_difference", "groningen_work_no_positive_effect"}
    missing = {row["id"] for row in found if not any(words in row["text_nl"] for words in left)}
    assert missing - of_one_sentence == {"groningen_sooner_to_work_claim"}


def test_claim_agrees_with_the_conflict_on_the_same_rows() -> None:
    """A claim once was outdated by a later statement, where the conflict has the earlier evaluation lead."""
    conflicts = {row["id"]: row for row in rows("conflicts")}
    claim = next(row for row in rows("claims") if row["id"] == "groningen_nobody_stopped")
    assert "conflicts.groningen_basic_job_drop_out" in claim["rests_on"].split("|")
    assert "eindmeting van 2023 gaat voor" in conflicts["groningen_basic_job_drop_out"]["choice_nl"]
    assert claim["verdict"] == "half_true"
    for row in rows("claims"):
        rests = [one.partition(".") for one in row["rests_on"].split("|")]
        subjects = {
            (fact["experiment_id"], fact["indicator_id"])
            for table, _, id in rests
            if table in ("findings", "observations")
            for fact in rows(table)
            if fact["id"] == id
        }
        cited = {id for table, _, id in rests if table == "conflicts"}
        assert {
            id for id, own in conflicts.items() if (own["experiment_id"], own["indicator_id"]) in subjects
        } <= cited or row["verdict"] != "outdated", row["id"]


# In a chart with results of several comparisons: what its sentence says of each limit that its rows have.
LIMITS = {
    "test=not_stated": r"niet bekend of er is getoetst",
    "test=not_tested": r"niet getoetst",
    "access=secondary": r"alleen uit berichten van anderen",
}


def test_sentence_of_a_chart_has_the_limits_of_its_rows(real: None, client: FlaskClient) -> None:
    """What was read in part says nothing of what a source does not name, and studies of the same trials do not add up."""
    access = {row["id"]: row["access"] for row in rows("sources")}
    found = {row["text_nl"]: row for row in rows("findings")}
    checked = 0
    for theme in rows("themes"):
        for card in page(client, f"/vergelijken?theme={theme['id']}").select('[data-card][id^="directions."]'):
            sentence = said(card.select_one(".say"))
            own = [row for text, row in found.items() if text in said(card.find("table"))]
            assert own
            checked += 1
            facts = {f"test={row['test']}" for row in own} | {f"access={access[row['source_id']]}" for row in own}
            for fact, words in LIMITS.items():
                assert (fact in facts) == bool(re.search(words, sentence)), (card["id"], fact)
            assert "bronnen noemen geen" not in sentence
            national = "national" in str(card["id"]) and len(own) > 1
            assert ("dezelfde zes proeven" in sentence) == national, card["id"]
            if ".over_time" in str(card["id"]):
                assert "gunstig" not in sentence
    assert checked > 8


def test_every_listed_result_says_how_it_was_compared_and_tested(real: None, client: FlaskClient) -> None:
    """A flat "worked more hours" once stood in a list without a mark, below results that had one."""
    found = {row["text_nl"]: row for row in rows("findings")}
    tests = {
        name: catalogue()[f"test.{name}"]["nl"]
        for name in ("significant", "not_significant", "not_tested", "not_stated")
    }
    listed = 0
    pages = [f"/gemeenten/{row['id']}" for row in rows("municipalities")]
    pages += ["/aanpak/extra-begeleiding", "/aanpak/minder-plichten", "/aanpak/basisbaan"]
    for address in pages:
        for item in page(client, address).select("#found .items > li, .size-chart .items > li, .found-of .items > li"):
            own = next((row for text, row in found.items() if text in said(item)), None)
            if own:
                assert said(item.find("small")).endswith(f"; {tests[own['test']]})"), (address, said(item))
                listed += 1
    assert listed > 20


def test_copied_sentence_says_with_whom_and_how_lots_were_drawn(real: None, client: FlaskClient) -> None:
    """A sentence to copy travels alone, so it has the exception to its lottery and the group it compares with."""
    told = r"controlegroep|standaardgroep|vergelijkingsgroep|gewone|andere twee groepen|alle groepen"
    by_lot = [
        said(one)
        for theme in rows("themes")
        for one in page(client, f"/vergelijken?theme={theme['id']}").select(SAID)
        if re.search(r"Dit komt uit de proef in .* Er is geloot", said(one))
    ]
    assert len(by_lot) > 10
    for text in by_lot:
        assert re.search(told, text), text
        assert ("met uitzonderingen bij zelfregie" in text) == ("proef in Amsterdam" in text), text


def test_picture_of_a_page_has_its_words_and_limits_as_alternative_text(real: None, client: FlaskClient) -> None:
    """It once was the title of the page, without the result that the picture shows."""
    wanted = {
        "/aanpak/bijverdienen": ("25 procent", "19 procent", "niet geloot"),
        "/en/approach/earnings-premium": ("25 percent", "19 percent", "not formed at random"),
        "/raadsbrief?municipality=oss": ("gunstig", "onbekend of het is getoetst", "loting"),
        "/elders": ("andere mensen en andere regels",),
    }
    for address, words in wanted.items():
        found = page(client, address)
        alternative = str(found.find("meta", property="og:image:alt")["content"])  # type: ignore[index]
        assert [one for one in words if one not in alternative] == [], alternative
        assert alternative != str(found.find("meta", property="og:title")["content"])  # type: ignore[index]


def test_cell_that_is_only_described_says_who_reports_it(real: None, client: FlaskClient) -> None:
    """A newspaper once stood behind a cell without a word on it, beside cells that had one."""
    secondary = {row["id"] for row in rows("sources") if row["access"] == "secondary"}
    for cell in queries.evidence(Context(lang="nl")):
        own = [
            row
            for row in queries.findings(Scope(experiment=cell.experiment_id), Context(lang="nl"))
            if row.counts and row.theme == cell.theme
        ]
        if cell.verdict == "unclear" and own and not cell.pairs and cell.results == len(own):
            assert cell.second_hand == all(row.source_id in secondary for row in own), cell
    income = said(page(client, "/").find(id="map"))
    assert "Alleen geteld of beschreven , inkomen, alleen uit berichten van anderen" in income
    assert "het behoud van werk in 2020–2021" in income


def test_lead_of_an_approach_names_what_the_row_says_and_who_reports_it(real: None, client: FlaskClient) -> None:
    lead = next(said(one) for one in page(client, "/").select(".tile") if "Minder plichten" in said(one))
    assert "Bij vertrek naar werk (Amsterdam) en betaald werk (Wageningen, volgens ESB)" in lead


def test_effect_elsewhere_without_an_interval_keeps_its_comparison(real: None, client: FlaskClient) -> None:
    found = said(page(client, "/elders?theme=participation").find(id="not-orus_in_labour_market"))
    assert "Vergeleken is met: 50 dollar per maand, door loting bepaald (over drie jaar)." in found
    for address in ("/elders", "/en/elsewhere"):
        description = str(page(client, address).find("meta", attrs={"name": "description"})["content"])  # type: ignore[index]
        assert re.search("als de bron die noemt|where the source gives one", description)


# What a page says where a summary once lost whose result it is, on what, or against whom: page, part of it, words.
WHOLE = (
    ("/", "#map", "Wisselend , over ‘andere uitkomsten samen’, toets niet vermeld"),
    ("/gemeenten/groningen", "main", "(zelfvertrouwen en zelfredzaamheid), ongunstig bij minder plichten (de tevredenheid"),
    ("/aanpak/minder-plichten", "#costs", "Groningen, Bijstand op Maat (alle aanpakken samen): budget van het Europese project"),
    ("/raadsbrief?type=self_direction", "main", "(alle aanpakken samen): budget van het Europese project (oktober 2018"),
    ("/aanpak/basisbaan", "main", "Dit komt uit de proef in Groningen (Basisbaan)."),
    ("/aanpak/basisbaan", "main", "Bij de meesten ging het vooruit met het inkomen"),
    ("/vergelijken?theme=health", "main", "1 resultaat uit Groningen is niet getoetst."),
    ("/vergelijken?theme=wellbeing", "main", "(andere uitkomsten samen, de tevredenheid met het leven en het vertrouwen"),
    ("/gemeenten/amsterdam", "main", "Bij het cijfer voor betaald werk en het welbevinden is alleen voor en na gemeten."),
    ("/klopt-dat", "main", "tussen zelfregie en extra begeleiding samen en mensen die niet meededen"),
    ("/elders", "main", "gingen vaker werken; daar is niet geloot"),
)  # fmt: skip


def test_summary_says_whose_result_it_is_and_on_what(real: None, client: FlaskClient) -> None:
    missing = [
        (address, part, words)
        for address, part, words in WHOLE
        if words not in " ".join(said(one) for one in page(client, address).select(part))
    ]
    assert missing == []
