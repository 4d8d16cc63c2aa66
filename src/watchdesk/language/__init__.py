"""Text to tokens, sentences, trees and names."""

from watchdesk.language.document import Document, Name
from watchdesk.language.parse import parse, shipped_engine
from watchdesk.language.sentences import sentences

__all__ = ["Document", "Name", "parse", "sentences", "shipped_engine"]
