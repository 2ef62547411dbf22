"""An asynchronous HTTP client with one connection and a cache of ETags, as a browser has."""

from __future__ import annotations

import asyncio
import gzip
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import brotli

# Seconds until a reader gives up, and until an idle connection is not reused: the server closes it after five.
TIMEOUT, IDLE = 30.0, 3.0


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """One response: its kind, start on the clock of `time.perf_counter`, seconds to the last byte, status and failure."""

    kind: str
    begun: float
    seconds: float
    status: int
    failure: str = ""
    version: str = ""


@dataclass(frozen=True, kw_only=True)
class Response:
    """A whole response with its decompressed body."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Browser:
    """Sends one request at a time and measures it. `versions` maps a byte string in a page to the data version it shows."""

    address: str
    measurements: list[Measurement]
    versions: dict[bytes, str] = field(default_factory=dict)
    etags: dict[str, str] = field(default_factory=dict)
    _connection: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
    _used: float = 0.0

    async def request(
        self, kind: str, path: str, *, body: bytes = b"", ok: tuple[int, ...] = (200,)
    ) -> Response | None:
        """Request a path, with its ETag when it is cached; record a failure and return None when there is one."""
        begun, failure, response = time.perf_counter(), "", None
        try:
            response = await asyncio.wait_for(self._exchange(path, body), TIMEOUT)
            if response.status not in ok and not (response.status == 304 and path in self.etags):
                failure = f"{path[:100]}: status {response.status}"
        except (OSError, asyncio.IncompleteReadError, TimeoutError, ValueError) as error:
            failure = f"{path[:100]}: {type(error).__name__} {error}".strip()
            self.close()
        if response and "etag" in response.headers and not body:
            self.etags[path] = response.headers["etag"]
        version = next((name for word, name in self.versions.items() if response and word in response.body), "")
        status = response.status if response else 0
        self.measurements.append(
            Measurement(
                kind="revalidated" if status == 304 else kind, begun=begun, seconds=time.perf_counter() - begun,
                status=status, failure=failure, version=version,
            )
        )  # fmt: skip
        return None if failure else response

    def close(self) -> None:
        """Close the connection."""
        if self._connection:
            self._connection[1].close()
        self._connection = None

    async def _exchange(self, path: str, body: bytes) -> Response:
        host = urlsplit(self.address)
        if self._connection is None or time.perf_counter() - self._used > IDLE:
            self.close()
            self._connection = await asyncio.open_connection(host.hostname, host.port)
        reader, writer = self._connection
        lines = [
            f"{'POST' if body else 'GET'} {path} HTTP/1.1", f"Host: {host.netloc}", "Accept-Encoding: br, gzip",
            *([f"If-None-Match: {self.etags[path]}"] if path in self.etags and not body else []),
            *(["Content-Type: application/json", f"Content-Length: {len(body)}"] if body else []),
        ]  # fmt: skip
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        raw = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        headers = {name.lower(): value for name, value in re.findall(r"^([\w-]+): *(.*?)\r$", raw, flags=re.MULTILINE)}
        status = int(raw.split(" ", 2)[1])
        if "content-length" not in headers and status != 304:
            raise ValueError("a response without Content-Length")
        content = await reader.readexactly(0 if status == 304 else int(headers["content-length"]))
        self._used = time.perf_counter()
        if headers.get("connection", "").lower() == "close":
            self.close()
        decompress = {"br": brotli.decompress, "gzip": gzip.decompress}.get(headers.get("content-encoding", ""), bytes)
        return Response(status=status, headers=headers, body=decompress(content))
