"""Two instances on one PostgreSQL behind nginx, while the database server is restarted."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from dashboard.db.postgres import publish
from tests.gunicorn_server import Site, free_port, reading, serving, until
from tests.postgresql_server import PostgreSQLServer

NGINX = """
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx-error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    upstream dashboard {{ server 127.0.0.1:{first}; server 127.0.0.1:{second}; }}
    server {{
        listen 127.0.0.1:{port};
        location / {{ proxy_pass http://dashboard; }}
    }}
}}
"""


@contextmanager
def behind_nginx(first: Site, second: Site, folder: Path) -> Iterator[Site]:
    """Run nginx, which passes requests to the two instances in turn."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        pytest.skip("no nginx found; get one with `apt-get install nginx-light`")
    port = free_port()
    settings = folder / "nginx.conf"
    settings.write_text(NGINX.format(folder=folder, first=first.port, second=second.port, port=port), encoding="utf-8")
    process = subprocess.Popen([program, "-c", str(settings), "-p", str(folder), "-e", str(folder / "start.log")])
    site = Site(port=port, process=process, log=folder / "nginx-error.log")
    try:
        until(site.answers, "nginx answers")
        yield site
    finally:
        process.terminate()
        process.wait(timeout=20)


def stamp(database: Path, name: str) -> Path:
    """Give the tables another version. Made up."""
    with duckdb.connect(str(database)) as connection:
        connection.execute("update version set data_version = $name, content_hash = $name", {"name": name})
    return database


def version(site: Site) -> str:
    """Return the data version that an instance serves."""
    return str(site.get("/healthz").json["data_version"])


@pytest.mark.nightly
def test_two_instances_follow_the_data_while_the_server_restarts(
    database: Path, tmp_path: Path, postgresql: PostgreSQLServer
) -> None:
    copy = tmp_path / "tables.duckdb"
    shutil.copyfile(database, copy)
    address = postgresql.create("shared")
    publish(stamp(copy, "made-up-1"), address)
    with (
        serving(address, tmp_path, workers=1) as first,
        serving(address, tmp_path, workers=1) as second,
        behind_nginx(first, second, tmp_path) as proxy,
    ):
        assert {version(site) for site in (first, second, *[proxy] * 10)} == {"made-up-1"}

        def restart() -> None:
            postgresql.stop()
            time.sleep(3)
            postgresql.start()

        with reading(proxy, "/vergelijken", number=3) as readers:
            restarting = threading.Thread(target=restart)
            restarting.start()
            time.sleep(2)
            assert {version(site) for site in (first, second)} == {"made-up-1"}
            restarting.join()
            publish(stamp(copy, "made-up-2"), address)
            published = time.monotonic()
            for site in (first, second):
                until(lambda site=site: version(site) == "made-up-2", "the instance follows", timeout=15)
            print(f"both followed within {time.monotonic() - published:.1f} s")
        assert readers.faults == []
        assert len(readers.seen) > 20
        assert {version(proxy) for _ in range(10)} == {"made-up-2"}
        assert proxy.get("/readyz").status == 200
