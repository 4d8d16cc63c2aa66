#!/bin/sh
# The tests that need a browser: gets Chromium and Playwright when they are missing, then runs them.
# WATCHDESK_BROWSER names another Chromium or Chrome than /usr/bin/chromium.
set -eu

say() { printf '%s\n' "$*" >&2; }

browser=${WATCHDESK_BROWSER:-/usr/bin/chromium}
if [ ! -x "$browser" ]; then
    if [ "$browser" = /usr/bin/chromium ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "test-browser: getting Chromium"
        log=$(mktemp)
        if ! { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy \
            --no-install-recommends chromium fonts-dejavu-core; } >"$log" 2>&1; then
            tail -n 20 "$log" >&2
            say "test-browser: Chromium could not be installed; the reason is above."
            exit 1
        fi
        rm -f "$log"
    else
        say "test-browser: $browser is missing. Install Chromium (on Debian, as root:"
        say "       apt-get install chromium), or name one that is there:"
        say "       WATCHDESK_BROWSER=/path/to/chrome make test-browser"
        exit 1
    fi
fi

python="$VENV/bin/python"
if ! "$python" -c 'import playwright, axe_playwright_python' 2>/dev/null; then
    uv=$(command -v uv || true)
    for own in .tools/bin/uv .tools/lib/bin/uv; do
        if [ -z "$uv" ] && [ -x "$own" ]; then uv=$own; fi
    done
    say "test-browser: getting Playwright and axe-core"
    "$uv" pip install -q --python "$python" -c constraints.txt --group browser
fi

WATCHDESK_BROWSER="$browser" "$VENV/bin/pytest" -n 2 --dist worksteal tests/browser
