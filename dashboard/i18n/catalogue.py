"""The one door to words. Every word that a reader sees and that is not a fact lives in data/texts.toml."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

from dashboard.config import LANGUAGES, TEXTS
from dashboard.errors import TextError


def _flatten(node: dict[str, Any], prefix: str = "") -> dict[str, dict[str, str]]:
    """Turn nested tables into dotted keys; a leaf is a table with exactly the languages."""
    found: dict[str, dict[str, str]] = {}
    for name, value in node.items():
        key = f"{prefix}{name}"
        if not isinstance(value, dict):
            raise TextError(f"texts.toml: {key} is {value!r} (expected a table with {' and '.join(LANGUAGES)})")
        if set(value) & set(LANGUAGES):
            missing = [lang for lang in LANGUAGES if not str(value.get(lang, "")).strip()]
            if missing or set(value) - set(LANGUAGES):
                raise TextError(f"texts.toml: {key} has {sorted(value)} (expected {sorted(LANGUAGES)}, none empty)")
            slots = {lang: slots_of(value[lang]) for lang in LANGUAGES}
            if len({frozenset(names) for names in slots.values()}) > 1:
                raise TextError(f"texts.toml: {key} has slots {slots} (expected the same in each language)")
            found[key] = {lang: value[lang] for lang in LANGUAGES}
        else:
            found.update(_flatten(value, f"{key}."))
    return found


# A page says some of its texts hundreds of times; there are a few thousand of them.
@lru_cache(maxsize=4096)
def slots_of(text: str) -> frozenset[str]:
    """The names between braces in a text."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


@lru_cache(maxsize=4)
def catalogue(path: Path = TEXTS) -> dict[str, dict[str, str]]:
    """All texts by dotted key, each with every language. Raises TextError for a text in one language only."""
    return _flatten(tomllib.loads(path.read_text(encoding="utf-8")))


def t(key: str, lang: str, **slots: object) -> str:
    """The text for a key in a language, with its slots filled. Raises TextError for an unknown key or wrong slots."""
    try:
        text = catalogue()[key][lang]
    except KeyError:
        raise TextError(f"no text {key!r} in language {lang!r} (expected a key of data/texts.toml)") from None
    if not slots and "{" not in text:
        return text
    expected = slots_of(text)
    if expected != set(slots):
        raise TextError(f"text {key!r} was filled with {sorted(slots)} (expected {sorted(expected)})")
    return text.format(**slots)


def count(key: str, lang: str, number: int, **slots: object) -> str:
    """A text that differs for one and for several: reads `key.one` or `key.many`, with the number in slot `n`.

    A large number may be given as it is to be read, as `n`.
    """
    return t(f"{key}.{'one' if number == 1 else 'many'}", lang, **{"n": number, **slots})


def known(key: str) -> bool:
    """Whether there is a text with this key."""
    return key in catalogue()
