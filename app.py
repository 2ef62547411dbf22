"""The dashboard. `python app.py` runs it here; gunicorn serves `app:server`.

A database file is built first when there is none for the tables as they are now. Broken tables stop the start.
"""

from __future__ import annotations

import sys

from dashboard import config, logging
from dashboard.errors import DataError
from dashboard.exports import memory
from dashboard.ingest.build import build_if_needed
from dashboard.web.app import make_server

logging.configure()
memory.keep_small()
try:
    if config.is_built_here():
        build_if_needed()
except DataError as error:
    for problem in error.problems:
        print(problem, file=sys.stderr)
    sys.exit(1)

server = make_server()

if __name__ == "__main__":
    from dashboard.web.gunicorn import dev_server

    port = config.port()
    print(f"Bijstand in proef: http://127.0.0.1:{port}", flush=True)
    dev_server.run(server, port=port)
