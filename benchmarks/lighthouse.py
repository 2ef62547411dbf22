"""Scores of a page by Lighthouse, which npm installs into the cache of this project."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import Any

from benchmarks.browser import ARGUMENTS, CHROMIUM
from dashboard.config import ROOT

LIGHTHOUSE = "lighthouse@13.5.0"


def lighthouse(address: str) -> dict[str, float] | None:
    """Run Lighthouse for mobile: four scores of 100, LCP in s, TBT in ms, CLS. None when npm cannot install it."""
    folder = ROOT / ".cache" / "benchmarks"
    program = folder / "node_modules" / ".bin" / "lighthouse"
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        npm = shutil.which("npm")
        command = [npm or "npm", "install", "--no-audit", "--no-fund", "--silent", "--ignore-scripts", LIGHTHOUSE]
        if npm is None or subprocess.run(command, cwd=folder, check=False).returncode:
            return None
    report = folder / "report.json"
    command = [
        str(program), address, "--quiet", "--output=json", f"--output-path={report}",
        f"--chrome-flags=--headless=new {' '.join(ARGUMENTS)}",
    ]  # fmt: skip
    for _ in range(3):
        report.unlink(missing_ok=True)
        subprocess.run(
            command, cwd=folder, env={**os.environ, "CHROME_PATH": CHROMIUM}, check=False, capture_output=True
        )
        found = json.loads(report.read_text(encoding="utf-8")) if report.exists() else {"runtimeError": "no report"}
        # Lighthouse occasionally misses the start of a page and reports a runtime error.
        if not found.get("runtimeError"):
            return _scores(found)
    return None


def _scores(found: dict[str, Any]) -> dict[str, float]:
    audits, categories = found["audits"], found["categories"]
    names = ("performance", "accessibility", "best-practices", "seo")
    return {
        **{name: (categories[name]["score"] or 0) * 100 for name in names},
        "LCP": audits["largest-contentful-paint"]["numericValue"] / 1000,
        "TBT": audits["total-blocking-time"]["numericValue"],
        "CLS": audits["cumulative-layout-shift"]["numericValue"],
    }
