"""A wide presentation in our colours and in fonts that every office program has: slides with texts, tables and notes.

Sizes of letters are points, places and heights inches.
"""

import re
from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Inches, Pt

from dashboard.exports.document import Document, clean
from dashboard.exports.office import HEAD_FONT, LOCALES, TEXT_FONT, Runs, hex_colour, is_link, set_properties
from dashboard.svg import elements

WIDE, HIGH, EDGE = 13.333, 7.5, 0.6
ROOM = WIDE - 2 * EDGE
_LINE_HEIGHT = 1.24
# Arial is a little wider than the letters of `elements`, and Georgia or what stands in for it wider still.
_TEXT_WIDER, _HEAD_WIDER = 1.04, 1.22
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}"
_NO_TABLE_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
# The theme colours that an office program offers, by our tokens.
_THEME = {
    "dk1": "ink", "lt1": "paper", "dk2": "ink-soft", "lt2": "wash", "accent1": "type-self-direction",
    "accent2": "type-tailored-support", "accent3": "type-earnings-premium", "accent4": "type-free-choice",
    "accent5": "type-basic-job", "accent6": "type-comparison", "hlink": "link", "folHlink": "link",
}  # fmt: skip


def rgb(token: str) -> RGBColor:
    """Return the light colour of a token."""
    return RGBColor.from_string(hex_colour(token))


def start(document: Document) -> Any:
    """Return an empty presentation, 16 to 9, with our theme and the properties of a document."""
    deck = Presentation()
    scale = Inches(WIDE) / deck.slide_width
    for page in (deck.slide_master, *deck.slide_layouts):
        for shape in page.placeholders:
            shape.left, shape.width = round(shape.left * scale), round(shape.width * scale)
    deck.slide_width, deck.slide_height = Inches(WIDE), Inches(HIGH)
    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = theme.blob.decode("utf-8")
    for name, font in (("major", HEAD_FONT), ("minor", TEXT_FONT)):
        text = re.sub(rf'(<a:{name}Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{font}", text)
    for name, token in _THEME.items():
        value = f'<a:srgbClr val="{hex_colour(token)}"/>'
        text = re.sub(rf"(<a:{name}>).*?(</a:{name}>)", rf"\g<1>{value}\g<2>", text, flags=re.DOTALL)
    theme._blob = text.encode("utf-8")
    set_properties(deck.core_properties, document)
    return deck


def set_language(deck: Any, lang: str) -> None:
    """Set the language of every text, for spelling and for reading aloud."""
    for page in deck.slides:
        trees = [page._element] + ([page.notes_slide._element] if page.has_notes_slide else [])
        trees += [shape.chart._chartSpace for shape in page.shapes if shape.has_chart]
        for tree in trees:
            for run in tree.iter(f"{_DRAWING}r"):
                run.get_or_add_rPr().set("lang", LOCALES[lang])
            for end in tree.iter(f"{_DRAWING}endParaRPr"):
                end.set("lang", LOCALES[lang])


def text_height(text: str, *, size: float, room: float = ROOM, bold: bool = False) -> float:
    """Return the height of a text in a room of so many inches."""
    lines = 0
    for part in text.split("\n"):
        used = 0.0
        lines += 1
        for word in part.split():
            width = elements.width(f"{word} ", size=size, bold=bold) * _TEXT_WIDER
            if used and used + width > room * 72:
                lines, used = lines + 1, 0.0
            lines += int(width // (room * 72))
            used += width
    return lines * size * _LINE_HEIGHT / 72


def row_height(row: Sequence[Runs], widths: Sequence[float], *, size: float) -> float:
    """Return the height of a table row with these widths; of its first cells when there are fewer widths."""
    return 0.12 + max(
        text_height("".join(text for text, _ in runs), size=size, room=wide - 0.1, bold=any(bold for _, bold in runs))
        for runs, wide in zip(row, widths, strict=False)
    )


def title_size(title: str, *, size: float, most: float) -> tuple[float, float]:
    """Return the size of letters, from `size` down, at which a title is no higher than `most`; and its height."""
    while True:
        height = text_height(title, size=size, room=ROOM * _TEXT_WIDER / _HEAD_WIDER, bold=True)
        if height <= most or size <= 16:
            return size, height
        size -= 1


def describe(frame: Any, *, name: str, description: str) -> None:
    """Give a chart or a table its name and the text for a screen reader."""
    properties = frame._element.xpath(".//p:cNvPr")[0]
    properties.set("descr", description)
    properties.set("name", name)


class Slide:
    """A slide with a line at the top and its title, in letters as large as its height allows. `end` is where that ends."""

    def __init__(self, deck: Any, title: str, *, y: float, size: float, most: float) -> None:
        self.page = deck.slides.add_slide(deck.slide_layouts[5])
        size, height = title_size(title, size=size, most=most)
        self.end = y + height
        shape = self.page.shapes.title
        shape.left, shape.top, shape.width, shape.height = Inches(EDGE), Inches(y), Inches(ROOM), Inches(most)
        _write(shape, [[(title, True)]], size=size, font=HEAD_FONT)
        self.rule(x=0, y=0, wide=WIDE, thick=0.09, token="ink")

    def rule(self, *, y: float, token: str, x: float = EDGE, wide: float = ROOM, thick: float = 0.012) -> None:
        """Draw a line that a screen reader passes over."""
        place = (Inches(part) for part in (x, y, wide, thick))
        shape = self.page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *place)
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(token)
        shape.line.fill.background()
        shape.shadow.inherit = False
        properties = shape._element.xpath(".//p:cNvPr")[0]
        uri = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
        extension = etree.SubElement(etree.SubElement(properties, f"{_DRAWING}extLst"), f"{_DRAWING}ext", uri=uri)
        etree.SubElement(extension, f"{_DECORATIVE}decorative", nsmap={"adec": _DECORATIVE[1:-1]}, val="1")

    def text(
        self, text: str | Sequence[Runs], *, x: float = EDGE, y: float, wide: float = ROOM, high: float, size: float,
        **look: Any,
    ) -> Any:  # fmt: skip
        """Add a box of text, which is one line or a paragraph for each sequence of runs; return its shape."""
        shape = self.page.shapes.add_textbox(Inches(x), Inches(y), Inches(wide), Inches(high))
        _write(shape, [[(text, False)]] if isinstance(text, str) else text, size=size, **look)
        return shape

    def table(self, rows: Sequence[Sequence[Runs]], *, y: float, widths: Sequence[float], size: float) -> Any:
        """Add a table with hairlines between its rows, the first row its head; a row that begins bold spans all columns."""
        size_and_place = (Inches(part) for part in (EDGE, y, sum(widths), 0.2))
        frame = self.page.shapes.add_table(len(rows), len(widths), *size_and_place)
        table = frame.table
        table._tbl.tblPr.find(f"{_DRAWING}tableStyleId").text = _NO_TABLE_STYLE
        table.horz_banding = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Inches(width)
        for number, row in enumerate(rows):
            spans = number > 0 and row[0][0][1]
            if spans:
                table.cell(number, 0).merge(table.cell(number, len(widths) - 1))
            table.rows[number].height = Inches(row_height(row, [sum(widths)] if spans else widths, size=size))
            for place, runs in enumerate(row):
                cell = table.cell(number, place)
                _write(cell, [runs], size=size)
                cell.margin_left = cell.margin_right = Inches(0.05)
                cell.margin_top, cell.margin_bottom = Inches(0.06), Inches(0.04)
                # python-pptx has no borders of its own.
                thick = str(Pt(1.5 if number == 0 else 0.75))
                line = etree.SubElement(cell._tc.get_or_add_tcPr(), f"{_DRAWING}lnB", w=thick)
                fill = etree.SubElement(line, f"{_DRAWING}solidFill")
                etree.SubElement(fill, f"{_DRAWING}srgbClr", val=hex_colour("rule" if number else "ink"))
        return frame

    def notes(self, paragraphs: Sequence[str]) -> None:
        """Set the notes of the speaker."""
        self.page.notes_slide.notes_text_frame.text = "\n".join(clean(text) for text in paragraphs if text)


def _write(
    shape: Any, paragraphs: Sequence[Runs], *, size: float, token: str = "ink", font: str = TEXT_FONT, right: bool = False,
    link: str = "", after: float = 0,
) -> None:  # fmt: skip
    """Set the text of a shape or a cell, from the top and without margins; `link` goes on its last run."""
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    run = None
    for number, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        paragraph.space_after, paragraph.space_before = Pt(after), Pt(0)
        for text, bold in runs:
            run = paragraph.add_run()
            run.text = clean(text)
            run.font.size, run.font.bold, run.font.name = Pt(size), bold, font
            run.font.color.rgb = rgb(token)
    if run is not None and is_link(link):
        run.hyperlink.address = link
