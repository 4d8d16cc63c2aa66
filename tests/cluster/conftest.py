"""Tests that need Ray. Collected only when asked for: see ``make test-ray``."""

from __future__ import annotations

import os
from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("ray") and find_spec("daft") else ["test_*.py"]
os.environ.update(
    {
        "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # on every system it listens to this one alone
        "RAY_raylet_start_wait_time_s": "120",  # on a busy one it takes long to begin
    }
)
