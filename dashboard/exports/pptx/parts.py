"""The parts of a presentation: a wide slide in our colours and in fonts that every office has, texts, tables, notes.

Sizes are points, places inches. Words go in as text; python-pptx escapes them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dashboard.exports.document import Document, clean
from dashboard.exports.office import HEAD_FONT, LOCALES, TEXT_FONT, Runs, hex_colour, set_properties
from dashboard.svg import text_metrics

WIDE, HIGH, EDGE = 13.333, 7.5, 0.6
ROOM = WIDE - 2 * EDGE
# The chart, the line above the foot of its slide, and the letters of what is read beside it.
CHART, FOOT, SMALL = 8.15, 6.62, 10.5
_STEP = 1.24
# Arial is a little wider than the letters that `measure` knows.
_WIDER = 1.04
# Georgia is wider still, and so is what stands in for it where it is not there.
_HEAD_WIDER = 1.22
# The colours of the theme that an office program offers, by our tokens.
_THEME = {
    "dk1": "ink", "lt1": "paper", "dk2": "ink-soft", "lt2": "wash", "accent1": "type-self-direction",
    "accent2": "type-tailored-support", "accent3": "type-earnings-premium", "accent4": "type-free-choice",
    "accent5": "type-basic-job", "accent6": "type-comparison", "hlink": "link", "folHlink": "link",
}  # fmt: skip


def rgb(token: str) -> Any:
    """The light colour of a token."""
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(hex_colour(token))


def start(document: Document) -> Any:
    """An empty presentation, 16 to 9, with our theme and what it is about."""
    from pptx import Presentation
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.util import Inches

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


def slide(deck: Any, title: str, *, y: float, size: float, most: float, room: float = ROOM, x: float = EDGE) -> Any:
    """A slide with our line at the top and its title, in letters as large as its height allows; gives slide and its end."""
    made = deck.slides.add_slide(deck.slide_layouts[5])
    size = fitting(title, size=size, most=most, room=room)
    place = made.shapes.title
    box(place, x=x, y=y, wide=room, high=most)
    write(place, [[(title, True)]], size=size, token="ink", font=HEAD_FONT)
    rule(made, y=0, wide=WIDE, thick=0.09, token="ink", x=0)
    return made, y + head_high(title, size=size, room=room)


def fitting(title: str, *, size: float, most: float, room: float = ROOM) -> float:
    """The size of letters, from `size` down, at which a title is no higher than `most`."""
    while size > 14 and head_high(title, size=size, room=room) > most:
        size -= 1
    return size


def head_high(text: str, *, size: float, room: float = ROOM) -> float:
    """The height of a title."""
    return high(text, size=size, room=room * _WIDER / _HEAD_WIDER, bold=True)


def high(text: str, *, size: float, room: float, bold: bool = False) -> float:
    """The height in inches of a text in a room of so many inches."""
    lines = 0
    for part in text.split("\n"):
        used = 0.0
        lines += 1
        for word in part.split():
            width = text_metrics.width(f"{word} ", size=size, bold=bold) * _WIDER
            if used and used + width > room * 72:
                lines, used = lines + 1, 0.0
            lines += int(width // (room * 72))
            used += width
    return lines * size * _STEP / 72


def box(shape: Any, *, x: float, y: float, wide: float, high: float) -> None:
    """Put a shape in its place."""
    from pptx.util import Inches

    shape.left, shape.top, shape.width, shape.height = Inches(x), Inches(y), Inches(wide), Inches(high)


def rule(page: Any, *, y: float, wide: float, thick: float, token: str, x: float = EDGE) -> None:
    """A line that says nothing."""
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Inches

    shape = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(x), Inches(y), Inches(wide), Inches(thick))
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(token)
    shape.line.fill.background()
    shape.shadow.inherit = False
    decorative(shape)


def decorative(shape: Any) -> None:
    """Mark a shape as one that a screen reader passes over."""
    from lxml import etree

    properties = shape._element.xpath(".//p:cNvPr")[0]
    namespace = "http://schemas.openxmlformats.org/drawingml/2006/main"
    marks = etree.SubElement(properties, f"{{{namespace}}}extLst")
    mark = etree.SubElement(marks, f"{{{namespace}}}ext", uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
    own = "http://schemas.microsoft.com/office/drawing/2017/decorative"
    etree.SubElement(mark, f"{{{own}}}decorative", nsmap={"adec": own}, val="1")


def words(
    page: Any, paragraphs: Sequence[Runs], *, x: float, y: float, wide: float, high: float, size: float,
    token: str = "ink", font: str = TEXT_FONT, right: bool = False, link: str = "", after: float = 0,
) -> Any:  # fmt: skip
    """A box of text; `link` goes on its last run."""
    from pptx.util import Inches

    shape = page.shapes.add_textbox(Inches(x), Inches(y), Inches(wide), Inches(high))
    write(shape, paragraphs, size=size, token=token, font=font, right=right, link=link, after=after)
    return shape


def write(
    shape: Any, paragraphs: Sequence[Runs], *, size: float, token: str, font: str, right: bool = False,
    link: str = "", after: float = 0,
) -> None:  # fmt: skip
    """Set the text of a shape or a cell: from the top, no margins, no shrinking behind our back."""
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
    from pptx.util import Pt

    frame = shape.text_frame
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    made = None
    for number, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        paragraph.space_after, paragraph.space_before = Pt(after), Pt(0)
        for text, bold in runs:
            made = paragraph.add_run()
            made.text = clean(text)
            made.font.size, made.font.bold, made.font.name = Pt(size), bold, font
            made.font.color.rgb = rgb(token)
    if made is not None and link.startswith(("https://", "http://")):
        made.hyperlink.address = link


def table(
    page: Any, rows: Sequence[Sequence[Runs]], *, x: float, y: float, widths: Sequence[float], size: float
) -> Any:
    """A native table, the first row its head; a row that begins bold is a name over all columns. Hairlines, nothing else."""
    from pptx.util import Inches, Pt

    frame = page.shapes.add_table(len(rows), len(widths), Inches(x), Inches(y), Inches(sum(widths)), Inches(0.2))
    made = frame.table
    properties = made._tbl.tblPr
    properties.find(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId"
    ).text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid
    made.horz_banding = False
    for place, width in enumerate(widths):
        made.columns[place].width = Inches(width)
    for number, row in enumerate(rows):
        whole = number > 0 and row[0][0][1]
        if whole:
            made.cell(number, 0).merge(made.cell(number, len(widths) - 1))
        made.rows[number].height = Inches(row_high(row, [sum(widths)] if whole else widths, size=size))
        for place, runs in enumerate(row):
            cell = made.cell(number, place)
            write(cell, [runs], size=size, token="ink", font=TEXT_FONT)
            cell.margin_left = cell.margin_right = Inches(0.05)
            cell.margin_top, cell.margin_bottom = Inches(0.06), Inches(0.04)
            _under(cell, token="ink" if number == 0 else "rule", thick=Pt(1.5 if number == 0 else 0.75))
    return frame


def row_high(row: Sequence[Runs], widths: Sequence[float], *, size: float) -> float:
    """The height of a row of a table with these widths; of its first cells when there are fewer widths."""
    return 0.12 + max(
        high("".join(text for text, _ in runs), size=size, room=wide - 0.1, bold=any(bold for _, bold in runs))
        for runs, wide in zip(row, widths, strict=False)
    )


def _under(cell: Any, *, token: str, thick: int) -> None:
    """A line below a cell; python-pptx has no borders of its own."""
    from lxml import etree

    namespace = "http://schemas.openxmlformats.org/drawingml/2006/main"
    line = etree.SubElement(cell._tc.get_or_add_tcPr(), f"{{{namespace}}}lnB", w=str(int(thick)))
    fill = etree.SubElement(line, f"{{{namespace}}}solidFill")
    etree.SubElement(fill, f"{{{namespace}}}srgbClr", val=hex_colour(token))


def notes(page: Any, paragraphs: Sequence[str]) -> None:
    """What the speaker sees."""
    page.notes_slide.notes_text_frame.text = "\n".join(clean(text) for text in paragraphs if text)


def speak(deck: Any, lang: str) -> None:
    """The language of every text, for spelling and for reading aloud."""
    namespace = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    for page in deck.slides:
        trees = [page._element] + ([page.notes_slide._element] if page.has_notes_slide else [])
        trees += [shape.chart._chartSpace for shape in page.shapes if shape.has_chart]
        for tree in trees:
            for run in tree.iter(f"{namespace}r"):
                own = run.find(f"{namespace}rPr")
                if own is None:
                    own = run.makeelement(f"{namespace}rPr", {})
                    run.insert(0, own)
                own.set("lang", LOCALES[lang])
            for end in tree.iter(f"{namespace}endParaRPr"):
                end.set("lang", LOCALES[lang])
