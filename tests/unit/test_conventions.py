"""Conventions that no linter holds: SQL in queries/, colours in tokens.css, bounded caches, true commands in documents."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from dashboard.__main__ import main
from dashboard.config import QUERIES, ROOT
from tests.python_sources import nodes_of_product


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def texts_in_python() -> dict[str, list[tuple[int, str]]]:
    """Return line and text of each string of each module but docstrings; the fields of an f-string become `x`."""
    return {path: texts_of(nodes) for path, nodes in nodes_of_product().items()}


def texts_of(nodes: list[ast.AST]) -> list[tuple[int, str]]:
    owners = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    docstrings = {node.body[0].value for node in nodes if isinstance(node, owners) and ast.get_docstring(node)}
    parts = {part for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    found = []
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
            found.append((node.lineno, text))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings | parts:
            found.append((node.lineno, node.value))
    return found


# SQL

_STATEMENT = re.compile(
    r"\s*(select\s.+\sfrom\s|insert\s+into\s|update\s+\S+\s+set\s|delete\s+from\s|with\s+(recursive\s+)?\w+\s+as\s*\(|"
    r"create\s+(or\s+replace\s+)?(temp\w*\s+)?(table|view|macro|schema|index|sequence|type)\s|drop\s+(table|view)\s|"
    r"alter\s+table\s|copy\s+\S+\s+(from|to)\s)",
    flags=re.IGNORECASE | re.DOTALL,
)


def test_no_sql_in_python() -> None:
    found = [
        (path, line, text[:60])
        for path, texts in texts_in_python().items()
        for line, text in texts
        if _STATEMENT.match(text)
    ]
    assert not found, "SQL belongs in queries/*.sql"


def test_each_query_begins_with_its_question_and_is_one_statement() -> None:
    faults = []
    for path in sorted(QUERIES.rglob("*.sql")):
        text = path.read_text(encoding="utf-8")
        bare = re.sub(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'", " ", text, flags=re.DOTALL)
        if (
            not re.match(r"-- (?!columns:)\S.{8,}\n", text)
            or len([part for part in bare.split(";") if part.strip()]) != 1
        ):
            faults.append(shown(path))
    assert faults == []


# Colours, written as a number or a function of numbers; rgba(0,0,0,0) is no colour

_COLOUR = re.compile(
    r"(?<![\w&/#])#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![\w-])"
    r"|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\((?!0, ?0, ?0, ?0\))\s*[\d.]",
    flags=re.IGNORECASE,
)


def test_no_colour_outside_the_tokens() -> None:
    found = {path: [text for _, text in texts if _COLOUR.search(text)] for path, texts in texts_in_python().items()}
    for folder, endings in {"assets": ".css .js .html", "queries": ".sql", "data": ".toml"}.items():
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in endings.split() and path.name != "tokens.css" and not path.name.endswith(".min.js"):
                found[shown(path)] = _COLOUR.findall(path.read_text(encoding="utf-8"))
    assert {path: hits for path, hits in found.items() if hits} == {}, "a colour belongs in assets/tokens.css"


# Caches


def unbounded(nodes: list[ast.AST]) -> list[int]:
    """Return the lines of caches without a bound: `cache`, and `lru_cache` without a number."""
    found = []
    for node in nodes:
        for mark in getattr(node, "decorator_list", ()):
            called = mark.func if isinstance(mark, ast.Call) else mark
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            sizes = [one.value for one in mark.keywords if one.arg == "maxsize"] if isinstance(mark, ast.Call) else []
            bounded = any(isinstance(size, ast.Constant) and isinstance(size.value, int) for size in sizes)
            if name == "cache" or (name == "lru_cache" and not bounded):
                found.append(mark.lineno)
    return found


def test_every_cache_has_a_bound() -> None:
    found = {path: lines for path, nodes in nodes_of_product().items() if (lines := unbounded(nodes))}
    assert not found, f"without a bound: {found} (expected lru_cache with a maxsize)"


# Languages


WITH_BOTH_LANGUAGES = ("dashboard/db/", "dashboard/ingest/", "dashboard/editing/", "dashboard/desk/")


def columns_by_language(source: str) -> list[int]:
    """The lines that choose a column by the language, such as `row[f"label_{lang}"]`."""
    return [number for number, line in enumerate(source.splitlines(), start=1) if re.search(r"_\{[\w.]*lang\}", line)]


def test_only_queries_choose_a_column_by_the_language() -> None:
    """Rows come in the language of the request; curators edit tables that have both."""
    above = [path for path in nodes_of_product() if not path.startswith(WITH_BOTH_LANGUAGES)]
    assert not {path: lines for path in above if (lines := columns_by_language((ROOT / path).read_text("utf-8")))}


# Documents


def test_each_documented_command_exists(capsys: pytest.CaptureFixture[str]) -> None:
    text = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md"))
    commands = set(re.findall(r"python -m dashboard ((?:workbook )?[a-z]+)", text))
    assert {"build", "desk", "refresh", "release", "workbook export", "workbook import"} <= commands
    for command in commands:
        assert main([*command.split(), "--help"]) == 0, command
        assert "usage" in capsys.readouterr().out.lower()


def test_each_linked_file_of_the_documents_exists() -> None:
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        text = path.read_text(encoding="utf-8")
        linked = {link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link}
        missing = [name for name in linked if not (path.parent / name).exists()]
        assert missing == [], path.name
