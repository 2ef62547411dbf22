"""What catalogues, search engines and feed readers find: the data set described, with what each of them asks for."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from dashboard import config
from tests.conftest import SetVariables
from tests.csv_tables import correct, read
from tests.page_reader import page, some

ROOT = "/api/v1"
EU = "http://publications.europa.eu/resource/authority"

Node = dict[str, Any]

# DCAT-AP-NL 3.0: the properties that each class requires, and the most values that each may have.
MANDATORY: dict[str, dict[str, int]] = {
    "dcat:Catalog": {"dct:title": 9, "dct:description": 9, "dct:publisher": 1, "dcat:contactPoint": 1, "dcat:dataset": 9},
    "dcat:Dataset": {
        "dct:title": 9, "dct:description": 9, "dct:identifier": 1, "dct:publisher": 1, "dct:creator": 9,
        "dct:accessRights": 1, "dcat:contactPoint": 1, "dcat:theme": 9, "dcat:distribution": 9,
    },
    "dcat:Distribution": {"dct:license": 1, "dcat:accessURL": 1},
    "dcat:DataService": {
        "dct:title": 9, "dct:description": 9, "dct:identifier": 1, "dct:publisher": 1, "dct:accessRights": 1,
        "dct:license": 1, "dcat:contactPoint": 1, "dcat:endpointURL": 1, "dcat:endpointDescription": 1, "dcat:theme": 9,
    },
    "foaf:Agent": {"foaf:name": 9},
    "vcard:Kind": {"vcard:fn": 1},
}  # fmt: skip
# The class of each value that is described in the same document.
RANGES = {
    "dct:publisher": "foaf:Agent", "dct:creator": "foaf:Agent", "dcat:contactPoint": "vcard:Kind",
    "dcat:distribution": "dcat:Distribution", "dcat:dataset": "dcat:Dataset", "dcat:servesDataset": "dcat:Dataset",
    "dcat:accessService": "dcat:DataService", "dct:accessRights": "dct:RightsStatement",
    "dct:language": "dct:LinguisticSystem", "dct:license": "dct:LicenseDocument",
}  # fmt: skip


def described(client: FlaskClient) -> list[Node]:
    response = client.get(f"{ROOT}/dcat.jsonld")
    assert response.mimetype == "application/ld+json"
    document = json.loads(response.get_data(as_text=True))
    names = {name.partition(":")[0] for node in document["@graph"] for name in (*node, node["@type"]) if ":" in name}
    assert names <= set(document["@context"])
    return list(document["@graph"])


def values(nodes: list[Node], name: str) -> list[str]:
    """The values of a property, of all nodes."""
    return [value.get("@id") or value["@value"] for node in nodes for value in node.get(name, [])]


def missing(nodes: list[Node]) -> list[tuple[str, str]]:
    """Class and property of what is required and is not there, or has too many values."""
    return [
        (kind, name)
        for kind, properties in MANDATORY.items()
        for node in [one for one in nodes if one["@type"] == kind] or [{}]
        for name, most in properties.items()
        if not 1 <= len(node.get(name, [])) <= most
    ]


def test_catalogue_has_the_properties_that_dcat_ap_nl_requires(client: FlaskClient) -> None:
    nodes = described(client)
    assert missing(nodes) == []
    kinds = {node["@id"]: node["@type"] for node in nodes}
    assert len(kinds) == len(nodes)
    for name, kind in RANGES.items():
        assert {kinds[value] for value in values(nodes, name)} == {kind}, name


def test_catalogue_uses_european_vocabularies_and_links_to_existing_files(client: FlaskClient) -> None:
    nodes = described(client)
    dataset = [node for node in nodes if node["@type"] == "dcat:Dataset"]
    assert values(dataset, "dct:accessRights") == [f"{EU}/access-right/PUBLIC"]
    assert values(dataset, "dcat:theme") == [f"{EU}/data-theme/SOCI"]
    assert {text["@language"] for text in dataset[0]["dct:title"]} == {"nl", "en"}
    assert dataset[0]["dct:modified"] == [{"@value": "2026-11-30", "@type": "xsd:date"}]
    links = ("dcat:downloadURL", "dcat:accessURL", "dcat:endpointDescription", "dcat:landingPage")
    addresses = {address for name in links for address in values(nodes, name)}
    assert len(addresses) == 7
    for address in addresses:
        assert client.get(address.removeprefix("http://localhost")).status_code == 200


def test_publisher_and_contact_settings_appear_in_the_catalogue(
    client: FlaskClient, set_variables: SetVariables
) -> None:
    """Made up: an organisation that publishes the data."""
    nodes = described(client)
    assert values(nodes, "foaf:name") == ["Bijstand op proef"]
    assert values(nodes, "vcard:hasURL")[0].endswith("/verantwoording#mistake")
    set_variables(DASHBOARD_PUBLISHER="Verzonnen Bureau <https://bureau.example>")
    set_variables(DASHBOARD_CONTACT="data@bureau.example")
    set_variables(DASHBOARD_PUBLIC_URL="https://proef.example")
    nodes = described(client)
    assert missing(nodes) == []
    assert values(nodes, "foaf:name") == ["Verzonnen Bureau"]
    assert [node["@id"] for node in nodes if node["@type"] == "foaf:Agent"] == ["https://bureau.example"]
    assert values(nodes, "vcard:hasEmail") == ["mailto:data@bureau.example"]
    assert values(nodes, "dcat:endpointURL") == ["https://proef.example/api/v1"]


# Search engines


def told_to_engines(client: FlaskClient, path: str) -> list[dict]:
    return [json.loads(part.string) for part in page(client, path).find_all("script", type="application/ld+json")]


@pytest.mark.parametrize("path", ["/", "/en/", "/cijfers", "/en/figures", "/api", "/en/api"])
def test_pages_with_data_say_what_the_data_set_is(client: FlaskClient, path: str) -> None:
    (metadata,) = told_to_engines(client, path)
    assert (metadata["@context"], metadata["@type"]) == ("https://schema.org", "Dataset")
    assert metadata["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert 50 <= len(metadata["description"]) <= 5000
    assert {place["name"] for place in metadata["spatialCoverage"]} >= {"Oss", "Heerlen"}
    for one in metadata["distribution"]:
        answer = client.get(one["contentUrl"].removeprefix("http://localhost"))
        assert answer.mimetype == one["encodingFormat"]


def test_other_pages_do_not_carry_it(client: FlaskClient) -> None:
    for path in ("/vergelijken", "/bronnen", "/gemeenten/oss"):
        assert told_to_engines(client, path) == []


# The feed

ATOM = "{http://www.w3.org/2005/Atom}"


def read_feed(client: FlaskClient, path: str = "/feed.atom") -> ElementTree.Element:
    answer = client.get(path)
    assert answer.mimetype == "application/atom+xml"
    return ElementTree.fromstring(answer.data)


def test_the_feed_is_valid_atom(client: FlaskClient) -> None:
    for path in ("/feed.atom", "/en/feed.atom"):
        feed = read_feed(client, path)
        assert feed.tag == f"{ATOM}feed"
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        assert links["self"] == f"http://localhost{path}"
        for element in (feed, *feed.findall(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                (found,) = element.findall(f"{ATOM}{name}")
                assert found.text
            assert element.findtext(f"{ATOM}id").startswith("urn:uuid:")
            assert dt.datetime.fromisoformat(element.findtext(f"{ATOM}updated")).tzinfo
            assert any(link.get("rel") == "alternate" for link in element.findall(f"{ATOM}link"))
        assert feed.find(f"{ATOM}author/{ATOM}name").text
        assert feed.findall(f"{ATOM}entry")


def test_a_change_of_the_data_is_a_new_entry_and_old_ones_keep_their_names(
    client: FlaskClient, made_up: Path, build_and_use: Callable[[], None]
) -> None:
    build_and_use()
    before = [entry.findtext(f"{ATOM}id") for entry in read_feed(client).findall(f"{ATOM}entry")]
    correct(made_up, table="findings", cells={"text_nl": "Nieuw & <anders>.", "text_en": "New & <other>."})
    build_and_use()
    feed = read_feed(client)
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries[1:]] == before
    assert feed.findtext(f"{ATOM}updated") == entries[0].findtext(f"{ATOM}updated") == "2026-06-01T00:00:00Z"
    content = BeautifulSoup(entries[0].findtext(f"{ATOM}content"), "html.parser")
    assert "Nieuw & <anders>." in content.get_text()
    assert "Verzonnen fout." in content.get_text()
    assert "Verbeterd: 1" in entries[0].findtext(f"{ATOM}summary")


def test_a_feed_of_a_subject_has_its_changes_only(
    client: FlaskClient, made_up: Path, build_and_use: Callable[[], None]
) -> None:
    """Corrects a number of one made-up town, which another town, theme and approach have nothing to do with."""
    correct(made_up, cells={"value": "33"})
    build_and_use()
    changed = {}
    for kind, table in (("municipality", "municipalities"), ("theme", "themes"), ("type", "experiment_types")):
        for row in read(made_up / f"{table}.csv"):
            path = f"/en/feed/{kind}/{row['id']}.atom"
            if client.get(path).status_code == 200:
                feed = read_feed(client, path)
                newest = feed.find(f"{ATOM}entry")
                changed[kind, row["id"]] = "33" in newest.findtext(f"{ATOM}content")
                day = "2026-06-01" if changed[kind, row["id"]] else "2026-01-01"
                assert newest.findtext(f"{ATOM}updated")[:10] == day
    assert {key for key, has in changed.items() if has} == {
        ("municipality", "voorbeeldstad"), ("theme", "participation"), ("type", "self_direction"),
    }  # fmt: skip
    assert {kind for (kind, _), has in changed.items() if not has} == {"municipality", "theme", "type"}
    assert client.get("/feed/municipality/nowhere.atom").status_code == 404


@pytest.mark.parametrize(
    ("path", "feed"),
    [
        ("/gemeenten/oss", "/feed/municipality/oss.atom"),
        ("/en/compare?theme=health", "/en/feed/theme/health.atom"),
        ("/aanpak/basisbaan", "/feed/type/basic_job.atom"),
    ],
)
def test_page_of_a_subject_leads_to_its_feed(client: FlaskClient, path: str, feed: str) -> None:
    soup = page(client, path)
    announced = [link["href"] for link in soup.find_all("link", type="application/atom+xml")]
    assert announced == [feed, "/en/feed.atom" if feed.startswith("/en") else "/feed.atom"]
    assert feed in [link["href"] for link in soup.footer.find_all("a")]
    assert read_feed(client, feed).find(f"{ATOM}entry") is not None


def test_every_page_leads_to_the_feed_and_the_data(client: FlaskClient) -> None:
    for path, feed, data in (("/vergelijken", "/feed.atom", "/api"), ("/en/sources", "/en/feed.atom", "/en/api")):
        soup = page(client, path)
        assert soup.find_all("link", type="application/atom+xml")[-1]["href"] == feed
        at_the_foot = [link["href"] for link in soup.footer.find_all("a")]
        assert {feed, data} <= set(at_the_foot)
        for link in at_the_foot:
            assert client.get(link.partition("#")[0]).status_code == 200


# The page about it


@pytest.mark.parametrize("path", some(["/api", "/en/api"], of=2))
def test_every_address_on_the_page_works(client: FlaskClient, path: str) -> None:
    soup = page(client, path)
    listed = client.get(f"{ROOT}/tables").get_json()["tables"]
    tested = {link.removeprefix("http://localhost") for table in listed for link in table["links"].values()}
    links = {link["href"].partition("#")[0] for link in soup.main.find_all("a")} - {""}
    assert len([link for link in links if link.startswith("/api/v1/tables/")]) >= 51
    # The others are in the list of tables, and tests/unit/web/api/test_routes.py requests all that this list names.
    for link in links - tested:
        assert client.get(link).status_code == 200, link
    examples = [code.get_text() for code in soup.select(".recipes pre code")]
    assert len(examples) >= 6
    for example in examples:
        if example.startswith("http"):
            assert client.get(example.removeprefix("http://localhost")).status_code == 200, example
    for button in soup.select(".recipes [data-copy-text]"):
        assert button["data-copy-text"].strip()


def test_the_page_leads_to_whole_tables(client: FlaskClient) -> None:
    for row in page(client, "/api").select(".files tbody tr"):
        number = int(row.select_one(".num").get_text().replace(".", ""))
        address = next(link["href"] for link in row.find_all("a") if ".json" in link["href"])
        assert len(client.get(address).get_json()["rows"]) == number


def test_the_page_of_an_older_version_gives_the_files_of_then(client: FlaskClient) -> None:
    files = [link["href"] for link in page(client, "/api?as_of=2026-11-21").select(".files a, #all .downloads a")]
    assert len(files) >= 53
    assert all("as_of=2026-11-21" in link for link in files)


def test_each_table_is_named_in_words(client: FlaskClient) -> None:
    from dashboard.i18n.catalogue import known
    from dashboard.ingest.schema import load_schema

    assert [name for name in load_schema() if not known(f"dataset.table.{name}")] == []
    assert config.LANGUAGES == ("nl", "en")
