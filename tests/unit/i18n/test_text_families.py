"""Every text is used, and every key that code completes with a value is a listed family with all its texts."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from itertools import count

from dashboard import config
from dashboard.i18n.catalogue import catalogue
from dashboard.ingest.schema import load_schema
from tests.python_sources import nodes_of_product

FAMILIES: dict[str, str | list[str]] = tomllib.loads((config.DATA / "text_families.toml").read_text(encoding="utf-8"))
# Two helpers complete a key with `.one` or `.many`, and with a number.
HELPERS = {"{}", "{}_{}"}


def bare(pattern: str) -> str:
    """Return a pattern without the names of its values and without its number."""
    return re.sub(r"\.(one|many)$", "", re.sub(r"\{[^}]*\}", "{}", pattern))


def keys_of(pattern: str, values: str | list[str]) -> list[str]:
    """Return the keys of a family."""
    if isinstance(values, str) and ":" in values:
        module, name = values.split(":")
        values = list(getattr(import_module(module), name))
    elif isinstance(values, str):
        table, column = values.split(".")
        values = list(load_schema()[table].columns[column].choices)
    if pattern.count("{") > 1:
        return values
    return [re.sub(r"\{[^}]*\}", value, pattern) for value in values]


def texts_of(key: str) -> set[str]:
    """Return the texts that a key stands for: itself, one and many, or the numbered ones; none when there is none."""
    texts = {key, f"{key}.one", f"{key}.many"} & set(catalogue())
    for number in count(1):
        if f"{key}_{number}" not in catalogue():
            return texts
        texts.add(f"{key}_{number}")
    raise AssertionError


def written(node: ast.AST) -> list[str]:
    """Return what an expression may be, with {} where it has a value; nothing for another expression."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.IfExp):
        return [text for branch in (node.body, node.orelse) for text in written(branch) or ["{}"]]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [left + (right or "{}") for left in written(node.left) for right in written(node.right) or [""]]
    if isinstance(node, ast.FormattedValue):
        return written(node.value) or ["{}"]
    if isinstance(node, ast.JoinedStr):
        found = [""]
        for part in node.values:
            found = [before + after for before in found for after in written(part)]
        return found
    return []


def looked_up() -> Iterator[tuple[str, str]]:
    """Yield place and key or pattern of each call that looks a text up."""
    for path, nodes in nodes_of_product().items():
        for node in nodes:
            if isinstance(node, ast.Call) and node.args:
                name = ast.unparse(node.func)
                if name in ("t", "count", "known", "context.t", "context.count"):
                    yield from ((f"{path}:{node.lineno}", key) for key in written(node.args[0]))


@cache
def everything_written() -> frozenset[str]:
    """Return every string of the product, also those that are put in a name before they are looked up."""
    found = {text for nodes in nodes_of_product().values() for node in nodes for text in written(node)}
    return frozenset(found | {bare(text) for text in found if "{" in text})


def test_every_key_that_code_completes_is_a_listed_family() -> None:
    listed = {bare(pattern) for pattern in FAMILIES} | HELPERS
    assert [(place, key) for place, key in looked_up() if "{" in key and bare(key) not in listed] == []


def test_every_key_in_code_is_a_text() -> None:
    assert [(place, key) for place, key in looked_up() if "{" not in key and not texts_of(key)] == []


def test_every_family_is_used_and_has_all_its_texts() -> None:
    assert [pattern for pattern in FAMILIES if bare(pattern) not in everything_written()] == []
    keys = [key for pattern, values in FAMILIES.items() for key in keys_of(pattern, values)]
    assert [key for key in keys if not texts_of(key)] == []


def test_every_text_is_used() -> None:
    keys = everything_written() | {key for pattern, values in FAMILIES.items() for key in keys_of(pattern, values)}
    used = {text for key in keys if "{" not in key for text in texts_of(key)}
    assert sorted(set(catalogue()) - used) == []
