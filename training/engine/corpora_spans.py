"""Word ranges of attributions, in the form the product uses.

A content holds the quotation marks around it, with the punctuation inside them, but neither the
"that" that opens it nor the punctuation that separates it from the rest of its sentence.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from engine.examples import Span

MARKS = frozenset("\" '' `` “ ”".split())
EDGES = frozenset(". , ; : - – —".split())
_BEFORE_MARK = frozenset(". , ! ?".split())


def runs(indices: Iterable[int]) -> tuple[Span, ...]:
    """Word numbers as half-open ranges of neighbours."""
    spans: list[Span] = []
    for index in sorted(set(indices)):
        if spans and spans[-1][1] == index:
            spans[-1] = (spans[-1][0], index + 1)
        else:
            spans.append((index, index + 1))
    return tuple(spans)


def overlap(*rows: tuple[Span, ...]) -> bool:
    """Whether two of the ranges share a word."""
    spans = sorted(span for row in rows for span in row)
    return any(left[1] > right[0] for left, right in pairwise(spans))


def content_spans(
    forms: Sequence[str], upos: Sequence[str], spans: Iterable[Span]
) -> tuple[Span, ...]:
    """The ranges of a content as the product has them; those of which nothing is left are gone."""
    tidy = (_content(forms, upos, span) for span in sorted(spans))
    return tuple(span for span in tidy if span[0] < span[1])


def _content(forms: Sequence[str], upos: Sequence[str], span: Span) -> Span:
    start, end = span
    while end > start and forms[end - 1] in EDGES and not _mark_after(forms, start, end):
        end -= 1
    while start < end and forms[start] in EDGES:
        start += 1
    if end - start > 2 and forms[start].lower() == "that" and upos[start] == "SCONJ":
        start += 1
    if closing := _mark_after(forms, start, end):
        return start - 1, closing
    return _balanced(forms, start, end)


def _balanced(forms: Sequence[str], start: int, end: int) -> Span:
    """The range without a quotation mark at its edge that closes or opens outside."""
    if sum(form in MARKS for form in forms[start:end]) % 2:
        if forms[end - 1] in MARKS:
            end -= 1
            while end > start and forms[end - 1] in EDGES:
                end -= 1
        elif forms[start] in MARKS:
            start += 1
    return start, end


def _mark_after(forms: Sequence[str], start: int, end: int) -> int:
    """One past the quotation mark that closes right after the range; 0 if none does."""
    if start and forms[start - 1] in MARKS:
        if end < len(forms) and forms[end] in MARKS:
            return end + 1
        if end + 1 < len(forms) and forms[end] in _BEFORE_MARK and forms[end + 1] in MARKS:
            return end + 2
    return 0
