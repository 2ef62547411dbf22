"""Open a report in PDF: its pages as text with positions, and as pictures.

PDFium gives text and pictures, pdfplumber the lines of tables. Neither runs scripts that are in a PDF. A page is read when it
is needed, and only the last few are held in memory. PDFium is not safe for threads: one lock guards all of it.
"""

import hashlib
import io
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Self

import pdfplumber
import pypdfium2 as pdfium
from pdfminer.pdfpage import PDFPage
from pdfplumber.page import Page as PlumberPage
from PIL import ImageDraw

from dashboard.editing.reports.words import Box, Word, characters, turn_of, words
from dashboard.errors import DashboardError

MOST_MEGABYTES = 500
_HELD = 12
_WIDEST = 4000
_lock = threading.RLock()


class ReportRefused(DashboardError):
    """A report cannot be opened. `key` is a text of the catalogue, `values` are its slots."""

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(f"{key} {values}" if values else key)


@dataclass(frozen=True)
class Page:
    """A page as it is displayed, in points. `rotation`: by how many degrees the paper was turned for that."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rotation: int = 0
    report: "Report" = field(kw_only=True, repr=False, compare=False)

    @property
    def has_text(self) -> bool:
        """Whether there is text; a scan has none."""
        return bool(self.words)

    @property
    def box(self) -> Box:
        """The whole page."""
        return Box(0, 0, self.width, self.height)


class Report:
    """An open report. Pages are counted from 1. Close it, or use it in a `with` block."""

    def __init__(self, path: Path, *, sha256: str, document: Any) -> None:
        self.path, self.sha256, self._document = path, sha256, document
        self.page_count: int = len(document)
        self._pages: OrderedDict[int, Page] = OrderedDict()
        self._plumber: Any = None
        self._objects: list[Any] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the file."""
        with _lock:
            self._document.close()
            if self._plumber:
                self._plumber.stream.close()
            self._plumber = None

    def page(self, number: int) -> Page:
        """Return a page with its words. Raises ReportRefused for a page that cannot be read, IndexError for none."""
        with _lock:
            if number not in self._pages:
                self._pages[number] = self._read(number)
                if len(self._pages) > _HELD:
                    self._pages.popitem(last=False)
            self._pages.move_to_end(number)
            return self._pages[number]

    def _read(self, number: int) -> Page:
        with self._displayed(number) as page, closing(page.get_textpage()) as textpage:
            rotation, (width, height) = page.get_rotation(), page.get_size()
            show = _shown(page.get_cropbox(), rotation)
            read = tuple(words(characters(textpage, show, rotation)))
        return Page(number, width, height, read, rotation, report=self)

    @contextmanager
    def _displayed(self, number: int) -> Iterator[Any]:
        """Give a page of PDFium, turned so that most of its text is upright."""
        if not 1 <= number <= self.page_count:
            raise IndexError(f"page {number} of {self.page_count} in {self.path.name}")
        try:
            opened = self._document[number - 1]
        except pdfium.PdfiumError as error:
            raise ReportRefused("report.refused.page", page=number) from error
        with closing(opened) as page:
            with closing(page.get_textpage()) as textpage:
                turn = turn_of(textpage, page.get_rotation())
            page.set_rotation((page.get_rotation() + turn) % 360)
            yield page

    def plain_text(self, number: int) -> str:
        """Return the text of a page without positions, line by line; fast enough to search all pages."""
        with _lock, self._displayed(number) as page, closing(page.get_textpage()) as textpage:
            return str(textpage.get_text_bounded()).replace("\r\n", "\n")

    def picture(self, number: int, width_px: int, box: Box | None = None, around: Box | None = None) -> bytes:
        """Return a page, or the part in a box, as a PNG, with a line `around` a place; `width_px` is that of the whole page."""
        with _lock, self._displayed(number) as page:
            scale = min(max(width_px, 50), _WIDEST) / page.get_width()
            # A page that is far taller than wide must not fill the memory.
            scale = min(scale, _WIDEST * 2 / page.get_height())
            image = page.render(scale=scale).to_pil()
        if around:
            sides = [round(side * scale) + out for side, out in zip(around, (-5, -5, 5, 5), strict=True)]
            ImageDraw.Draw(image).rectangle(sides, outline="black", width=3)
        if box:
            image = image.crop(tuple(round(side * scale) for side in box))
        buffer = io.BytesIO()
        image.save(buffer, "PNG")
        return buffer.getvalue()

    def drawn_lines(self, page: Page) -> tuple[list[list[Box]], list[Box]]:
        """Return the cells of each table with lines around them, and all lines; none of a page that cannot be read."""
        with _lock:
            try:
                if self._plumber is None:
                    self._plumber = pdfplumber.open(self.path)
                    self._objects = list(islice(PDFPage.create_pages(self._plumber.doc), self.page_count))
                found = self._objects[page.number - 1]
                # pdfplumber and pdfminer each read the rotation from a place of their own.
                found.rotate, found.attrs = page.rotation, {**found.attrs, "Rotate": page.rotation}
                plumbed = PlumberPage(self._plumber, found, page_number=page.number)
                tables, edges = plumbed.find_tables(), plumbed.edges
            except Exception:
                # pdfminer raises errors of many kinds for files that PDFium can read: such a page has text, and no lines.
                return [], []
            with closing(self._document[page.number - 1]) as sheet:
                media, crop = sheet.get_mediabox(), sheet.get_cropbox()
        # pdfplumber measures from the whole sheet, and not from where the displayed page begins.
        across, down = _shown(media, page.rotation)(*_corner(crop, page.rotation))

        def moved(x0: float, top: float, x1: float, bottom: float) -> Box:
            return Box(x0 - across, top - down, x1 - across, bottom - down)

        cells = [[moved(*cell) for cell in table.cells] for table in tables]
        return cells, [moved(edge["x0"], edge["top"], edge["x1"], edge["bottom"]) for edge in edges]


def _corner(box: tuple[float, ...], rotation: int) -> tuple[float, float]:
    """Return the point of the PDF that is displayed at the top left."""
    left, bottom, right, top = box
    return {0: (left, top), 90: (left, bottom), 180: (right, bottom), 270: (right, top)}[rotation]


def _shown(box: tuple[float, ...], rotation: int) -> Any:
    """Return the function from a point of the PDF to one of the page as displayed, from its top left."""
    left, bottom, right, top = box
    return {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }[rotation]


def stop_reading() -> None:
    """Keep all other threads out of PDFium, which ends with the process and crashes when it is in use then."""
    _lock.acquire()


_REFUSED = {2: "report.refused.missing", 3: "report.refused.broken", 4: "report.refused.encrypted"}


def open_report(path: Path) -> Report:
    """Open a report. Raises ReportRefused when it is missing, empty, too large, encrypted or broken."""
    try:
        size = path.stat().st_size
        if size > MOST_MEGABYTES * 1_000_000:
            raise ReportRefused("report.refused.large", size=size // 1_000_000, most=MOST_MEGABYTES)
        if size == 0:
            raise ReportRefused("report.refused.empty")
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ReportRefused("report.refused.missing") from error
    with _lock:
        try:
            document = pdfium.PdfDocument(path)
        except pdfium.PdfiumError as error:
            raise ReportRefused(_REFUSED.get(error.err_code, "report.refused.broken")) from error
        if not len(document):
            document.close()
            raise ReportRefused("report.refused.empty")
    return Report(path, sha256=sha256, document=document)
