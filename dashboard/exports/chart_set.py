"""The set of charts that a reader collected, each with a note, built into a document."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard import config
from dashboard.exports import blocks
from dashboard.exports.document import Document, Section, clean, lower_first, number_sources, numbers_of
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.models.text import Note, Table


def build(
    charts: Sequence[blocks.ChartBlock],
    *,
    lang: str,
    stamp: blocks.Stamp,
    link: str,
    name: str,
    unknown: Sequence[Note],
    lessons: Sequence[Note] = (),
    beside: tuple[str, Sequence[Note]] | None = None,
) -> Document:
    """Build the document of a set: a cover, a section for each chart, what is not known, lessons, and the sources.

    `beside` is the title and the notes on the reader's own municipality beside those with trials.

    `name` is the reader's own title and may be empty; `unknown` says what was not found on the subjects of the charts,
    and `lessons` what others learned on their approaches.
    """
    kind, total = t("set.heading", lang), len(charts)
    today = formats.date(config.today().isoformat(), lang)
    count, made = t("set.one", lang) if total == 1 else t("set.many", lang, n=total), t("set.made", lang, date=today)
    references = number_sources(source for block in charts for source in block.chart.sources)
    refs = [numbers_of(block.chart.sources, references) for block in charts]
    used = [
        ", ".join(str(number) for number, those in enumerate(refs, start=1) if one.number in those)
        for one in references
    ]
    references = tuple(
        replace(one, charts=numbers, used=f"({t('set.used_in', lang, numbers=numbers)})")
        for one, numbers in zip(references, used, strict=True)
    )
    before, _, after = t("set.again", lang, link="\n").partition("\n")
    cover = blocks.Cover(heading=name or kind, name=name, kind=kind, count=count, made=made, made_on=today)
    address = blocks.Address(before=before, link=link, after=after)
    sections = [Section(name="cover", blocks=(cover, address))]
    for number, block in enumerate(charts, start=1):
        place = t("set.of", lang, n=number, total=total)
        placed = replace(block, number=number, place=place, refs=refs[number - 1])
        sections.append(Section(name=f"chart-{number}", blocks=(placed,), new_page=True))
    if beside:
        own = blocks.NoteList(notes=tuple(beside[1]))
        sections.append(Section(name="place", title=beside[0], blocks=(own,), new_page=True))
    notes = blocks.NoteList(notes=tuple(unknown) or (Note(head="", text=t("set.unknown_none", lang)),))
    sections.append(Section(name="unknown", title=t("set.unknown", lang), blocks=(notes,), new_page=True))
    if lessons:
        learned = blocks.NoteList(notes=tuple(lessons))
        sections.append(Section(name="lessons", title=t("set.lessons", lang), blocks=(learned,)))
    listed = blocks.ReferenceList(items=references)
    sections.append(Section(name="sources", title=t("set.sources", lang), blocks=(listed,)))
    return Document(
        layout="chart_set",
        lang=lang,
        stamp=stamp,
        link=link,
        title=cover.heading,
        description=f"{kind}, {count}. {stamp.text}. {made}.",
        header=f"{kind}, {lower_first(stamp.text)}",
        footer=t("set.not_added", lang),
        sections=tuple(sections),
    )


def of_chart(block: blocks.ChartBlock, *, unknown: Sequence[Note]) -> Document:
    """Build the document of one chart, with what belongs to it in a set."""
    built = build(
        [block], lang=block.lang, stamp=block.stamp, link=block.link, name=block.chart.question, unknown=unknown
    )
    return replace(built, layout="chart")


def cut_note(text: str, *, most: int, lang: str) -> str:
    """Return a reader's note, cut with a remark when it has more than `most` characters."""
    note = clean(text).strip()
    return note if len(note) <= most else f"{note[:most].rstrip()}… {t('set.note_cut', lang)}"


def split_sentences(text: str, *, room: int) -> tuple[str, str]:
    """Split a text in two: as many whole sentences as have about `room` characters, at least one; and the rest."""
    first, rest = "", text
    while rest:
        ends = [place for mark in (". ", "! ", "? ") if (place := rest.find(mark)) >= 0]
        place = min(ends) + 1 if ends else len(rest)
        if first and len(first) + place + 1 > room:
            break
        first, rest = f"{first} {rest[:place]}".strip(), rest[place:].strip()
    return first, rest


def column_shares(table: Table) -> list[float]:
    """Return the share of the width for each column of a table: more for more words, and never too little to read."""
    rows = [row for group in table.groups for row in group.rows]
    columns = [[head.label, *(row[place] for row in rows)] for place, head in enumerate(table.heads)]
    wanted = [max(7.0, max(map(len, column)) ** 0.62 * 2.2) for column in columns]
    return [want / sum(wanted) for want in wanted]
