"""Sources as RIS and BibTeX: the list of a choice, and each source."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from dashboard.exports.references import bibtex, ris
from tests.made_up_rows import source
from tests.page_reader import page, rows


def entries(text: str) -> list[dict[str, list[str]]]:
    """Read RIS as its description says: two letters, two spaces, a hyphen, a space, until ER."""
    found: list[dict[str, list[str]]] = [{}]
    for line in text.split("\r\n")[:-1]:
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert match is not None, line
        if match[1] == "ER":
            found.append({})
        else:
            found[-1].setdefault(match[1], []).append(match[2])
    assert found.pop() == {}
    return found


def test_every_source_is_in_both_lists_with_its_address(client: FlaskClient) -> None:
    expected = {row["id"]: row for row in rows("sources")}
    found = {entry["ID"][0]: entry for entry in entries(client.get("/bronnen.ris").get_data(as_text=True))}
    assert set(found) == set(expected)
    for id, row in expected.items():
        assert (found[id]["TI"], found[id]["UR"]) == ([" ".join(row["title"].split())], [row["url"]])
        assert found[id].get("PY", [""]) == [row["published"][:4]]
    text = client.get("/en/sources.bib").get_data(as_text=True)
    assert set(re.findall(r"^@[a-z]+\{(\w+),$", text, re.MULTILINE)) == set(expected)
    assert all(one.count("{") - one.count(r"\{") == one.count("}") - one.count(r"\}") for one in text.split("\n@"))


def test_files_follow_the_choice_of_the_page(client: FlaskClient) -> None:
    soup = page(client, "/bronnen?kind=report")
    (link,) = (link for link in soup.select(".reference-files a") if link.text == "RIS")
    found = entries(client.get(link["href"]).get_data(as_text=True))
    assert len(found) == len(soup.select(".ref")) == sum(row["kind"] == "report" for row in rows("sources"))
    own = soup.select_one(".ref .cite a[href$='.bib'], .ref .cite a[href*='.bib?']")
    text = client.get(own["href"]).get_data(as_text=True)
    assert text.count("@") == 1 + text.partition("url")[2].count("@")
    assert client.get("/bronnen/nowhere.ris").status_code == 404


def test_authors_years_and_signs_are_those_of_the_source() -> None:
    row = source(
        id="made_up", kind="paper", authors="Jansen; De Wit and others", title="10% meer_werk & {zo}",
        publisher="Bureau A, B", published="2020-03", url="https://example.org/a?b=1",
    )  # fmt: skip
    (entry,) = entries(ris([row]).decode())
    assert (entry["TY"], entry["AU"], entry["N1"]) == (["JOUR"], ["Jansen", "De Wit"], ["and others"])
    assert (entry["PY"], entry["DA"]) == (["2020"], ["2020/03//"])
    text = bibtex([row]).decode()
    assert "author = {Jansen and De Wit and others}," in text
    assert r"title = {{10\% meer\_werk \& \{zo\}}}," in text
    assert "author = {{Bureau A, B}}," in bibtex([source(authors=None, publisher="Bureau A, B")]).decode()
