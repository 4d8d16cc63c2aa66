"""Text to a parsed document."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from watchdesk.language import models
from watchdesk.language.document import Document
from watchdesk.language.engine import Engine
from watchdesk.language.joined_names import join_names
from watchdesk.language.names import find_names
from watchdesk.language.sequences import Words
from watchdesk.language.tokens import tokens
from watchdesk.records import Span


@cache
def shipped_engine() -> Engine:
    """The engine with the model that ships, opened once in a process.

    Raises ``ModelError``: W401 a file of it is missing, W402 one is damaged.
    """
    return Engine(models.Model(models.shipped()))


def parse(text: str, regions: Sequence[Span], engine: Engine | None = None) -> Document:
    """Tokens, sentences, trees and names of the read parts of a captured text.

    Every offset counts code points of the whole ``text``. Regions are read in the order of the
    text; where two overlap, the later one starts where the earlier one ends. ``engine`` is the
    shipped one where none is given.

    Raises ``ValueError`` when a region runs past the text, ``ModelError`` when the model cannot
    be used.
    """
    (syntax,) = (engine or shipped_engine()).analyse([(text, regions)])
    words: list[Span] = []
    done = 0
    for region in sorted(regions):
        if region.end > done:
            words.extend(tokens(text, Span(max(done, region.start), region.end)))
            done = region.end
    starts = np.array([word.start for word in words], dtype=np.int32)
    ends = np.array([word.end for word in words], dtype=np.int32)
    lines = syntax.sentences
    known = Words(text, starts, ends, lines)
    return Document(text, starts, ends, lines, join_names(find_names(known), syntax, known), syntax)
