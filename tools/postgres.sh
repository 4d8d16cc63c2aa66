#!/bin/sh
# The tests that need PostgreSQL: gets a server when there is none, starts one of its own that nobody
# else can reach, runs the tests and throws it away.
# WATCHDESK_POSTGRES_BIN names the folder of initdb and postgres where it is not found.
set -eu

say() { printf '%s\n' "$*" >&2; }

programs() {
    if [ -n "${WATCHDESK_POSTGRES_BIN:-}" ]; then echo "$WATCHDESK_POSTGRES_BIN"; return; fi
    for folder in /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin /usr/pgsql-*/bin; do
        if [ -x "$folder/initdb" ]; then echo "$folder"; fi
    done | sort -V | tail -n 1
    if command -v initdb >/dev/null; then dirname "$(command -v initdb)"; fi
}

bin=$(programs | head -n 1)
if [ -z "$bin" ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "test-postgres: getting PostgreSQL"
        log=$(mktemp)
        # No cluster of the system's own is wanted.
        if ! { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy \
            --no-install-recommends postgresql-common \
            && sed -i 's/^#\?create_main_cluster.*/create_main_cluster = false/' \
                /etc/postgresql-common/createcluster.conf \
            && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends \
                postgresql; } >"$log" 2>&1; then
            tail -n 20 "$log" >&2
            say "test-postgres: PostgreSQL could not be installed; the reason is above."
            exit 1
        fi
        rm -f "$log"
        bin=$(programs | head -n 1)
    else
        say "test-postgres: there is no PostgreSQL. Install it (on Debian, as root:"
        say "       apt-get install postgresql), or name the folder of one that is there:"
        say "       WATCHDESK_POSTGRES_BIN=/path/to/bin make test-postgres"
        exit 1
    fi
fi

python="$VENV/bin/python"
if ! "$python" -c 'import psycopg' 2>/dev/null; then
    uv=$(command -v uv || true)
    for own in .tools/bin/uv .tools/lib/bin/uv; do
        if [ -z "$uv" ] && [ -x "$own" ]; then uv=$own; fi
    done
    say "test-postgres: getting psycopg"
    "$uv" pip install -q --python "$python" -c constraints.txt 'psycopg[binary]'
fi

# PostgreSQL refuses to run as root.
as() { "$@"; }
if [ "$(id -u)" = 0 ]; then
    user=postgres
    id "$user" >/dev/null 2>&1 || user=nobody
    as() { setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups "$@"; }
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/watchdesk-postgres.XXXXXX")
server=
stop() {
    if [ -n "$server" ]; then
        kill -QUIT "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM
if [ "$(id -u)" = 0 ]; then chown "$user" "$folder"; fi
chmod 711 "$folder"
password=$("$python" -c 'import secrets; print(secrets.token_hex(12))')
printf '%s\n' "$password" >"$folder/password"
if [ "$(id -u)" = 0 ]; then chown "$user" "$folder/password"; fi
port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')

if ! (cd "$folder" && as "$bin/initdb" -D "$folder/data" -U watchdesk --pwfile="$folder/password" \
    --auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8 --locale=C --no-sync) >"$folder/log" 2>&1; then
    cat "$folder/log" >&2
    say "test-postgres: no database could be made; the reason is above."
    exit 1
fi
(
    cd "$folder"
    if [ "$(id -u)" = 0 ]; then
        set -- setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups "$bin/postgres"
    else
        set -- "$bin/postgres"
    fi
    # What a test wrote need not outlive the machine.
    exec "$@" -D "$folder/data" -k "$folder" -p "$port" -c listen_addresses=127.0.0.1 \
        -c fsync=off -c full_page_writes=off -c max_connections=120 -c shared_buffers=128MB \
        -c max_locks_per_transaction=256 -c log_min_messages=fatal
) >"$folder/log" 2>&1 &
server=$!

tries=0
until "$bin/pg_isready" -q -h "$folder" -p "$port"; do
    tries=$((tries + 1))
    if [ "$tries" -gt 100 ] || ! kill -0 "$server" 2>/dev/null; then
        cat "$folder/log" >&2
        say "test-postgres: the server did not start; the reason is above."
        exit 1
    fi
    sleep 0.1
done

WATCHDESK_POSTGRES="postgresql://watchdesk@/postgres?host=$folder&port=$port" \
    WATCHDESK_POSTGRES_TCP="127.0.0.1:$port" WATCHDESK_POSTGRES_PASSWORD="$password" \
    "$VENV/bin/pytest" -n 2 --dist loadfile "$@" tests/postgres
