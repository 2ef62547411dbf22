"""Drawings as PNG, with the fonts of documents and nothing fetched; and the lines of text that drawings share."""

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from dashboard.exports import fonts
from dashboard.exports.typst import compile_template
from dashboard.style import palette

HEAD_FAMILY = f'"{fonts.HEADS}", Georgia, "Noto Serif", "Liberation Serif", serif'
_ROOT = re.compile(r"<svg [^>]*>")
_TEMPLATE = (
    b"#let w = float(sys.inputs.w) * 1pt\n#let h = float(sys.inputs.h) * 1pt\n"
    b"#set page(width: w, height: h, margin: 0pt)\n"
    b'#image(bytes(sys.inputs.drawing), format: "svg", width: w, height: h)'
)


def png(drawing: str, *, zoom: float = 2) -> bytes:
    """Return a drawing as PNG, with `zoom` pixels for one. Raises ValueError for a drawing without width or height."""
    root = _ROOT.match(drawing)
    found = {name: re.search(rf' {name}="([\d.]+)"', root[0]) for name in ("width", "height")} if root else {}
    wide, high = found.get("width"), found.get("height")
    if wide is None or high is None:
        raise ValueError("a drawing has no width or height (expected numbers of px on its <svg>)")
    inputs = {"w": wide[1], "h": high[1], "drawing": drawing}
    return compile_template(_TEMPLATE, inputs=inputs, format="png", ppi=72.0 * zoom)


def svg_file(parts: Iterable[str], *, width: float, height: float, attributes: str = "", named: str = "") -> str:
    """Return a drawing of its own on white, in our fonts; `named` is its title and description as elements."""
    size = f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    family = f"font-family={quoteattr(palette.FONT)}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img"{attributes} {family}>'
    ground = f'<rect width="{width:g}" height="{height:g}" fill={quoteattr(palette.colour("paper"))}/>'
    return "".join([head, named, ground, *parts, "</svg>"])


def svg_text(line: str, *, x: float, y: float, size: float, token: str, bold: bool = False, head: bool = False) -> str:
    """Return a line of text of a drawing."""
    look = f'x="{x:g}" y="{y:.1f}" font-size="{size}" fill={quoteattr(palette.colour(token))}'
    look += ' font-weight="bold"' if bold else ""
    look += f" font-family={quoteattr(HEAD_FAMILY)}" if head else ""
    return f"<text {look}>{escape(line)}</text>"


def placed(drawing: str, *, x: float, y: float, width: float, height: float) -> str:
    """Return a drawing without a size of its own at a place inside another one."""
    return drawing.replace("<svg ", f'<svg x="{x:g}" y="{y:.1f}" width="{width:g}" height="{height:g}" ', 1)
