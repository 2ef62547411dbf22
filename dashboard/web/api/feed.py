"""Atom feeds of data versions: rows that were added, corrected or withdrawn, of all or of one subject."""

import uuid
from html import escape
from xml.etree import ElementTree

from dashboard.exports.about import about
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.web.pages.context import PageContext, absolute_url, resolve_context
from dashboard.web.pages.open_data.history import Change, Subject, Version, history, subjects
from dashboard.web.pages.open_data.metadata import feed_path

KIND = "application/atom+xml; charset=utf-8"
_ATOM = "http://www.w3.org/2005/Atom"
# The ids are independent of the host, so that a feed reader shows no old change as new after a move.
_NAMES = uuid.UUID("6c0d8c1e-5f5b-4d0a-9f0f-4f1a5f0a7a10")
_MOST_VERSIONS = 50
_MOST_CHANGES = 200


def _id(*parts: str) -> str:
    return uuid.uuid5(_NAMES, "/".join(parts)).urn


def _context(lang: str) -> PageContext:
    return resolve_context(lang=lang, path=t("where.method", lang), query="")


def find_subject(lang: str, kind: str, id: str) -> Subject | None:
    """Return the subject with a kind and id; None when it does not exist."""
    return next((item for item in subjects(_context(lang)) if (item.kind, item.id) == (kind, id)), None)


def feed(lang: str, subject: Subject | None = None) -> bytes:
    """Return the feed in a language, newest version first; with a subject, its changes only."""
    ElementTree.register_namespace("", _ATOM)
    result = about(absolute_url(""))
    page = absolute_url(subject.href if subject else f"{t('where.method', lang)}#changes")
    title = t("feed.title_of", lang, subject=subject.name) if subject else t("feed.title", lang)
    names = (subject.kind, subject.id) if subject else ()
    versions = [
        version
        for version in history(_context(lang), subject)
        # A version that changes nothing about a subject is no news of it.
        if subject is None or version.changes or version.text
    ]
    root = ElementTree.Element(f"{{{_ATOM}}}feed", {"xml:lang": lang})
    _add(root, "id", _id("feed", lang, *names))
    _add(root, "title", title)
    _add(root, "subtitle", t("feed.subtitle", lang))
    _add(root, "updated", f"{versions[0].day.isoformat()}T00:00:00Z")
    _add(root, "link", rel="self", type="application/atom+xml", href=absolute_url(feed_path(lang, *names)))
    _add(root, "link", rel="alternate", type="text/html", hreflang=lang, href=page)
    _add(root, "rights", t("frame.licence", lang))
    author = _add(root, "author")
    _add(author, "name", result.publisher)
    _add(author, "uri", result.publisher_address)
    for version in versions[:_MOST_VERSIONS]:
        day = version.day
        entry = _add(root, "entry")
        _add(entry, "id", _id("version", lang, *names, day.isoformat()))
        _add(entry, "title", t("frame.version", lang, date=formats.date(str(day), lang)))
        _add(entry, "updated", f"{day.isoformat()}T00:00:00Z")
        _add(entry, "published", f"{day.isoformat()}T00:00:00Z")
        _add(entry, "link", rel="alternate", type="text/html", hreflang=lang, href=absolute_url(version.href))
        _add(entry, "summary", _summary(version, lang))
        _add(entry, "content", _content(version, lang), type="html")
    built: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return built + b"\n"


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    built = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    built.text = "".join(letter for letter in text if letter.isprintable() or letter in "\n\t") or None
    return built


def _summary(version: Version, lang: str) -> str:
    if version.text:
        return version.text
    kinds = ("added", "corrected", "withdrawn")
    counted = {kind: sum(change.kind == kind for change in version.changes) for kind in kinds}
    return t("feed.summary", lang, **counted)


def _content(version: Version, lang: str) -> str:
    """Return the changes as an HTML list; every text is escaped."""
    printable = version.changes[:_MOST_CHANGES]
    items = "".join(f"<li>{_change(change, lang)}</li>" for change in printable)
    more = len(version.changes) - len(printable)
    rest = f"<p>{escape(t('feed.more', lang, n=more))}</p>" if more else ""
    return f"<p>{escape(_summary(version, lang))}</p>" + (f"<ul>{items}</ul>" if items else "") + rest


def _change(change: Change, lang: str) -> str:
    parts = [f"<b>{escape(t(f'method.change.{change.kind}', lang))}</b>: {escape(change.what)}"]
    parts += [f"{escape(t(key, lang))}: {escape(text)}" for key, text in change.texts]
    if change.source:
        source = escape(absolute_url(change.source.href), quote=True)
        parts.append(f'{escape(t("source.one", lang))} <a href="{source}">{escape(change.source.label)}</a>')
    return "<br>".join(parts)
