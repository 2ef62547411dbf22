"""Look up the texts of the interface by key, in each language.

The texts are in `data/texts/*.toml`, by area. A key is the path of its table, such as `menu.compare`. Keys that code completes
with a value, such as `f"evidence.word.{reason}"`, are listed in `data/text_families.toml`.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

from dashboard.config import LANGUAGES, TEXTS
from dashboard.errors import TextError

Text = Mapping[str, str]


@lru_cache(maxsize=4)
def catalogue(folder: Path = TEXTS) -> dict[str, Text]:
    """Return all texts of a folder by key. Raises TextError for an incomplete text or a key that two files have."""
    texts: dict[str, Text] = {}
    files: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        for key, text in _texts(tomllib.loads(path.read_text(encoding="utf-8")), file=path.name):
            if key in texts:
                raise TextError(f"{path.name}: {key} is in {files[key]} too (expected each key in one file)")
            texts[key], files[key] = text, path.name
    return texts


def _texts(table: Mapping[str, Any], *, file: str, prefix: str = "") -> Iterator[tuple[str, Text]]:
    """Yield key and text of nested tables; a text is a table with exactly the languages."""
    for name, value in table.items():
        key = f"{prefix}{name}"
        if not isinstance(value, dict):
            raise TextError(f"{file}: {key} is {value!r} (expected a table with {' and '.join(LANGUAGES)})")
        if not set(value) & set(LANGUAGES):
            yield from _texts(value, file=file, prefix=f"{key}.")
            continue
        missing = [lang for lang in LANGUAGES if not str(value.get(lang, "")).strip()]
        if missing or set(value) - set(LANGUAGES):
            raise TextError(f"{file}: {key} has {sorted(value)} (expected {sorted(LANGUAGES)}, none empty)")
        slots = {lang: sorted(slots_of(value[lang])) for lang in LANGUAGES}
        if len({tuple(names) for names in slots.values()}) > 1:
            raise TextError(f"{file}: {key} has slots {slots} (expected the same in each language)")
        yield key, {lang: value[lang] for lang in LANGUAGES}


# Cached, because a page repeats some texts hundreds of times.
@lru_cache(maxsize=4096)
def slots_of(text: str) -> frozenset[str]:
    """Return the names between braces in a text."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


def t(key: str, lang: str, **slots: object) -> str:
    """Return a text with its slots filled. Raises TextError for an unknown key or wrong slots."""
    try:
        text = catalogue()[key][lang]
    except KeyError:
        raise TextError(f"no text {key!r} in language {lang!r} (expected a key of data/texts/*.toml)") from None
    if not slots and "{" not in text:
        return text
    expected = slots_of(text)
    if expected != set(slots):
        raise TextError(f"text {key!r} was filled with {sorted(slots)} (expected {sorted(expected)})")
    return text.format(**slots)


def count(key: str, lang: str, number: int, **slots: object) -> str:
    """Return `key.one` or `key.many`, with the number in slot `n`. A formatted number may be given as `n`."""
    return t(f"{key}.{'one' if number == 1 else 'many'}", lang, **{"n": number, **slots})


def known(key: str) -> bool:
    """Return whether there is a text with this key."""
    return key in catalogue()
