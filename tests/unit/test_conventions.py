"""The house rules that no other tool holds: the table of modules, SQL, colours, and what does not belong in the tree."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from dashboard import config

ROOT = config.ROOT
PYTHON = sorted((ROOT / "dashboard").rglob("*.py"))
SQL = sorted((ROOT / "queries").rglob("*.sql"))


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tracked() -> list[Path]:
    """Every text file that git knows, or every file where the tree is no checkout."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        paths = [
            path for path in ROOT.rglob("*") if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
        ]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:8000]]


# The table of modules


def modules_in_readme(text: str) -> list[str]:
    """The first cells, in backticks, of README's table rows that name something in dashboard/."""
    return re.findall(r"^\|\s*`(dashboard/[^`]+)`\s*\|", text, flags=re.MULTILINE)


def test_readme_names_every_module_and_no_other():
    readme = ROOT / "README.md"
    assert readme.exists(), (
        "README.md is missing: it has a table whose first column names each module, as in `dashboard/db/connection.py`"
    )
    named = modules_in_readme(readme.read_text(encoding="utf-8"))
    assert named, (
        "README.md has no table whose first column names the modules in backticks, as in `dashboard/db/connection.py`"
    )
    files = {shown(path) for path in PYTHON if path.name != "__init__.py"}
    packages = {
        f"{shown(path.parent)}/" for path in PYTHON if path.name == "__init__.py" and path.parent != ROOT / "dashboard"
    }
    # A row may name a package as a whole, a module, or both; a module below a package may go without a row.
    top = {name for name in files if name.count("/") == 1} | packages
    assert len(named) == len(set(named)), (
        f"README.md names a module twice: {sorted(n for n in named if named.count(n) > 1)}"
    )
    assert not top - set(named), f"README.md does not name: {sorted(top - set(named))}"
    assert not set(named) - files - packages, (
        f"README.md names what is not there: {sorted(set(named) - files - packages)}"
    )


# SQL

_STATEMENT = re.compile(
    r"\s*(select\s.+\sfrom\s|insert\s+into\s|update\s+\S+\s+set\s|delete\s+from\s|with\s+(recursive\s+)?\w+\s+as\s*\(|"
    r"create\s+(or\s+replace\s+)?(temp\w*\s+)?(table|view|macro|schema|index|sequence|type)\s|drop\s+(table|view)\s|"
    r"alter\s+table\s|copy\s+\S+\s+(from|to)\s)",
    flags=re.IGNORECASE | re.DOTALL,
)


def texts_in_python(source: str) -> list[tuple[int, str]]:
    """Line and words of each text in a Python source, an f-string with `x` in its holes; docstrings and comments are left out."""
    nodes = list(ast.walk(ast.parse(source)))
    owners = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    prose = {node.body[0].value for node in nodes if isinstance(node, owners) and ast.get_docstring(node)}
    parts = {part for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    found = []
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            words = "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
            found.append((node.lineno, words))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in prose | parts:
            found.append((node.lineno, node.value))
    return found


def statements_in_python(source: str) -> list[tuple[int, str]]:
    """Line and start of each text in a Python source that begins like an SQL statement."""
    return [(line, text.strip()[:60]) for line, text in texts_in_python(source) if _STATEMENT.match(text)]


def test_no_sql_in_python():
    found = {shown(path): hits for path in PYTHON if (hits := statements_in_python(path.read_text(encoding="utf-8")))}
    assert not found, f"SQL belongs in queries/*.sql: {found}"


def statements_in_sql(text: str) -> int:
    """How many statements a SQL text has; a semicolon inside quotes or a comment ends none."""
    bare = re.sub(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'", " ", text, flags=re.DOTALL)
    return len([part for part in bare.split(";") if part.strip()])


def faults_of_query(text: str) -> list[str]:
    """What a SQL text lacks of the form of queries/*.sql: its question, its columns, one statement."""
    first, second = (*text.split("\n"), "", "")[:2]
    faults = []
    if not re.match(r"-- (?!columns:)\S.{8,}", first):
        faults.append(f"line 1 is the question, as `-- Which ...?`; found {first!r}")
    if not re.match(r"-- columns: \S", second):
        faults.append(f"line 2 is `-- columns: ...`; found {second!r}")
    if (count := statements_in_sql(text)) != 1:
        faults.append(f"one statement a file; found {count}")
    return faults


def test_each_query_says_its_question_and_columns_and_is_one_statement():
    assert SQL, "no queries/*.sql"
    found = {shown(path): faults for path in SQL if (faults := faults_of_query(path.read_text(encoding="utf-8")))}
    assert not found, f"queries that are not in form: {found}"


# Colours

# Written as a number or a function of numbers; nothing at all, rgba(0,0,0,0), is no colour.
_COLOUR = re.compile(
    r"(?<![\w&/#])#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![\w-])"
    r"|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\((?!0, ?0, ?0, ?0\))\s*[\d.]",
    flags=re.IGNORECASE,
)
_DRESSED = {"dashboard": ".py", "assets": ".css .js .html", "queries": ".sql", "data": ".toml"}


def colours(text: str) -> list[tuple[int, str]]:
    """Line number and start of each colour in a text."""
    lines = enumerate(text.splitlines(), start=1)
    return [(number, hit.group()) for number, line in lines for hit in _COLOUR.finditer(line)]


def colours_in_python(source: str) -> list[tuple[int, str]]:
    """The same in the texts of a Python source; an example in a docstring colours nothing."""
    return [(line, hit.group()) for line, text in texts_in_python(source) for hit in _COLOUR.finditer(text)]


def test_no_colour_outside_the_tokens():
    found = {}
    for folder, endings in _DRESSED.items():
        for path in sorted((ROOT / folder).rglob("*")):
            if (
                path.suffix not in endings.split()
                or path.name.endswith(".min.js")
                or shown(path) == "assets/tokens.css"
            ):
                continue
            look = colours_in_python if path.suffix == ".py" else colours
            if hits := look(path.read_text(encoding="utf-8")):
                found[shown(path)] = hits
    assert not found, f"a colour belongs in assets/tokens.css: {found}"


# What does not belong in the tree

# Joined from parts, so that this list does not find itself.
_PLACES = ["/" + name + "/" for name in ("work", "root", "tmp", "home", "opt", "Users", "mnt")]
_HOSTS = [
    ".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("deb", "debian", "org"))
]
_TOOLS = [
    "".join(parts) for parts in (("chat", "gpt"), ("cop", "ilot"), ("open", "ai"), ("anth", "ropic"), ("cla", "ude"))
]
_PATH = re.compile(rf"(?<![\w.\-/}}])(?:{'|'.join(_PLACES)})\w")
_WORD = re.compile(rf"{'|'.join(map(re.escape, _HOSTS))}|\b(?:{'|'.join(_TOOLS)})\b", flags=re.IGNORECASE)


def misplaced(text: str) -> list[tuple[int, str]]:
    """Line number and words of each absolute path of a machine, registry host or name of a tool."""
    return [
        (number, hit.group())
        for number, line in enumerate(text.splitlines(), start=1)
        for pattern in (_PATH, _WORD)
        for hit in pattern.finditer(line)
    ]


def test_nothing_of_a_machine_is_in_the_tree():
    found = {
        shown(path): hits
        for path in tracked()
        if (hits := misplaced(path.read_text(encoding="utf-8", errors="replace")))
    }
    assert not found, f"paths, hosts or tools of somebody's machine: {found}"


# Each check is seen to fail


@pytest.mark.parametrize(
    "source",
    [
        'x = "select a from b"',
        'x = """\n  with a as (select 1)\n  select * from a"""',
        'x = f"create table {name} (a int)"',
        'x = "insert into a values (1)"',
        'def f():\n    return cursor.execute("SELECT a, b FROM c")',
    ],
)
def test_sql_in_python_is_found(source):
    assert statements_in_python(source)


@pytest.mark.parametrize(
    "source",
    [
        '"""Select rows from the table."""',
        'html.Select("x")',
        'x = "select"',
        'x = "create a chart"',
        'x = "with as few words"',
    ],
)
def test_words_are_not_sql(source):
    assert not statements_in_python(source)


@pytest.mark.parametrize(
    ("text", "count"), [("select 1", 1), ("select 1;\n", 1), ("select ';' -- ;\n", 1), ("select 1; select 2", 2)]
)
def test_statements_are_counted(text, count):
    assert statements_in_sql(text) == count


@pytest.mark.parametrize(
    "text",
    [
        "select 1",
        "-- columns: a\nselect 1",
        "-- Which places are there?\nselect 1",
        "-- Which places are there?\n-- columns: a\nselect 1 as a; select 2 as a",
    ],
)
def test_a_query_out_of_form_is_found(text):
    assert faults_of_query(text)


@pytest.mark.parametrize("text", ["color: #fff;", 'x = "#1A2b3C"', "background:rgb(0 0 0 / 50%)", "hsl(1 2% 3%)"])
def test_a_colour_is_found(text):
    assert colours(text)


@pytest.mark.parametrize(
    "text",
    [
        'href="#added"',
        "&#233;",
        "issue dash#3971",
        "#gaps-more {",
        "var(--ink)",
        "color-mix(in srgb, red)",
        "rgba(0,0,0,0)",
    ],
)
def test_what_only_looks_like_a_colour_is_not_found(text):
    assert not colours(text)


@pytest.mark.parametrize(
    "text", ["cd " + _PLACES[0] + "main", f'"{_PLACES[1]}x"', "see " + _HOSTS[0], _TOOLS[0].upper()]
)
def test_what_is_misplaced_is_found(text):
    assert misplaced(text)


@pytest.mark.parametrize("text", ["https://example.org" + _PLACES[3] + "x", "the way we work/think", "a/" + "tmp/b"])
def test_what_only_looks_misplaced_is_not_found(text):
    assert not misplaced(text)


def test_modules_are_read_from_the_table():
    text = "| module | job |\n| --- | --- |\n| `dashboard/a.py` | reads `dashboard/b.py` |\n| `dashboard/c/` | c |\n"
    assert modules_in_readme(text) == ["dashboard/a.py", "dashboard/c/"]


# What is kept in memory has an end


def unbounded(source: str) -> list[int]:
    """The lines where answers are kept without a bound: `cache`, and `lru_cache` without a number."""
    found = []
    for node in ast.walk(ast.parse(source)):
        for mark in getattr(node, "decorator_list", ()):
            called = mark.func if isinstance(mark, ast.Call) else mark
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            sizes = [one.value for one in mark.keywords if one.arg == "maxsize"] if isinstance(mark, ast.Call) else []
            bounded = any(isinstance(size, ast.Constant) and isinstance(size.value, int) for size in sizes)
            if name == "cache" or (name == "lru_cache" and not bounded):
                found.append(mark.lineno)
    return found


def test_nothing_is_kept_without_a_bound():
    found = {shown(path): lines for path in PYTHON if (lines := unbounded(path.read_text(encoding="utf-8")))}
    assert not found, f"kept for ever: {found} (expected lru_cache with a maxsize)"


@pytest.mark.parametrize(
    "mark", ["@cache", "@functools.cache", "@lru_cache", "@lru_cache()", "@lru_cache(maxsize=None)", "@lru_cache(None)"]
)
def test_a_cache_without_a_bound_is_found(mark):
    assert unbounded(f"{mark}\ndef answer(words):\n    return words\n") == [1]


def test_a_cache_with_a_bound_is_not_found():
    assert not unbounded("@lru_cache(maxsize=8)\ndef answer(words):\n    return words\n")
