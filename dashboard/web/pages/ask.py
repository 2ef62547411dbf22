"""What to request: each gap with the report that may have the number, and texts for the municipality and the researchers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.db import queries
from dashboard.db.rows.evidence import GapRow
from dashboard.db.rows.subjects import ExperimentRow
from dashboard.exports.blocks import NoteList, Text
from dashboard.exports.document import Document, Section
from dashboard.exports.provenance import stamp
from dashboard.labels import labels
from dashboard.models.context import Scope
from dashboard.models.text import Note
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.sections import band, copying, fold, rules
from dashboard.web.http.static import pictures
from dashboard.web.pages.context import PageContext, absolute_url, remarks

# Of the report desk, with the pixels of each: `python -m tests.desk_pictures` makes them.
PICTURES = {"form": (800, 467), "draft": (800, 448), "preview": (800, 600)}
# To whom a text is; the researchers only where they are known.
READERS = ("college", "researchers")


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A text that requests what is missing of a trial: its address, subject and introduction, two lists, and its end."""

    reader: str
    name: str
    parts: tuple[str, str, str, tuple[str, ...], tuple[str, ...], str]

    @property
    def text(self) -> str:
        """The letter as plain text."""
        return "\n\n".join(
            part if isinstance(part, str) else "\n".join(f"- {item}" for item in part) for part in self.parts
        )

    def document(self, context: PageContext) -> Document:
        """Return the letter as a document."""
        to, subject, intro, missing, questions, end = self.parts
        blocks = (
            Text(text=to, style="lead"),
            Text(text=subject, style="title"),
            Text(text=intro, style="lead"),
            NoteList(notes=tuple(Note(head=item, text="") for item in missing)),
            NoteList(notes=tuple(Note(head="", text=item) for item in questions)),
            Text(text=end, style="lead"),
        )
        version, link = stamp(context), absolute_url(context.address())
        return Document(
            layout="brief", lang=context.lang, stamp=version, link=link, title=subject, description=self.name,
            header=self.name, footer=version.text, sections=(Section(name="letter", blocks=blocks),),
        )  # fmt: skip


def _gaps(context: PageContext) -> Iterator[tuple[ExperimentRow, list[GapRow]]]:
    """Return the gaps of each trial."""
    trials = {row.id: row for row in queries.experiments(context)}
    rows = sorted(queries.gaps(Scope(), context), key=lambda row: list(trials).index(row.experiment_id))
    for id, group in groupby(rows, key=lambda row: row.experiment_id):
        yield trials[id], list(group)


def _letter(reader: str, trial: ExperimentRow, gaps: Sequence[GapRow], context: PageContext) -> Letter:
    themes = {row.id: row.label for row in queries.themes(context)}
    slots = {"municipality": trial.municipality, "experiment": trial.name, "evaluator": trial.evaluator or ""}

    def text(part: str, *names: str) -> str:
        return context.t(f"ask.letter.{reader}.{part}", **{name: slots[name] for name in names})

    # The municipality answers for itself; the researchers are named.
    address, named = ("municipality", ["municipality"]) if reader == "college" else ("evaluator", [])
    missing = tuple(
        context.t("ask.item", theme=themes[row.theme], report=row.report)
        if row.report
        else context.t("ask.item_none", theme=themes[row.theme])
        for row in gaps
    )
    questions = tuple(text(f"ask_{number}") for number in range(1, 4))
    intro = text("intro", "municipality", "experiment")
    parts = (text("to", address), text("subject"), intro, missing, questions, text("end"))
    return Letter(reader=reader, name=text("name", *named), parts=parts)


def letters(trial: ExperimentRow, gaps: Sequence[GapRow], context: PageContext) -> list[Letter]:
    """Return the texts that request what is missing of a trial."""
    return [_letter(reader, trial, gaps, context) for reader in READERS if reader == "college" or trial.evaluator]


def find(experiment: str, reader: str, context: PageContext) -> Letter | None:
    """Return the text on a trial for a reader, or None when there is none."""
    found = (letters(trial, gaps, context) for trial, gaps in _gaps(context) if trial.id == experiment)
    return next((letter for built in found for letter in built if letter.reader == reader), None)


def _gap(row: GapRow, theme: str, context: PageContext) -> Node:
    """Return what is missing on a theme: the report that may have it, or why none is known."""
    if not row.report:
        return h("li", h("b", theme), f". {row.text}")
    link: Part = None
    if row.report_source_id:
        source = labels.source(labels.Citation(source_id=row.report_source_id), context)
        link = [" ", h("a", context.t("ask.source"), h("span", f": {source.title}", cls="vh"), href=source.about)]
    return h("li", h("b", theme), ". ", context.t("ask.where", report=row.report), link)


def _fold(letter: Letter, trial: ExperimentRow, context: PageContext) -> Node:
    """Return a text in a fold, to copy or to download as a Word file."""
    about = h("span", f": {letter.name}, {labels.experiment(trial)}", cls="vh")
    href = f"{context.path}/{trial.id}/{letter.reader}.docx{context.pin_query}"
    copy = copying("ask.copy", done="ask.copied", lang=context.lang, about=about, data_copy_text=letter.text)
    word = h("a", context.t("ask.word"), about, href=href, download=True)
    said = [
        h("p", part) if isinstance(part, str) else h("ul", [h("li", item) for item in part]) for part in letter.parts
    ]
    text = h("div", said, cls="letter")
    links = h("p", h("span", copy, cls="needs-script"), " ", word)
    return fold(letter.name, text, links, id=f"{letter.reader}-{trial.id}")


def _read(context: PageContext) -> Node:
    """Return how many sources were read in full, in part, or are about research by others, as a number and a bar."""
    held = queries.facts_held(context)
    full, part = (100 * number / held.sources for number in (held.sources_read_in_full, held.sources_read_in_part))
    rests = [
        context.t("ask.bar_part", n=context.number(held.sources_read_in_part)),
        context.t("ask.bar_about", n=context.number(held.sources_secondary)),
    ]
    bar = h(
        "svg",
        h("rect", width="100%", height="100%"),
        h("rect", width=f"{full + part:.2f}%", height="100%", cls="part"),
        h("rect", width=f"{full:.2f}%", height="100%", cls="full"),
        aria_hidden=True, width="100%", height="24", cls="read-bar",
    )  # fmt: skip
    return h(
        "div",
        h("p", h("span", context.number(held.sources_read_in_full), cls="figure-1"), " ",
          h("span", context.t("ask.bar", n=context.number(held.sources)), cls="serif")),
        bar,
        h("p", "; ".join(rests), ".", cls="small soft"),
    )  # fmt: skip


def body(context: PageContext) -> Node:
    """Return the body of the page: how much was read, then what is missing and the texts, trial by trial."""
    every = list(_gaps(context))
    gaps = [row for _, rows in every for row in rows]
    themes = {row.id: row.label for row in queries.themes(context)}
    lead = context.t(
        "ask.lead", gaps=context.number(len(gaps)), named=context.number(sum(row.report is not None for row in gaps))
    )
    trials = []
    for number, (trial, rows) in enumerate(every, start=1):
        missing = h("ul", [_gap(row, themes[row.theme], context) for row in rows], cls="items")
        folds = [_fold(letter, trial, context) for letter in letters(trial, rows, context)]
        asked = h("div", missing, h("div", h("h3", context.t("ask.letters")), folds), cls="asked")
        trials.append(band(asked, id=trial.id, tone="" if number % 2 else "sand", title=labels.experiment(trial)))
    top = [h("h1", context.t("ask.title")), h("p", lead, cls="lead")]
    steps = rules([context.t(f"ask.read_along_{number}") for number in range(1, 11)])
    shown = h("div", [_picture(name, context) for name in PICTURES], cls="desk-pictures")
    head, intro = context.t("ask.read_along"), context.t("ask.read_along_lead")
    along = band(steps, shown, id="read-along", title=head, intro=intro)
    return h("div", band(remarks(context), top, _read(context), id="top", tone="night"), trials, along, cls="requests")


def _picture(name: str, context: PageContext) -> Node:
    """Return a picture of the report desk in the language of the page, which loads when a reader comes near it."""
    width, height = PICTURES[name]
    source, alt = pictures()[f"desk-{name}-{context.lang}"].url, context.t(f"ask.desk.{name}_alt")
    picture = h("img", src=source, alt=alt, width=width, height=height, loading="lazy")
    return h("figure", picture, h("figcaption", context.t(f"ask.desk.{name}")))
