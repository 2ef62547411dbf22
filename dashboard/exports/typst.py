"""The one door to the library that sets documents and draws pictures of drawings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.exports import fonts

# typst keeps all that it worked out for a document until so many others were set: some ten megabytes for each picture.
_KEPT_FOR = 11


def set_type(template: bytes, *, words: Mapping[str, str], **settings: Any) -> bytes:
    """A template with its words as one file: `format` and other settings are those of typst.

    Raises ValueError when it does not fit one file, as a picture of several pages.
    """
    import typst

    compiler = typst.Compiler(font_paths=fonts.for_files(), ignore_system_fonts=True)
    try:
        made = compiler.compile(input=template, sys_inputs=dict(words), **settings)
    finally:
        for _ in range(_KEPT_FOR):
            compiler.compile(input=b"", format="svg")
    if not isinstance(made, bytes):
        raise ValueError(f"a document became {len(made or ())} files (expected one)")
    return made
