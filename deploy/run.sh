#!/usr/bin/env bash
# Serve the dashboard with nginx in front of gunicorn, in the foreground. SIGTERM stops both, SIGHUP reloads gunicorn.
#
#   deploy/run.sh
#
# deploy/README.md has the settings.
set -euo pipefail

deploy=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
listen=${DASHBOARD_LISTEN:-8080}
tls_listen=${DASHBOARD_TLS_LISTEN:-8443}
certificate=${DASHBOARD_TLS_CERTIFICATE:-}
key=${DASHBOARD_TLS_KEY:-}
# These are settings of the proxy, and unknown to the application.
unset DASHBOARD_LISTEN DASHBOARD_TLS_LISTEN DASHBOARD_TLS_CERTIFICATE DASHBOARD_TLS_KEY
python=${PYTHON:-python3}

fail() { echo "$1" >&2; exit 1; }
nginx=$(command -v nginx || command -v /usr/sbin/nginx) || fail "nginx is not installed (apt-get install nginx-light)"

run=$(mktemp -d)
trap 'rm -rf "$run"' EXIT
# The workers of nginx run as another user when it is started by root.
chmod 755 "$run"

sed "s|@RUN@|$run|g" "$deploy/nginx.conf" >"$run/nginx.conf"
cp "$deploy/error.html" "$run"
if [ -n "$certificate$key" ]; then
  [ -r "$certificate" ] || fail "DASHBOARD_TLS_CERTIFICATE is '$certificate' (expected a PEM file)"
  [ -r "$key" ] || fail "DASHBOARD_TLS_KEY is '$key' (expected a PEM file)"
  case ${DASHBOARD_PUBLIC_URL:-} in
    https://*) ;;
    *) fail "DASHBOARD_PUBLIC_URL is '${DASHBOARD_PUBLIC_URL:-}' (expected https://... with a certificate)" ;;
  esac
  cat >"$run/listen.conf" <<CONF
listen $tls_listen ssl http2;
ssl_certificate $certificate;
ssl_certificate_key $key;
ssl_protocols TLSv1.2 TLSv1.3;
ssl_session_cache shared:tls:10m;
CONF
  echo "server { listen $listen; return 301 ${DASHBOARD_PUBLIC_URL%/}\$request_uri; }" >"$run/redirect.conf"
else
  echo "listen $listen;" >"$run/listen.conf"
  : >"$run/redirect.conf"
fi

# With the defaults of glibc, what four threads free stays in the process: a worker grows to 250 MB instead of 180.
export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-2} MALLOC_TRIM_THRESHOLD_=${MALLOC_TRIM_THRESHOLD_:-131072}

cd "$deploy/.."
"$python" -m gunicorn --config gunicorn.conf.py --bind "unix:$run/gunicorn.sock" app:server &
gunicorn=$!
until [ -S "$run/gunicorn.sock" ] || ! kill -0 "$gunicorn" 2>/dev/null; do sleep 0.1; done
"$nginx" -p "$run" -c "$run/nginx.conf" &
proxy=$!

stopping=
trap 'stopping=yes' TERM INT
trap 'kill -HUP "$gunicorn"' HUP
while [ -z "$stopping" ] && kill -0 "$gunicorn" 2>/dev/null && kill -0 "$proxy" 2>/dev/null; do
  wait -n "$gunicorn" "$proxy" || true
done

# nginx finishes its requests first.
kill -QUIT "$proxy" 2>/dev/null || true
wait "$proxy" || true
kill -TERM "$gunicorn" 2>/dev/null || true
wait "$gunicorn" || true
[ -n "$stopping" ] || fail "gunicorn or nginx ended by itself"
