"""The letters of documents: open fonts beside the code, so that a file looks the same whatever machine made it."""

from __future__ import annotations

import struct
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard.config import ASSETS

FOLDER = ASSETS / "fonts"
TEXT = "Roboto"
HEADS = "Source Serif 4"
# What stands for a letter that the fonts do not have; a file for everybody may not show an empty box of unknown meaning.
_INSTEAD = "?"


def files() -> list[str]:
    """The font files."""
    return [str(path) for path in sorted(FOLDER.glob("*.ttf"))]


@lru_cache(maxsize=8)
def letters(path: Path) -> frozenset[int]:
    """The code points that a TrueType font has, read from its cmap. Raises ValueError where there is no such table."""
    data = path.read_bytes()
    tables = {}
    for number in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, at, _ = struct.unpack_from(">4sIII", data, 12 + 16 * number)
        tables[tag] = at
    start = tables.get(b"cmap")
    if start is None:
        raise ValueError(f"{path.name} has no cmap (expected a TrueType font)")
    found: set[int] = set()
    for number in range(struct.unpack_from(">H", data, start + 2)[0]):
        at = start + struct.unpack_from(">HHI", data, start + 4 + 8 * number)[2]
        kind = struct.unpack_from(">H", data, at)[0]
        if kind == 4:
            count = struct.unpack_from(">H", data, at + 6)[0] // 2
            ends = struct.unpack_from(f">{count}H", data, at + 14)
            starts = struct.unpack_from(f">{count}H", data, at + 16 + 2 * count)
            spans = zip(starts, ends, strict=True)
        elif kind == 12:
            count = struct.unpack_from(">I", data, at + 12)[0]
            spans = (struct.unpack_from(">III", data, at + 16 + 12 * place)[:2] for place in range(count))  # type: ignore[assignment]
        else:
            continue
        for first, last in spans:
            found.update(range(first, last + 1))
    return frozenset(found - {0xFFFF})


@lru_cache(maxsize=1)
def _known() -> frozenset[int]:
    fonts = [letters(Path(file)) for file in files()]
    return frozenset.intersection(*fonts)


def printable(text: str) -> str:
    """A text in which every letter is one that the fonts have; others become a question mark, several in a row one."""
    known = _known()
    made: list[str] = []
    for letter in text:
        if ord(letter) in known or letter == "\n":
            made.append(letter)
        elif not made or made[-1] != _INSTEAD:
            made.append(_INSTEAD)
    return "".join(made)


@lru_cache(maxsize=1)
def for_files() -> Any:
    """Our fonts, and no others, for the library that sets files."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)])
