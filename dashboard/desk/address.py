"""Addresses of the desk: /report/ID/PAGE in Dutch, and the same below /en in English."""

from dataclasses import dataclass

PAGES = ("start", "report", "draft", "check")


@dataclass(frozen=True, kw_only=True)
class Address:
    """A page of the desk in a language; `report` and `number` are the report and the page of it that are open."""

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
        number = int(rest[1]) if len(rest) > 1 and rest[1].isdecimal() and len(rest[1]) < 6 else 1
        return Address(lang=lang, page=page, report=rest[0], number=max(1, number))
    return Address(lang=lang, page=page if page in PAGES and page != "report" else "start")
