"""The index of the search, in both languages, cached for each version of the data."""

import datetime as dt
from functools import lru_cache

from dashboard.db import queries, sql
from dashboard.models.context import NEWEST
from dashboard.search.index import Entry, Index
from dashboard.web.pages.context import PageContext, resolve_context
from dashboard.web.pages.search.documents import MAKERS, SearchDocument, searchable


@lru_cache(maxsize=8)
def _documents(generation: tuple[int, int], lang: str, as_of: dt.date) -> dict[str, SearchDocument]:
    """Return all documents by id, cached per data version; `generation` is part of the cache key."""
    query = "" if as_of == NEWEST else f"as_of={as_of}"
    context = resolve_context(lang=lang, path="/", query=query)
    return {document.id: document for make in MAKERS for document in make(context)}


def _searched(document: SearchDocument) -> str:
    """Return the words of a document besides its head: a page that names every municipality is not about each of them."""
    return document.more if document.kind in ("answer", "page") else f"{document.text} {document.more}"


@lru_cache(maxsize=4)
def _index(generation: tuple[int, int], as_of: dt.date) -> Index:
    both = {lang: _documents(generation, lang, as_of) for lang in ("nl", "en")}
    return Index(
        Entry(
            id=id,
            main={lang: documents[id].head for lang, documents in both.items()},
            more={lang: _searched(documents[id]) for lang, documents in both.items()},
        )
        for id in both["nl"]
    )


def documents(context: PageContext) -> dict[str, SearchDocument]:
    """Return all documents in the language and data version of the request."""
    return _documents(sql.data_version(), context.lang, context.as_of)


def index(context: PageContext) -> Index:
    """Return the index of all documents, in both languages."""
    return _index(sql.data_version(), context.as_of)


def is_cut(context: PageContext) -> bool:
    """Return whether some results are left out of the index."""
    pairs, numbers, findings = searchable(context)
    ids = {id for row in pairs for id in (row.treated_id, row.comparison_id)} | {row.id for row in numbers}
    results = ("observation", "finding", "claim")
    held: int = sum(row.rows for row in queries.cited(context) if row.kind in results)
    return len(ids) + len(findings) < held
