"""A server to measure: started as a public site would be, on cores of its own where that is asked."""

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
    """A running server: its address, process, and seconds from its start to its first page."""

    address: str
    pid: int
    started: float
    workers: int


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def pinned(cores: str | None) -> list[str]:
    """The command in front that keeps a process on these cores."""
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
    """Run gunicorn with the settings of the site, and end it afterwards."""
    port = free_port()
    command = [
        *pinned(cores), sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "--access-logfile", "/dev/null",
        "--bind", f"127.0.0.1:{port}", "--workers", str(workers), target,
    ]  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    # As on a public site, where the links for machines are whole.
    environment = {**os.environ, "DASHBOARD_PUBLIC_URL": address, **settings, "PORT": str(port)}
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


def quiet(served: Served, *, patience: float = 180) -> None:
    """Wait until workers have done what they do beside the first readers: pages asked for beforehand, scripts packed."""

    def worked() -> int:
        lines = [
            Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split() for worker in _children(served.pid)
        ]
        return sum(int(line[11]) + int(line[12]) for line in lines)

    end = time.monotonic() + patience
    before, still = worked(), 0
    while still < 3 and time.monotonic() < end:
        time.sleep(1)
        now = worked()
        # In hundredths of a second of a core.
        still = still + 1 if now - before <= 3 else 0
        before = now


def _megabytes(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def memories(served: Served) -> dict[int, float]:
    """Megabytes of each worker by its process, shared pages counted in parts (PSS)."""
    return {worker: _megabytes(worker) for worker in _children(served.pid)}


def beside(served: Served) -> list[float]:
    """Megabytes of each process in which workers have files made, counted in the same way."""
    return [_megabytes(child) for worker in _children(served.pid) for child in _children(worker)]


def memory(served: Served) -> float:
    """Megabytes of a worker on average."""
    sizes = memories(served)
    return sum(sizes.values()) / len(sizes)
