"""The data set for catalogues, as JSON-LD: DCAT-AP-NL 3.0 with the properties that the profile requires."""

import json
from typing import Any

from dashboard import config
from dashboard.exports.about import LICENCE, About, about
from dashboard.exports.xlsx import XLSX
from dashboard.i18n.catalogue import t
from dashboard.web.api.endpoints import Endpoint
from dashboard.web.api.package import DUCKDB, ZIP
from dashboard.web.api.params import Params
from dashboard.web.api.response import ROOT, Payload
from dashboard.web.api.rows import BOTH, service_links
from dashboard.web.pages.context import absolute_url

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

Node = dict[str, Any]


def _iris(*urls: str) -> list[Node]:
    """Return URLs as values of a property, without the characters that an IRI must not contain."""
    return [{"@id": _escaped(url)} for url in urls]


def _escaped(url: str) -> str:
    return "".join(
        letter if letter not in '<>"{}|^`\\' and ord(letter) > 32 else f"%{ord(letter):02X}" for letter in url
    )


def _texts(by_language: dict[str, str]) -> list[Node]:
    return [{"@value": text, "@language": lang} for lang, text in by_language.items()]


def _typed(text: str, type: str) -> list[Node]:
    return [{"@value": text, "@type": type}]


def _said(key: str) -> dict[str, str]:
    return {lang: t(key, lang) for lang in config.LANGUAGES}


def _node(id: str, type: str, **properties: list[Node]) -> Node:
    """Return a node; `dct_title` becomes `dct:title`."""
    return {"@id": _escaped(id), "@type": type} | {
        name.replace("_", ":"): values for name, values in properties.items()
    }


def graph(found: About) -> list[Node]:
    """Return the nodes of the catalogue, its data set, distributions, service and agents."""
    base = f"{absolute_url(ROOT)}/dcat"
    id = {
        name: f"{base}#{name}"
        for name in ("catalogue", "dataset", "service", "zip", "xlsx", "duckdb", "json", "contact")
    }
    agent = _iris(found.publisher_address)
    titled = {"dct_title": _texts(found.title), "dct_description": _texts(found.description)}
    shared = {
        "dct_publisher": agent,
        "dct_creator": agent,
        "dcat_contactPoint": _iris(id["contact"]),
        "dct_language": _iris(*_LANGUAGES.values()),
    }
    open_to_all = {"dct_accessRights": _iris(_PUBLIC), "dcat_theme": _iris(_SOCIETY)}
    homes = _iris(*found.home.values())
    modified = _typed(found.stamp.released.isoformat(), "xsd:date")
    keywords = [{"@value": word, "@language": lang} for lang, words in found.keywords.items() for word in words]
    return [
        _node(
            id["catalogue"], "dcat:Catalog", **titled, **shared, dct_license=_iris(LICENCE), dct_modified=modified,
            foaf_homepage=_iris(found.home["nl"]), dcat_dataset=_iris(id["dataset"]), dcat_service=_iris(id["service"]),
        ),
        _node(
            id["dataset"], "dcat:Dataset", **titled, **shared, **open_to_all, dcat_landingPage=homes,
            dct_identifier=_typed(id["dataset"], "xsd:anyURI"), dct_issued=_typed(found.first.isoformat(), "xsd:date"),
            dct_modified=modified, dcat_version=[{"@value": found.version}], dct_accrualPeriodicity=_iris(_IRREGULAR),
            dct_spatial=_iris(_NETHERLANDS), dcat_keyword=keywords,
            dcat_distribution=_iris(*(id[name] for name in ("zip", "xlsx", "duckdb", "json"))),
        ),
        _node(
            id["service"], "dcat:DataService", dct_title=_texts(_said("dataset.service")),
            dct_description=_texts(_said("dataset.service_text")), **shared, **open_to_all, dcat_landingPage=homes,
            dct_identifier=_typed(id["service"], "xsd:anyURI"), dct_license=_iris(LICENCE),
            dcat_endpointURL=_iris(absolute_url(ROOT)),
            dcat_endpointDescription=_iris(absolute_url(f"{ROOT}/openapi.json")),
            dcat_servesDataset=_iris(id["dataset"]), foaf_page=homes,
        ),
        _file(id["zip"], f"{ROOT}/dataset.zip", kind=ZIP, words="zip", form="ZIP"),
        _file(id["xlsx"], f"{ROOT}/dataset.xlsx", kind=XLSX, words="xlsx", form="XLSX"),
        _file(id["duckdb"], f"{ROOT}/dataset.duckdb", kind=DUCKDB, words="duckdb"),
        _file(id["json"], f"{ROOT}/tables", kind="application/json", words="tables", form="JSON", service=id["service"]),
        _node(found.publisher_address, "foaf:Agent", foaf_name=_texts({"nl": found.publisher})),
        _node(
            id["contact"], "vcard:Kind", vcard_fn=_texts({"nl": found.publisher}),
            **{"vcard_hasEmail" if found.contact.startswith("mailto:") else "vcard_hasURL": _iris(found.contact)},
        ),
        _node(LICENCE, "dct:LicenseDocument", dct_title=[{"@value": "CC BY 4.0"}]),
        _node(_PUBLIC, "dct:RightsStatement"),
        _node(_SOCIETY, "skos:Concept"),
        *(_node(item, "dct:LinguisticSystem") for item in _LANGUAGES.values()),
        *(_node(item, "foaf:Document") for item in found.home.values()),
    ]  # fmt: skip


def _file(id: str, path: str, *, kind: str, words: str, form: str = "", service: str = "") -> Node:
    """Return a distribution: a file to download, or tables that a service gives."""
    url = _iris(absolute_url(path))
    return _node(
        id, "dcat:Distribution", dct_title=_texts(_said(f"api.endpoint.{words}")), dcat_accessURL=url,
        dct_license=_iris(LICENCE), dcat_mediaType=_iris(f"{_IANA}/{kind}"), dct_language=_iris(*_LANGUAGES.values()),
        **({"dct_format": _iris(f"{_EU}/file-type/{form}")} if form else {}),
        **({"dcat_accessService": _iris(service)} if service else {"dcat_downloadURL": url}),
    )  # fmt: skip


def _make(params: Params, form: str, item: str) -> Payload:
    document = {"@context": _PREFIXES, "@graph": graph(about(absolute_url("")))}
    body = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return Payload(body=body.encode(), kind=MIMETYPE, lang=BOTH, links=service_links())


def endpoints() -> list[Endpoint]:
    """Return the endpoint of the catalogue."""
    return [Endpoint(path="/dcat.jsonld", name="dcat_jsonld", words="dcat", make=_make, kind=MIMETYPE)]
