"""Statements about things (RDF), written as JSON-LD and as Turtle from one list."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

PREFIXES = {
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


@dataclass(frozen=True)
class Iri:
    """A thing, by its address."""

    address: str


@dataclass(frozen=True)
class Literal:
    """A text in a language, or a value of a type such as `xsd:date`."""

    text: str
    lang: str = ""
    type: str = ""


@dataclass(frozen=True, kw_only=True)
class Thing:
    """A thing with its class and what is said of it, as pairs of a name such as `dct:title` and a value."""

    id: str
    type: str
    says: Sequence[tuple[str, Iri | Literal]]


def json_ld(things: Sequence[Thing]) -> bytes:
    """The statements as JSON-LD."""
    graph = []
    for thing in things:
        node: dict[str, Any] = {"@id": _iri(thing.id), "@type": thing.type}
        for name, value in thing.says:
            node.setdefault(name, []).append(_as_json(value))
        graph.append(node)
    return (json.dumps({"@context": PREFIXES, "@graph": graph}, ensure_ascii=False, indent=1) + "\n").encode()


def _as_json(value: Iri | Literal) -> dict[str, str]:
    if isinstance(value, Iri):
        return {"@id": _iri(value.address)}
    more = {"@language": value.lang} if value.lang else {"@type": value.type} if value.type else {}
    return {"@value": value.text, **more}


def turtle(things: Sequence[Thing]) -> bytes:
    """The statements as Turtle."""
    lines = [f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()]
    for thing in things:
        says = [f"    {name} {_as_turtle(value)}" for name, value in thing.says]
        lines += ["", f"<{_iri(thing.id)}>", " ;\n".join([f"    a {thing.type}", *says]) + " ."]
    return ("\n".join(lines) + "\n").encode()


def _iri(address: str) -> str:
    """An address in which the signs that none may have are written in the way of addresses."""
    return "".join(
        letter if letter not in '<>"{}|^`\\' and ord(letter) > 32 else f"%{ord(letter):02X}" for letter in address
    )


def _as_turtle(value: Iri | Literal) -> str:
    if isinstance(value, Iri):
        return f"<{_iri(value.address)}>"
    # Strings of JSON are strings of Turtle: the same escapes.
    more = f"@{value.lang}" if value.lang else f"^^{value.type}" if value.type else ""
    return json.dumps(value.text, ensure_ascii=False) + more
