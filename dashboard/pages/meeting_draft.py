"""From the items in an address to the charts of a set, with what is not known about them and where they come from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

from dashboard import charts, queries, sets
from dashboard.charts import words
from dashboard.exports.address import whole
from dashboard.exports.item import item, stamp
from dashboard.exports.meeting import Entry, Meeting, clean, cut, numbered
from dashboard.model import Chart, Note
from dashboard.pages import figures, filters
from dashboard.pages.visit import Visit
from dashboard.queries import Scope

Made = dict[tuple[str, Scope], tuple[Chart, ...]]


def _own_visit(text: str, visit: Visit) -> tuple[str, Visit]:
    """The key of an item, and the visit to the page that shows it; the data version of the set holds where it has none."""
    key, choice = sets.choice_of(text, visit.known)
    path = "where.figures" if key.startswith("trend.") else "where.compare"
    choice = replace(choice, as_of=choice.as_of or visit.choice.as_of)
    return key, Visit(lang=visit.lang, path=visit.say(path), choice=choice, remarks=(), known=visit.known)


def _chart(key: str, own: Visit, made: Made) -> Chart | None:
    """The chart of an item; charts of one kind and choice are made together, once."""
    kind = next((k for k in (*charts.CHARTS, *charts.STATISTICS) if k.name == key.partition(".")[0]), None)
    if kind is None:
        return None
    name = (kind.name, own.scope)
    if name not in made:
        made[name] = kind.make(own.scope, own.lang)
    return next((chart for chart in made[name] if chart.key == key), None)


def _unknown(visits: Iterable[Visit]) -> tuple[Note, ...]:
    """What was not found or read on what the set is about, each once."""
    found: dict[str, Note] = {}
    for visit in visits:
        for row in queries.gaps(visit.scope):
            word = words.start_small(visit.say(f"evidence.word.{row['reason']}"))
            head = f"{words.experiment(row, visit.lang)}: {word}"
            text = str(row[f"text_{visit.lang}"])
            found.setdefault(head + text, Note(head=head, text=text))
    return tuple(found.values())


def meeting(visit: Visit, *, notes: Mapping[str, str] | None = None, title: str = "") -> Meeting:
    """The set of a visit. `notes` are by item; they and the title are a reader's words and are cut where too long."""
    entries: list[Entry] = []
    gone: list[str] = []
    about: list[Visit] = []
    made: Made = {}
    for text in visit.choice.items:
        key, own = _own_visit(text, visit)
        chart = _chart(key, own, made)
        if chart is None:
            gone.append(text)
            continue
        trend = own.path == visit.say("where.figures")
        if not trend:
            about.append(own)
        entries.append(
            Entry(
                number=len(entries) + 1,
                text=text,
                item=item(chart, lang=visit.lang, as_of=own.as_of, link=whole(own.pinned(anchor=key))),
                chosen=(figures if trend else filters).chosen_text(own),
                note=cut((notes or {}).get(text, ""), most=sets.LONGEST_NOTE, lang=visit.lang),
            )
        )
    found, sources = numbered(entries)
    return Meeting(
        lang=visit.lang,
        stamp=stamp(visit.as_of, visit.lang),
        link=whole(visit.pinned(visit.say("path.set"))),
        made=dt.date.today(),
        title=" ".join(clean(title).split())[: sets.LONGEST_TITLE].strip(),
        entries=found,
        gone=tuple(gone),
        unknown=_unknown(about),
        sources=sources,
    )
