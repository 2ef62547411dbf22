"""Ask for known weaknesses in what requirements.txt and requirements-dev.txt install: python .ci/audit.py

Runs pip-audit on the OSV database. Exits with 1 for a weakness that .ci/accepted.toml does not let pass,
and when the audit itself is broken. Where the database cannot be reached, it says `AUDIT SKIPPED` and why, and exits with 0.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LISTS = ("requirements.txt", "requirements-dev.txt")
# Seconds for one answer of the database, and for all of it: without internet the first one ends it.
ANSWER, WHOLE = 10, 180
# What pip-audit's last words have in them when the database was not there, or had no answer.
_UNREACHED = ("requests.exceptions.", "Could not connect", "ConnectionError")


def accepted(text: str, *, today: dt.date) -> set[str]:
    """The ids that may pass on this day, from the text of accepted.toml."""
    return {one["id"] for one in tomllib.loads(text).get("accepted", []) if today <= one["until"]}


def verdict(report: dict[str, Any], *, may_pass: set[str]) -> tuple[list[str], bool]:
    """What to print about a report of pip-audit, and whether the run may go on."""
    lines, good = [], True
    asked = 0
    for package in report["dependencies"]:
        if "skip_reason" in package:
            lines.append(f"AUDIT SKIPPED for {package['name']}: {package['skip_reason']}")
            continue
        asked += 1
        for weakness in package["vulns"]:
            names = {weakness["id"], *weakness.get("aliases", ())}
            passes = bool(names & may_pass)
            good = good and passes
            cure = f"mended in {', '.join(weakness['fix_versions'])}" if weakness["fix_versions"] else "not mended yet"
            lines.append(
                f"{'accepted' if passes else 'WEAK'}: {package['name']} {package['version']}, "
                f"{', '.join(sorted(names))}, {cure}: {weakness.get('description', '')[:200]}"
            )
    if not good:
        lines.append(
            "AUDIT FAILED: renew the package, or let the weakness pass in .ci/accepted.toml with a reason and a day"
        )
    elif asked:
        lines.append(f"AUDIT: {asked} packages, no known weakness that is not accepted")
    return lines, good


def unaudited(words: str) -> tuple[str, bool]:
    """What to print when pip-audit gave no report but these words, and whether the run may go on."""
    last = next((line for line in reversed(words.splitlines()) if line.strip()), "no word why")
    if any(sign in words for sign in _UNREACHED):
        return f"AUDIT SKIPPED: the database of known weaknesses cannot be reached ({last[:300]})", True
    return f"AUDIT FAILED: pip-audit gave no report ({last[:300]})", False


def main(extra: list[str]) -> int:
    """Audit; gives the exit code. What is in `extra` goes to pip-audit."""
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "--vulnerability-service", "osv"]
    command += ["--progress-spinner", "off", "--timeout", str(ANSWER), "--format", "json", "--aliases", "on"]
    command += [part for name in LISTS for part in ("--requirement", name)]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        try:
            ended = subprocess.run(
                [*command, "--output", str(report), *extra],
                cwd=ROOT, capture_output=True, text=True, timeout=WHOLE, check=False,
            )  # fmt: skip
            words = ended.stderr
        except subprocess.TimeoutExpired:
            words = f"ConnectionError: no end after {WHOLE} seconds"
        if not report.exists() or not report.read_text(encoding="utf-8").strip():
            line, good = unaudited(words)
            lines = [line]
        else:
            passing = accepted((ROOT / ".ci" / "accepted.toml").read_text(encoding="utf-8"), today=dt.date.today())
            lines, good = verdict(json.loads(report.read_text(encoding="utf-8")), may_pass=passing)
    print("\n".join(lines))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
