"""The Python sources of the product as syntax trees, parsed once for all tests of a process."""

from __future__ import annotations

import ast
from functools import cache

from dashboard.config import ROOT


@cache
def nodes_of_product() -> dict[str, list[ast.AST]]:
    """Return all nodes of each module, by its path from the root."""
    paths = sorted((ROOT / "dashboard").rglob("*.py"))
    return {
        path.relative_to(ROOT).as_posix(): list(ast.walk(ast.parse(path.read_text(encoding="utf-8")))) for path in paths
    }
