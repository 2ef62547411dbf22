"""A gunicorn server to measure, started as a public site would be."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from dashboard.config import ROOT


@dataclass(frozen=True, kw_only=True)
class Served:
    """A running server: its address, process id, seconds from start to first page, and number of workers."""

    address: str
    pid: int
    started: float
    workers: int


# The variables that Procfile sets for gunicorn.
_VARIABLES = dict(word.split("=") for word in (ROOT / "Procfile").read_text().split() if "=" in word)


def free_port() -> int:
    """Return a free port of the loopback interface."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def pinned(cores: str | None) -> list[str]:
    """Return the command prefix that pins a process to these cores, such as `0` or `0,1`."""
    return ["taskset", "-c", cores] if cores and shutil.which("taskset") else []


@contextmanager
def served(
    target: str = "app:server",
    *,
    page: str = "/vergelijken",
    workers: int = 2,
    cores: str | None = None,
    **settings: str,
) -> Iterator[Served]:
    """Run gunicorn with the settings of the site until the block ends."""
    port = free_port()
    command = [
        *pinned(cores), sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "--access-logfile", "/dev/null",
        "--bind", f"127.0.0.1:{port}", "--workers", str(workers), target,
    ]  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, **_VARIABLES, "DASHBOARD_PUBLIC_URL": address, **settings, "PORT": str(port)}
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            try:
                urlopen(address + page, timeout=20).close()
                break
            except (URLError, OSError):
                if process.poll() is not None or time.perf_counter() - begun > 60:
                    raise
                time.sleep(0.01)
        yield Served(address=address, pid=process.pid, started=time.perf_counter() - begun, workers=workers)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def wait_until_idle(site: Served, *, timeout: float = 180) -> None:
    """Wait until the workers have used less than 0.03 s of CPU in each of three seconds, so that prewarming is over."""

    def ticks() -> int:
        stats = [Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split() for worker in _children(site.pid)]
        return sum(int(fields[11]) + int(fields[12]) for fields in stats)

    end = time.monotonic() + timeout
    before, idle = ticks(), 0
    while idle < 3 and time.monotonic() < end:
        time.sleep(1)
        now = ticks()
        idle = idle + 1 if now - before <= 3 else 0
        before = now


def _pss(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def memories(site: Served) -> dict[int, float]:
    """Return the proportional set size of each worker in MB, by process id."""
    return {worker: _pss(worker) for worker in _children(site.pid)}


def export_memories(site: Served) -> list[float]:
    """Return the proportional set size of each export worker in MB."""
    return [_pss(child) for worker in _children(site.pid) for child in _children(worker)]


def memory(site: Served) -> float:
    """Return the mean proportional set size of the workers in MB."""
    sizes = memories(site)
    return sum(sizes.values()) / len(sizes)
