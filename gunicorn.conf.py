"""Settings of gunicorn: `gunicorn --config gunicorn.conf.py app:server`.

PORT and WEB_CONCURRENCY set the port and the number of workers; GUNICORN_CMD_ARGS and the command line override anything.
On the internet gunicorn belongs behind a proxy that buffers slow clients and speaks TLS; see deploy/.
"""

import os

from dashboard.config import settings_or_exit

_settings = settings_or_exit()
bind = f"0.0.0.0:{_settings.port}"
# A page takes a few milliseconds of Python and DuckDB, so one worker per core fills the machine.
workers = _settings.workers
worker_class = "gthread"
threads = 4

# An open DuckDB file must not be carried through a fork.
preload_app = False
timeout = 30
graceful_timeout = 20
keepalive = 5
# The heartbeat file of a worker: on a disk it can block.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None

# No page of ours sends a longer address or more headers.
limit_request_line = 8190
limit_request_fields = 64
limit_request_field_size = 8190

# Requests are logged by the application: see dashboard/logging.py.
logger_class = "dashboard.web.gunicorn.logs.JsonLogger"

# Of the headers of a proxy only X-Forwarded-Proto counts, never SCRIPT_NAME or PATH_INFO.
forwarder_headers = ""
control_socket_disable = True
