"""Paths of all pages in each language, and the items that they exist for."""

from collections.abc import Callable

from dashboard.config import LANGUAGES
from dashboard.db import queries
from dashboard.i18n.catalogue import t
from dashboard.models.context import DEFAULT_CONTEXT, Context

# Pages with a path for each of their items, and the ids of these.
ITEMS: dict[str, Callable[[], tuple[str, ...]]] = {
    "claim": lambda: tuple(row.id for row in queries.claims(DEFAULT_CONTEXT)),
    "municipality": lambda: tuple(row.id for row in queries.municipalities(DEFAULT_CONTEXT)),
    "type": lambda: tuple(row.id for row in queries.types(DEFAULT_CONTEXT)),
    "place": lambda: tuple(row.id for row in queries.places(DEFAULT_CONTEXT)),
}
# The path of each page in each language; `<id>` stands for the name of an item.
PATHS: dict[str, dict[str, str]] = {
    name: {lang: t(f"where.{name}", lang, **({"id": "<id>"} if name in ITEMS else {})) for lang in LANGUAGES}
    for name in (
        "overview", "compare", "head_to_head", "municipalities", "municipality", "figures", "brief", "set", "present",
        "types", "type", "starting", "trial_size", "places", "place", "elsewhere", "sources", "method", "glossary", "ask",
        "claims", "claim", "costs", "search", "data", "accessibility", "privacy",
    )
}  # fmt: skip
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


def locations(*, most: int | None = None) -> list[tuple[str, str, str]]:
    """Return name, language and item of every page; of a page with hundreds of items the first `most`."""
    return [
        (name, lang, item)
        for name, paths in PATHS.items()
        for lang in paths
        for item in (ITEMS[name]()[: most if name in _MANY else None] if name in ITEMS else ("",))
    ]
