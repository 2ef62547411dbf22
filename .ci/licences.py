"""List the licences of all that requirements.txt and requirements-dev.txt install: python .ci/licences.py

Reads what is installed beside it (both lists must be) and writes the tables of LICENCES.md anew; the words around them stay.
Stops, and writes nothing, when a licence is unknown or is not one that fits the EUPL as it is used here.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "LICENCES.md"
LISTS = ("requirements", "requirements-dev")

# Ask to be named, or nothing at all.
PERMISSIVE = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-CMU", "PSF-2.0", "Unlicense",
    "Zlib",
}  # fmt: skip
# Ask that changes to their own files stay open. Used unchanged, as a library, they ask nothing of the files beside them.
OWN_FILES = {"Artistic-1.0", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", "MPL-2.0"}

# Words that older packages use in place of an SPDX name.
_SPDX = {
    "apache 2": "Apache-2.0", "apache 2.0": "Apache-2.0", "apache-2.0": "Apache-2.0", "apache software license": "Apache-2.0",
    "bsd-3-clause": "BSD-3-Clause", "bsd 3-clause license": "BSD-3-Clause", "bsd-2-clause": "BSD-2-Clause",
    "isc license": "ISC", "isc license (iscl)": "ISC", "mit": "MIT", "mit license": "MIT", "the mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0", "mpl-2.0": "MPL-2.0", "psfl": "PSF-2.0",
    "python software foundation license": "PSF-2.0",
}  # fmt: skip
# Read by hand: what the package says of itself names no licence, or only a family.
READ = {
    "axe-playwright-python": "MIT AND MPL-2.0",  # its repository; the axe-core inside names the second in its head
    "text-unidecode": "Artistic-1.0 OR GPL-2.0-or-later",  # its LICENSE; used under the first
    "colorama": "BSD-3-Clause",  # installed on Windows only
}


def name_of(name: str) -> str:
    """A package's name as lists write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def listed(text: str) -> dict[str, str]:
    """Names and versions in a text like requirements.txt; of two versions for two Pythons, both."""
    found: dict[str, str] = {}
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", text, flags=re.MULTILINE):
        found[name_of(name)] = f"{found[name_of(name)]} or {version}" if name_of(name) in found else version
    return found


def fits(expression: str) -> bool:
    """Whether a licence, as an SPDX expression, may be used here: every part after AND, one part after OR."""
    may = PERMISSIVE | OWN_FILES
    bare = expression.replace("(", " ").replace(")", " ")
    return all(any(one.strip() in may for one in part.split(" OR ")) for part in bare.split(" AND "))


def _bsd(package: Distribution) -> str:
    """Which of the BSD licences: the one with three clauses forbids using the names of its authors."""
    files = [file for file in package.files or () if re.search(r"licen[cs]e|copying", file.name, flags=re.IGNORECASE)]
    words = " ".join(" ".join(str(file.read_text()).split()) for file in files)
    if "Redistribution and use" not in words:
        return ""
    return "BSD-3-Clause" if re.search(r"Neither the name|names? of .{0,80}may not be used", words) else "BSD-2-Clause"


def licence(name: str) -> str:
    """The licence of an installed package as an SPDX expression; empty when it is not to be known."""
    if name in READ:
        return READ[name]
    try:
        package = distribution(name)
    except PackageNotFoundError:
        return ""
    said = package.metadata
    if expression := said.get("License-Expression"):
        return expression
    classes = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or () if line.startswith("License ::")]
    words = [(said.get("License") or "").split("\n")[0].strip(), *classes]
    known = next((_SPDX[word.lower()] for word in words if word.lower() in _SPDX), "")
    return known or (_bsd(package) if any("bsd" in word.lower() for word in words) else "")


def tables() -> tuple[dict[str, str], list[str]]:
    """The lines of each table by the name of its list, and what is wrong."""
    found, wrong = {}, []
    seen: dict[str, str] = {}
    for list_ in LISTS:
        packages = listed((ROOT / f"{list_}.txt").read_text(encoding="utf-8"))
        lines = ["| package | version | licence |", "| --- | --- | --- |"]
        for name, version in sorted(packages.items()):
            if name in seen:
                continue
            seen[name] = licence(name)
            lines.append(f"| {name} | {version} | {seen[name]} |")
            if not seen[name]:
                wrong.append(f"{name}: no licence to be found; is it installed? Else read it, and note it in READ")
            elif not fits(seen[name]):
                wrong.append(f"{name}: {seen[name]} does not fit")
        found[list_] = "\n".join(lines)
    return found, wrong


def renewed(text: str, made: dict[str, str]) -> str:
    """LICENCES.md with these tables in place of its own; each stands between two marks."""
    for name, table in made.items():
        start, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
        text = re.sub(rf"{start}.*?{end}", lambda _, t=table, s=start, e=end: f"{s}\n{t}\n{e}", text, flags=re.DOTALL)
    return text


if __name__ == "__main__":
    tables_, wrong_ = tables()
    if wrong_:
        sys.exit("\n".join([*wrong_, "nothing was written"]))
    FILE.write_text(renewed(FILE.read_text(encoding="utf-8"), tables_), encoding="utf-8")
    print(f"{FILE.name}: {sum(table.count(chr(10)) - 1 for table in tables_.values())} packages")
