"""The addresses of the desk and the frame of each page: the document around it, and the layout of the Dash app in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dash import dcc, html

from dashboard.i18n.catalogue import t
from dashboard.models.text import Link
from dashboard.web.components.html import Child, h
from dashboard.web.components.shell import document as shell

# The pages in the menu; beside them, `report` is a page of a report.
MENU = ("start", "draft", "check")


@dataclass(frozen=True, kw_only=True)
class Address:
    """A page of the desk in a language; `report` and `number` are the report and the page of it that are open.

    Its path is /report/ID/PAGE in Dutch, and the same below /en in English.
    """

    lang: str = "nl"
    page: str = "start"
    report: str = ""
    number: int = 1

    @property
    def path(self) -> str:
        """The path of this address."""
        parts = [] if self.page == "start" else [self.page]
        parts += [self.report, str(self.number)] if self.page == "report" else []
        return "/" + "/".join((["en"] if self.lang == "en" else []) + parts)


def parse(path: str) -> Address:
    """Return the address of a path; an unknown path is the start page."""
    lang = "en" if path == "/en" or path.startswith("/en/") else "nl"
    page, *rest = path.removeprefix("/en").strip("/").split("/")
    if page == "report" and rest:
        return Address(lang=lang, page=page, report=rest[0], number=page_number(rest[1] if len(rest) > 1 else "") or 1)
    return Address(lang=lang, page=page if page in MENU else "start")


def page_number(text: str) -> int | None:
    """Return the number of a page of a report, at least 1; None for another text."""
    return max(1, int(text)) if text.isdecimal() and len(text) < 6 else None


def document(path: str, *, head: Sequence[Child]) -> str:
    """Return the document of an address, in which Dash fills the content."""
    address = parse(path)
    lang, other = address.lang, replace(address, lang="nl" if address.lang == "en" else "en")
    menu = [
        Link(href=Address(lang=lang, page=page).path, label=t(f"desk.menu.{page}", lang), current=page == address.page)
        for page in MENU
    ]
    return shell(
        lang=lang,
        title=f"{t('desk.title', lang)} | {t('site.name', lang)}",
        description=t("desk.lead", lang),
        other=Link(href=other.path, label=t("frame.other_language", lang)),
        # The style sheet shows that the desk is busy as long as the page has no content.
        body=h("div", h("div", id="react-entry-point"), h("p", t("desk.busy", lang), cls="desk-busy")),
        version_text=t("desk.stays", lang),
        name="desk",
        menu=(menu, ()),
        home_href=Address(lang=lang).path,
        head_extra=head,
    )


def layout() -> html.Div:
    """Return the layout: the address, and the page that a callback makes for it."""
    return html.Div([dcc.Location(id="address", refresh=True), html.Div(id="page-body")])
