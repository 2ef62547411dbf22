"""The data set for catalogues: DCAT-AP-NL 3.0, with the properties that the profile asks for."""

from __future__ import annotations

from dashboard import config
from dashboard.exports.about import LICENCE, About, about
from dashboard.exports.address import whole
from dashboard.i18n.catalogue import t
from dashboard.web.api.endpoints import Endpoint
from dashboard.web.api.jsonld import Iri, Literal, Thing, json_ld, turtle
from dashboard.web.api.package import DUCKDB, ZIP
from dashboard.web.api.params import Asked
from dashboard.web.api.response import ROOT, Made
from dashboard.web.api.rows import BOTH, described

LD, TTL = "application/ld+json", "text/turtle; charset=utf-8"
_EU = "http://publications.europa.eu/resource/authority"
_LANGUAGES = {"nl": f"{_EU}/language/NLD", "en": f"{_EU}/language/ENG"}
_PUBLIC = f"{_EU}/access-right/PUBLIC"
_SOCIETY = f"{_EU}/data-theme/SOCI"
_NETHERLANDS = f"{_EU}/country/NLD"
_IRREGULAR = f"{_EU}/frequency/IRREG"
_IANA = "https://www.iana.org/assignments/media-types"

Says = list[tuple[str, Iri | Literal]]


def _texts(name: str, by_language: dict[str, str]) -> Says:
    return [(name, Literal(text, lang=lang)) for lang, text in by_language.items()]


def things(found: About) -> list[Thing]:
    """The catalogue, its data set, the files and the service that give it, and whom they speak of."""
    base = f"{whole(ROOT)}/dcat"
    id = {name: f"{base}#{name}" for name in ("catalogue", "dataset", "service", "zip", "duckdb", "json", "contact")}
    agent = Iri(found.publisher_address)
    titles, descriptions = _texts("dct:title", found.title), _texts("dct:description", found.description)
    shared: Says = [
        ("dct:publisher", agent),
        ("dct:creator", agent),
        ("dcat:contactPoint", Iri(id["contact"])),
        *(("dct:language", Iri(address)) for address in _LANGUAGES.values()),
    ]
    open_to_all: Says = [("dct:accessRights", Iri(_PUBLIC)), ("dcat:theme", Iri(_SOCIETY))]
    homes: Says = [("dcat:landingPage", Iri(address)) for address in found.home.values()]
    issued = Literal(found.first.isoformat(), type="xsd:date")
    modified = Literal(found.stamp.released.isoformat(), type="xsd:date")
    catalogue: Says = [
        *titles, *descriptions, *shared, ("dct:license", Iri(LICENCE)), ("dct:modified", modified),
        ("foaf:homepage", Iri(found.home["nl"])), ("dcat:dataset", Iri(id["dataset"])), ("dcat:service", Iri(id["service"])),
    ]  # fmt: skip
    dataset: Says = [
        *titles, *descriptions, *shared, *open_to_all, *homes,
        ("dct:identifier", Literal(id["dataset"], type="xsd:anyURI")),
        ("dct:issued", issued), ("dct:modified", modified), ("dcat:version", Literal(found.version)),
        ("dct:accrualPeriodicity", Iri(_IRREGULAR)), ("dct:spatial", Iri(_NETHERLANDS)),
        *(("dcat:keyword", Literal(word, lang=lang)) for lang, words in found.keywords.items() for word in words),
        *(("dcat:distribution", Iri(id[name])) for name in ("zip", "duckdb", "json")),
    ]  # fmt: skip
    service: Says = [
        *_texts("dct:title", _said("service")), *_texts("dct:description", _said("service_text")), *shared, *open_to_all, *homes,
        ("dct:identifier", Literal(id["service"], type="xsd:anyURI")), ("dct:license", Iri(LICENCE)),
        ("dcat:endpointURL", Iri(whole(ROOT))), ("dcat:endpointDescription", Iri(whole(f"{ROOT}/openapi.json"))),
        ("dcat:servesDataset", Iri(id["dataset"])), *(("foaf:page", Iri(address)) for address in found.home.values()),
    ]  # fmt: skip
    about = [Thing(id=LICENCE, type="dct:LicenseDocument", says=[("dct:title", Literal("CC BY 4.0"))])]
    about += [Thing(id=_PUBLIC, type="dct:RightsStatement", says=[]), Thing(id=_SOCIETY, type="skos:Concept", says=[])]
    about += [Thing(id=one, type="dct:LinguisticSystem", says=[]) for one in _LANGUAGES.values()]
    about += [Thing(id=one, type="foaf:Document", says=[]) for one in found.home.values()]
    return [
        Thing(id=id["catalogue"], type="dcat:Catalog", says=catalogue),
        Thing(id=id["dataset"], type="dcat:Dataset", says=dataset),
        Thing(id=id["service"], type="dcat:DataService", says=service),
        _file(id["zip"], f"{ROOT}/dataset.zip", kind=ZIP, words="zip", form="ZIP", says=[]),
        _file(id["duckdb"], f"{ROOT}/dataset.duckdb", kind=DUCKDB, words="duckdb", form="", says=[]),
        _file(
            id["json"], f"{ROOT}/tables", kind="application/json", words="tables", form="JSON",
            says=[("dcat:accessService", Iri(id["service"]))],
        ),
        Thing(id=agent.address, type="foaf:Agent", says=[("foaf:name", Literal(found.publisher, lang="nl"))]),
        _contact(found, id["contact"]),
        *about,
    ]  # fmt: skip


def _said(key: str) -> dict[str, str]:
    return {lang: t(f"dataset.{key}", lang) for lang in config.LANGUAGES}


def _file(id: str, path: str, *, kind: str, words: str, form: str, says: Says) -> Thing:
    """One way to have the data."""
    own: Says = [
        *_texts("dct:title", {lang: t(f"api.endpoint.{words}", lang) for lang in config.LANGUAGES}),
        ("dcat:accessURL", Iri(whole(path))),
        ("dct:license", Iri(LICENCE)),
        ("dcat:mediaType", Iri(f"{_IANA}/{kind}")),
        *(("dct:language", Iri(address)) for address in _LANGUAGES.values()),
    ]
    own += [("dct:format", Iri(f"{_EU}/file-type/{form}"))] if form else []
    own += [] if says else [("dcat:downloadURL", Iri(whole(path)))]
    return Thing(id=id, type="dcat:Distribution", says=[*own, *says])


def _contact(found: About, id: str) -> Thing:
    name = "vcard:hasEmail" if found.contact.startswith("mailto:") else "vcard:hasURL"
    return Thing(
        id=id, type="vcard:Kind", says=[("vcard:fn", Literal(found.publisher, lang="nl")), (name, Iri(found.contact))]
    )


def _json(asked: Asked, form: str, item: str) -> Made:
    return Made(body=json_ld(things(about())), kind=LD, lang=BOTH, links=described())


def _turtle(asked: Asked, form: str, item: str) -> Made:
    return Made(body=turtle(things(about())), kind=TTL, lang=BOTH, links=described())


def endpoints() -> list[Endpoint]:
    """The description in two forms."""
    return [
        Endpoint(path="/dcat.jsonld", name="dcat_jsonld", words="dcat", make=_json, kind=LD),
        Endpoint(path="/dcat.ttl", name="dcat_turtle", words="dcat", make=_turtle, kind=TTL),
    ]
