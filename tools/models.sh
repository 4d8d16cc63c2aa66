#!/bin/sh
# Rebuilds both models from the data sets in DATA, working in OUT. Training has an environment of
# its own (VENV): its packages are large, and nothing else needs them.
set -eu

say() { printf '%s\n' "$*" >&2; }

if [ -z "$DATA" ]; then
    say "models: say where the data sets are: make models DATA=FOLDER"
    say "        docs/models/syntax.md names each data set and where it is published."
    exit 1
fi
if [ ! -d "$DATA" ]; then
    say "models: $DATA is no folder. Name the one that holds the data sets: make models DATA=FOLDER"
    exit 1
fi

ready="$VENV/.ready"
if [ ! -e "$ready" ] || [ pyproject.toml -nt "$ready" ] || [ constraints.txt -nt "$ready" ]; then
    sh tools/setup.sh training
    touch "$ready"
fi
PYTHONPATH=training exec "$VENV/bin/python" -m engine.models --data "$DATA" --out "$OUT"
