"""How long it takes to start: ``import watchdesk`` and ``watchdesk --help`` (bars: 150, 300 ms).

``python bench/startup.py`` writes ``bench/results/startup.json``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from measure import middle, pinned, save, timed

RUNS = 11


def main() -> None:
    pinned()
    command = str(Path(sys.executable).with_name("watchdesk"))
    cases = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "import watchdesk": [sys.executable, "-c", "import watchdesk"],
        "watchdesk --help": [command, "--help"],
    }
    result = {}
    for name, arguments in cases.items():
        timed(arguments)
        result[name] = middle([timed(arguments) for _ in range(RUNS)])
    save("startup", {"cases": result})


if __name__ == "__main__":
    main()
