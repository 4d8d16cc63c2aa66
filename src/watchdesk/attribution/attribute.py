"""Attributions of one article: who said what, through whom, how sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from watchdesk.attribution.chain import chains
from watchdesk.attribution.context import Circumstances, circumstances
from watchdesk.attribution.cues import Cues, shipped
from watchdesk.attribution.find import find
from watchdesk.attribution.found import Found
from watchdesk.attribution.standing import Standing, mark
from watchdesk.attribution.tree import Tree
from watchdesk.language import Document
from watchdesk.language.listed import Range
from watchdesk.records import (
    Article,
    Attribution,
    Link,
    Mention,
    Span,
    Speech,
    Time,
    content_id,
)


def attribute(
    doc: Document,
    article: Article,
    mentions: Sequence[Mention],
    times: Sequence[Time],
    cues: Cues | None = None,
) -> tuple[Attribution, ...]:
    """Every attribution of the told parts of an article, in the order of the text.

    Spans are code points of ``doc.text``. The content of a quotation includes its marks; the
    content of reported speech leaves out an introducing "that". A quotation that goes on over
    sentences and paragraphs is one content. ``chain`` starts with the article's own outlet, when
    that is known, and ends with the speaker; a pronoun's link has the name of whom it stands
    for and the place of the pronoun ("who": the place of the noun it follows). ``cues`` is the
    table of cue words, the one that ships if none.
    """
    tree = Tree(doc, article)
    found = find(tree, cues or shipped())
    standings = mark(tree, found)
    told = circumstances(tree, times, found)
    links = chains(tree, article, mentions, told, found)
    records = _Records(tree, article, told, found)
    made = (records.of(one, links[id(one)], standings[id(one)]) for one in found)
    return tuple({one.id: one for one in made}.values())


class _Records:
    """Turns what was found into records."""

    def __init__(
        self,
        tree: Tree,
        article: Article,
        told: Mapping[int, Circumstances],
        found: Sequence[Found],
    ) -> None:
        self._tree = tree
        self._told = told
        self._ids = {
            id(one): content_id(
                "att", article.id, self._span(one.source), self._span(one.cue), self._spans(one)
            )
            for one in found
        }

    def of(self, one: Found, chain: tuple[Link, ...], standing: Standing) -> Attribution:
        """The record of one attribution."""
        return Attribution(
            id=self._ids[id(one)],
            source=self._span(one.source),
            cue=self._span(one.cue),
            content=self._spans(one),
            speech=self._speech(one),
            act=one.act,
            chain=chain,
            said=self._told[id(one)].said,
            venue=self._told[id(one)].venue,
            verification=standing.verification,
            evidence=tuple(self._tree.span(words) for words in standing.evidence),
            strength=standing.strength,
            polarity=standing.polarity,
            telling=standing.telling,
            mood=standing.mood,
            hedges=tuple(self._tree.span(words) for words in standing.hedges),
            within=self._ids.get(id(one.parent)) if one.parent else None,
        )

    def _span(self, words: Range | None) -> Span | None:
        return None if words is None else self._tree.span(words)

    def _spans(self, one: Found) -> tuple[Span, ...]:
        return tuple(self._tree.span(words) for words in one.content)

    def _speech(self, one: Found) -> Speech:
        """How the content stands to the quotations of the article."""
        quote = self._tree.quote
        if not one.content or (one.cue is not None and quote[one.cue.start] >= 0):
            return Speech.INDIRECT
        inside = [all(quote[k] >= 0 for k in range(*words)) for words in one.content]
        if all(inside):
            return Speech.DIRECT
        touched = any(quote[k] >= 0 for words in one.content for k in range(*words))
        return Speech.MIXED if touched else Speech.INDIRECT
