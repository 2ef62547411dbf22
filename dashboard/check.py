"""The address where tables are checked before they are handed in. Off unless BIP_CHECK_PAGE is 1; nothing is stored."""

from __future__ import annotations

import datetime as dt
import tempfile
import threading
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import flask

from dashboard import charts, config, limits, policy, queries, store
from dashboard.changes.apply import attempt
from dashboard.changes.nouns import Plan, Reason
from dashboard.changes.rows import Current, read_current
from dashboard.model import Chart
from dashboard.pages import Page
from dashboard.pages import check as page
from dashboard.pages.check import Outcome
from dashboard.pages.frame import frame
from dashboard.pages.visit import arrive
from dashboard.queries import NEWEST, Scope
from dashboard.scripts import script
from dashboard.styles import Dress

# Not among PAGES, so neither in the menu nor in the site map.
PAGE = Page(name="check", paths=page.PATHS, heading=page.heading, body=page.body)
_MOST_BYTES = 10_000_000
_ROOM_FOR_THE_FORM = 20_000
# Of the form in memory; a file goes to a folder for scratch, but passes in parts that count here.
_IN_MEMORY = 200_000
_MOST_CHARTS = 12
# Who waits holds a thread that others need.
_WAIT_SECONDS = 3

# A check builds a database: one at a time is enough for a page that few people use.
_one = threading.Lock()


def register(server: flask.Flask) -> None:
    """Add the page in both languages, if it is turned on."""
    if not config.check_page():
        return
    for lang, path in page.PATHS.items():
        server.add_url_rule(path, f"check.{lang}", partial(_view, lang), methods=["GET", "POST"])


def _view(lang: str) -> flask.Response:
    public = urlsplit(config.address()).netloc
    if public and flask.request.host == public:
        flask.abort(404)
    outcome = _received() if flask.request.method == "POST" else None
    visit = arrive(lang=lang, path=page.PATHS[lang], query="")
    if isinstance(outcome, tuple):
        outcome = _checked(*outcome, lang=lang)
    dress = Dress()
    text = frame(
        visit, PAGE, title=page.heading(visit), body=page.body(visit, outcome), dress=dress,
        scripts=[script("page")],
    )  # fmt: skip
    response = flask.Response(text, mimetype="text/html")
    response.headers["Content-Security-Policy"] = policy.page(dress.text, script=script("page").text)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _received() -> Outcome | tuple[bytes, str, Reason]:
    """The file with its name and the reasons; or what is wrong with the request."""
    request = flask.request
    # There is no session to abuse, but no other site has business here either.
    origin = request.headers.get("Origin")
    if (origin and origin.partition("://")[2] != request.host) or request.headers.get("Sec-Fetch-Site") == "cross-site":
        flask.abort(403)
    body = limits.taken(request.environ, most=_MOST_BYTES + _ROOM_FOR_THE_FORM)
    if body is None:
        return Outcome(remark="too_large")
    request.environ.update(limits.with_body(request.environ, body))
    request.max_content_length = _MOST_BYTES + _ROOM_FOR_THE_FORM
    request.max_form_memory_size = _IN_MEMORY
    file = request.files.get("file")
    if file is None or not file.filename:
        return Outcome(remark="no_file")
    texts = [" ".join(request.form.get(name, "")[:300].split()) for name in ("reason_nl", "reason_en")]
    return file.read(), file.filename, Reason(day=_day(), nl=texts[0], en=texts[1])


def _day() -> dt.date:
    """Today, or the day after the last data version: a preview must not fail because there was a release today."""
    last: dt.date = queries.version()["released"]
    return max(dt.date.today(), last + dt.timedelta(days=1))


def _checked(content: bytes, name: str, reason: Reason, *, lang: str) -> Outcome:
    if not _one.acquire(timeout=_WAIT_SECONDS):
        return Outcome(remark="busy")
    # Reading workbooks takes libraries that a server without this page need not load.
    from dashboard.workbook.reading import plan_upload

    try:
        current = read_current(config.DATA)
        plan = plan_upload(current, content, name=name, reason=reason)
        return _tried(current, plan, lang=lang) if plan.changes else Outcome(plan=plan)
    finally:
        _one.release()


def _tried(current: Current, plan: Plan, *, lang: str) -> Outcome:
    """Build the tables as they would be, in a folder that is gone afterwards, and draw what changes."""
    with tempfile.TemporaryDirectory() as scratch:
        plan, database = attempt(current, plan, folder=Path(scratch))
        if database is None or plan.troubles:
            return Outcome(plan=plan)
        before = {chart.key: chart for chart in _drawn(plan, lang=lang)}
        with store.reading(database):
            after = _drawn(plan, lang=lang)
    changed = [chart for chart in after if chart != before.get(chart.key)]
    return Outcome(plan=plan, charts=changed[:_MOST_CHARTS])


def _drawn(plan: Plan, *, lang: str) -> list[Chart]:
    """The charts that may change: of every theme, and of the official statistics in the plan."""
    found: dict[str, Chart] = {}
    if any(change.table != "context" for change in plan.changes):
        for theme in queries.themes(as_of=NEWEST):
            found |= {chart.key: chart for chart in charts.all_for(Scope(theme=theme["id"]), lang)}
    rows = [change.new or change.old or {} for change in plan.changes if change.table == "context"]
    for indicator in dict.fromkeys(row["indicator_id"] for row in rows):
        for kind in charts.STATISTICS:
            found |= {chart.key: chart for chart in kind.make(Scope(indicator=indicator), lang)}
    return list(found.values())
