"""Downloads that are no chart: the brief, the plan and texts to send, lists of sources, and the calendar."""

from functools import partial

import flask

from dashboard.db import queries
from dashboard.exports import calendar, docx, pdf, pool
from dashboard.exports.provenance import stamp
from dashboard.exports.references import REFERENCES
from dashboard.web.downloads import Add, file_context, give, limited
from dashboard.web.error_pages import error_page
from dashboard.web.pages import ask, brief, plan_draft, sources
from dashboard.web.pages.brief_scope import BriefScope
from dashboard.web.pages.context import resolve_context
from dashboard.web.pages.paths import PATHS
from dashboard.web.pages.registry import by_name

_WRITERS = {"pdf": (pdf.write, pdf.PDF), "docx": (docx.write, docx.DOCX)}


def _brief(lang: str, form: str) -> flask.Response:
    """Return the brief, or an error page if the filters are too wide for one."""
    context = file_context(by_name("brief"), lang)
    scope = BriefScope(context)
    if scope.too_wide:
        return error_page(404, title=context.t("brief.heading"), text=scope.too_wide)
    subject = scope.municipality or scope.type or "alle"
    name = f"raadsbrief-{subject}-{stamp(context).released.isoformat()}.{form}"
    make, kind = _WRITERS[form]
    return give(pool.run(make, brief.build(context)), kind=kind, name=name)


def _plan(lang: str, form: str) -> flask.Response:
    """Return the draft of a plan for the lessons that a reader chose."""
    context = file_context(by_name("starting"), lang)
    subject = next(iter(context.choice.types), "alle")
    make, kind = _WRITERS[form]
    name = f"plan-{subject}-{stamp(context).released.isoformat()}.{form}"
    return give(pool.run(make, plan_draft.build(context)), kind=kind, name=name)


def _letter(lang: str, experiment: str, reader: str) -> flask.Response:
    """Return a text that requests missing figures, as a Word file."""
    letter = ask.find(experiment, reader, file_context(by_name("ask"), lang))
    if letter is None:
        flask.abort(404)
    return give(pool.run(docx.write, letter.document), kind=docx.DOCX, name=f"{reader}-{experiment}.docx")


def _references(lang: str, form: str, id: str = "") -> flask.Response:
    """Return the sources of a choice, or one source, for a reference manager."""
    context = file_context(by_name("sources"), lang)
    rows = [row for row in queries.sources(context) if row.id == id] if id else sources.chosen(context)
    if not rows:
        flask.abort(404)
    _, kind, make = REFERENCES[form]
    return give(make(rows), kind=kind, name=f"{id or by_name('sources').path(lang).rpartition('/')[2]}.{form}")


def _calendar(lang: str) -> flask.Response:
    """Return the key dates of the trials as a calendar."""
    context = resolve_context(lang=lang, path=calendar.PATHS[lang], query="")
    return give(calendar.calendar(context), kind=calendar.ICS, name=calendar.PATHS[lang].rpartition("/")[2])


def register(add: Add) -> None:
    """Add the addresses of the files to the server."""
    for lang in PATHS["brief"]:
        for form in _WRITERS:
            add(f"{PATHS['brief'][lang]}.{form}", f"brief.{lang}.{form}", limited(partial(_brief, lang, form)))
            add(f"{PATHS['starting'][lang]}.{form}", f"plan.{lang}.{form}", limited(partial(_plan, lang, form)))
        for form in REFERENCES:
            add(f"{PATHS['sources'][lang]}.{form}", f"sources.{lang}.{form}", partial(_references, lang, form))
            add(f"{PATHS['sources'][lang]}/<id>.{form}", f"source.{lang}.{form}", partial(_references, lang, form))
        letter = f"{PATHS['ask'][lang]}/<experiment>/<reader>.docx"
        add(letter, f"ask.{lang}.docx", limited(partial(_letter, lang)))
        add(calendar.PATHS[lang], f"calendar.{lang}", partial(_calendar, lang))
