#!/bin/sh
# The tests that need Daft and Ray: gets both when they are missing, then runs them.
set -eu

say() { printf '%s\n' "$*" >&2; }

python="$VENV/bin/python"
if ! "$python" -c 'import daft, psutil, ray' 2>/dev/null; then
    uv=$(command -v uv || true)
    for own in .tools/bin/uv .tools/lib/bin/uv; do
        if [ -z "$uv" ] && [ -x "$own" ]; then uv=$own; fi
    done
    say "test-ray: getting Daft and Ray"
    "$uv" pip install -q --python "$python" -c constraints.txt -r pyproject.toml --extra ray
fi

# Ray leaves ends of processes for later, which Python warns of as it goes.
export DO_NOT_TRACK=1 DAFT_ANALYTICS_ENABLED=0 RAY_USAGE_STATS_ENABLED=0
exec "$VENV/bin/pytest" -W ignore::ResourceWarning \
    tests/test_crawl_joins.py::test_daft_gives_what_the_index_gives tests/cluster
