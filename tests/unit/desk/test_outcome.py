"""The problems of the build in Dutch: each text belongs to a message that the build still writes."""

from __future__ import annotations

import re

import pytest

from dashboard import config
from dashboard.desk.outcome import REMARKS, RULES, remark, words
from dashboard.editing.models import EditProblem
from dashboard.i18n.catalogue import t

SOURCES = ("dashboard/ingest/*.py", "dashboard/editing/**/*.py", "queries/checks/*.sql")


@pytest.mark.parametrize(
    ("place", "problem", "value", "said"),
    [
        ("draft row 3, column low", "low is above the value", "low 25.5, value 24",
         "Rij 3 van het concept. ‘Ondergrens van het interval’: er staat "
         "‘ondergrens van het interval 25,5, getal 24’. De ondergrens is hoger dan het getal."),
        ("sheet observations, cell M12", "n is not a whole number", "twaalf",
         "Tabblad observations M12. ‘Aantal mensen (n)’: er staat ‘twaalf’. Dit moet een heel getal zijn, zonder punt of komma."),
        ("draft row 1", "arm_id is an arm of oss_trial", "x",
         "Rij 1 van het concept. ‘Groep’: er staat ‘x’. Deze groep hoort bij een andere proef."),
        ("table new.csv", "something new is wrong", "", "table new.csv. Dit past niet in de tabellen."),
    ],
)  # fmt: skip
def test_problem_is_said_in_dutch_with_place_field_and_value(place: str, problem: str, value: str, said: str) -> None:
    assert words(EditProblem(place=place, problem=problem, value=value, expected="other"), "nl") == said


@pytest.mark.parametrize(
    ("written", "said"),
    [("no sheet for arms, themes: left as they are", "Er is geen tabblad voor arms, themes. Die tabellen blijven zoals ze zijn."),
     ("file a.csv: not UTF-8, read as an older Excel writes it; look at letters with accents",
      "Bestand a.csv is opgeslagen zoals een oudere Excel dat doet. Kijk naar letters met accenten.")],
)  # fmt: skip
def test_remark_is_said_in_dutch(written: str, said: str) -> None:
    assert (remark(written, "nl"), remark(written, "en")) == (said, written)


def test_each_remark_is_one_that_the_reader_of_a_file_writes() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in config.ROOT.glob("dashboard/editing/workbook/*.py"))
    ends = [t(f"desk.remark.{key}", "en", about="|").rpartition("|")[2] for key in REMARKS]
    assert [end for end in ends if end.removeprefix(": ").partition(":")[0] not in written] == []


def test_each_rule_is_one_that_the_build_writes() -> None:
    written = "".join(path.read_text(encoding="utf-8") for glob in SOURCES for path in config.ROOT.glob(glob))
    # Python joins parts of a message that a query joins with its values.
    written = re.sub(r'"\s*\n\s*f?"', "", written)
    assert [key for key in RULES if t(f"desk.rule.{key}", "en") not in written] == []
