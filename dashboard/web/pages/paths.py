"""Paths of all pages in each language, and the items that they exist for."""

from collections.abc import Callable

from dashboard.db import queries
from dashboard.i18n.catalogue import t
from dashboard.models.context import DEFAULT_CONTEXT

# A path may end in `<id>`; ITEMS then gives the ids that exist.
PATHS: dict[str, dict[str, str]] = {
    "overview": {"nl": "/", "en": "/en/"},
    "compare": {"nl": "/vergelijken", "en": "/en/compare"},
    "municipalities": {"nl": "/gemeenten", "en": "/en/municipalities"},
    "municipality": {"nl": "/gemeenten/<id>", "en": "/en/municipalities/<id>"},
    "figures": {"nl": "/cijfers", "en": "/en/figures"},
    "brief": {lang: t("path.brief", lang) for lang in ("nl", "en")},
    "set": {lang: t("path.set", lang) for lang in ("nl", "en")},
    "present": {lang: t("path.present", lang) for lang in ("nl", "en")},
    "types": {"nl": "/soorten", "en": "/en/types"},
    "type": {"nl": "/soorten/<id>", "en": "/en/types/<id>"},
    "sources": {"nl": "/bronnen", "en": "/en/sources"},
    "method": {"nl": "/verantwoording", "en": "/en/method"},
    "glossary": {"nl": "/woordenlijst", "en": "/en/glossary"},
    "costs": {"nl": "/kosten", "en": "/en/costs"},
    "search": {"nl": "/zoeken", "en": "/en/search"},
    "data": {"nl": "/api", "en": "/en/api"},
    "accessibility": {"nl": "/toegankelijkheid", "en": "/en/accessibility"},
    "privacy": {"nl": "/privacy", "en": "/en/privacy"},
}
ITEMS: dict[str, Callable[[], tuple[str, ...]]] = {
    "municipality": lambda: tuple(row.id for row in queries.municipalities(DEFAULT_CONTEXT)),
    "type": lambda: tuple(row.id for row in queries.types(DEFAULT_CONTEXT)),
}


def path(name: str, lang: str, item: str = "") -> str:
    """Return the path of a page, or of one of its items, in a language."""
    return PATHS[name][lang].replace("<id>", item)


def find(path: str) -> tuple[str, str, str] | None:
    """Return the name of the page that a path leads to, its language and item; None when no such page or item exists."""
    for name, paths in PATHS.items():
        for lang, pattern in paths.items():
            prefix, mark, _ = pattern.partition("<id>")
            item = path.removeprefix(prefix) if mark else ""
            if path == pattern.replace("<id>", item) and (not mark or item in ITEMS[name]()):
                return name, lang, item
    return None


def locations() -> list[tuple[str, str, str]]:
    """Return name, language and item of every page."""
    return [
        (name, lang, item)
        for name, paths in PATHS.items()
        for lang in paths
        for item in (ITEMS[name]() if name in ITEMS else ("",))
    ]
