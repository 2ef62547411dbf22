"""The share card of each page: the picture that apps show beside a link, for the filters in that link."""

from collections.abc import Iterator

import flask
from werkzeug.datastructures import Headers
from werkzeug.wrappers import Response as Answer

from dashboard.exports import pool
from dashboard.exports.pool import limiter
from dashboard.exports.share_card import HEIGHT, SQUARE, ShareCard, picture
from dashboard.i18n.catalogue import t
from dashboard.selection import filters
from dashboard.style.palette import mark
from dashboard.web.components.html import Child, Node, Plot
from dashboard.web.http.cache import IMMUTABLE, cache, store
from dashboard.web.pages import paths
from dashboard.web.pages.context import resolve_context
from dashboard.web.pages.registry import Page, by_name
from dashboard.web.pages.share_basis import basis

# Charts whose sentence says what was found; a chart of counts would look like a result.
_RESULTS = ("with_and_without", "directions")


def _walk(node: Child) -> Iterator[Child]:
    yield node
    if isinstance(node, Node):
        for child in node.children:
            yield from _walk(child)


def words_of(node: Child) -> str:
    """Return the text of a part of a page."""
    if isinstance(node, Node):
        return "".join(words_of(child) for child in node.children)
    return node if isinstance(node, str) else ""


def _first(nodes: list[Node], *names: str) -> str:
    """Return the text of the first element with one of these classes, the first name first."""
    return next(
        (words_of(node) for cls in names for node in nodes if cls in str(node.attrs.get("class", "")).split()), ""
    )


def share_card(page: Page, lang: str, item: str, *, query: str = "", height: int = HEIGHT) -> ShareCard:
    """Return the share card of a page: its first result as a chart or in words, or its title and first sentence.

    The municipality and how groups were formed stand on it, because a picture travels without its page.
    """
    context = resolve_context(lang=lang, path=page.path(lang, item), query=query, item=item)
    parts = list(_walk(page.body(context)))
    plots = [part.chart for part in parts if isinstance(part, Plot)]
    chart = next((one for one in plots if one.key.startswith(_RESULTS[0])), None)
    # On a page of charts, the first result is the answer.
    plot = chart or next((one for one in plots if page.live and one.key.startswith(_RESULTS)), None)
    nodes = [part for part in parts if isinstance(part, Node)]
    heading = next((words_of(node) for node in nodes if node.tag == "h1"), page.title(context))
    headline = _first(nodes, "brief-title")
    verdict = next((node for node in nodes if "data-tone" in node.attrs), None) if page.description else None
    approach = item if page.name == "type" else next(iter(context.choice.types), "")
    # A headline is a sentence: in the large letters of a title it would be cut.
    lead = headline or _first(nodes, "verdict-line", "lead")
    return ShareCard(
        site=t("site.name", lang),
        title=plot.question if plot and not chart else heading,
        sentence=plot.sentence if plot else lead or t(f"description.{page.name}", lang),
        below=context.version_text(),
        basis=basis(page.name, plot, context),
        height=height,
        figure=chart.wide if chart else None,
        question=chart.question if chart else "",
        finding=f"{chart.sentence.partition('. ')[0]}. {chart.strength.why}" if chart else "",
        verdict=words_of(verdict).strip() if verdict else "",
        tone=str(verdict.attrs["data-tone"]) if verdict else mark(approach)[0] if approach else "ink",
    )


def _preview(version: str, lang: str, name: str, item: str = "") -> Answer:
    """Return the share card of a page; that of another data version redirects to the current one."""
    *parts, last = [part for part in (name, item) if part]
    stem = last.removesuffix(".png")
    square = stem.endswith("-square")
    name, item = [*parts, stem.removesuffix("-square"), ""][:2]
    if not last.endswith(".png") or lang not in paths.PATHS.get(name, {}):
        flask.abort(404)
    if item not in (paths.ITEMS[name]() if name in paths.ITEMS else ("",)):
        flask.abort(404)
    page = by_name(name)
    context = resolve_context(
        lang=lang, path=page.path(lang, item), query=flask.request.query_string.decode("utf-8", "replace"), item=item
    )
    query = filters.query(filters.shared(context.choice), context.known)
    address = paths.preview(name, lang, item, query=query, square=square)
    if address.split("/")[2] != version:
        return flask.redirect(address, 302)
    key = ("share card", address)
    response = cache.get(key)
    if response is None:
        with limiter.slot():
            card = share_card(page, lang, item, query=query, height=SQUARE if square else HEIGHT)
            body = pool.run(picture, card)
        response = store("200 OK", Headers({"Content-Type": "image/png", "Cache-Control": IMMUTABLE}), body)
        cache.put(key, response)
    return flask.Response.force_type(response, flask.request.environ)  # type: ignore[arg-type]


def register(server: flask.Flask) -> None:
    """Add the URL rules to the server."""
    server.add_url_rule("/preview/<version>/<lang>/<name>", "preview", _preview)
    server.add_url_rule("/preview/<version>/<lang>/<name>/<item>", "preview.item", _preview)
