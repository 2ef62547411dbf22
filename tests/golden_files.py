"""Golden files: texts that tests recorded, in tests/golden. After a change that is meant:

RENEW_GOLDEN=1 python -m pytest <the test> && git diff tests/golden
"""

import os

from dashboard.config import ROOT

FOLDER = ROOT / "tests" / "golden"


def assert_as_recorded(name: str, text: str) -> None:
    """Compare a text with the file of this name, or write that file."""
    path = FOLDER / name
    if os.environ.get("RENEW_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"tests/golden/{name} differs; see tests/golden_files.py"
