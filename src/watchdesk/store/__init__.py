"""Where the ledger is kept."""

from watchdesk.store.base import Hit, Store, View, Writer
from watchdesk.store.sqlite import SqliteStore

__all__ = ["Hit", "SqliteStore", "Store", "View", "Writer"]
