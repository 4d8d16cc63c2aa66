"""Gold mentions of ECB+ as the product compares events, read by the product."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from event_coreference_ecb import Document, Gold
from event_coreference_rule import EventWords
from event_coreference_words import words_of
from watchdesk import grounding, language
from watchdesk.language.listed import Listed
from watchdesk.ledger.book import Similar
from watchdesk.ledger.stories_sketch import Bag, bag
from watchdesk.ledger.stories_words import WORD, base, weighed
from watchdesk.records import Interval, Span, Time

_ABOUT = 400
"""Words from the top that tell what an article is about, as in the product."""
_PARTY = frozenset(("nsubj", "obj", "iobj", "obl", "compound", "nmod", "csubj", "appos", "amod"))
"""Relations of those that take part to the word that tells it."""
_SHARED = frozenset(("xcomp", "conj", "obj", "ccomp", "acl", "advcl", "compound", "nmod", "obl"))
"""Relations over which the subject and object of the governing word are its own as well."""
_OF_NAME = frozenset(("compound", "flat", "nummod", "nmod", "amod", "appos"))


class Read(NamedTuple):
    """A gold mention as the systems see it."""

    gold: Gold
    subtopic: str
    words: EventWords


def read(documents: Sequence[Document], similar: Similar) -> list[Read]:
    """All gold mentions of some documents."""
    return [one for document in documents if document.mentions for one in _read(document, similar)]


def _read(document: Document, similar: Similar) -> list[Read]:
    regions, at = [], 0
    for line in document.text.split("\n"):
        regions.append(Span(at, at + len(line)))
        at += len(line) + 1
    doc = language.parse(document.text, [span for span in regions if span.length])
    times = grounding.resolve_times(grounding.find_times(doc), Interval(), doc)
    vectors = similar([document.text[gold.start : gold.end] for gold in document.mentions])
    about = _about(document.text)
    out = []
    for gold, vector in zip(document.mentions, vectors, strict=True):
        words = _words(doc.listed, gold)
        head = _head(doc.listed, words)
        sentence = regions[document.text.count("\n", 0, gold.start)]
        one = EventWords(
            article=document.id,
            sentence=str(sentence.start),
            lemma=doc.listed.lemmas[head],
            vector=vector,
            parties=words_of(document.text, _parties(doc.listed, head)),
            about=about,
            when=_when(times, sentence),
        )
        out.append(Read(gold, f"{document.topic}/{document.subtopic}", one))
    return out


def _about(text: str) -> Bag:
    return bag(weighed(base(match.group()) for match in islice(WORD.finditer(text), _ABOUT)))


def _words(listed: Listed, gold: Gold) -> range:
    """The words of a mention; at least one."""
    low, high = bisect_left(listed.starts, gold.start), bisect_left(listed.starts, gold.end)
    if low < high:
        return range(low, high)
    low = max(0, bisect_right(listed.starts, gold.start) - 1)
    return range(low, low + 1)


def _head(listed: Listed, words: range) -> int:
    return next((k for k in words if listed.heads[k] not in words), words.start)


def _parties(listed: Listed, head: int) -> list[Span]:
    """The words that take part in what a word tells, with those that belong to their names."""
    found = {kid for kid in listed.kids[head] if _relation(listed, kid) in _PARTY}
    above = listed.heads[head]
    if above >= 0 and _relation(listed, head) in _SHARED:
        kids = listed.kids[above]
        found.update(k for k in kids if _relation(listed, k) in {"nsubj", "obj"} and k != head)
        if _relation(listed, head) in {"acl", "compound"}:
            found.add(above)
    named = {
        kid for word in found for kid in listed.kids[word] if _relation(listed, kid) in _OF_NAME
    }
    return [Span(listed.starts[k], listed.ends[k]) for k in sorted(found | named)]


def _relation(listed: Listed, word: int) -> str:
    return listed.rels[word].partition(":")[0]


def _when(times: Sequence[Time], sentence: Span) -> Interval:
    """The one time that a sentence tells; nothing when it tells none or several."""
    inside = [time for time in times if sentence.contains(time.span) and time.tells_when]
    return inside[0].interval if len(inside) == 1 else Interval()
