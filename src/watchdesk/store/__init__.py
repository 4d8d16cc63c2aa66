"""Where the ledger is kept."""

from watchdesk.store.base import Hit, Store, View, Writer
from watchdesk.store.fetches import Health
from watchdesk.store.pages import PageLine, SitePage
from watchdesk.store.sqlite import SqliteStore

__all__ = ["Health", "Hit", "PageLine", "SitePage", "SqliteStore", "Store", "View", "Writer"]
