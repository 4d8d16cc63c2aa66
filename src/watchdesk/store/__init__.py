"""Where the ledger is kept."""

from watchdesk.store.base import Hit, LedgerBook, Moved, Store, Told, View, Writer
from watchdesk.store.begun import Begun
from watchdesk.store.fetches import Health
from watchdesk.store.known import Head, Known
from watchdesk.store.opening import is_address, open_store
from watchdesk.store.pages import PageLine, SitePage
from watchdesk.store.placed import Happening
from watchdesk.store.postings import Event, Posting
from watchdesk.store.searching import Match, Matches, Narrowed, Telling
from watchdesk.store.speakers import Spoken
from watchdesk.store.sqlite import SqliteStore
from watchdesk.store.words import Query, Term, parse

__all__ = [
    "Begun",
    "Event",
    "Happening",
    "Head",
    "Health",
    "Hit",
    "Known",
    "LedgerBook",
    "Match",
    "Matches",
    "Moved",
    "Narrowed",
    "PageLine",
    "Posting",
    "Query",
    "SitePage",
    "Spoken",
    "SqliteStore",
    "Store",
    "Telling",
    "Term",
    "Told",
    "View",
    "Writer",
    "is_address",
    "open_store",
    "parse",
]
