"""Two instances behind a caching nginx: the throughput that a proxy adds, and whether it honours ETags."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from benchmarks.server import free_port

# `proxy_cache_revalidate` sends If-None-Match; `background_update` serves the cached page meanwhile.
_CONF = """
daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 1024; }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  proxy_cache_path {folder}/cache keys_zone=pages:10m max_size=200m;
  upstream dashboard {{ {servers} keepalive 32; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://dashboard; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $host;
      proxy_cache pages; proxy_cache_key "$host$request_uri$http_accept_encoding"; proxy_cache_revalidate on;
      proxy_ignore_headers Cache-Control; proxy_cache_valid 200 5s; proxy_cache_lock on;
      proxy_cache_use_stale updating error timeout http_500 http_503; proxy_cache_background_update on;
      add_header X-Cache $upstream_cache_status;
    }}
  }}
}}
"""


def has_nginx() -> bool:
    """Return whether nginx is installed."""
    return shutil.which("nginx") is not None


@contextmanager
def behind_nginx(instances: Sequence[str]) -> Iterator[str]:
    """Run nginx in front of these instances and yield its address."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        servers = " ".join(f"server {one.removeprefix('http://')};" for one in instances)
        conf = Path(folder) / "nginx.conf"
        Path(folder).chmod(0o777)
        conf.write_text(_CONF.format(folder=folder, servers=servers, port=port))
        process = subprocess.Popen(["nginx", "-c", str(conf)], stderr=subprocess.DEVNULL)
        time.sleep(0.7)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=10)


def etag_is_honoured(address: str, page: str) -> list[tuple[int, str]]:
    """Return status and cache status of five requests: cold, cached, with If-None-Match, expired, and after that."""
    found, tag = [], ""
    for wait in (0.0, 0.1, 0.1, 6.0, 1.0):
        time.sleep(wait)
        headers = {"Accept-Encoding": "br", **({"If-None-Match": tag} if len(found) == 2 else {})}
        try:
            with urlopen(Request(address + page, headers=headers)) as answer:
                found.append((answer.status, answer.headers["X-Cache"]))
                tag = answer.headers["ETag"]
        except HTTPError as error:
            found.append((error.code, error.headers["X-Cache"]))
    return found
