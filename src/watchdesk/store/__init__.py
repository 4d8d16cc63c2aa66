"""Where the ledger is kept."""

from watchdesk.store.base import Hit, LedgerBook, Moved, Store, Told, View, Writer
from watchdesk.store.fetches import Health
from watchdesk.store.known import Head, Known
from watchdesk.store.pages import PageLine, SitePage
from watchdesk.store.postings import Event, Posting
from watchdesk.store.sqlite import SqliteStore

__all__ = [
    "Event",
    "Head",
    "Health",
    "Hit",
    "Known",
    "LedgerBook",
    "Moved",
    "PageLine",
    "Posting",
    "SitePage",
    "SqliteStore",
    "Store",
    "Told",
    "View",
    "Writer",
]
