"""Downloads of a chart set. POST adds notes and a title, which are neither stored nor logged."""

import re
from collections.abc import Callable
from functools import partial
from urllib.parse import quote

import flask

from dashboard.config import ASSETS
from dashboard.exports import docx, pdf, pool, xlsx
from dashboard.exports.document import Document
from dashboard.exports.pool import TooLarge
from dashboard.exports.pptx import write as pptx
from dashboard.i18n.catalogue import t
from dashboard.selection import chart_set
from dashboard.web.components.chart_set_slides import HTML, write_html
from dashboard.web.downloads import give, limited, refuse_ignored
from dashboard.web.error_pages import error_page
from dashboard.web.http import csp
from dashboard.web.http.static import style_sheet
from dashboard.web.pages.chart_set import build
from dashboard.web.pages.context import resolve_context
from dashboard.web.pages.paths import PATHS

# Forty notes of a thousand characters of four bytes, and the items.
_MOST_BYTES = 700_000
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


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


def _requested(lang: str) -> Document:
    """Return the set of a request: items from the URL or the form, notes, title and municipality from the form only."""
    request = flask.request
    query = request.query_string.decode("utf-8", "replace")
    notes, title, place = {}, "", ""
    if request.method == "POST":
        request.max_content_length = request.max_form_memory_size = _MOST_BYTES
        request.max_form_parts = 4 * chart_set.MOST_ITEMS
        if request.mimetype not in _FORMS:
            flask.abort(415)
        form = request.form
        query = "&".join([query, *(f"item={quote(item, safe='*')}" for item in form.getlist("item"))])
        notes = {name.removeprefix("note."): text for name, text in form.items() if name.startswith("note.")}
        title, place = form.get("title", ""), form.get("place", "")
    context = resolve_context(lang=lang, path=PATHS["set"][lang], query=query)
    if context.choice.items:
        refuse_ignored(context)
    return build(context, notes=notes, title=title, place=place)


def _file(form: str, lang: str) -> flask.Response:
    document = _requested(lang)
    if not document.charts:
        return _error(404, "nothing", lang)
    kind, make = MAKERS[form]
    try:
        # HTML needs no library, so no child either.
        body = make(document) if form == "html" else pool.run(make, document)
    except TooLarge:
        return _error(413, "too_large", lang)
    response = give(body, kind=kind, name=f"{t('set.file', lang)}-{document.stamp.released.isoformat()}.{form}")
    # The notes of a reader are for that reader alone.
    response.headers["Cache-Control"] = "no-store"
    return response


def _error(status: int, key: str, lang: str) -> flask.Response:
    return error_page(status, title=t(f"set.{key}_title", lang), text=t(f"set.{key}", lang))


def register(server: flask.Flask) -> None:
    """Add the URL rules to the server."""
    for lang, path in PATHS["set"].items():
        for form in MAKERS:
            view = limited(partial(_file, form, lang))
            server.add_url_rule(f"{path}.{form}", f"set.{lang}.{form}", view, methods=["GET", "POST"])
