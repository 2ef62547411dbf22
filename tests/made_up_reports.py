"""Made-up reports in PDF, set with typst: none of their numbers comes from a real report."""

from pathlib import Path

import typst

TITLE = "Verzonnen verslag"

OUTCOMES = """
Van de deelnemers werkte 12,5 procent (95%-BI 10,1–14,9), p < 0,05.

Tabel 3. Uitstroom na twee jaar, in procenten
#table(columns: 4,
  table.cell(rowspan: 2)[Groep], table.cell(colspan: 2)[Aan het werk], table.cell(rowspan: 2)[n],
  [proef#super[1]], [controle],
  [Amstelrode], [12,5#super[a]], [10,1], [1.500],
  [Ossendam], [8,3\\*], [7,9#super[2]], [412])
"""


def set_report(path: Path, *pages: str, paper: str = "width: 595pt, height: 842pt") -> Path:
    """Write a made-up report with these pages in typst, and return its path."""
    start = f'#set page({paper})\n#set text(lang: "nl")\n= {TITLE}\n'
    path.write_bytes(typst.compile((start + "\n#pagebreak()\n".join(pages)).encode()))
    return path
