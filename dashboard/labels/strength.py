"""The level of a comparison in words."""

from __future__ import annotations

from dashboard.i18n.catalogue import t


def level_text(level: int | None, *, lang: str) -> str:
    """Return the level in words, such as `bewijs 3 van 5`; None is a level that cannot be rated."""
    return t("strength.unrated", lang) if level is None else t("strength.level", lang, n=level)
