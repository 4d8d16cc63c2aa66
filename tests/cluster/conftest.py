"""Tests that need Ray. Collected only when asked for: see ``make test-ray``."""

from __future__ import annotations

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("ray") and find_spec("daft") else ["test_*.py"]
