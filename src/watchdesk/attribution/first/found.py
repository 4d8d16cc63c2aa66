"""What the finders hand on: an attribution before chains, times and ids."""

from __future__ import annotations

from dataclasses import dataclass, field

from watchdesk.attribution.quotes import Quote
from watchdesk.records import Act, Span, Verification


@dataclass(slots=True, eq=False)
class Found:
    """One attribution as the words give it."""

    kind: str
    """verb, accord, citing, noun, adverb, passive, silence, colon or quote."""
    cue: Span | None
    source: Span | None
    content: list[Span]
    act: Act
    sentence: Span
    """From the first to the last word of the sentence it stands in."""
    paragraph: int
    verification: Verification = Verification.UNMARKED
    lemma: str = ""
    adjuncts: list[Span] = field(default_factory=list)
    """Stretches between cue and content that tell when and where."""
    shares: Found | None = None
    """The attribution whose source this one takes over."""
    quote: Quote | None = None
    """The quotation it stands inside of."""
    parent: Found | None = None

    @property
    def start(self) -> int:
        """First code point of source, cue and content."""
        spans = [s for s in (self.source, self.cue, *self.content) if s]
        return min(s.start for s in spans)

    @property
    def end(self) -> int:
        """One past the last code point of source, cue and content."""
        spans = [s for s in (self.source, self.cue, *self.content) if s]
        return max(s.end for s in spans)
