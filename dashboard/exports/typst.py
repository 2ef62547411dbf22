"""Run typst, which sets documents as PDF and draws SVG as PNG."""

from collections.abc import Mapping
from typing import Any

from dashboard.exports.fonts import typst_fonts

# typst caches all that it worked out for a document until so many others were compiled: some ten megabytes for a picture.
_CACHED_FOR = 11


def compile_template(template: bytes, *, inputs: Mapping[str, str], **settings: Any) -> bytes:
    """Return a template with its inputs as one file: `format` and other settings are those of typst.

    Raises ValueError when it does not fit one file, as a picture of several pages.
    """
    import typst

    compiler = typst.Compiler(font_paths=typst_fonts(), ignore_system_fonts=True)
    try:
        body = compiler.compile(input=template, sys_inputs=dict(inputs), **settings)
    finally:
        for _ in range(_CACHED_FOR):
            compiler.compile(input=b"", format="svg")
    if not isinstance(body, bytes):
        raise ValueError(f"a document became {len(body or ())} files (expected one)")
    return body
