"""The data set for catalogues, as JSON-LD: DCAT-AP-NL 3.0 with the properties that the profile requires."""

import json
from typing import Any

from dashboard import config
from dashboard.exports.about import LICENCE, About, about
from dashboard.exports.address import absolute_url
from dashboard.i18n.catalogue import t
from dashboard.web.api.endpoints import Endpoint
from dashboard.web.api.package import DUCKDB, ZIP
from dashboard.web.api.params import Params
from dashboard.web.api.response import ROOT, Payload
from dashboard.web.api.rows import BOTH, service_links

MIMETYPE = "application/ld+json"
_EU = "http://publications.europa.eu/resource/authority"
_LANGUAGES = {"nl": f"{_EU}/language/NLD", "en": f"{_EU}/language/ENG"}
_PUBLIC = f"{_EU}/access-right/PUBLIC"
_SOCIETY = f"{_EU}/data-theme/SOCI"
_NETHERLANDS = f"{_EU}/country/NLD"
_IRREGULAR = f"{_EU}/frequency/IRREG"
_IANA = "https://www.iana.org/assignments/media-types"

_PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

Value = dict[str, str]
# Property and value; a property may be repeated.
Properties = list[tuple[str, Value]]
Node = dict[str, Any]


def _iri(url: str) -> Value:
    return {"@id": _escaped(url)}


def _literal(text: str, *, lang: str = "", type: str = "") -> Value:
    return {"@value": text, **({"@language": lang} if lang else {"@type": type} if type else {})}


def _escaped(url: str) -> str:
    """Percent-encode the characters that an IRI must not contain."""
    return "".join(
        letter if letter not in '<>"{}|^`\\' and ord(letter) > 32 else f"%{ord(letter):02X}" for letter in url
    )


def _node(id: str, type: str, properties: Properties | None = None) -> Node:
    node: Node = {"@id": _escaped(id), "@type": type}
    for name, value in properties or ():
        node.setdefault(name, []).append(value)
    return node


def _texts(name: str, by_language: dict[str, str]) -> Properties:
    return [(name, _literal(text, lang=lang)) for lang, text in by_language.items()]


def graph(found: About) -> list[Node]:
    """Return the nodes of the catalogue, its data set, distributions, service and agents."""
    base = f"{absolute_url(ROOT)}/dcat"
    id = {name: f"{base}#{name}" for name in ("catalogue", "dataset", "service", "zip", "duckdb", "json", "contact")}
    agent = _iri(found.publisher_address)
    titles, descriptions = _texts("dct:title", found.title), _texts("dct:description", found.description)
    shared: Properties = [
        ("dct:publisher", agent),
        ("dct:creator", agent),
        ("dcat:contactPoint", _iri(id["contact"])),
        *(("dct:language", _iri(address)) for address in _LANGUAGES.values()),
    ]
    open_to_all: Properties = [("dct:accessRights", _iri(_PUBLIC)), ("dcat:theme", _iri(_SOCIETY))]
    homes: Properties = [("dcat:landingPage", _iri(address)) for address in found.home.values()]
    issued = _literal(found.first.isoformat(), type="xsd:date")
    modified = _literal(found.stamp.released.isoformat(), type="xsd:date")
    catalogue: Properties = [
        *titles, *descriptions, *shared, ("dct:license", _iri(LICENCE)), ("dct:modified", modified),
        ("foaf:homepage", _iri(found.home["nl"])), ("dcat:dataset", _iri(id["dataset"])), ("dcat:service", _iri(id["service"])),
    ]  # fmt: skip
    dataset: Properties = [
        *titles, *descriptions, *shared, *open_to_all, *homes,
        ("dct:identifier", _literal(id["dataset"], type="xsd:anyURI")),
        ("dct:issued", issued), ("dct:modified", modified), ("dcat:version", _literal(found.version)),
        ("dct:accrualPeriodicity", _iri(_IRREGULAR)), ("dct:spatial", _iri(_NETHERLANDS)),
        *(("dcat:keyword", _literal(word, lang=lang)) for lang, words in found.keywords.items() for word in words),
        *(("dcat:distribution", _iri(id[name])) for name in ("zip", "duckdb", "json")),
    ]  # fmt: skip
    service: Properties = [
        *_texts("dct:title", _said("service")), *_texts("dct:description", _said("service_text")), *shared, *open_to_all, *homes,
        ("dct:identifier", _literal(id["service"], type="xsd:anyURI")), ("dct:license", _iri(LICENCE)),
        ("dcat:endpointURL", _iri(absolute_url(ROOT))), ("dcat:endpointDescription", _iri(absolute_url(f"{ROOT}/openapi.json"))),
        ("dcat:servesDataset", _iri(id["dataset"])), *(("foaf:page", _iri(address)) for address in found.home.values()),
    ]  # fmt: skip
    about = [_node(LICENCE, "dct:LicenseDocument", [("dct:title", _literal("CC BY 4.0"))])]
    about += [_node(_PUBLIC, "dct:RightsStatement"), _node(_SOCIETY, "skos:Concept")]
    about += [_node(item, "dct:LinguisticSystem") for item in _LANGUAGES.values()]
    about += [_node(item, "foaf:Document") for item in found.home.values()]
    return [
        _node(id["catalogue"], "dcat:Catalog", catalogue),
        _node(id["dataset"], "dcat:Dataset", dataset),
        _node(id["service"], "dcat:DataService", service),
        _file(id["zip"], f"{ROOT}/dataset.zip", kind=ZIP, words="zip", form="ZIP", says=[]),
        _file(id["duckdb"], f"{ROOT}/dataset.duckdb", kind=DUCKDB, words="duckdb", form="", says=[]),
        _file(
            id["json"], f"{ROOT}/tables", kind="application/json", words="tables", form="JSON",
            says=[("dcat:accessService", _iri(id["service"]))],
        ),
        _node(agent["@id"], "foaf:Agent", [("foaf:name", _literal(found.publisher, lang="nl"))]),
        _contact(found, id["contact"]),
        *about,
    ]  # fmt: skip


def _said(key: str) -> dict[str, str]:
    return {lang: t(f"dataset.{key}", lang) for lang in config.LANGUAGES}


def _file(id: str, path: str, *, kind: str, words: str, form: str, says: Properties) -> Node:
    """Return a distribution."""
    own: Properties = [
        *_texts("dct:title", {lang: t(f"api.endpoint.{words}", lang) for lang in config.LANGUAGES}),
        ("dcat:accessURL", _iri(absolute_url(path))),
        ("dct:license", _iri(LICENCE)),
        ("dcat:mediaType", _iri(f"{_IANA}/{kind}")),
        *(("dct:language", _iri(address)) for address in _LANGUAGES.values()),
    ]
    own += [("dct:format", _iri(f"{_EU}/file-type/{form}"))] if form else []
    own += [] if says else [("dcat:downloadURL", _iri(absolute_url(path)))]
    return _node(id, "dcat:Distribution", [*own, *says])


def _contact(found: About, id: str) -> Node:
    name = "vcard:hasEmail" if found.contact.startswith("mailto:") else "vcard:hasURL"
    properties = [("vcard:fn", _literal(found.publisher, lang="nl")), (name, _iri(found.contact))]
    return _node(id, "vcard:Kind", properties)


def _make(params: Params, form: str, item: str) -> Payload:
    document = {"@context": _PREFIXES, "@graph": graph(about())}
    body = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return Payload(body=body.encode(), kind=MIMETYPE, lang=BOTH, links=service_links())


def endpoints() -> list[Endpoint]:
    """Return the endpoint of the catalogue."""
    return [Endpoint(path="/dcat.jsonld", name="dcat_jsonld", words="dcat", make=_make, kind=MIMETYPE)]
