"""``watchdesk read`` on a folder: time, memory, and whether every record is what it claims.

``python bench/read.py [--data PATH]`` reads the sample desk's captures, or the texts in PATH;
checks each record against the published JSON Schema and each span against its text; writes
``bench/results/read.json``.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator

from measure import middle, pinned, save, timed
from watchdesk.doctor import quotes_itself, spans_of
from watchdesk.records import Reading

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "examples" / "kursk-2024" / "captures"
RUNS = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=SAMPLE)
    data = parser.parse_args().data
    pinned()
    command = str(Path(sys.executable).with_name("watchdesk"))
    runs = [timed([command, "read", str(data)]) for _ in range(RUNS)]
    lines = timed([command, "read", "--text", str(data)]).stdout.decode().splitlines()
    schema = json.loads((HERE.parent / "docs/schema/reading.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema)
    readings = [Reading.model_validate_json(line) for line in lines]
    save(
        "read",
        {
            "data": "sample desk" if data == SAMPLE else data.name,
            "articles": len(readings),
            "schema_errors": sum(not validator.is_valid(json.loads(line)) for line in lines),
            "spans": sum(1 for reading in readings for _ in spans_of(reading)),
            "readings_with_a_wrong_span": sum(not quotes_itself(r) for r in readings),
            "attributions": sum(len(reading.attributions) for reading in readings),
            "read": middle(runs),
        },
    )


if __name__ == "__main__":
    main()
