"""Read the rows of a CSV file as text, with the line on which each begins."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from dashboard.ingest.problems import Problem


class UnreadableFile(Exception):
    """The file as a whole cannot be read as a table; `problem` says why."""

    def __init__(self, path: Path, *, problem: str, expected: str, line: int = 0, value: str = "") -> None:
        super().__init__(problem)
        self.problem = Problem(file=path.name, line=line, problem=problem, value=value, expected=expected)


def read_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Give the line on which each row begins (quoted text may span several), and its cells. Raises UnreadableFile."""
    text = _text(path)
    _refuse_semicolons(path, header=text.partition("\n")[0])
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        problem = f"the row that begins here is not valid csv: {error}"
        raise UnreadableFile(path, line=line, problem=problem, expected="quotes in pairs") from error


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        problem = "the file is missing or cannot be read"
        raise UnreadableFile(path, problem=problem, expected=f"a file {path.name}") from error
    try:
        # Excel writes a byte order mark at the start, which is no part of the first column name.
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            path,
            line=raw.count(b"\n", 0, error.start) + 1,
            problem=f"not UTF-8 text at byte {error.start + 1}",
            value=_around(raw, byte=error.start),
            expected="UTF-8; perhaps an older Excel saved it: save again as 'CSV UTF-8'",
        ) from error
    if not text.strip():
        raise UnreadableFile(path, problem="the file is empty", expected="a line with the column names, then rows")
    return text


def _around(raw: bytes, *, byte: int) -> str:
    """Return the text of the line around a byte, read as an older Excel on Windows would have written it."""
    start = max(raw.rfind(b"\n", 0, byte) + 1, byte - 20)
    return raw[start : byte + 20].decode("cp1252", errors="replace").partition("\n")[0].strip()


def _refuse_semicolons(path: Path, *, header: str) -> None:
    """Refuse semicolons before anything else, because every other message would follow from them."""
    if header.count(";") > header.count(","):
        problem = "the columns are separated by semicolons"
        expected = (
            "commas; probably a Dutch Excel saved it: set the list separator of Windows to a comma and save again, "
            "or open it in LibreOffice and save it as csv with a comma as field separator"
        )
        raise UnreadableFile(path, line=1, problem=problem, value=header, expected=expected)
