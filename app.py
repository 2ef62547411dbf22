"""The dashboard. `python app.py` runs it here; gunicorn serves `app:server`.

The database is built first when the tables changed. Tables with errors stop the start.
"""

# Export workers import the main module under this name, and need nothing of it (dashboard/exports/pool.py).
if __name__ != "__mp_main__":
    import sys

    from dashboard import config, logging
    from dashboard.errors import DataError
    from dashboard.ingest.build import build_if_needed
    from dashboard.web.app import make_server

    logging.configure()
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
