"""Articles that tell that somebody took a report or a statement back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from watchdesk.ledger.book import Book, Posted
from watchdesk.ledger.kept import STATEMENT, Kept, from_bytes
from watchdesk.ledger.marks import Mark, item_of
from watchdesk.records import Address, Span, StepKind

_WORDS = (
    r"(?:reports?|story|stories|articles?|claims?|statements?|allegations?|accusations?|charges?|"
    r"assertions?|account|version|remarks?|words|item|post|announcement|figures?|toll)"
)
_TOOK = re.compile(
    rf"\b(?:withdrew|retracted|disavowed|has\s+withdrawn|have\s+withdrawn|had\s+withdrawn)\s+"
    rf"(?:\w+\s+){{0,3}}?{_WORDS}\b"
    rf"|\b(?:took|taken)\s+back\s+(?:\w+\s+){{0,3}}?{_WORDS}\b"
    rf"|\b(?:took|taken)\s+(?:\w+\s+){{0,3}}?{_WORDS}\s+(?:back|down|off)\b"
    rf"|\bwalked\s+back\s+(?:\w+\s+){{0,3}}?{_WORDS}\b"
    rf"|\b{_WORDS}\b[^.;]{{0,120}}?\b(?:was|were|has\s+been|have\s+been|had\s+been)\s+(?:\w+\s+)?"
    r"(?:withdrawn|retracted|taken\s+(?:back|down)|walked\s+back)\b",
    re.IGNORECASE,
)
"""Words for taking something told back. Troops are withdrawn, too: what is taken back must be
words."""
_NOT = re.compile(
    r"\b(?:not|never|refus\w+|declin\w+|would|will|should|must|demand\w*|call\w*|urg\w+|if|unless|"
    r"n[’']t|without)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_BEFORE = 40
"""Code points before the words in which they can be turned round."""
_BACK = 2
"""Sentences before in which what is taken back can stand."""
_LONGEST = 1_200
"""Code points of a sentence that is looked at."""


def post_retractions(book: Book, changed: Sequence[Posted]) -> frozenset[str]:
    """Note which statements articles tell to have been taken back; ids of those that touches.

    A statement in the sentence that tells so, else the last one of the sentences before it. Marks
    that these articles told earlier are to be dropped before.
    """
    touched: set[str] = set()
    for article in changed:
        found = list(_found(article))
        if not found:
            continue
        items = book.of_article(STATEMENT, article.id)
        told = sorted((from_bytes(item.data) for item in items), key=lambda k: k.span)
        for sentence, words in found:
            one = _meant(article, told, sentence, words)
            if one is not None:
                book.put([item_of(_mark(article, one, sentence), article.id)])
                touched.add(one.id)
    return frozenset(touched)


def _found(article: Posted) -> Iterator[tuple[Span, Span]]:
    """Sentences that tell that something was taken back, and the words for it."""
    text = article.page.text
    for sentence in article.reading.sentences:
        if sentence.length > _LONGEST or not article.page.is_told(sentence):
            continue
        match = _TOOK.search(text, sentence.start, sentence.end)
        if match is None:
            continue
        low = max(sentence.start, match.start() - _BEFORE)
        if not _NOT.search(text[low : match.start()]):
            yield sentence, Span(*match.span())


def _meant(article: Posted, told: Sequence[Kept], sentence: Span, words: Span) -> Kept | None:
    """What was taken back: told in the sentence itself, but not its own words; else shortly
    before."""
    inside = [k for k in told if sentence.contains(k.span) and not k.span.contains(words.start)]
    if inside:
        return inside[-1] if words.start < inside[-1].span.start else inside[0]
    sentences = list(article.reading.sentences)
    at = sentences.index(sentence)
    near = Span(sentences[max(0, at - _BACK)].start, sentence.start)
    before = [k for k in told if near.contains(k.span) and k.attribution is not None]
    return before[-1] if before else None


def _mark(article: Posted, one: Kept, sentence: Span) -> Mark:
    at = Address(capture=article.reading.capture.id, article=article.id, span=sentence)
    published = article.reading.article.published.interval
    return Mark(kind=StepKind.RETRACTED, statement=one.id, on=published, at=at)
