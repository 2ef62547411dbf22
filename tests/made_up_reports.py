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

INTERVALS = """
#lorem(60)

Tabel 4.2 Werk en gezondheid, met 95%-betrouwbaarheidsinterval
#table(columns: 5, stroke: none, align: (left, right, right, right, right),
  table.hline(), [], table.cell(colspan: 2, align: center)[Proef], table.cell(colspan: 2, align: center)[Controle],
  table.hline(start: 1, end: 3), table.hline(start: 3, end: 5),
  [Uitkomst], [%], [n], [%], [n], table.hline(),
  table.cell(colspan: 5)[_Na een jaar_],
  [Werk], [14,2 (11,9–16,5)], [210], [11,0 (8,8–13,2)], [205],
  [Werk van meer dan\\ twaalf uur in de week], [6,1 (4,5–7,7)], [210], [5,8 (4,1–7,5)], [205],
  table.cell(colspan: 5)[_Na twee jaar_],
  [Werk], [18,4 (15,8–21,0)], [198], [13,7 (11,2–16,2)], [190],
  [Ervaren gezondheid], [6,9 (6,6–7,2)], [188], [6,7 (6,4–7,0)], [181], table.hline())
#super[1] Verzonnen cijfers.

#lorem(40)
"""

TWO_COLUMNS = """
#set page(columns: 2)
#lorem(90)

Tabel 5 Aantallen
#table(columns: 3, stroke: none, inset: 4pt,
  [Jaar], [Proef], [Controle], [2018], [31], [29], [2019], [44], [40], [2020], [52], [47])

#lorem(260)
"""

STACKED = """
Tabel 8 Interval onder het getal
#table(columns: 3, stroke: none, align: (left, center, center),
  table.hline(), [], [Proef], [Controle], table.hline(),
  [Werk], [12,5\\ (10,1–14,9)], [9,8\\ (7,5–12,1)],
  [Inkomen], [1.250\\ (1.100–1.400)], [1.190\\ (1.050–1.330)], table.hline())

#v(2cm)
Tabel 9 Twee niveaus
#table(columns: 4, table.header([Groep], [Onderdeel], [2018], [2019]),
  table.cell(rowspan: 2)[Amstelrode], [Werk], [10], [12], [Zorg], [20], [22],
  table.cell(rowspan: 2)[Ossendam], [Werk], [30], [-], [Zorg], [40], [42])
"""

LONG_ROWS = ", ".join(f"[Wijk {at}], [{at},5], [{at + 100}]" for at in range(1, 61))
LONG = f"""
Tabel 6. Alle wijken
#table(columns: 3, [Wijk], [Uitstroom], [n], {LONG_ROWS})
"""
LONG_REPEATED = LONG.replace("[Wijk], [Uitstroom], [n]", "table.header([Wijk], [Uitstroom], [n])")
LONG_UNRULED = LONG.replace("columns: 3,", "columns: 3, stroke: none,")


def set_report(path: Path, *pages: str, paper: str = "width: 595pt, height: 842pt") -> Path:
    """Write a made-up report with these pages in typst, and return its path."""
    start = f'#set page({paper}, numbering: "1")\n#set text(lang: "nl")\n= {TITLE}\n'
    path.write_bytes(typst.compile((start + "\n#pagebreak()\n".join(pages)).encode()))
    return path


FIVE_GROUPS = """
Tabel 2. Betaald werk na een jaar, in procenten, met 95%-betrouwbaarheidsinterval
#table(columns: 3, [Groep], [Betaald werk], [n],
  [Zelfregie], [24,1% (20,2–28,0)], [412],
  [Extra begeleiding], [27,5% (23,4–31,6)], [398],
  [Vrijlating], [21,3% (17,6–25,0)], [405],
  [Eigen keuze], [25,8% (21,7–29,9)], [1.404],
  [Gewone aanpak], [18,2% (14,7–21,7)], [409])
"""
