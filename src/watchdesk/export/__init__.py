"""The ledger in other people's formats: a file each, streamed, each with its dictionary."""

from watchdesk.export.format import Asked, Column, Format, Given, Left, Table
from watchdesk.export.registry import find, formats
from watchdesk.export.run import export, streamed

__all__ = [
    "Asked",
    "Column",
    "Format",
    "Given",
    "Left",
    "Table",
    "export",
    "find",
    "formats",
    "streamed",
]
