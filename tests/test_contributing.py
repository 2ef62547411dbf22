"""CONTRIBUTING.md is true: its commands and files exist, and each recipe ends with a check."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from dashboard import config

TEXT = (config.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def recipes(text: str) -> dict[str, str]:
    """Each recipe by its head: from `### ` to the next head."""
    parts = re.split(r"^(#{2,3} .+)$", text, flags=re.MULTILINE)
    return {head: body for head, body in zip(parts[1::2], parts[2::2], strict=True) if head.startswith("### ")}


def without_check(text: str) -> list[str]:
    return [
        head for head, body in recipes(text).items() if not body.strip().rpartition("\n\n")[2].startswith("**Check:**")
    ]


def test_each_recipe_ends_with_a_check() -> None:
    assert len(recipes(TEXT)) > 8
    assert without_check(TEXT) == []
    assert without_check("### A\n\ndo it\n\n### B\n\n**Check:** look\n") == ["### A"]


def commands(text: str) -> set[tuple[str, str]]:
    """The module and the kind of each command, such as (dashboard.editing.workbook, export)."""
    return set(re.findall(r"python -m (dashboard\.\w+)(?: (export|import))?", text))


@pytest.mark.parametrize(("module", "kind"), sorted(commands(TEXT)))
def test_each_command_exists_with_its_options(module: str, kind: str) -> None:
    command = [sys.executable, "-m", module, *([kind] if kind else []), "--help"]
    answer = subprocess.run(command, cwd=config.ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    for line in re.findall(rf"python -m {re.escape(module)} ?{kind}[^`]*", TEXT):
        for option in re.findall(r"--[a-z-]+", line):
            assert option in answer.stdout, line


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:tests|data|dashboard|queries|assets)/[\w./]+)`", TEXT))))
def test_each_file_exists(path: str) -> None:
    assert (config.ROOT / path).exists()


def test_a_link_leads_somewhere() -> None:
    heads = {
        re.sub(r"[^\w -]", "", head.lstrip("# ")).lower().replace(" ", "-")
        for head in re.findall(r"^#+ .+$", TEXT, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([\w-]+)\)", TEXT)) <= heads
