"""A worker of gunicorn whose threads are never held by a client.

gunicorn's own threaded worker gives a thread to each connection from its first byte, and to its answer until the last one: a
few clients that send or read a byte a second stop it. Here the loop of the worker receives a request until it is whole and
sends what a client did not take at once; a thread only makes the answer. Who takes too long is let go.
"""

from __future__ import annotations

import errno
import selectors
import socket
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any

from gunicorn import util
from gunicorn.errors import ConfigError
from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, TConn, ThreadWorker

from dashboard.web.gunicorn.wire import Wire

# Seconds for the head of a request, and bytes a second that a body and an answer must come and go with, at least.
HEAD_SECONDS = 10.0
BODY_PACE = 20_000
ANSWER_SECONDS, ANSWER_PACE = 20.0, 4_000
# Seconds for a client to take note of the end; closing at once could cut off the last of an answer.
_FAREWELL = 2.0
MOST_HEAD = 32_000
# A set of charts is the largest that a page sends; more goes without its body
# to the application, which refuses it.
MOST_BODY = 1_000_000
# Bytes that one worker holds for slow clients; who waits longest is let go when there are more.
MOST_HELD = 64_000_000
_LOOK_EVERY = 0.5
_PROBES = (b"GET /healthz", b"GET /readyz", b"HEAD /healthz", b"HEAD /readyz")


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """Threads that get whole requests, and a thread apart for those who ask whether the service is well."""

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self._waiting: dict[TConn, float] = {}
        self._probing = ThreadPoolExecutor(1, thread_name_prefix="probes")
        self._looked = 0.0

    @classmethod
    def check_config(cls, cfg: Any, log: Any) -> None:
        """Refuse what would have to be decrypted or unwrapped in a thread."""
        if cfg.is_ssl or cfg.protocol != "http" or cfg.http_protocols != ["h1"]:
            raise ConfigError("the dashboard speaks plain HTTP/1.1 (expected a proxy in front for TLS and HTTP/2)")
        super().check_config(cfg, log)

    # Receiving

    def accept(self, listener: socket.socket) -> None:
        """Take a new connection; when there is no room, in place of the one that waits longest."""
        try:
            plain, client = listener.accept()
        except OSError as error:
            if error.errno in (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM):
                self._let_one_go()
            elif error.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
            return
        self.nr_conns += 1
        conn = TConn(self.cfg, Wire(plain), client, listener.getsockname())
        conn.data_ready = True
        self._wait(conn, selectors.EVENT_READ, self._receive, HEAD_SECONDS)
        if self.nr_conns >= self.worker_connections:
            self._let_one_go()

    def _receive(self, conn: TConn, _: object) -> None:
        wire = conn.sock
        begins = not wire.received
        if not wire.take():
            self._drop(conn)
            return
        if begins:
            self._waiting[conn] = time.monotonic() + HEAD_SECONDS
        self._consider(conn)

    def _consider(self, conn: TConn) -> None:
        """Give a whole request to a thread, refuse one that cannot become one, and wait for the rest of any other."""
        wire, had_head = conn.sock, conn.sock.head
        if wire.whole(most=MOST_BODY):
            self._leave(conn)
            self.enqueue_req(conn)
        elif wire.head and not had_head:
            self._waiting[conn] = time.monotonic() + HEAD_SECONDS + max(wire.length, 0) / BODY_PACE
            self._bound()
        elif not wire.head and len(wire.received) > MOST_HEAD:
            self._refuse(conn, 431, "Request Header Fields Too Large")

    def _refuse(self, conn: TConn, status: int, reason: str) -> None:
        """Answer from the loop, for there is no request that a thread could answer."""
        self._leave(conn)
        with suppress(OSError):
            util.write_error(conn.sock, status, reason, "")
        self.log.warning("a request was refused: %s", reason)
        conn.keeps = False
        self._after(conn)

    def enqueue_req(self, conn: TConn) -> None:
        """Hand a request to a thread; those of probes do not queue behind readers."""
        pool = self._probing if conn.sock.received.startswith(_PROBES) else self.tpool
        task: Future[Any] = pool.submit(self.handle, conn)
        task.add_done_callback(lambda done: self.method_queue.defer(self.finish_request, conn, done))

    # Sending, and what comes after it

    def finish_request(self, conn: TConn, fs: Future[Any]) -> None:
        """Send the rest of an answer; then wait for the next request, or say goodbye."""
        wire = conn.sock
        keeps = not fs.cancelled() and fs.exception() is None and bool(fs.result())
        # What the parser read and did not use belongs to no request that we know of.
        conn.keeps = keeps and not wire.cut and conn.parser is not None and not conn.parser.unreader.buf.getvalue()
        if wire.fileno() < 0:
            self.nr_conns -= 1
        elif wire.outgoing:
            rest = sum(len(part) for part in wire.outgoing)
            self._wait(conn, selectors.EVENT_WRITE, self._send, ANSWER_SECONDS + rest / ANSWER_PACE)
            self._bound()
        else:
            self._after(conn)

    def _send(self, conn: TConn, _: object) -> None:
        if not conn.sock.flush():
            self._drop(conn)
        elif not conn.sock.outgoing:
            self._leave(conn)
            self._after(conn)

    def _after(self, conn: TConn) -> None:
        if conn.keeps:
            conn.sock.next()
            idle = self.cfg.keepalive if self.alive else min(self.cfg.keepalive, STOP_KEEPALIVE_LINGER)
            self._wait(conn, selectors.EVENT_READ, self._receive, HEAD_SECONDS if conn.sock.received else idle)
            if conn.sock.received:
                self._consider(conn)
            return
        try:
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self._close(conn)
            return
        self._wait(conn, selectors.EVENT_READ, self._farewell, _FAREWELL)

    def _farewell(self, conn: TConn, _: object) -> None:
        conn.sock.received.clear()
        if not conn.sock.take():
            self._drop(conn)

    # Waiting

    def _wait(self, conn: TConn, event: int, then: Callable[[TConn, object], None], seconds: float) -> None:
        self._waiting[conn] = time.monotonic() + seconds
        self.poller.register(conn.sock, event, partial(then, conn))

    def _leave(self, conn: TConn) -> None:
        del self._waiting[conn]
        self.poller.unregister(conn.sock)

    def _drop(self, conn: TConn) -> None:
        self._leave(conn)
        self._close(conn)

    def _close(self, conn: TConn) -> None:
        self.nr_conns -= 1
        conn.close()

    def _bound(self) -> None:
        """Hold no more bytes for slow clients than there is room for."""
        if sum(one.sock.weight for one in self._waiting) > MOST_HELD:
            self._let_one_go()

    def _let_one_go(self) -> None:
        """Drop the connection that waits longest for its client; readers in good faith take milliseconds."""
        oldest = next(iter(self._waiting), None)
        if oldest is not None:
            self._drop(oldest)

    def murder_pending(self) -> None:
        """Let go of those whose time is over; the loop asks after each event, so look now and then only."""
        now = time.monotonic()
        if now - self._looked < _LOOK_EVERY:
            return
        self._looked = now
        for conn in [conn for conn, until in self._waiting.items() if until <= now]:
            self._drop(conn)

    def _cap_keepalive(self, deadline: float) -> None:
        """At the end, wait only a moment for connections on which nothing was asked."""
        for conn, until in self._waiting.items():
            if not conn.sock.received and not conn.sock.outgoing:
                self._waiting[conn] = min(until, deadline)
