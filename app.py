"""The dashboard. `python app.py` runs it here; gunicorn serves `app:server`.

The database is built first when the tables changed. Tables with errors stop the start.
"""

# Export workers import the main module under this name, and need nothing of it (dashboard/exports/pool.py).
if __name__ != "__mp_main__":
    import sys
    from pathlib import Path

    from dashboard import config, logging

    logging.configure()
    settings = config.settings_or_exit()
    # Imported after the check, because some modules read the settings when they are imported.
    from dashboard.errors import DataError
    from dashboard.ingest.build import build_if_needed
    from dashboard.web.app import make_server

    try:
        if not config.is_postgresql(settings.database):
            build_if_needed(database=Path(settings.database))
    except DataError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    server = make_server()

if __name__ == "__main__":
    from dashboard.web.gunicorn import dev_server

    port = config.settings().port
    print(f"Bijstand op proef: http://127.0.0.1:{port}", flush=True)
    dev_server.run(server, port=port)
