"""A set of charts as one web page that needs no other file: styles, charts and the script that presents it are inline."""

from dashboard.exports.document import Document
from dashboard.exports.pool import bounded
from dashboard.i18n.catalogue import t
from dashboard.web.components.chart_set_slides import presentation
from dashboard.web.components.html import h
from dashboard.web.components.render import render
from dashboard.web.components.symbols import with_drawings

HTML = "text/html"


def write(document: Document, *, style: str, script: str, policy: str) -> bytes:
    """Write the set as .html, with a style sheet, a script, and the content security policy that allows only these two.

    Raises TooLarge when it is larger than any file that is offered.
    """
    if "</" in style or "</" in script:
        raise ValueError("a style sheet or script has an end tag in it (expected none within a page)")
    title = f"{document.title} | {t('site.name', document.lang)}"
    head = h(
        "head",
        h("meta", charset="utf-8"),
        h("meta", name="viewport", content="width=device-width, initial-scale=1"),
        h("meta", http_equiv="Content-Security-Policy", content=policy),
        h("title", title),
        h("meta", name="generator", content=t("site.name", document.lang)),
        h("meta", name="data-version", content=document.stamp.data_version),
        h("meta", name="color-scheme", content="light dark"),
        h("link", rel="canonical", href=document.link),
    )
    body = h("body", h("main", presentation(document, running=False), cls="wrap alone"))
    page = with_drawings(render(h("html", head, body, lang=document.lang)))
    page = page.replace("</head>", f"<style>{style}</style></head>", 1)
    before, end, after = page.rpartition("</body>")
    return bounded(f"<!doctype html>\n{before}<script>{script}</script>{end}{after}\n".encode())
