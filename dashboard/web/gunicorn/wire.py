"""A connection of which only the loop of the worker waits for the other side, never a thread that makes answers."""

from __future__ import annotations

import errno
import re
import socket
from collections import deque

_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r\n", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
_EXPECTS = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*\r\n", re.IGNORECASE)
_CHUNKS_END = b"\r\n0\r\n\r\n"
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
_PART = 65_536


class Wire(socket.socket):
    """A socket that a thread reads from what was received, and writes to without waiting.

    `whole` says whether a request is there from its first byte to its last; only then a thread is given it.
    """

    def __init__(self, plain: socket.socket) -> None:
        super().__init__(fileno=plain.detach())
        self.received = bytearray()
        self.outgoing: deque[memoryview] = deque()
        # Bytes of `received` that belong to the request that is whole.
        self.end = 0
        # Where the head ends, and how long the body is: -1 for chunks, of which nobody knows.
        self.head = 0
        self.length = 0
        # Bytes of a body that was refused are on their way, so no other request can follow.
        self.cut = False
        self._looked = 0

    # What the loop does

    def take(self) -> bool:
        """Receive what is there; False when the other side is gone."""
        try:
            part = super().recv(_PART, socket.MSG_DONTWAIT)
        except (BlockingIOError, InterruptedError):
            return True
        except OSError:
            return False
        self.received += part
        return bool(part)

    def whole(self, *, most: int) -> bool:
        """Whether a request is here in full; one with a body of more than `most` bytes counts without it."""
        if not self.head:
            found = self.received.find(b"\r\n\r\n", max(self._looked - 3, 0))
            self._looked = len(self.received)
            if found < 0:
                return False
            self.head = found + 4
            head = bytes(self.received[: self.head])
            length = _LENGTH.search(head)
            self.length = -1 if _CHUNKED.search(head) else int(length.group(1)) if length else 0
            if self.length and self.length <= most and len(self.received) == self.head and _EXPECTS.search(head):
                self.outgoing.append(memoryview(_CONTINUE))
                self.flush()
        if self.length > most or (self.length < 0 and len(self.received) - self.head > most):
            self.cut, self.end = True, self.head
        elif self.length < 0:
            if not self.received.endswith(_CHUNKS_END, self.head - 2):
                return False
            self.end = len(self.received)
        else:
            self.end = self.head + self.length
        return len(self.received) >= self.end

    def next(self) -> None:
        """Make ready for the request after the one that was answered."""
        del self.received[: self.end]
        self.end = self.head = self.length = self._looked = 0

    def flush(self) -> bool:
        """Send what the other side takes now; False when it is gone."""
        try:
            while self.outgoing:
                part = self.outgoing[0]
                sent = self.send(part, socket.MSG_DONTWAIT)
                if sent < len(part):
                    self.outgoing[0] = part[sent:]
                    return True
                self.outgoing.popleft()
        except (BlockingIOError, InterruptedError):
            return True
        except OSError:
            return False
        return True

    @property
    def weight(self) -> int:
        """Bytes that are held for this connection, or will be when its request is whole."""
        return max(len(self.received), 0 if self.cut else self.length) + sum(len(part) for part in self.outgoing)

    # What a thread does

    def recv(self, size: int, flags: int = 0) -> bytes:
        """The next bytes of the request that is whole; none after its end."""
        part = bytes(self.received[: min(size, self.end)])
        del self.received[: len(part)]
        self.end -= len(part)
        return part

    def sendall(self, data: bytes | bytearray | memoryview, flags: int = 0) -> None:  # type: ignore[override]
        """Send what goes at once, and leave the rest to the loop."""
        if data:
            self.outgoing.append(memoryview(data))
            if len(self.outgoing) == 1 and not self.flush():
                raise BrokenPipeError(errno.EPIPE, "the other side is gone")
