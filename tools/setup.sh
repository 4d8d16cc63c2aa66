#!/bin/sh
# Makes the environment. Uses uv when it is there, gets it when it is not.
# Arguments are dependency groups to install beside the usual ones.
set -eu

say() { printf '%s\n' "$*" >&2; }

if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    say "setup: $PYTHON is missing or older than Python 3.11."
    say "       Install a newer Python, or name one: make setup PYTHON=python3.12"
    exit 1
fi

uv=$(command -v uv || true)
if [ -z "$uv" ] && [ -x .tools/bin/uv ]; then
    uv=.tools/bin/uv
fi
if [ -z "$uv" ]; then
    say "setup: getting uv"
    if "$PYTHON" -m venv .tools >/dev/null 2>&1 && .tools/bin/python -m pip install -q uv; then
        uv=.tools/bin/uv
    elif "$PYTHON" -m pip install -q --target .tools/lib uv 2>/dev/null; then
        uv=.tools/lib/bin/uv
    else
        say "setup: uv could not be installed. Install it (see its documentation) and try again,"
        say "       or install Python's venv module (on Debian: apt-get install python3-venv)."
        exit 1
    fi
fi

"$uv" venv -q --allow-existing --python "$PYTHON" "$VENV"
groups="--group dev"
for group in "$@"; do groups="$groups --group $group"; done
# shellcheck disable=SC2086 # one word per group
"$uv" pip install -q --python "$VENV/bin/python" -c constraints.txt --overrides tools/overrides.txt -e . $groups
