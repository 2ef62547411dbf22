"""Paths of all pages in each language, and the items that they exist for."""

from collections.abc import Callable

from dashboard.db import queries
from dashboard.i18n.catalogue import t
from dashboard.models.context import DEFAULT_CONTEXT, Context

# A path may end in `<id>`; ITEMS then gives the ids that exist.
PATHS: dict[str, dict[str, str]] = {
    "overview": {"nl": "/", "en": "/en/"},
    "compare": {"nl": "/vergelijken", "en": "/en/compare"},
    "head_to_head": {"nl": "/vergelijken/naast-elkaar", "en": "/en/compare/side-by-side"},
    "municipalities": {"nl": "/gemeenten", "en": "/en/municipalities"},
    "municipality": {"nl": "/gemeenten/<id>", "en": "/en/municipalities/<id>"},
    "figures": {"nl": "/cijfers", "en": "/en/figures"},
    "brief": {lang: t("path.brief", lang) for lang in ("nl", "en")},
    "set": {lang: t("path.set", lang) for lang in ("nl", "en")},
    "present": {lang: t("path.present", lang) for lang in ("nl", "en")},
    "types": {"nl": "/aanpakken", "en": "/en/approaches"},
    "type": {"nl": "/aanpak/<id>", "en": "/en/approach/<id>"},
    "starting": {"nl": "/zelf-beginnen", "en": "/en/getting-started"},
    "trial_size": {"nl": "/zelf-beginnen/hoe-groot", "en": "/en/getting-started/how-large"},
    "places": {"nl": "/uw-gemeente", "en": "/en/your-municipality"},
    "place": {"nl": "/uw-gemeente/<id>", "en": "/en/your-municipality/<id>"},
    "elsewhere": {"nl": "/elders", "en": "/en/elsewhere"},
    "sources": {"nl": "/bronnen", "en": "/en/sources"},
    "method": {"nl": "/verantwoording", "en": "/en/method"},
    "glossary": {"nl": "/woordenlijst", "en": "/en/glossary"},
    "ask": {"nl": "/vraag-het-op", "en": "/en/ask"},
    "claims": {"nl": "/klopt-dat", "en": "/en/claims"},
    "claim": {"nl": "/klopt-dat/<id>", "en": "/en/claims/<id>"},
    "costs": {"nl": "/kosten", "en": "/en/costs"},
    "search": {"nl": "/zoeken", "en": "/en/search"},
    "data": {"nl": "/api", "en": "/en/api"},
    "accessibility": {"nl": "/toegankelijkheid", "en": "/en/accessibility"},
    "privacy": {"nl": "/privacy", "en": "/en/privacy"},
}
ITEMS: dict[str, Callable[[], tuple[str, ...]]] = {
    "claim": lambda: tuple(row.id for row in queries.claims(DEFAULT_CONTEXT)),
    "municipality": lambda: tuple(row.id for row in queries.municipalities(DEFAULT_CONTEXT)),
    "type": lambda: tuple(row.id for row in queries.types(DEFAULT_CONTEXT)),
    "place": lambda: tuple(row.id for row in queries.places(DEFAULT_CONTEXT)),
}
# Pages with hundreds of items that are all made alike.
_MANY = ("place",)
# The names of items in paths, for each language by id; without them it is the id.
SLUGS: dict[str, Callable[[str], dict[str, str]]] = {
    "place": lambda lang: {row.id: row.id.replace("_", "-") for row in queries.places(Context(lang=lang))},
    "type": lambda lang: {row.id: row.slug for row in queries.types(Context(lang=lang))},
}
# Paths that pages had before: they redirect.
MOVED: dict[str, dict[str, str]] = {
    "types": {"nl": "/soorten", "en": "/en/types"},
    "type": {"nl": "/soorten/<id>", "en": "/en/types/<id>"},
}

# Pages that are also given as Markdown: all but those that show what a reader collected or typed.
AS_TEXT = tuple(name for name in PATHS if name not in ("set", "present", "search"))


def as_text(path: str) -> str:
    """Return the path of a page as Markdown."""
    return f"{path}index.md" if path.endswith("/") else f"{path}.md"


def slug(name: str, lang: str, item: str) -> str:
    """Return the name of an item in the path of its page."""
    return SLUGS[name](lang).get(item, item) if name in SLUGS else item


def item(name: str, lang: str, slug: str) -> str:
    """Return the id of the item that a path names; what is no slug is taken for an id, with hyphens or underscores."""
    names = SLUGS[name](lang) if name in SLUGS else {}
    return next((id for id, text in names.items() if text == slug), slug.replace("-", "_"))


def path(name: str, lang: str, item: str = "") -> str:
    """Return the path of a page, or of one of its items, in a language."""
    return PATHS[name][lang].replace("<id>", slug(name, lang, item))


def preview(name: str, lang: str, item: str = "", *, query: str = "", square: bool = False) -> str:
    """Return the address of the share card of a page; it changes with the data version, so it is immutable."""
    parts = "/".join(part for part in (lang, name, item) if part)
    address = f"/preview/{queries.version().data_version}/{parts}{'-square' if square else ''}.png"
    return f"{address}?{query}" if query else address


def find(path: str) -> tuple[str, str, str] | None:
    """Return the name of the page that a path leads to, its language and item; None when no such page or item exists."""
    for name, paths in PATHS.items():
        for lang, pattern in paths.items():
            prefix, mark, _ = pattern.partition("<id>")
            text = path.removeprefix(prefix) if mark else ""
            if path != pattern.replace("<id>", text):
                continue
            id = item(name, lang, text)
            if not mark or (id in ITEMS[name]() and slug(name, lang, id) == text):
                return name, lang, id
    return None


def locations(*, most: int | None = None) -> list[tuple[str, str, str]]:
    """Return name, language and item of every page; of a page with hundreds of items the first `most`."""
    return [
        (name, lang, item)
        for name, paths in PATHS.items()
        for lang in paths
        for item in (ITEMS[name]()[: most if name in _MANY else None] if name in ITEMS else ("",))
    ]
