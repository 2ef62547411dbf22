"""A browser as far as a server can tell: one connection, what it holds already, and a note of every answer."""

from __future__ import annotations

import asyncio
import gzip
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import brotli

# Seconds after which a reader would have given up, and a quiet connection that is not used again: the server lets go after five.
PATIENCE, QUIET = 30.0, 3.0


@dataclass(frozen=True, kw_only=True)
class Note:
    """One answer: what was asked, when on the clock of `time.perf_counter`, seconds until its last byte, and what was wrong."""

    kind: str
    begun: float
    took: float
    status: int
    fault: str = ""
    version: str = ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A whole answer, its body unpacked."""

    status: int
    head: dict[str, str]
    body: bytes


@dataclass
class Browser:
    """Asks one thing at a time and writes down how that went. `versions` maps a word in a page to the version that it tells."""

    address: str
    notes: list[Note]
    versions: dict[bytes, str] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    _line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
    _used: float = 0.0

    async def ask(self, kind: str, path: str, *, body: bytes = b"", well: tuple[int, ...] = (200,)) -> Answer | None:
        """Ask for a path, with its ETag when it is held already; a fault is noted, and gives None."""
        begun, fault, answer = time.perf_counter(), "", None
        try:
            answer = await asyncio.wait_for(self._exchange(path, body), PATIENCE)
            if answer.status not in well and not (answer.status == 304 and path in self.held):
                fault = f"status {answer.status}"
        except (OSError, asyncio.IncompleteReadError, TimeoutError, ValueError) as error:
            fault = f"{type(error).__name__} {error}".strip()
            self.leave()
        took = time.perf_counter() - begun
        if answer and "etag" in answer.head and not body:
            self.held[path] = answer.head["etag"]
        told = next((name for word, name in self.versions.items() if answer and word in answer.body), "")
        status = answer.status if answer else 0
        seen = "seen again" if status == 304 else kind
        note = Note(
            kind=seen, begun=begun, took=took, status=status, fault=fault and f"{path[:100]}: {fault}", version=told
        )
        self.notes.append(note)
        return None if fault else answer

    def leave(self) -> None:
        """Close the connection."""
        if self._line:
            self._line[1].close()
        self._line = None

    async def _exchange(self, path: str, body: bytes) -> Answer:
        where = urlsplit(self.address)
        if self._line is None or time.perf_counter() - self._used > QUIET:
            self.leave()
            self._line = await asyncio.open_connection(where.hostname, where.port)
        reader, writer = self._line
        lines = [
            f"{'POST' if body else 'GET'} {path} HTTP/1.1", f"Host: {where.netloc}", "Accept-Encoding: br, gzip",
            *([f"If-None-Match: {self.held[path]}"] if path in self.held and not body else []),
            *(["Content-Type: application/json", f"Content-Length: {len(body)}"] if body else []),
        ]  # fmt: skip
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        raw = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        head = {name.lower(): value for name, value in re.findall(r"^([\w-]+): *(.*?)\r$", raw, flags=re.MULTILINE)}
        status = int(raw.split(" ", 2)[1])
        if "content-length" not in head and status != 304:
            raise ValueError("an answer without a length")
        found = await reader.readexactly(0 if status == 304 else int(head["content-length"]))
        self._used = time.perf_counter()
        if head.get("connection", "").lower() == "close":
            self.leave()
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress}.get(head.get("content-encoding", ""), bytes)
        return Answer(status=status, head=head, body=unpack(found))
