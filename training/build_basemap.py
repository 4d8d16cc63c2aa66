"""Build the base map that ships: land, international lines, disputed lines; no countries.

    python training/build_basemap.py -o src/watchdesk/resources/basemap.json.gz

Needs node and npm. Natural Earth 1:50m (public domain) comes from the npm package ``world-atlas``;
``d3-geo`` projects it and cuts it at the antimeridian, ``topojson-simplify`` leaves out points.
Versions are pinned in ``basemap/package.json``. Which lines are dashed is our own list,
``basemap/disputed.json``. The same versions give the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).parent / "basemap"


def built(folder: Path) -> bytes:
    """The map as JSON, made in an empty folder."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise SystemExit("node and npm are needed to build the base map.")
    shutil.copy(HERE / "package.json", folder)
    quiet = ["--silent", "--no-fund", "--no-audit", "--ignore-scripts"]
    subprocess.run([npm, "install", *quiet], cwd=folder, check=True)
    out = folder / "basemap.json"
    script, disputed = HERE / "build.mjs", HERE / "disputed.json"
    subprocess.run([node, str(script), str(folder), str(disputed), str(out)], check=True)
    return out.read_bytes()


def main() -> None:
    """Build the file and tell what it is."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("-o", "--output", type=Path, required=True)
    output = asked.parse_args().output
    with tempfile.TemporaryDirectory() as folder:
        data = gzip.compress(built(Path(folder)), 9, mtime=0)
    output.write_bytes(data)
    print(f"{output}: {len(data):,} bytes, sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
