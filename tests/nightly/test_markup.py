"""The checker of the W3C finds no error in the HTML of any kind of page."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.browser.page_states import templates

JAR = Path(os.environ.get("VNU_JAR", "vnu.jar"))
# Properties of style sheets that the checker does not know yet; browsers that do not know them ignore them.
YOUNG = ("paint-order", "position-area", "position-try-fallbacks", "r")


@pytest.mark.skipif(not (shutil.which("java") and JAR.is_file()), reason="needs java, and vnu.jar at VNU_JAR")
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_checker_of_the_w3c_finds_no_error(client: FlaskClient, tmp_path: Path, lang: str) -> None:
    addresses: dict[str, str] = {}
    for number, state in enumerate(templates(lang)):
        addresses[f"{number}.html"] = state.path
        (tmp_path / f"{number}.html").write_bytes(client.get(state.path).data)
    command = ["java", "-jar", str(JAR), "--format", "json", "--errors-only", "--exit-zero-always", str(tmp_path)]
    checked = subprocess.run(command, capture_output=True, check=True, text=True)
    errors = [
        f"{addresses[Path(one['url']).name]}: {one['message']} {one.get('extract', '')[:100]}"
        for one in json.loads(checked.stderr)["messages"]
        if not any(f"“{name}”" in one["message"] for name in YOUNG)
    ]
    assert len(addresses) > 20
    assert errors == []
