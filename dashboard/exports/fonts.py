"""The fonts of documents: open fonts beside the code, so that a file looks the same on every machine."""

import re
import struct
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard.config import ASSETS

FOLDER = ASSETS / "fonts"
TEXT = "Roboto"
HEADS = "Source Serif 4"


@lru_cache(maxsize=8)
def characters(path: Path) -> frozenset[int]:
    """Return the code points up to U+FFFF of a TrueType font, from the subtables of its cmap in format 4.

    Raises ValueError for a font without cmap.
    """
    data = path.read_bytes()
    count = struct.unpack_from(">H", data, 4)[0]
    tables = {tag: place for tag, _, place, _ in struct.iter_unpack(">4sIII", data[12 : 12 + 16 * count])}
    start = tables.get(b"cmap")
    if start is None:
        raise ValueError(f"{path.name} has no cmap (expected a TrueType font)")
    found: set[int] = set()
    for number in range(struct.unpack_from(">H", data, start + 2)[0]):
        place = start + struct.unpack_from(">HHI", data, start + 4 + 8 * number)[2]
        if struct.unpack_from(">H", data, place)[0] == 4:
            count = struct.unpack_from(">H", data, place + 6)[0] // 2
            ends = struct.unpack_from(f">{count}H", data, place + 14)
            starts = struct.unpack_from(f">{count}H", data, place + 16 + 2 * count)
            for first, last in zip(starts, ends, strict=True):
                found.update(range(first, last + 1))
    return frozenset(found - {0xFFFF})


@lru_cache(maxsize=1)
def _unknown() -> re.Pattern[str]:
    known = frozenset.intersection(*map(characters, FOLDER.glob("*.ttf")))
    return re.compile(rf"\??[^\n{re.escape(''.join(map(chr, sorted(known))))}]+")


def printable(text: str) -> str:
    """Return a text with a question mark for characters that a font lacks, so that no file shows an empty box."""
    return _unknown().sub("?", text)


@lru_cache(maxsize=1)
def typst_fonts() -> Any:
    """Return our fonts, and no others, for typst."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)])
