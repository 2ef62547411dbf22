"""What is installed: each package at one version with hashes, asked for with a reason, and used."""

import ast
import re
import sys
from importlib.metadata import distribution, packages_distributions, version
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LISTS = ("requirements", "requirements-dev")
# Imported by another than us, who looks whether it is there.
FOR_ANOTHER = {"defusedxml": openpyxl.DEFUSEDXML}


class Asked(NamedTuple):
    """A line that somebody wrote: the package, and the reason above it."""

    requirement: Requirement
    reason: str


class Pinned(NamedTuple):
    """A line that was made: the package, its hashes, and who asked for it."""

    requirement: Requirement
    hashes: list[str]
    via: set[str]


def asked_for(text: str) -> dict[str, Asked]:
    """The packages of a text like requirements.in by name. A reason holds until an empty line or a new one."""
    found: dict[str, Asked] = {}
    reason, open_ = "", False
    for line in text.splitlines():
        if line.startswith("#"):
            reason = f"{reason} {line[1:].strip()}" if open_ else line[1:].strip()
            open_ = True
        elif line.strip():
            one = Requirement(line)
            found[canonicalize_name(one.name)] = Asked(one, reason)
            open_ = False
        else:
            reason, open_ = "", False
    return found


def pinned(text: str) -> list[Pinned]:
    """The packages of a text like requirements.txt."""
    found: list[Pinned] = []
    for line in text.splitlines():
        if line and line[0] not in " #":
            found.append(Pinned(Requirement(line.removesuffix("\\").strip()), [], set()))
        elif found and (hash_ := re.fullmatch(r" +--hash=(\S+)(?: \\)?", line)):
            found[-1].hashes.append(hash_.group(1))
        elif found and (via := re.fullmatch(r" +#(?: via| +)(?: (-r \S+|-c \S+|[\w.-]+))?", line)) and via.group(1):
            found[-1].via.add(via.group(1))
    return found


def faults(made: list[Pinned]) -> list[str]:
    """What is not pinned to one version, or has no good hash."""
    wrong = []
    for one in made:
        specifiers = list(one.requirement.specifier)
        if one.requirement.url or len(specifiers) != 1 or specifiers[0].operator != "==":
            wrong.append(f"{one.requirement}: not at one version")
        if not one.hashes or not all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in one.hashes):
            wrong.append(f"{one.requirement}: no sha256 of its files")
    return wrong


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LISTS)
def test_every_package_has_one_version_and_hashes(name: str) -> None:
    made = pinned(read(f"{name}.txt"))
    assert len(made) > 20
    assert not faults(made)
    assert "://" not in read(f"{name}.txt"), "an address in a list of packages says where this machine found them"


@pytest.mark.parametrize("name", LISTS)
def test_the_list_is_made_from_what_was_asked_for(name: str) -> None:
    asked, made = asked_for(read(f"{name}.in")), pinned(read(f"{name}.txt"))
    direct = {canonicalize_name(one.requirement.name) for one in made if f"-r {name}.in" in one.via}
    assert direct == set(asked)
    for one in made:
        wish = asked.get(canonicalize_name(one.requirement.name))
        assert wish is None or wish.requirement.specifier == one.requirement.specifier, (
            f"{one.requirement} is not as asked"
        )
    names = {canonicalize_name(one.requirement.name) for one in made}
    orphans = [str(one.requirement) for one in made if not (one.via & (names | {f"-r {name}.in"}))]
    assert not orphans, f"nobody asks for these: {orphans}"


def reached(asked: dict[str, Asked]) -> set[str]:
    """All that these bring along on this machine, by the words of what is installed."""
    found: dict[str, set[str]] = {}
    queue = [(name, set(one.requirement.extras)) for name, one in asked.items()]
    while queue:
        name, extras = queue.pop()
        if name in found and extras <= found[name]:
            continue
        found[name] = found.get(name, set()) | extras
        for text in distribution(name).requires or ():
            needs = Requirement(text)
            if needs.marker is None or any(needs.marker.evaluate({"extra": extra}) for extra in ("", *found[name])):
                queue.append((canonicalize_name(needs.name), set(needs.extras)))
    return set(found)


def test_nothing_that_is_needed_here_is_missing_from_the_list_and_nothing_is_too_much() -> None:
    asked = asked_for(read("requirements.in"))
    here = {
        canonicalize_name(one.requirement.name)
        for one in pinned(read("requirements.txt"))
        if one.requirement.marker is None or one.requirement.marker.evaluate()
    }
    assert reached(asked) == here


def test_what_is_installed_is_what_is_listed() -> None:
    differs = [
        f"{one.requirement} (installed: {version(one.requirement.name)})"
        for one in pinned(read("requirements.txt"))
        if (one.requirement.marker is None or one.requirement.marker.evaluate())
        and not one.requirement.specifier.contains(version(one.requirement.name), prereleases=True)
    ]
    assert not differs, f"tested with other versions than those that are listed: {differs}"


def test_both_lists_agree() -> None:
    ours = {one.requirement.name: str(one.requirement.specifier) for one in pinned(read("requirements.txt"))}
    for one in pinned(read("requirements-dev.txt")):
        assert ours.get(one.requirement.name, str(one.requirement.specifier)) == str(one.requirement.specifier)


def imported(*places: str) -> set[str]:
    """The packages, not of Python itself nor ours, that the Python files below these places import."""
    files = [
        path for place in places for path in ([ROOT / place] if place.endswith(".py") else (ROOT / place).rglob("*.py"))
    ]
    modules = set()
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {name.name.split(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module.split(".")[0])
    owners = packages_distributions()
    outside = modules - set(sys.stdlib_module_names) - {"dashboard", "tests", "app"}
    return {canonicalize_name(owner) for module in outside for owner in owners.get(module, [module])}


def test_each_package_that_was_asked_for_has_a_reason_and_is_used() -> None:
    asked = asked_for(read("requirements.in"))
    assert [name for name, one in asked.items() if len(one.reason) < 20] == []
    product, tests = imported("dashboard", "app.py", "gunicorn.conf.py"), imported("tests")
    for_tests = {name for name, one in asked.items() if one.reason.startswith("Tests: ")}
    unused = set(asked) - for_tests - product - {name for name, is_used in FOR_ANOTHER.items() if is_used}
    assert not unused, f"the dashboard does not import {unused}"
    assert not for_tests - tests, f"no test imports {for_tests - tests}"
    assert not for_tests & product, f"the dashboard imports what is there for the tests: {for_tests & product}"


def test_each_package_that_is_imported_was_asked_for() -> None:
    missing = imported("dashboard", "app.py", "gunicorn.conf.py", "tests") - set(asked_for(read("requirements.in")))
    assert not missing, f"imported, but only there because another brings it: {missing}"


# The name of a tool as a command or a module, where it differs from that of its package.
COMMANDS = {"import-linter": "lint-imports", "pip-audit": "pip_audit"}


def test_each_reader_of_the_code_has_a_reason_and_is_run() -> None:
    run = read(".ci/run") + read(".ci/audit.py")
    for name, one in asked_for(read("requirements-dev.in")).items():
        assert len(one.reason) >= 5, f"{name}: no reason"
        assert re.search(rf'[/"]{COMMANDS.get(name, name)}"', run), f"{name}: .ci/run does not run it"


# Each check is seen to fail

GOOD = f"made-up==1.0 \\\n    --hash=sha256:{'0' * 64}\n    # via -r requirements.in\n"


def test_a_good_line_has_no_fault() -> None:
    assert faults(pinned(GOOD)) == []
    assert pinned(GOOD)[0].via == {"-r requirements.in"}
    assert pinned(GOOD.replace("via -r requirements.in", "via\n    #   one\n    #   other"))[0].via == {"one", "other"}


@pytest.mark.parametrize(
    ("was", "becomes"),
    [("==1.0", ">=1.0"), ("==1.0", ""), ("--hash", "# hash"), ("sha256", "md5"), ("==1.0", " @ file:///made/up.whl")],
)
def test_a_line_without_version_or_hash_is_found(was: str, becomes: str) -> None:
    assert faults(pinned(GOOD.replace(was, becomes)))


def test_a_reason_ends_at_an_empty_line() -> None:
    found = asked_for("# Why one\n# and other\none==1\nother==2\n\nthird==3\n")
    assert {name: each.reason for name, each in found.items()} == {
        "one": "Why one and other",
        "other": "Why one and other",
        "third": "",
    }
