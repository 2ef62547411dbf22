"""Pages for what went wrong: they say it calmly, say where to go, and need no database for their own words."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

import flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response as Answer

from dashboard.errors import StoreError
from dashboard.i18n.catalogue import t
from dashboard.logging import request_id
from dashboard.models.text import Link
from dashboard.web.api import routes
from dashboard.web.api.problems import Problem
from dashboard.web.api.response import ROOT
from dashboard.web.components.html import h
from dashboard.web.components.notices import entries
from dashboard.web.components.sections import opening
from dashboard.web.components.shell import document
from dashboard.web.http import csp
from dashboard.web.pages.context import arrive
from dashboard.web.pages.layout import frame
from dashboard.web.pages.registry import PAGES

log = logging.getLogger("dashboard")


def _lang() -> str:
    return "en" if flask.request.path == "/en" or flask.request.path.startswith("/en/") else "nl"


def _calm(status: int, key: str, **slots: str) -> flask.Response:
    lang = _lang()
    links = [
        Link(href=page.path(lang), label=t(f"menu.{page.menu}", lang))
        for page in PAGES
        if page.menu and page.ids is None
    ]
    body = h(
        "div",
        opening(t(f"{key}.title", lang), lead=(t(f"{key}.text", lang, **slots),), beside=entries(links, lang=lang)),
    )
    try:
        context = arrive(lang=lang, path=PAGES[0].paths[lang], query="")
        text = frame(context, None, title=t(f"{key}.title", lang), body=body)
    except Exception:
        # Without a database, or when the fault is in what every page has: this page needs neither.
        text = _bare(lang, key=key, slots=slots)
    response = flask.Response(text, status=status, mimetype="text/html")
    response.headers["Content-Security-Policy"] = csp.page()
    response.headers["Cache-Control"] = "no-store"
    return response


def _bare(lang: str, *, key: str, slots: dict[str, str]) -> str:
    """The same without menu and without what the site rests on: there is no database to read."""
    return document(
        lang=lang,
        title=t("site.name", lang),
        description=t(f"{key}.title", lang),
        nav=(),
        other=Link(href="/en/" if lang == "nl" else "/", label=t("frame.other_language", lang)),
        body=h("div", opening(t(f"{key}.title", lang), lead=(t(f"{key}.text", lang, **slots),))),
        version_text="",
    )


def moved() -> Answer | None:
    """Before each request: an address with slashes too many leads to the one that is meant, on the same site.

    Flask would write it whole, with whatever name the site was asked by; others may be given the same answer.
    """
    error = flask.request.routing_exception
    if not isinstance(error, RequestRedirect):
        return None
    to = urlsplit(error.new_url)
    return flask.redirect("/" + to.path.lstrip("/") + (f"?{to.query}" if to.query else ""), 308)


def http_error(error: HTTPException) -> Answer:
    """The page for an error of the request, or for one that the server answers on purpose."""
    code = error.code or 500
    if code in (301, 302, 303, 307, 308):
        return error.get_response()
    if flask.request.path.startswith(ROOT) and code < 500:
        return routes.problem_response(Problem(status=code, key="refused"))
    key = "lost" if code == 404 else "too_much" if code in (413, 414) else "refused" if code < 500 else "broken"
    return _calm(code, key, **({"id": request_id(flask.request.environ)} if code >= 500 else {}))


def failure(error: Exception) -> Answer:
    """A fault of ours: the log has the trace and its id, the reader a calm sentence with the same id."""
    id = request_id(flask.request.environ)
    log.error("fault %s at %s", id, flask.request.path, exc_info=error, extra={"event": "fault", "id": id})
    return _calm(503 if isinstance(error, StoreError) else 500, "broken", id=id)
