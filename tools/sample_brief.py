"""``make brief``: the sample desk, from nothing to a cited brief, in an output folder.

Runs the same commands a user would type, and prints them.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

SAMPLE = Path("examples/kursk-2024")


def run(*arguments: str) -> None:
    """Run one command of the product, shown first; a refusal (status 1) does not stop us."""
    print("$ watchdesk", " ".join(arguments), flush=True)
    command = Path(sys.executable).with_name("watchdesk")
    status = subprocess.run([command, *arguments], check=False).returncode
    if status > 1:
        sys.exit(status)


def main() -> None:
    """Make the desk afresh, read the captures, write the brief in three forms."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--week", default="2024-W33")
    parser.add_argument("--out", type=Path, default=Path("out/sample"))
    options = parser.parse_args()
    desk = options.out / "desk"
    if desk.exists():
        shutil.rmtree(desk)
    run("init", str(desk), "--watch", str(SAMPLE / "watch.toml"))
    run("ingest", str(SAMPLE / "captures"), "--desk", str(desk))
    for ending in ("html", "json", "md"):
        target = options.out / f"brief.{ending}"
        run("brief", "--desk", str(desk), "--week", options.week, "-o", str(target))
    print()
    print((options.out / "brief.md").read_text(encoding="utf-8"))
    print(f"The brief is in {options.out}/brief.md, .html and .json; the desk is in {desk}.")
    print("Next: make serve opens the desk in the browser, or")
    print(f"  .venv/bin/watchdesk search '\"border districts\"' --desk {desk}")


if __name__ == "__main__":
    main()
