"""Format sources as citations in APA order: author, date, title, publisher, URL."""

from dashboard.db.rows.provenance import SourceRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t


def citation(row: SourceRow, lang: str) -> str:
    """Return the citation of a source; the publisher is repeated only when the author differs."""
    who = row.authors or row.publisher
    date = formats.citation_date(row.published, lang) if row.published else t("sources.no_date", lang)
    publisher = f"{row.publisher}. " if row.authors and row.authors != row.publisher else ""
    return t(
        "sources.cited", lang, who=who.rstrip("."), date=date, title=row.title.rstrip("."), publisher=publisher,
        url=row.url,
    )  # fmt: skip


def usable_licence(row: SourceRow) -> str:
    """Return the licence if readers can use it; the column also holds remarks on rights."""
    licence = row.licence or ""
    return licence if licence.startswith(("CC ", "CC0")) else ""
