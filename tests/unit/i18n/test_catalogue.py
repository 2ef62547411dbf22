"""The texts of the interface: each is complete, and stands in one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.errors import TextError
from dashboard.i18n.catalogue import catalogue


def test_texts_of_all_files_are_in_one_catalogue(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('[menu]\nhome = { nl = "Begin", en = "Home" }\n', encoding="utf-8")
    (tmp_path / "b.toml").write_text('[menu]\nmap = { nl = "Kaart", en = "Map" }\n', encoding="utf-8")
    assert catalogue(tmp_path) == {"menu.home": {"nl": "Begin", "en": "Home"}, "menu.map": {"nl": "Kaart", "en": "Map"}}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('home = { nl = "Begin" }', "b.toml: menu.home has .'nl'. .expected .'en', 'nl'., none empty"),
        ('home = { nl = "Begin", en = " " }', "b.toml: menu.home has .* none empty"),
        ('home = { nl = "Begin", en = "Home", de = "Anfang" }', "b.toml: menu.home has .'de', 'en', 'nl'."),
        ('home = { nl = "{n} keer", en = "{number} times" }', "b.toml: menu.home has slots .* the same in each"),
        ('home = "Home"', "b.toml: menu.home is 'Home' .expected a table with nl and en"),
        ('compare = { nl = "Naast elkaar", en = "Compare" }', "b.toml: menu.compare is in a.toml too"),
    ],
)
def test_incomplete_or_duplicate_text_is_refused_with_its_file(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "a.toml").write_text('[menu]\ncompare = { nl = "Vergelijk", en = "Compare" }\n', encoding="utf-8")
    (tmp_path / "b.toml").write_text(f"[menu]\n{text}\n", encoding="utf-8")
    with pytest.raises(TextError, match=problem):
        catalogue(tmp_path)
