"""Text to tokens, sentences, trees and names."""

from watchdesk.language.document import Document, Name
from watchdesk.language.parse import parse, shipped_engine

__all__ = ["Document", "Name", "parse", "shipped_engine"]
