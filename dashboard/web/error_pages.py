"""Error pages. They say where to go, and need no database."""

import logging

import flask
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as Answer

from dashboard.errors import DatabaseError, StorageError
from dashboard.exports.pool import RETRY_AFTER, RETRY_AFTER_STORAGE, Busy
from dashboard.i18n.catalogue import t
from dashboard.logging import request_id
from dashboard.models.text import Link
from dashboard.web import redirects
from dashboard.web.api import routes
from dashboard.web.api.response import ROOT, Problem
from dashboard.web.components.html import h
from dashboard.web.components.sections import entries, opening
from dashboard.web.components.shell import document
from dashboard.web.http import csp
from dashboard.web.pages.context import resolve_context
from dashboard.web.pages.layout import frame
from dashboard.web.pages.registry import PAGES

log = logging.getLogger("dashboard")


def error_page(status: int, *, title: str, text: str) -> flask.Response:
    """Return a page that says what went wrong and where to go, in the language of the path."""
    lang = _lang()
    # Of several pages of one menu item the first one is linked, as in the menu.
    first = {page.menu: page for page in reversed(PAGES) if page.menu and page.ids is None}
    links = [Link(href=page.path(lang), label=t(f"menu.{menu}", lang)) for menu, page in reversed(first.items())]
    body = h("div", opening(title, lead=(text,), beside=entries(links, lang=lang)))
    try:
        html = frame(resolve_context(lang=lang, path=PAGES[0].paths[lang], query=""), None, title=title, body=body)
    except Exception:
        # Without a database, or with a fault in what every page has: this page needs neither.
        other = Link(href="/en/" if lang == "nl" else "/", label=t("frame.other_language", lang))
        html = document(
            lang=lang, title=t("site.name", lang), description=title, other=other,
            body=h("div", opening(title, lead=(text,))), version_text="",
        )  # fmt: skip
    headers = {"Content-Security-Policy": csp.page(), "Cache-Control": "no-store"}
    return flask.Response(html, status=status, mimetype="text/html", headers=headers)


def _lang() -> str:
    return "en" if flask.request.path == "/en" or flask.request.path.startswith("/en/") else "nl"


def _from_texts(status: int, key: str, **slots: str) -> flask.Response:
    return error_page(status, title=t(f"{key}.title", _lang()), text=t(f"{key}.text", _lang(), **slots))


def http_error(error: HTTPException) -> Answer:
    """Return the page of an HTTP error; below /api/v1 a problem document."""
    if error.response is not None:
        return Answer.force_type(error.response, flask.request.environ)  # type: ignore[arg-type]
    code = error.code or 500
    if code in (301, 302, 303, 307, 308):
        return error.get_response()
    if code == 404 and (redirect := redirects.to_meant_path()):
        return redirect
    if flask.request.path.startswith(ROOT) and code < 500:
        return routes.problem_response(Problem(status=code, key="refused"))
    key = "lost" if code == 404 else "too_much" if code in (413, 414) else "refused" if code < 500 else "broken"
    return _from_texts(code, key, **({"id": request_id(flask.request.environ)} if code >= 500 else {}))


def busy(_: Busy) -> Answer:
    """Return the page that asks a reader to come back for an export in a moment."""
    response = _from_texts(503, "busy")
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def failure(error: Exception) -> Answer:
    """Log an exception with its trace, and return a page with the same request id."""
    id = request_id(flask.request.environ)
    log.error("fault %s at %s", id, flask.request.path, exc_info=error, extra={"event": "fault", "id": id})
    response = _from_texts(503 if isinstance(error, DatabaseError | StorageError) else 500, "broken", id=id)
    if isinstance(error, StorageError):
        response.headers["Retry-After"] = str(RETRY_AFTER_STORAGE)
    return response
