"""Text as a file of XML can hold it."""

from __future__ import annotations

import re

from watchdesk.brief.wording import line

_NO_XML = re.compile("[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""Never in a file of XML 1.0 (2.2): lone surrogates and characters that are none."""


def for_xml(text: str) -> str:
    """Without characters that XML cannot hold."""
    return _NO_XML.sub("", text)


def plain(text: str) -> str:
    """The same on one line, without characters that a reader would obey."""
    return line(for_xml(text))
