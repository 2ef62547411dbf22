"""The file that opens the report desk by a double click installs it and starts it; it needs PyPI."""

import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from dashboard.config import ROOT


def test_desk_is_installed_and_opened(tmp_path: Path) -> None:
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    subprocess.run(["xargs", "-0", "cp", "--parents", "-t", tmp_path], cwd=ROOT, input=tracked, check=True)
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "PYTHONPATH")}
    command = [sys.executable, tmp_path / "deploy" / "desk.py"]
    with subprocess.Popen(command, env=environment | {"BROWSER": "true"}, start_new_session=True) as desk:
        try:
            for _ in range(600):
                assert desk.poll() is None, "the desk has ended"
                try:
                    page = urlopen("http://127.0.0.1:8060/", timeout=10).read().decode()
                    break
                except URLError:
                    time.sleep(1)
        finally:
            os.killpg(desk.pid, 15)
    assert "DashRenderer" in page
