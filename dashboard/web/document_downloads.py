"""Downloads that are no chart: a chart set, the brief, the plan, texts to send, lists of sources, and the calendar.

A chart set is also made by POST, which adds notes and a title. These are neither stored nor logged.
"""

import re
from collections.abc import Callable
from functools import partial
from urllib.parse import quote

import flask

from dashboard.config import ASSETS
from dashboard.db import queries
from dashboard.exports import calendar, docx, pdf, pool, xlsx
from dashboard.exports.document import Document
from dashboard.exports.pool import TooLarge
from dashboard.exports.pptx import write as pptx
from dashboard.exports.provenance import stamp
from dashboard.exports.references import REFERENCES
from dashboard.i18n.catalogue import t
from dashboard.selection import chart_set
from dashboard.web.components.chart_set_slides import HTML, write_html
from dashboard.web.downloads import file_context, give, limited, refuse_ignored
from dashboard.web.error_pages import error_page
from dashboard.web.http import csp
from dashboard.web.http.static import style_sheet
from dashboard.web.pages import ask
from dashboard.web.pages.brief import page as brief
from dashboard.web.pages.brief.scope import BriefScope
from dashboard.web.pages.chart_set import build
from dashboard.web.pages.context import PageContext, absolute_url, resolve_context
from dashboard.web.pages.paths import PATHS
from dashboard.web.pages.registry import by_name
from dashboard.web.pages.sources import page as sources
from dashboard.web.pages.starting import plan_draft

# Forty notes of a thousand characters of four bytes, and the items.
_MOST_BYTES = 700_000
_FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
# The forms of a brief and of a plan.
_TEXT_FORMS = ("pdf", "docx")


def _html(document: Document) -> bytes:
    script = (ASSETS / "js" / "present.js").read_text(encoding="utf-8")
    # A page in one file has no network, so it has the fonts of its reader.
    style = re.sub(r"@font-face{[^}]*}", "", style_sheet())
    return write_html(document, style=style, script=script, policy=csp.alone(style=style, script=script))


MAKERS: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "pptx": (pptx.PPTX, pptx.write),
    "pdf": (pdf.PDF, pdf.write),
    "docx": (docx.DOCX, docx.write),
    "xlsx": (xlsx.XLSX, xlsx.write),
    "html": (HTML, _html),
}
"""Of each form of a document: its media type, and what writes it."""


def _give(document: Document, form: str, name: str) -> flask.Response:
    kind, make = MAKERS[form]
    # HTML needs no library, so no child either.
    body = make(document) if form == "html" else pool.run(make, document)
    return give(body, kind=kind, name=f"{name}.{form}")


def _requested_set(lang: str) -> Document:
    """Return the set of a request: items from the URL or the form, notes, title and municipality from the form only."""
    request = flask.request
    query = request.query_string.decode("utf-8", "replace")
    notes, title, place = {}, "", ""
    if request.method == "POST":
        request.max_content_length = request.max_form_memory_size = _MOST_BYTES
        request.max_form_parts = 4 * chart_set.MOST_ITEMS
        if request.mimetype not in _FORM_TYPES:
            flask.abort(415)
        form = request.form
        query = "&".join([query, *(f"item={quote(item, safe='*')}" for item in form.getlist("item"))])
        notes = {name.removeprefix("note."): text for name, text in form.items() if name.startswith("note.")}
        title, place = form.get("title", ""), form.get("place", "")
    context = resolve_context(lang=lang, path=PATHS["set"][lang], query=query)
    if context.choice.items:
        refuse_ignored(context)
    return build(context, notes=notes, title=title, place=place)


def _set(lang: str, form: str) -> flask.Response:
    """Return a chart set, or an error page if it has no charts or is too large."""
    document = _requested_set(lang)
    if not document.charts:
        return _error(404, "nothing", lang)
    try:
        response = _give(document, form, f"{t('set.file', lang)}-{document.stamp.released.isoformat()}")
    except TooLarge:
        return _error(413, "too_large", lang)
    # The notes of a reader are for that reader alone.
    response.headers["Cache-Control"] = "no-store"
    return response


def _error(status: int, key: str, lang: str) -> flask.Response:
    return error_page(status, title=t(f"set.{key}_title", lang), text=t(f"set.{key}", lang))


def _brief(lang: str, form: str) -> flask.Response:
    """Return the brief, or an error page if the filters are too wide for one."""
    context = file_context(by_name("brief"), lang)
    scope = BriefScope(context)
    if scope.too_wide:
        return error_page(404, title=context.t("brief.heading"), text=scope.too_wide)
    return _give(brief.build(context), form, _dated("raadsbrief", scope.municipality or scope.type, context))


def _plan(lang: str, form: str) -> flask.Response:
    """Return the draft of a plan for the lessons that a reader chose."""
    context = file_context(by_name("starting"), lang)
    return _give(plan_draft.build(context), form, _dated("plan", next(iter(context.choice.types), ""), context))


def _dated(kind: str, subject: str, context: PageContext) -> str:
    return f"{kind}-{subject or 'alle'}-{stamp(context).released.isoformat()}"


def _letter(lang: str, experiment: str, reader: str) -> flask.Response:
    """Return a text that requests missing figures, as a Word file."""
    context = file_context(by_name("ask"), lang)
    letter = ask.find(experiment, reader, context) or flask.abort(404)
    return _give(letter.document(context), "docx", f"{reader}-{experiment}")


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
    return give(
        calendar.calendar(context, absolute_url("")), kind=calendar.ICS, name=calendar.PATHS[lang].rpartition("/")[2]
    )


def register(server: flask.Flask) -> None:
    """Add the URL rules to the server."""
    for lang in PATHS["set"]:
        files = [("set", form, _set) for form in MAKERS]
        files += [(page, form, view) for page, view in (("brief", _brief), ("starting", _plan)) for form in _TEXT_FORMS]
        for page, form, view in files:
            methods = ["GET", "POST"] if page == "set" else ["GET"]
            path, run = f"{PATHS[page][lang]}.{form}", limited(partial(view, lang, form))
            server.add_url_rule(path, path, run, methods=methods)
        for form in REFERENCES:
            for path in (f"{PATHS['sources'][lang]}.{form}", f"{PATHS['sources'][lang]}/<id>.{form}"):
                server.add_url_rule(path, path, partial(_references, lang, form))
        letter, dates = f"{PATHS['ask'][lang]}/<experiment>/<reader>.docx", calendar.PATHS[lang]
        server.add_url_rule(letter, letter, limited(partial(_letter, lang)))
        server.add_url_rule(dates, dates, partial(_calendar, lang))
