"""Documents leave nothing behind: a worker that made many is not larger than one that made a few."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard import config

ROOT = config.ROOT
# Pictures of the size of a chart, each with words of its own, so that nothing of one serves for another.
DRAW = """
from pathlib import Path
from dashboard import config
from dashboard import memory
from dashboard.exports.picture import png

def resident():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024

def draw(number):
    words = "".join(f'<text x="9" y="{20 * row}" font-family="Roboto">Regel {row} van {number}</text>' for row in range(30))
    assert png(f'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="620">{words}</svg>').startswith(b"\\x89PNG")

memory.keep_small()
draw(0)
before = resident()
for number in range(1, 10):
    draw(number)
print(resident() - before)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory of a process is read as Linux tells it")
def test_pictures_leave_no_memory_behind() -> None:
    done = subprocess.run(
        [sys.executable, "-c", DRAW], cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=True
    )
    assert float(done.stdout) < 10, f"nine pictures more, and {done.stdout} MB more"
