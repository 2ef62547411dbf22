"""A source as a citation in plain form, in the order of APA: who, when, title, publisher, address. Computed, never typed."""

from __future__ import annotations

from dashboard.db.rows.provenance import SourceRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t


def citation(row: SourceRow, lang: str) -> str:
    """The citation of a row of queries.sources: authors or publisher, date, title, publisher if not named yet, address."""
    who = row.authors or row.publisher
    date = formats.citation_date(row.published, lang) if row.published else t("sources.no_date", lang)
    publisher = f"{row.publisher}. " if row.authors and row.authors != row.publisher else ""
    return t(
        "sources.cited", lang, who=who.rstrip("."), date=date, title=row.title.rstrip("."), publisher=publisher,
        url=row.url,
    )  # fmt: skip


def usable_licence(row: SourceRow) -> str:
    """The licence of a source when it is one that a reader can use; the column also holds remarks on rights."""
    licence = row.licence or ""
    return licence if licence.startswith(("CC ", "CC0")) else ""
