"""Throughput with wrk, and the number of readers a core holds when each changes a filter every five seconds."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from benchmarks.server import pinned

THEMES = ("participation", "income_stability", "health", "wellbeing")
PLACES = ("amsterdam", "groningen", "heerlen", "oss", "wageningen")


def queries() -> list[str]:
    """Return 128 filter choices: each theme with each set of municipalities."""
    choices = []
    for theme in THEMES:
        for mask in range(2 ** len(PLACES)):
            places = [place for bit, place in enumerate(PLACES) if mask >> bit & 1]
            choices.append("&".join([f"theme={theme}", *(f"municipality={place}" for place in places)]))
    return choices


def warm(address: str, requests: list[dict[str, str]]) -> None:
    """Send each request eight times, so that every worker has cached the response."""
    for _ in range(8):
        for one in requests:
            body = one["body"].encode() or None
            urlopen(
                Request(address + one["path"], body, {"Content-Type": "application/json", "Accept-Encoding": "br"})
            ).close()


def wrk(address: str, requests: list[dict[str, str]], *, seconds: int = 8, connections: int = 16) -> float:
    """Return the responses per second for these requests in turn; raise RuntimeError when one is an error. Needs wrk."""
    lines = [
        f"wrk.format({json.dumps(one['method'])}, {json.dumps(one['path'])}, h, {json.dumps(one['body'])})"
        for one in requests
    ]
    script = (
        'local h = {["Accept-Encoding"] = "br, gzip", ["Content-Type"] = "application/json"}\n'
        "local all, turn = {}, 0\n"
        "function init(args) all = {" + ",\n".join(lines) + "} end\n"
        "function request() turn = turn % #all + 1; return all[turn] end\n"
    )
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", file.name, address]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in text or "Socket errors" in text:
        raise RuntimeError(text)
    return float(re.findall(r"Requests/sec:\s+([\d.]+)", text)[0])


def has_wrk() -> bool:
    """Return whether wrk is installed."""
    return shutil.which("wrk") is not None


def pages(path: str, *, fresh: int = 0) -> list[dict[str, str]]:
    """Return a request for every choice, with `fresh` addresses among them that are not cached."""
    found = [{"method": "GET", "path": f"{path}?{query}", "body": ""} for query in queries()]
    step = len(found) // fresh if fresh else 0
    for number in range(fresh):
        found.insert(number * (step + 1), {"method": "GET", "path": f"{path}?x{number}={time.time_ns()}", "body": ""})
    return found


async def _reader(
    host: str, port: int, request: bytes, *, every: float, until: float, first: float, took: list[float]
) -> int:
    """Send the request every `every` seconds on one connection; return the number of failures."""
    failures = 0
    await asyncio.sleep(first)
    reader, writer = await asyncio.open_connection(host, port)
    while time.perf_counter() < until:
        begun = time.perf_counter()
        try:
            writer.write(request)
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            length = re.search(rb"content-length: (\d+)", head)
            await reader.readexactly(int(length.group(1)) if length else 0)
            took.append(time.perf_counter() - begun)
            failures += b" 200 " not in head.split(b"\r\n")[0]
            closes = b"connection: close" in head
        except (OSError, asyncio.IncompleteReadError):
            failures, closes = failures + 1, True
        if closes:
            writer.close()
        await asyncio.sleep(max(0.0, begun + every - time.perf_counter()))
        if closes or every > 4:
            # The server closes idle connections after some seconds; a browser then opens a new one, too.
            writer.close()
            reader, writer = await asyncio.open_connection(host, port)
    writer.close()
    return failures


async def _run_readers(address: str, requests: list[bytes], *, readers: int, seconds: float) -> tuple[float, int, int]:
    where = urlsplit(address)
    took: list[float] = []
    until = time.perf_counter() + seconds
    jobs = [
        _reader(
            str(where.hostname), int(where.port or 80), requests[number % len(requests)],
            every=5.0, until=until, first=5.0 * number / readers, took=took,
        )
        for number in range(readers)
    ]  # fmt: skip
    failures = sum(await asyncio.gather(*jobs))
    took.sort()
    return took[int(len(took) * 0.95)] if took else 99.0, failures, len(took)


def as_bytes(request: dict[str, str], address: str) -> bytes:
    """Return the bytes of an HTTP/1.1 request."""
    body = request["body"].encode()
    head = (
        f"{request['method']} {request['path']} HTTP/1.1\r\nHost: {urlsplit(address).netloc}\r\nAccept-Encoding: br\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def run_readers(
    address: str, requests: list[dict[str, str]], *, readers: int, seconds: float = 15, cores: str | None = None
) -> tuple[float, int]:
    """Run so many readers in a separate process; return the 95th percentile in seconds and the number of failures."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({"address": address, "requests": requests, "readers": readers, "seconds": seconds}, file)
        file.flush()
        command = [*pinned(cores), sys.executable, "-m", "benchmarks.load", file.name]
        found = json.loads(subprocess.check_output(command, text=True))
    return found["p95"], found["failures"]


def held(address: str, requests: list[dict[str, str]], *, steps: tuple[int, ...], cores: str | None = None) -> int:
    """Return the largest of these numbers of readers with a 95th percentile under a second and no failure."""
    best = 0
    for readers in steps:
        p95, failures = run_readers(address, requests, readers=readers, cores=cores)
        if p95 >= 1 or failures:
            break
        best = readers
    return best


if __name__ == "__main__":
    asked = json.loads(Path(sys.argv[1]).read_text())
    wanted = [as_bytes(one, asked["address"]) for one in asked["requests"]]
    p95, failures, count = asyncio.run(
        _run_readers(asked["address"], wanted, readers=asked["readers"], seconds=asked["seconds"])
    )
    print(json.dumps({"p95": p95, "failures": failures, "count": count}))
