"""The audit of what is installed: what ends a run of the checks, what passes aloud, and what happens without internet."""

import datetime as dt
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from tests.ci import script

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def audit() -> ModuleType:
    return script("audit")


# In the form of pip-audit's reports, and made up.
REPORT = {
    "dependencies": [
        {"name": "made-up", "version": "1.0", "vulns": []},
        {
            "name": "weak", "version": "2.0",
            "vulns": [{"id": "GHSA-made-up", "fix_versions": ["2.1"], "aliases": ["CVE-2026-00001"], "description": "a door"}],
        },
    ],
    "fixes": [],
}  # fmt: skip


def test_a_weakness_ends_the_run_and_says_where_and_what_mends_it(audit: ModuleType) -> None:
    lines, good = audit.verdict(REPORT, may_pass=set())
    assert not good
    text = "\n".join(lines)
    for words in ("weak 2.0", "GHSA-made-up", "CVE-2026-00001", "2.1", "a door", "AUDIT FAILED"):
        assert words in text


@pytest.mark.parametrize("name", ["GHSA-made-up", "CVE-2026-00001"])
def test_an_accepted_weakness_passes_aloud_until_its_day(audit: ModuleType, name: str) -> None:
    text = f'[[accepted]]\nid = "{name}"\npackage = "weak"\nuntil = 2026-12-31\nreason = "made up"\n'
    on_the_day = audit.accepted(text, today=dt.date(2026, 12, 31))
    lines, good = audit.verdict(REPORT, may_pass=on_the_day)
    assert good
    assert lines[0].startswith("accepted: weak 2.0")
    _, good = audit.verdict(REPORT, may_pass=audit.accepted(text, today=dt.date(2027, 1, 1)))
    assert not good


def test_what_the_database_does_not_know_is_no_pass(audit: ModuleType) -> None:
    lines, good = audit.verdict({"dependencies": [{"name": "x", "skip_reason": "not found"}]}, may_pass=set())
    assert good
    assert lines == ["AUDIT SKIPPED for x: not found"]


def test_no_internet_is_said_aloud_and_another_fault_ends_the_run(audit: ModuleType) -> None:
    line, good = audit.unaudited("...\nrequests.exceptions.ConnectionError: Failed to resolve\n")
    assert good
    assert line.startswith("AUDIT SKIPPED: the database of known weaknesses cannot be reached (requests")
    line, good = audit.unaudited("ERROR: requirement foo does not contain a hash\n")
    assert not good
    assert line.startswith("AUDIT FAILED")


def form_of_accepted(text: str, *, today: dt.date) -> list[str]:
    """What an entry of accepted.toml lacks."""
    wrong = []
    for one in tomllib.loads(text).get("accepted", []):
        if set(one) != {"id", "package", "until", "reason"} or len(str(one["reason"])) < 30:
            wrong.append(f"{one}: id, package, until and a reason of some words")
        elif one["until"] > today + dt.timedelta(days=184):
            wrong.append(f"{one['id']}: accepted for more than half a year")
    return wrong


def test_what_is_accepted_has_a_reason_and_an_end() -> None:
    text = (ROOT / ".ci" / "accepted.toml").read_text(encoding="utf-8")
    assert not form_of_accepted(text, today=dt.date.today())
    example = re.sub(r"^# ?", "", text[text.index("# [[accepted]]") :], flags=re.MULTILINE)
    assert len(tomllib.loads(example)["accepted"]) == 1
    assert not form_of_accepted(example, today=dt.date(2026, 11, 1))
    assert form_of_accepted(example, today=dt.date(2026, 6, 1))
    assert form_of_accepted(re.sub(r"reason = .*", 'reason = "no"', example), today=dt.date(2026, 11, 1))


def test_the_audit_is_a_step_of_the_checks() -> None:
    assert re.search(
        r'^"\$tools/python" \.ci/audit\.py$', (ROOT / ".ci" / "run").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
