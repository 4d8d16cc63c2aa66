"""Text to a parsed document."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from watchdesk.language.document import Document
from watchdesk.language.names import find_names
from watchdesk.language.sentences import sentences
from watchdesk.language.sequences import Words
from watchdesk.language.tokens import tokens
from watchdesk.records import Span


def parse(text: str, regions: Sequence[Span]) -> Document:
    """Tokens, sentences and names of the read parts of a captured text.

    Every offset counts code points of the whole ``text``. Regions are read in the order of the
    text; where two overlap, the later one starts where the earlier one ends.

    Raises ``ValueError`` when a region runs past the text.
    """
    words: list[Span] = []
    found: list[Span] = []
    done = 0
    for region in sorted(regions):
        if region.end > len(text):
            raise ValueError(f"region [{region.start}, {region.end}] runs past the text")
        if region.end <= done:
            continue
        fresh = Span(max(done, region.start), region.end)
        words.extend(tokens(text, fresh))
        found.extend(sentences(text, fresh))
        done = region.end
    starts = np.array([word.start for word in words], dtype=np.int32)
    ends = np.array([word.end for word in words], dtype=np.int32)
    lines = tuple(found)
    names = find_names(Words(text, starts, ends, lines))
    return Document(text, starts, ends, lines, names)
