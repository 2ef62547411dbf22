"""How gunicorn serves the dashboard: `gunicorn --config gunicorn.conf.py app:server`.

PORT and WEB_CONCURRENCY change the address and the number of workers; GUNICORN_CMD_ARGS and the command line change anything.
"""

import os

try:
    import resource
except ImportError:  # no such limit there
    resource = None

import gunicorn.http.wsgi
import gunicorn.util

# All addresses: gunicorn stands behind a proxy or in a container. `python app.py` is for one's own machine and has its own rule.
bind = f"0.0.0.0:{os.environ.get('PORT') or 8050}"

# A page is a few milliseconds of Python and of DuckDB (one thread a query), so a worker a core fills the machine.
# Never fewer than two, so that a slow export leaves a worker for the pages; never more than eight, for the memory.
_cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
workers = int(os.environ.get("WEB_CONCURRENCY") or min(max(_cores, 2), 8))
# gunicorn's threads, held by no client: see there.
worker_class = "dashboard.web.gunicorn.worker.PatientWorker"
threads = 4
# Connections that wait in the loop of a worker cost a file each, and the database and the fonts need some too.
_files = resource.getrlimit(resource.RLIMIT_NOFILE)[0] if resource else 1024
worker_connections = max(min(1000, _files - 100), 2 * threads) if _files > 0 else 1000

# One arena for the allocator in DuckDB, as dashboard/exports/memory.py has it for all else: 6 MB less in each worker, in the same
# time. It is read when DuckDB is loaded, so it is said before.
raw_env = ["DUCKDB_JE_MALLOC_CONF=narenas:1"]

# Off: an open DuckDB file must not be carried through a fork, and HUP then brings new code and new data without a gap.
preload_app = False

# After `timeout` seconds without a sign of life of the worker (not: of one request) it is replaced.
timeout = 30
graceful_timeout = 20
keepalive = 5
# A filesystem on disk can stall the sign of life.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None

# All of a reader's choices fit in one address; nothing that is longer or carries more was sent by a page of ours.
limit_request_line = 8190
limit_request_fields = 64
limit_request_field_size = 8190

# What was asked and how it went; no address, browser, referrer or choice of a reader.
accesslog = "-"
logger_class = "dashboard.web.gunicorn.logs.Journal"
errorlog = "-"

# A proxy says how it was asked by X-Forwarded-Proto alone; who writes SCRIPT_NAME or PATH_INFO as a header is not listened to.
forwarder_headers = ""

# Nobody steers the server from outside, and it does not say what it is made of.
control_socket_disable = True
gunicorn.http.wsgi.SERVER = "bijstand-in-proef"
_headers = gunicorn.http.wsgi.Response.default_headers


def _nameless(response):
    """The first lines of an answer without that name; were they made in another way, a name of ours is left."""
    return [line for line in _headers(response) if not line.startswith("Server:")]


gunicorn.http.wsgi.Response.default_headers = _nameless


def _refuse(sock, status, reason, _message):
    """What is no request never reaches the application: refused in a line of text, without what was sent."""
    if status == 501:
        # A form of sending that we do not know: what was sent is at fault, and no service of ours is missing.
        status, reason = 400, "Bad Request"
    body = f"{status} {reason}\n"
    head = [
        f"HTTP/1.1 {status} {reason}", "Connection: close", "Content-Type: text/plain", f"Content-Length: {len(body)}",
        "X-Content-Type-Options: nosniff", "Referrer-Policy: same-origin", "Cache-Control: no-store", "", body,
    ]  # fmt: skip
    gunicorn.util.write_nonblock(sock, "\r\n".join(head).encode("ascii"))


gunicorn.util.write_error = _refuse
