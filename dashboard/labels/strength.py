"""How fair a comparison is, in words. That is not how certain a result is."""

from dashboard.i18n.catalogue import t


def level_text(level: int | None, *, lang: str) -> str:
    """Return the fairness in words, such as `very fair comparison`; None is a comparison that cannot be judged."""
    return t("strength.unrated", lang) if level is None else t(f"strength.level_{level}", lang)
