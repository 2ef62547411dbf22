"""Sources as files for reference managers: RIS and BibTeX.

Both name what the table has. A source without authors has none in RIS, where a comma in the name of an office would split
it; in BibTeX its publisher is the author, as in the citation on the page.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from dashboard.db.rows.provenance import SourceRow

_OTHERS = " and others"
_RIS = {"report": "RPRT", "paper": "JOUR", "statistics": "DATA", "council": "GOVDOC", "news": "NEWS"}
_BIBTEX = {"report": "techreport"}
_ESCAPED = re.compile(r"[&%$#_{}]")


def _line(text: str) -> str:
    return " ".join(text.split())


def _authors(row: SourceRow) -> tuple[list[str], bool]:
    """Return the authors, and whether there are others."""
    names = (row.authors or "").removesuffix(_OTHERS)
    return [_line(name) for name in names.split(";") if name.strip()], (row.authors or "").endswith(_OTHERS)


def _ris(row: SourceRow) -> Iterator[tuple[str, str]]:
    names, others = _authors(row)
    yield "TY", _RIS.get(row.kind, "ELEC")
    yield "ID", row.id
    yield from (("AU", name) for name in names)
    yield "TI", row.title
    yield "PB", row.publisher
    if row.published:
        year, month, day = (*row.published.split("-"), "", "")[:3]
        yield "PY", year
        yield "DA", f"{year}/{month}/{day}/"
    yield "LA", row.language
    yield "UR", row.url
    if others:
        yield "N1", _OTHERS.strip()
    yield "ER", ""


def ris(sources: Iterable[SourceRow]) -> bytes:
    """Return sources as RIS, one entry after the other."""
    return "".join(f"{tag}  - {_line(text)}\r\n" for row in sources for tag, text in _ris(row)).encode()


def _escaped(text: str) -> str:
    return _ESCAPED.sub(r"\\\g<0>", _line(text).replace("\\", " ").replace("~", " ").replace("^", " "))


def _bibtex(row: SourceRow) -> str:
    kind, (names, others) = _BIBTEX.get(row.kind, "misc"), _authors(row)
    # Braces around a name that is not that of a person.
    people = [_escaped(name) if "(" not in name else f"{{{_escaped(name)}}}" for name in names]
    author = " and ".join([*people, *(["others"] if others else [])]) or f"{{{_escaped(row.publisher)}}}"
    fields = {"author": author, "title": f"{{{_escaped(row.title)}}}"}
    fields["institution" if kind == "techreport" else "howpublished"] = _escaped(row.publisher)
    if row.published:
        fields["year"] = row.published[:4]
        fields |= {"date": row.published} if len(row.published) > 4 else {}
    fields["langid"] = {"nl": "dutch", "en": "english", "de": "german"}.get(row.language, row.language)
    # Braces would end the field, and biblatex decodes a percent sign.
    fields["url"] = row.url.replace("{", "%7B").replace("}", "%7D")
    body = "".join(f"  {name} = {{{text}}},\n" for name, text in fields.items())
    return f"@{kind}{{{row.id},\n{body}}}\n"


def bibtex(sources: Iterable[SourceRow]) -> bytes:
    """Return sources as BibTeX, one entry after the other."""
    return "\n".join(map(_bibtex, sources)).encode()


REFERENCES: dict[str, tuple[str, str, Callable[[Iterable[SourceRow]], bytes]]] = {
    "ris": ("RIS", "application/x-research-info-systems", ris),
    "bib": ("BibTeX", "application/x-bibtex", bibtex),
}
"""Of each format by the ending of its file: its name, its media type, and what writes it."""
