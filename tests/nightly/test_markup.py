"""The checker of the W3C and HTML_CodeSniffer find no error in the HTML of any kind of page."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.browser.conftest import Heard, Open
from tests.browser.page_states import go, templates

JAR = Path(os.environ.get("VNU_JAR", "vnu.jar"))
SNIFFER = Path(os.environ.get("HTMLCS_JS", "HTMLCS.js"))
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


# It wants `headers` in tables whose rows stand under titles, and with them expects every column at every cell. There `scope`
# says which heads a cell has.
SCOPED = "WCAG2AA.Principle1.Guideline1_3.1_3_1.H43.HeadersRequired"
SNIFF = """() => new Promise(done => HTMLCS.process("WCAG2AA", document, () => done(
    HTMLCS.getMessages().filter(message => message.type === HTMLCS.ERROR)
        .map(message => [message.code, message.msg, message.element.outerHTML?.slice(0, 200)]))))"""


@pytest.mark.browser
@pytest.mark.skipif(not SNIFFER.is_file(), reason="needs HTMLCS.js at HTMLCS_JS")
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_html_codesniffer_finds_no_error(open_tab: Open, real: None, heard: Heard, lang: str) -> None:
    heard.allowed = ("status of 404",)
    tab = open_tab("/", bypass_csp=True)
    found = {}
    for state in templates(lang):
        go(tab, state)
        tab.add_script_tag(path=SNIFFER)
        if errors := [error for error in tab.evaluate(SNIFF) if error[0] != SCOPED]:
            found[str(state)] = errors
    assert found == {}
