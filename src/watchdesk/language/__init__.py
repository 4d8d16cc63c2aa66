"""Text to tokens, sentences and names."""

from watchdesk.language.document import Document, Name
from watchdesk.language.parse import parse
from watchdesk.language.sentences import sentences

__all__ = ["Document", "Name", "parse", "sentences"]
