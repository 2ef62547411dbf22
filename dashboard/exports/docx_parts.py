"""The parts of a document for Word: styles, language, tables with a head, pictures with words for who cannot see them.

Words go in as text; python-docx escapes them. Nothing here reads a file or an address.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dashboard.exports import height_estimates
from dashboard.style.palette import colour

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

# Fonts that every office program has or replaces well; ours are not on the reader's machine.
_TEXT, _HEADS = "Arial", "Georgia"
_LOCALES = {"nl": "nl-NL", "en": "en-GB"}
Runs = Sequence[tuple[str, bool]]
_AFTER_BORDERS = ("shd", "tblLayout", "tblCellMar", "tblLook")


def _rgb(token: str) -> Any:
    from docx.shared import RGBColor

    return RGBColor.from_string(colour(token).lstrip("#").upper())


def clean(text: str) -> str:
    """A text without what XML cannot hold."""
    return "".join(letter for letter in text if letter in "\n\t" or (letter >= " " and letter not in "\ufffe\uffff"))


def start(*, title: str, lang: str, author: str, subject: str, made: dt.datetime) -> Document:
    """An empty A4 document with our styles, its language and what it is about."""
    from docx import Document as new
    from docx.enum.text import WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    document = new()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Pt((595.28 - height_estimates.WIDE) / 2)
    section.top_margin, section.bottom_margin = Mm(20), Mm(16)
    section.header_distance = section.footer_distance = Mm(9)
    looks = {
        "Normal": (_TEXT, height_estimates.TEXT, False, 0, 3),
        "List Bullet": (_TEXT, height_estimates.TEXT, False, 0, 2),
        "Heading 1": (_HEADS, height_estimates.TITLE, True, 0, 5),
        "Heading 2": (_HEADS, height_estimates.HEAD, True, 9, 3),
        "Heading 3": (_HEADS, height_estimates.TEXT + 0.5, True, 4, 1),
    }
    for name, (font, size, bold, before, after) in looks.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = font, Pt(size), bold
        style.font.italic = False
        style.font.color.rgb = _rgb("ink")
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for part in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(part), font)
        for part in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(part), None)
        spacing = style.paragraph_format
        spacing.space_before, spacing.space_after = Pt(before), Pt(after)
        spacing.line_spacing_rule = WD_LINE_SPACING.SINGLE
    _speak(document, lang)
    about = document.core_properties
    about.title, about.author, about.subject, about.language = clean(title), author, subject, _LOCALES[lang]
    about.created = about.modified = made
    about.last_modified_by, about.comments, about.revision = author, "", 1
    return document


def _speak(document: Document, lang: str) -> None:
    """The language of all text, for spelling and for reading aloud."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    found = defaults.find(qn("w:lang"))
    if found is None:
        found = OxmlElement("w:lang")
        defaults.append(found)
    for part in ("w:val", "w:eastAsia"):
        found.set(qn(part), _LOCALES[lang])


def frame(document: Document, *, head: str, foot: str, lang: str) -> None:
    """What stands on every page: head with a tab to the right, foot with the number of the page."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Pt

    section = document.sections[0]
    for place, text in ((section.header, head), (section.footer, f"{foot}\t")):
        paragraph = place.paragraphs[0]
        paragraph.paragraph_format.tab_stops.clear_all()
        paragraph.style.paragraph_format.tab_stops.clear_all()
        paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(height_estimates.WIDE), WD_TAB_ALIGNMENT.RIGHT)
        _soft(paragraph.add_run(clean(text)))
    _field(section.footer.paragraphs[0], "PAGE")


def _field(paragraph: Paragraph, name: str) -> None:
    """A field that Word fills in itself."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run()
    _soft(run)
    for kind in ("begin", "", "end"):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = name
        run._r.append(part)


def _soft(run: Any) -> None:
    from docx.shared import Pt

    run.font.size, run.font.color.rgb = Pt(height_estimates.SMALL), _rgb("ink-soft")


def line(document: Document, *runs: tuple[str, bool], style: str = "Normal", with_next: bool = False) -> Paragraph:
    """A paragraph of texts, each bold or not."""
    paragraph = document.add_paragraph(style=style)
    for text, bold in runs:
        paragraph.add_run(clean(text)).bold = bold or None
    paragraph.paragraph_format.keep_with_next = with_next or None
    return paragraph


def small(document: Document, text: str, *, link: str = "", after: str = "") -> None:
    """A line in small, soft letters, with a link that shows its own address."""
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(2)
    _soft(paragraph.add_run(clean(text)))
    if link:
        _link(paragraph, link)
    if after:
        _soft(paragraph.add_run(clean(after)))


def _link(paragraph: Paragraph, address: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    part = OxmlElement("w:hyperlink")
    run = paragraph.add_run(clean(address))
    _soft(run)
    run.font.underline = True
    if address.startswith(("https://", "http://")):
        part.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run._r.addprevious(part)
        part.append(run._r)


def table(
    document: Document,
    *,
    heads: Sequence[str],
    rows: Sequence[Sequence[Runs]],
    first: float = 0.0,
    shares: Sequence[float] = (),
) -> None:
    """A real table: its head is repeated on each page, and no row is cut in two.

    Columns have these `shares` of the width; or the first one has `first` of it, and the others as much as each other.
    """
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    made = document.add_table(rows=0, cols=len(heads), style="Table Grid")
    made.autofit = False
    shares = shares or [first, *[(1 - first) / (len(heads) - 1) for _ in heads[1:]]]
    for column, share in zip(made.columns, shares, strict=True):
        column.width = Pt(height_estimates.WIDE * share)
    for place, texts in enumerate([[[(head, True)] for head in heads], *rows]):
        row = made.add_row()
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if place == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for number, (cell, runs) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = Pt(height_estimates.WIDE * shares[number])
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(1)
            for text, bold in runs:
                run = paragraph.add_run(clean(text))
                run.bold, run.font.size = bold or None, Pt(height_estimates.SMALL)
        if place and not any(text for runs in texts[1:] for text, _ in runs):
            # A name over the rows below it stands over all columns.
            whole = row.cells[0].merge(row.cells[-1])
            for empty in whole.paragraphs[1:]:
                whole._tc.remove(empty._p)
    _borders(made, OxmlElement, qn)


def _borders(made: Any, element: Any, qn: Any) -> None:
    """Hairlines between rows only."""
    borders = element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        edge = element(f"w:{side}")
        edge.set(qn("w:val"), "single" if side in ("top", "bottom", "insideH") else "nil")
        edge.set(qn("w:sz"), "4")
        edge.set(qn("w:color"), colour("rule").lstrip("#"))
        borders.append(edge)
    # Word reads these in the order of the standard: borders come before layout, margins and look.
    after = next((part for part in made._tbl.tblPr if part.tag in {qn(f"w:{name}") for name in _AFTER_BORDERS}), None)
    if after is None:
        made._tbl.tblPr.append(borders)
    else:
        after.addprevious(borders)


def picture(
    document: Document, body: bytes, *, alt: str, title: str, lang: str, width: float = height_estimates.WIDE
) -> None:
    """A picture over the width of the page, with its words."""
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(io.BytesIO(body), width=Pt(width))
    shape._inline.docPr.set("descr", clean(alt))
    shape._inline.docPr.set("title", clean(title))


def marks(document: Document, named: Sequence[tuple[bytes, str]]) -> None:
    """The marks of a chart with their names, in one line."""
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    for body, name in named:
        shape = paragraph.add_run().add_picture(io.BytesIO(body), height=Pt(height_estimates.SMALL + 1))
        shape._inline.docPr.set("descr", clean(name))
        _soft(paragraph.add_run(f" {clean(name)}     "))
