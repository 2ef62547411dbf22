"""Parts of a Word document: an empty one with our styles, header and footer; lines, tables and pictures.

This module imports python-docx, which takes a tenth of a second.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docx import Document as new_document
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from dashboard.charts.figures.base import WIDTH
from dashboard.exports import height_estimates as sizes
from dashboard.exports.blocks import ChartBlock
from dashboard.exports.document import Document, clean
from dashboard.exports.icons import mark_svg
from dashboard.exports.office import HEAD_FONT, LOCALES, TEXT_FONT, Runs, hex_colour, is_link, set_properties
from dashboard.exports.png import png
from dashboard.i18n.catalogue import t

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

# Font, size, bold, and the space before and after, in points.
_STYLES = {
    "Normal": (TEXT_FONT, sizes.TEXT, False, 0, 3),
    "List Bullet": (TEXT_FONT, sizes.TEXT, False, 0, 2),
    "Heading 1": (HEAD_FONT, sizes.TITLE, True, 0, 5),
    "Heading 2": (HEAD_FONT, sizes.HEAD, True, 9, 3),
    "Heading 3": (HEAD_FONT, sizes.TEXT + 0.5, True, 4, 1),
}
_AFTER_BORDERS = tuple(qn(f"w:{name}") for name in ("shd", "tblLayout", "tblCellMar", "tblLook"))


class WordFile:
    """A Word document on A4 with our styles, to which parts are added at the end."""

    def __init__(self, document: Document) -> None:
        """Begin an empty file with the language, header, footer and properties of a document."""
        self._word = _empty(document)

    def save(self) -> bytes:
        """Return the file."""
        body = io.BytesIO()
        self._word.save(body)
        return body.getvalue()

    def heading(self, text: str, level: int, *, new_page: bool = False) -> None:
        """Add a heading of a level."""
        self._word.add_heading(text, level).paragraph_format.page_break_before = new_page or None

    def line(self, *runs: tuple[str, bool], style: str = "Normal", with_next: bool = False) -> None:
        """Add a paragraph of texts, each bold or not."""
        paragraph = self._word.add_paragraph(style=style)
        for text, bold in runs:
            paragraph.add_run(clean(text)).bold = bold or None
        paragraph.paragraph_format.keep_with_next = with_next or None

    def small(self, text: str, *, link: str = "", after: str = "", links: Sequence[tuple[str, str]] = ()) -> None:
        """Add a line in small letters, with a link that shows its own address, or links by their words."""
        paragraph = self._word.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        _soften(paragraph.add_run(clean(text)))
        if link:
            _link(paragraph, link)
        for place, (words, address) in enumerate(links):
            _soften(paragraph.add_run("; " if place else " "))
            _link(paragraph, address, words)
        if after:
            _soften(paragraph.add_run(clean(after)))

    def picture(self, block: ChartBlock, *, edge: int, zoom: float) -> None:
        """Add the drawing over the width of the page, with room at its sides for words over its edge, and its marks."""
        wide, high = WIDTH["wide"] + 2 * edge, block.height
        place = f'<svg x="{edge}" y="0" width="{WIDTH["wide"]}" height="{high}" overflow="visible" '
        size = f'width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{block.svg().replace("<svg ", place, 1)}</svg>'
        paragraph = self._word.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(io.BytesIO(png(drawing, zoom=zoom)), width=Pt(sizes.WIDE))
        shape._inline.docPr.set("descr", clean(block.chart.description))
        shape._inline.docPr.set("title", clean(block.chart.question))
        if not block.chart.types:
            return
        paragraph = self._word.add_paragraph()
        for label in block.chart.types:
            mark = io.BytesIO(png(mark_svg(label.id), zoom=4))
            shape = paragraph.add_run().add_picture(mark, height=Pt(sizes.SMALL + 1))
            shape._inline.docPr.set("descr", clean(label.name))
            _soften(paragraph.add_run(f" {clean(label.name)}     "))

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[Runs]], *, shares: Sequence[float] = ()) -> None:
        """Add a table with a head on each page and no row cut in two; a row of one cell stands over all columns.

        Without `shares` of the width, the first column is that of names.
        """
        others = len(heads) - 1
        shares = shares or [sizes.FIRST, *[(1 - sizes.FIRST) / others] * others]
        made = self._word.add_table(rows=0, cols=len(heads), style="Table Grid")
        made.autofit = False
        for column, share in zip(made.columns, shares, strict=True):
            column.width = Pt(sizes.WIDE * share)
        for place, texts in enumerate([[[(head, True)] for head in heads], *rows]):
            row = made.add_row()
            properties = row._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if place == 0:
                properties.append(OxmlElement("w:tblHeader"))
            for cell, share in zip(row.cells, shares, strict=True):
                cell.width = Pt(sizes.WIDE * share)
                cell.paragraphs[0].paragraph_format.space_after = Pt(1)
            for cell, runs in zip(row.cells, texts, strict=False):
                for text, bold in runs:
                    run = cell.paragraphs[0].add_run(clean(text))
                    run.bold, run.font.size = bold or None, Pt(sizes.SMALL)
            if len(texts) < len(heads):
                whole = row.cells[0].merge(row.cells[-1])
                for empty in whole.paragraphs[1:]:
                    whole._tc.remove(empty._p)
        _borders(made)


def _empty(document: Document) -> WordDocument:
    """Return an empty A4 document with the styles, language, header, footer and properties of this one."""
    word = new_document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Pt((595.28 - sizes.WIDE) / 2)
    section.top_margin, section.bottom_margin = Mm(20), Mm(16)
    section.header_distance = section.footer_distance = Mm(9)
    for name in _STYLES:
        _style(word, name)
    defaults = word.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    for part in ("w:val", "w:eastAsia"):
        language.set(qn(part), LOCALES[document.lang])
    set_properties(word.core_properties, document)
    for place, text in (
        (section.header, f"{t('site.name', document.lang)}\t{document.header}"),
        (section.footer, f"{document.footer}\t"),
    ):
        paragraph = place.paragraphs[0]
        paragraph.paragraph_format.tab_stops.clear_all()
        paragraph.style.paragraph_format.tab_stops.clear_all()
        paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(sizes.WIDE), WD_TAB_ALIGNMENT.RIGHT)
        _soften(paragraph.add_run(text))
    _page_number(section.footer.paragraphs[0])
    return word


def _style(word: WordDocument, name: str) -> None:
    style: Any = word.styles[name]
    font, size, bold, before, after = _STYLES[name]
    style.font.name, style.font.size, style.font.bold, style.font.italic = font, Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(hex_colour("ink"))
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for part in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(part), font)
    for part in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(part), None)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(before), Pt(after)
    spacing.line_spacing_rule = WD_LINE_SPACING.SINGLE


def _soften(run: Any) -> None:
    """Set a run in small letters of a soft colour."""
    run.font.size, run.font.color.rgb = Pt(sizes.SMALL), RGBColor.from_string(hex_colour("ink-soft"))


def _page_number(paragraph: Paragraph) -> None:
    """Add the number of the page, as a field that Word fills in."""
    run = paragraph.add_run()
    _soften(run)
    for kind in ("begin", "", "end"):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = "PAGE"
        run._r.append(part)


def _link(paragraph: Paragraph, address: str, words: str = "") -> None:
    """Add a link that shows its words, or its address."""
    run = paragraph.add_run(clean(words or address))
    _soften(run)
    run.font.underline = True
    if is_link(address):
        part = OxmlElement("w:hyperlink")
        part.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run._r.addprevious(part)
        part.append(run._r)


def _borders(table: Any) -> None:
    """Draw hairlines between the rows of a table, and no other lines."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:val"), "single" if side in ("top", "bottom", "insideH") else "nil")
        edge.set(qn("w:sz"), "4")
        edge.set(qn("w:color"), hex_colour("rule").lower())
        borders.append(edge)
    # The standard has an order for these: borders come before layout, margins and look.
    properties = table._tbl.tblPr
    after = next((part for part in properties if part.tag in _AFTER_BORDERS), None)
    if after is None:
        properties.append(borders)
    else:
        after.addprevious(borders)
