"""Tests that need a browser. Collected only when asked for: see ``make test-browser``."""

from __future__ import annotations

import os

collect_ignore_glob = [] if os.environ.get("WATCHDESK_BROWSER") else ["test_*.py"]
