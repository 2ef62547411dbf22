"""Metadata of the data set on every page: links in the footer, the feed, and schema.org."""

import json

from dashboard.db import queries
from dashboard.exports.about import LICENCE, about, citation
from dashboard.exports.xlsx import XLSX
from dashboard.models.text import Link
from dashboard.web.components.html import Node, h
from dashboard.web.pages.context import PageContext, absolute_url
from dashboard.web.pages.open_data.history import Subject, subjects

FEEDS = {"nl": "/feed.atom", "en": "/en/feed.atom"}
# The pages on which search engines expect the metadata; elsewhere it would only add bytes.
_DESCRIBED_ON = frozenset({"overview", "figures", "data"})


def feed_path(lang: str, kind: str = "", id: str = "") -> str:
    """Return the path of the feed, or of that of a subject."""
    return FEEDS[lang].replace(".atom", f"/{kind}/{id}.atom") if kind else FEEDS[lang]


def _subject(context: PageContext, name: str) -> Subject | None:
    """Return the subject of a page; that of the compare page is its theme."""
    kind, id = ("theme", context.choice.theme) if name == "compare" else (name, context.item)
    found = subjects(context) if name in ("compare", "municipality", "type") else []
    return next((item for item in found if (item.kind, item.id) == (kind, id)), None)


def _feeds(context: PageContext, name: str) -> list[Link]:
    """Return the feeds for a page: that of its subject, and that of all changes."""
    subject = _subject(context, name)
    links = [Link(href=FEEDS[context.lang], label=context.t("data.feed"))]
    if subject:
        href = feed_path(context.lang, subject.kind, subject.id)
        links.insert(0, Link(href=href, label=context.t("feed.follow", subject=subject.name)))
    return links


def links(context: PageContext, name: str) -> tuple[str, list[Link]]:
    """Return the links to data in the footer of a page."""
    result = [
        Link(href=context.link("sources"), label=context.t("data.sources")),
        Link(href=context.t("where.data"), label=context.t("data.tables")),
        Link(href=context.link("method", anchor="changes"), label=context.t("data.versions")),
        *_feeds(context, name),
    ]
    return context.t("data.menu"), result


def head_elements(context: PageContext, name: str) -> list[Node]:
    """Return the elements for the head: the feeds, and on some pages the data set."""
    result = [
        h("link", rel="alternate", type="application/atom+xml", title=link.label, href=link.href)
        for link in _feeds(context, name)
    ]
    if name in _DESCRIBED_ON:
        text = json.dumps(schema_org(context), ensure_ascii=False, separators=(",", ":"))
        result.append(h("script", text, type="application/ld+json"))
    return result


def schema_org(context: PageContext) -> dict[str, object]:
    """Return the data set in schema.org terms, in the language of the page."""
    result, lang = about(absolute_url(""), context.as_of), context.lang
    publisher = {"@type": "Organization", "name": result.publisher, "url": result.publisher_address}
    files = {"zip": "application/zip", "xlsx": XLSX, "duckdb": "application/octet-stream"}
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": absolute_url("/api/v1/dcat#dataset"),
        "name": result.title[lang],
        "description": result.description[lang],
        "url": result.home[lang],
        "keywords": list(result.keywords[lang]),
        "license": LICENCE,
        "isAccessibleForFree": True,
        "creator": publisher,
        "publisher": publisher,
        "version": result.version,
        "datePublished": result.first.isoformat(),
        "dateModified": result.stamp.released.isoformat(),
        "inLanguage": ["nl", "en"],
        "citation": citation(result, lang),
        "spatialCoverage": [{"@type": "Place", "name": row.name} for row in queries.municipalities(context)],
        "variableMeasured": [row.label for row in queries.themes(context)],
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": absolute_url(f"/api/v1/dataset.{name}")}
            for name, kind in files.items()
        ],
    }
