"""Labels that charts and pages share: strength, verdict, test, source and period of a row, and citations in APA order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol
from urllib.parse import urlsplit

from dashboard.db import queries
from dashboard.db.rows.provenance import SourceRow
from dashboard.db.rows.results import CitedFindingRow, CitedNumberRow, CitedPairRow, FindingRow, NumberRow
from dashboard.i18n import formats
from dashboard.i18n.catalogue import known, t
from dashboard.models.context import NEWEST, Context
from dashboard.models.text import Source, Strength, TypeLabel

lower_first, upper_first = formats.lower_first, formats.upper_first


def noun(indicator_id: str, label: str, lang: str) -> str:
    """Return an outcome as a noun within a sentence, or its label in quotation marks."""
    key = f"outcome.noun.{indicator_id}"
    return t(key, lang) if known(key) else t("outcome.quoted", lang, outcome=lower_first(label))


def nouns(rows: Iterable[FindingRow | NumberRow], lang: str) -> str:
    """Return the outcomes of rows as nouns, each once, as a list within a sentence; empty without rows."""
    return formats.listing(list(dict.fromkeys(noun(row.indicator_id, row.indicator, lang) for row in rows)), lang)


def timed(outcome: str, row: FindingRow, began: str, lang: str) -> str:
    """Return an outcome, with its years where it was not measured from the start of its trial."""
    if not began or (row.start or "")[:4] <= began[:4]:
        return outcome
    return t("outcome.in_years", lang, outcome=outcome, years=formats.years(row.start, row.end))


def members(arm: str, lang: str) -> str:
    """Return the people of an arm, to follow `of the` or `for`.

    An arm that is named after its approach, such as `No duty to apply for jobs`, becomes `people in the group ‘...’`.
    """
    people = tuple(t("group.people", lang).split())
    if any(word.strip("(),").endswith(people) for word in arm.lower().split()):
        return lower_first(arm)
    return t("group.members", lang, arm=arm)


def stop(text: str) -> str:
    """Return a sentence that ends in one full stop."""
    return text if text.endswith((".", "!", "?")) else text + "."


def strength(level: int | None, comparison: str, lang: str) -> Strength:
    """Return the strength of a result, with the name of its comparison and the reason."""
    return Strength(
        level=level, name=t(f"comparison.{comparison}.name", lang), why=t(f"comparison.{comparison}.why", lang)
    )


def test_words(test: str, lang: str) -> str:
    """Return whether a difference was tested, in words."""
    return t(f"test.{test}", lang)


def verdict_word(verdict: str, lang: str) -> str:
    """Return the direction of a result in words."""
    return t(f"verdict.{verdict}", lang)


class Cited(Protocol):
    """A row with a source, and the place in it if that is known."""

    @property
    def source_id(self) -> str: ...
    @property
    def locator(self) -> str | None: ...


@dataclass(frozen=True, kw_only=True)
class Citation:
    """A cited source, and the place in it if that is known."""

    source_id: str
    locator: str | None = None


class OfExperiment(Protocol):
    """A row that names its experiment; both names are None for a result of several municipalities."""

    @property
    def municipality(self) -> str | None: ...
    @property
    def short(self) -> str | None: ...


def source(row: Cited, context: Context) -> Source:
    """Return the source of a row as a reader sees it."""
    lang = context.lang
    result = next(entry for entry in queries.sources(context) if entry.id == row.source_id)
    query = f"?as_of={context.as_of}" if context.as_of != NEWEST else ""
    return Source(
        id=result.id,
        title=result.title,
        publisher=result.publisher,
        published=formats.date(result.published, lang) if result.published else t("origin.undated", lang),
        url=_at_page(result.url, row, context),
        access=t(f"access.{result.access}", lang),
        locators=(row.locator,) if row.locator else (),
        about=t("where.source", lang, query=query, id=result.id),
        language=result.language,
    )


def _at_page(url: str, row: Cited, context: Context) -> str:
    """Return the address of a source; of a PDF it opens at the page where the row was read in the report desk."""
    if not urlsplit(url).path.lower().endswith(".pdf"):
        return url
    ids = {getattr(row, name, None) for name in ("id", "treated_id")}
    pages = (one.page for one in queries.readings(context) if one.source_id == row.source_id and one.row_id in ids)
    return next((f"{url.partition('#')[0]}#page={page}" for page in pages), url)


def second_hand(row: Cited, context: Context) -> bool:
    """Return whether the source of a row reports on a study of somebody else, such as a newspaper."""
    return any(entry.id == row.source_id and entry.access == "secondary" for entry in queries.sources(context))


def sources(rows: Iterable[Cited], context: Context) -> tuple[Source, ...]:
    """Return the sources of rows, each once, with all cited places."""
    result: dict[str, Source] = {}
    for row in rows:
        item = source(row, context)
        before = result.get(item.id)
        if before:
            item = replace(item, locators=tuple(dict.fromkeys(before.locators + item.locators)))
        result[item.id] = item
    return tuple(result.values())


def types(ids: Sequence[str], context: Context) -> tuple[TypeLabel, ...]:
    """Return types of experiment with their names, in the order of the table."""
    return tuple(TypeLabel(id=row.id, name=row.label) for row in queries.types(context) if row.id in ids)


def approach(row: FindingRow, lang: str) -> str:
    """Return the arm that a finding names, or the words for all approaches together."""
    return row.arm or t(f"about.{row.about}", lang)


def experiment(row: OfExperiment) -> str:
    """Return municipality and trial, such as `Amsterdam, bijverdienpremie`."""
    return f"{row.municipality}, {row.short}"


def whose(row: OfExperiment, lang: str) -> str:
    """Return the trial of a result, or that it is of several municipalities."""
    return experiment(row) if row.short else t("about.several_municipalities", lang)


def outcome(row: CitedFindingRow | CitedPairRow | CitedNumberRow, lang: str) -> str:
    """Return the trial and the outcome of a result, such as `Amsterdam, bijverdienpremie: betaald werk`."""
    return f"{whose(row, lang)}: {lower_first(row.indicator)}"


def value(row: CitedNumberRow, lang: str) -> str:
    """Return the number of a row with its unit and qualifier in words."""
    return formats.full(row.value, row.unit, lang, row.decimals, row.qualifier)


def csv_interval(low: float | None) -> str:
    """Return whether a downloaded value has an interval, or the source reports none."""
    return "not_reported" if low is None else "reported"


def csv_source(found: Source) -> dict[str, Any]:
    """Return the columns on the source that every downloaded row has."""
    return {
        "source_id": found.id,
        "source": f"{found.publisher}, {found.title}",
        "source_published": found.published,
        "source_url": found.url,
        "source_access": found.access,
        "locator": "; ".join(found.locators),
    }


def csv_row(row: Cited, columns: str, context: Context, **values: Any) -> dict[str, Any]:
    """Return a downloaded row, with the columns on its source.

    `columns` are names; one whose field has another name is written as `people=n`. `values` has those that are no field.
    """
    names = (name.partition("=") for name in columns.split())
    cells = {name: values[name] if name in values else getattr(row, field or name) for name, _, field in names}
    return cells | csv_source(source(row, context))


def mark_source(row: Cited, context: Context, *, key: str = "mark.source") -> dict[str, str]:
    """Return the fields on the source of a mark; the text `mark.source_whole` names no place in it."""
    cited = source(row, context)
    slots: dict[str, object] = {"publisher": cited.publisher, "title": cited.title}
    slots |= {"place": row.locator} if key == "mark.source" else {}
    return {"source": t(key, context.lang, **slots), "source_href": cited.about}


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
