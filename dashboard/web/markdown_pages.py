"""Pages for programs that read text: each page as Markdown, at its path with `.md`, and `llms.txt`."""

from functools import partial
from urllib.parse import urljoin

import flask

from dashboard.config import LANGUAGES
from dashboard.db import queries
from dashboard.exports.provenance import stamp
from dashboard.i18n.catalogue import t
from dashboard.web.components.markdown import markdown
from dashboard.web.downloads import file_context
from dashboard.web.http.responses import REVALIDATE
from dashboard.web.pages import paths
from dashboard.web.pages.context import absolute_url, resolve_context
from dashboard.web.pages.registry import PAGES, Page, everywhere

KIND = "text/markdown"


def _answer(text: str, kind: str, **headers: str) -> flask.Response:
    response = flask.Response(text, mimetype=kind, headers={"Cache-Control": REVALIDATE, **headers})
    response.add_etag()
    return response


def page_text(page: Page, lang: str, item: str = "") -> flask.Response:
    """Return a page as Markdown, with its data version, its address, and what belongs to every quotation."""
    context = file_context(page, lang, item)
    here, mark = absolute_url(context.address()), stamp(context)
    body = markdown(page.body(context), link=partial(urljoin, here))
    rules = [context.t("markdown.limits"), context.t("frame.no_sum"), context.t("frame.licence")]
    head = [f"{context.t('site.name')}. {mark.text} ({mark.data_version}). {here}", *rules]
    text = "\n>\n".join(f"> {line}" for line in head) + f"\n\n{body}"
    return _answer(text, KIND, Link=f'<{here}>; rel="canonical"')


def index() -> flask.Response:
    """Return llms.txt: what the site is, how to quote it, and its pages and data."""
    parts = []
    for lang in LANGUAGES:
        parts += [f"# {t('site.name', lang)}", f"> {t('description.overview', lang)}", t("markdown.limits", lang)]
        parts += [t("frame.no_sum", lang), t("frame.licence", lang), f"## {t('markdown.pages', lang)}"]
        lines = []
        for place in everywhere(most=0):
            if place.lang == lang and place.page.name in paths.AS_TEXT:
                path = place.page.path(lang, place.item)
                title = place.page.title(resolve_context(lang=lang, path=path, query="", item=place.item))
                lines.append(f"- [{title}]({absolute_url(paths.as_text(path))})")
        parts += ["\n".join(lines), f"## {t('data.menu', lang)}"]
        files = {"openapi": "openapi.json", "zip": "dataset.zip", "xlsx": "dataset.xlsx"}
        lines = [
            f"- [{file}]({absolute_url(f'/api/v1/{file}')}): {t(f'data.{name}_text', lang)}"
            for name, file in files.items()
        ]
        parts.append("\n".join(lines))
    return _answer("\n\n".join(parts) + f"\n\n{queries.version().data_version}\n", "text/plain")


def register(server: flask.Flask) -> None:
    """Add the URL rules to the server."""
    server.add_url_rule("/llms.txt", "llms", index)
    for page in PAGES:
        if page.name in paths.AS_TEXT:
            for lang, path in page.paths.items():
                rule = paths.as_text(path.replace("<id>", "<item>"))
                server.add_url_rule(rule, f"{page.name}.{lang}.md", partial(page_text, page, lang))
