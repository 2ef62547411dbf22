"""What every page says of the data behind it: links at its foot, the feed, and the data set for search engines."""

from __future__ import annotations

import json

from dashboard import queries
from dashboard.components.tree import Node, h
from dashboard.exports.about import LICENCE, about, citation
from dashboard.exports.address import whole
from dashboard.model import Link
from dashboard.pages import where
from dashboard.pages.visit import Visit

FEEDS = {"nl": "/feed.atom", "en": "/en/feed.atom"}
# Where search engines look for what a site has; on every page it would only be weight.
_DESCRIBED_ON = frozenset({"overview", "figures", "data"})


def links(visit: Visit) -> tuple[str, list[Link]]:
    """The links to data at the foot of every page, under their name."""
    found = [
        Link(href=where.page("sources", visit), label=visit.say("data.sources")),
        Link(href=visit.say("path.data"), label=visit.say("data.tables")),
        Link(href=where.page("method", visit, anchor="changes"), label=visit.say("data.versions")),
        Link(href=FEEDS[visit.lang], label=visit.say("data.feed")),
    ]
    return visit.say("data.menu"), [link for link in found if link.href]


def for_machines(visit: Visit, name: str) -> list[Node]:
    """What the head of a page says: where the feed is, and on some pages what the data set is."""
    title = visit.say("feed.title")
    found = [h("link", rel="alternate", type="application/atom+xml", title=title, href=FEEDS[visit.lang])]
    if name in _DESCRIBED_ON:
        text = json.dumps(schema_org(visit), ensure_ascii=False, separators=(",", ":"))
        found.append(h("script", text, type="application/ld+json"))
    return found


def schema_org(visit: Visit) -> dict[str, object]:
    """The data set in the words of schema.org, in the language of the page."""
    found, lang = about(visit.as_of), visit.lang
    publisher = {"@type": "Organization", "name": found.publisher, "url": found.publisher_address}
    files = {"zip": "application/zip", "duckdb": "application/octet-stream"}
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": whole("/api/v1/dcat#dataset"),
        "name": found.title[lang],
        "description": found.description[lang],
        "url": found.home[lang],
        "keywords": list(found.keywords[lang]),
        "license": LICENCE,
        "isAccessibleForFree": True,
        "creator": publisher,
        "publisher": publisher,
        "version": found.version,
        "datePublished": found.first.isoformat(),
        "dateModified": found.stamp.released.isoformat(),
        "inLanguage": ["nl", "en"],
        "citation": citation(found, lang),
        "spatialCoverage": [
            {"@type": "Place", "name": row["name"]} for row in queries.municipalities(as_of=visit.as_of)
        ],
        "variableMeasured": [visit.label(row) for row in queries.themes(as_of=visit.as_of)],
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": whole(f"/api/v1/dataset.{name}")}
            for name, kind in files.items()
        ],
    }
