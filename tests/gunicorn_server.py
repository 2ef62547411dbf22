"""Run gunicorn with the settings of the site in processes of its own, and readers that send requests over HTTP."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dashboard.config import ROOT

TIMEOUT = 60.0


def until(true: Callable[[], object], what: str, *, timeout: float = TIMEOUT) -> None:
    """Wait until something holds; fail with `what` when it never does."""
    end = time.monotonic() + timeout
    while not true():
        assert time.monotonic() < end, f"never: {what}"
        time.sleep(0.02)


@dataclass(frozen=True, kw_only=True)
class Got:
    """A response as it came over the wire."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass(frozen=True, kw_only=True)
class Site:
    """A running service."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def get(self, path: str, *, timeout: float = 20.0, method: str = "GET", **headers: str) -> Got:
        """Ask once, on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): text for name, text in headers.items()})
            answer = connection.getresponse()
            return Got(status=answer.status, headers=dict(answer.headers), body=answer.read())
        finally:
            connection.close()

    def connect(self, text: str = "") -> socket.socket:
        """An open connection on which something was sent."""
        found = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        found.sendall(text.encode())
        return found

    def workers(self) -> set[int]:
        """The processes that answer."""
        text = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return {int(pid) for pid in text.split()}

    def lines(self, event: str = "") -> list[dict[str, Any]]:
        """What was logged until now; every line must be JSON. The last may still be on its way."""
        whole = self.log.read_text(encoding="utf-8").rpartition("\n")[0]
        found = [json.loads(line) for line in whole.splitlines() if line]
        return [line for line in found if not event or line["event"] == event]

    def answers(self) -> bool:
        try:
            return self.get("/healthz", timeout=5).status == 200
        except OSError:
            return False


@contextmanager
def serving(
    database: Path | str, folder: Path, *arguments: str, before: tuple[str, ...] = (), workers: int = 2, **settings: str
) -> Iterator[Site]:
    """Run gunicorn with the settings of the site on a database; `before` is a command in front."""
    port = free_port()
    environment = {
        **os.environ, "DASHBOARD_DATABASE": str(database), "PORT": str(port), "WEB_CONCURRENCY": str(workers),
        "GUNICORN_CMD_ARGS": f"--bind 127.0.0.1:{port}", **settings,
    }  # fmt: skip
    command = [
        *before, sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", *arguments, "app:server",
    ]  # fmt: skip
    log = folder / f"log-{port}"
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
    site = Site(port=port, process=process, log=log)
    try:
        until(lambda: process.poll() is not None or site.answers(), "the service answers")
        assert process.poll() is None, log.read_text(encoding="utf-8")
        yield site
    finally:
        process.terminate()
        try:
            process.wait(timeout=40)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@dataclass
class Readers:
    """Readers that request a page until they are stopped: the responses, and the faults."""

    seen: list[Got] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@contextmanager
def reading(site: Site, path: str, *, number: int = 4, timeout: float = 20.0) -> Iterator[Readers]:
    """Let readers request a page for as long as the block lasts."""
    stop, found = threading.Event(), Readers()

    def read() -> None:
        while not stop.is_set():
            try:
                got = site.get(path, timeout=timeout)
                if got.status == 200:
                    found.seen.append(got)
                else:
                    found.faults.append(f"{got.status}")
            except (OSError, http.client.HTTPException) as error:
                found.faults.append(repr(error))

    threads = [threading.Thread(target=read) for _ in range(number)]
    for thread in threads:
        thread.start()
    try:
        yield found
    finally:
        stop.set()
        for thread in threads:
            thread.join()
